#!/usr/bin/env python3
"""Texts as translators get them and give them back. translations.py --program capgap --dump dump_tables TEST."""
import csv
import json
import shutil
import sys

from running import TOP, run_named_test
from translating import COLUMNS, OVERLAY, Sheet, export, hash_of, load, overlay, project_files, take, texts_in, words


def test_every_text_of_every_file_is_a_row(tools):
    for number, path in enumerate(project_files()):
        said = load(path)
        if "extends" in said:
            continue
        first = said["languages"][0]
        table = export(tools, path, "sw", f"all-{number}.csv")
        with open(table, encoding="utf-8", newline="") as file:
            found = list(csv.DictReader(file))
        assert list(found[0]) == COLUMNS if found else True
        assert [row["original"] for row in found] == [words(text[first]) for text in texts_in(said, first)], path
        assert all(row["state"] == "missing" and row["original_hash"] == hash_of(row["original"]) for row in found), path


def test_what_was_not_changed_comes_back_to_the_byte(tools):
    for number, path in enumerate(project_files() + [TOP / "reports/texts/fr.yaml"]):
        copy = tools.scratch / f"same-{number}" / path.name
        copy.parent.mkdir()
        shutil.copy(path, copy)
        said = load(path)
        for language in said.get("languages", [said.get("language")])[1 if "languages" in said else 0:]:
            for ending in ("xlsx", "csv"):
                table = tools.scratch / f"same-{number}-{language}.{ending}"
                tools.capgap("export", "--translations", copy, "--to", language, "-o", table, "--data", TOP)
                take(tools, table, copy.parent)
                assert copy.read_bytes() == path.read_bytes(), (path, language, ending)


def test_a_language_is_added_and_nothing_else_changes(tools):
    """Every file of the project gets a language; what it says otherwise, and its comments, stay."""
    for number, path in enumerate(project_files()):
        folder = tools.scratch / f"added-{number}"
        folder.mkdir()
        copy = folder / path.name
        shutil.copy(path, copy)
        before = load(path)
        sheet = export(tools, copy, "ar", f"added-{number}.xlsx")
        expected = {}
        for i, row in enumerate(sheet.rows()):
            expected[row["place"]] = text = f"نص {i}: 中文, \"quoted\" # no comment\n" + row["original"]
            sheet.put(row, text=text, **({"status": "project", "reviewer": "Dr. A: B", "date": "2026-03-01"} if i % 2 else {}))
        sheet.save()
        take(tools, sheet.path, folder)
        after = load(copy)
        again = {row["place"]: row for row in export(tools, copy, "ar", f"again-{number}.xlsx").rows()}
        for i, (place, text) in enumerate(expected.items()):
            assert again[place]["text"] == text and again[place]["state"] == ("reviewed" if i % 2 else "draft"), again[place]
            assert again[place]["reviewer"] == ("Dr. A: B" if i % 2 else "") and again[place]["of"] == again[place]["original_hash"]

        def without(value):
            if isinstance(value, dict):
                inner = {key: without(one) for key, one in value.items() if key != "ar"}
                return {key: one for key, one in inner.items() if one != {}}
            if isinstance(value, list):
                return [without(one) for one in value if one != "ar"]
            return value
        assert "ar" in after["languages"]
        assert {k: v for k, v in without(after).items() if k != "translate"} == {k: v for k, v in without(before).items() if k != "translate"}, path
        comments = lambda file: [line.strip() for line in file.read_text(encoding="utf-8").splitlines() if line.strip().startswith("#")]  # noqa: E731
        assert comments(copy) == comments(path), path
        lines = set(copy.read_text(encoding="utf-8").splitlines())
        changed = [line for line in path.read_text(encoding="utf-8").splitlines() if line not in lines and "{" not in line and not line.startswith("languages")]
        assert changed == [], (path, changed[:3])


