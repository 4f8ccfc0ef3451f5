#!/usr/bin/env python3
"""Makes each mistake of tests/invalid/ in a copy of the valid round in base/, and compares what the program says with what it must say.

    python3 tests/invalid/run_invalid.py --program PATH_TO_CAPGAP [--show] [KIND | KIND/MISTAKE]...

README.md in this folder says how a case is written. --show prints every message, for people to judge.
Exit code 0: every case passes; 1: some do not.
"""
import argparse
import csv
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
HERE_MARK, LINE_MARK = "▸", "▹"
STANDS_FOR = {"→": "\t", "⍽": "\u00a0", "␛": "\x1b", "␀": "\0", "␃": "\x03", "␄": "\x04", "␔": "\x14"}
# What means nothing to somebody who only wants to assess the staff of a ministry.
JARGON = ("scalar", "node", "sequence", "json", "pointer", "token", "parse", "syntax", "regex", "valijson", "yaml-cpp", "schema", "std::", "null",
          "bad file", "invalid", "malformed", "exception", "assert", "uint", "0x")


@dataclass
class Expected:
    severity: str
    words: list
    at: str | None = None  # "FILE" or "FILE:LINE"; without it the next mark


@dataclass
class Case:
    name: str
    about: str = ""
    files: dict = field(default_factory=dict)  # name -> bytes; None: taken away
    marks: list = field(default_factory=list)  # (file, line, column), in the order of the case
    expected: list = field(default_factory=list)
    never: list = field(default_factory=list)
    variables: dict = field(default_factory=dict)
    file: str = "assessment.yaml"
    runs: bool = True  # else the file is only checked
    call: list = field(default_factory=list)  # another command than `capgap check`, with its arguments
    run_exit: int | None = None
    alone: bool = True


class Malformed(Exception):
    """The case itself is wrong."""


# A case as it is written


def without_marks(name, lines):
    """The lines as the program reads them, and the places that were marked in them."""
    marks, out = [], []
    for number, line in enumerate(lines, 1):
        while mark := re.search(f"[{HERE_MARK}{LINE_MARK}]", line):
            before = line[:mark.start()]
            column = len(next(csv.reader([before or '""']))) if name.endswith(".csv") else len(before) + 1
            marks.append((name, number, 0 if mark[0] == LINE_MARK else column))
            line = before + line[mark.end():]
        for sign, meant in STANDS_FOR.items():
            line = line.replace(sign, meant)
        out.append(line)
    return out, marks


def place_of(old, lines, name):
    places = [i for i in range(len(lines) - len(old) + 1) if lines[i:i + len(old)] == old]
    if len(places) != 1:
        raise Malformed(f"{name} has {len(places)} places for: {' | '.join(old)}")
    return places[0]


def patched(name, base, hunks):
    """The lines of a file after its hunks, and the marks in them. A hunk without old lines goes to the end."""
    lines = list(base)
    for old, new in hunks:
        at = place_of(old, lines, name) if old else len(lines)
        lines[at:at + len(old)] = new
    return without_marks(name, lines)


def as_bytes(lines, form):
    text = "".join(line + "\n" for line in lines)
    if form == "crlf":
        return text.replace("\n", "\r\n").encode()
    return text.encode(form or "utf-8")


def blocks_of(text):
    """(command, rest, hunks) for each line that is no part of a hunk. An empty line ends a hunk."""
    blocks = []
    for line in text.splitlines():
        sign, is_hunk = line[:1], line[:1] in ("-", "+") and line[1:2] in ("", " ")
        if is_hunk:
            hunks = blocks[-1][2]
            if not hunks or hunks[-1] is None or (sign == "-" and hunks[-1][1]):
                hunks.append(([], []))
            hunks[-1][sign == "+"].append(line[2:])
        elif line.strip():
            command, _, rest = line.partition(" ")
            blocks.append((command, rest.strip(), []))
        elif blocks:
            blocks[-1][2].append(None)
    return [(command, rest, [hunk for hunk in hunks if hunk]) for command, rest, hunks in blocks]


def words_of(text):
    return [word.strip() for word in text.split("|")]


