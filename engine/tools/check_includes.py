"""Checks that the source keeps its layers: check_includes.py [TOP]. Exits with 1 and one line per problem, file:line: what is wrong.

- a folder of engine/capgap, and engine/cli, includes only what LAYERS allows it (engine/docs/layering.md shows the same table, and is compared);
- a library of others is included in the one folder that knows it, and never in a header;
- every header begins with #pragma once, and includes are written <capgap/folder/file.hpp>;
- no source file is longer than 400 lines.
What cannot be kept stands in KNOWN or LONG_FILES with its reason; an entry that is no longer needed is a problem too.
"""

import pathlib
import re
import sys

DATA_TYPES = ["base", "framework", "survey", "assessment", "responses"]
COMPUTING = ["statistics", "measurement", "scoring", "gaps", "disclosure", "training", "report"]

# folder: what it may include beside itself, in the order in which the folders build on each other
LAYERS = {
    "base": [],
    "framework": ["base"],
    "survey": ["base", "framework"],
    "assessment": ["base", "framework", "survey"],
    "responses": ["base", "framework", "survey", "assessment"],
    "statistics": ["base"],
    "measurement": ["base", "survey", "responses", "statistics"],
    "scoring": ["base", "survey", "responses", "measurement"],
    "gaps": ["base", "framework", "assessment", "responses", "statistics", "scoring"],
    "disclosure": ["base", "assessment", "statistics", "gaps"],
    "training": ["base", "framework", "assessment", "gaps", "disclosure"],
    "report": DATA_TYPES + ["disclosure", "training"],
    "formats": DATA_TYPES + ["disclosure", "training", "report"],
    "pipeline": DATA_TYPES + COMPUTING,
    "files": DATA_TYPES + COMPUTING + ["formats", "pipeline"],
    "cli": DATA_TYPES + COMPUTING + ["formats", "pipeline", "files"],
}

# format: the formats that it is made of
MADE_OF = {"lss": ["xml"], "xlsx": ["xml"], "book": ["yaml", "xlsx"], "digcomp": ["xlsx"], "docx": ["zip"]}

# What is shown and written is also data of folders that compute: report and formats may include these headers of theirs, and no others.
DATA_HEADERS = {
    "capgap/gaps/tables.hpp",              # the tables before protection
    "capgap/measurement/instrument_calibration.hpp",
    "capgap/measurement/joint_calibration.hpp",  # what goes between sites
    "capgap/measurement/level_range.hpp",  # ScorePrecision, PersonLevels
    "capgap/scoring/scorer.hpp",           # ScoredBatch
    "capgap/statistics/interval.hpp",      # Interval
}

# These declare, and cost nothing: headers may include them.
FORWARD_HEADERS = {"nlohmann/json_fwd.hpp"}
# library: how its includes begin, and the folders of engine that may include it, in .cpp files only
LIBRARIES = {
    "yaml-cpp": ("yaml-cpp/", ["capgap/formats/yaml"]),
    "valijson": ("valijson/", ["capgap/formats/yaml"]),
    "nlohmann-json": ("nlohmann/", ["capgap/formats/yaml", "capgap/formats/json"]),
    "libcsv": ("csv.h", ["capgap/formats/csv"]),
    "libxlsxwriter": ("xlsxwriter", ["capgap/formats/xlsx"]),
    "libzip": ("zip.h", ["capgap/formats/xlsx", "capgap/formats/zip"]),
    "expat": ("expat", ["capgap/formats/xml"]),
    "Random123": ("Random123/", ["capgap/statistics"]),
    "Eigen": (("Eigen/", "unsupported/Eigen/"), ["capgap/measurement"]),
    "libcrypto": ("openssl/", ["capgap/files"]),
    "CLI11": ("CLI/", ["cli"]),
}

# (file, what it includes): why the rule is broken there
KNOWN = {}

MAX_LINES = 400
# file: why it is longer
LONG_FILES = {}
SOURCE_ENDINGS = {".cpp", ".hpp", ".py", ".sh"}

INCLUDE = re.compile(r'^\s*#\s*include\s*(?:<([^>]+)>|"([^"]+)")')


