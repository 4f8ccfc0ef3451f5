#!/usr/bin/env python3
"""Competencies that are calibrated together, against the answers' own truth and a reckoning here. together.py --program capgap --dump dump_tables TEST."""
import math
import random
import sys

from calibrating import calibrate, round_of, simulated
from measuring import likelihood, with_calibration
from running import rows, run_named_test, same_folder

LOADINGS = {"1.1": 0.9, "1.10": 0.8, "2.1": 0.7, "2.2": 0.5}
CUTS = (1.9, 0.6, -0.7, -2.0)


def people_who_answer(loadings, people, seed=1, blanks=True):
    """Three items of five options for each competency; every fifth person leaves one competency blank."""
    draw = random.Random(seed)
    out = []
    for person in range(people):
        general = draw.gauss(0, 1)
        row = []
        for c, loading in enumerate(loadings.values()):
            theta = loading * general + math.sqrt(1 - loading ** 2) * draw.gauss(0, 1)
            for slope in (1.5, 1.9, 2.3):
                at = draw.random()
                code = sum(at < 1 / (1 + math.exp(-slope * theta - d)) for d in CUTS)
                row.append(None if blanks and person % 5 == 0 and person // 5 % len(loadings) == c else code)
        out.append(row)
    return out


def several(tools, name, competencies, answers, **options):
    assessment = round_of(tools, name, {c: [f"q{c.replace('.', '_')}_{k}" for k in range(3)] for c in competencies}, answers, **options)
    framework = assessment.parent / "framework.yaml"
    text = framework.read_text(encoding="utf-8")
    assert "attitudes:\n" in text
    levels = "{aware: {en: a}, working: {en: b}, expert: {en: c}}"
    framework.write_text(text.replace("attitudes:\n", f'      - id: "2.2"\n        title: {{en: Security}}\n        descriptors: {levels}\nattitudes:\n', 1), encoding="utf-8")
    return assessment


def nodes_of(found):
    n, limit = found["grid"]["nodes"], found["grid"]["limit"]
    return [-limit + 2 * limit * q / (n - 1) for q in range(n)]


def weights(nodes, mean, sd):
    out = [math.exp(-((t - mean) / sd) ** 2 / 2) for t in nodes]
    return [one / sum(out) for one in out]


def log_likelihood(found, loadings, answers):
    """Of a second-order model, over the nodes of the file."""
    nodes = nodes_of(found)
    general = weights(nodes, 0, 1)
    given = {c: [weights(nodes, loading * g, math.sqrt(1 - loading ** 2)) for g in nodes] for c, loading in loadings.items()}
    seen = {c: {} for c in loadings}
    out = 0
    for row in answers:
        at = list(general)
        for one in found["competencies"]:
            c = one["id"]
            key = tuple(row[item["id"]] for item in one["items"])
            if key not in seen[c]:
                of_theta = likelihood(one, row, nodes)
                seen[c][key] = [sum(p * l for p, l in zip(prior, of_theta)) for prior in given[c]]
            at = [a * m for a, m in zip(at, seen[c][key])]
        out += math.log(sum(at))
    return out


def test_four_competencies_under_one_general_factor(tools):
    assessment = several(tools, "four", LOADINGS, people_who_answer(LOADINGS, 1500))
    by_id, done, found = calibrate(tools, assessment)
    together = found["together"]
    assert found["structure"] == "second-order" and together["end"] == "converged" and together["grid"] == "fits" and together["people"] == 1500, found
    assert together["parameters"] == 4 * 3 * 5 + 4, together
    assert "together (second-order): 1500 people, converged" in done.stdout and "items, loading 0." in done.stdout, done.stdout
    for c, loading in LOADINGS.items():
        own = by_id[c]["loading"]
        assert own["end"] == "estimated" and 0.005 < own["error"] < 0.05, own
        assert abs(own["value"] - loading) < 3.5 * own["error"], (c, own)
        assert by_id[c]["theta"] == {"mean": 0, "sd": 1} and "log_likelihood" not in by_id[c], by_id[c]
        for item, slope in zip(by_id[c]["items"], (1.5, 1.9, 2.3)):
            assert abs(item["slope"]["value"] - slope) < 4 * item["slope"]["error"], item
    # The file's parameters have the likelihood that it names, and other loadings a lower one.
    answers = rows(assessment.parent / "responses.csv")
    loadings = {c: by_id[c]["loading"]["value"] for c in LOADINGS}
    top = log_likelihood(found, loadings, answers)
    assert abs(top - together["log_likelihood"]) < 1e-4, (top, together)
    for c in ("1.1", "2.2"):
        for by in (-1, 1):
            moved = loadings | {c: loadings[c] + by * by_id[c]["loading"]["error"]}
            assert -1.2 < log_likelihood(found, moved, answers) - top < -0.3, (c, by)  # about half a unit within one standard error
    apart, _, alone = calibrate(tools, assessment, "--structure", "apart", name="apart.yaml")
    assert "structure" not in alone and "together" not in alone and sum(one["log_likelihood"] for one in apart.values()) < together["log_likelihood"] - 100


def test_two_and_three_have_correlations(tools):
    loadings = {c: LOADINGS[c] for c in ("1.1", "1.10", "2.1")}
    _, done, found = calibrate(tools, several(tools, "three", loadings, people_who_answer(loadings, 1500)))
    assert found["structure"] == "correlated" and found["grid"] == {"nodes": 31, "limit": 5}, found
    assert "together (correlated)" in done.stdout, done.stdout
    pairs = found["together"]["correlations"]
    assert [pair["of"] for pair in pairs] == [["1.1", "1.10"], ["1.1", "2.1"], ["1.10", "2.1"]], pairs
    for pair in pairs:
        true = loadings[pair["of"][0]] * loadings[pair["of"][1]]
        assert abs(pair["value"] - true) < 3.5 * pair["error"] and 0.005 < pair["error"] < 0.05, (pair, true)
    # Three under a general factor are the same model where correlations are above 0, on another grid.
    by_id, _, second = calibrate(tools, several(tools, "three-2", loadings, people_who_answer(loadings, 1500)), "--structure", "second-order", name="second.yaml")
    assert abs(second["together"]["log_likelihood"] - found["together"]["log_likelihood"]) < 0.5, (second["together"], found["together"])
    for pair in pairs:
        assert abs(by_id[pair["of"][0]]["loading"]["value"] * by_id[pair["of"][1]]["loading"]["value"] - pair["value"]) < 0.003, pair
    # Two have one loading, the root of their correlation.
    two = several(tools, "two", ("1.1", "2.1"), people_who_answer({c: LOADINGS[c] for c in ("1.1", "2.1")}, 1500))
    by_id, _, _ = calibrate(tools, two, "--structure", "second-order", name="two-second.yaml")
    _, _, found = calibrate(tools, two, name="two.yaml")
    (pair,) = found["together"]["correlations"]
    for c in ("1.1", "2.1"):
        own = by_id[c]["loading"]
        assert own["end"] == "equal" and abs(own["value"] ** 2 - pair["value"]) < 1e-3, (own, pair)
        assert abs(2 * own["value"] * own["error"] / pair["error"] - 1) < 0.02, (own, pair)


def test_what_cannot_be_calibrated_together_is_not(tools):
    answers = people_who_answer(LOADINGS, 300)
    assessment = several(tools, "four", LOADINGS, answers)
    said = calibrate(tools, assessment, "--structure", "correlated", expect=1)
    assert "CG2817" in said and "two or three competencies, and 4 have questions" in said, said
    said = calibrate(tools, assessment, "--structure", "second-order", "--groups", "gender", expect=1)
    assert "CG2817" in said and "take --structure apart" in said, said
    said = calibrate(tools, assessment, "--structure", "second-order", "--model", "pcm", expect=1)
    assert "CG2817" in said and "pcm has none" in said, said
    _, _, found = calibrate(tools, assessment, "--model", "pcm", name="pcm.yaml")
    assert "structure" not in found, found
    weighted = several(tools, "weighted", LOADINGS, answers, weights=[1 + i % 3 for i in range(300)])
    said = calibrate(tools, weighted, "--structure", "second-order", expect=1)
    assert "CG2817" in said and "weights" in said, said
    _, _, found = calibrate(tools, weighted, name="weighted.yaml")
    assert "structure" not in found and found["weights"] == "answers", found
    # Who has too few answers stands beside the others, without a model; with one left nothing is together.
    few = [row[:9] + (row[9:] if i < 60 else [None] * 3) for i, row in enumerate(answers)]
    by_id, _, found = calibrate(tools, several(tools, "few", LOADINGS, few), name="few.yaml")
    assert by_id["2.2"]["undefined"] == "few_people" and found["structure"] == "correlated" and found["together"]["people"] == 300, by_id["2.2"]
    one = [row[:3] + [None] * 9 for row in answers]
    by_id, done, found = calibrate(tools, several(tools, "one", LOADINGS, one), name="one.yaml")
    assert "structure" not in found and by_id["1.1"]["end"] == "converged" and "converged after" in done.stdout, found
    names, mirt = simulated()
    _, _, found = calibrate(tools, round_of(tools, "alone", {"1.1": names[:5]}, [row[:5] for row in mirt]), name="alone.yaml")
    assert "structure" not in found, found


def test_a_competency_that_is_nothing_but_the_general_factor_is_named(tools):
    loadings = {"1.1": 0.8, "1.10": 0.8, "2.1": 0.8, "2.2": 1.0}
    by_id, done, _ = calibrate(tools, several(tools, "heywood", loadings, people_who_answer(loadings, 400, seed=6)))
    limit = math.sqrt(1 - (0.7 * 12 / 60) ** 2)  # methods.md: 0.7 of the distance of two of the 61 nodes on [-6, 6]
    assert by_id["2.2"]["loading"] == {"value": round(limit, 6), "end": "heywood"}, by_id["2.2"]["loading"]
    assert "the competency '2.2': nothing of it is its own" in done.stderr and "CG2813" in done.stderr, done.stderr


def test_a_run_draws_together_what_was_calibrated_together(tools):
    assessment = several(tools, "four", LOADINGS, people_who_answer(LOADINGS, 600))
    profiles = assessment.parent / "profiles.yaml"
    text = profiles.read_text(encoding="utf-8")
    assert '{"1.1": 2, "2.1": 2}' in text
    profiles.write_text(text.replace('{"1.1": 2, "2.1": 2}', '{"1.1": 2, "1.10": 2, "2.1": 2, "2.2": 3}'), encoding="utf-8")
    shares = {}
    for name, options in {"together": (), "apart": ("--structure", "apart")}.items():
        by_id, _, _ = calibrate(tools, assessment, *options, name=f"{name}.yaml")
        measured = with_calibration(assessment, tools.scratch / f"{name}.yaml")
        out = tools.run(measured, f"{name}-out", "--threads", "1")
        if name == "together":
            same_folder(out, tools.run(measured, "threads-out", "--threads", "3"))
        loadings = {row["id"]: float(row["value"]) for row in rows(out / "quality.csv") if row["statistic"] == "loading"}
        assert loadings == ({c: by_id[c]["loading"]["value"] for c in LOADINGS} if name == "together" else {}), loadings
        shares[name] = {row["competency"]: row for row in rows(out / "gaps.csv") if row["institution"] == "house" and row["profile"] == "*"}
    for c in LOADINGS:
        own, other = shares["together"][c], shares["apart"][c]
        assert own["status"] == other["status"] == "ok", (own, other)
        # Both say the same of the group; what differs is how its competencies hang together.
        assert abs(float(own["below_target_share"]) - float(other["below_target_share"])) < 0.03, (own, other)
        assert float(own["below_target_low"]) < float(own["below_target_share"]) < float(own["below_target_high"]), own


if __name__ == "__main__":
    sys.exit(run_named_test(globals()))