def test_an_overlay_is_translated_with_what_it_extends(tools):
    folder = overlay(tools)
    base = load(TOP / "frameworks/unesco-dcf/2022/framework.yaml")
    sheet = export(tools, folder / "framework.yaml", "sw", "overlay.xlsx")
    places = {row["place"]: row for row in sheet.rows()}
    assert places['translate.levels.leading.title']["original"] == base["levels"][4]["title"]["en"]
    competencies = {one["id"]: one for domain in base["domains"] for one in domain["competencies"]}
    assert 'translate.competencies."1.3".title' not in places, "what is unused needs no words"
    assert 'translate.competencies."2.4".title' not in places and 'rename.competencies."2.4".title' in places, "renamed"
    assert places['translate.competencies."2.4".description']["original"] == words(competencies["2.4"]["description"]["en"])
    # French is a language of the framework that is extended.
    assert not any(row["place"].startswith("translate.") for row in export(tools, folder / "framework.yaml", "fr", "overlay-fr.xlsx").rows())
    sheet.put(places['translate.competencies."1.1".descriptors.leading'], text="Anaongoza")
    sheet.put(places['translate.attitudes.trust.title'], text="Imani")
    sheet.save()
    take(tools, sheet.path, folder / "framework.yaml")
    said = load(folder / "framework.yaml")
    assert said["translate"]["competencies"]["1.1"]["descriptors"]["leading"]["sw"]["text"] == "Anaongoza"
    assert said["translate"]["attitudes"]["trust"]["title"]["sw"] == {"text": "Imani", "of": hash_of("Trust")}
    tools.capgap("check", folder / "framework.yaml", "--data", TOP)


def test_a_round_goes_out_and_back_as_one_table(tools):
    folder = overlay(tools)
    sheet = export(tools, folder / "assessment.yaml", "pt", "round.xlsx")
    assert {row["file"] for row in sheet.rows()} == {"framework.yaml", "survey.yaml", "profiles.yaml", "texts/pt.yaml"}, "the assessment itself is in Portuguese"
    open_rows = export(tools, folder / "assessment.yaml", "pt", "open.xlsx", "--only-open").rows()
    assert {row["state"] for row in open_rows} == {"missing", "draft"}
    assert [row["place"] for row in open_rows] == [row["place"] for row in sheet.rows() if row["state"] != "reviewed"]
    question = next(row for row in sheet.rows() if row["file"] == "survey.yaml" and row["place"].startswith("items."))
    assert "answers: " in question["context"] and "on competency" in question["context"], question
    sheet.put(question, text="Outra pergunta", status="project", reviewer="M. Silva", date="2026-04-02")
    sheet.put(sheet.row("opening.title"), text="Em poucas palavras", status="project", reviewer="M. Silva")
    sheet.save()
    done = take(tools, sheet.path, folder)
    assert "2 translations taken" in done.stdout, done.stdout
    assert load(folder / "texts/pt.yaml")["reviews"]["opening.title"] == {"status": "project", "reviewer": "M. Silva", "of": hash_of(load(TOP / "reports/texts/en.yaml")["texts"]["opening"]["title"])}, load(folder / "texts/pt.yaml")["reviews"]
    assert load(folder / "texts/pt.yaml")["texts"]["opening"]["title"] == "Em poucas palavras"
    tools.capgap("run", folder / "assessment.yaml", "--out", tools.scratch / "results", "--data", TOP)
    assert "Em poucas palavras" in (tools.scratch / "results" / "report.html").read_text(encoding="utf-8")


def test_a_round_stays_sound_when_its_questions_get_a_language(tools):
    """The report has no sentences in Swahili: the questionnaire is translated, and the report goes on in its own languages."""
    folder = overlay(tools)
    sheet = export(tools, folder / "assessment.yaml", "sw", "sw.xlsx")
    for i, row in enumerate(sheet.rows()):
        assert row["file"] != "assessment.yaml"
        sheet.put(row, text=f"Maneno {i}")
    sheet.save()
    take(tools, sheet.path, folder)
    tools.capgap("check", folder / "assessment.yaml", "--data", TOP)
    assert load(folder / "survey.yaml")["languages"][-1] == "sw" and "sw" not in load(folder / "assessment.yaml")["languages"]


