#!/usr/bin/env python3
"""Workbooks (.xlsx) as people hand them in, beside what openpyxl reads of them. workbooks.py --program capgap --dump dump_tables TEST; exit code 77:
skipped, with the reason."""
import csv
import datetime
import re
import shutil
import subprocess
import sys
import warnings
import zipfile
from pathlib import Path

import openpyxl

from running import TOP, real_data, run_named_test

MINISTRY = TOP / "examples" / "ministry"


def text(value):
    """A cell of openpyxl as capgap writes it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return decimal_text(value)
    if isinstance(value, datetime.datetime):
        value = (value + datetime.timedelta(microseconds=500_000)).replace(microsecond=0)
        return value.strftime("%Y-%m-%d" if value.time() == datetime.time() else "%Y-%m-%dT%H:%M:%S")
    if isinstance(value, datetime.timedelta):
        seconds = round(value.total_seconds())
        return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return str(value)


def decimal_text(value):
    short = f"{value:.15g}"
    if "e" in short and 1e-6 <= abs(value) < 1e21:
        return f"{float(short):.30f}".rstrip("0").rstrip(".") if abs(value) >= 1 else f"{float(short):.20f}".rstrip("0")
    return short


def table(sheet):
    """As wide as its first row, without empty rows."""
    found = [row for row in ([text(cell.value) for cell in row] for row in sheet.iter_rows(min_row=1, min_col=1)) if any(row)]
    width = max((i for i, cell in enumerate(found[0], 1) if cell), default=0) if found else 0
    return [row for row in ((row + [""] * width)[:width] for row in found) if any(row)]


def convert(tools, source, *options, expect=0):
    out = tools.scratch / "converted.csv"
    done = tools.capgap("convert", source, "-o", out, *options, expect=expect)
    with open(out, encoding="utf-8", newline="") as file:
        return list(csv.reader(file)) if expect == 0 else done.stderr


def refused(tools, source, *words):
    done = tools.capgap("convert", source, "-o", tools.scratch / "none.csv", expect=1)
    assert not (tools.scratch / "none.csv").exists()
    for word in words:
        assert word in done.stderr, (word, done.stderr)
    return done.stderr


def write_book(path, **sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, lines in sheets.items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line)
    book.save(path)
    return path


def read_csv(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def changed(path, to, part, change):
    """A copy of a workbook with one part changed, or None: taken out."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == part:
                content = change(content)
            if content is not None:
                new.writestr(name, content)
    return to


def compare_folder(tools, folder, at_least):
    compared = 0
    for path in sorted(folder.rglob("*.xlsx")):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                book = openpyxl.load_workbook(path, data_only=True)
        except KeyError:  # openpyxl wants drawings that the workbook lists and does not have
            continue
        for sheet in book.worksheets:
            expected = table(sheet)
            if not expected:
                refused(tools, f"{path}!{sheet.title}", "empty")
                continue
            found = convert(tools, f"{path}!{sheet.title}")
            assert found == expected, (path, sheet.title, [(a, b) for x, y in zip(found, expected) for a, b in zip(x, y) if a != b][:5])
            compared += 1
    assert compared >= at_least, compared


def test_real_workbooks_of_others_are_read_as_openpyxl_reads_them(tools):
    compare_folder(tools, real_data() / "xlsx", 40)


def test_real_forms_are_read_as_openpyxl_reads_them(tools):
    compare_folder(tools, real_data() / "xlsform", 40)


def test_the_workbook_of_digcomp_is_read_as_openpyxl_reads_it(tools):
    compare_folder(tools, real_data() / "digcomp3", 6)


def test_old_workbooks_are_refused_with_what_to_do(tools):
    old = sorted(path for folder in ("xlsx", "xlsform") for path in (real_data() / folder).rglob("*.xls"))
    assert len(old) > 20
    for path in old:
        refused(tools, path, "an old workbook (.xls)", "save it as 'Excel workbook (.xlsx)'", "CG2501")


