#!/usr/bin/env python3
"""What people are promised before they answer: capgap notice, capgap open, and the runs that follow. promising.py --program capgap --dump dump_tables TEST"""
import hashlib
import json
import re
import shutil
import stat
import subprocess
import sys
import zipfile

import openpyxl

import canonical
from running import MINISTRY, TOP, run_named_test, variant

TABLES = ["gaps.csv", "levels.csv", "attitudes.csv", "wanted.csv", "environment.csv", "recommendations.csv", "quality.csv"]


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def notice_hashes(out):
    """What the manifest, the results and the page (in both languages) say of the notice."""
    said = {json.loads((out / "manifest.json").read_text(encoding="utf-8"))["notice"]["sha256"], json.loads((out / "results.json").read_text(encoding="utf-8"))["round"]["notice"]["sha256"]}
    return said | set(re.findall(r"SHA-256[^.]{0,40} ([0-9a-f]{64})", (out / "report.html").read_text(encoding="utf-8")))


def test_the_promise_is_the_setting(tools):
    """The notice is made before there are answers; the run that follows names its hash, and a run under other settings names another."""
    path = variant(tools, "promised", lambda text: text)
    answers = (path.parent / "responses.csv").read_bytes()
    (path.parent / "responses.csv").unlink()
    notice, again = tools.scratch / "notice.html", tools.scratch / "again.html"
    said = tools.capgap("notice", path, "-o", notice, "--data", TOP).stdout
    tools.capgap("notice", MINISTRY, "-o", again, "--data", TOP)
    assert notice.read_bytes() == again.read_bytes() and sha256(notice) in said
    assert stat.S_IMODE(notice.stat().st_mode) & 0o044, "nobody else can read what is made for everybody"
    (path.parent / "responses.csv").write_bytes(answers)
    assert notice_hashes(tools.run(path, "out", report=True)) == {sha256(notice)}
    other = variant(tools, "other", lambda text: text.replace("min_cell: 10", "min_cell: 12"))
    hashes = notice_hashes(tools.run(other, "other-out", report=True))
    assert len(hashes) == 1 and sha256(notice) not in hashes
    page = notice.read_text(encoding="utf-8")
    for language, words in (("en", "10 people who answered"), ("fr", "10 personnes ayant répondu")):
        assert words in page.split(f'id="{language}"')[1].split("</section>")[0]


def test_a_round_without_a_notice_says_so(tools):
    path = variant(tools, "silent", lambda text: text.replace("  anonymous: false", "  # anonymous: false"))
    tools.capgap("notice", path, "-o", tools.scratch / "notice.html", "--data", TOP, expect=1)
    out = tools.run(path, "out", report=True)
    assert json.loads((out / "manifest.json").read_text(encoding="utf-8"))["notice"] is None
    assert json.loads((out / "results.json").read_text(encoding="utf-8"))["round"]["notice"] is None
    page = (out / "report.html").read_text(encoding="utf-8")
    assert "make no notice to those who are asked, as they do not say: privacy.anonymous." in page


REANALYSIS = """reanalysis:
  name: {en: Second reading, fr: Seconde lecture}
  reason: {en: The council asked for smaller groups., fr: Le conseil a demandé des groupes plus petits.}
  date: 2026-06-30
"""


def opened(tools, name, *options):
    path = variant(tools, name, lambda text: text)
    tools.capgap("open", path, "-o", path.parent / "opened.yaml", "--on", "2026-02-27", "--data", TOP, *options)
    return path.parent / "opened.yaml"


def test_an_opened_round_gives_the_same_figures_and_says_what_was_fixed(tools):
    path = opened(tools, "opened")
    source = (path.parent / "assessment.yaml").read_text(encoding="utf-8")
    assert path.read_text(encoding="utf-8").startswith(source), "the file itself is not kept as it was"
    again = opened(tools, "again")
    assert path.read_bytes() == again.read_bytes()
    out, plain = tools.run(path, "out", report=True), tools.run(MINISTRY, "plain", report=True)
    for table in TABLES:
        assert (out / table).read_bytes() == (plain / table).read_bytes(), table
    seal = re.search(r"^  sha256: \"?([0-9a-f]{64})", path.read_text(encoding="utf-8"), flags=re.M).group(1)
    opening = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["opening"]
    notice = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["notice"]["sha256"]
    assert opening == {"on": "2026-02-27", "sha256": seal, "notice_sha256": notice}
    page = (out / "report.html").read_text(encoding="utf-8")
    assert seal in page and "None of it was changed since." in page
    assert json.loads((plain / "manifest.json").read_text(encoding="utf-8"))["opening"] is None
    assert "the round was not opened with the program" in (plain / "report.html").read_text(encoding="utf-8")


