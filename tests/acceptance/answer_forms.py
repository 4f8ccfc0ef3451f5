#!/usr/bin/env python3
"""A questionnaire as a workbook that one person fills in: capgap new --answer-form, capgap import --from form. answer_forms.py --program capgap --dump dump_tables TEST"""
import csv
import re
import shutil
import subprocess
import sys

import openpyxl
import yaml

from running import MINISTRY, TOP, Skipped, rows, run_named_test  # noqa: F401

SURVEY = TOP / "surveys" / "dcf-self" / "1.0" / "survey.yaml"
BUILTIN = "builtin:dcf-self/1.0"
FRAMEWORK = "builtin:unesco-dcf/2022"


def survey():
    return yaml.safe_load(SURVEY.read_text(encoding="utf-8"))


def words(text, language):
    text = text[language] if isinstance(text, dict) and language in text else text
    return text["text"] if isinstance(text, dict) else text


def blank(tools, name, *options):
    path = tools.scratch / name
    path.parent.mkdir(exist_ok=True)
    tools.capgap("new", "--framework", FRAMEWORK, "--answer-form", "-o", path, "--data", TOP, *options)
    return path


def with_institutions(tools, name="blank.xlsx", *options):
    return blank(tools, name, "--institutions", MINISTRY.parent / "institutions.csv", *options)


def keys_of(sheet):
    """Key -> the rows in which it stands."""
    found = {}
    for row in range(2, sheet.max_row + 1):
        if sheet.cell(row, 1).value:
            found.setdefault(sheet.cell(row, 1).value, []).append(row)
    return found


def fill(path, to, answers, sheet=None):
    """As a person does: by the words. Answers of wanted: a list."""
    book = openpyxl.load_workbook(path)
    page = book[sheet] if sheet else book.active
    at = keys_of(page)
    for key, value in answers.items():
        for row, one in zip(at[key], value if isinstance(value, list) else [value]):
            page.cell(row, 3).value = one
    book.save(to)
    return to


def imported(tools, *sources, expect=0, options=(), out="responses.csv"):
    done = tools.capgap("import", *sources, "--from", "form", "--survey", BUILTIN, "-o", tools.scratch / out, "--data", TOP, *options, expect=expect)
    return done, tools.scratch / out


def test_the_form_as_people_meet_it(tools):
    """One sheet; only answers can be changed, without a password; each answer is chosen from its words, on the sheet itself; A4 in width; the same bytes."""
    for language, name in (("en", "Form"), ("fr", "Formulaire")):
        path = with_institutions(tools, f"{language}.xlsx", "--language", language)
        assert path.read_bytes() == with_institutions(tools, f"{language}-again.xlsx", "--language", language).read_bytes()
        book = openpyxl.load_workbook(path)
        assert book.sheetnames == [name]
        sheet = book.active
        assert sheet.protection.sheet and not sheet.protection.password
        assert sheet.page_setup.paperSize == 9 or str(sheet.page_setup.paperSize) == "9"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        asked = survey()
        at = keys_of(sheet)
        background = [one["id"] for one in asked["background"] if one.get("active", True)]
        assert list(at) == ["respondent", "institution", "profile", *background, *[one["id"] for one in asked["items"]], "wanted"]
        assert len(at["wanted"]) == asked["wanted"]["max"]
        unlocked = {cell.coordinate for line in sheet.iter_rows() for cell in line if not cell.protection.locked}
        assert unlocked == {f"C{row}" for places in at.values() for row in places}
        for column in "AEFGH":
            assert sheet.column_dimensions["E" if column > "E" else column].hidden
        titles = {one["id"]: words(one["title"], language) for one in asked["items"]}
        assert all(sheet.cell(at[item][0], 2).value == title for item, title in titles.items())
        offered = {}
        for rule in sheet.data_validations.dataValidation:
            assert rule.type == "list" and "!" not in rule.formula1, "a list of another sheet is lost when a sheet is copied"
            offered.update({cell: rule.formula1 for cell in str(rule.sqref).split()})
        scales = {one["id"]: [words(option["title"], language) for option in one["options"]] for one in asked["scales"]}
        special = [words(asked["special_answers"][one], language) for one in ("na", "dk", "ref")]
        for item in asked["items"]:
            first, last = re.match(r"=?(\$[A-Z]+\$\d+):(\$[A-Z]+\$\d+)$", offered[f"C{at[item['id']][0]}"]).groups()
            assert [cell.value for line in sheet[f"{first.replace('$', '')}:{last.replace('$', '')}"] for cell in line] == scales[item["scale"]] + special
        assert "C%d" % at["respondent"][0] not in offered
        for scale in scales.values():  # on paper a list cannot be opened
            assert any(" · ".join(scale) in str(sheet.cell(row, 2).value) for row in range(1, sheet.max_row)), scale


