#!/usr/bin/env python3
"""A round as one workbook: made of files, made into files, checked and run. round_books.py --program capgap --dump dump_tables TEST."""
import shutil
import sys

import openpyxl
import yaml

from running import TOP, run_named_test
from workbooks import MINISTRY, read_csv


def load(path):
    """Every value as the text that somebody wrote; mappings in any order."""
    return yaml.load(path.read_text(encoding="utf-8"), getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # the other fails on "?}"


def there_and_back(tools, path, name):
    book = tools.scratch / f"{name}.xlsx"
    tools.capgap("convert", path, "-o", book, "--data", TOP)
    tools.capgap("convert", book, "-o", tools.scratch / name)
    return book, tools.scratch / name


def test_every_kind_of_file_there_and_back(tools):
    files = [path for folder in ("frameworks", "surveys", "reports/texts", "examples", "tests/invalid/base") for path in sorted((TOP / folder).rglob("*.yaml"))]
    kinds = set()
    for number, path in enumerate(files):
        said = load(path)
        kind = said["capgap"].split("/")[0]
        if kind == "assessment":
            continue  # below, with what it names
        kinds.add(kind)
        _, folder = there_and_back(tools, path, f"one-{number}")
        assert load(folder / f"{kind}.yaml") == said, path
    assert kinds == {"framework", "profiles", "survey", "catalogue", "mapping", "texts"}, kinds


def test_rounds_there_and_back(tools):
    for number, path in enumerate([MINISTRY / "assessment.yaml", TOP / "examples/research-software-2018/assessment.yaml", TOP / "tests/invalid/base/assessment.yaml"]):
        _, folder = there_and_back(tools, path, f"round-{number}")
        before, after = load(path), load(folder / "assessment.yaml")
        names = {"catalogue": "catalogue.yaml", "institutions": "institutions.csv", "population": "population.csv", "framework": "framework.yaml",
                 "survey": "survey.yaml", "targets": "profiles.yaml", "mapping": "mapping.yaml"}
        taken = []

        def compare(was, now, key):
            if isinstance(was, dict):
                assert was.keys() == now.keys()
                for inner in was:
                    compare(was[inner], now[inner], inner)
            elif isinstance(was, list):
                assert len(was) == len(now)
                for one, other in zip(was, now):
                    compare(one, other, key)
            elif key == "responses" and not was.startswith(("-", "${")):
                assert (folder / now).resolve() == (path.parent / was).resolve(), (was, now)  # where it is, seen from the new folder
            elif was != now or (key in names and (folder / now).is_file()):
                if (folder / now).resolve() == (path.parent / was).resolve():
                    return
                assert now == names[key], (key, was, now)
                taken.append((path.parent / was, folder / now))

        compare(before, after, "")
        assert len(taken) >= 3, taken
        for was, now in taken:
            assert (load(was) == load(now)) if was.suffix == ".yaml" else (read_csv(was) == read_csv(now)), was


def test_a_round_from_a_workbook_gives_the_same_numbers(tools):
    folder = tools.scratch / "ministry"
    shutil.copytree(MINISTRY, folder, ignore=shutil.ignore_patterns("out"))
    tools.capgap("convert", folder / "assessment.yaml", "-o", folder / "round.xlsx", "--data", TOP)
    first = (folder / "round.xlsx").rename(folder / "first.xlsx").read_bytes()
    tools.capgap("convert", folder / "assessment.yaml", "-o", folder / "round.xlsx", "--data", TOP)
    assert (folder / "round.xlsx").read_bytes() == first, "the same inputs, the same bytes"
    elsewhere = tools.scratch / "elsewhere" / "deeper"
    elsewhere.mkdir(parents=True)
    tools.capgap("convert", folder / "assessment.yaml", "-o", elsewhere / "round.xlsx", "--data", TOP)
    tools.capgap("convert", elsewhere / "round.xlsx", "-o", tools.scratch / "files-again", "--data", TOP)
    plain, with_report = tools.run(folder / "assessment.yaml", "from-files"), tools.run(MINISTRY / "assessment.yaml", "with-report", report=True)
    for number, other in enumerate((folder / "round.xlsx", elsewhere / "round.xlsx", tools.scratch / "files-again" / "assessment.yaml")):
        made = tools.run(other, f"from-other-{number}", report=number == 1)
        expected = with_report if number == 1 else plain
        for path in list(expected.glob("*.csv")) + [expected / "results.json"]:
            assert path.read_bytes() == (made / path.name).read_bytes(), (other, path.name)


def test_workbooks_are_compared_as_their_files(tools):
    profiles = TOP / "frameworks/unesco-dcf/2022/profiles.yaml"
    changed = tools.scratch / "profiles.yaml"
    changed.write_text(profiles.read_text(encoding="utf-8").replace('"2.4": 3', '"2.4": 4', 1), encoding="utf-8")
    for name, path in (("old", profiles), ("new", changed)):
        tools.capgap("convert", path, "-o", tools.scratch / f"{name}.xlsx", "--data", TOP)
    expected = tools.capgap("diff", profiles, changed, "--data", TOP).stdout
    assert "raised" in expected, expected
    for old, new in (("old.xlsx", "new.xlsx"), ("old.xlsx!Targets", "new.xlsx")):
        assert tools.capgap("diff", tools.scratch / old, tools.scratch / new, "--data", TOP).stdout == expected
    assert tools.capgap("diff", profiles, tools.scratch / "new.xlsx", "--data", TOP).stdout == expected
    tools.capgap("new", "--framework", "builtin:unesco-dcf/2022", "--own-questions", "-o", tools.scratch / "round.xlsx", "--data", TOP)
    said = tools.capgap("diff", tools.scratch / "round.xlsx", tools.scratch / "round.xlsx", "--data", TOP, expect=1).stderr
    assert "round.xlsx!Targets" in said and "CG2050" in said, said
    same = tools.capgap("diff", tools.scratch / "round.xlsx!Questions", "builtin:dcf-self/1.0", "--data", TOP).stdout
    assert "reworded" not in same and "added" not in same, same


def test_mistakes_in_the_workbook_of_a_round_have_cells(tools):
    folder = tools.scratch / "base"
    shutil.copytree(TOP / "tests/invalid/base", folder)
    whole = folder / "whole.xlsx"
    tools.capgap("convert", folder / "assessment.yaml", "-o", whole, "--data", TOP)

    def said(change, expect=1):
        book = openpyxl.load_workbook(whole)
        change(book)
        book.save(folder / "round.xlsx")
        return tools.capgap("check", folder / "round.xlsx", "--data", TOP, expect=expect).stderr

    def cell_of(book, sheet, column, row):
        heading = next(cell for cell in book[sheet][1] if cell.value == column)
        return book[sheet].cell(row, heading.column)

    def row_of(book, key):
        return next(row for row in book["Settings"].iter_rows() if row[0].value == key)

    assert " error: " not in said(lambda book: None, expect=0)

    def wrong_level(book):
        heading = next(cell for cell in book["Targets"][1] if cell.value.startswith("targets."))
        book["Targets"].cell(3, heading.column).value = "9"
        wrong_level.place = f"round.xlsx!Targets!{heading.column_letter}3: error"
    found = said(wrong_level)
    assert wrong_level.place in found, found

    def wrong_scale(book):
        cell = cell_of(book, "Questions", "scale", 4)
        cell.value, wrong_scale.place = "no-such-scale", f"round.xlsx!Questions!A{cell.row}: error: the item"
    found = said(wrong_scale)
    assert wrong_scale.place in found, found

    def wrong_design(book):
        row = row_of(book, "assessment.design")
        row[1].value, wrong_design.place = "cencus", f"round.xlsx!Settings!{row[1].coordinate}: error"
    found = said(wrong_design)
    assert wrong_design.place in found and "census" in found, found

    def unknown_setting(book):
        row = row_of(book, "assessment.design")
        row[0].value, unknown_setting.place = "assesment.design", f"round.xlsx!Settings!{row[0].coordinate}: error"
    found = said(unknown_setting)
    assert unknown_setting.place in found and "did you mean 'assessment'" in found, found

    def twice(book):
        book["Settings"].append(["assessment.design", "census"])
    found = said(twice)
    assert "'design' was said before" in found, found

    def no_heading(book):
        book["Targets"].cell(3, 40).value = "stray"
    found = said(no_heading)
    assert "nothing stands at the head of this column" in found, found

    def wrong_institution(book):
        cell = cell_of(book, "Institutions", "parent", 4)
        cell.value, wrong_institution.place = "nowhere", f"round.xlsx!Institutions!{cell.coordinate}: error"
    found = said(wrong_institution)
    assert wrong_institution.place in found, found


def fill_in(path, people):
    """What an official does with the workbook that `capgap new` wrote: only what its own help says."""
    book = openpyxl.load_workbook(path)
    institutions, headcounts, answers, settings = (book[name] for name in ("Institutions", "Headcounts", "Answers", "Settings"))
    for line in (["ministry", None, "Ministry of Posts", "ministry"], ["north", "ministry", "Northern Office", "office"], ["south", "ministry", "Southern Office", "office"]):
        institutions.append(line)
    profiles = [row[0].value for row in book["Targets"].iter_rows(min_row=3) if row[0].value][:2]
    for office in ("north", "south"):
        for profile in profiles:
            headcounts.append([office, profile, people])
    headings = [cell.value for cell in answers[1]]
    choices = [[line.split(" = ")[0] for line in (cell.value or "").split("\n")[1:] if line] for cell in answers[2]]
    for person in range(people * 3):
        line = [person + 1, ("north", "south")[person % 2], profiles[person // 2 % 2]]
        line += [options[(person * 7 + column) % len(options)] for column, options in enumerate(choices[3:])]
        assert len(line) == len(headings)
        answers.append(line)
    values = {"assessment.title.en": "Digital competencies, Ministry of Posts", "assessment.data.collected_from": "2026-03-02", "assessment.data.collected_to": "2026-03-27"}
    for row in settings.iter_rows(min_row=2):
        if row[0].value in values:
            assert row[1].value is None
            row[1].value = values.pop(row[0].value)
    assert not values, values
    book.save(path)


def test_a_round_played_through_with_the_workbook_alone(tools):
    book = tools.scratch / "round.xlsx"
    tools.capgap("new", "--framework", "builtin:unesco-dcf/2022", "-o", book, "--data", TOP)
    blank = tools.capgap("check", book, "--data", TOP, expect=1).stderr
    assert "missing key 'title'" in blank and "missing key 'data'" in blank, blank
    again = tools.capgap("new", "--framework", "builtin:unesco-dcf/2022", "-o", book, "--data", TOP, expect=1).stderr
    assert "somebody may have worked on" in again, again
    fill_in(book, people=30)
    assert " error: " not in tools.capgap("check", book, "--data", TOP).stderr
    out = tools.run(book, "played", report=True)
    assert (out / "results.xlsx").is_file() and (out / "report.html").is_file()
    tools.capgap("convert", book, "-o", tools.scratch / "files")
    assert read_csv(tools.scratch / "files" / "institutions.csv")[1][0] == "ministry"
    as_files = tools.run(tools.scratch / "files" / "assessment.yaml", "played-files", report=True)
    for path in out.glob("*.csv"):
        assert path.read_bytes() == (as_files / path.name).read_bytes(), path.name
    shown = [row for row in read_csv(out / "gaps.csv")[1:] if row[0] == "north" and row[-2] == "ok"]
    assert len(shown) >= 8, shown


def test_a_new_workbook_with_its_own_questions(tools):
    book = tools.scratch / "own.xlsx"
    tools.capgap("new", "--framework", "builtin:unesco-dcf/2022", "-o", book, "--own-questions", "--data", TOP)
    tools.capgap("convert", book, "-o", tools.scratch / "own")
    assert load(tools.scratch / "own" / "survey.yaml") == load(TOP / "surveys/dcf-self/1.0/survey.yaml")
    # A described person is a question like others; its answers are a column like others.
    changed = openpyxl.load_workbook(book)
    questions, answers = changed["Questions"], changed["Answers"]
    headings = [cell.value for cell in questions[1]]
    assert headings == ["id", "competency", "scale", "reversed", "title.en", "help.en", "attitude", "anchors"], headings
    for name, title in (("c11a_low", "Ada alters the form. How far is she?"), ("c11a_high", "Eve asks three offices first. How far is she?")):
        questions.append([name, None, "practice", None, title, None, None, "c11a"])
        answers.cell(1, answers.max_column + 1, name)
        answers.cell(2, answers.max_column, "o1\n" + "\n".join(f"{i} = {i}" for i in range(5)))
    changed.save(book)
    fill_in(book, people=30)
    assert " error: " not in tools.capgap("check", book, "--data", TOP).stderr
    tools.capgap("convert", book, "-o", tools.scratch / "with-vignettes")
    items = load(tools.scratch / "with-vignettes" / "survey.yaml")["items"]
    assert [item["id"] for item in items if item.get("anchors") == "c11a"] == ["c11a_low", "c11a_high"]
    quality = {row[1] for row in read_csv(tools.run(book, "own-out") / "quality.csv") if row[0] == "vignettes"}
    assert quality, "what vignettes say of the self-ratings is not there"


if __name__ == "__main__":
    sys.exit(run_named_test(globals()))
