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
            elif was != now or (key in names and (folder / now).is_file()):
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
    (folder / "again").mkdir()
    again = folder / "again" / "round.xlsx"
    tools.capgap("convert", folder / "assessment.yaml", "-o", again, "--data", TOP)
    assert again.read_bytes() == (folder / "round.xlsx").read_bytes(), "the same inputs, the same bytes"
    plain, book = tools.run(folder / "assessment.yaml", "from-files"), tools.run(folder / "round.xlsx", "from-workbook")
    for path in list(plain.glob("*.csv")) + [plain / "results.json"]:
        assert path.read_bytes() == (book / path.name).read_bytes(), path.name


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


if __name__ == "__main__":
    sys.exit(run_named_test(globals()))
