#!/usr/bin/env python3
"""Other people's files, as a user runs the program on them. reading.py --program capgap --dump dump_tables TEST; exit code 77: skipped, with the reason.

Files are written by Python's own codecs and csv module; which rows count is worked out here, or by tests/reference/oracle.py.
"""
import csv
import io
import json
import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

from running import TOP, Skipped, compare, real_data, rows, run_named_test, same_folder

MINISTRY = TOP / "examples" / "ministry"
RESEARCH = TOP / "examples" / "research-software-2018"
INSTRUMENT = "    responses: responses.csv\n    format: tidy\n"
ENCODINGS = {"utf-8": "utf-8", "utf-8-sig": "utf-8", "utf-16": "utf-16", "utf-16-le": "utf-16", "utf-16-be": "utf-16", "cp1252": "windows-1252", "gb18030": "gb18030"}
DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab"}


def table():
    """The answers of the simulated ministry, with weights and letters that ASCII does not have."""
    with open(MINISTRY / "responses.csv", encoding="utf-8", newline="") as file:
        header, *people = csv.reader(file)
    lines = [header + ["weight", "seconds"]]
    for i, person in enumerate(people[::2]):
        lines.append([f"é-{person[0]}" if i % 3 == 0 else person[0], *person[1:], f"{1 + i % 4 / 4}", f"{60 + i % 100 / 10}"])
    return lines


def ministry(tools, name, lines, keys="", encoding="utf-8", delimiter=",", line_end="\n", decimal=".", survey=None):
    """The example with other answers and further keys of its instrument."""
    folder = tools.scratch / name
    shutil.copytree(MINISTRY, folder, ignore=shutil.ignore_patterns("out"))
    text = (folder / "assessment.yaml").read_text(encoding="utf-8")
    assert INSTRUMENT in text
    text = text.replace(INSTRUMENT, INSTRUMENT + "".join(f"    {line}\n" for line in keys.splitlines()))
    if survey:
        (folder / "survey.yaml").write_text(survey, encoding="utf-8")
        text = text.replace("survey: builtin:dcf-self/1.0", "survey: survey.yaml")
    (folder / "assessment.yaml").write_text(text, encoding="utf-8")
    numbers = [lines[0].index(column) for column in ("weight", "seconds") if column in lines[0]]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=line_end)
    writer.writerow(lines[0])
    for line in lines[1:]:
        writer.writerow([cell.replace(".", decimal) if i in numbers else cell for i, cell in enumerate(line)])
    (folder / "responses.csv").write_bytes(out.getvalue().encode(encoding))
    return folder / "assessment.yaml"


def run(tools, assessment, name, *options, said=(), expect=0):
    done = tools.capgap("run", assessment, "--out", tools.scratch / name, "--data", TOP, "--no-report", *options, expect=expect)
    for words in said:
        assert words in done.stderr, (words, done.stderr)
    return tools.scratch / name


def same_results(a, b):
    """All files but the manifest, which holds the hash of the answers."""
    for folder in (a, b):
        (folder / "manifest.json").unlink(missing_ok=True)
    same_folder(a, b)


def test_same_results_whatever_the_encoding_and_delimiter(tools):
    lines = table()[:601]
    first = run(tools, ministry(tools, "utf-8", lines), "first", "--persons")
    (first / "manifest.json").unlink()
    assert any("é-p" in row["respondent"] for row in rows(first / "restricted" / "scores.csv"))
    for encoding, called in ENCODINGS.items():
        for delimiter, spoken in DELIMITERS.items():
            line_end = {",": "\n", ";": "\r\n", "\t": "\r"}[delimiter]
            guessed = encoding in ("cp1252", "gb18030")
            said = [f"{spoken}s between the fields"] if delimiter != "," else []
            said += [{"utf-16": "as UTF-16", "windows-1252": "[CG1016]", "gb18030": "[CG1016]"}[called]] if called != "utf-8" else []
            name = f"{encoding}-{spoken}"
            decimal = {",": ".", ";": ",", "\t": "."}[delimiter]
            keys = "file: {decimal: comma}" if decimal == "," else ""
            found = run(tools, ministry(tools, name, lines, keys, encoding, delimiter, line_end, decimal), name + "-out", "--persons", said=said)
            same_results(first, found)
            if delimiter == ";" or guessed:
                stated = f"file: {{encoding: {called}, delimiter: {spoken}, decimal: {'comma' if decimal == ',' else 'point'}}}"
                again = ministry(tools, name + "-stated", lines, stated, encoding, delimiter, line_end, decimal)
                done = tools.capgap("run", again, "--out", tools.scratch / (name + "-again"), "--data", TOP, "--no-report", "--persons")
                assert "CG1015" not in done.stderr and "CG1016" not in done.stderr, done.stderr
                same_results(first, tools.scratch / (name + "-again"))
            for path in tools.scratch.glob(name + "*"):
                shutil.rmtree(path)


