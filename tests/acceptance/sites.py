#!/usr/bin/env python3
"""capgap calibrate over several sites, against the same answers at one place. sites.py --program capgap --dump dump_tables TEST."""
import hashlib
import json
import sys

import yaml

from calibrating import calibrate, round_of, simulated
from running import TOP, run_named_test

MOST_EXCHANGES = 200


def count(tools, assessment, parameters, out, *options, expect=0):
    done = tools.capgap("calibrate", assessment, "--estep", parameters, "-o", out, "--data", TOP, *options, expect=expect)
    assert out.exists() == (expect == 0), "what is refused writes nothing"
    return done.stderr if expect else done.stdout


def join(tools, counts, out, expect=0):
    done = tools.capgap("calibrate", "--mstep", *counts, "-o", out, expect=expect)
    return done.stderr if expect else done.stdout


def all_count(tools, assessments, parameters, *options, name="site"):
    out = []
    for i, assessment in enumerate(assessments):
        out.append(tools.scratch / f"{name}{i}.counts")
        out[-1].unlink(missing_ok=True)
        count(tools, assessment, parameters, out[-1], *options)
    return out


def together(tools, assessments, *options):
    """As a person, or a script of theirs, drives it: until the centre says that it is finished."""
    parameters = tools.scratch / "parameters"
    said = join(tools, all_count(tools, assessments, "start", *options), parameters)
    for exchange in range(1, MOST_EXCHANGES):
        if "finished" in said:
            assert "no errors" in tools.capgap("check", parameters).stdout
            found = yaml.safe_load(parameters.read_text(encoding="utf-8"))
            return {one["id"]: one for one in found["competencies"]}, found, exchange
        assert f"parameters for exchange {exchange}: " in said, said
        said = join(tools, all_count(tools, assessments, parameters), parameters)
    raise AssertionError("no end")


def unequal_numbers(a, b, place=""):
    """Those that are not within 1e-8; anything else must be equal."""
    if isinstance(a, float) or isinstance(b, float):
        return [] if abs(a - b) <= 1e-8 else [(place, a, b)]
    if isinstance(a, dict):
        assert a.keys() == b.keys(), (place, a, b)
        return [one for key in a for one in unequal_numbers(a[key], b[key], f"{place}/{key}")]
    if isinstance(a, list):
        assert len(a) == len(b), (place, a, b)
        return [one for i, both in enumerate(zip(a, b)) for one in unequal_numbers(*both, f"{place}/{i}")]
    assert a == b, (place, a, b)
    return []


def assert_near(a, b, place=""):
    """Equal, numbers within 1e-8. They are written with six decimals: one in a hundred lies so near the middle of two that it is rounded either way."""
    unequal = unequal_numbers(a, b, place)
    assert len(unequal) <= 4 and all(abs(one - other) < 1.01e-6 for _, one, other in unequal), unequal


def do_not_ask(assessment, names):
    """Answers of another program, whose mapping names no column for these items."""
    survey = yaml.safe_load((assessment.parent / "survey.yaml").read_text(encoding="utf-8"))
    asked = {item["id"]: {"code": item["id"]} for item in survey["items"] if item["id"] not in names}
    mapping = {"capgap": "mapping/1", "id": "m", "survey": {"id": survey["id"], "version": survey["version"]}, "items": asked}
    mapping |= {key: {"code": key} for key in ("respondent", "institution", "profile")}
    (assessment.parent / "mapping.yaml").write_text(yaml.safe_dump(mapping, sort_keys=False), encoding="utf-8")
    text = assessment.read_text(encoding="utf-8")
    assessment.write_text(text.replace("    format: tidy\n", "    format: limesurvey\n    mapping: mapping.yaml\n"), encoding="utf-8")


def assert_as_one(pooled, joint):
    """But for standard errors. SQUAREM magnifies the order in which people are added up: the last cycles may be some more or fewer."""
    assert abs(pooled.pop("e_steps", 0) - joint.pop("e_steps", 0)) <= 12, (pooled, joint)
    for item in pooled.get("items", []):
        item.get("slope", {}).pop("error", None)
        for step in item["steps"]:
            step.pop("error", None)
    assert_near(pooled, joint, pooled["id"])