def test_cells_of_every_kind(tools):
    book = openpyxl.Workbook()
    sheet = book.active
    cells = [
        (1.1000000000000001, None, "1.1"), (2, None, "2"), (0.1 + 0.2, None, "0.3"), (1e15, None, "1000000000000000"), (1e-5, None, "0.00001"),
        (-0.75, "0%", "-0.75"), (True, None, "TRUE"), ("  two  spaces ", None, "  two  spaces "), ("line\nbreak", None, "line\nbreak"),
        ("é ü 中文", None, "é ü 中文"), ("<&>", None, "<&>"), ("'quoted'", None, "'quoted'"), ("007", None, "007"),
        (datetime.date(2025, 11, 24), "dd/mm/yyyy", "2025-11-24"), (datetime.datetime(2025, 11, 24, 9, 30), "yyyy-mm-dd hh:mm", "2025-11-24T09:30:00"),
        (datetime.time(9, 30), "hh:mm", "09:30:00"), (datetime.timedelta(hours=30), "[h]:mm:ss", "30:00:00"),
        (45000, '"day" 0', "45000"), (45000, "[$-40C]d mmmm yyyy;@", "2023-03-15"), (60, "yyyy-mm-dd", "60"), (59, "yyyy-mm-dd", "1900-02-28"),
        (61, "yyyy-mm-dd", "1900-03-01"), ("=1/0", None, None),
    ]
    for row, (value, form, _) in enumerate(cells, 2):
        sheet.cell(row, 1, "x")
        cell = sheet.cell(row, 2, value)
        if form:
            cell.number_format = form
    sheet.append(["", ""])
    sheet["A1"], sheet["B1"] = "id", "value"
    book.save(tools.scratch / "cells.xlsx")
    done = tools.capgap("convert", tools.scratch / "cells.xlsx", "-o", tools.scratch / "cells.csv")
    assert "B24: warning: the cell holds a formula" in done.stderr, done.stderr
    found = [row[1] for row in read_csv(tools.scratch / "cells.csv")[1:]]
    assert found == [expected or "" for _, _, expected in cells], list(zip(found, cells))


def test_empty_rows_merged_cells_and_cells_beside_the_table(tools):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["B3"], sheet["C3"], sheet["B6"], sheet["C6"], sheet["F7"], sheet["B8"] = "id", "name", "a", "merged", "a note", "b"
    sheet.merge_cells("C6:C8")
    book.save(tools.scratch / "gaps.xlsx")
    done = tools.capgap("convert", tools.scratch / "gaps.xlsx", "-o", tools.scratch / "gaps.csv")
    assert "Sheet!F7: remark: a cell stands beside the table" in done.stderr, done.stderr
    assert read_csv(tools.scratch / "gaps.csv") == [["", "id", "name"], ["", "a", "merged"], ["", "b", ""]]


def ministry_in_a_workbook(tools, name, answers=None):
    """The example with its tables in one workbook."""
    folder = tools.scratch / name
    shutil.copytree(MINISTRY, folder, ignore=shutil.ignore_patterns("out"))
    tables = {table: read_csv(folder / f"{table}.csv") for table in ("institutions", "population", "responses")}
    if answers:
        answers(tables)
    write_book(folder / "round.xlsx", **tables)
    assessment = folder / "assessment.yaml"
    words = assessment.read_text(encoding="utf-8")
    for table in tables:
        words, count = re.subn(rf"\b{table}: {table}\.csv", f"{table}: round.xlsx!{table}", words)
        assert count == 1, table
    assessment.write_text(words, encoding="utf-8")
    return assessment


def test_a_round_with_its_tables_in_a_workbook(tools):
    """The same numbers; the manifest names other files."""
    plain = tools.run(MINISTRY / "assessment.yaml", "plain", report=True)
    book = tools.run(ministry_in_a_workbook(tools, "book"), "from-book", report=True)
    for path in plain.glob("*.csv"):
        assert path.read_bytes() == (book / path.name).read_bytes(), path.name


def test_places_in_a_workbook_are_cells(tools):
    def spoil(tables):
        tables["institutions"][3][1] = "no-such-parent"
        tables["population"][4][2] = "many"
        tables["responses"][7][1] = "nowhere"
        tables["responses"][5][-1] = tables["responses"][5][-1] + "\n"
    assessment = ministry_in_a_workbook(tools, "spoiled", spoil)
    done = tools.capgap("check", assessment, "--data", TOP, expect=1)
    parent = tables_column("institutions", "parent")
    assert f"round.xlsx!institutions!{parent}4: error" in done.stderr, done.stderr
    institution = tables_column("responses", "institution")
    spoil_only_answers = ministry_in_a_workbook(tools, "answers", lambda tables: tables["responses"][7].__setitem__(1, "nowhere"))
    done = tools.capgap("run", spoil_only_answers, "--out", tools.scratch / "answers-out", "--data", TOP, "--diagnostics", "json")
    assert f'"cell":"{institution}8"' in done.stderr, done.stderr
    assert "1 set aside" in done.stdout, done.stdout


def tables_column(name, column):
    return "ABCDEFGHIJ"[read_csv(MINISTRY / f"{name}.csv")[0].index(column)]


