#!/usr/bin/env python3
"""One person's own result: capgap report DIR --person. person.py --program capgap --dump dump_tables TEST"""
import csv
import html
import json
import math
import re
import shutil
import stat
import statistics
import sys

import yaml

from running import MINISTRY, TOP, rows, run_named_test, variant

LEVELS = ["Starting", "With help", "Independent", "Experienced", "Leading"]
CUTS = [12.5, 37.5, 62.5, 87.5]
SURVEY = TOP / "surveys" / "dcf-self" / "1.0" / "survey.yaml"
FRAMEWORK = TOP / "frameworks" / "unesco-dcf" / "2022"


def page(tools, out, person, name="page.html", *options, expect=0):
    path = tools.scratch / name
    done = tools.capgap("report", out, "--person", person, "-o", path, "--data", TOP, *options, expect=expect)
    return path.read_text(encoding="utf-8") if expect == 0 else done.stderr


def plain(text):
    return html.unescape(re.sub(r"<[^>]*>", "", text))


def titles():
    framework = yaml.safe_load((FRAMEWORK / "framework.yaml").read_text(encoding="utf-8"))
    said = lambda title: title if isinstance(title, str) else said(title["en"]) if "en" in title else title["text"]  # noqa: E731
    return {c["id"]: said(c["title"]) for domain in framework["domains"] for c in domain["competencies"]}


def by_competency(text):
    """Title -> the words of its block."""
    blocks = re.split(r'<div class="competency">', text.split('<ol>')[0])[1:]
    return {plain(re.search(r"<h4[^>]*>(.*?)</h4>", block).group(1)): block for block in blocks}


# The other program: from the answers and methods.md, section 13, alone.


def precision(people, items):
    complete = [[int(one[item]) for item in items] for one in people if all(one[item].isdigit() for item in items)]
    columns, sums = list(zip(*complete)), [sum(line) for line in complete]
    k = len(items)
    alpha = k / (k - 1) * (1 - sum(map(statistics.variance, columns)) / statistics.variance(sums))
    return alpha, 100 / (4 * k) * statistics.stdev(sums)


def phi(z):
    return (1 + math.erf(z / math.sqrt(2))) / 2


def range_of(score, answered, alpha, sd, k):
    return range_about(score, sd * math.sqrt((1 - alpha) * k / answered), CUTS)


def range_about(score, sem, cuts):
    low, high = (1 + sum(end >= cut for cut in cuts) for end in (score - 1.28 * sem, score + 1.28 * sem))
    if low < high:
        return low, high
    below, above = ([-math.inf] + cuts)[low - 1], (cuts + [math.inf])[low - 1]
    if phi((above - score) / sem) - phi((below - score) / sem) > 0.8:
        return low, high
    return (low - 1, high) if score - below <= above - score else (low, high + 1)


def in_words(low, high):
    if low == high:
        return f"“{LEVELS[low - 1]}”"
    return f"“{LEVELS[low - 1]}” {'or' if high == low + 1 else 'to'} “{LEVELS[high - 1]}”"


