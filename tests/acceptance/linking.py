#!/usr/bin/env python3
"""capgap calibrate --link-by fixed and --groups. linking.py --program capgap --dump dump_tables TEST."""
import copy
import csv
import math
import random
import sys

import yaml

from calibrating import calibrate, round_of
from running import real_data, rows, run_named_test

NODES = [-6 + 0.2 * q for q in range(61)]
COMMON, NEW = [f"q{i}" for i in range(1, 7)], [f"n{i}" for i in range(1, 5)]


def true_items(seed=3):
    """Slope and four difficulties of ten items, six decimals as files have them."""
    draw = random.Random(seed)
    out = {}
    for name in COMMON + NEW:
        centre = draw.uniform(-0.8, 0.8)
        out[name] = (round(draw.uniform(1.2, 2.2), 6), [round(centre + step, 6) for step in (-1.5, -0.5, 0.5, 1.5)])
    return out


def probability(item, code, theta):
    a, b = item
    above = lambda k: 1.0 if k == 0 else 0.0 if k > len(b) else 1 / (1 + math.exp(-a * (theta - b[k - 1])))  # noqa: E731
    return above(code) - above(code + 1)


def simulate(items, names, people, mean, sd, seed, missing=0.0):
    draw = random.Random(seed)
    out = []
    for _ in range(people):
        theta = draw.gauss(mean, sd)
        codes = []
        for name in names:
            a, b = items[name]
            u = draw.random()
            code = sum(u < 1 / (1 + math.exp(-a * (theta - one))) for one in b)
            codes.append(None if draw.random() < missing else code)
        out.append(codes)
    return out


def known_file(tools, name, items, source, cuts=(0.6, 1.5)):
    """A calibration of the common items with these parameters, whatever was estimated in `source`."""
    known = yaml.safe_load((tools.scratch / source).read_text(encoding="utf-8"))
    known["id"] = "two-years-ago"
    for one in known["competencies"]:
        if "items" not in one:
            continue
        one["cuts"] = list(cuts)
        for item in one["items"]:
            item["slope"]["value"] = items[item["id"]][0]
            for step, difficulty in zip(item["steps"][1:], items[item["id"]][1], strict=True):
                step["difficulty"] = difficulty
    path = tools.scratch / name
    path.write_text(yaml.safe_dump(known, sort_keys=False), encoding="utf-8")
    return path


def log_likelihood(items, names, answers, mean, sd):
    """Of answers at given parameters, over the nodes of the calibration: the formula of methods.md, section 12."""
    weights = [math.exp(-0.5 * ((t - mean) / sd) ** 2) for t in NODES]
    whole = sum(weights)
    table = {(name, code): [probability(items[name], code, t) for t in NODES] for name in names for code in range(5)}
    out = 0.0
    for codes in answers:
        product = [w / whole for w in weights]
        for name, code in zip(names, codes, strict=True):
            if code is not None:
                product = [p * q for p, q in zip(product, table[name, code])]
        out += math.log(sum(product))
    return out


def parameters_in(one):
    return {item["id"]: (item["slope"]["value"], [step["difficulty"] for step in item["steps"][1:]]) for item in one["items"] if item["end"] in ("fixed", "estimated")}


def linked_round(tools, people=1500, mean=0.5, sd=1.2, new_items=NEW, options=()):
    items = true_items()
    calibrate(tools, round_of(tools, "then", {"1.1": COMMON}, simulate(items, COMMON, 400, 0, 1, 1)), name="then.yaml")
    known = known_file(tools, "known.yaml", items, "then.yaml")
    names = COMMON + list(new_items)
    answers = simulate(items, names, people, mean, sd, 2, missing=0.05)
    assessment = round_of(tools, "now", {"1.1": names}, answers)
    found, done, whole = calibrate(tools, assessment, "--link", known, "--link-by", "fixed", *options, name="now.yaml")
    return items, names, answers, found["1.1"], done, whole, assessment


