"""Keeps engine/docs/diagnostics.md the same as the codes in the source: check_diagnostics.py [--write] [TOP].

Codes are defined in the codes.hpp of each folder, one a line with its meaning behind it:
    inline constexpr const char* raking_did_not_converge = "CG1903";  ///< warning: ...
No code and no name may be defined twice; a code that is mentioned anywhere in the sources, tests or pages must be defined. --write makes the page anew.
"""

import argparse
import dataclasses
import pathlib
import re
import sys

PAGE = "engine/docs/diagnostics.md"
HEAD = """\
# Diagnostics

Whatever is wrong with data from outside is said as `file:line:column: error: what is wrong, what was expected (what to do) [CGnnnn]`, all of it at once. A code keeps its meaning for ever, whatever the words beside it;
one that is no longer used is not given to anything else. An *error* stops the command (an error of one row of answers sets that row aside and the run says how many); a *warning* is about a result you may not want; a *remark* is
something to know. `--diagnostics json` writes one object per line with the same code.

`engine/tools/check_diagnostics.py --write` makes this page from the `codes.hpp` of each folder.
"""
OWN_FILES = ("check_diagnostics.py", "check_diagnostics_test.py")
TEXT_ENDINGS = {".cpp", ".hpp", ".py", ".md", ".yaml", ".json", ".txt", ".csv"}

# A definition may be wrapped, and its meaning go on in further lines of ///<. A comment of its own begins a group: // CG1900-CG1909: weights
DEFINITION = re.compile(r'^inline constexpr const char\*\s+(?P<name>\w+)\s*=\s*"(?P<code>CG\d{4})";(?P<meaning>(?:\s*///<[^\n]*)*)|^// (?:CG[\dx]{4}(?:-CG[\dx]{4})?: )?(?P<group>.+)$',
                        re.MULTILINE)
MENTION = re.compile(r"\bCG\d{4}\b")
KIND = re.compile(r"^(warning|remark): ")


@dataclasses.dataclass(frozen=True)
class Code:
    code: str
    name: str
    meaning: str
    about: str
    header: str
    line: int

    @property
    def kind(self):
        match = KIND.match(self.meaning)
        return match.group(1) if match else "error"

    @property
    def row(self):
        meaning = (KIND.sub("", self.meaning) or self.name.replace("_", " ")).replace("|", "\\|")
        return f"| {self.code} | {self.kind} | {meaning} |"


def read_header(path, name):
    text = path.read_text(encoding="utf-8")
    about = ""
    for match in DEFINITION.finditer(text):
        if match["group"]:
            about = match["group"]
        else:
            meaning = " ".join(match["meaning"].replace("///<", " ").split())
            yield Code(match["code"], match["name"], meaning, about, name, text.count("\n", 0, match.start()) + 1)


def codes_of(top):
    headers = sorted((top / "engine" / "capgap").rglob("codes.hpp"))
    codes = [code for path in headers for code in read_header(path, path.relative_to(top).as_posix())]
    return sorted(codes, key=lambda code: (code.code, code.header))


def page(codes):
    """One table per header, in the order of their first codes; a line between the groups of a header says what each is about."""
    out = [HEAD]
    for header in dict.fromkeys(code.header for code in codes):
        folder = header.removeprefix("engine/capgap/").removesuffix("/codes.hpp")
        out.append(f"\n## `{folder}`\n\n| code | kind | what is wrong |\n|---|---|---|\n")
        about = None
        for code in (code for code in codes if code.header == header):
            if code.about != about and code.about:
                out.append(f"| | | **{code.about}** |\n")
            about = code.about
            out.append(code.row + "\n")
    return "".join(out)


def twice(codes, key, what):
    first = {}
    for code in codes:
        other = first.setdefault(key(code), code)
        if other is not code:
            yield f"{code.header}:{code.line}: the {what} {key(code)} stands in {other.header}:{other.line} too"


def undefined(top, codes):
    defined = {code.code for code in codes}
    files = [path for folder in ("engine", "tests", "examples", "reports") for path in sorted((top / folder).rglob("*"))]
    for path in files:
        if path.suffix not in TEXT_ENDINGS or not path.is_file() or path == top / PAGE or path.name in ("codes.hpp", *OWN_FILES):
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            for mention in MENTION.findall(line):
                if mention not in defined:
                    yield f"{path.relative_to(top).as_posix()}:{number}: {mention} is defined in no codes.hpp"


def problems(top):
    codes = codes_of(top)
    found = [*twice(codes, lambda code: code.code, "code"), *twice(codes, lambda code: code.name, "name"), *undefined(top, codes)]
    written = (top / PAGE).read_text(encoding="utf-8") if (top / PAGE).exists() else ""
    if written != page(codes):
        missing = sorted({code.code for code in codes if code.row not in written})
        gone = sorted({mention for mention in MENTION.findall(written.removeprefix(HEAD))} - {code.code for code in codes})
        found.append(f"{PAGE}: is not what the codes say; run engine/tools/check_diagnostics.py --write"
                     + (f"; new or changed: {' '.join(missing)}" if missing else "") + (f"; gone: {' '.join(gone)}" if gone else ""))
    return found


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="make the page anew")
    parser.add_argument("top", nargs="?", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parents[2])
    options = parser.parse_args(arguments)
    if options.write:
        (options.top / PAGE).write_text(page(codes_of(options.top)), encoding="utf-8")
    found = problems(options.top)
    print("\n".join(found) if found else f"{len(codes_of(options.top))} codes, each on the page.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
