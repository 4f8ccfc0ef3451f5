#!/usr/bin/env python3
"""capgap run with a calibration, beside a reckoning of its own. measuring.py --program capgap --dump dump_tables TEST."""
import math
import sys

import yaml

from calibrating import calibrate, round_of, simulated
from person import by_competency, in_words, page, plain, range_about, titles
from running import MINISTRY, TOP, rows, run_named_test, same_folder, variant

STEPS = 6000  # of the sums here, in place of the program's 61 nodes


def probability(item, option, theta):
    """Of an answer under the graded response model of a calibration file; 1 where the item says nothing."""
    steps = item["steps"]
    k = next((i for i, step in enumerate(steps) if option in step["options"]), None)
    if k is None or "slope" not in item:
        return 1.0
    reached = lambda i: 1.0 if i == 0 else 0.0 if i == len(steps) else 1 / (1 + math.exp(-item["slope"]["value"] * (theta - steps[i]["difficulty"])))  # noqa: E731
    return reached(k) - reached(k + 1)


def with_calibration(assessment, calibration):
    """The same round, measured by a model."""
    path = assessment.with_name("measured.yaml")
    path.write_text(assessment.read_text(encoding="utf-8") + f"calibration: {calibration}\n", encoding="utf-8")
    return path


def likelihood(model, answers, thetas):
    out = [1.0] * len(thetas)
    for item in model["items"]:
        option = answers[item["id"]]
        if option:
            out = [a * probability(item, option, theta) for a, theta in zip(out, thetas)]
    return out


def small_round(tools, name, people=400):
    """Five items, answered by `people`, some with blanks."""
    names, answers = simulated()
    few = [[None if (i + 7 * j) % 23 == 0 else code for j, code in enumerate(row[:5])] for i, row in enumerate(answers[:people])]
    assessment = round_of(tools, name, {"1.1": names[:5]}, few)
    by_id, _, _ = calibrate(tools, assessment, name=f"{name}.yaml")
    return with_calibration(assessment, tools.scratch / f"{name}.yaml"), by_id["1.1"], rows(assessment.parent / "responses.csv")


def test_persons_stand_where_their_answers_say(tools):
    assessment, model, answers = small_round(tools, "persons")
    out = tools.run(assessment, "persons-out", "--persons")
    scores = {row["respondent"]: row for row in rows(out / "restricted" / "scores.csv") if row["competency"] == "1.1"}
    thetas = [-6 + 12 * i / STEPS for i in range(STEPS + 1)]
    prior = [math.exp(-theta * theta / 2) for theta in thetas]
    levels = 0
    for line in answers[::8]:
        found = scores[line["respondent"]]
        posterior = [a * b for a, b in zip(prior, likelihood(model, line, thetas))]
        whole = math.fsum(posterior)
        mean = math.fsum(p * t for p, t in zip(posterior, thetas)) / whole
        sd = math.sqrt(math.fsum(p * (t - mean) ** 2 for p, t in zip(posterior, thetas)) / whole)
        assert abs(float(found["theta"]) - mean) < 2e-6 and abs(float(found["theta_se"]) - sd) < 2e-6, (found, mean, sd)
        above = [math.fsum(p for p, t in zip(posterior, thetas) if t >= cut) / whole for cut in model["cuts"]]
        if min(abs(one - 0.5) for one in above) > 0.02:  # elsewhere nodes and steps may differ
            assert int(found["level"]) == 1 + sum(one >= 0.5 for one in above), (found, above)
            levels += 1
    assert levels > 30
    assert any(row["theta"] == "" for row in rows(out / "restricted" / "scores.csv")), "competencies without a model have no theta"