def test_common_items_stay_and_the_rest_is_found(tools):
    items, names, answers, one, done, whole, assessment = linked_round(tools)
    assert whole["linked_to"]["id"] == "two-years-ago" and "fixed to 6 items" in done.stdout, done.stdout
    assert one["link"] == {"items": 6, "by": "fixed"} and one["cuts"] == [0.6, 1.5], one
    found = parameters_in(one)
    for item in one["items"]:
        fixed = item["id"] in COMMON
        assert item["end"] == ("fixed" if fixed else "estimated"), item
        assert ("error" in item["slope"]) != fixed and all(("error" in step) != fixed for step in item["steps"][1:]), item
        if fixed:
            assert found[item["id"]] == items[item["id"]], "to the last digit of the file"
            continue
        for value, truth, error in [(item["slope"]["value"], items[item["id"]][0], item["slope"]["error"]),
                                    *((step["difficulty"], b, step["error"]) for step, b in zip(item["steps"][1:], items[item["id"]][1]))]:
            assert abs(value - truth) < 3.5 * error, (item["id"], value, truth, error)
    theta = one["theta"]
    assert abs(theta["mean"] - 0.5) < 3 * theta["mean_error"] and abs(theta["sd"] - 1.2) < 3 * theta["sd_error"], theta
    # Of 1,500 people whose theta were known the error would be sd / sqrt(n); answers tell a little less.
    assert 1 < theta["mean_error"] / (1.2 / math.sqrt(1500)) < 1.3 and 1 < theta["sd_error"] / (1.2 / math.sqrt(2 * 1500)) < 1.4, theta
    # It is the maximum, as this reckoning of the likelihood has it.
    top = log_likelihood(found, names, answers, theta["mean"], theta["sd"])
    assert abs(one["log_likelihood"] - top) < 1e-5, (one["log_likelihood"], top)
    step = 0.01
    for key in ("mean", "sd"):
        low, high = (log_likelihood(found, names, answers, **{**{k: theta[k] for k in ("mean", "sd")}, key: theta[key] + off}) for off in (-step, step))
        slope, bend = (high - low) / (2 * step), (high + low - 2 * top) / step**2
        assert bend < 0 and abs(slope / bend) < 2e-4, (key, slope, bend)
    # A run takes it.
    path = assessment.with_name("measured.yaml")
    path.write_text(assessment.read_text(encoding="utf-8") + f"calibration: {tools.scratch / 'now.yaml'}\n", encoding="utf-8")
    assert rows(tools.run(path, "measured-out") / "gaps.csv")


def test_the_same_bytes_whatever_the_threads(tools):
    outs = []
    for threads in (1, 2):
        tools.scratch = tools.scratch / f"t{threads}"
        tools.scratch.mkdir()
        linked_round(tools, people=300, options=("--threads", threads))
        outs.append((tools.scratch / "now.yaml").read_bytes())
        tools.scratch = tools.scratch.parent
    assert outs[0] == outs[1]


def test_an_item_is_fixed_only_if_its_steps_are_those_of_the_file(tools):
    items = true_items()
    then = [[None if code is None else min(code, 3) if i == 0 else code for i, code in enumerate(row)] for row in simulate(items, COMMON, 500, 0, 1, 1)]
    calibrate(tools, round_of(tools, "then", {"1.1": COMMON}, then), name="then.yaml")
    answers = simulate(items, COMMON, 800, 0.3, 1, 2)
    # q1: then nobody chose o4. q2: now nobody chooses o0.
    now = [[row[0], max(row[1], 1), *row[2:]] for row in answers]
    found, _, _ = calibrate(tools, round_of(tools, "now", {"1.1": COMMON}, now), "--link", tools.scratch / "then.yaml", "--link-by", "fixed", name="now.yaml")
    ends = {item["id"]: item["end"] for item in found["1.1"]["items"]}
    assert ends == {"q1": "estimated", **{name: "fixed" for name in COMMON[1:]}}, ends
    assert len(found["1.1"]["items"][0]["steps"]) == 5 and len(found["1.1"]["items"][1]["steps"]) == 5, "a step that nobody chose now is known all the same"
    # Nobody chooses o4 of q1 again: its four steps are those of the file.
    again = [[min(row[0], 3), *row[1:]] for row in now]
    found, _, _ = calibrate(tools, round_of(tools, "again", {"1.1": COMMON}, again), "--link", tools.scratch / "then.yaml", "--link-by", "fixed", name="again.yaml")
    then_items = {one["id"]: one for one in yaml.safe_load((tools.scratch / "then.yaml").read_text(encoding="utf-8"))["competencies"] for one in one.get("items", [])}
    for item in found["1.1"]["items"]:
        there = copy.deepcopy(then_items[item["id"]])
        assert item["end"] == "fixed" and [step["options"] for step in item["steps"]] == [step["options"] for step in there["steps"]], item
        assert item["slope"]["value"] == there["slope"]["value"], item
        assert [step.get("difficulty") for step in item["steps"]] == [step.get("difficulty") for step in there["steps"]], item
    assert found["1.1"]["parameters"] == 2, "a mean and a spread"


