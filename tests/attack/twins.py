"""Two rounds whose tables are the same though hidden numbers differ: whatever else is written must be the same too, the advice above all. See attack_test.py.

Profile p has the target 5 and q the target 2 in competency A, and in each of two offices so few hold them that both are hidden; both offices together show them. In the
first office the people of p are at the levels 2 2 2 6 and those of q at 1 3 3 3, twice over; in the second office it is the other way round. In the twin the offices
are exchanged. Each office has in both rounds as many people at each level, as many under their target (p: 2 2 2, q: 1; or p: 1 3 3 3), as many steps missing
(3 + 3 + 3 + 1; or 4 + 2 + 2 + 2) and as many of their squares (27 + 1; or 16 + 12), which the interval of the mean shortfall tells; and both offices together have the
same people. But who should be trained from which level to which depends on whose levels these are.
"""
import random_rounds as rounds

MIN_CELL = 10
SETS = ([2, 2, 2, 6] * 2, [1, 3, 3, 3] * 2)
OTHERS = [1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 5, 5, 5, 3, 2, 4]  # of a profile r, the same in each office

CATALOGUE = ("capgap: catalogue/1\nid: c\nframework: {id: f, version: '1'}\ncurrency: USD\n" + rounds.HEAD + "title: {en: C}\nmapping_method: {en: x}\nlicence: CC0\nremedies:\n"
             + "".join(f"  - {{id: r{begin}{end}, kind: coaching, title: {{en: R}}, hours: {{value: 8, status: assumption}}, completion: {{value: 1, status: assumption}}, "
                       f"success: {{value: 1, status: assumption}}, modules: [{{competency: A, from: {begin}, to: {end}}}]}}\n" for begin, end in ((1, 2), (2, 3), (3, 5), (1, 5))))


def answers(turned):
    out = []
    for office, sets in (("w1", SETS), ("w2", SETS[::-1])):
        of_p, of_q = sets[::-1] if turned else sets
        for profile, levels in (("p", of_p), ("q", of_q), ("r", OTHERS)):
            for level in levels:
                option = f"o{level - 1}"
                out.append([f"n{len(out)}", office, profile, "b00", option, option, "o2", "o2", "o0", ""])
    return out


def write(folder, turned):
    """A round in the folder, or its twin; returns the assessment."""
    folder.mkdir()
    files = {"framework": rounds.framework(6), "survey": rounds.survey(6, {"b0": 2}), "catalogue": CATALOGUE,
             "profiles": rounds.profiles({"p": {"A": 5, "B": 3}, "q": {"A": 2, "B": 3}, "r": {"A": 3, "B": 3}}),
             "assessment": "capgap: assessment/1\nid: a\nlanguages: [en]\ntitle: {en: A}\ntext_default: {status: project}\n"
                           "data: {collected_from: 2026-01-01, collected_to: 2026-01-02, simulated: true}\ndesign: census\ninstitutions: institutions.csv\n"
                           f"catalogue: catalogue.yaml\nprivacy: {{min_cell: {MIN_CELL}}}\ninstruments:\n"
                           "  - {framework: framework.yaml, survey: survey.yaml, targets: profiles.yaml, responses: responses.csv, format: tidy}\n"}
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    rounds.write_csv(folder / "institutions.csv", ["institution", "parent", "name"], [["whole", "", "whole"], ["w1", "whole", "w1"], ["w2", "whole", "w2"]])
    rounds.write_responses(folder / "responses.csv", answers(turned), ["b0"], [])
    return folder / "assessment.yaml"