def test_shares_are_those_of_what_people_may_be(tools):
    assessment, model, answers = small_round(tools, "shares", people=1000)
    out = tools.run(assessment, "shares-out")
    row = next(one for one in rows(out / "gaps.csv") if (one["institution"], one["dimension"], one["profile"], one["competency"]) == ("house", "*", "*", "1.1"))
    thetas = [-6 + 12 * i / 240 for i in range(241)]
    people = [likelihood(model, line, thetas) for line in answers]
    mean, sd = 0.0, 1.0
    for _ in range(60):  # the normal distribution under which the answers are likeliest
        prior = [math.exp(-((theta - mean) ** 2) / 2 / sd / sd) for theta in thetas]
        first = second = 0.0
        for one in people:
            weights = [a * b for a, b in zip(prior, one)]
            whole = sum(weights)
            first += sum(w * t for w, t in zip(weights, thetas)) / whole
            second += sum(w * t * t for w, t in zip(weights, thetas)) / whole
        mean = first / len(people)
        sd = math.sqrt(second / len(people) - mean * mean)
    cut = model["cuts"][0]  # a clerk's target is level 2
    below = 0.0
    for one in people:
        weights = [a * b for a, b in zip(prior, one)]
        below += sum(w for w, t in zip(weights, thetas) if t < cut) / sum(weights) / len(people)
    share, low, high = (float(row[name]) for name in ("below_target_share", "below_target_low", "below_target_high"))
    assert abs(share - below) < 0.01, (share, below)
    assert low < below < high
    levels = [one for one in rows(out / "levels.csv") if (one["institution"], one["dimension"], one["profile"], one["competency"]) == ("house", "*", "*", "1.1")]
    assert abs(float(levels[0]["share"]) - share) < 1e-6, "those below level 2 are at level 1"
    assert sum(int(one["respondents"]) for one in levels) == int(row["scored"])


def test_the_same_bytes_whatever_the_threads(tools):
    calibrate(tools, MINISTRY, name="ministry.yaml")
    assessment = variant(tools, "measured", lambda text: text + f"calibration: {tools.scratch / 'ministry.yaml'}\n")
    outs = [tools.run(assessment, f"threads-{threads}", "--persons", "--threads", threads, report=True) for threads in (1, 2)]
    same_folder(*outs)
    page = (outs[0] / "report.html").read_text(encoding="utf-8")
    assert "item response model" in page and "error of asking few questions" in page
    # A competency by a model, and who stands where: wider intervals than those of one level for each person.
    plain = tools.run(MINISTRY, "plain")
    width = lambda row: float(row["below_target_high"]) - float(row["below_target_low"])  # noqa: E731
    pairs = [(a, b) for a, b in zip(rows(plain / "gaps.csv"), rows(outs[0] / "gaps.csv"), strict=True)
             if a["status"] == b["status"] == "ok" and (a["institution"], a["dimension"], a["profile"]) == ("mps", "*", "*")]
    assert len(pairs) == 14 and all(width(b) > width(a) for a, b in pairs)
    reliability = [row for row in rows(outs[0] / "quality.csv") if row["statistic"] == "empirical_reliability"]
    assert len(reliability) == 14 and all(0.5 < float(row["value"]) < 1 for row in reliability), reliability


