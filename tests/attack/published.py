"""What a folder of results says, in all its files: the tables of results.json, results.xlsx and the CSV files (and what the page shows, see page.py). A number
that one file shows and the CSV file hides is a complaint, and the attacker knows it from then on. See attack.py."""
import csv
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "results"))
import check_json  # noqa: E402
from read_xlsx import Workbook, place  # noqa: E402

# How many of the first columns are a row's key. Written here and not read from results.json, which may not be there.
KEYS = {"gaps": 5, "levels": 6, "attitudes": 6, "wanted": 2, "environment": 2, "recommendations": 2, "quality": 3}


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def shown(text):
    """A number that is printed; not a bound, not nothing."""
    return text != "" and text[0] not in "<>"


class Published:
    """`tables`: name -> rows of the CSV files, a dictionary each. `complaints`: what another file shows and the CSV file does not; after `use` it stands in the tables."""

    def __init__(self, directory):
        directory = Path(directory)
        self.complaints, self.learned = [], []
        self.tables = {name: rows(directory / f"{name}.csv") for name in KEYS if (directory / f"{name}.csv").exists()}
        self.by_key = {name: {key_of(name, row): row for row in table} for name, table in self.tables.items()}
        self.document = None
        if (directory / "results.json").exists():
            self.document = check_json.load(directory / "results.json")
            for name, table in self.document["tables"].items():
                self.add("results.json", name, json_rows(table))
        if (directory / "results.xlsx").exists():
            for name, table in workbook_rows(directory / "results.xlsx", self.tables):
                self.add("results.xlsx", name, table)

    def add(self, file, name, table):
        for row in table:
            known = self.by_key[name].get(key_of(name, row))
            if known is None:
                self.complaints.append(f"{file}: {name} has a row {key_of(name, row)} that the CSV file has not")
                continue
            for column, text in row.items():
                if text != known[column]:
                    self.learn(file, name, known, column, text)

    def learn(self, file, name, row, column, text):
        """A file says `text` where the CSV file says something else."""
        if same_number(row[column], text):
            return
        if text != "" or row[column] == "":
            self.complaints.append(f"{file}: {name} {key_of(name, row)}: {column} is {text!r}, in the CSV file {row[column]!r}")
        if shown(text) and not shown(row[column]):
            self.learned.append((row, column, text))

    def use(self):
        """From now on the tables hold what any file shows."""
        for row, column, text in self.learned:
            row[column] = text


def key_of(name, row):
    return tuple(text for text, _ in zip(row.values(), range(KEYS[name])))


def same_number(a, b):
    if a[:1] in ("<", ">") and a[:1] == b[:1]:
        return same_number(a[1:], b[1:])
    try:
        return abs(float(a) - float(b)) <= 1e-12 + 1e-15 * abs(float(a))
    except ValueError:
        return False


def json_rows(table):
    names = [column["name"] for column in table["columns"]]
    for cells in check_json.rows(table):
        yield dict(zip(names, map(check_json.as_csv, cells)))


def workbook_rows(path, tables):
    """A sheet may lack rows (those by profile and breakdown of a large round), never have others."""
    book = Workbook(path)
    for name, table in tables.items():
        sheet = book.sheets[name]
        header = list(table[0]) if table else []
        heading = place(sheet.autoFilter["ref"].split(":")[0])[0]
        columns = {re.search(r"(\w+)$", note).group(1): column for (_, column), note in sheet.notes(book.archive).items()}
        yield name, [{column: sheet_text(cells.get(columns[column])) for column in header} for at, cells in sheet.rows.items() if at > heading and table]


def sheet_text(cell):
    """As the CSV file would have it. A share is a number that is shown in percent, a bound a text in percent."""
    if cell is None:
        return ""
    kind, value = cell
    if kind == "n":
        return repr(value).removesuffix(".0")
    if value[:1] in ("<", ">") and value.endswith("%"):
        return value[0] + repr(round(float(value[1:-1]) / 100, 9))
    return value