def test_what_people_write_becomes_what_a_run_reads(tools):
    """40 people of the ministry fill in forms by the words, in two languages; the run that follows has the numbers of the original answers."""
    asked = survey()
    scales = {one["id"]: {option["id"]: option["title"] for option in one["options"]} for one in asked["scales"]}
    special = asked["special_answers"]
    background = {one["id"]: {option["id"]: option["title"] for option in one["options"]} for one in asked["background"] if one.get("active", True)}
    framework = yaml.safe_load((TOP / "frameworks" / "unesco-dcf" / "2022" / "framework.yaml").read_text(encoding="utf-8"))
    competencies = {c["id"]: c["title"] for domain in framework["domains"] for c in domain["competencies"]}
    profiles = {one["id"]: one["title"] for one in yaml.safe_load((TOP / "frameworks" / "unesco-dcf" / "2022" / "profiles.yaml").read_text(encoding="utf-8"))["profiles"]}
    institutions = {row["institution"]: row["name"] for row in rows(MINISTRY.parent / "institutions.csv")}
    people = rows(MINISTRY.parent / "responses.csv")[:40]
    folder = tools.scratch / "returned"
    folder.mkdir()
    forms = {language: with_institutions(tools, f"{language}.xlsx", "--language", language) for language in ("en", "fr")}
    for i, person in enumerate(people):
        language = "fr" if i % 3 == 0 else "en"
        answers = {"respondent": person["respondent"], "institution": institutions[person["institution"]]}
        if person["profile"]:
            answers["profile"] = words(profiles[person["profile"]], language)
        for question, options in background.items():
            if person[question]:
                answers[question] = words(options[person[question]], language)
        for item in asked["items"]:
            value = person[item["id"]]
            if not value:
                continue
            text = words(special[value] if value in special else scales[item["scale"]][value], language)
            # As it is typed: with blanks, in capitals, with another apostrophe.
            answers[item["id"]] = {0: text, 1: f"  {text} ", 2: text.upper(), 3: text.replace("'", "\u2019")}[i % 4]
        wishes = [one for one in person["wanted"].split(";") if one]
        answers["wanted"] = [words(competencies[one], language) for one in wishes]
        fill(forms[language], folder / f"{i:02}.xlsx", answers)
    done, path = imported(tools, folder)
    assert "40 forms read, 0 set aside, 0 empty, 40 written" in done.stdout and not done.stderr, done.stderr
    read = rows(path)
    assert [row["respondent"] for row in read] == [row["respondent"] for row in people]
    for row, person in zip(read, people):
        for column, value in person.items():
            assert row[column] == value, (person["respondent"], column, row[column], value)
        assert row["language"] in ("en", "fr")
    # The run.
    for name, source in (("direct", people), ("forms", read)):
        copy = tools.scratch / name
        shutil.copytree(MINISTRY.parent, copy)
        text = re.sub(r"(?m)^(population|weighting):.*\n", "", (copy / "assessment.yaml").read_text(encoding="utf-8"))
        (copy / "assessment.yaml").write_text(text, encoding="utf-8")
        with open(copy / "responses.csv", "w", encoding="utf-8", newline="") as file:
            out = csv.DictWriter(file, list(source[0]), lineterminator="\n")
            out.writeheader()
            out.writerows(source)
    direct, forms_run = (tools.run(tools.scratch / name / "assessment.yaml", f"{name}-out") for name in ("direct", "forms"))
    for table in ("gaps.csv", "levels.csv", "attitudes.csv", "wanted.csv", "quality.csv"):
        assert (direct / table).read_bytes() == (forms_run / table).read_bytes(), table


