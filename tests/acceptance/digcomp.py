#!/usr/bin/env python3
"""DigComp's own workbook as a framework. digcomp.py --program capgap --dump dump_tables TEST; exit code 77: skipped, with the reason. What is expected is what
openpyxl reads of the workbook, and a translation of DigComp into JSON that others have made of it."""
import json
import re
import sys

import openpyxl
import yaml

from running import TOP, real_data, run_named_test

COMPETENCES = ["Competence area number", "Competence area name", "Competence area descriptor", "Competence number", "Competence name", "Competence descriptor"]
LEVELS = ["Proficiency level name", "Four level proficiency level description", "Purpose"]
STATEMENTS = ["Competence number", "Competence name", "Competence statement ID", "Competence statement", "Proficiency level name", "AI label"]
OUTCOMES = ["Competence number", "Learning Outcome ID", "Learning Outcome", "Proficiency level", "Knowledge skill or attitude", "AI label"]


def official():
    return next(iter(sorted((real_data() / "digcomp3").glob("*.xlsx"))))


def bring(tools, source, expect=0):
    out = tools.scratch / "framework.yaml"
    out.unlink(missing_ok=True)
    done = tools.capgap("import", source, "--from", "digcomp", "-o", out, expect=expect)
    if expect:
        assert not out.exists()
        return done.stderr
    return done, yaml.load(out.read_text(encoding="utf-8"), Loader=yaml.BaseLoader), out


def competencies(framework):
    return [one for domain in framework["domains"] for one in domain["competencies"]]


def strip(text):
    return text.strip(" \t\r\n\u00a0")


def words_of_id(text):
    return re.sub("[^a-z0-9]+", "-", strip(text).lower()).strip("-")


def small_book(path, change=lambda book: None):
    """A framework of DigComp's form: two areas, three competences, one of them 1.10 and not 1.1; two levels."""
    book = openpyxl.Workbook()
    about = book.active
    about.title = "ReadMe"
    about.append(["The full DigComp 9.1 framework is here: https://example.org/digcomp "])
    sheets = {"Areas": [COMPETENCES], "Levels": [LEVELS], "Statements": [STATEMENTS], "Outcomes": [OUTCOMES]}
    for area, cell, number, name in ((1, 1.1000000000000001, "1.1", "Search"), (1, "1.10", "1.10", "Keep "), (2, 2.1, "2.1", "Share")):
        sheets["Areas"].append([area, f"Area {area}", f"What area {area} is", cell, name, f"To {name.strip().lower()}"])
        for level in ("Basic ", "Highly advanced"):
            sheets["Statements"].append([cell, name, f"CS{number}.{level[0]}", f"{name.strip()} at {level.strip()}.", level, "AI-Explicit"])
            sheets["Outcomes"].append([cell, f"LO{number}.{level[0]}", f"Learnt to {name.strip()}\u00a0", level, "Skill", "AI not Implicit or Explicit"])
    for level in ("Basic ", "Highly advanced"):
        sheets["Levels"] += [[level, f"{level.strip()} people do it.", "To live. "]] * 2
    for title, lines in sheets.items():
        sheet = book.create_sheet(title)
        for line in lines:
            sheet.append(line)
    change(book)
    book.save(path)
    return path


def test_the_official_workbook_becomes_a_framework(tools):
    source = official()
    done, framework, out = bring(tools, source)
    assert "21 competences, 362 statements and 523 learning outcomes" in done.stdout, done.stdout
    assert (framework["id"], framework["version"]) == ("digcomp", "3.0")
    book = openpyxl.load_workbook(source, data_only=True)
    rows = {sheet.title: [row for row in sheet.iter_rows(values_only=True, min_row=2) if any(row)] for sheet in book}
    titles = {"1": "1 Competence Areas&Competences", "3": "3 Competence Statements", "4": "4 Learning Outcomes"}
    expected = [(str(number), strip(name), strip(text)) for _, _, _, number, name, text in rows[titles["1"]]]
    assert [(one["id"], one["title"]["en"], one["description"]["en"]) for one in competencies(framework)] == expected
    expected = [(str(row[3]), row[6], words_of_id(row[8]), strip(row[7]), [words_of_id(row[9])]) for row in rows[titles["3"]]]
    found = [(one["id"], each["id"], each["level"], each["text"]["en"], each["labels"]) for one in competencies(framework) for each in one["statements"]]
    assert found == expected and len(found) == 362
    expected = [(str(row[2]), row[4], words_of_id(row[6]), row[7].strip().lower(), strip(row[5]), [words_of_id(row[8])]) for row in rows[titles["4"]]]
    found = [(one["id"], each["id"], each["level"], each["kind"], each["text"]["en"], each["labels"])
             for one in competencies(framework) for each in one["outcomes"]]
    assert found == expected and len(found) == 523
    assert [level["id"] for level in framework["levels"]] == ["basic", "intermediate", "advanced", "highly-advanced"]
    assert "no errors" in tools.capgap("check", out).stdout
    said = done.stderr.splitlines()
    assert len(said) == 2 and all("CG2624" in line for line in said) and "'5.2'" in said[0] and "'3.1'" in said[1], said