def test_answers_in_a_workbook_through_standard_input(tools):
    assessment = ministry_in_a_workbook(tools, "piped")
    folder = assessment.parent
    write_book(folder / "answers.xlsx", answers=read_csv(MINISTRY / "responses.csv"))
    assessment.write_text(assessment.read_text(encoding="utf-8").replace("round.xlsx!responses", "'-'"), encoding="utf-8")
    with open(folder / "answers.xlsx", "rb") as answers:
        subprocess.run([tools.program, "run", assessment, "--out", tools.scratch / "piped-out", "--data", TOP], stdin=answers, check=True, capture_output=True)
    plain = tools.run(MINISTRY / "assessment.yaml", "plain")
    assert (plain / "gaps.csv").read_bytes() == (tools.scratch / "piped-out" / "gaps.csv").read_bytes()


def test_a_sheet_is_chosen_or_named(tools):
    book = write_book(tools.scratch / "three.xlsx", first=[["a"], ["1"]], second=[["b"], ["2"]])
    assert convert(tools, f"{book}!SECOND") == [["b"], ["2"]]
    done = tools.capgap("convert", book, "-o", tools.scratch / "first.csv")
    assert "of the sheets 'first' and 'second' the first was read" in done.stderr, done.stderr
    refused(tools, f"{book}!third", "no sheet 'third'", "it has 'first' and 'second'", "CG2505")


def test_damaged_workbooks_are_refused(tools):
    book = write_book(tools.scratch / "whole.xlsx", only=[["id", "text"], ["a", "some text"], ["b", 1.5]])
    sheet = "xl/worksheets/sheet1.xml"
    whole = book.read_bytes()
    cut = tools.scratch / "cut.xlsx"
    cut.write_bytes(whole[: len(whole) // 2])
    refused(tools, cut, "a damaged archive", "CG2501")
    (tools.scratch / "empty.xlsx").write_bytes(b"")
    refused(tools, tools.scratch / "empty.xlsx", "an empty file")
    (tools.scratch / "page.xlsx").write_bytes(b"<html>no</html>")
    refused(tools, tools.scratch / "page.xlsx", "a web page")
    other = tools.scratch / "other.xlsx"
    refused(tools, changed(book, other, sheet, lambda _: None), sheet, "is missing", "CG2502")
    refused(tools, changed(book, other, sheet, lambda xml: xml[:-30]), "what begins here never ends", "CG2502")
    refused(tools, changed(book, other, sheet, lambda xml: xml.replace(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet')), "document type", "CG2504")
    refused(tools, changed(book, other, sheet, lambda xml: re.sub(rb'<c r="A1".*?</c>', b'<c r="A1" t="s"><v>99</v></c>', xml)), "only!A1", "a text that the workbook does not hold")
    refused(tools, changed(book, other, sheet, lambda xml: xml.replace(b'r="A2"', b'r="A9"')), "a cell 'A9'", "CG2502")
    refused(tools, changed(book, other, sheet, lambda xml: xml.replace(b'<row r="3"', b'<row r="2"')), "a row '2'")
    refused(tools, changed(book, other, "xl/workbook.xml", lambda _: None), "an archive")
    deep = lambda xml: xml.replace(b"<sheetData>", b"<a>" * 100 + b"</a>" * 100 + b"<sheetData>")  # noqa: E731
    refused(tools, changed(book, other, sheet, deep), "more than 64 elements inside each other")


def test_a_part_that_unpacks_to_far_more_is_refused(tools):
    book = write_book(tools.scratch / "small.xlsx", only=[["id"], ["a"]])
    blank = b" " * (32 << 20)
    bomb = changed(book, tools.scratch / "bomb.xlsx", "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"<sheetData>", blank + b"<sheetData>"))
    refused(tools, bomb, "unpacks to far more", "CG2503")


def test_csv_for_spreadsheets(tools):
    source = tools.scratch / "for.csv"
    source.write_text('name,share,formula\nÉcole,0.75,=1+1\n"a;b",-12.5,@x\n', encoding="utf-8")
    out = tools.scratch / "excel.csv"
    tools.capgap("convert", source, "-o", out, "--for-spreadsheet", "--delimiter", "semicolon", "--decimal-comma")
    assert out.read_bytes() == "\ufeffname;share;formula\nÉcole;0,75;'=1+1\n\"a;b\";-12,5;'@x\n".encode("utf-8"), out.read_bytes()
    refusal = tools.capgap("convert", source, "-o", source, expect=1).stderr
    assert "the output is the file that is read" in refusal, refusal


if __name__ == "__main__":
    sys.exit(run_named_test(globals()))
