"""A random catalogue, and what offices say of their conditions, for the rounds of random_rounds.py."""

HEAD = "version: '1'\nlanguages: [en]\ntext_default: {status: project, source: us}\nsources: {us: {title: us, licence: CC0}}\n"
RUNGS = "levels: [" + ", ".join(f"{{id: l{i}, title: {{en: L{i}}}, description: {{en: L{i}}}}}" for i in range(3)) + "]\n"
DESCRIPTORS = "{l0: {en: d}, l1: {en: d}, l2: {en: d}}"


def catalogue(draw, levels, notice_of_environment):
    """3 to 8 remedies of one or two modules; what is expected of them is no round number."""
    remedies = ""
    for i in range(draw.randint(3, 8)):
        modules = []
        for c in draw.choice(["A", "B", "AB"]):
            begin = draw.randint(1, levels - 1)
            modules.append(f"{{competency: {c}, from: {begin}, to: {draw.randint(begin + 1, levels)}}}")
        kind = draw.choice(["course", "course", "coaching"])
        seats = f", seats: {{value: {draw.randint(2, 20)}, status: assumption}}" if kind == "course" else ""
        remedies += (f"  - {{id: r{i}, kind: {kind}, title: {{en: R{i}}}, hours: {{value: {draw.randint(1, 30)}, status: assumption}}{seats}, "
                     f"completion: {{value: {draw.uniform(0.5, 1):.2f}, status: assumption}}, success: {{value: {draw.uniform(0.5, 1):.2f}, status: assumption}}, "
                     f"costs: [{{per: person, amount: {draw.randint(1, 90)}, status: assumption}}], modules: [{', '.join(modules)}]}}\n")
    if notice_of_environment:
        remedies += "  - {id: line, kind: shared_service, title: {en: line}, mends: [network]}\n"
    mends = "mends_in: {id: e, version: '1'}\n" if notice_of_environment else ""
    return ("capgap: catalogue/1\nid: c\nframework: {id: f, version: '1'}\ncurrency: USD\n" + HEAD + mends
            + "title: {en: C}\nmapping_method: {en: x}\nlicence: CC0\nremedies:\n" + remedies)


def environment_framework(blocked):
    elements = "".join(f"      - {{id: {element}, title: {{en: {element}}}, descriptors: {DESCRIPTORS}, blocks: [{', '.join(of)}]}}\n" for element, of in blocked.items())
    return ("capgap: framework/1\nid: e\n" + HEAD + "title: {en: E}\nattribution: {en: us}\nendorsement: none\nlicence: {name: CC0, scope: {en: all}}\n" + RUNGS
            + "domains:\n  - id: d\n    title: {en: D}\n    competencies:\n" + elements + "blocks_in: {id: f, version: '1'}\n")


def environment_survey(elements):
    items = "".join(f"  - {{id: {element}1, competency: {element}, scale: s, title: {{en: q}}}}\n" for element in elements)
    return ("capgap: survey/1\nid: es\n" + HEAD + "framework: {id: e, version: '1'}\nunit: institution\ntitle: {en: S}\ndisclaimer: {en: x}\nscales:\n  - id: s\n    options: ["
            + ", ".join(f"{{id: o{i}, score: {i}, title: {{en: O{i}}}}}" for i in range(3)) + "]\nitems:\n" + items
            + "scoring:\n  method: classical\n  cut_scores: {values: [50, 100], method: {en: x}, source: us}\n")


def environment_profiles(elements):
    targets = ", ".join(f"{element}: 3" for element in elements)
    return ("capgap: profiles/1\nid: ep\n" + HEAD + "framework: {id: e, version: '1'}\nstatus: proposed\nprofiles:\n  - {id: office, title: {en: Office}, targets: {" + targets + "}}\n")


def write_environment(draw, folder, institutions, write_csv):
    """Returns the entry of the assessment. Elements block one competency or both: then a sum of steps is over both."""
    blocked = {"network": ["A", "B"], "law": draw.choice([["A"], ["B"]])}
    (folder / "environment").mkdir(exist_ok=True)
    for name, text in (("framework", environment_framework(blocked)), ("survey", environment_survey(blocked)), ("profiles", environment_profiles(blocked))):
        (folder / "environment" / f"{name}.yaml").write_text(text, encoding="utf-8")
    answers = [[institution, *(f"o{draw.randrange(3)}" for _ in blocked)] for institution in institutions if draw.random() < 0.7]
    write_csv(folder / "environment.csv", ["institution", *(f"{element}1" for element in blocked)], answers)
    return "  - {framework: environment, survey: environment, targets: environment, responses: environment.csv, format: tidy}\n"
