#!/usr/bin/env python3
"""capgap calibrate, against other programs' estimates. calibrating.py --program capgap --dump dump_tables TEST."""
import csv
import math
import shutil
import sys

import yaml

from running import MINISTRY, REFERENCE, TOP, rows, run_named_test

SMALL = TOP / "tests" / "invalid" / "base"
PSYCHOMETRIC = REFERENCE / "psychometric"


def round_of(tools, name, items, answers, categories=5, weights=None, reversed_items=()):
    """A round of one house: `items` by competency, `answers` a list of rows of codes, None for nothing. Returns its assessment."""
    folder = tools.scratch / name
    folder.mkdir()
    for file in ("framework.yaml", "profiles.yaml"):
        shutil.copy(SMALL / file, folder / file)
    survey = yaml.safe_load((SMALL / "survey.yaml").read_text(encoding="utf-8").replace("learn?", "learn"))
    survey["scales"][0]["options"] = [{"id": f"o{k}", "score": k, "title": {"en": f"Option {k}"}} for k in range(categories)]
    survey["items"] = [{"id": item, "competency": competency, "scale": "practice", "title": {"en": item}} | ({"reversed": True} if item in reversed_items else {})
                       for competency, names in items.items() for item in names]
    survey["version"] = str(survey["version"])
    (folder / "survey.yaml").write_text(yaml.safe_dump(survey, sort_keys=False), encoding="utf-8")
    (folder / "institutions.csv").write_text("institution,parent,name,country,kind\nhouse,,The house,RW,ministry\n", encoding="utf-8")
    (folder / "assessment.yaml").write_text(
        "capgap: assessment/1\nid: house-2026\nlanguages: [en]\ntitle: {en: A house}\ndata: {collected_from: 2026-03-02, collected_to: 2026-03-27, simulated: true}\n"
        "design: census\ninstitutions: institutions.csv\ninstruments:\n  - framework: framework.yaml\n    survey: survey.yaml\n    targets: profiles.yaml\n"
        "    responses: responses.csv\n    format: tidy\n", encoding="utf-8")
    with open(folder / "responses.csv", "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["respondent", "institution", "profile", *(item for names in items.values() for item in names), *(["weight"] if weights else [])])
        for i, row in enumerate(answers):
            out.writerow([f"r{i}", "house", "clerk", *("" if code is None else f"o{code}" for code in row), *([weights[i]] if weights else [])])
    return folder / "assessment.yaml"


def calibrate(tools, assessment, *options, name="calibration.yaml", expect=0):
    out = tools.scratch / name
    done = tools.capgap("calibrate", assessment, "-o", out, "--data", TOP, *options, expect=expect)
    if expect:
        assert not out.exists()
        return done.stderr
    assert "no errors" in tools.capgap("check", out).stdout
    found = yaml.safe_load(out.read_text(encoding="utf-8"))
    return {one["id"]: one for one in found["competencies"]}, done, found


def simulated():
    with open(PSYCHOMETRIC / "grm_J24_N1000.csv", encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))
    return [f"q{i}" for i in range(1, 25)], [[int(code) for code in row] for row in lines[1:]]


