#!/usr/bin/env python3
"""Compares results.xlsx of a folder of results with its CSV files, cell by cell, by a reader of its own (read_xlsx.py), and looks at what people
need to filter and print. Exit 0 if all holds; else every complaint on a line.

    check_workbook.py RESULTS [--cut]     --cut: sheets may hold only the rows without job profile and breakdown
"""
import argparse
import csv
import re
import sys
from pathlib import Path

from read_xlsx import Workbook, place

FORMATS = {"share": "0.0%", "below_target_share": "0.0%", "possible_low": "0.0%", "headcount": "#,##0", "respondents": "#,##0", "mean_score_0_100": "#,##0.0",
           "mean_shortfall_levels": "#,##0.00"}
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


class Check:
    def __init__(self, folder, cut):
        self.folder, self.cut = Path(folder), cut
        self.book = Workbook(self.folder / "results.xlsx")
        self.formats = self.book.number_formats()
        self.complaints = []

    def expect(self, holds, what):
        if not holds:
            self.complaints.append(what)

    def all(self):
        for name in self.book.names:
            self.expect(1 <= len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name), f"{name}: no name of a sheet")
        tables = sorted(path.stem for path in self.folder.glob("*.csv"))
        self.expect(len(tables) >= 6 and set(tables) <= set(self.book.names), f"sheets {self.book.names} for the tables {tables}")
        for table in tables:
            self.table(table)
        self.charts()
        self.texts()
        self.archive()
        return self.complaints

    def heading(self, sheet):
        """The row of headings: the first of the filter."""
        return place(sheet.autoFilter["ref"].split(":")[0])[0]

    def columns(self, name, sheet, header):
        """Which column of the sheet each column of the CSV file is: its note names it."""
        row = self.heading(sheet)
        found = {}
        for (at, column), note in sheet.notes(self.book.archive).items():
            self.expect(at == row, f"{name}: a note outside the headings, row {at}")
            last = re.search(re.escape(name) + r"\.csv\s?: (\w+)$", note)
            self.expect(last, f"{name}: a note that does not name its column: {note!r}")
            if last:
                found[last.group(1)] = column
        self.expect(sorted(found) == sorted(header), f"{name}: columns {sorted(found)} instead of {sorted(header)}")
        self.expect([found.get(one, 0) for one in header] == sorted(found.values()), f"{name}: columns in another order")
        titles = [value for _, value in sheet.rows[row].values()]
        self.expect(len(set(titles)) == len(titles), f"{name}: two columns of one heading: {titles}")
        return found

    def table(self, name):
        with open(self.folder / f"{name}.csv", encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            header, rows = reader.fieldnames, list(reader)
        if self.cut:
            rows = [row for row in rows if row.get("dimension", "*") == "*" and row.get("profile", "*") == "*"]
        sheet = self.book.sheets[name]
        columns, first = self.columns(name, sheet, header), self.heading(sheet) + 1
        self.expect(max(sheet.rows) == first + len(rows) - 1, f"{name}: {max(sheet.rows) - first + 1} rows, the CSV file has {len(rows)}")
        for number, row in enumerate(rows, first):
            for column, text in row.items():
                self.same(f"{name}, row {number}, {column}", text, sheet, number, columns.get(column, 0), column)
        self.expect(sheet.pane.get("state") == "frozen" and int(sheet.pane["ySplit"]) == first - 1, f"{name}: the headings are not frozen")
        last_column = max(max(row) for row in sheet.rows.values())
        last = place(sheet.autoFilter["ref"].split(":")[1])
        self.expect(last == (max(max(sheet.rows), first - 1), last_column), f"{name}: the filter ends at {last}")
        titles = [text for defined, text in self.book.defined if defined == "_xlnm.Print_Titles" and text.startswith(f"{name}!")]
        self.expect(titles and f"${first - 1}:${first - 1}" in titles[0], f"{name}: the headings are not printed on each page")

    def same(self, where, text, sheet, row, column, name):
        cell = sheet.rows.get(row, {}).get(column)
        if text == "" or cell is None:
            self.expect(text == "" and cell is None, f"{where}: {cell} instead of {text!r}")
            return
        kind, value = cell
        if text[0] in "<>":
            number = re.fullmatch(r"[<>]([0-9.]+)%", value) if kind == "s" else None
            self.expect(number and value[0] == text[0] and abs(float(number.group(1)) / 100 - float(text[1:])) < 1e-9, f"{where}: {cell} instead of {text}")
        elif kind == "n":
            self.expect(abs(value - float(text)) < 1e-12 + 1e-15 * abs(value), f"{where}: {value} instead of {text}")
            layout = self.formats[sheet.formats[(row, column)]]
            self.expect(name not in FORMATS or layout == FORMATS[name], f"{where}: shown as {layout}")
        else:
            self.expect(value == text, f"{where}: {value!r} instead of {text!r}")
            numeric = name in FORMATS or name.endswith(("_low", "_high", "_share", "_missing", "_eff", "_level", "_0_100"))
            self.expect(not numeric, f"{where}: the number {text} is a text")

    def charts(self):
        """Every range of a chart lies on a table of its sheet."""
        for ranges in self.book.charts():
            self.expect(len(ranges) >= 9, f"a chart with {len(ranges)} ranges")
            for one in ranges:
                name, begin, end = re.fullmatch(r"'?(.+?)'?!(\$[A-Z]+\$\d+)(?::(\$[A-Z]+\$\d+))?", one).groups()
                sheet = self.book.sheets[name]
                (row, column), (last, _) = place(begin), place(end or begin)
                heading = self.heading(sheet)
                rows = (row, last) == ((heading, heading) if end is None else (heading + 1, max(sheet.rows)))
                self.expect(rows and column in sheet.rows[heading], f"a chart refers to {one}, where no column of the table is")

    def texts(self):
        for name, sheet in self.book.sheets.items():
            self.expect(sheet.formulas == 0, f"{name}: {sheet.formulas} formulas")
            for row, cells in sheet.rows.items():
                for column, (kind, value) in cells.items():
                    self.expect(kind == "n" or not value.startswith(DANGEROUS), f"{name}, row {row}, column {column}: {value!r} would be a formula in a CSV file")

    def archive(self):
        dates = {one.date_time for one in self.book.archive.infolist()}
        self.expect(dates == {(1980, 1, 1, 0, 0, 0)}, f"entries with dates: {dates}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--cut", action="store_true")
    arguments = parser.parse_args()
    complaints = Check(arguments.folder, arguments.cut).all()
    print("\n".join(complaints[:40]) or "The workbook holds what the CSV files hold.")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