def test_what_cannot_be_fixed(tools):
    items = true_items()
    then = round_of(tools, "then", {"1.1": COMMON[:3], "1.10": COMMON[3:]}, simulate(items, COMMON, 300, 0, 1, 1))
    now = round_of(tools, "now", {"1.1": COMMON[:3], "1.10": NEW}, simulate(items, COMMON[:3] + NEW, 300, 0, 1, 2))
    calibrate(tools, then, name="then.yaml")
    known = tools.scratch / "then.yaml"
    fixed = ("--link", known, "--link-by", "fixed")
    assert "CG2831" in calibrate(tools, now, "--model", "gpcm", *fixed, name="wrong.yaml", expect=1)
    found, done, whole = calibrate(tools, now, *fixed, name="half.yaml")
    plain, _, _ = calibrate(tools, now, "--structure", "apart", name="plain.yaml")
    assert found["1.1"]["link"]["items"] == 3 and found["1.10"] == plain["1.10"], found["1.10"]
    assert "CG2832" in done.stderr and "'1.10' has no item that both calibrations have" in done.stderr, done.stderr
    # Thresholds of a rating scale are common to its items.
    calibrate(tools, then, "--model", "rsm", name="then.yaml")
    mixed = round_of(tools, "mixed", {"1.1": COMMON[:3], "1.10": COMMON[3:5] + NEW[:1]}, simulate(items, COMMON[:3] + COMMON[3:5] + NEW[:1], 300, 0, 1, 3))
    found, done, _ = calibrate(tools, mixed, "--model", "rsm", *fixed, name="rsm.yaml")
    assert found["1.1"]["link"] == {"items": 3, "by": "fixed"} and "link" not in found["1.10"] and "rating scale" in done.stderr, done.stderr
    # One item of two categories: of models with slopes no mean and spread.
    two = lambda answers: [[None if code is None else int(code > 1) for code in row] for row in answers]  # noqa: E731
    calibrate(tools, round_of(tools, "binary", {"1.1": COMMON}, two(simulate(items, COMMON, 300, 0, 1, 1)), categories=2), "--model", "2pl", name="then.yaml")
    one = round_of(tools, "one", {"1.1": COMMON[:1] + NEW}, two(simulate(items, COMMON[:1] + NEW, 300, 0, 1, 4)), categories=2)
    found, done, _ = calibrate(tools, one, "--model", "2pl", *fixed, name="one.yaml")
    assert "link" not in found["1.1"] and "cannot tell a mean from a spread" in done.stderr, done.stderr
    # How to link is said only where one links; all answers together are no link.
    assert "--link FILE" in tools.capgap("calibrate", now, "-o", tools.scratch / "x.yaml", "--link-by", "fixed", expect=2).stderr
    assert "--groups" in tools.capgap("calibrate", now, "-o", tools.scratch / "x.yaml", "--link", known, "--link-by", "concurrent", expect=2).stderr
    tools.capgap("calibrate", now, "-o", tools.scratch / "x.yaml", "--link", known, "--link-by", "haebara", expect=2)


def grouped(tools, name, items, answers, genders, weights=None):
    assessment = round_of(tools, name, items, answers, weights=weights)
    path = assessment.parent / "responses.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("".join(f"{line},{gender}\n" for line, gender in zip(lines, ["gender", *genders], strict=True)), encoding="utf-8")
    return assessment


def test_groups_are_those_of_mirt(tools):
    """Two groups of 5,000, all items equal, mean and spread of the second free: mirt 1.47, tests/../psychometric/README.md."""
    data = real_data() / "psychometric"
    read = lambda file: list(csv.reader(open(data / file, encoding="utf-8", newline="")))[1:]  # noqa: E731, SIM115
    answers = [[int(code) for code in row] for row in read("grm_2group_J24_N10000.csv")]
    genders = ["female" if row[0] == "1" else "male" for row in read("group_2group_J24_N10000.csv")]
    names = [f"q{i}" for i in range(1, 25)]
    found, _, whole = calibrate(tools, grouped(tools, "mirt", {"1.1": names}, answers, genders), "--groups", "gender")
    one, fit = found["1.1"], next(row for row in rows(data / "reference" / "mg_fits.csv") if row["model"] == "scalar_all_equal")
    assert whole["groups_by"] == "gender" and one["parameters"] == int(fit["npar"]), one
    assert -1e-6 < one["log_likelihood"] - float(fit["logLik"]) < 1e-4, (one["log_likelihood"], fit)
    first, second = one["groups"]
    assert first == {"category": "female", "mean": 0, "sd": 1, "people": 5000} and second["people"] == 5000, one["groups"]
    assert abs(second["mean"] - float(fit["mean2"])) < 1e-4 and abs(second["sd"] - math.sqrt(float(fit["var2"]))) < 1e-4, (second, fit)
    assert 0.015 < second["mean_error"] < 0.035 and 0.01 < second["sd_error"] < 0.03, second
    mean = second["mean"] / 2
    assert abs(one["theta"]["mean"] - mean) < 2e-6, "all of them: the mixture"
    assert abs(one["theta"]["sd"] - math.sqrt((1 + mean**2 + second["sd"] ** 2 + (second["mean"] - mean) ** 2) / 2)) < 2e-6, one["theta"]
    for item, theirs in zip(one["items"], rows(data / "reference" / "mg_m1_group1_items.csv"), strict=True):
        assert abs(item["slope"]["value"] - float(theirs["a1"])) < 1e-4, (item, theirs)