def test_sheets_copied_within_a_workbook(tools):
    book = openpyxl.load_workbook(with_institutions(tools))
    first = book.active
    for name in ("Anna", "Ben & Co", "Nobody"):
        book.copy_worksheet(first).title = name
    book.create_sheet("Notes")["A1"] = "to do"
    path = tools.scratch / "office.xlsx"
    book.save(path)
    for name, value in (("Form", "Never"), ("Anna", "Never"), ("Ben & Co", "Rarely")):
        fill(path, path, {"institution": "mps", "profile": "ict_staff", "trust_1": value}, name)
    done, out = imported(tools, path)
    assert "4 forms read, 0 set aside, 1 empty, 3 written" in done.stdout
    assert "office.xlsx!Notes: warning: is not a form" in done.stderr and "office.xlsx!Nobody: warning: nobody has written anything" in done.stderr
    assert [row["respondent"] for row in rows(out)] == ["office/Form", "office/Anna", "office/Ben & Co"]
    assert [row["trust_1"] for row in rows(out)] == ["0", "0", "1"]


def test_what_is_no_answer_is_placed_and_explained(tools):
    path = with_institutions(tools)
    at = keys_of(openpyxl.load_workbook(path).active)
    fill(path, tools.scratch / "anna.xlsx", {"institution": "Ministry of Cheese", "profile": "ict_staff", "gender": "Woma", "c11a": "I have not don this", "trust_1": "Nevr",
                                            "wanted": ["Systems thinking", "Systems thinking"]})
    fill(path, tools.scratch / "ben.xlsx", {"profile": "ict_staff", "c11a": "0"})
    fill(path, tools.scratch / "carl.xlsx", {"institution": "mps", "c11a": "0", "c11b": 1, "trust_1": "toujours", "trust_2": "na"})
    done, out = imported(tools, *(tools.scratch / f"{name}.xlsx" for name in ("anna", "ben", "carl")))
    assert "3 forms read, 2 set aside, 0 empty, 1 written" in done.stdout
    for key, meant in (("gender", "Woman"), ("c11a", "I have not done this"), ("trust_1", "Never")):
        line = next(line for line in done.stderr.splitlines() if f"anna.xlsx!Form!C{at[key][0]}: error" in line)
        assert f"did you mean '{meant}'?" in line, line
    assert f"anna.xlsx!Form!C{at['institution'][0]}: error" in done.stderr
    assert f"anna.xlsx!Form!C{at['wanted'][1]}: error: 'Systems thinking' is named twice" in done.stderr
    assert f"ben.xlsx!Form!C{at['institution'][0]}: error: the institution is not stated" in done.stderr
    (row,) = rows(out)
    assert (row["respondent"], row["institution"], row["profile"], row["c11a"], row["c11b"], row["c11c"], row["trust_1"], row["trust_2"]) == ("carl", "mps", "", "0", "1", "", "4", "na")
    done, _ = imported(tools, tools.scratch / "anna.xlsx", tools.scratch / "carl.xlsx", expect=1, options=["--strict"])


def test_a_form_of_another_questionnaire_is_refused_with_the_reason(tools):
    path = fill(with_institutions(tools), tools.scratch / "old.xlsx", {"institution": "mps", "c11a": "0"})
    for name, edit in {"version": lambda text: text.replace('version: "1.0"', 'version: "1.1"', 1), "words": lambda text: text.replace("en: I have not done this,", "en: I have never done this,", 1)}.items():
        other = tools.scratch / f"{name}.yaml"
        other.write_text(edit(SURVEY.read_text(encoding="utf-8")), encoding="utf-8")
        done = tools.capgap("import", path, "--from", "form", "--survey", other, "--framework", FRAMEWORK, "-o", tools.scratch / f"{name}.csv", "--data", TOP)
        assert "1 form read, 1 set aside, 0 empty, 0 written" in done.stdout
        reason = {"version": "is a form of the questionnaire 'dcf-self 1.0', and 'dcf-self 1.1' is read", "words": "had other questions, answers or words"}[name]
        assert "old.xlsx!Form!A1: error: " in done.stderr and reason in done.stderr, done.stderr


