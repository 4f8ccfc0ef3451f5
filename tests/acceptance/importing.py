#!/usr/bin/env python3
"""capgap import, as a user runs it. importing.py --program capgap --dump dump_tables TEST; exit code 77: skipped, with the reason."""
import csv
import io
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import yaml

from running import TOP, real_data, rows, run_named_test, same_folder

MINISTRY = TOP / "examples" / "ministry"
RESEARCH = TOP / "examples" / "research-software-2018"
SMALL = TOP / "tests" / "invalid" / "base"
LSS = TOP / "tests" / "formats" / "lss" / "old.lss"


def load(path):
    """Every value as the text that somebody wrote."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def write_csv(path, lines, encoding="utf-8", delimiter=","):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(lines)
    path.write_bytes(out.getvalue().encode(encoding))
    return path


def bring(tools, source, *options, survey, out, expect=0, said=()):
    done = tools.capgap("import", source, "--survey", survey, "-o", out, "--data", TOP, *options, expect=expect)
    for words in said:
        assert words in done.stdout + done.stderr, (words, done.stdout, done.stderr)
    return done


def test_tidy_responses_stay_what_they_are(tools):
    out = tools.scratch / "r.csv"
    lists = ("--institutions", MINISTRY / "institutions.csv", "--targets", "builtin:unesco-dcf/2022")
    said = bring(tools, MINISTRY / "responses.csv", *lists, survey="builtin:dcf-self/1.0", out=out).stdout
    header = next(csv.reader([(MINISTRY / "responses.csv").read_text(encoding="utf-8").splitlines()[0]]))
    assert f"{len(header) - 1} columns sure, 1 likely, 0 not taken" in said, said  # `wanted` is compared with nothing
    assert out.read_bytes() == (MINISTRY / "responses.csv").read_bytes()
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    tools.capgap("check", tools.scratch / "r.mapping.yaml")
    assert not list(tools.scratch.glob("*.part"))


def test_an_export_rewritten_gives_the_same_results(tools):
    source = real_data() / "rse-2018" / "responses.csv"
    direct = tools.run(RESEARCH / "assessment.yaml", "direct", "--persons")
    copy = tools.scratch / "copy"
    shutil.copytree(RESEARCH, copy, ignore=shutil.ignore_patterns("out"))
    bring(tools, source, "--mapping", RESEARCH / "mapping.yaml", "--institutions", RESEARCH / "institutions.csv", "--targets", RESEARCH / "profiles.yaml", "--strict",
          survey=RESEARCH / "survey.yaml", out=copy / "tidy.csv", said=["997 rows read, 0 set aside, 997 written"])
    text = (copy / "assessment.yaml").read_text(encoding="utf-8")
    for old, new in {"${REAL_DATA}/rse-2018/responses.csv": "tidy.csv", "format: limesurvey": "format: tidy", "    mapping: mapping.yaml\n": ""}.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (copy / "assessment.yaml").write_text(text, encoding="utf-8")
    again = tools.run(copy / "assessment.yaml", "again", "--persons")
    for folder in (direct, again):
        (folder / "manifest.json").unlink()  # holds the hashes of the answers
    same_folder(direct, again)


def test_what_is_proposed_for_the_real_export_is_what_a_person_wrote(tools):
    """The mapping of the example was written by hand. The proposal may take less; what it takes it must read alike, cell by cell."""
    source = real_data() / "rse-2018" / "responses.csv"
    out = tools.scratch / "r.csv"
    lists = ("--institutions", RESEARCH / "institutions.csv", "--targets", RESEARCH / "profiles.yaml")
    done = bring(tools, source, *lists, survey=RESEARCH / "survey.yaml", out=out, expect=1, said=["'institution', so no responses", "'profile', so no responses"])
    assert not out.exists()
    assert "unsure: column 603" in done.stdout and "perhaps item bus_factor" in done.stdout
    proposed, by_hand = load(tools.scratch / "r.mapping.yaml"), load(RESEARCH / "mapping.yaml")
    assert len(proposed["items"]) == 11 and "background" not in proposed, proposed["items"]
    for item, rule in proposed["items"].items():
        assert rule["code"] == by_hand["items"][item]["code"], item
    assert proposed["respondent"] == {"position": "1"}
    # A person adds what is missing; table names of the two do not meet.
    added = {"institution": by_hand["institution"], "profile": by_hand["profile"]}
    text = (tools.scratch / "r.mapping.yaml").read_text(encoding="utf-8").replace("tables:\n", "tables:\n" + "".join(
        f"  {name}: {{{', '.join(f'{quoted(key)}: {quoted(value)}' for key, value in by_hand['tables'][name].items())}}}\n" for name in ("country", "organisation", "profile")), 1)
    (tools.scratch / "corrected.yaml").write_text(text + yaml.safe_dump(added, allow_unicode=True, default_style='"').replace('"position": "1"', "position: 1"), encoding="utf-8")
    bring(tools, source, "--mapping", tools.scratch / "corrected.yaml", *lists, survey=RESEARCH / "survey.yaml", out=out, said=["997 written"])
    hand = tools.scratch / "hand.csv"
    bring(tools, source, "--mapping", RESEARCH / "mapping.yaml", *lists, survey=RESEARCH / "survey.yaml", out=hand)
    a, b = rows(out), rows(hand)
    for column in ["respondent", "institution", "profile", *proposed["items"]]:
        assert [row[column] for row in a] == [row[column] for row in b], column
    assert {row["bus_factor"] for row in a} == {"na"}


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def test_a_proposal_is_corrected_and_used_again(tools):
    out = tools.scratch / "r.csv"
    mapping = tools.scratch / "r.mapping.yaml"
    lists = ("--institutions", SMALL / "institutions.csv", "--targets", SMALL / "profiles.yaml")
    lines = [["id", "office._.Where do you work?", "gender", "s1._.I draw", "p1", "t1._.What went wrong"],
             ["1", "The ministry", "female", "Alone", "never", "Y"], ["2", "The registry", "X", "I have never done it", "alone", "N"]]
    source = write_csv(tools.scratch / "export.csv", lines, "utf-16", ";")
    bring(tools, source, *lists, survey=SMALL / "survey.yaml", out=out, expect=1,
          said=["as UTF-16, with semicolons", "sure: column 5 'p1' is item p1", "likely: column 2 ", "likely: column 4 ", "'X' is no answer", "CG2021", "CG2022"])
    written = load(mapping)
    assert written["file"] == {"encoding": "utf-16", "delimiter": "semicolon"}
    assert written["tables"]["institution"]["The registry"] == "registry"
    bring(tools, source, *lists, survey=SMALL / "survey.yaml", out=out, expect=1, said=["r.mapping.yaml: error: there is a mapping already", "CG2020"])
    mapping.write_text(mapping.read_text(encoding="utf-8") + "profile: {constant: clerk}\nbackground:\n  gender: {code: gender, table: sex, otherwise: ref}\n", encoding="utf-8")
    text = mapping.read_text(encoding="utf-8").replace("tables:\n", "tables:\n  sex: {female: female}\n")
    mapping.write_text(text, encoding="utf-8")
    bring(tools, source, "--mapping", mapping, *lists, survey=SMALL / "survey.yaml", out=out, said=["2 rows read, 0 set aside, 2 written"])
    assert out.read_text(encoding="utf-8") == ("respondent,institution,profile,gender,s1,s2,f1,f2,p1,p2,t1\n"
                                               "1,ministry,clerk,female,alone,na,na,na,never,na,yes\n2,registry,clerk,ref,never,na,na,na,alone,na,no\n")


def test_a_guessed_encoding_is_said_and_stands_in_the_mapping(tools):
    source = write_csv(tools.scratch / "a.csv", [["respondent", "institution", "profile", "s1", "gender"], ["é1", "ministry", "clerk", "never", "Female"]], "cp1252", "\t")
    bring(tools, source, survey=SMALL / "survey.yaml", out=tools.scratch / "r.csv", said=["[CG1016]", "tabs between the fields", "1 written"])
    assert load(tools.scratch / "r.mapping.yaml")["file"] == {"encoding": "windows-1252", "delimiter": "tab"}
    assert [row["respondent"] for row in rows(tools.scratch / "r.csv")] == ["é1"]


def test_rows_that_are_wrong_are_set_aside_and_counted(tools):
    lines = [["respondent", "institution", "profile", "s1", "weight"], ["1", "ministry", "clerk", "never", "1"], ["2", "nowhere", "clerk", "never", "1"], ["3", "ministry", "clerk", "alone", "x"]]
    lines += [[str(number), "ministry", "clerk", "alone", "1"] for number in range(4, 9)]
    source = write_csv(tools.scratch / "a.csv", lines)
    mapping = tools.scratch / "m.yaml"
    mapping.write_text('capgap: mapping/1\nid: m\nsurvey: {id: civil-service-self, version: "1.0"}\nrespondent: {code: respondent}\ninstitution: {code: institution}\n'
                       "profile: {code: profile}\nweight: {code: weight}\nitems:\n  s1: {code: s1}\n", encoding="utf-8")
    options = ("--mapping", mapping, "--institutions", SMALL / "institutions.csv")
    said = ["8 rows read, 2 set aside, 6 written", "a.csv:3:2: error: unknown institution 'nowhere'", "a.csv:4:5: error: 'x' is no weight"]
    bring(tools, source, *options, survey=SMALL / "survey.yaml", out=tools.scratch / "r.csv", said=said)
    bring(tools, source, *options, "--strict", survey=SMALL / "survey.yaml", out=tools.scratch / "r.csv", said=said, expect=1)
    assert [row["respondent"] for row in rows(tools.scratch / "r.csv")] == ["1", "4", "5", "6", "7", "8"]


def test_wrong_use_and_files_that_would_be_lost(tools):
    source = write_csv(tools.scratch / "a.csv", [["respondent", "institution", "profile", "s1"], ["1", "ministry", "clerk", "never"]])
    out = tools.scratch / "r.csv"
    assert "--survey" in tools.capgap("import", source, "-o", out, expect=2).stderr
    assert "--framework" in tools.capgap("import", LSS, "--from", "lss", "-o", out, expect=2).stderr
    tools.capgap("import", source, "--from", "excel", "-o", out, expect=2)
    bring(tools, source, survey=SMALL / "survey.yaml", out=source, expect=1, said=["the output is one of the files that are read"])
    bring(tools, tools.scratch / "none.csv", survey=SMALL / "survey.yaml", out=out, expect=1, said=["none.csv"])
    bring(tools, source, survey=SMALL / "survey.yaml", out=tools.scratch / "no" / "r.csv", expect=4, said=["cannot write"])
    assert not out.exists() and source.read_text(encoding="utf-8").startswith("respondent,")
    done = subprocess.run([tools.program, "import", "-", "--survey", str(SMALL / "survey.yaml"), "-o", str(out)], input=source.read_bytes(), capture_output=True, check=False)
    assert done.returncode == 0 and out.exists(), done.stderr


def filled(path):
    """What capgap check asks for, filled in as a person would: some items measure a competency, one an attitude."""
    text = path.read_text(encoding="utf-8")
    head, items = text.split("\nitems:\n")
    for number in range(items.count("    scale: ")):
        items = items.replace("    scale: ", "    competency: 2.1\n    SCALE: " if number else "    attitude: trust\n    SCALE: ", 1)
    items = items.replace("SCALE", "scale").replace("  # cut_scores: ", "  cut_scores: {values: [20, 40, 60, 80], method: {en: equal steps}, source: limesurvey}\n  # ")
    items = items.replace("# notice:\n", "notice:\n")
    for part in ("controller", "legal_basis", "purpose", "excluded_uses", "retention", "contact"):
        items = items.replace(f"#   {part}: {{en: ...}}", f"  {part}: {{en: words}}")
    path.write_text(head.replace("# disclaimer: ", "disclaimer: ") + "\nitems:\n" + items, encoding="utf-8")


def test_a_structure_file_becomes_a_survey_that_asks_for_the_rest(tools):
    survey, mapping = tools.scratch / "s.yaml", tools.scratch / "s.mapping.yaml"
    command = ("import", LSS, "--from", "lss", "--framework", "builtin:unesco-dcf/2022", "-o", survey, "--data", TOP)
    done = tools.capgap(*command)
    assert "8 items and 4 background questions" in done.stdout and "'why' is left out" in done.stderr
    asked = tools.capgap("check", survey, "--data", TOP, expect=1).stderr.splitlines()
    assert len(asked) == 8 + 3, asked
    assert sum("exactly one of 'competency', 'attitude' and 'anchors'" in line for line in asked) == 8
    assert "there is such a file already" in tools.capgap(*command, expect=1).stderr
    filled(survey)
    left = tools.capgap("check", survey, "--data", TOP).stderr
    assert "error" not in left, left
    mapping.write_text(mapping.read_text(encoding="utf-8") + "institution: {constant: office}\nprofile: {constant: clerk}\n", encoding="utf-8")
    header = ["id", "submitdate", "startlanguage", "office", "staff", "sex", "work[SQ001]", "work[SQ002]", "sure", "tools[a]", "tools[b]", "rules[r1]", "trend[t1]", "five[f1]", "ten[n1]"]
    codes = [["1", "", "en", "hq", "Y", "F", "A1", "A4", "5", "Y", "", "U", "D", "3", "10"], ["2", "", "fr", "-oth-", "N", "M", "A3", "A2", "", "", "Y", "Y", "I", "1", "1"]]
    words = [["1", "", "en", "Head office", "Yes", "Female", "Never", "Don't know", "5", "Yes", "N/A", "Uncertain", "Decrease", "3", "10"],
             ["2", "", "fr", "Autre", "Non", "Masculin", "Souvent", "Parfois", "", "", "Oui", "Oui", "Augmentation", "1", "1"]]
    texts = []
    for name, lines in {"codes": codes, "words": words}.items():
        source = write_csv(tools.scratch / f"{name}.csv", [header, *lines])
        bring(tools, source, "--mapping", mapping, survey=survey, out=tools.scratch / f"{name}-tidy.csv", said=["2 rows read, 0 set aside, 2 written"])
        texts.append((tools.scratch / f"{name}-tidy.csv").read_text(encoding="utf-8"))
        # Without the mapping the survey alone tells where each answer is.
        bring(tools, source, survey=survey, out=tools.scratch / f"{name}-again.csv", expect=1, said=["no column is sure or likely to be 'institution'"])
        again = load(tools.scratch / f"{name}-again.mapping.yaml")
        expected = {id: rule["code"] for id, rule in load(mapping)["items"].items()}
        if name == "codes":
            expected.pop("work_SQ002")  # A4, "Don't know", is no option of the survey any more: only the mapping made with it knows
        assert {id: rule["code"] for id, rule in again["items"].items()} == expected, again
    assert texts[0] == texts[1], texts
    assert "\n1,office,clerk,hq,F,Y,,Y,A1,dk,5,U,D,3,10\n" in texts[0], texts[0]


if __name__ == "__main__":
    sys.exit(run_named_test(globals()))