def assert_as_pooled(tools, items, answers, parts, *options, not_asked=()):
    """`parts`: lists of rows of `answers`, one of each site. `not_asked`: items that nobody asks, and items that the last site does not."""
    of_pooled = round_of(tools, "pooled", items, answers)
    sites = [round_of(tools, f"site{i}", items, part) for i, part in enumerate(parts)]
    if not_asked:
        for one in (of_pooled, *sites[:-1]):
            do_not_ask(one, not_asked[0])
        do_not_ask(sites[-1], not_asked[0] + not_asked[1])
    pooled, _, of_all = calibrate(tools, of_pooled, "--structure", "apart", *options)
    by_id, found, exchanges = together(tools, sites, *options)
    for one in pooled.values():
        assert_as_one(one.copy(), by_id[one["id"]].copy())
    assert {key: found[key] for key in found if key != "competencies"} == {key: of_all[key] for key in of_all if key != "competencies"}
    return pooled, by_id, exchanges


def thirds(rows):
    return [rows[:300], rows[300:600], rows[600:]]


def test_three_sites_come_to_what_all_answers_give(tools):
    names, answers = simulated()
    _, by_id, exchanges = assert_as_pooled(tools, {"1.1": names}, answers, thirds(answers))
    assert by_id["1.1"]["people"] == 1000 and by_id["1.1"]["end"] == "converged", by_id["1.1"]
    assert exchanges == by_id["1.1"]["e_steps"] + 1 < 60, exchanges


def test_other_models_and_several_competencies(tools):
    names, answers = simulated()
    items = {"1.1": names[:6], "1.10": names[6:8], "2.1": names[8:9]}
    rows = [row[:9] for row in answers]
    for model in ("gpcm", "pcm", "rsm"):
        pooled, by_id, _ = assert_as_pooled(tools, items, rows, thirds(rows), "--model", model)
        assert by_id["2.1"] == {"id": "2.1", "people": 1000, "undefined": "one_item"}, by_id["2.1"]
        assert pooled["1.10"]["items"][0]["slope"]["value"] == pooled["1.10"]["items"][1]["slope"]["value"]
        for name in ("pooled", "site0", "site1", "site2"):
            (tools.scratch / name).rename(tools.scratch / f"{name}-{model}")


def test_the_run_takes_what_the_sites_found(tools):
    names, answers = simulated()
    site = round_of(tools, "house", {"1.1": names[:4]}, [row[:4] for row in answers])
    by_id, _, _ = together(tools, [site])
    assert by_id["1.1"]["end"] == "converged"
    site.write_text(site.read_text(encoding="utf-8") + "calibration: ../parameters\n", encoding="utf-8")
    run = tools.run(site, "out")
    assert "empirical_reliability" in (run / "quality.csv").read_text(encoding="utf-8")


# The first site has nobody in o2 of q1, the second nobody in o4; nobody at all chooses o1 of q4, and all answer q6 alike. The third site does not ask
# q3; nobody asks q7.
def test_categories_that_one_site_never_uses(tools):
    names, answers = simulated()
    rows = [list(row[:7]) for row in answers]
    for i, row in enumerate(rows):
        if i < 300 and row[0] == 2:
            row[0] = 3
        if 300 <= i < 600 and row[0] == 4:
            row[0] = None
        row[3] = 0 if row[3] == 1 else row[3]
        row[5] = 2
        if i >= 600:
            row[2] = None
    for model in ("grm", "rsm"):
        _, by_id, _ = assert_as_pooled(tools, {"1.1": names[:7]}, rows, thirds(rows), "--model", model, not_asked=(["q7"], ["q3"]))
        assert [item["id"] for item in by_id["1.1"]["items"]] == names[:6]
        assert by_id["1.1"]["items"][5] == {"id": "q6", "end": "no_variance", "steps": [{"options": ["o2"]}]}, by_id["1.1"]["items"][5]
        if model == "grm":
            assert [step["options"] for step in by_id["1.1"]["items"][3]["steps"]] == [["o0"], ["o2"], ["o3"], ["o4"]]
        for name in ("pooled", "site0", "site1", "site2"):
            (tools.scratch / name).rename(tools.scratch / f"{name}-{model}")