def test_what_was_fixed_is_changed_only_by_name(tools):
    """Smallest group 10 -> 5, a cut 37.5 -> 40, a target and a breakdown: refused, all at once; with a reason the report prints both."""
    path = opened(tools, "changed")
    folder = path.parent
    text = path.read_text(encoding="utf-8")
    shutil.copytree(TOP / "surveys" / "dcf-self" / "1.0", folder / "survey")
    shutil.copytree(TOP / "frameworks" / "unesco-dcf" / "2022", folder / "targets")
    survey, targets = folder / "survey" / "survey.yaml", folder / "targets" / "profiles.yaml"
    survey.write_text(survey.read_text(encoding="utf-8").replace("values: [12.5, 37.5,", "values: [12.5, 40,"), encoding="utf-8")
    text = text.replace("survey: builtin:dcf-self/1.0", "survey: survey").replace("targets: builtin:unesco-dcf/2022", "targets: targets").replace("min_cell: 10\n", "min_cell: 5\n", 1)
    text = text.replace("    responses: responses.csv\n    format: tidy\n", "    responses: responses.csv\n    format: tidy\n    breakdowns: [gender, working_language]\n")
    path.write_text(text, encoding="utf-8")
    changed = [("cuts", "values", "12.5, 37.5, 62.5, 87.5", "12.5, 40, 62.5, 87.5"), ("breakdowns", "questions", "gender, region, working_language", "gender, working_language"),
               ("privacy", "min_cell", "10", "5")]
    for command in (["check", path], ["run", path, "--out", tools.scratch / "refused"]):
        said = tools.capgap(*command, "--data", TOP, expect=1).stderr
        for part, key, promised, used in changed:
            assert f"`{key}` of {part} was '{promised}' when the round was opened on 2026-02-27, and is now '{used}'" in said, said
        assert said.count("CG1440") == len(changed)
    assert not (tools.scratch / "refused").exists()
    path.write_text(text + REANALYSIS, encoding="utf-8")
    out = tools.run(path, "out", report=True)
    wanted = [dict(zip(("part", "key", "promised", "used"), one)) for one in changed]
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["opening"]
    assert manifest["changed"] == wanted and manifest["reanalysis"]["name"] == "Second reading"
    results = json.loads((out / "results.json").read_text(encoding="utf-8"))["round"]["opening"]
    assert results["changed"] == wanted and results["reanalysis"]["reason"]["fr"].startswith("Le conseil")
    page = (out / "report.html").read_text(encoding="utf-8")
    for words in ("Re-analysis “Second reading” of 30 June 2026: The council asked for smaller groups.", "These figures do not follow from the settings that were fixed",
                  "Protection: smallest group shown", "12.5, 37.5, 62.5, 87.5", "12.5, 40, 62.5, 87.5", "Le conseil a demandé des groupes plus petits."):
        assert words in page, words
    assert targets.exists()


def test_what_was_promised_is_not_edited(tools):
    path = opened(tools, "edited")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('min_cell: "10"', 'min_cell: "5"').replace("min_cell: 10\n", "min_cell: 5\n", 1), encoding="utf-8")
    assert "CG1441" in tools.capgap("check", path, "--data", TOP, expect=1).stderr
    path.write_text(text + REANALYSIS, encoding="utf-8")
    assert "CG1445" in tools.capgap("check", path, "--data", TOP).stderr, "a re-analysis of nothing passes without a word"
    assert "CG1447" in tools.capgap("open", path, "-o", path.parent / "twice.yaml", "--data", TOP, expect=1).stderr


def test_a_round_in_a_workbook_makes_the_same_notice_and_is_opened_as_files(tools):
    book, notice, again = tools.scratch / "round.xlsx", tools.scratch / "notice.html", tools.scratch / "again.html"
    tools.capgap("convert", MINISTRY, "-o", book, "--data", TOP)
    tools.capgap("notice", MINISTRY, "-o", notice, "--data", TOP)
    tools.capgap("notice", book, "-o", again, "--data", TOP)
    assert notice.read_bytes() == again.read_bytes()
    assert "CG2038" in tools.capgap("open", book, "-o", tools.scratch / "opened.yaml", "--data", TOP, expect=1).stderr