def expectation(severity, rest):
    at = None
    if rest.startswith("at "):
        at, rest = rest[3:].split(": ", 1)
    return Expected(severity, words_of(rest), at)


def read_base(name):
    path = HERE / "base" / name
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def add_file(case, command, rest, hunks):
    name, *form = rest.split(" as ")
    base = [] if command == "new" else read_base(name)
    lines, marks = patched(name, base, hunks)
    case.files[name] = as_bytes(lines, form[0] if form else None)
    case.marks += marks


def read_case(path):
    case = Case(str(path.relative_to(HERE).with_suffix("")))
    for command, rest, hunks in blocks_of(path.read_text(encoding="utf-8")):
        if command == "#":
            case.about += rest + " "
        elif command in ("in", "new"):
            add_file(case, command, rest, hunks)
        elif command == "remove":
            case.files[rest] = None
        elif command in ("error:", "warning:", "remark:"):
            case.expected.append(expectation(command[:-1], rest))
        elif command in ("error", "warning", "remark"):
            case.expected.append(expectation(command, rest))
        elif command == "never:":
            case.never += words_of(rest)
        elif command == "set":
            name, _, value = rest.partition("=")
            case.variables[name] = value
        elif command == "assessment":
            case.file = rest
        elif command == "check" and rest.startswith("--"):
            case.call, case.runs = [command, *rest.split()], False
        elif command == "check":
            case.file, case.runs = rest, False
        elif command in ("import", "export", "notice", "open", "report", "archive"):
            case.call, case.runs = [command, *rest.split()], False
        elif command == "run" and rest.startswith("exit "):
            case.run_exit = int(rest[5:])
        elif command == "round" and rest == "only":
            case.alone = False
        elif command:
            raise Malformed(f"unknown line: {command} {rest}")
    if not case.about:
        raise Malformed("the case does not say what the mistake is: # ...")
    return with_places(case)


def with_places(case):
    """Every expectation gets its place."""
    marks = list(case.marks)
    for one in case.expected:
        if one.at is None:
            if not marks:
                raise Malformed(f"no {HERE_MARK} for: {' | '.join(one.words)}")
            one.at = marks.pop(0)
        else:
            name, *numbers = one.at.split(":")
            one.at = (name, *[int(number) for number in numbers], 0, 0)[:3]
    if marks:
        raise Malformed(f"{len(marks)} marks too many")
    return case


def cases_of(name):
    return sorted((HERE / name).glob("*.case")) if (HERE / name).is_dir() else [HERE / f"{name}.case"]


# A case as it runs


def write_round(case, folder):
    shutil.copytree(HERE / "base", folder, dirs_exist_ok=True)
    for name, content in case.files.items():
        if content is None:
            (folder / name).unlink()
        else:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)


def call(program, arguments, case, folder):
    environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", **case.variables}
    done = subprocess.run([program, *arguments, "--diagnostics", "json"], cwd=folder, env=environment, capture_output=True, timeout=60, check=False)
    return done.returncode, [json.loads(line) for line in done.stderr.decode("utf-8").splitlines()]


def in_words(one):
    place = ":".join([one["file"], *[str(number) for number in (one["line"], one["column"]) if number]])
    return f"{place}: {one['severity']}: {one['message']}{'; ' if one['hint'] else ''}{one['hint']} [{one['code']}]"


def place_in_words(at):
    return ":".join([at[0], *[str(number) for number in at[1:] if number]])


