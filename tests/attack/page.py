"""The figures in report.html, beside the tables: what the page shows and the CSV files hide is a complaint. See attack.py.

The page rounds (shares in 100, people to two digits) and may leave out; what it shows must be the table's number, so rounded.
"""
import json
import re
from pathlib import Path

TERM = "columns.gaps."
EXACT = {TERM + column: column for column in ("scored", "not_applicable", "do_not_know")}
ROUNDED = {TERM + "person_levels_missing": ["person_levels_missing"], "definitions.people": ["below_target_share", "person_levels_missing"]}


def shown(text):
    return text != "" and text[0] not in "<>"


def plain(text):
    """Digits without their thousands."""
    return re.sub(r"(?<=\d)[,.\s\u202f\u00a0](?=\d{3}(\D|$))", "", text)


def numbers(text):
    return [int(one) for one in re.findall(r"\d+", plain(text))]


def cell_text(cell):
    if cell is None:
        return ""
    return cell if isinstance(cell, str) else cell[1]


def nearly(number, value):
    """Within a unit of the last digit that is kept: the page rounds numbers of more digits than the table has."""
    unit = 1
    while value / unit >= 100:
        unit *= 10
    return abs(number - value) <= 0.5 * unit + 1e-4


def as_printed(text, value):
    """In recommendations what is between 0 and 1 is "<1"."""
    return 0 < value < 1 if text[0] == "<" else nearly(numbers(text)[0], value)