def test_what_is_fixed_is_hashed_as_the_page_says(tools):
    """Another program computes every setting and the hash of all of them from the files."""
    version = tools.capgap("--version").stdout.split()[-1]
    for name, edit in {"plain": lambda text: text,
                       "other": lambda text: text.replace("  min_cell: 10", "  min_cell: 12\n  pools: [{name: {en: East, fr: Est}, institutions: [strategy, audit]}]").replace("    format: tidy\n", "    format: tidy\n    breakdowns: [working_language, gender]\n", 1)}.items():
        path = variant(tools, "canonical-" + name, edit)
        notice = tools.scratch / f"canonical-{name}.html"
        tools.capgap("notice", path, "-o", notice, "--data", TOP)
        done = tools.capgap("open", path, "-o", path.parent / "opened.yaml", "--on", "2026-02-27", "--data", TOP).stdout
        settings = canonical.fixed_settings(path)
        frozen = canonical.load(path.parent / "opened.yaml")["frozen"]
        listed = [(part, key, value) for part, values in frozen["fixed"].items() for key, value in values.items()]
        assert listed == settings, set(listed) ^ set(settings)
        assert f"fixed: {canonical.sha256(canonical.sealed_text('2026-02-27', version, sha256(notice), [], settings))}\n" in done, done


def test_a_workbook_is_opened_as_files_are(tools):
    files = variant(tools, "files", lambda text: text)
    on = ("--on", "2026-02-27", "--data", TOP)
    of_files = tools.capgap("open", files, "-o", files.parent / "opened.yaml", *on).stdout
    book = files.parent / "round.xlsx"
    tools.capgap("convert", files, "-o", book, "--data", TOP)
    of_book = tools.capgap("open", book, "-o", files.parent / "opened.xlsx", *on).stdout
    assert re.findall("[0-9a-f]{64}", of_files) == re.findall("[0-9a-f]{64}", of_book) != []
    tools.capgap("open", book, "-o", files.parent / "again.xlsx", *on)
    assert (files.parent / "again.xlsx").read_bytes() == (files.parent / "opened.xlsx").read_bytes()

    # Everything else of the workbook is as it was.
    before, after = openpyxl.load_workbook(book), openpyxl.load_workbook(files.parent / "opened.xlsx")
    assert before.sheetnames == after.sheetnames
    for sheet in before.sheetnames:
        for row in before[sheet].iter_rows():
            for cell in row:
                other = after[sheet][cell.coordinate]
                assert (cell.value, cell.font.b, cell.fill.fgColor.rgb, cell.alignment.wrap_text) == (other.value, other.font.b, other.fill.fgColor.rgb, other.alignment.wrap_text)
        assert len(before[sheet].data_validations.dataValidation) == len(after[sheet].data_validations.dataValidation)
    with zipfile.ZipFile(book) as was, zipfile.ZipFile(files.parent / "opened.xlsx") as now:
        changed = [name for name in was.namelist() if was.read(name) != now.read(name)]
        assert was.namelist() == now.namelist() and len(changed) == 1, changed

    # It runs, and keeps its promises, as files do.
    from_files, from_book = tools.run(files.parent / "opened.yaml", "out-files", report=True), tools.run(files.parent / "opened.xlsx", "out-book", report=True)
    assert (from_files / "results.json").read_bytes() == (from_book / "results.json").read_bytes()

    def changed_book(change, expect):
        path = files.parent / "changed.xlsx"
        edited = openpyxl.load_workbook(files.parent / "opened.xlsx")
        settings = {row[0].value: row[1] for row in edited["Settings"].iter_rows()}
        change(edited["Settings"], settings)
        edited.save(path)
        return path, tools.capgap("check", path, "--data", TOP, expect=expect).stderr, settings

    def smaller(sheet, settings):
        settings["assessment.privacy.min_cell"].value = "9"
    path, said, settings = changed_book(smaller, 1)
    assert "`min_cell` of privacy was '10'" in said and "is now '9'" in said and "changed.xlsx!Settings!" in said, said

    def edited(sheet, settings):
        smaller(sheet, settings)
        settings["assessment.frozen.fixed.privacy.min_cell"].value = "9"
    path, said, settings = changed_book(edited, 1)
    assert f"changed.xlsx!Settings!{settings['assessment.frozen.sha256'].coordinate}: error" in said and "not as `capgap open` wrote it" in said, said

    def reanalysed(sheet, settings):
        smaller(sheet, settings)
        for key, value in (("name.en", "Second reading"), ("name.fr", "Seconde lecture"), ("reason.en", "Asked for"), ("reason.fr", "Demandé"), ("date", "2026-06-30")):
            sheet.append(["assessment.reanalysis." + key, value])
    path, said, _ = changed_book(reanalysed, 0)
    assert "Second reading" in (tools.run(path, "out-again", report=True) / "report.html").read_text(encoding="utf-8")
    assert "CG1447" in tools.capgap("open", files.parent / "opened.xlsx", "-o", files.parent / "twice.xlsx", *on, expect=1).stderr
    assert "CG2019" in tools.capgap("open", book, "-o", files.parent / "opened.xlsx", *on, expect=1).stderr
    assert "CG2038" in tools.capgap("open", files, "-o", files.parent / "text.xlsx", *on, expect=1).stderr