def includes(path):
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        match = INCLUDE.match(line)
        if match:
            yield number, match.group(1) or match.group(2), match.group(2) is not None


def layer_of(name):
    """engine/capgap/formats/yaml/x.hpp -> formats; engine/cli/x.cpp -> cli."""
    parts = name.split("/")
    return parts[2] if parts[1] == "capgap" else parts[1]


def allowed(name, included):
    """Whether the file `name` may include `included`, written capgap/folder/file.hpp."""
    own, other = layer_of(name), included.split("/")[1]
    if own == other == "formats":  # formats do not know each other, but what they are made of
        return included.split("/")[2] in [name.split("/")[3], *MADE_OF.get(name.split("/")[3], [])]
    return own == other or other in LAYERS[own] or (own in ("report", "formats") and included in DATA_HEADERS)


def wrong_library(name, included):
    for library, (beginning, folders) in LIBRARIES.items():
        if not included.startswith(beginning):
            continue
        if name.endswith(".hpp") and included not in FORWARD_HEADERS:
            return f"a header includes {library}: keep it in one source file"
        if not any(name.startswith(f"engine/{folder}/") for folder in folders):
            return f"{library} is known to {' and '.join(folders)} only"
    return None


def include_problem(name, included, in_quotes):
    if in_quotes:
        return None if name.startswith("engine/cli/") else f'write <capgap/...>, not "{included}"'
    if included.startswith("capgap/"):
        if allowed(name, included):
            return None
        own, other = layer_of(name), included.split("/")[1]
        return f"{own} may not include {other}" if own != other else "one format may not include another"
    return wrong_library(name, included)


def check_file(path, name, used):
    layer = layer_of(name)
    if layer not in LAYERS:
        yield f"{name}:1: the folder {layer} has no place in the layers"
        return
    if name.endswith(".hpp") and "#pragma once" not in path.read_text(encoding="utf-8").splitlines()[:1]:
        yield f"{name}:1: a header begins with #pragma once"
    for number, included, in_quotes in includes(path):
        problem = include_problem(name, included, in_quotes)
        if problem and (name, included) in KNOWN:
            used.add((name, included))
        elif problem:
            yield f"{name}:{number}: {problem} ({included})"


def check_engine(top):
    used = set()
    for path in sorted((top / "engine").rglob("*.[ch]pp")):
        yield from check_file(path, path.relative_to(top).as_posix(), used)
    for name, included in sorted(set(KNOWN) - used):
        yield f"{name}:1: no longer includes {included}: take it out of KNOWN"


def check_lengths(top):
    for folder in ("engine", "tests", "examples"):
        for path in sorted(path for path in (top / folder).rglob("*") if path.suffix in SOURCE_ENDINGS):
            name = path.relative_to(top).as_posix()
            lines = len(path.read_text(encoding="utf-8").splitlines())
            if lines > MAX_LINES and name not in LONG_FILES:
                yield f"{name}:{lines}: longer than {MAX_LINES} lines: which second thing lives there?"
            if lines <= MAX_LINES and name in LONG_FILES:
                yield f"{name}:{lines}: no longer too long: take it out of LONG_FILES"


def check_page(top):
    """layering.md: the rows `| folder | may include | ... |` say what LAYERS says."""
    page = top / "engine" / "docs" / "layering.md"
    if not page.exists():
        yield "engine/docs/layering.md: is not there"
        return
    rows = {}
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) > 3 and cells[1].strip("`") in LAYERS:
            rows[cells[1].strip("`")] = (number, [] if cells[2] == "nothing" else re.findall(r"[a-z]+", cells[2]))
    for folder, others in LAYERS.items():
        number, shown = rows.get(folder, (1, None))
        if shown != others:
            yield f"engine/docs/layering.md:{number}: {folder} may include {', '.join(others) or 'nothing'}, the page says {'nothing' if not shown else ', '.join(shown)}"


def problems(top):
    return [*check_engine(top), *check_lengths(top), *check_page(top)]


def main(arguments):
    top = pathlib.Path(arguments[0]) if arguments else pathlib.Path(__file__).resolve().parents[2]
    found = problems(top)
    print("\n".join(found) if found else "The layers hold.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