def test_a_round_is_calibrated_as_mirt_does(tools):
    names, answers = simulated()
    # Some items are written the other way round: their answers are turned, and turned back.
    turned = set(names[::5])
    written = [[4 - code if name in turned else code for name, code in zip(names, row)] for row in answers]
    by_id, done, found = calibrate(tools, round_of(tools, "mirt", {"1.1": names}, written, reversed_items=turned))
    assert (found["model"], found["framework"], found["grid"]) == ("grm", {"id": "civil-service", "version": "1.0"}, {"nodes": 61, "limit": 6}), found
    one = by_id["1.1"]
    assert (one["people"], one["end"], one["grid"], one["parameters"], one["theta"]) == (1000, "converged", "fits", 120, {"mean": 0, "sd": 1}), one
    assert "1.1: 1000 people, 24 items, converged after" in done.stdout, done.stdout
    likelihood = float(rows(PSYCHOMETRIC / "grm_J24_N1000_tight_fit.csv")[0]["logLik"])
    assert abs(one["log_likelihood"] - likelihood) < 1e-8 * abs(likelihood) + 1e-6, (one["log_likelihood"], likelihood)
    for item, theirs, errors in zip(one["items"], rows(PSYCHOMETRIC / "grm_J24_N1000_tight_items.csv"), rows(PSYCHOMETRIC / "grm_J24_N1000_itemSE_oakes.csv")):
        a = float(theirs["a1"])
        assert abs(item["slope"]["value"] - a) < 1e-5 and abs(item["slope"]["error"] / float(errors["a1"]) - 1) < 0.01, (item, theirs, errors)
        for k, step in enumerate(item["steps"]):
            option = 4 - k if item["id"] in turned else k
            assert step["options"] == [f"o{option}"], step
            if k > 0:
                assert abs(step["difficulty"] + float(theirs[f"d{k}"]) / a) < 1e-5, (item["id"], step)
    assert by_id["1.10"] == {"id": "1.10", "people": 0, "undefined": "no_items"}, by_id["1.10"]


def test_cuts_on_theta_are_where_the_expected_score_is_the_cut(tools):
    cuts = yaml.safe_load((TOP / "surveys" / "dcf-self" / "1.0" / "survey.yaml").read_text(encoding="utf-8"))["scoring"]["cut_scores"]["values"]
    for model in ("grm", "gpcm", "pcm"):
        by_id, _, _ = calibrate(tools, MINISTRY, "--model", model, name=f"{model}.yaml")
        assert len(by_id) == 14
        for one in by_id.values():
            for cut, theta in zip(cuts, one["cuts"], strict=True):
                expected = sum(score(model, item, theta) for item in one["items"]) / len(one["items"])
                assert abs(expected - cut) < 1e-3, (model, one["id"], cut, theta, expected)


def score(model, item, theta):
    """The expected score of an item, 0 to 100, its steps worth the same."""
    a, b = item["slope"]["value"], [step["difficulty"] for step in item["steps"][1:]]
    if model == "grm":
        return 100 * sum(1 / (1 + math.exp(-a * (theta - one))) for one in b) / len(b)
    logs = [0.0]
    for one in b:
        logs.append(logs[-1] + a * (theta - one))
    weights = [math.exp(one) for one in logs]
    return 100 * sum(k * one for k, one in enumerate(weights)) / sum(weights) / len(b)


def brought(tools, name, source, slope, shift, model="grm", change=lambda item, k, b: b):
    """A calibration file of the same items on another scale, with cuts of its own."""
    known = yaml.safe_load((tools.scratch / source).read_text(encoding="utf-8"))
    known["id"], known["survey"]["version"] = "two-years-ago", str(known["survey"]["version"])
    known["framework"]["version"] = str(known["framework"]["version"])
    for one in known["competencies"]:
        if "items" not in one:
            continue
        one["cuts"] = [0.6, 1.5]  # of the two levels above the lowest: far from those of the questionnaire
        one["theta"] = {"mean": shift, "sd": slope}
        for item in one["items"]:
            item["slope"]["value"] = round(item["slope"]["value"] / slope, 6)
            for k, step in enumerate(item["steps"][1:]):
                step["difficulty"] = round(change(item["id"], k, step["difficulty"]) * slope + shift, 6)
    path = tools.scratch / name
    path.write_text(yaml.safe_dump(known, sort_keys=False), encoding="utf-8")
    return path, {one["id"]: one for one in known["competencies"]}