def test_workbooks_of_other_programs_are_opened_too(tools):
    """Saved by openpyxl and by LibreOffice, with rows behind the last one that are formatted and empty."""
    files = variant(tools, "programs", lambda text: text)
    book = files.parent / "round.xlsx"
    tools.capgap("convert", files, "-o", book, "--data", TOP)
    edited = openpyxl.load_workbook(book)
    for row in range(60, 90):
        edited["Settings"].cell(row, 2).font = openpyxl.styles.Font(b=True)
    edited["Settings"].row_dimensions[300].height = 30
    edited.save(files.parent / "openpyxl.xlsx")
    said = [tools.capgap("open", book, "-o", files.parent / "a.xlsx", "--on", "2026-02-27", "--data", TOP).stdout.splitlines()[1:]]
    said.append(tools.capgap("open", files.parent / "openpyxl.xlsx", "-o", files.parent / "b.xlsx", "--on", "2026-02-27", "--data", TOP).stdout.splitlines()[1:])
    tools.capgap("check", files.parent / "b.xlsx", "--data", TOP)
    if shutil.which("soffice"):
        subprocess.run(["soffice", f"-env:UserInstallation=file://{tools.scratch}/profile", "--headless", "--convert-to", "xlsx", "--outdir", files.parent / "office", book], check=True, capture_output=True)
        shutil.copy(files.parent / "office" / "round.xlsx", files.parent / "office.xlsx")
        said.append(tools.capgap("open", files.parent / "office.xlsx", "-o", files.parent / "c.xlsx", "--on", "2026-02-27", "--data", TOP).stdout.splitlines()[1:])
    assert all(one == said[0] for one in said), said


def test_a_setting_that_was_left_blank_is_named_by_its_cell(tools):
    book = tools.scratch / "new.xlsx"
    tools.capgap("new", "--framework", "builtin:unesco-dcf/2022", "-o", book, "--data", TOP)
    cells = {row[0].value: row[1].coordinate for row in openpyxl.load_workbook(book)["Settings"].iter_rows()}
    said = tools.capgap("check", book, "--data", TOP, expect=1).stderr
    assert f"new.xlsx!Settings!{cells['assessment.title.en']}: error: missing key 'title'" in said, said
    first = min((cell for key, cell in cells.items() if key and key.startswith("assessment.data.")), key=lambda cell: int(cell[1:]))
    assert f"new.xlsx!Settings!{first}: error: missing key 'data'" in said, said


def test_drafts_that_were_accepted_are_printed(tools):
    def draft(text):
        return text.replace('  contact:\n    en: "Data protection officer of the Ministry, dpo@ministry.example, room 214"', '  contact:\n    en: {text: Room 214, status: draft}')
    path = variant(tools, "draft", draft)
    written = path.parent / "opened.yaml"
    assert "CG1446" in tools.capgap("open", path, "-o", written, "--data", TOP, expect=1).stderr and not written.exists()
    tools.capgap("open", path, "-o", written, "--accept-drafts", "--data", TOP)
    tools.capgap("notice", path, "-o", tools.scratch / "draft.html", "--data", TOP)
    assert "Room 214 (draft, not yet reviewed)" in (tools.scratch / "draft.html").read_text(encoding="utf-8")
    out = tools.run(written, "out", report=True)
    assert json.loads((out / "results.json").read_text(encoding="utf-8"))["round"]["opening"]["drafts"] == ["notice contact"]
    assert "had been reviewed by nobody, which was accepted at the opening: notice contact." in (out / "report.html").read_text(encoding="utf-8")


def test_persons_are_not_listed_where_the_round_says_so(tools):
    for name, setting in (("refused", "anonymous: false\n  person_scores: false"), ("anonymous", "anonymous: true")):
        path = variant(tools, name, lambda text, setting=setting: text.replace("anonymous: false", setting))
        done = tools.capgap("run", path, "--out", tools.scratch / f"{name}-out", "--data", TOP, "--persons", expect=1)
        assert "CG1435" in done.stderr and not (tools.scratch / f"{name}-out").exists()


if __name__ == "__main__":
    sys.exit(run_named_test(globals()))