def test_ones_own_result_goes_by_theta(tools):
    models, _, _ = calibrate(tools, MINISTRY, "--structure", "apart", name="own.yaml")
    out = tools.run(variant(tools, "own", lambda text: text + f"calibration: {tools.scratch / 'own.yaml'}\n"), "own-out", "--persons")
    names, ranges = titles(), 0
    by_person = {}
    for row in rows(out / "restricted" / "scores.csv"):
        by_person.setdefault(row["respondent"], []).append(row)
    for person in list(by_person)[:: len(by_person) // 20]:
        blocks = by_competency(page(tools, out, person, "page.html", "--language", "en"))
        for row in by_person[person]:
            if row["theta"]:
                low, high = range_about(float(row["theta"]), float(row["theta_se"]), models[row["competency"]]["cuts"])
                low, high = min(low, int(row["level"])), max(high, int(row["level"]))
                assert f"{in_words(low, high)}\n" in plain(blocks[names[row["competency"]]]), (row, low, high)
                ranges += 1
    assert ranges > 150


def moved_survey(tools, name, by):
    """The ministry with a copy of its survey whose cuts all lie elsewhere."""
    survey = yaml.safe_load((TOP / "surveys" / "dcf-self" / "1.0" / "survey.yaml").read_text(encoding="utf-8"))
    cuts = survey["scoring"]["cut_scores"]
    cuts["values"] = [round(cut + by, 6) for cut in cuts["values"]]
    survey["version"] = str(survey["version"])
    path = tools.scratch / f"{name}-survey.yaml"
    path.write_text(yaml.safe_dump(survey, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return variant(tools, name, lambda text: text.replace("survey: builtin:dcf-self/1.0", f"survey: {path}", 1))


def shares_of_whole(out):
    return {row["competency"]: row["below_target_share"] for row in rows(out / "gaps.csv")
            if (row["institution"], row["dimension"], row["profile"]) == ("mps", "*", "*")}


def test_shares_with_other_cuts_are_those_of_a_survey_with_these_cuts(tools):
    found = {(row["id"], row["statistic"]): row for row in rows(tools.run(MINISTRY, "as-set", report=True) / "quality.csv")}
    page = (tools.scratch / "as-set" / "report.html").read_text(encoding="utf-8")
    assert "How much hangs on where the limits between levels lie" in page
    for name, by in (("lower", -5), ("higher", 5)):
        moved = shares_of_whole(tools.run(moved_survey(tools, name, by), f"{name}-out"))
        assert len(moved) == 14
        for competency, share in moved.items():
            row = found[competency, f"below_share_cuts_{name}"]
            assert abs(float(row["value"]) - float(share)) < 2e-6, (row, share)
            assert int(row["n"]) > 300, row


def test_shares_of_a_model_with_other_cuts_are_those_of_a_calibration_with_these_cuts(tools):
    def measured(name, assessment):
        calibrate(tools, assessment, "--structure", "apart", name=f"{name}.yaml")
        path = assessment.with_name("measured.yaml")
        path.write_text(assessment.read_text(encoding="utf-8") + f"calibration: {tools.scratch / name}.yaml\n", encoding="utf-8")
        return tools.run(path, f"{name}-out")

    found = {(row["id"], row["statistic"]): row for row in rows(measured("as-set", variant(tools, "same", lambda text: text)) / "quality.csv")}
    for name, by in (("lower", -5), ("higher", 5)):
        moved = shares_of_whole(measured(name, moved_survey(tools, name, by)))
        for competency, share in moved.items():
            # The cuts of a file are rounded to six decimals; a plausible value may lie between.
            assert abs(float(found[competency, f"below_share_cuts_{name}"]["value"]) - float(share)) < 2e-4, (competency, name, share)


def test_a_calibration_of_something_else_is_refused(tools):
    assessment, _, _ = small_round(tools, "other", people=150)
    path = tools.scratch / "other.yaml"
    text = path.read_text(encoding="utf-8")

    def refused(edit, *words):
        path.write_text(edit(text), encoding="utf-8")
        said = tools.capgap("run", assessment, "--out", tools.scratch / "refused", "--data", TOP, expect=1).stderr
        assert "CG2814" in said and all(word in said for word in words), said
        assert not (tools.scratch / "refused").exists()

    refused(lambda text: text.replace("id: q3", "id: q33"), "the survey has no item 'q33'", "does not have the item 'q3'")
    refused(lambda text: text.replace("o1", "o11"), "has no option 'o11'")
    refused(lambda text: text.replace("survey: {id: ", "survey: {id: x-"), "not of")
    known = yaml.safe_load(text)
    cuts = known["competencies"][0]["cuts"]
    known["competencies"][0]["cuts"] = cuts[:-1]
    refused(lambda text: yaml.safe_dump(known, sort_keys=False), f"has {len(cuts) - 1} cuts, and the survey has {len(cuts)}")
    # Of other words it is used, and that is said; it need not be there to be made anew.
    path.write_text(text, encoding="utf-8")
    survey = assessment.parent / "survey.yaml"
    survey.write_text(survey.read_text(encoding="utf-8").replace("en: q2", "en: Another question"), encoding="utf-8")
    assert "CG2816" in tools.capgap("run", assessment, "--out", tools.scratch / "worded", "--data", TOP).stderr
    path.unlink()
    assert "CG2001" in tools.capgap("run", assessment, "--out", tools.scratch / "none", "--data", TOP, expect=1).stderr
    calibrate(tools, assessment, name="other.yaml")


def test_nobody_who_answered_little_is_lost(tools):
    names, answers = simulated()
    lowest, highest, nothing = [0] * 5, [4] * 5, [None] * 5
    odd = [lowest, highest, nothing, [2, None, None, None, None]] + [row[:5] for row in answers[:200]]
    assessment = round_of(tools, "odd", {"1.1": names[:5]}, odd)
    calibrate(tools, assessment, name="odd.yaml")
    out = tools.run(with_calibration(assessment, tools.scratch / "odd.yaml"), "odd-out", "--persons")
    scores = {row["respondent"]: row for row in rows(out / "restricted" / "scores.csv") if row["competency"] == "1.1"}
    assert -4 < float(scores["r0"]["theta"]) < -1.5 and scores["r0"]["level"] == "1", scores["r0"]
    assert 1.5 < float(scores["r1"]["theta"]) < 4 and int(scores["r1"]["level"]) >= 3, scores["r1"]
    assert "r2" not in scores
    assert scores["r3"]["theta"] == scores["r3"]["level"] == "", "one answer of five is too little, as without a model"


if __name__ == "__main__":
    sys.exit(run_named_test(globals()))