def test_competencies_without_a_model_say_why(tools):
    names, answers = simulated()
    items = {"1.1": names[:3], "1.10": names[3:5], "2.1": names[5:7]}
    rows = [[*row[:3], None, None, 1, 1] for row in answers]
    _, by_id, _ = assert_as_pooled(tools, items, rows, thirds(rows))
    assert by_id["1.10"] == {"id": "1.10", "people": 0, "undefined": "few_people"}, by_id["1.10"]
    assert by_id["2.1"] == {"id": "2.1", "people": 1000, "undefined": "no_variance"}, by_id["2.1"]
    assert all(one["undefined"] == "no_items" for id, one in by_id.items() if id not in items)
    nothing = [[None] * 3 + [2, 2] + [None] * 2 for _ in range(150)]
    alone, _, exchanges = together(tools, [round_of(tools, "alike", items, nothing)])
    assert alone["1.10"]["undefined"] == "no_variance" and exchanges == 1, "without a model there is nothing to exchange"


def test_items_of_two_categories_and_a_site_where_nobody_answers(tools):
    names, answers = simulated()
    binary = [[int(code > 1) for code in row[:4]] for row in answers]
    pooled, _, _ = calibrate(tools, round_of(tools, "pooled", {"1.1": names[:4]}, binary, categories=2), "--model", "rasch")
    sites = [round_of(tools, f"site{i}", {"1.1": names[:4]}, part, categories=2) for i, part in enumerate((binary[:500], [], binary[500:]))]
    by_id, _, _ = together(tools, sites, "--model", "rasch")
    assert_as_one(pooled["1.1"], by_id["1.1"])
    said = count(tools, round_of(tools, "five", {"1.1": names[:4]}, [row[:4] for row in answers]), "start", tools.scratch / "five.counts", "--model", "rasch", expect=1)
    assert "has 5 categories, and rasch is a model of items with two" in said and "CG2811" in said, said


def test_the_same_bytes_whatever_the_order_and_the_threads(tools):
    names, answers = simulated()
    sites = [round_of(tools, f"site{i}", {"1.1": names[:5]}, [row[:5] for row in part]) for i, part in enumerate(thirds(answers))]
    join(tools, all_count(tools, sites, "start"), tools.scratch / "first")
    counts = all_count(tools, sites, tools.scratch / "first", "--threads", 1)
    before = [one.read_bytes() for one in counts]
    join(tools, counts, tools.scratch / "forth")
    join(tools, counts[::-1], tools.scratch / "back")
    assert (tools.scratch / "forth").read_bytes() == (tools.scratch / "back").read_bytes()
    assert before == [one.read_bytes() for one in all_count(tools, sites, tools.scratch / "first", "--threads", 2)]