def test_files_that_are_no_forms(tools):
    folder = tools.scratch / "mixed"
    folder.mkdir()
    good = fill(with_institutions(tools), folder / "good.xlsx", {"institution": "mps", "c11a": "0"})
    (folder / "~$good.xlsx").write_bytes(b"lock")
    (folder / "broken.xlsx").write_bytes(good.read_bytes()[:3000])
    (folder / "notes.txt").write_text("x", encoding="utf-8")
    other = openpyxl.Workbook()
    other.active["A1"] = "respondent"
    other.save(folder / "table.xlsx")
    done, out = imported(tools, folder)
    assert "1 form read, 0 set aside, 0 empty, 1 written" in done.stdout and "1 workbook could not be read" in done.stdout
    assert "broken.xlsx: error" in done.stderr and "table.xlsx!Sheet: warning: is not a form" in done.stderr and "lock" not in done.stderr
    assert [row["respondent"] for row in rows(out)] == ["good"]
    for sources, code in (([folder / "table.xlsx"], "CG2086"), ([tools.scratch / "nowhere"], "CG2001")):
        done, none = imported(tools, *sources, expect=1, out="none.csv")
        assert code in done.stderr and not none.exists()
    (tools.scratch / "empty").mkdir()
    assert "CG2086" in imported(tools, tools.scratch / "empty", expect=1)[0].stderr
    tools.capgap("import", good, good, "--survey", BUILTIN, "-o", tools.scratch / "x.csv", "--data", TOP, expect=2)
    assert "CG2020" in tools.capgap("import", good, "--from", "form", "--survey", BUILTIN, "-o", good, "--data", TOP, expect=1).stderr


def test_a_form_whose_hidden_cells_were_changed(tools):
    path = fill(with_institutions(tools), tools.scratch / "good.xlsx", {"institution": "mps", "c11a": "0"})
    changes = {"list": lambda sheet: sheet.__setitem__("E%d" % keys_of(sheet)["c11a"][0], "99"), "word": lambda sheet: sheet.__setitem__("H3", None), "number": lambda sheet: sheet.__setitem__("E%d" % keys_of(sheet)["c11a"][0], "x")}
    for name, change in changes.items():
        book = openpyxl.load_workbook(path)
        change(book.active)
        book.save(tools.scratch / f"{name}.xlsx")
        done, _ = imported(tools, tools.scratch / f"{name}.xlsx")
        assert "CG2510" in done.stderr and "1 set aside" in done.stdout, (name, done.stderr)


def test_one_code_on_two_forms(tools):
    for name in ("a", "b"):
        fill(with_institutions(tools, f"{name}-blank.xlsx"), tools.scratch / f"{name}.xlsx", {"respondent": "K-17", "institution": "mps", "c11a": "0"})
    done, out = imported(tools, tools.scratch / "a.xlsx", tools.scratch / "b.xlsx")
    assert "b.xlsx!Form: warning: has the same code as" in done.stderr and "CG2089" in done.stderr
    assert [row["respondent"] for row in rows(out)] == ["K-17", "K-17"]


def test_a_form_without_lists_of_institutions(tools):
    path = blank(tools, "plain.xlsx")
    at = keys_of(openpyxl.load_workbook(path).active)
    fill(path, tools.scratch / "id.xlsx", {"institution": "mps", "c11a": "0"})
    fill(path, tools.scratch / "name.xlsx", {"institution": "Ministry of Public Services", "c11a": "0"})
    done, out = imported(tools, tools.scratch / "id.xlsx", tools.scratch / "name.xlsx")
    assert f"name.xlsx!Form!C{at['institution'][0]}: error" in done.stderr and "--institutions" in done.stderr
    assert [row["institution"] for row in rows(out)] == ["mps"]
    done, out = imported(tools, tools.scratch / "id.xlsx", tools.scratch / "name.xlsx", options=["--institutions", MINISTRY.parent / "institutions.csv"])
    assert [row["institution"] for row in rows(out)] == ["mps", "mps"]