def test_scales_are_linked_through_common_items(tools):
    names, answers = simulated()
    assessment = round_of(tools, "waves", {"1.1": names}, answers)
    new, _, _ = calibrate(tools, assessment, name="new.yaml")
    known, there = brought(tools, "known.yaml", "new.yaml", 1.25, -0.4)
    linked, done, whole = calibrate(tools, assessment, "--link", known, name="linked.yaml")
    one, other = linked["1.1"], there["1.1"]
    assert whole["linked_to"]["id"] == "two-years-ago" and "linked by 24 items" in done.stdout, done.stdout
    assert abs(one["link"]["slope"]["value"] - 1.25) < 1e-5 and abs(one["link"]["shift"]["value"] + 0.4) < 1e-5, one["link"]
    assert one["link"]["slope"]["error"] < 1e-5 and one["link"]["shift"]["error"] < 1e-5, "the items agree"
    assert one["cuts"] == other["cuts"], "a level means what it meant"
    assert abs(one["theta"]["mean"] + 0.4) < 1e-5 and abs(one["theta"]["sd"] - 1.25) < 1e-5
    for a, b, was in zip(one["items"], other["items"], new["1.1"]["items"], strict=True):
        assert abs(a["slope"]["value"] - b["slope"]["value"]) < 1e-4 and abs(a["slope"]["error"] - was["slope"]["error"] / 1.25) < 2e-6, (a, b)
        for mine, theirs, old in zip(a["steps"][1:], b["steps"][1:], was["steps"][1:], strict=True):
            assert abs(mine["difficulty"] - theirs["difficulty"]) < 1e-4 and abs(mine["error"] - old["error"] * 1.25) < 2e-6, (mine, theirs)
    path = assessment.with_name("measured.yaml")
    path.write_text(assessment.read_text(encoding="utf-8") + f"calibration: {tools.scratch / 'linked.yaml'}\n", encoding="utf-8")
    out = tools.run(path, "linked-out")
    share = next(float(row["below_target_share"]) for row in rows(out / "gaps.csv")
                 if (row["institution"], row["dimension"], row["profile"], row["competency"]) == ("house", "*", "*", "1.1"))
    moved = {row["statistic"]: float(row["value"]) for row in rows(out / "quality.csv") if row["id"] == "1.1" and row["statistic"].startswith("below_share_cuts")}
    assert moved["below_share_cuts_lower"] < share < moved["below_share_cuts_higher"], "about the cut that is used, not that of the questionnaire"
    assert moved["below_share_cuts_higher"] - moved["below_share_cuts_lower"] < 0.3


def test_the_error_of_a_link_is_that_of_the_choice_of_items(tools):
    names, answers = simulated()
    assessment = round_of(tools, "shifts", {"1.1": names[:8]}, [row[:8] for row in answers])
    new, _, _ = calibrate(tools, assessment, "--model", "pcm", name="new.yaml")
    shifts = {name: 0.1 * (i % 3) for i, name in enumerate(names[:8])}
    known, _ = brought(tools, "known.yaml", "new.yaml", 1, 0.3, change=lambda item, k, b: b + shifts[item])
    linked, _, _ = calibrate(tools, assessment, "--model", "pcm", "--link", known, name="linked.yaml")
    link, mean = linked["1.1"]["link"], sum(shifts.values()) / 8
    error = math.sqrt(sum((one - mean) ** 2 for one in shifts.values()) / 7 / 8)
    assert (link["items"], link["slope"]["value"]) == (8, 1), link
    assert abs(link["shift"]["value"] - 0.3 - mean) < 2e-6 and abs(link["shift"]["error"] - error) < 2e-6, (link, mean, error)
    assert all(abs(one - error) < 2e-6 for one in link["cut_errors"] if one != "none"), link
    assert abs(linked["1.1"]["theta"]["mean"] - new["1.1"]["theta"]["mean"] - 0.3 - mean) < 2e-6


