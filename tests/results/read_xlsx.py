"""Reads a workbook with Python's zipfile and XML parser alone: no code of capgap, none of the library that wrote it.

Workbook(path).sheets: {name: Sheet}; Sheet.rows: {row number from 1: {column number from 1: Cell}}; a Cell is (kind, value): ("s", text), ("n", number).
"""
import gc
import re
import zipfile
import xml.etree.ElementTree as ElementTree
from contextlib import contextmanager

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
VALUE, FORMULA, INLINE, TEXT = (MAIN + name for name in ("v", "f", "is", "t"))
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def column_number(letters):
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number


def place(reference):
    letters, digits = re.fullmatch(r"\$?([A-Z]+)\$?([0-9]+)", reference).groups()
    return int(digits), column_number(letters)


class Columns(dict):
    """Letters of a cell's place -> column number: each worked out once."""

    def __missing__(self, reference):
        self[reference] = column_number(reference)
        return self[reference]


COLUMNS = Columns()


def cell(element):
    """(what it holds or None, whether a formula does)"""
    read, formula = None, False
    kind = element.get("t", "n")
    assert kind in ("n", "inlineStr"), f"a cell of type {kind}"
    for part in element:
        tag = part.tag
        if tag == VALUE and kind == "n":
            read = ("n", float(part.text))
        elif tag == FORMULA:
            formula = True
        elif tag == INLINE and kind == "inlineStr":
            read = ("s", "".join([text.text or "" for text in part.iter(TEXT)]))
    return read, formula


ROWS_AT_ONCE = 1 << 15  # bytes


def in_pieces(text):
    """What stands around the rows of a sheet, and its rows, parsed a piece at a time: together they would be a million elements, and an event for each takes longer
    than reading it. "</row>" can only be a mark: in a text it would be written otherwise."""
    before, begin, rest = text.partition(b"<sheetData>")
    rows, end, after = rest.rpartition(b"</sheetData>")
    yield from ElementTree.fromstring(before + begin + end + after).iter()
    at = 0
    while at < len(rows):
        last = rows.find(b"</row>", at + ROWS_AT_ONCE)
        until = len(rows) if last < 0 else last + len(b"</row>")
        yield from ElementTree.fromstring(b'<sheetData xmlns="' + MAIN[1:-1].encode() + b'">' + rows[at:until] + b"</sheetData>")
        at = until


class Sheet:
    def __init__(self, archive, path):
        self.rows, self.formulas, self.formats = {}, 0, {}
        for element in in_pieces(archive.read(path)):
            self._take(element)
        relations = path.replace("worksheets/", "worksheets/_rels/") + ".rels"
        self.related = relations_of(archive, relations, "xl/worksheets/") if relations in archive.namelist() else []

    def _take(self, element):
        name = element.tag[len(MAIN):]
        if name == "row":
            number = int(element.get("r"))
            cells = {}
            for one in element:
                read, formula = cell(one)
                self.formulas += formula
                if read is not None:
                    column = COLUMNS[one.get("r").rstrip("0123456789")]
                    cells[column] = read
                    self.formats[(number, column)] = int(one.get("s", "0"))
            if cells:
                self.rows[number] = cells
        elif name in ("pane", "autoFilter", "pageSetup"):
            setattr(self, name, dict(element.attrib))

    def notes(self, archive):
        """{(row, column): text} of the notes at cells."""
        out = {}
        for path in self.related:
            if "comments" not in path:
                continue
            for one in ElementTree.fromstring(archive.read(path)).iter(MAIN + "comment"):
                out[place(one.get("ref"))] = "".join(part.text or "" for part in one.iter(MAIN + "t"))
        return out


def relations_of(archive, path, base):
    targets = [one.get("Target") for one in ElementTree.fromstring(archive.read(path))]
    return [re.sub(r"[^/]+/\.\./", "", base + target) for target in targets]


@contextmanager
def without_collector():
    """A million cells without a cycle among them: looking for cycles again and again takes longer than reading."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class Workbook:
    def __init__(self, path):
        self.archive = zipfile.ZipFile(path)
        assert self.archive.testzip() is None
        paths = {one.get("Id"): "xl/" + one.get("Target") for one in ElementTree.fromstring(self.archive.read("xl/_rels/workbook.xml.rels"))}
        book = ElementTree.fromstring(self.archive.read("xl/workbook.xml"))
        self.names = [one.get("name") for one in book.iter(MAIN + "sheet")]
        self.defined = [(one.get("name"), one.text) for one in book.iter(MAIN + "definedName")]
        with without_collector():
            self.sheets = {one.get("name"): Sheet(self.archive, paths[one.get(RELATION)]) for one in book.iter(MAIN + "sheet")}

    def number_formats(self):
        """Per cell format: the layout of its numbers."""
        styles = ElementTree.fromstring(self.archive.read("xl/styles.xml"))
        own = {one.get("numFmtId"): one.get("formatCode") for one in styles.iter(MAIN + "numFmt")}
        built_in = {"0": "General", "3": "#,##0", "4": "#,##0.00", "9": "0%", "10": "0.00%", "49": "@"}
        return [own.get(one.get("numFmtId")) or built_in.get(one.get("numFmtId")) for one in styles.find(MAIN + "cellXfs")]

    def charts(self):
        """Per chart: the ranges that its series refer to."""
        paths = sorted(name for name in self.archive.namelist() if name.startswith("xl/charts/chart"))
        return [[one.text for one in ElementTree.fromstring(self.archive.read(path)).iter() if one.tag.endswith("}f")] for path in paths]
