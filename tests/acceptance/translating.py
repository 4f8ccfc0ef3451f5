"""What the tests of translations share: the table as a translator sees it, and the texts of files found by another way than the program's."""
import hashlib
import shutil

import openpyxl
import yaml

from running import TOP

OVERLAY = TOP / "examples" / "national-overlay"
COLUMNS = ["file", "place", "context", "original_language", "original", "language", "text", "status", "source", "reviewer", "date", "of", "original_hash", "state"]


def load(path):
    return yaml.load(path.read_text(encoding="utf-8"), getattr(yaml, "CBaseLoader", yaml.BaseLoader))


def hash_of(text):
    """As engine/docs/formats.md says."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


class Sheet:
    """The sheet Translations, as a translator sees it."""

    def __init__(self, path):
        self.path, self.book = path, openpyxl.load_workbook(path)
        self.sheet = self.book["Translations"]
        self.columns = {cell.value: cell.column for cell in self.sheet[1]}

    def rows(self):
        return [{key: self.sheet.cell(row, column).value or "" for key, column in self.columns.items()} | {"row": row} for row in range(3, self.sheet.max_row + 1)]

    def row(self, place, language=None, file=None):
        found = [one for one in self.rows() if one["place"] == place and language in (None, one["language"]) and file in (None, one["file"])]
        assert len(found) == 1, (place, found)
        return found[0]

    def put(self, row, **values):
        for key, value in values.items():
            self.sheet.cell(row["row"], self.columns[key]).value = value

    def save(self):
        self.book.save(self.path)


def export(tools, file, to, name, *options):
    path = tools.scratch / name
    tools.capgap("export", "--translations", file, "--to", to, "-o", path, "--data", TOP, *options)
    return Sheet(path) if path.suffix == ".xlsx" else path


def take(tools, table, out, *options, expect=0):
    return tools.capgap("import", table, "--from", "translations", "-o", out, "--data", TOP, *options, expect=expect)


def overlay(tools):
    shutil.copytree(OVERLAY, tools.scratch / "overlay", ignore=shutil.ignore_patterns("out"))
    return tools.scratch / "overlay"


def texts_in(value, first):
    """Every {en: ..., fr: ...} of a tree, by another way than the program's: mappings with the first language of the file as a key."""
    if isinstance(value, dict):
        if first in value and isinstance(value[first], (str, dict)):
            yield value
            return
        for inner in value.values():
            yield from texts_in(inner, first)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_in(inner, first)


def words(said):
    return said["text"] if isinstance(said, dict) else said


def project_files():
    return [path for folder in ("frameworks", "surveys", "examples", "tests/invalid/base") for path in sorted((TOP / folder).rglob("*.yaml"))
            if load(path)["capgap"].split("/")[0] in ("framework", "profiles", "survey", "catalogue")]


def trees_of(tools, book, name):
    tools.capgap("convert", book, "-o", tools.scratch / name)
    return {path.stem: load(path) for path in (tools.scratch / name).glob("*.yaml")}