def test_a_share_hangs_on_the_choice_of_items(tools):
    """The linking error of a share: what it would be with every cut up and down by its own."""
    names, answers = simulated()
    assessment = round_of(tools, "shares", {"1.1": names[:8]}, [row[:8] for row in answers])
    calibrate(tools, assessment, name="new.yaml")
    known, _ = brought(tools, "known.yaml", "new.yaml", 1.1, 0.3, change=lambda item, k, b: b + 0.15 * (len(item) + int(item[-1]) % 3))
    calibrate(tools, assessment, "--link", known, name="linked.yaml")

    def run(name, change=0):
        calibration = yaml.safe_load((tools.scratch / "linked.yaml").read_text(encoding="utf-8"))
        for part in ("framework", "survey"):
            calibration[part]["version"] = str(calibration[part]["version"])
        one = calibration["competencies"][0]
        one["cuts"] = [cut + change * error for cut, error in zip(one["cuts"], one["link"]["cut_errors"], strict=True)]
        (tools.scratch / f"{name}.yaml").write_text(yaml.safe_dump(calibration, sort_keys=False), encoding="utf-8")
        path = assessment.with_name(f"{name}.yaml")
        path.write_text(assessment.read_text(encoding="utf-8") + f"calibration: {tools.scratch / name}.yaml\n", encoding="utf-8")
        out = tools.run(path, f"{name}-out")
        share = next(float(row["below_target_share"]) for row in rows(out / "gaps.csv")
                     if (row["institution"], row["dimension"], row["profile"], row["competency"]) == ("house", "*", "*", "1.1"))
        return share, {row["statistic"]: row for row in rows(out / "quality.csv") if (row["kind"], row["id"]) == ("competency", "1.1")}

    share, found = run("as-it-is")
    lower, higher = run("lower", -1)[0], run("higher", 1)[0]
    error = float(found["below_share_linking_error"]["value"])
    assert lower < share < higher and error > 0.005, (lower, share, higher, error)
    assert abs(error - (higher - lower) / 2) < 2e-6, (error, lower, higher)
    assert found["below_share_linking_error"]["n"] == found["below_share_cuts_lower"]["n"]


def test_what_cannot_be_linked(tools):
    names, answers = simulated()
    assessment = round_of(tools, "apart", {"1.1": names[:6], "1.10": names[6:12]}, [row[:12] for row in answers])
    calibrate(tools, assessment, name="new.yaml")
    known, _ = brought(tools, "known.yaml", "new.yaml", 1, 0)
    said = calibrate(tools, assessment, "--model", "gpcm", "--link", known, name="wrong.yaml", expect=1)
    assert "CG2831" in said and "--model" in said, said
    text = known.read_text(encoding="utf-8")
    for name in names[:6]:
        text = text.replace(f"id: {name}\n", f"id: other-{name}\n")
    known.write_text(text, encoding="utf-8")
    linked, done, _ = calibrate(tools, assessment, "--link", known, name="half.yaml")
    assert "link" not in linked["1.1"] and linked["1.10"]["link"]["items"] == 6, linked
    assert "CG2832" in done.stderr and "stays on its own scale" in done.stderr, done.stderr
    wide, _ = brought(tools, "wide.yaml", "new.yaml", 1.6, 0)
    assert "beyond the nodes of the grid" in calibrate(tools, assessment, "--link", wide, name="wide-linked.yaml")[1].stderr
    before = wide.read_bytes()
    said = tools.capgap("calibrate", assessment, "-o", wide, "--link", wide, "--data", TOP, expect=1).stderr
    assert "CG2017" in said and wide.read_bytes() == before, said
    known.write_text("capgap: survey/1\n", encoding="utf-8")
    assert "calibration" in calibrate(tools, assessment, "--link", known, name="wrong.yaml", expect=1)
    assert "nowhere.yaml" in calibrate(tools, assessment, "--link", tools.scratch / "nowhere.yaml", name="wrong.yaml", expect=1)


def test_the_same_bytes_whatever_the_threads(tools):
    for threads in (1, 2):
        calibrate(tools, MINISTRY, "--threads", threads, name=f"{threads}.yaml")
    assert (tools.scratch / "1.yaml").read_bytes() == (tools.scratch / "2.yaml").read_bytes()