def test_two_rounds_are_one_calibration(tools):
    """Concurrent calibration: the rounds are groups, each asked some of the items."""
    items = true_items()
    names = COMMON + NEW
    first = [row + [None] * len(NEW) for row in simulate(items, COMMON, 1200, 0, 1, 5)]
    second = simulate(items, names, 1200, 0.6, 0.8, 6)
    assessment = grouped(tools, "both", {"1.1": names}, first + second, ["female"] * 1200 + ["male"] * 1200)
    found, _, _ = calibrate(tools, assessment, "--groups", "gender", "--threads", 1, name="1.yaml")
    calibrate(tools, assessment, "--groups", "gender", "--threads", 2, name="2.yaml")
    assert (tools.scratch / "1.yaml").read_bytes() == (tools.scratch / "2.yaml").read_bytes()
    group = found["1.1"]["groups"][1]
    assert abs(group["mean"] - 0.6) < 3 * group["mean_error"] and abs(group["sd"] - 0.8) < 3 * group["sd_error"], group
    # In another order of the file, and with weights of which only the sum differs, the same.
    turned = grouped(tools, "turned", {"1.1": names}, second + first, ["male"] * 1200 + ["female"] * 1200, weights=[3] * 2400)
    again, _, _ = calibrate(tools, turned, "--groups", "gender", name="turned.yaml")
    assert abs(again["1.1"]["groups"][1]["mean"] - group["mean"]) < 2e-6 and again["1.1"]["groups"][0]["category"] == "female", again["1.1"]["groups"]
    # Linked to one of them: groups come along.
    calibrate(tools, round_of(tools, "then", {"1.1": COMMON}, simulate(items, COMMON, 400, 0, 1, 1)), name="then.yaml")
    known = known_file(tools, "known.yaml", items, "then.yaml")
    for way in ("fixed", "stocking-lord"):
        linked, _, _ = calibrate(tools, assessment, "--groups", "gender", "--link", known, "--link-by", way, name=f"{way}.yaml")
        for one, (mean, sd) in zip(linked["1.1"]["groups"], ((0, 1), (0.6, 0.8)), strict=True):
            assert abs(one["mean"] - mean) < 0.12 and abs(one["sd"] - sd) < 0.08, (way, one)
    assert abs(linked["1.1"]["groups"][0]["mean"]) > 0, "moved with the scale"


def test_groups_that_are_none(tools):
    items = true_items()
    answers = simulate(items, COMMON, 460, 0, 1, 5)
    genders = ["female"] * 300 + ["male"] * 99 + [""] * 61
    assessment = grouped(tools, "few", {"1.1": COMMON}, answers, genders)
    found, done, _ = calibrate(tools, assessment, "--groups", "gender")
    assert found["1.1"]["groups"] == [{"category": "female", "mean": 0, "sd": 1, "people": 300}] and found["1.1"]["people"] == 300, found["1.1"]
    assert "160 who answered gave no group, or one of fewer than 100" in done.stderr and "CG2842" in done.stderr, done.stderr
    alone, _, _ = calibrate(tools, round_of(tools, "alone", {"1.1": COMMON}, answers[:300]), name="alone.yaml")
    assert alone["1.1"]["items"] == found["1.1"]["items"], "as if the others had not been there"
    said = calibrate(tools, assessment, "--groups", "sex", name="wrong.yaml", expect=1)
    assert "CG2841" in said and "'sex'" in said and "'gender'" in said, said
    nobody = round_of(tools, "nobody", {"1.1": COMMON}, answers)
    found, done, _ = calibrate(tools, nobody, "--groups", "gender", name="nobody.yaml")
    assert found["1.1"] == {"id": "1.1", "people": 0, "undefined": "few_people"} and "460 who answered" in done.stderr, done.stderr
    assert "--groups" in tools.capgap("calibrate", assessment, "-o", tools.scratch / "x", "--estep", "start", "--groups", "gender", expect=2).stderr


if __name__ == "__main__":
    sys.exit(run_named_test(globals()))
