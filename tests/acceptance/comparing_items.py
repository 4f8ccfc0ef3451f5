#!/usr/bin/env python3
"""capgap run with compare_items_by, beside a reckoning of its own. comparing_items.py --program capgap --dump dump_tables TEST."""
import math
import random
import sys

import yaml

from calibrating import round_of
from running import TOP, rows, run_named_test

ITEMS = [f"q{i}" for i in range(1, 13)]
SHIFTED = {"q2": -0.9, "q5": 0.9, "q9": 0.5}  # how much harder or easier an item is for men
LIMITS = (20, 40, 60, 80)
TOP_CODE = 4


def simulate(people=4000, seed=7):
    """Of each: gender, and answers to 12 items of the graded model; men stand 0.3 lower."""
    draw = random.Random(seed)
    out = []
    for i in range(people):
        gender = "male" if draw.random() < 0.4 else "female"
        theta = draw.gauss(-0.3 if gender == "male" else 0, 1)
        codes = []
        for item in ITEMS:
            at = theta - (SHIFTED.get(item, 0) if gender == "male" else 0)
            chance = [1 / (1 + math.exp(-1.6 * (at - b))) for b in (-1.5, -0.5, 0.5, 1.5)]
            u = draw.random()
            codes.append(None if draw.random() < 0.04 else sum(u < one for one in chance))
        out.append(("" if i % 50 == 0 else gender, codes))
    return out


def round_with(tools, name, people, by="[gender]", match_bands=None):
    """Items q1 to q6 measure one competency, the others another one of the same domain."""
    items = {"1.1": ITEMS[:6], "1.10": ITEMS[6:]}
    assessment = round_of(tools, name, items, [codes for _, codes in people])
    path = assessment.parent / "responses.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    genders = ["gender", *(gender for gender, _ in people)]
    path.write_text("".join(f"{line},{gender}\n" for line, gender in zip(lines, genders, strict=True)), encoding="utf-8")
    assessment.write_text(assessment.read_text(encoding="utf-8") + f"    compare_items_by: {by}\n", encoding="utf-8")
    if match_bands:
        survey = assessment.parent / "survey.yaml"
        said = yaml.safe_load(survey.read_text(encoding="utf-8"))
        said["scoring"]["match_bands"] = match_bands
        survey.write_text(yaml.safe_dump(said, sort_keys=False), encoding="utf-8")
    return assessment


def band(codes, item, matching, limits):
    """Where a person stands by the items that are matched on and the item itself; nothing with fewer than half of these."""
    counted = [j for j in range(len(ITEMS)) if matching[j] or j == item]
    answered = [codes[j] for j in counted if codes[j] is not None]
    if codes[item] is None or 2 * len(answered) < len(counted):
        return None
    return sum(100 * sum(answered) >= limit * TOP_CODE * len(answered) for limit in limits)


def reckon(people, matching, limits):
    """Standardised mean difference of men from women, and Mantel's p, of each item."""
    out = []
    for item in range(len(ITEMS)):
        bands = [{"female": [], "male": []} for _ in range(len(limits) + 1)]
        for gender, codes in people:
            at = band(codes, item, matching, limits)
            if gender and at is not None:
                bands[at][gender].append(codes[item])
        groups = {g: [x for one in bands for x in one[g]] for g in ("female", "male")}
        pooled = math.sqrt(sum(sum((x - sum(of) / len(of)) ** 2 for x in of) for of in groups.values()) / (len(groups["female"]) + len(groups["male"]) - 2))
        both = [one for one in bands if one["female"] and one["male"]]
        men = sum(len(one["male"]) for one in both)
        difference = sum(len(one["male"]) / men * (sum(one["male"]) / len(one["male"]) - sum(one["female"]) / len(one["female"])) for one in both) / pooled
        apart = spread = 0.0
        for one in bands:
            everybody = one["female"] + one["male"]
            n, n_men = len(everybody), len(one["male"])
            if n < 2:
                continue
            total, squares = sum(everybody), sum(x * x for x in everybody)
            apart += sum(one["male"]) - n_men * total / n
            spread += n_men * (n - n_men) / n * (n * squares - total**2) / (n * (n - 1))
        out.append((difference, math.erfc(math.sqrt(apart**2 / spread / 2))))
    return out


def holm(p):
    order = sorted(range(len(p)), key=lambda i: p[i])
    out, reached = [0.0] * len(p), 0.0
    for place, i in enumerate(order):
        reached = max(reached, min(1.0, p[i] * (len(p) - place)))
        out[i] = reached
    return out


def light(difference, p):
    return "green" if p >= 0.05 or abs(difference) < 0.17 else "amber" if abs(difference) < 0.25 else "red"


