#!/usr/bin/env python3
"""Attacks tables of random small rounds: nothing may be found, and something where rows are not hidden for others' sake.

    python3 tests/attack/random_rounds.py --program build/bin/capgap --dump build/bin/dump_tables [--rounds 200] [--first 0] [--keep DIR]

Round i is drawn with the seed i: a tree of 3 to 14 institutions (sometimes several roots), in every eighth round with 16 to 24 more below one of them, 2 to 4
profiles with targets of their own, two competencies of two items, an attitude, wishes, one or two background questions; with or without a population, weights,
pools that the assessment names, a catalogue, and what institutions say of their conditions. The attacker has everything that `capgap run` writes.
"""
import argparse
import csv
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import random_advice
from attack import attack

HEAD = "version: '1'\nlanguages: [en]\ntext_default: {status: project, source: us}\nsources: {us: {title: us, licence: CC0}}\n"
MIN_CELL = 6


def framework(levels):
    rungs = "".join(f"  - {{id: l{i}, title: {{en: L{i}}}, description: {{en: L{i}}}}}\n" for i in range(levels))
    descriptors = "{" + ", ".join(f"l{i}: {{en: d}}" for i in range(levels)) + "}"
    return ("capgap: framework/1\nid: f\n" + HEAD + "title: {en: F}\nattribution: {en: us}\nendorsement: none\nlicence: {name: CC0, scope: {en: all}}\nlevels:\n" + rungs
            + "domains:\n  - id: d\n    title: {en: D}\n    competencies:\n"
            + "".join(f"      - {{id: {c}, title: {{en: {c}}}, descriptors: {descriptors}}}\n" for c in "AB") + "attitudes:\n  - {id: t, title: {en: T}}\n")


def survey(levels, questions):
    options = ", ".join(f"{{id: o{i}, score: {i}, title: {{en: O{i}}}}}" for i in range(levels))
    items = "".join(f"  - {{id: {c}{i}, competency: {c}, scale: s, title: {{en: q}}}}\n" for c in "AB" for i in (1, 2))
    background = "".join(f"  - {{id: {q}, title: {{en: {q}}}, breakdown: true, options: [" + ", ".join(f"{{id: {q}{k}, title: {{en: {q}{k}}}}}" for k in range(n)) + "]}\n"
                         for q, n in questions.items())
    cuts = ", ".join(str(round(100 * (i + 0.5) / (levels - 1), 2)) for i in range(levels - 1))
    notice = "notice: {" + ", ".join(f"{k}: {{en: x}}" for k in ("controller", "legal_basis", "purpose", "excluded_uses", "retention", "contact")) + "}\n"
    return ("capgap: survey/1\nid: s\n" + HEAD + "framework: {id: f, version: '1'}\nunit: person\ntitle: {en: S}\ndisclaimer: {en: x}\nscales:\n  - id: s\n    options: [" + options + "]\n"
            "items:\n" + items + "  - {id: t1, attitude: t, scale: s, title: {en: q}}\nbackground:\n" + background + "wanted: {max: 1, title: {en: w}}\n"
            f"scoring:\n  method: classical\n  cut_scores: {{values: [{cuts}], method: {{en: x}}, source: us}}\n" + notice)


def profiles(targets):
    rows = "".join(f"  - {{id: {p}, title: {{en: {p}}}, targets: {{" + ", ".join(f"{c}: {t}" for c, t in of.items()) + "}}\n" for p, of in targets.items())
    return "capgap: profiles/1\nid: p\n" + HEAD + "framework: {id: f, version: '1'}\nstatus: proposed\nprofiles:\n" + rows