def test_a_decimal_comma_must_be_said(tools):
    path = ministry(tools, "comma", table()[:4], delimiter=";", decimal=",")
    run(tools, path, "comma-out", "--strict", said=["'1,0' is no weight", "file: {decimal: comma}"], expect=1)


def repeated(lines):
    """The first, third and last person again, with other answers; the third twice."""
    other = [line[:] for line in (lines[1], lines[3], lines[3], lines[-1])]
    for shift, line in enumerate(other):
        column = lines[0].index("c11a")
        line[column] = str((shift + 1) % 4)
    return lines[:50] + other[:2] + lines[50:] + other[2:]


def test_one_row_of_a_repeated_id(tools):
    lines = table()
    all_rows = repeated(lines)
    ids = [line[0] for line in all_rows]
    kept = {"set_aside": [line for line in all_rows if ids.count(line[0]) == 1],
            "first": [line for i, line in enumerate(all_rows) if ids.index(line[0]) == i],
            "last": [line for i, line in enumerate(all_rows) if line[0] not in ids[i + 1:]]}
    for policy, expected in kept.items():
        found = run(tools, ministry(tools, policy, all_rows, f"duplicates: {policy}"), policy + "-out", "--persons")
        alone = run(tools, ministry(tools, policy + "-alone", expected), policy + "-alone-out", "--persons")
        quality = {row["statistic"]: row for row in rows(found / "quality.csv") if row["kind"] == "run"}
        assert (quality["duplicated_ids"]["value"], quality["duplicated_ids"]["n"]) == ("3", "7"), quality
        flag = {"set_aside": "set_aside", "first": "first_used", "last": "last_used"}[policy]
        assert quality["duplicated_ids"]["flag"] == flag
        assert quality["rows_left_out"]["value"] == ("0" if policy == "set_aside" else "4")
        assert quality["rows_set_aside"]["value"] == ("7" if policy == "set_aside" else "0")
        for folder in (found, alone):  # they differ in what was read, and in the counts of it
            (folder / "quality.csv").unlink()
            (folder / "results.json").unlink()
        same_results(found, alone)
    path = tools.scratch / "first" / "assessment.yaml"
    run(tools, path, "strict", "--strict")
    run(tools, tools.scratch / "set_aside" / "assessment.yaml", "strict", "--strict", said=["occurs more than once"], expect=1)