def test_a_changed_original_makes_a_translation_stale(tools):
    folder = overlay(tools)
    survey = folder / "survey.yaml"
    sheet = export(tools, survey, "sw", "first.xlsx")
    item = next(row for row in sheet.rows() if row["place"].startswith("items."))
    sheet.put(item, text="Swali la kwanza", status="project", reviewer="A. Hamisi", date="2026-03-01")
    sheet.put(sheet.row("title"), text="Dodoso")
    sheet.save()
    take(tools, sheet.path, folder)
    survey.write_text(survey.read_text(encoding="utf-8").replace(item["original"], "Another question?"), encoding="utf-8")
    checked = tools.capgap("check", "--translations", survey, "--to", "sw", "--data", TOP, expect=1)
    assert "translates words that have changed since" in checked.stderr and "Another question?" in checked.stderr, checked.stderr
    table = checked.stdout.splitlines()[-1].split()
    assert table[:2] == ["survey.yaml", "sw"] and table[3:6] == ["0", "1", "1"], checked.stdout
    row = next(one for one in export(tools, survey, "sw", "second.xlsx").rows() if one["place"] == item["place"])
    assert row["state"] == "stale" and row["of"] == hash_of(item["original"]) and row["original_hash"] == hash_of("Another question?"), row

    # The table that is still about the old question.
    sheet.put(item, text="Swali la pili")
    sheet.save()
    before = survey.read_bytes()
    left = take(tools, sheet.path, folder)
    assert "first.xlsx!Translations!G" in left.stderr and "Another question?" in left.stderr and "1 stale and left out" in left.stdout, left
    assert survey.read_bytes() == before
    take(tools, sheet.path, folder, "--strict", expect=1)
    take(tools, sheet.path, folder, "--accept-stale")
    assert "Swali la pili" in survey.read_text(encoding="utf-8")
    assert next(one for one in export(tools, survey, "sw", "third.xlsx").rows() if one["place"] == item["place"])["state"] == "stale", "taken, and still to be looked at"


def test_mistakes_have_cells_and_nothing_is_written(tools):
    folder = overlay(tools)
    whole = export(tools, folder / "assessment.yaml", "pt", "mistakes.xlsx").path
    before = {path: path.read_bytes() for path in folder.rglob("*.yaml")}

    def said(change, expect=1):
        copy = tools.scratch / "texts.xlsx"
        shutil.copy(whole, copy)
        sheet = Sheet(copy)
        row = change(sheet)
        sheet.save()
        found = take(tools, copy, folder, expect=expect).stderr
        assert {path: path.read_bytes() for path in folder.rglob("*.yaml")} == before
        return found.replace(f"{tools.scratch}/", ""), row["row"]

    def case(column, *expected, place="opening.who.some.other", more=None, **values):
        def change(sheet):
            row = sheet.row(place)
            sheet.put(row, **values)
            if more:
                more(sheet, row)
            return row
        found, row = said(change)
        assert f"texts.xlsx!Translations!{column}{row}: error" in found, found
        for one in expected:
            assert one in found, (one, found)
        assert found.count(": error") == 1, found

    some = Sheet(whole).row("opening.who.some.other")
    case("G", "{staff}", "where there should be", text=some["text"].replace("{staff}", "muitas"))
    case("H", "'reviewed' is no status", status="reviewed")
    case("J", "says that somebody has reviewed the text, but not who", status="project")
    case("K", "'2026-02-30' is no day", date="2026-02-30")
    case("B", "has no text 'opening.nowhere'", more=lambda sheet, row: sheet.put(row, place="opening.nowhere", text="x"))
    case("A", "leads out of the folder", more=lambda sheet, row: sheet.put(row, file="../framework.yaml"))
    case("A", "there is no file", more=lambda sheet, row: sheet.put(row, file="nothing.yaml"))
    case("F", "sentences in 'pt', not in 'sw'", more=lambda sheet, row: sheet.put(row, language="sw"))
    case("F", "'p t' is no language code", more=lambda sheet, row: sheet.put(row, language="p t"))
    case("F", "language of the original", more=lambda sheet, row: sheet.put(row, language="en"))
    item = next(row for row in Sheet(whole).rows() if row["file"] == "survey.yaml" and row["place"].startswith("items."))["place"]
    case("I", "none of `sources`", place=item, source="nobody")

    def twice(sheet):
        row = sheet.row("opening.who.some.other")
        line = sheet.sheet.max_row + 1
        for key in COLUMNS:
            sheet.sheet.cell(line, sheet.columns[key]).value = row[key] or None
        return row | {"row": line}
    found, row = said(twice)
    assert f"texts.xlsx!Translations!B{row}: error" in found and "another row" in found, found

    one = next(row for row in Sheet(whole).rows() if row["place"].endswith(".one") and row["state"] == "missing")
    def half(sheet):
        sheet.put(one, text=one["original"] + ".")
        return one
    found, row = said(half)
    assert f"texts.xlsx!Translations!G{row}: error" in found and "is translated, but" in found, found

    def no_column(sheet):
        sheet.sheet.cell(1, sheet.columns["place"]).value = "plaza"
        return {"row": 1}
    found, _ = said(no_column)
    assert "no column 'place'" in found, found