def test_tables_of_99_people_are_refused(tools):
    names, answers = simulated()
    items = {"1.1": names[:3], "1.10": names[3:5]}
    rows = [[*row[:3], *(row[3:5] if i < 99 else (None, None))] for i, row in enumerate(answers[:300])]
    said = count(tools, round_of(tools, "few", items, rows), "start", tools.scratch / "few.counts", expect=1)
    assert "'1.10' was answered by 99 people here, fewer than 100" in said and "would tell their answers" in said and "CG2821" in said, said
    assert "'1.1'" not in said, said
    # Enough at the start, too few later: the site lost a row.
    site = round_of(tools, "shrinking", {"1.1": names[:3]}, [row[:3] for row in answers[:100]])
    join(tools, all_count(tools, [site], "start"), tools.scratch / "parameters")
    lines = (site.parent / "responses.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (site.parent / "responses.csv").write_text("".join(lines[:-1]), encoding="utf-8")
    assert "CG2821" in count(tools, site, tools.scratch / "parameters", tools.scratch / "late.counts", expect=1)


def test_weights_are_refused(tools):
    names, answers = simulated()
    site = round_of(tools, "weighted", {"1.1": names[:3]}, [row[:3] for row in answers[:200]], weights=[1 + i % 2 for i in range(200)])
    said = count(tools, site, "start", tools.scratch / "weighted.counts", expect=1)
    assert "the answers have weights" in said and "CG2820" in said, said


def started(tools, names, answers, sites=2):
    """Sites, the parameters of exchange 1 and of exchange 2, and the counts of exchange 1."""
    at = [round_of(tools, f"site{i}", {"1.1": names[:4]}, [row[:4] for row in answers[300 * i:300 * i + 300]]) for i in range(sites)]
    join(tools, all_count(tools, at, "start"), tools.scratch / "one")
    counts = all_count(tools, at, tools.scratch / "one")
    join(tools, counts, tools.scratch / "two")
    return at, counts


def refused(tools, counts, code, words):
    out = tools.scratch / "refused"
    said = join(tools, counts, out, expect=1)
    assert code in said and words in said, said
    assert not out.exists(), "nothing is written"


def test_what_does_not_belong_together_is_refused(tools):
    names, answers = simulated()
    sites, counts = started(tools, names, answers, sites=3)
    late, start, other = (tools.scratch / f"{name}.counts" for name in ("late", "start", "other"))
    count(tools, sites[0], tools.scratch / "two", late)
    refused(tools, [late, *counts[1:]], "CG2824", "these counts are of exchange")
    count(tools, sites[0], "start", start)
    refused(tools, [start, *counts[1:]], "CG2824", "these counts are of exchange")
    refused(tools, [*counts, counts[1]], "CG2163", "these are the same counts as")
    refused(tools, counts[:2], "CG2826", "these 2 sites do not add up to the answers that 3 sites counted at the start")
    # Exchange 1 of other sites: other parameters.
    join(tools, all_count(tools, sites[:2], "start", name="two"), tools.scratch / "parameters")
    count(tools, sites[0], tools.scratch / "parameters", other)
    refused(tools, [other, *counts[1:]], "CG2824", "these counts were made at other parameters")
    count(tools, sites[0], "start", tools.scratch / "gpcm.counts", "--model", "gpcm")
    refused(tools, [start, tools.scratch / "gpcm.counts"], "CG2824", "these counts are of another model")
    # A site that counts more answers than people.
    edited = resealed(start, lambda document: document["scales"][0]["chosen"][0].__setitem__(0, 1000))
    refused(tools, [edited], "CG2825", "not of the items that they name")
    # A site whose answers changed on the way, by one answer.
    path = sites[0].parent / "responses.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("clerk,o3", "clerk,o4", 1), encoding="utf-8")
    count(tools, sites[0], tools.scratch / "one", tools.scratch / "changed.counts")
    refused(tools, [tools.scratch / "changed.counts", *counts[1:]], "CG2826", "do not add up to the answers")


def test_another_wording_is_refused(tools):
    names, answers = simulated()
    sites, counts = started(tools, names, answers)
    survey = sites[1].parent / "survey.yaml"
    survey.write_text(survey.read_text(encoding="utf-8").replace("en: q1\n", "en: Question one\n"), encoding="utf-8")
    said = count(tools, sites[1], tools.scratch / "one", tools.scratch / "reworded.counts", expect=1)
    assert "the parameters are of another wording of the survey than this round" in said and "CG2822" in said, said
    count(tools, sites[0], "start", tools.scratch / "a.counts")
    count(tools, sites[1], "start", tools.scratch / "b.counts")
    refused(tools, [tools.scratch / "a.counts", tools.scratch / "b.counts"], "CG2824", "these counts are of another wording of the survey")


def resealed(path, change):
    """Edited by somebody who knows how the file is made."""
    head, body = path.read_text(encoding="utf-8").split("\n", 1)
    document = json.loads(body)
    change(document)
    body = json.dumps(document, separators=(",", ":")) + "\n"
    out = path.with_name("resealed")
    out.write_text(head.split(":")[0] + ":" + hashlib.sha256(body.encode()).hexdigest() + "\n" + body, encoding="utf-8")
    return out


def test_edited_files_are_refused(tools):
    names, answers = simulated()
    sites, counts = started(tools, names, answers)
    text = counts[0].read_text(encoding="utf-8")
    for broken in (text.replace('"people":300', '"people":301', 1), text[:-100], "", text.replace("site-counts/1", "site-counts/2"), text.split("\n")[0]):
        counts[0].write_text(broken, encoding="utf-8")
        refused(tools, counts, "CG2161", "")
    counts[0].write_text(text, encoding="utf-8")

    def set_scale(key, value):
        return lambda document: document["scales"][0].update({key: value})

    def set_sums(key, value):
        return lambda document: document["scales"][0]["sums"].update({key: value})

    def set_em(key, value):
        return lambda document: document["parameters"]["scales"][0]["em"].update({key: value})

    for change, code in [(set_scale("people", -1), "CG2160"), (set_scale("people", 300.5), "CG2160"), (set_scale("people", 10**30), "CG2160"),
                         (set_sums("node_mass", [1] * 60), "CG2825"), (set_sums("node_mass", [-1] + [5] * 60), "CG2160"), (set_sums("counts", []), "CG2825"), (set_scale("chosen", [[1] * 5] * 4), "CG2825"),
                         (set_sums("node_mass", [5] * 61), "CG2826"), (set_sums("log_likelihood", "NaN"), "CG2160"), (set_scale("sums", None), "CG2825"),
                         (set_em("phase", "none"), "CG2160"), (set_em("e_steps", 5), "CG2161"), (lambda document: document.update(scales=[]), "CG2825"),
                         (lambda document: document.update(more=1), "CG2160"), (lambda document: document.update(made_by="else"), None)]:
        edited = resealed(counts[0], change)
        if code:
            refused(tools, [edited, counts[1]], code, "")
        else:
            join(tools, [edited, counts[1]], tools.scratch / "taken")
    deep = "[" * 100000 + "]" * 100000 + "\n"
    counts[0].write_text("capgap site-counts/1 sha256:" + hashlib.sha256(deep.encode()).hexdigest() + "\n" + deep, encoding="utf-8")
    refused(tools, counts, "CG2160", "too many lists within lists")


def test_parameters_that_cannot_be_are_refused(tools):
    names, answers = simulated()
    sites, counts = started(tools, names, answers)
    out = tools.scratch / "of_wrong.counts"

    def item(change):
        return lambda document: change(document["scales"][0]["em"]["at"]["items"][0])

    for change, code in [(item(lambda one: one.update(slope=1e6)), "CG2823"), (item(lambda one: one["intercepts"].pop()), "CG2823"),
                         (item(lambda one: one["intercepts"].reverse()), "CG2823"), (lambda document: document.update(scales=[]), "CG2823"),
                         (lambda document: document["design"]["grid"].update(nodes=10**9), "CG2822"), (item(lambda one: one.update(slope="1")), "CG2160"),
                         (lambda document: document["scales"][0].update(chosen=[[100, 100]]), "CG2823")]:
        said = count(tools, sites[0], resealed(tools.scratch / "one", change), out, expect=1)
        assert code in said, said
    said = count(tools, sites[0], counts[0], out, expect=1)
    assert "does not begin with 'capgap joint-parameters/1 sha256:'" in said and "CG2161" in said, said
    assert "CG2001" in count(tools, sites[0], tools.scratch / "nowhere", out, expect=1)
    together(tools, sites)
    said = count(tools, sites[0], tools.scratch / "parameters", out, expect=1)
    assert "this is a finished calibration" in said and "CG2162" in said, said


def test_the_command_line(tools):
    names, answers = simulated()
    sites, counts = started(tools, names, answers)
    usage = [("calibrate", "-o", tools.scratch / "x"), ("calibrate", sites[0], "--mstep", counts[0], "-o", tools.scratch / "x"),
             ("calibrate", sites[0], "--estep", "start", "--mstep", counts[0], "-o", tools.scratch / "x"), ("calibrate", "--mstep", "-o", tools.scratch / "x"),
             ("calibrate", sites[0], "--estep", tools.scratch / "one", "--model", "grm", "-o", tools.scratch / "x")]
    for arguments in usage:
        tools.capgap(*arguments, "--data", TOP, expect=2)
    before = counts[0].read_bytes()
    assert "CG2017" in join(tools, counts, counts[0], expect=1) and counts[0].read_bytes() == before
    assert "CG2017" in tools.capgap("calibrate", sites[0], "--estep", tools.scratch / "one", "-o", tools.scratch / "one", "--data", TOP, expect=1).stderr
    assert "CG2017" in tools.capgap("calibrate", sites[0], "--estep", "start", "-o", sites[0].parent / "survey.yaml", "--data", TOP, expect=1).stderr
    assert "--estep start" in tools.capgap("calibrate", "--help").stdout


if __name__ == "__main__":
    sys.exit(run_named_test(globals()))