def purified(people, limits=LIMITS):
    matching = [True] * len(ITEMS)
    for _ in range(3):
        found = reckon(people, matching, limits)
        adjusted = holm([p for _, p in found])
        lights = [light(d, p) for (d, _), p in zip(found, adjusted, strict=True)]
        after = [one == "green" for one in lights]
        if after == matching:
            break
        matching = after
    return found, adjusted, lights


def comparability(out):
    return {(row["id"], row["statistic"]): row for row in rows(out / "quality.csv") if row["kind"] == "comparability"}


def test_items_differ_as_another_program_finds(tools):
    people = simulate()
    assessment = round_with(tools, "differ", people)
    outs = [tools.run(assessment, f"differ-{threads}", "--threads", threads, report=True) for threads in (1, 2)]
    assert (outs[0] / "quality.csv").read_bytes() == (outs[1] / "quality.csv").read_bytes()
    found = comparability(outs[0])
    assert ("gender/female", "reference") in found, "the larger group"
    expected, adjusted, lights = purified(people)
    for j, item in enumerate(ITEMS):
        row = found[f"gender/{item}", "largest_difference"]
        difference = float(found[f"gender/{item}/male", "difference"]["value"])
        assert row["flag"] == lights[j], (row, expected[j])
        assert abs(difference - expected[j][0]) < 2e-6 and abs(float(row["value"]) - abs(difference)) < 2e-6, (item, difference, expected[j])
        assert abs(float(found[f"gender/{item}", "mantel_p"]["value"]) - adjusted[j]) < 2e-6, (item, adjusted[j])
        assert 0 < float(found[f"gender/{item}/male", "smallest_detectable"]["value"]) < 0.17
        assert row["n"] == "", "no numbers of people"
    assert {item for item, one in zip(ITEMS, lights, strict=True) if one != "green"} == set(SHIFTED), lights
    assert float(found["gender/q5/male", "difference"]["value"]) < 0 < float(found["gender/q2/male", "difference"]["value"])
    page = (outs[0] / "report.html").read_text(encoding="utf-8")
    assert "Do groups answer the questions alike?" in page and "report less than" in page and "no comparison of answers can tell the two apart" in page


def expected_difference(shift):
    """Of men's expected answers from women's at the same theta, as a share of the range: by the parameters that answers were drawn with."""
    def answer(at):
        return sum(1 / (1 + math.exp(-1.6 * (at - b))) for b in (-1.5, -0.5, 0.5, 1.5))
    nodes = [-6 + i / 50 for i in range(601)]
    weights = [math.exp(-((t + 0.3) ** 2) / 2) for t in nodes]
    return sum(w * (answer(t - shift) - answer(t)) for t, w in zip(nodes, weights, strict=True)) / sum(weights) / TOP_CODE


def test_with_a_calibration_the_model_compares_too(tools):
    people = simulate()
    assessment = round_with(tools, "model", people)
    assert not [key for key in comparability(tools.run(assessment, "without")) if key[1].startswith("model")]
    calibration = assessment.parent / "calibration.yaml"
    tools.capgap("calibrate", assessment, "-o", calibration)
    with assessment.open("a", encoding="utf-8") as file:
        file.write("calibration: calibration.yaml\n")
    outs = [tools.run(assessment, f"model-{threads}", "--threads", threads) for threads in (1, 2)]
    assert (outs[0] / "quality.csv").read_bytes() == (outs[1] / "quality.csv").read_bytes()
    found = comparability(outs[0])
    for item in ITEMS:
        p = float(found[f"gender/{item}", "model_p"]["value"])
        difference, distance = (float(found[f"gender/{item}/male", name]["value"]) for name in ("model_difference", "model_distance"))
        assert (p < 1e-6) == (item in SHIFTED), (item, p)
        # The groups' means give way to the three items that differ.
        assert abs(difference - expected_difference(SHIFTED.get(item, 0))) < 0.045, (item, difference, expected_difference(SHIFTED.get(item, 0)))
        assert distance >= abs(difference) - 1e-6 and distance - abs(difference) < 0.02, (item, difference, distance)
    line = [row["statistic"] for row in rows(outs[0] / "quality.csv")].index("model_p") + 2
    assert "Whether the model needs the groups" in tools.capgap("explain", outs[0], f"quality.csv:{line}", "--data", TOP).stdout