def test_a_third_language_of_the_report_by_data(tools):
    sheet = export(tools, TOP / "reports/texts/en.yaml", "es", "es.xlsx")
    english = tools.scratch / "english"
    english.mkdir()
    count = 0
    for row in sheet.rows():
        assert row["file"] == "es.yaml" and row["state"] == "missing"
        sheet.put(row, text=row["original"])  # the words do not matter here
        count += 1
    sheet.save()
    take(tools, sheet.path, english)
    made = english / "es.yaml"
    said = load(made)
    assert said["language"] == "es" and said["status"] == "draft" and said["texts"] == load(TOP / "reports/texts/en.yaml")["texts"]
    checked = tools.capgap("check", made, "--data", TOP)
    assert "missing" not in checked.stderr and "draft" in checked.stderr, checked.stderr
    table = tools.capgap("check", "--translations", made, "--data", TOP).stdout.splitlines()[-1].split()
    assert table[1:7] == ["es", str(count), "0", str(count), "0", "0"], table


def test_checking_translations(tools):
    folder = overlay(tools)
    done = tools.capgap("check", "--translations", folder / "survey.yaml", "--data", TOP)
    head, *lines = done.stdout.splitlines()
    assert head.split()[:7] == ["file", "language", "strings", "reviewed", "draft", "stale", "missing"]
    said = load(folder / "survey.yaml")
    texts = list(texts_in(said, "en"))
    status = lambda text, language: text[language].get("status", said["text_default"]["status"]) if isinstance(text[language], dict) else said["text_default"]["status"]  # noqa: E731
    for line, language in zip(lines, said["languages"][1:]):
        drafts = sum(status(text, language) == "draft" for text in texts)
        assert line.split()[1:7] == [language, str(len(texts)), str(len(texts) - drafts), str(drafts), "0", "0"], line
    tools.capgap("check", "--translations", folder / "survey.yaml", "--data", TOP, "--strict", expect=1)
    tools.capgap("check", "--translations", folder / "survey.yaml", "--to", "fr,ar", "--data", TOP)
    survey = folder / "survey.yaml"
    survey.write_text("".join(line for line in survey.read_text(encoding="utf-8").splitlines(keepends=True) if not line.startswith("  pt:")), encoding="utf-8")
    done = tools.capgap("check", "--translations", survey, "--diagnostics", "json", "--data", TOP, expect=1)
    holes = [one for one in map(json.loads, done.stderr.splitlines()) if one["code"] == "CG2154"]
    assert holes and all(one["severity"] == "error" and one["line"] for one in holes), done.stderr
    tools.capgap("check", "--translations", TOP / "tests/invalid/base/mapping.yaml", "--data", TOP, expect=1)
    tools.capgap("check", survey, "--to", "fr", expect=2)


def test_files_of_others_are_not_overwritten(tools):
    out = tools.scratch / "there.xlsx"
    out.write_text("worked on", encoding="utf-8")
    refused = tools.capgap("export", "--translations", OVERLAY / "survey.yaml", "--to", "sw", "-o", out, expect=1)
    assert "already" in refused.stderr and out.read_text(encoding="utf-8") == "worked on"
    long = tools.scratch / "long.yaml"
    survey = (TOP / "tests/invalid/base/survey.yaml").read_text(encoding="utf-8")
    title = next(line for line in survey.splitlines() if line.startswith("title:"))
    long.write_text(survey.replace(title, "title: {en: \"" + "x" * 40_000 + "\"}"), encoding="utf-8")
    done = tools.capgap("export", "--translations", long, "--to", "sw", "-o", tools.scratch / "long.xlsx", "--data", TOP)
    assert "40000 bytes, 'title'" in done.stderr, done.stderr


def test_drafts_have_a_mark_in_the_report(tools):
    tools.capgap("run", OVERLAY / "assessment.yaml", "--out", tools.scratch / "drafts", "--data", TOP)
    page = (tools.scratch / "drafts" / "report.html").read_text(encoding="utf-8")
    said = load(OVERLAY / "framework.yaml")
    level = said["translate"]["levels"]["leading"]["description"]["pt"]
    assert f"{level} (rascunho, ainda não revisto)" in page, "a description of a level, in a language that nobody has read"
    base = load(TOP / "frameworks/unesco-dcf/2022/framework.yaml")
    assert f"{base['levels'][4]['description']['en']} (draft" not in page
    drafts = sum(1 for text in texts_in(load(OVERLAY / "profiles.yaml"), "en") for one in [text["fr"]] if (one.get("status", "draft") if isinstance(one, dict) else "draft") == "draft")
    assert f"{drafts} de ses textes dans cette langue sont des projets" in page or drafts == 0, drafts


if __name__ == "__main__":
    sys.exit(run_named_test(globals()))