def test_the_ranges_are_those_of_another_program(tools):
    out = tools.run(MINISTRY, "out", "--persons")
    survey = yaml.safe_load(SURVEY.read_text(encoding="utf-8"))
    profiles = {one["id"]: one["targets"] for one in yaml.safe_load((FRAMEWORK / "profiles.yaml").read_text(encoding="utf-8"))["profiles"]}
    items = {}
    for item in survey["items"]:
        if "competency" in item:
            assert not item.get("reversed") and item["scale"] == "practice"
            items.setdefault(item["competency"], []).append(item["id"])
    with open(MINISTRY.parent / "responses.csv", encoding="utf-8", newline="") as file:
        people = list(csv.DictReader(file))
    known = {row["respondent"] for row in rows(out / "restricted" / "scores.csv")}
    people = [one for one in people if one["respondent"] in known]
    figures = {c: precision(people, of) for c, of in items.items()}
    basis = json.loads((out / "restricted" / "basis.json").read_text(encoding="utf-8"))
    for one in basis["competencies"]:
        assert abs(one["alpha"] - figures[one["id"]][0]) < 1e-9 and abs(one["sd_0_100"] - figures[one["id"]][1]) < 1e-9, one["id"]
    names, ranges, singles = titles(), 0, 0
    for one in people[:: len(people) // 60]:
        blocks = by_competency(page(tools, out, one["respondent"], "page.html", "--language", "en"))
        assert len(blocks) == len(items)
        for c, of in items.items():
            asked = [one[item] for item in of if one[item] != "na"]
            answered = [int(value) for value in asked if value.isdigit()]
            words = plain(blocks[names[c]])
            if not asked:
                assert "You were not asked about this" in words
            elif len(answered) / len(asked) < 0.5:
                assert f"Questions on this that you answered: {len(answered)} of {len(asked)}." in words
            else:
                low, high = range_of(100 * sum(answered) / (4 * len(answered)), len(answered), *figures[c], len(of))
                assert f"{in_words(low, high)}\n" in words, (one["respondent"], c, low, high, words)
                target = profiles.get(one["profile"], {}).get(c)
                if target:
                    assert f"Proposed for your job: “{LEVELS[target - 1]}”." in words
                    assert ("not there yet" in words) == (high < target) and ("there, or further" in words) == (low >= target)
                ranges, singles = ranges + 1, singles + (low == high)
    assert ranges > 300 and 0 < singles < ranges, (ranges, singles)


def test_the_page_is_for_one_person(tools):
    """Its own file for its owner alone; no script, nothing fetched; no score, no other person, no place in an order; the same bytes again."""
    out = tools.run(MINISTRY, "out", "--persons", report=True)
    text = page(tools, out, "p000007", "page.html")
    assert stat.S_IMODE((tools.scratch / "page.html").stat().st_mode) == 0o600
    assert text == page(tools, out, "p000007", "again.html")
    assert not list(tools.scratch.glob("*.part"))
    assert "<script" not in text and "http" not in re.sub(r"<meta http-equiv[^>]*>", "", text) and " src=" not in text
    assert set(re.findall(r"p\d{6}", text)) == {"p000007"}
    mine = [row for row in rows(out / "restricted" / "scores.csv") if row["respondent"] == "p000007"]
    words = plain(re.sub(r"<style>.*?</style>", "", text, flags=re.S))
    for row in mine:
        assert not row["score_0_100"] or row["score_0_100"] in ("0", "100", "25", "50", "75") or row["score_0_100"] not in words
        assert row["institution"] not in words
    assert not re.search(r"percentile|rang centile|moyenne de", words)
    for ending in ("gaps.csv", "results.json", "report.html", "manifest.json"):
        assert "p000007" not in (out / ending).read_text(encoding="utf-8")


def test_in_the_language_one_works_in(tools):
    out = tools.run(MINISTRY, "out", "--persons")
    language = {row["respondent"]: row["working_language"] for row in rows(out / "restricted" / "scores.csv")}
    answers = {row["respondent"]: row["working_language"] for row in rows(MINISTRY.parent / "responses.csv")}
    assert all(language[person] == answers[person] for person in language)
    french, other = (next(person for person in language if language[person] == one) for one in ("fr", "other"))
    assert '<html lang="fr">' in page(tools, out, french) and '<html lang="en">' in page(tools, out, other)
    said = page(tools, out, french, "page.html", "--language", "en")
    assert '<html lang="en">' in said and "Your own result" in said and "Ministry of Public Services" in said
    assert "there are no sentences in this language" in page(tools, out, french, "none.html", "--language", "xx", expect=1)
    # Of every remedy that is named for somebody who works in French one language is French or English, or it is in any.
    basis = json.loads((out / "restricted" / "basis.json").read_text(encoding="utf-8"))
    spoken = {remedy["title"]["fr"]: remedy["languages"] for remedy in basis["remedies"] if "fr" in remedy["title"]}
    for title in re.findall(r'<li class="step"><strong[^>]*>(.*?)</strong>', page(tools, out, french)):
        assert not spoken[html.unescape(title)] or "fr" in spoken[html.unescape(title)], title


def test_three_next_steps_or_what_to_practise(tools):
    out = tools.run(MINISTRY, "out", "--persons")
    step = r'<li class="step">'
    persons = sorted({row["respondent"] for row in rows(out / "restricted" / "scores.csv")})[:80]
    counts = {len(re.findall(step, page(tools, out, person))) for person in persons}
    assert counts <= {0, 1, 2, 3} and 3 in counts, counts
    without = variant(tools, "without", lambda text: re.sub(r"(?m)^(catalogue|training):.*\n", "", text))
    bare = tools.run(without, "bare", "--persons")
    said = plain(page(tools, bare, "p000002", "bare.html"))
    assert "This round has no list of courses." in said and "Practise at work: User-centricity" in said
    assert {row["working_language"] for row in rows(bare / "restricted" / "scores.csv")} == {""}


def test_approved_targets_are_called_so(tools):
    path = variant(tools, "approved", lambda text: text.replace("targets: builtin:unesco-dcf/2022", "targets: targets"))
    shutil.copytree(FRAMEWORK, path.parent / "targets")
    profiles = path.parent / "targets" / "profiles.yaml"
    text = profiles.read_text(encoding="utf-8")
    assert "status: proposed\n" in text
    profiles.write_text(text.replace("status: proposed\n", "status: approved\napproved_by: The Council\napproved_on: 2026-01-12\n"), encoding="utf-8")
    out = tools.run(path, "out", "--persons")
    said = plain(page(tools, out, "p000002", "page.html", "--language", "en"))
    assert "were approved by The Council on 12 January 2026." in said and "Approved for your job:" in said and "roposed" not in said


def test_exactly_one_id(tools):
    out = tools.run(MINISTRY, "out", "--persons")
    for wrong in ("", "p*", "p00000?", "p000001,p000002", "*"):
        said = page(tools, out, wrong, "page.html", expect=1)
        assert "CG2080" in said and not re.search(r"p0000\d[^0?,]", said), said
    said = page(tools, out, "p00000", "page.html", expect=1)
    assert "holds nobody with the id 'p00000'" in said and "CG1851" in said
    assert "p000001" not in said and "did you mean" not in said
    for arguments in (["--person", "p000001", "--person", "p000002", "-o", "x.html"], ["--person", "p000001", "p000002", "-o", "x.html"], ["--person", "p000001"], ["-o", "x.html"],
                      ["--person", "p000001", "-o", "x.html", "--brief", "y.html"]):
        tools.capgap("report", out, *arguments, "--data", TOP, expect=2, cwd=tools.scratch)
    assert not list(tools.scratch.glob("*.html"))


def test_only_where_the_round_lists_persons(tools):
    plain_run = tools.run(MINISTRY, "plain")
    said = page(tools, plain_run, "p000001", "page.html", expect=1)
    assert "CG2082" in said and "run --persons" in said
    closed = {"anonymous": lambda text: text.replace("anonymous: false", "anonymous: true"), "closed": lambda text: text.replace("anonymous: false", "anonymous: false\n  person_scores: false")}
    for name, edit in closed.items():
        out = tools.run(variant(tools, name, edit), f"{name}-out")
        assert json.loads((out / "manifest.json").read_text(encoding="utf-8"))["options"]["persons"] == "refused"
        said = page(tools, out, "p000001", "page.html", expect=1)
        assert "CG2082" in said and "this round allows none" in said and "privacy" in said and "run --persons" not in said
    (tools.scratch / "empty").mkdir()
    assert "CG2012" in page(tools, tools.scratch / "empty", "p000001", "page.html", expect=1)
    assert not (tools.scratch / "page.html").exists()


def test_no_page_in_the_folder_that_is_handed_on(tools):
    out = tools.run(MINISTRY, "out", "--persons")
    before = sorted(path for path in out.rglob("*"))
    for place in (out / "p.html", out / "restricted" / "p.html", out / ".." / out.name / "p.html"):
        said = tools.capgap("report", out, "--person", "p000001", "-o", place, "--data", TOP, expect=1).stderr
        assert "CG2081" in said
    assert sorted(path for path in out.rglob("*")) == before


def test_damaged_files_are_named(tools):
    out = tools.run(MINISTRY, "out", "--persons")
    basis, scores = out / "restricted" / "basis.json", out / "restricted" / "scores.csv"
    good = basis.read_text(encoding="utf-8")
    basis.write_text(good[: len(good) // 2], encoding="utf-8")
    assert "basis.json: error" in page(tools, out, "p000001", "page.html", expect=1)
    basis.unlink()
    assert "basis.json" in page(tools, out, "p000001", "page.html", expect=1)
    basis.write_text(good, encoding="utf-8")
    text = scores.read_text(encoding="utf-8")
    scores.write_text(text.replace("p000001,counters-hollin,service_delivery_staff,1.1,25,", "p000001,counters-hollin,service_delivery_staff,1.1,250,"), encoding="utf-8")
    said = page(tools, out, "p000001", "page.html", expect=1)
    assert "scores.csv:2:5: error" in said and "250" not in said
    assert not (tools.scratch / "page.html").exists()


def test_too_few_people_for_a_range(tools):
    """With 40 rows some competencies have fewer than 30 complete cases: no range there, and the reason in words."""
    path = variant(tools, "few", lambda text: re.sub(r"(?m)^(population|weighting):.*\n", "", text))
    lines = (path.parent / "responses.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (path.parent / "responses.csv").write_text("".join(lines[:41]), encoding="utf-8")
    out = tools.run(path, "out", "--persons")
    basis = json.loads((out / "restricted" / "basis.json").read_text(encoding="utf-8"))
    few = {one["title"]["en"] for one in basis["competencies"] if one["people"] < 30}
    assert few
    blocks = by_competency(page(tools, out, "p000002", "page.html", "--language", "en"))
    for title, block in blocks.items():
        asked = "You were not asked" not in block and "too few for a result" not in block
        assert ("Too few people answered all questions on this" in plain(block)) == (title in few and asked), title
        assert ('class="scale"' in block) == (title not in few and asked), title


if __name__ == "__main__":
    sys.exit(run_named_test(globals()))