def test_the_questionnaire_says_where_bands_end(tools):
    people, limits = simulate(), (30, 45, 55, 70)
    usual = comparability(tools.run(round_with(tools, "usual", people), "usual-out"))
    said = comparability(tools.run(round_with(tools, "said", people, match_bands=list(LIMITS)), "said-out"))
    assert usual == said, "the default"
    found = comparability(tools.run(round_with(tools, "narrow", people, match_bands=list(limits)), "narrow-out"))
    expected, adjusted, lights = purified(people, limits)
    for j, item in enumerate(ITEMS):
        difference = float(found[f"gender/{item}/male", "difference"]["value"])
        assert abs(difference - expected[j][0]) < 2e-6, (item, difference, expected[j])
        assert abs(float(found[f"gender/{item}", "mantel_p"]["value"]) - adjusted[j]) < 2e-6, (item, adjusted[j])
        assert found[f"gender/{item}", "largest_difference"]["flag"] == lights[j], (item, lights[j])
    moved = [abs(float(found[f"gender/{item}/male", "difference"]["value"]) - float(usual[f"gender/{item}/male", "difference"]["value"])) for item in ITEMS]
    assert max(moved) > 1e-3, "other bands, other differences"


def test_the_limits_of_bands_are_kept_and_fixed(tools):
    assessment = round_with(tools, "kept", simulate(people=60), match_bands=[10, 25.5, 60, 90])
    book, back = tools.scratch / "kept.xlsx", tools.scratch / "kept-back"
    tools.capgap("convert", assessment, "-o", book)
    tools.capgap("convert", book, "-o", back)
    survey = yaml.safe_load((back / "survey.yaml").read_text(encoding="utf-8"))
    assert [float(one) for one in survey["scoring"]["match_bands"]] == [10, 25.5, 60, 90], survey["scoring"]
    assessment.write_text(assessment.read_text(encoding="utf-8") + "privacy: {min_cell: 10, anonymous: true}\n", encoding="utf-8")
    opened = assessment.with_name("opened.yaml")
    tools.capgap("open", assessment, "-o", opened, "--on", "2026-02-27", "--accept-drafts")
    frozen = yaml.safe_load(opened.read_text(encoding="utf-8"))["frozen"]["fixed"]
    assert frozen["comparison"] == {"match_bands": "10, 25.5, 60, 90"}, frozen
    file = assessment.with_name("survey.yaml")
    text = file.read_text(encoding="utf-8")
    for other in ("25.6", "20"):
        file.write_text(text.replace("25.5", other), encoding="utf-8")
        said = tools.capgap("check", opened, expect=1).stderr
        assert "match_bands" in said and "10, 25.5, 60, 90" in said, said
    file.write_text(text, encoding="utf-8")
    assert "no errors" in tools.capgap("check", opened).stdout


def test_small_groups_are_not_compared(tools):
    people = simulate(people=420)  # some 160 men
    found = comparability(tools.run(round_with(tools, "small", people), "small-out"))
    for item in ITEMS:
        row = found[f"gender/{item}", "largest_difference"]
        assert (row["value"], row["flag"]) == ("", "few_in_groups"), row
        assert (f"gender/{item}/male", "difference") not in found
        assert float(found[f"gender/{item}/male", "smallest_detectable"]["value"]) > 0.2, "what could have been found is said all the same"


def test_without_the_key_nothing_is_compared_and_the_rest_is_the_same(tools):
    people = simulate(people=500)
    assessment = round_with(tools, "key", people)
    compared = tools.run(assessment, "key-out")
    assessment.write_text(assessment.read_text(encoding="utf-8").replace("    compare_items_by: [gender]\n", ""), encoding="utf-8")
    plain = tools.run(assessment, "plain-out")
    assert (compared / "gaps.csv").read_bytes() == (plain / "gaps.csv").read_bytes()
    assert not comparability(plain)
    assert [row for row in rows(compared / "quality.csv") if row["kind"] != "comparability"] == rows(plain / "quality.csv")


def test_only_what_tables_are_broken_down_by(tools):
    people = simulate(people=60)
    for by, code in (("[gneder]", "CG1429"), ("[gender, gender]", "CG0"), ("[]", "CG0")):
        assessment = round_with(tools, f"wrong{code}{len(by)}", people, by)
        said = tools.capgap("check", assessment, "--data", tools.scratch, expect=1).stderr
        assert code in said, said
        if code == "CG1429":
            assert "`compare_items_by` names 'gneder'" in said and "gender" in said, said
    none = round_with(tools, "none", people)
    none.write_text(none.read_text(encoding="utf-8") + "    breakdowns: []\n", encoding="utf-8")
    assert "CG1429" in tools.capgap("check", none, expect=1).stderr


def test_the_workbook_keeps_it(tools):
    assessment = round_with(tools, "book", simulate(people=60))
    book = tools.scratch / "book.xlsx"
    tools.capgap("convert", assessment, "-o", book)
    back = tools.scratch / "back"
    tools.capgap("convert", book, "-o", back)
    assert yaml.safe_load((back / "assessment.yaml").read_text(encoding="utf-8"))["instruments"][0]["compare_items_by"] == ["gender"]


if __name__ == "__main__":
    sys.exit(run_named_test(globals()))