def test_the_official_workbook_has_the_ids_that_others_have_read(tools):
    folder = (real_data() / "digcomp3") / "json"
    theirs = {name: json.loads((folder / f"{name}.json").read_text(encoding="utf-8")) for name in ("competences", "competence_statements", "learning_outcomes")}
    _, framework, _ = bring(tools, official())
    assert [one["id"] for one in competencies(framework)] == [one["id"] for one in theirs["competences"]]
    for key, name, competence in (("statements", "competence_statements", "competence_id"), ("outcomes", "learning_outcomes", "competence_id")):
        found = {each["id"]: (one["id"], each["text"]["en"]) for one in competencies(framework) for each in one[key]}
        expected = {one["id"]: (one[competence], one["text"]["en"]) for one in theirs[name]}
        assert found.keys() == expected.keys()
        other = {id for id in found if found[id][0] != expected[id][0] or found[id][1].split() != expected[id][1].split()}
        assert not other, sorted(other)


def test_the_official_framework_goes_through_a_workbook_and_back(tools):
    _, framework, out = bring(tools, official())
    tools.capgap("convert", out, "-o", tools.scratch / "framework.xlsx")
    tools.capgap("convert", tools.scratch / "framework.xlsx", "-o", tools.scratch / "back")
    back = yaml.load((tools.scratch / "back" / "framework.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert back == framework


def test_a_list_of_courses_is_set_beside_the_official_framework(tools):
    _, framework, out = bring(tools, official())
    (tools.scratch / "catalogue.yaml").write_text("""\
capgap: catalogue/1
id: school
version: "1.0"
framework: {id: digcomp, version: "3.0"}
languages: [en]
text_default: {status: project, source: school}
sources: {school: {title: The school, licence: CC-BY-4.0}}
title: {en: Courses}
mapping_method: {en: By the outline of each course.}
licence: CC-BY-4.0
remedies:
  - id: search
    kind: course
    title: {en: Searching well}
    languages: [en]
    mode: in_person
    hours: {value: 12, status: fact, source: school}
    modules:
      - {competency: "1.1", from: 1, to: 2}
""", encoding="utf-8")
    tools.capgap("coverage", "--framework", out, "--catalogue", tools.scratch / "catalogue.yaml", "--out", tools.scratch / "coverage")
    syllabus = (tools.scratch / "coverage" / "syllabus.md").read_text(encoding="utf-8")
    course = syllabus[syllabus.index("## Searching well"):].split("\n## ")[0]
    taught = [one["id"] for one in competencies(framework)[0]["outcomes"] if one["level"] == "intermediate"]
    assert re.findall(r"\(([A-Z]+[0-9.]+)\)", course) == taught and len(taught) > 2, course


def fill(sheet, *rows):
    for row in rows:
        sheet.append(row)


def test_a_round_on_a_framework_that_comes_without_questions_and_targets(tools):
    _, _, framework = bring(tools, small_book(tools.scratch / "small.xlsx"))
    path = tools.scratch / "round.xlsx"
    said = tools.capgap("new", "--framework", framework, "-o", path, "--data", TOP).stderr
    assert "Questions and Scales are to be filled in" in said and "Targets is to be filled in" in said, said
    book = openpyxl.load_workbook(path)
    values = {"assessment.title.en": "DigComp here", "assessment.data.collected_from": "2026-03-02", "assessment.data.collected_to": "2026-03-27",
              "survey.title.en": "Our questions", "survey.disclaimer.en": "No test.", "survey.scoring.cut_scores.method.en": "The middle.",
              "survey.scoring.cut_scores.source": "ours", "survey.scoring.cut_scores.values[]": "50", "survey.notice.purpose.en": "To plan courses.",
              "survey.notice.excluded_uses.en": "Nobody is graded.", "survey.notice.contact.en": "The school."}
    for row in book["Settings"].iter_rows(min_row=2):
        if row[0].value in values:
            assert row[1].value is None
            row[1].value = values.pop(row[0].value)
    assert not values, values
    fill(book["Scales"], ["practice", "0", 0, "Not yet"], [None, "1", 1, "With help"], [None, "2", 2, "Alone"])
    fill(book["Questions"], *([f"q{i}", number, "practice", None, f"I do {i}."] for i, number in enumerate(("1.1", "1.10", "2.1"))))
    fill(book["Targets"], ["clerk", "Clerk", None, 2, 2, 1])
    fill(book["Institutions"], ["house", None, "The house", "ministry"])
    fill(book["Headcounts"], ["house", "clerk", 40])
    for i in range(3):
        book["Answers"].cell(1, 4 + i).value = f"q{i}"
    fill(book["Answers"], *([i, "house", "clerk", i % 3, (i + 1) % 3, 2] for i in range(40)))
    book.save(path)
    said = tools.capgap("check", path, "--data", TOP).stderr
    assert ": error: " not in said, said
    out = tools.run(path, "results")
    gaps = [line.split(",") for line in (out / "gaps.csv").read_text(encoding="utf-8").splitlines()]
    column = gaps[0].index("below_target_share")
    shares = {row[4]: row[column] for row in gaps[1:] if row[:4] == ["house", "*", "*", "*"]}
    assert (float(shares["1.1"]), float(shares["1.10"])) == (14 / 40, 13 / 40), shares  # who said "Not yet"


def test_a_workbook_of_the_same_form(tools):
    done, framework, out = bring(tools, small_book(tools.scratch / "small.xlsx"))
    assert done.stderr == "", done.stderr
    assert framework["version"] == "9.1" and framework["sources"]["digcomp"]["url"] == "https://example.org/digcomp"
    assert [(one["id"], one["title"]["en"]) for one in competencies(framework)] == [("1.1", "Search"), ("1.10", "Keep"), ("2.1", "Share")]
    assert framework["levels"][1]["id"] == "highly-advanced" and framework["levels"][1]["description"]["en"] == "Highly advanced people do it. To live."
    assert competencies(framework)[1]["outcomes"][0]["text"]["en"] == "Learnt to Keep"
    again = tools.capgap("import", tools.scratch / "small.xlsx", "--from", "digcomp", "-o", out, expect=1)
    assert "there is such a file already" in again.stderr


def test_a_workbook_with_mistakes_is_refused_with_all_of_them(tools):
    def change(book):
        book["ReadMe"]["A1"] = "A framework"
        book["Statements"]["A2"] = 1.2
        book["Statements"]["E3"] = "Highly advance"
        book["Statements"]["D4"] = " \u00a0"
        book["Outcomes"]["E3"] = "Talent"
        book["Outcomes"]["B4"] = book["Outcomes"]["B5"].value
    said = bring(tools, small_book(tools.scratch / "wrong.xlsx", change), expect=1)
    for words in ("wrong.xlsx: error: nothing in the workbook says which DigComp it is", "wrong.xlsx!Statements!A2: error: no competence has the number '1.2'",
                  "wrong.xlsx!Statements!E3: error: no level is called 'Highly advance'; did you mean 'highly-advanced'?",
                  "wrong.xlsx!Statements!row 4: error: nothing stands under 'competence statement'", "wrong.xlsx!Outcomes!E3: error: 'Talent' is neither"):
        assert words in said, (words, said)
    assert said.count(": error:") == 5, said
    said = bring(tools, small_book(tools.scratch / "twice.xlsx", lambda book: book["Outcomes"].__setitem__("B4", book["Outcomes"]["B5"].value)), expect=1)
    assert "twice.xlsx!Outcomes!B5: error:" in said and "CG1121" in said, said


def test_a_workbook_that_is_none_of_digcomps_is_refused(tools):
    def without(book):
        del book["Levels"], book["Outcomes"]
    said = bring(tools, small_book(tools.scratch / "half.xlsx", without), expect=1)
    assert "no sheet holds the levels of proficiency" in said and "no sheet holds the learning outcomes" in said, said
    (tools.scratch / "text.xlsx").write_text("no workbook")
    assert "CG2501" in bring(tools, tools.scratch / "text.xlsx", expect=1)
    none = tools.capgap("import", tools.scratch / "none.xlsx", "--from", "digcomp", "-o", tools.scratch / "x.yaml", expect=1).stderr
    assert "there is no file" in none and "CG2001" in none, none
    assert tools.capgap("import", tools.scratch / "half.xlsx", "--from", "digcomp", "--survey", "s", "-o", tools.scratch / "x.yaml", expect=2).stderr


def test_a_workbook_of_tens_of_thousands_of_rows_is_answered_at_once(tools):
    """Competences that there are not, on each of forty thousand rows: a thousand are named. Then more rows than any framework has."""
    def many(rows):
        def change(book):
            for i in range(rows):
                book["Statements"].append([f"7.{i}", "None", f"CS{i}", "Words.", f"Level {i}", "AI-Explicit"])
        return change
    said = bring(tools, small_book(tools.scratch / "wrong.xlsx", many(40_000)), expect=1)
    assert said.count("CG2623") == 200 and "800 more" in said, said[-300:]
    said = bring(tools, small_book(tools.scratch / "long.xlsx", many(50_001)), expect=1)
    assert "more than 50000 rows, which no framework has" in said, said[:500]


if __name__ == "__main__":
    sys.exit(run_named_test(globals()))
