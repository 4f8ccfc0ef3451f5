#!/usr/bin/env python3
"""Exports of the forms that ministries collect answers with: Microsoft Forms, Google Forms, KoboToolbox. forms.py --program capgap --dump dump_tables
TEST. The files are made here in the form of each: which columns stand in front, how questions are headed, what answers look like."""
import datetime
import random
import sys

import openpyxl
import yaml

from running import TOP, rows, run_named_test

SURVEY = yaml.load((TOP / "surveys/dcf-self/1.0/survey.yaml").read_text(encoding="utf-8"), getattr(yaml, "CBaseLoader", yaml.BaseLoader))
OFFICES = {"north": "Northern Office", "south": "Southern Office"}
PROFILES = {"policymaker": "Policymaker", "regulator": "Regulator"}
BEGIN = datetime.datetime(2026, 3, 2, 9, 0)


def questions():
    """Field, title and the answers by id, as (id, words)."""
    scales = {scale["id"]: [(option["id"], option["title"]["en"]) for option in scale["options"]] for scale in SURVEY["scales"]}
    special = [(id, words["en"]) for id, words in SURVEY["special_answers"].items()]
    background = [(one["id"], one["title"]["en"], [(option["id"], option["title"]["en"]) for option in one["options"]])
                  for one in SURVEY["background"] if one.get("active", "true") == "true"]
    return background, [(one["id"], one["title"]["en"], scales[one["scale"]] + special) for one in SURVEY["items"]]


def people(count):
    """What each answered: field -> (id, words)."""
    chance = random.Random(7)
    background, items = questions()
    for _ in range(count):
        yield {"institution": chance.choice(list(OFFICES.items())), "profile": chance.choice(list(PROFILES.items()))} | {
            field: chance.choice(answers) for field, _, answers in background + items}


def bring(tools, name, header, lines):
    book = openpyxl.Workbook()
    book.active.title = "Answers"
    for line in [header, *lines]:
        book.active.append(line)
    book.save(tools.scratch / f"{name}.xlsx")
    institutions = tools.scratch / "institutions.csv"
    institutions.write_text("institution,parent,name\nministry,,Ministry\n" + "".join(f"{id},ministry,{words}\n" for id, words in OFFICES.items()), encoding="utf-8")
    out = tools.scratch / f"{name}.csv"
    done = tools.capgap("import", tools.scratch / f"{name}.xlsx", "--survey", "builtin:dcf-self/1.0", "--targets", "builtin:unesco-dcf/2022",
                        "--institutions", institutions, "-o", out, "--data", TOP)
    return done.stdout, rows(out)


def check(found, answered, ids):
    assert len(found) == len(answered)
    assert [row["respondent"] for row in found] == ids
    for row, one in zip(found, answered):
        assert {field: row[field] for field in one} == {field: id for field, (id, _) in one.items()}


def test_microsoft_forms(tools):
    background, items = questions()
    answered = list(people(60))
    fields = [field for field, _, _ in background + items]
    header = ["ID", "Start time", "Completion time", "Email", "Name", "Your institution", "Your job profile", *(title for _, title, _ in background + items)]
    lines = [[i + 1, BEGIN, BEGIN + datetime.timedelta(seconds=600 + i), "anonymous", None, one["institution"][1], one["profile"][1], *(one[field][1] for field in fields)]
             for i, one in enumerate(answered)]
    said, found = bring(tools, "forms", header, lines)
    assert "column 1 'ID' is respondent" in said and "Email" not in said, said
    check(found, answered, [str(i + 1) for i in range(60)])


def test_google_forms(tools):
    """A grid of statements under one question; nobody is numbered."""
    background, items = questions()
    answered = list(people(60))
    fields = [field for field, _, _ in background + items]
    header = ["Timestamp", "Your institution", "Your job profile", *(title for _, title, _ in background), *(f"Which of these is true of you? [{title}]" for _, title, _ in items)]
    lines = [[BEGIN + datetime.timedelta(seconds=37 * i), one["institution"][1], one["profile"][1], *(one[field][1] for field in fields)] for i, one in enumerate(answered)]
    said, found = bring(tools, "google", header, lines)
    assert "each row is a person" in said, said
    check(found, answered, [str(i + 2) for i in range(60)])


def test_kobotoolbox(tools):
    """Names in place of labels, groups in front of them, the server's own columns behind."""
    background, items = questions()
    answered = list(people(60))
    fields = [field for field, _, _ in background + items]
    header = ["start", "end", "institution", "profile", *(field for field, _, _ in background), *(f"statements/part_1/{field}" for field, _, _ in items),
              "_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status", "_submitted_by", "__version__", "_tags", "_index"]
    lines = [["2026-03-02T09:00:00.000+01:00", "2026-03-02T09:10:00.000+01:00", one["institution"][0], one["profile"][0], *(one[field][0] for field in fields),
              100_000 + i, f"uuid-{i:04}", BEGIN, None, None, "submitted_via_web", None, "vABC", None, i + 1] for i, one in enumerate(answered)]
    said, found = bring(tools, "kobo", header, lines)
    assert "'statements/part_1/c11a' is item c11a: the code is the same" in said, said
    check(found, answered, [str(100_000 + i) for i in range(60)])


def test_a_row_number_stands_for_nothing_else(tools):
    book = tools.scratch / "plain.csv"
    book.write_text("a\n1\n", encoding="utf-8")
    mapping = tools.scratch / "mapping.yaml"
    mapping.write_text('capgap: mapping/1\nid: m\nsurvey: {id: dcf-self, version: "1.0"}\nrespondent: {row: true}\ninstitution: {row: true}\nprofile: {constant: regulator}\n'
                       "items:\n  c11a: {code: a}\n", encoding="utf-8")
    done = tools.capgap("import", book, "--survey", "builtin:dcf-self/1.0", "--mapping", mapping, "-o", tools.scratch / "no.csv", "--data", TOP, expect=1)
    assert "mapping.yaml:5:14: error: the number of the row can only stand for `respondent`" in done.stderr, done.stderr
    mapping.write_text(mapping.read_text(encoding="utf-8").replace("institution: {row: true}", "institution: {constant: here}").replace("row: true", "row: false"), encoding="utf-8")
    done = tools.capgap("import", book, "--survey", "builtin:dcf-self/1.0", "--mapping", mapping, "-o", tools.scratch / "no.csv", "--data", TOP, expect=1)
    assert "mapping.yaml:4:19: error" in done.stderr, done.stderr


if __name__ == "__main__":
    sys.exit(run_named_test(globals()))