def with_flags(tools, name, keys):
    """The ministry with a questionnaire of which every fifth item is reversed, and people who give one option, or hardly need any time."""
    survey, reversed_items, number = [], [], 0
    for line in (TOP / "surveys" / "dcf-self" / "1.0" / "survey.yaml").read_text(encoding="utf-8").splitlines():
        survey.append(line)
        if line.strip() == "scale: practice":
            number += 1
            if number % 5 == 0:
                survey.append(line.replace("scale: practice", "reversed: true"))
    assert number == 42, "the questionnaire has changed its form"
    header, *people = table()
    lines = [header, *people[::2]]
    items = [i for i, column in enumerate(header) if column.startswith("c") and len(column) == 4]
    for i, line in enumerate(lines[1:]):
        if i % 9 == 0:
            for j in items:
                line[j] = "2"
        if i % 27 == 0:
            line[items[i // 27 % len(items)]] = "dk"
            line[items[-1 - i // 27 % 3]] = "na"
        if i % 54 == 0:
            line[items[20]] = line[items[22]] = "1"
        line[header.index("seconds")] = "" if i % 7 == 0 else str(30 + i % 97)
    path = ministry(tools, name, lines, keys, survey="\n".join(survey) + "\n")
    text = path.read_text(encoding="utf-8")
    alone = [line for line in text.splitlines() if not line.startswith(("population:", "weighting:"))]
    path.write_text("\n".join(alone) + "\n", encoding="utf-8")
    return path


def test_flags_equal_the_oracle(tools):
    counts = {}
    for name, keys in {"kept": "", "straight": "leave_out: [straightlining]", "fast": "leave_out: [speeding]", "both": "leave_out: [speeding, straightlining]"}.items():
        path = with_flags(tools, name, keys + "\nbreakdowns: [working_language]")
        tables = "gaps,attitudes,wanted,order,alpha"
        oracle = tools.oracle(path, name + "-oracle", "--full-precision", "--no-disclosure", "--tables", tables)
        compare(tools.dump(path, name + "-dump", tools.scratch / "primary", "primary-only"), oracle, 1e-9, tables)
        quality = {row["statistic"]: row for row in rows(run(tools, path, name + "-out") / "quality.csv") if row["kind"] == "run"}
        with open(oracle / "flags.json", encoding="utf-8") as file:
            expected = json.load(file)
        found = {"straightlining": int(quality["straightlining"]["value"]), "straightlining_judged": int(quality["straightlining"]["n"]),
                 "speeding": int(quality["speeding"]["value"]), "speeding_judged": int(quality["speeding"]["n"]), "left_out": int(quality["rows_left_out"]["value"])}
        assert found == expected, (name, found, expected)
        counts[name] = found
        total = sum(int(quality[one]["value"]) for one in ("rows_set_aside", "rows_left_out", "empty", "respondents"))
        assert total == int(quality["rows_read"]["value"])
    assert counts["kept"]["left_out"] == 0 < counts["straight"]["left_out"] < counts["both"]["left_out"]
    assert 50 < counts["kept"]["straightlining"] < counts["kept"]["straightlining_judged"] and 50 < counts["kept"]["speeding"]


def test_standard_input_and_pipes(tools):
    lines = table()
    expected = run(tools, ministry(tools, "file", lines), "file-out")
    path = tools.scratch / "file" / "assessment.yaml"
    answers = (tools.scratch / "file" / "responses.csv").read_bytes()
    text = path.read_text(encoding="utf-8")
    temporary = tools.scratch / "temporary"
    temporary.mkdir()
    path.write_text(text.replace("responses: responses.csv", 'responses: "-"'), encoding="utf-8")
    environment = {**os.environ, "TMPDIR": str(temporary)}

    def capgap(*arguments, **how):
        return subprocess.run([tools.program, *map(str, arguments), "--data", TOP], env=environment, capture_output=True, check=False, timeout=120, **how)

    done = capgap("run", path, "--out", tools.scratch / "input-out", "--no-report", input=answers)
    assert done.returncode == 0, done.stderr
    assert b"/proc/" not in done.stderr + (tools.scratch / "input-out" / "manifest.json").read_bytes()
    broken = capgap("check", path, input=answers.replace(b"counters-hollin", b"nowhere", 1))
    assert broken.returncode == 1 and b"standard input:2:2: error: unknown institution 'nowhere'" in broken.stderr, broken.stderr
    os.mkfifo(tools.scratch / "file" / "pipe")
    path.write_text(text.replace("responses: responses.csv", "responses: pipe"), encoding="utf-8")
    threading.Thread(target=(tools.scratch / "file" / "pipe").write_bytes, args=[answers], daemon=True).start()
    done = capgap("run", path, "--out", tools.scratch / "pipe-out", "--no-report")
    assert done.returncode == 0, done.stderr
    assert not list(temporary.iterdir()), "what was kept meanwhile is still there"
    same_results(expected, tools.scratch / "input-out")
    same_results(expected, tools.scratch / "pipe-out")
    # Nowhere to keep it: the environment's fault.
    path.write_text(text.replace("responses: responses.csv", 'responses: "-"'), encoding="utf-8")
    done = subprocess.run([tools.program, "check", str(path), "--data", str(TOP)], capture_output=True, check=False,
                          env={**os.environ, "TMPDIR": str(tools.scratch / "no-such-folder")}, input=answers, timeout=120)
    assert done.returncode == 4 and b"TMPDIR" in done.stderr, (done.returncode, done.stderr)


def test_nothing_is_broken_down_by_a_question_without_a_column(tools):
    """The other breakdowns stay what they are, and the working languages are found where they stand now."""
    lines = table()
    at = lines[0].index("gender")
    everything = run(tools, ministry(tools, "asked", lines), "asked-out")
    less = run(tools, ministry(tools, "unasked", [line[:at] + line[at + 1:] for line in lines]), "unasked-out",
               said=["question 'gender' has no column: nobody's answer to it is known, and nothing is broken down by it"])
    for name in ("gaps", "levels", "attitudes"):
        before, after = rows(everything / f"{name}.csv"), rows(less / f"{name}.csv")
        keys = [[row[column] for column in ("institution", "dimension", "category")] for row in before if row["dimension"] != "gender"]
        assert [[row[column] for column in ("institution", "dimension", "category")] for row in after] == keys, name
    languages = [row["reason"].split("language=")[1].split(";")[0] for row in rows(less / "recommendations.csv") if "language=" in row["reason"]]
    assert languages and "not_checked" not in languages, set(languages)


def test_a_terminal_is_told_how_far_it_is(tools):
    """Answers that take more than a second to come: a line that is drawn over itself, and is gone at the end. None where nobody reads."""
    lines = table()
    path = ministry(tools, "slow", lines)
    answers = (tools.scratch / "slow" / "responses.csv").read_bytes()
    path.write_text(path.read_text(encoding="utf-8").replace("responses: responses.csv", 'responses: "-"'), encoding="utf-8")

    def seen(*options):
        try:
            terminal, other_end = os.openpty()
        except OSError as failure:
            raise Skipped(f"there are no terminals here: {failure}") from failure
        command = [tools.program, "run", path, "--out", tools.scratch / "slow-out", "--no-report", "--data", TOP, *options]
        with subprocess.Popen(list(map(str, command)), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=other_end) as running:
            os.close(other_end)
            time.sleep(1.2)
            running.stdin.write(answers)
            running.stdin.close()
            out = b""
            try:
                while more := os.read(terminal, 1 << 16):
                    out += more
            except OSError:  # how Linux tells that nobody writes any more
                pass
            os.close(terminal)
        assert running.returncode == 0, out
        return out

    drawn = seen()
    for stage in (b"reading", b"scoring", b"finding gaps", b"protecting small groups", b"writing"):
        assert b"\r" + stage in drawn, (stage, drawn)
    assert b"\rwriting" + b" " * 16 + b"\r" + b" " * 7 + b"\r" in drawn, drawn
    assert b"\r" not in seen("--diagnostics", "json").replace(b"\r\n", b"\n")
    run(tools, ministry(tools, "quick", lines), "quick-out")  # not a terminal
    quiet = tools.capgap("run", tools.scratch / "quick" / "assessment.yaml", "--out", tools.scratch / "quick-out", "--no-report", "--data", TOP)
    assert "\r" not in quiet.stderr, quiet.stderr


def test_the_real_export_in_utf_16_with_semicolons(tools):
    """707 columns, labels with byte-order marks, line ends in answers: read by Python's csv module, written in another form."""
    folder = real_data() / "rse-2018"
    with open(folder / "responses.csv", encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))
    expected = run(tools, RESEARCH / "assessment.yaml", "export-out")
    copy = tools.scratch / "export"
    shutil.copytree(RESEARCH, copy, ignore=shutil.ignore_patterns("out"))
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_ALL).writerows(lines)
    (copy / "responses.csv").write_bytes(out.getvalue().encode("utf-16"))
    path = copy / "assessment.yaml"
    text = path.read_text(encoding="utf-8")
    assert "responses: ${REAL_DATA}/rse-2018/responses.csv" in text
    path.write_text(text.replace("${REAL_DATA}/rse-2018/responses.csv", "responses.csv"), encoding="utf-8")
    same_results(expected, run(tools, path, "export-again", said=["as UTF-16, with semicolons between the fields"]))


if __name__ == "__main__":
    sys.exit(run_named_test(globals()))