def test_conditions_and_words_that_two_answers_share(tools):
    text = SURVEY.read_text(encoding="utf-8")
    text = text.replace("- id: c11b\n", "- id: c11b\n    ask_if: {question: gender, in: [female, male]}\n", 1)
    text = text.replace("title: {en: I have not done this, fr:", "title: {en: As before, fr:", 1)
    assert "ask_if" in text
    asked = yaml.safe_load(text)
    practice = next(one for one in asked["scales"] if one["id"] == "practice")["options"]
    text = text.replace(str(words(practice[1]["title"], "en")), "as  before", 1)
    own = tools.scratch / "own.yaml"
    own.write_text(text, encoding="utf-8")
    path = blank(tools, "own.xlsx", "--survey", own)
    sheet = openpyxl.load_workbook(path).active
    at = keys_of(sheet)
    assert sheet.cell(at["c11b"][0], 4).value.startswith("Only if your answer to “What is your gender?” is one of these: “Woman”, “Man”. "), sheet.cell(at["c11b"][0], 4).value
    fill(path, tools.scratch / "a.xlsx", {"institution": "mps", "c11a": "As before (1)", "c11c": "as before (0)"})
    tools.capgap("import", tools.scratch / "a.xlsx", "--from", "form", "--survey", own, "--framework", FRAMEWORK, "-o", tools.scratch / "a.csv", "--data", TOP)
    (row,) = rows(tools.scratch / "a.csv")
    assert (row["c11a"], row["c11c"]) == ("1", "0")
    fill(path, tools.scratch / "b.xlsx", {"institution": "mps", "c11a": "As before"})
    said = tools.capgap("import", tools.scratch / "b.xlsx", "--from", "form", "--survey", own, "--framework", FRAMEWORK, "-o", tools.scratch / "b.csv", "--data", TOP).stderr
    assert "b.xlsx!Form!C%d: error: 'As before' is none of the answers" % at["c11a"][0] in said


def test_formulas_without_results_are_said(tools):
    path = with_institutions(tools)
    at = keys_of(openpyxl.load_workbook(path).active)
    fill(path, tools.scratch / "a.xlsx", {"institution": "mps", "c11a": "=C1", "c11b": "0"})
    done, out = imported(tools, tools.scratch / "a.xlsx")
    assert f"a.xlsx!Form!C{at['c11a'][0]}: warning" in done.stderr and rows(out)[0]["c11a"] == "" and rows(out)[0]["c11b"] == "0"


def test_a_form_that_another_program_has_saved(tools):
    if not shutil.which("soffice"):
        raise Skipped("LibreOffice is not here")
    path = fill(with_institutions(tools), tools.scratch / "a.xlsx", {"institution": "mps", "profile": "ict_staff", "c11a": "I do not know", "trust_1": "Never", "wanted": ["Systems thinking"]})
    profile = f"-env:UserInstallation=file://{tools.scratch}/office"
    subprocess.run(["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", tools.scratch / "saved", path], check=True, capture_output=True, timeout=120)
    for name, source in (("before.csv", path), ("after.csv", tools.scratch / "saved" / "a.xlsx")):
        imported(tools, source, out=name)
    assert (tools.scratch / "before.csv").read_bytes() == (tools.scratch / "after.csv").read_bytes()
    assert rows(tools.scratch / "after.csv")[0]["c11a"] == "dk"


def test_what_a_form_cannot_be_made_of(tools):
    there = blank(tools, "there.xlsx")
    new = lambda *options, framework=FRAMEWORK, expect=1, out="new.xlsx": tools.capgap("new", "--framework", framework, "--answer-form", "-o", tools.scratch / out, "--data", TOP, *options, expect=expect).stderr  # noqa: E731
    assert "CG2020" in new(out="there.xlsx") and there.exists()
    assert "CG2085" in new("--survey", "builtin:enabling-environment/1.0", framework="builtin:enabling-environment/1.0")
    assert "does not speak 'de'" in new("--language", "de")
    new("--catalogue", expect=2)
    tools.capgap("new", "--framework", FRAMEWORK, "--language", "fr", "-o", tools.scratch / "new.xlsx", "--data", TOP, expect=2)
    assert not (tools.scratch / "new.xlsx").exists()


if __name__ == "__main__":
    sys.exit(run_named_test(globals()))