def test_weights_count_and_their_scale_does_not(tools):
    names, answers = simulated()
    few, rows_of = names[:6], [row[:6] for row in answers]
    once, _, plain = calibrate(tools, round_of(tools, "once", {"1.1": few}, rows_of))
    alike, _, weighted = calibrate(tools, round_of(tools, "alike", {"1.1": few}, rows_of, weights=[2.5] * 1000), name="alike.yaml")
    assert (plain["weights"], weighted["weights"]) == ("none", "answers")
    assert once["1.1"]["log_likelihood"] == alike["1.1"]["log_likelihood"]
    for a, b in zip(once["1.1"]["items"], alike["1.1"]["items"]):
        assert a["slope"]["value"] == b["slope"]["value"]
        assert 0.7 < b["slope"]["error"] / a["slope"]["error"] < 1.4, "the sandwich of a model that holds is near"
    # Who weighs twice as much counts as two.
    doubled = [row for i, row in enumerate(rows_of) for _ in range(1 + i % 2)]
    people, _, _ = calibrate(tools, round_of(tools, "doubled", {"1.1": few}, doubled), name="doubled.yaml")
    heavy, _, _ = calibrate(tools, round_of(tools, "heavy", {"1.1": few}, rows_of, weights=[1 + i % 2 for i in range(1000)]), name="heavy.yaml")
    for a, b in zip(people["1.1"]["items"], heavy["1.1"]["items"]):
        assert abs(a["slope"]["value"] - b["slope"]["value"]) < 2e-6, (a, b)


def test_what_has_no_model_says_why(tools):
    names, answers = simulated()
    one_in_ten = [[row[0], None, None, row[3] if i < 99 else None, row[4] if i < 99 else None] for i, row in enumerate(answers)]
    by_id, done, _ = calibrate(tools, round_of(tools, "few", {"1.1": names[:1], "1.10": names[1:3], "2.1": names[3:5]}, one_in_ten))
    assert by_id["1.1"] == {"id": "1.1", "people": 1000, "undefined": "one_item"}
    assert by_id["1.10"] == {"id": "1.10", "people": 0, "undefined": "few_people"}
    assert by_id["2.1"] == {"id": "2.1", "people": 99, "undefined": "few_people"}
    assert "2.1: 99 people, fewer than 100: no model" in done.stdout, done.stdout
    alike, _, _ = calibrate(tools, round_of(tools, "alike", {"1.1": names[:2]}, [[2, 2]] * 150), name="alike.yaml")
    assert alike["1.1"] == {"id": "1.1", "people": 150, "undefined": "no_variance"}


def test_awkward_items_are_named(tools):
    names, answers = simulated()
    # The second item: everybody alike. The third: nobody chooses o2.
    odd = [[row[0], 3, row[2] + (row[2] == 2), row[3], row[4]] for row in answers]
    by_id, done, _ = calibrate(tools, round_of(tools, "odd", {"1.1": names[:5]}, odd))
    items = by_id["1.1"]["items"]
    assert items[1] == {"id": "q2", "end": "no_variance", "steps": [{"options": ["o3"]}]}, items[1]
    assert [step["options"] for step in items[2]["steps"]] == [["o0"], ["o1"], ["o3"], ["o4"]], items[2]
    assert "the item 'q2': everybody answers alike" in done.stderr and "CG2813" in done.stderr, done.stderr
    # Of two that vary beside one that does not, as of two; of one, as of one.
    beside, _, _ = calibrate(tools, round_of(tools, "beside", {"1.1": names[:3]}, [[row[0], row[1], 2] for row in answers]), name="beside.yaml")
    alone, _, _ = calibrate(tools, round_of(tools, "alone", {"1.1": names[:3]}, [[row[0], 1, 2] for row in answers]), name="alone.yaml")
    assert alone["1.1"] == {"id": "1.1", "people": 1000, "undefined": "one_item"}, alone["1.1"]
    two, _, _ = calibrate(tools, round_of(tools, "two", {"1.1": names[:2]}, [row[:2] for row in answers]), name="two.yaml")
    slopes = [item["slope"] for item in two["1.1"]["items"]]
    assert slopes[0] == slopes[1] and slopes[0]["error"] > 0, slopes
    assert beside["1.1"]["items"][:2] == two["1.1"]["items"], beside["1.1"]


def test_a_model_that_the_items_are_not_of_is_refused(tools):
    said = calibrate(tools, MINISTRY, "--model", "rasch", expect=1)
    assert "survey.yaml" in said and "has 5 categories, and rasch is a model of items with two" in said and "CG2811" in said, said
    names, answers = simulated()
    binary, _, _ = calibrate(tools, round_of(tools, "binary", {"1.1": names[:4]}, [[int(code > 1) for code in row[:4]] for row in answers], categories=2), "--model", "rasch",
                             name="rasch.yaml")
    assert all(item["slope"] == {"value": 1} for item in binary["1.1"]["items"]) and binary["1.1"]["theta"]["sd"] > 1, binary["1.1"]
    assert "grm,gpcm" in tools.capgap("calibrate", MINISTRY, "-o", tools.scratch / "x.yaml", "--model", "irt", expect=2).stderr.replace(" ", "")