def faults_of(case, said):
    """How what was said differs from what is expected. Remarks count only where the case speaks of remarks."""
    with_remarks = any(one.severity == "remark" for one in case.expected)
    said = [one for one in said if one["severity"] != "remark" or with_remarks]
    left = list(said)
    for wanted in case.expected:
        here = [one for one in left if one["severity"] == wanted.severity and (one["file"], one["line"], one["column"]) == wanted.at]
        text = " | ".join(wanted.words)
        if not here:
            yield f"nothing is said at {place_in_words(wanted.at)}: {wanted.severity}: {text}"
            continue
        fits = [one for one in here if all(word in one["message"] + "; " + one["hint"] for word in wanted.words)]
        if not fits:
            yield f"expected {text}; found {in_words(here[0])}"
        left.remove((fits or here)[0])
    for one in left:
        yield f"not expected: {in_words(one)}"
    for one in said:
        text = (one["message"] + "; " + one["hint"]).lower()
        for word in case.never:
            if word.lower() in text:
                yield f"must not say '{word}': {in_words(one)}"
        text = re.sub(r"\b(manifest|results)\.json\b", "", text)  # files of ours are called so
        for word in JARGON:
            if re.search(r"(?<![\w'])" + re.escape(word) + r"(?![\w'])", text):
                yield f"'{word}' is no word for the reader: {in_words(one)}"
        if not re.fullmatch(r"CG\d{4}", one["code"]):
            yield f"no code: {in_words(one)}"


def checks(case, program, scratch, show):
    folder = scratch / case.name.replace("/", "-")
    write_round(case, folder)
    refused = 1 if any(one.severity == "error" for one in case.expected) else 0
    if case.call and case.run_exit is not None:
        refused = case.run_exit
    code, said = call(program, case.call or ["check", case.file], case, folder)
    if show:
        print(f"\n{case.name}: {case.about.strip()}")
        for one in said:
            print(f"    {in_words(one)}")
    yield from faults_of(case, said)
    if code != refused:
        yield f"capgap {case.call[0] if case.call else 'check'} ends with {code}, not {refused}"
    if case.call:
        yield from check_written(case, folder, refused)
        return
    yield from checks_alone(case, program, folder)
    if case.runs:
        yield from check_run(case, program, folder, refused if case.run_exit is None else case.run_exit)


def checks_alone(case, program, folder):
    """A YAML file that is checked by itself is told the same."""
    changed = [name for name in case.files if name.endswith(".yaml") and name != case.file]
    if not case.alone or len(case.files) != 1 or not changed:
        return
    code, said = call(program, ["check", *changed], case, folder)
    yield from (f"alone: {fault}" for fault in faults_of(case, said))
    if code == 0 and any(one.severity == "error" for one in case.expected):
        yield "alone: capgap check finds no error"


def check_written(case, folder, refused):
    """What -o or --brief names is written as a whole or not at all."""
    names = [word for word in case.call if word in ("-o", "--brief")]
    if not names:
        return
    written = folder / case.call[case.call.index(names[0]) + 1]
    if refused and written.is_file() and written.name not in case.files and not (HERE / "base" / written.name).exists():
        yield f"capgap {case.call[0]} leaves {written.name}, which it refused"
    if list(folder.rglob("*.part")):
        yield f"capgap {case.call[0]} leaves a part of a file"


def check_run(case, program, folder, wanted):
    code, said = call(program, ["run", case.file, "--out", "out", *([] if wanted else ["--no-report"])], case, folder)
    if code != wanted:
        yield f"capgap run ends with {code}, not {wanted}"
    if (folder / "out").exists() != (wanted == 0):
        yield "capgap run leaves results of a round that it refused" if wanted else "capgap run leaves no results"
    without_remarks = Case(case.name, expected=[one for one in case.expected if one.severity != "remark"])
    yield from (f"run: {fault}" for fault in faults_of(without_remarks, said))


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--program", required=True, help="the capgap to test")
    arguments.add_argument("--show", action="store_true", help="print every message")
    arguments.add_argument("case", nargs="*", help="KIND/MISTAKE, or KIND for all of it; default: all")
    options = arguments.parse_args()
    program = str(Path(options.program).resolve())
    paths = [path for name in options.case for path in cases_of(name)] or sorted(HERE.glob("*/*.case"))
    failed = 0
    with tempfile.TemporaryDirectory() as scratch:
        for path in paths:
            try:
                case = read_case(path)
                faults = list(checks(case, program, Path(scratch), options.show))
            except Malformed as problem:
                faults = [f"the case is wrong: {problem}"]
            failed += bool(faults)
            for fault in faults:
                print(f"{path.relative_to(HERE).with_suffix('')}: {fault}")
    print(f"{len(paths)} cases, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
