#!/usr/bin/env python3
"""Translations of a round that is a workbook. translated_books.py --program capgap --dump dump_tables TEST."""
import shutil
import subprocess
import sys

import openpyxl

from running import TOP, Skipped, run_named_test
from translating import OVERLAY, export, hash_of, load, overlay, take, trees_of


def test_the_workbook_of_a_round_goes_out_and_back(tools):
    """The same table, put into files and into the workbook that was made of them, says the same."""
    files = overlay(tools)
    book = files / "round.xlsx"
    tools.capgap("convert", files / "assessment.yaml", "-o", book, "--data", TOP)
    untouched = book.read_bytes()
    out = export(tools, book, "sw,fr,pt", "of-book.xlsx")
    assert {row["file"] for row in out.rows()} == {"assessment", "framework", "profiles", "survey"}
    assert not any(row["file"] == "assessment" and row["language"] == "sw" for row in out.rows()), "the report has no sentences in this language"
    take(tools, out.path, book)
    assert book.read_bytes() == untouched
    for i, row in enumerate(out.rows()):
        if i % 3 == 0:
            out.put(row, text=f"{row['original']} <{i}> & «ي» 中", **({"status": "project", "reviewer": "A. Hamisi", "date": "2026-03-01"} if i % 2 else {"status": "draft"}))
    out.save()
    before = openpyxl.load_workbook(book)
    done = take(tools, out.path, book)
    assert "translations taken" in done.stdout and "written: " in done.stdout
    after = openpyxl.load_workbook(book)
    assert before.sheetnames == after.sheetnames
    for sheet in ("Institutions", "Headcounts", "Targets", "Questions", "Scales"):
        assert [[cell.value for cell in row] for row in before[sheet].iter_rows()] == [[cell.value for cell in row] for row in after[sheet].iter_rows()], sheet

    of_files = export(tools, files / "assessment.yaml", "sw,fr,pt", "of-files.xlsx")
    changed = {(row["file"], row["place"], row["language"]): row for row in out.rows()}
    for row in of_files.rows():
        other = changed.get((row["file"].removesuffix(".yaml"), row["place"], row["language"]))
        if other:
            of_files.put(row, **{key: other[key] or None for key in ("text", "status", "source", "reviewer", "date")})
    of_files.save()
    take(tools, of_files.path, files)
    trees = trees_of(tools, book, "trees")
    for kind in ("framework", "profiles", "survey"):
        assert trees[kind] == load(files / f"{kind}.yaml"), kind
    tools.capgap("check", book, "--data", TOP)
    assert [row["state"] for row in export(tools, book, "sw", "states.xlsx").rows()].count("reviewed") > 20
    table = tools.capgap("check", "--translations", book, "--to", "sw", "--data", TOP, expect=1).stdout
    assert "framework" in table and "survey" in table, table


def test_older_workbooks_take_translations_too(tools):
    """Without columns for reviewers, with words beside the original, and with no sheet at all."""
    book = tools.scratch / "survey.xlsx"
    tools.capgap("convert", OVERLAY / "survey.yaml", "-o", book)
    sheet = openpyxl.load_workbook(book)
    translations, questions = sheet["Translations"], sheet["Questions"]
    translations.delete_cols(8, 3)
    heading = questions.max_column + 1
    first = next(row for row in translations.iter_rows(min_row=3) if row[1].value.startswith("items.") and row[1].value.endswith(".title") and row[2].value == "fr")
    item = first[1].value.split(".")[1]
    line = next(row for row in questions.iter_rows(min_row=3) if row[0].value == item)
    questions.cell(1, heading).value, questions.cell(line[0].row, heading).value = "title.fr", first[4].value
    translations.delete_rows(first[0].row)
    sheet.save(book)
    out = export(tools, book, "fr", "older.xlsx")
    row = out.row(f"items.{item}.title")
    out.put(row, text="Une autre phrase", status="project", reviewer="C. Sow", date="2026-03-01")
    out.put(out.row("title"), text="Un autre titre", status="project", reviewer="C. Sow", date="2026-03-01")
    out.save()
    take(tools, out.path, book)
    said = trees_of(tools, book, "older")["survey"]
    hashes = {key: hash_of(one["original"]) for key, one in (("title", out.row("title")), ("item", row))}
    assert said["title"]["fr"] == {"text": "Un autre titre", "status": "project", "reviewer": "C. Sow", "date": "2026-03-01", "of": hashes["title"]} or said["title"]["fr"]["of"] == hashes["title"], said["title"]
    assert next(one for one in said["items"] if one["id"] == item)["title"]["fr"]["text"] == "Une autre phrase"
    assert "title.fr" in [cell.value for cell in openpyxl.load_workbook(book)["Questions"][1]]

    sheet = openpyxl.load_workbook(book)
    del sheet["Translations"]
    sheet.save(book)
    bare = export(tools, book, "sw", "bare.xlsx")
    bare.put(bare.row("title"), text="Dodoso")
    bare.save()
    refused = take(tools, bare.path, book, expect=1)
    assert "has no sheet Translations" in refused.stderr and "original, text, status" in refused.stderr, refused.stderr


def test_review_data_survive_a_workbook_of_the_round(tools):
    folder = overlay(tools)
    sheet = export(tools, folder / "survey.yaml", "fr", "fr.xlsx")
    for i, row in enumerate(sheet.rows()):
        sheet.put(row, text=row["text"] + " *", status="project", reviewer=f"Relecteur {i}", date="2026-01-31")
    sheet.save()
    take(tools, sheet.path, folder)
    tools.capgap("convert", folder / "survey.yaml", "-o", tools.scratch / "survey.xlsx")
    tools.capgap("convert", tools.scratch / "survey.xlsx", "-o", tools.scratch / "again")
    assert load(tools.scratch / "again" / "survey.yaml") == load(folder / "survey.yaml")
    columns = [cell.value for cell in openpyxl.load_workbook(tools.scratch / "survey.xlsx")["Translations"][1]]
    assert columns == ["file", "place", "language", "original", "text", "status", "source", "reviewer", "date", "of"]


def test_a_table_that_an_office_program_saved_changes_nothing(tools):
    if not shutil.which("soffice"):
        raise Skipped("LibreOffice is not installed")
    folder = overlay(tools)
    sheet = export(tools, folder / "assessment.yaml", "pt,fr", "office.xlsx")
    before = {path: path.read_bytes() for path in folder.rglob("*.yaml")}
    for form in ("xlsx", 'csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,2'):
        subprocess.run(["soffice", f"-env:UserInstallation=file://{tools.scratch}/profile", "--headless", "--convert-to", form, "--outdir", tools.scratch / "saved", sheet.path],
                       check=True, capture_output=True)
    saved = sorted((tools.scratch / "saved").iterdir())
    assert {path.suffix for path in saved} == {".xlsx", ".csv"}
    for path in saved:
        done = take(tools, path, folder)
        assert done.stdout.startswith("0 translations taken, "), done.stdout
        assert {path: path.read_bytes() for path in folder.rglob("*.yaml")} == before


if __name__ == "__main__":
    sys.exit(run_named_test(globals()))