def write_csv(path, header, lines):
    with open(path, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(header)
        out.writerows(lines)


def tree(draw):
    parents = {}
    roots = draw.choice([1, 1, 1, 2, 3])
    for i in range(draw.randint(max(3, roots), 14)):
        parents[f"i{i}"] = "" if i < roots else f"i{draw.randrange(max(0, i - draw.randint(1, 8)), i)}"
    if draw.random() < 1 / 8:  # a family large enough for a fellow (methods.md, section 7)
        parent = draw.choice(list(parents))
        parents |= {f"i{i}": parent for i in range(len(parents), len(parents) + draw.randint(16, 24))}
    return parents


def named_pools(draw, parents):
    of = {}
    for institution, parent in parents.items():
        of.setdefault(parent, []).append(institution)
    families = [children for children in of.values() if len(children) > 2]
    if not families or draw.random() < 0.6:
        return ""
    members = draw.sample(draw.choice(families), 2)
    return f", pools: [{{name: {{en: Two}}, institutions: [{', '.join(members)}]}}]"


def write_advice(draw, folder, levels, institutions):
    """(the catalogue's line of the assessment, the environment's): either may be empty."""
    if draw.random() < 0.25:
        return "", ""
    with_environment = draw.random() < 0.5
    (folder / "catalogue.yaml").write_text(random_advice.catalogue(draw, levels, with_environment), encoding="utf-8")
    return "catalogue: catalogue.yaml\n", random_advice.write_environment(draw, folder, institutions, write_csv) if with_environment else ""


def draw_answers(draw, parents, levels, questions, targets, with_population):
    """(rows of the responses, headcounts by institution, profile and first question)"""
    likely = {p: draw.random() for p in targets}
    answers, staff, n = [], {}, 0
    for institution in parents:
        for _ in range(draw.choice([0, 3, 6, 10, 14, 20, 35])):
            p = draw.choices(list(targets), [likely[q] + 0.05 for q in targets])[0]
            kept = {q: f"{q}{min(int(draw.expovariate(1.2)), k - 1)}" for q, k in questions.items()}
            staff[institution, p, kept["b0"]] = staff.get((institution, p, kept["b0"]), 0) + 1
            if draw.random() < 0.25:
                continue
            n += 1
            ability = draw.gauss(levels / 2, 1)
            items = [f"o{min(levels - 1, max(0, round(ability + draw.gauss(0, 0.6))))}" if draw.random() < 0.95 else draw.choice(["", "na", "dk"]) for _ in range(5)]
            shown = [value if draw.random() < 0.97 else "" for value in kept.values()] if not with_population else list(kept.values())
            answers.append([f"r{n}", institution, p if with_population or draw.random() < 0.98 else "", *shown, *items, draw.choice(["A", "B", ""])])
    return answers, staff


def write_responses(path, answers, questions, weights):
    header = ["respondent", "institution", "profile", *questions, "A1", "A2", "B1", "B2", "t1", "wanted"]
    write_csv(path, header + ["weight"] * bool(weights), [row + [weight] for row, weight in zip(answers, weights)] if weights else answers)


def write_round(folder, seed):
    draw, draw_more = random.Random(seed), random.Random(f"more {seed}")
    parents, levels = tree(draw), draw.choice([3, 3, 4, 5])
    questions = {f"b{i}": draw.randint(2, 3) for i in range(draw.randint(1, 2))}
    targets = {f"p{i}": {c: draw.randint(1, levels) for c in "AB" if i == 0 or c == "AB"[i % 2] or draw.random() < 0.7} for i in range(draw.randint(2, 4))}
    with_population = draw.random() < 0.5
    answers, staff = draw_answers(draw, parents, levels, questions, targets, with_population)
    weighting = "weighting: {method: none}\n" if with_population and draw_more.random() < 0.4 else ""
    weights = [draw_more.choice(["1", "1", "2", "0.5"]) for _ in answers] if draw_more.random() < 0.2 else []
    catalogue, environment = write_advice(draw_more, folder, levels, parents)
    (folder / "framework.yaml").write_text(framework(levels), encoding="utf-8")
    (folder / "survey.yaml").write_text(survey(levels, questions), encoding="utf-8")
    (folder / "profiles.yaml").write_text(profiles(targets), encoding="utf-8")
    write_csv(folder / "institutions.csv", ["institution", "parent", "name"], [[i, p, i] for i, p in parents.items()])
    write_responses(folder / "responses.csv", answers, questions, weights)
    if with_population:
        write_csv(folder / "population.csv", ["institution", "profile", "b0", "headcount"], [[*key, count] for key, count in staff.items()])
    assessment = (
        "capgap: assessment/1\nid: a\nlanguages: [en]\ntitle: {en: A}\ntext_default: {status: project}\n"
        "data: {collected_from: 2026-01-01, collected_to: 2026-01-02, simulated: true}\ndesign: census\ninstitutions: institutions.csv\n"
        + ("population: population.csv\n" if with_population else "") + weighting + catalogue + f"privacy: {{min_cell: {MIN_CELL}{named_pools(draw, parents)}}}\n"
        "instruments:\n  - {framework: framework.yaml, survey: survey.yaml, targets: profiles.yaml, responses: responses.csv, format: tidy}\n" + environment)
    (folder / "assessment.yaml").write_text(assessment, encoding="utf-8")


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}: {done.stderr}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--dump", required=True)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--keep")
    arguments = parser.parse_args()
    broken = with_hidden = leaking = hidden_in_all = with_advice = 0
    with tempfile.TemporaryDirectory() as scratch:
        for seed in range(arguments.first, arguments.first + arguments.rounds):
            folder = Path(arguments.keep or scratch, str(seed))
            folder.mkdir(parents=True, exist_ok=True)
            write_round(folder, seed)
            assessment = folder / "assessment.yaml"
            run(arguments.program, "run", assessment, "--out", folder / "shown", "--data", ".")
            run(arguments.dump, assessment, ".", folder / "truth", folder / "primary", "primary-only")
            with_advice += (folder / "shown" / "recommendations.csv").read_text(encoding="utf-8").count("\n") > 1
            found, hidden = attack(folder / "shown", folder / "institutions.csv", folder / "truth", MIN_CELL)
            hidden_in_all += hidden
            if found:
                broken += 1
                print(f"round {seed}: {len(found)} of {hidden} hidden numbers found: {found[:5]}", flush=True)
            without, hidden = attack(folder / "primary", folder / "institutions.csv", folder / "truth", MIN_CELL)
            with_hidden += hidden > 0
            leaking += bool(without)
    print(f"{arguments.rounds} rounds, {with_advice} with recommendations, {hidden_in_all} hidden numbers: {broken} rounds broken; without complementary suppression {leaking} of {with_hidden}")
    sys.exit(1 if broken or leaking < arguments.rounds / 2 else 0)


if __name__ == "__main__":
    main()