def test_each_step_is_logged(tools):
    names, answers = simulated()
    few = [[*row[:12], *(code if i < 99 else None for code in row[12:14])] for i, row in enumerate(answers)]
    assessment = round_of(tools, "logged", {"1.1": names[:8], "1.10": names[8:12], "2.1": names[12:14]}, few)
    _, _, found = calibrate(tools, assessment, "--log", tools.scratch / "together.csv", name="together.yaml")
    steps = rows(tools.scratch / "together.csv")
    assert [int(row["step"]) for row in steps] == list(range(1, found["together"]["e_steps"] + 1)) and {row["competency"] for row in steps} == {""}
    assert steps[0]["phase"] == "expanding" and steps[-1]["phase"] == "plain" and float(steps[-1]["largest_change"]) < 1e-8, steps[-1]
    assert abs(float(steps[-1]["log_likelihood"]) - found["together"]["log_likelihood"]) < 1e-6, steps[-1]
    plain, _, _ = calibrate(tools, assessment, "--structure", "apart", name="plain.yaml")
    for threads in (1, 2):
        calibrate(tools, assessment, "--structure", "apart", "--log", tools.scratch / f"{threads}.csv", "--threads", threads, name=f"{threads}.yaml")
    assert (tools.scratch / "1.csv").read_bytes() == (tools.scratch / "2.csv").read_bytes()
    assert (tools.scratch / "1.yaml").read_bytes() == (tools.scratch / "plain.yaml").read_bytes(), "looking on changes nothing"
    log = rows(tools.scratch / "1.csv")
    assert list(log[0]) == ["competency", "step", "log_likelihood", "largest_change", "phase"], log[0]
    assert [row["competency"] for row in log] == sorted((row["competency"] for row in log), key=["1.1", "1.10", "2.1"].index)
    for competency in ("1.1", "1.10"):
        steps = [row for row in log if row["competency"] == competency]
        assert [int(row["step"]) for row in steps] == list(range(1, plain[competency]["e_steps"] + 1))
        assert steps[0]["phase"] == "expanding" and steps[-1]["phase"] == "first" and float(steps[-1]["largest_change"]) < 1e-8, steps[-1]
        likelihood = [float(row["log_likelihood"]) for row in steps]
        assert abs(likelihood[-1] - plain[competency]["log_likelihood"]) < 1e-6
        squarem = [value for row, value in zip(steps, likelihood) if row["phase"] in ("first", "second")]
        assert all(after > before - 1e-7 for before, after in zip(squarem, squarem[1:])), "EM does not fall"
        assert {row["phase"] for row in steps} <= {"newton", "expanding", "first", "second", "extrapolated"}
    assert not [row for row in log if row["competency"] == "2.1"], "it has no model"
    for other, why in ((assessment.parent / "responses.csv", "this is a file of the round"), (tools.scratch / "x.yaml", "the log cannot be the same file")):
        said = tools.capgap("calibrate", assessment, "-o", tools.scratch / "x.yaml", "--log", other, expect=1).stderr
        assert why in said and not (tools.scratch / "x.yaml").exists(), said


def test_a_file_of_the_round_is_not_written_over(tools):
    names, answers = simulated()
    assessment = round_of(tools, "mine", {"1.1": names[:3]}, [row[:3] for row in answers])
    before = (assessment.parent / "survey.yaml").read_bytes()
    said = tools.capgap("calibrate", assessment, "-o", assessment.parent / "survey.yaml", expect=1).stderr
    assert "this is a file of the round" in said, said
    assert (assessment.parent / "survey.yaml").read_bytes() == before


if __name__ == "__main__":
    sys.exit(run_named_test(globals()))