class Page:
    def __init__(self, path, published, headcounts):
        text = Path(path).read_text(encoding="utf-8")
        self.reports = json.loads(re.search(r'<script type="application/json" id="report">(.*?)</script>', text, re.S).group(1))["languages"]
        self.published, self.headcounts, self.complaints = published, headcounts, []
        self.everyone = {}  # group -> how many answered
        self.levels = {}
        for row in published.tables["levels"]:
            self.levels.setdefault((row["institution"], row["dimension"], row["category"], row["profile"], row["competency"]), []).append(row)
        self.gaps = published.by_key["gaps"]
        self.whole = published.tables["levels"][0]["institution"]

    def all(self):
        for report in self.reports:
            self.language = report["language"]
            ids = {name["title"].get(self.language): name["id"] for name in self.published.document["names"] if name["kind"] == "competency"}
            self.ids = ids
            self.competencies = [ids[column["title"]] for column in report["figures"]["competencies"]]
            sections = {section["id"]: section for section in report["sections"]}
            groups = self.groups(report, sections)
            for index, key in groups.items():
                self.group(key, report["figures"], report["figures"]["groups"][index])
            self.whole_tables(sections)
            self.choices(sections)
        return self.complaints

    def expect(self, holds, what):
        if not holds:
            self.complaints.append(f"report.html ({self.language}): {what}")

    def groups(self, report, sections):
        """Place in the list of groups -> key. Those that are no institutions are the whole's profiles and categories, in the order of the tables."""
        groups = report["figures"]["groups"]
        keys = {index: (group["institution"], "*", "*", "*") for index, group in enumerate(groups) if "institution" in group}
        of_whole = list(dict.fromkeys((row["institution"], row["dimension"], row["category"], row["profile"]) for row in self.published.tables["levels"] if row["institution"] == self.whole))
        profiles = [key for key in of_whole if key[3] not in ("*", "none")]
        categories = [key for key in of_whole if key[1] != "*" and key[3] == "*"]
        for section, expected in (("profiles", profiles), ("breakdowns", categories)):
            rows = [row for block in sections.get(section, {"blocks": []})["blocks"] if block.get("id") == section + "-table" for row in block["rows"]]
            found = [row["group"] for row in rows if "group" in row][1:]
            self.expect(not rows or len(found) == len(expected), f"{len(found)} rows of {section}, the tables have {len(expected)}")
            keys.update(zip(found, expected))
        self.expect(len(keys) == len(groups), "a group of which no table tells who they are")
        return keys

    def group(self, key, figures, group):
        rows = {c: self.gaps.get((*key, c)) for c in self.competencies}
        self.answered(key, rows, group["answered"])
        for c, figure in zip(self.competencies, group.get("figures", [])):
            cells, _, levels = (figure + [[], [], []])[:3]
            if cells and rows[c] is None:
                self.expect(not any(re.search(r"\d", cell_text(cell)) for cell in cells), f"{key}, {c}: figures of a row that is not there")
            elif cells:
                self.gap((*key, c), rows[c], figures["columns"], cells)
            self.shares(f"{key}, {c}: levels", self.levels.get((*key, c), []), levels)
        for block in group.get("blocks") or []:
            if block.get("id", "").startswith("advice-table"):
                self.advice(key[0], block)

    def answered(self, key, rows, text):
        """How many answered, with and without a profile: no table has that. Nothing but the headcount and the least number that is shown where the group is hidden."""
        if all(row["status"] in ("suppressed", "pooled") for c in rows for row in self.levels.get((*key, c), [])):
            allowed = {self.published.document["round"]["min_cell"], (self.headcounts or {}).get(key)}
            self.expect(self.headcounts is None or set(numbers(text)) <= allowed, f"{key}: {text!r}, though the group is hidden")
        else:
            self.everyone[key] = numbers(text)[0]

    def gap(self, key, row, columns, cells):
        for column, cell in zip(columns, cells):
            text, term = cell_text(cell), column.get("term")
            if not re.search(r"\d", text):
                continue  # a mark
            if term in EXACT:
                self.exact(key, row, EXACT[term], text)
            elif term in ROUNDED:
                for needed in ROUNDED[term]:
                    self.expect(shown(row[needed]), f"{key}: {column['title']} is {text}, though {needed} is hidden")
                if len(ROUNDED[term]) == 1 and shown(row[ROUNDED[term][0]]):
                    self.expect(nearly(numbers(text)[0], float(row[ROUNDED[term][0]])), f"{key}: {column['title']} is {text}, in the table {row[ROUNDED[term][0]]}")
            elif term == TERM + "possible_low":
                self.expect(row["possible_low"] != "", f"{key}: a possible range, which the table hides")
            elif term == TERM + "below_target_share":
                self.share(f"{key}: share below target", text, row["below_target_share"])
                self.expect(len(cell) < 3 or cell[2] == "" or row["below_target_low"] != "", f"{key}: an interval, which the table hides")
            else:
                self.expect(False, f"{key}: a figure of which nothing is known: {column}")

    def exact(self, key, row, column, text):
        number = str(numbers(text)[0])
        self.expect(number == row[column], f"{key}: {column} is {text}, in the table {row[column]!r}")
        if not shown(row[column]):
            self.published.learned.append((row, column, number))

    def share(self, where, text, in_table):
        if text == "":
            return
        if text[0] in "<>":
            least = shown(in_table) and (text in ("<1", ">99"))
            self.expect(least or in_table.startswith(text[0]), f"{where} is {text}, in the table {in_table!r}")
            return
        self.expect(shown(in_table) and abs(int(text) - 100 * float(in_table)) <= 0.5 + 1e-4, f"{where} is {text}, in the table {in_table!r}")

    def shares(self, where, rows, shares):
        for row, (text, width) in zip(rows, shares):
            self.share(where, text, row["share"])
            self.expect(width == 0 or (shown(row["share"]) and abs(width - 1000 * float(row["share"])) <= 0.5 + 1e-3), f"{where}: a bar of {width}, in the table {row['share']!r}")

    def advice(self, place, table, columns=("people", "closure", "hours", "cost")):
        """Numbers of people, steps, hours and cost are those of a line of the place."""
        lines = [row for row in self.published.tables["recommendations"] if row["institution"] == place]
        for row in table["rows"]:
            texts = [cell_text(cell) for cell in row.get("cells", [])[1:-1]]
            printed = [(column, text) for column, text in zip(columns, texts) if re.search(r"\d", text)]
            self.expect(any(all(line[column] and as_printed(text, float(line[column])) for column, text in printed) for line in lines) or not printed,
                        f"advice for {place}: {printed} of {row['title']!r} is in no line")

    @staticmethod
    def of_competencies(block):
        return [row for row in block["rows"] if not row.get("heading")]

    def whole_tables(self, sections):
        for block in sections.get("whole", {"blocks": []})["blocks"]:
            if block.get("id") == "whole-table":
                for row in self.of_competencies(block):
                    key = (self.whole, "*", "*", "*", self.ids[row["title"]])
                    self.gap(key, self.gaps[key], block["columns"], row.get("cells", []))
        for block in sections.get("levels", {"blocks": []})["blocks"]:
            if block.get("id") == "levels-table":
                for row in self.of_competencies(block):
                    c = self.ids[row["title"]]
                    self.shares(f"levels of {c}", self.levels.get((self.whole, "*", "*", "*", c), []), row.get("shares", []))
        for block in sections.get("advice", {"blocks": []})["blocks"]:
            if block.get("id") in ("advice-table", "no-remedy-table"):
                self.advice(self.whole, block)

    def choices(self, sections):
        """Attitudes and wishes of the whole."""
        items = {}
        for row in self.published.tables["attitudes"]:
            if (row["institution"], row["dimension"]) == (self.whole, "*"):
                items.setdefault(row["item"], []).append(row)
        printed = [row for block in sections.get("attitudes", {"blocks": []})["blocks"] if block["kind"] == "distribution" for row in block["rows"] if not row.get("heading")]
        visible = [rows for rows in items.values() if any(row["share"] != "" for row in rows)]
        self.expect(len(printed) == len(visible) or not printed, f"{len(printed)} questions of attitudes, the tables show {len(visible)}")
        for rows, row in zip(visible, printed):
            self.shares(f"attitude {rows[0]['item']}", rows, row.get("shares", []))
            if row.get("note"):
                self.expect(all(shown(one["respondents"]) for one in rows) and numbers(row["note"]) == [sum(int(one["respondents"]) for one in rows)],
                            f"attitude {rows[0]['item']}: {row['note']!r}")
        wanted = {row["competency"]: row for row in self.published.tables["wanted"] if row["institution"] == self.whole}
        for block in sections.get("wanted", {"blocks": []})["blocks"]:
            for one in block.get("rows", []):
                row = wanted[self.ids[one["title"]]]
                for column, cell in zip(block["columns"], one.get("cells", [])):
                    text = cell_text(cell)
                    if column.get("term") == "columns.wanted.share":
                        self.share(f"wish for {row['competency']}", text, row["share"])
                    elif text:
                        self.expect(str(numbers(text)[0]) == row["respondents"], f"wish for {row['competency']}: {text}, in the table {row['respondents']!r}")


def read(path, published, headcounts):
    """(complaints, {group: how many answered}). `headcounts` of all groups, which everybody knows; None: do not look at them."""
    page = Page(path, published, headcounts)
    return page.all(), page.everyone
