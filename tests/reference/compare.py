#!/usr/bin/env python3
"""Compares two result folders cell by cell: keys and words exactly, numbers to a tolerance, rows in the same order.

    python3 tests/reference/compare.py DIR_A DIR_B --tolerance T [--only gaps,levels] [--a-may-hide]

Tables that both programs write are compared where either folder holds them; restricted/scores.csv, order.csv and alpha.csv
where both do. With --a-may-hide A may leave cells empty, and say so in its status. Exit code 0: equal; 1: not.
"""
import argparse
import csv
import sys
from pathlib import Path

GROUP = ["institution", "dimension", "category"]
KEYS = {"gaps": [*GROUP, "profile", "competency"], "levels": [*GROUP, "profile", "competency", "level"],
        "attitudes": [*GROUP, "attitude", "item", "option"], "wanted": ["institution", "competency"],
        "environment": ["institution", "element"], "recommendations": ["institution", "rank"], "scores": ["respondent", "competency"],
        "order": ["competency"], "alpha": ["competency"]}
OPTIONAL = {"scores", "order", "alpha"}


def table_path(directory, table):
    return Path(directory, "restricted", "scores.csv") if table == "scores" else Path(directory, f"{table}.csv")


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, strict=True))
    return rows[0], [dict(zip(rows[0], row)) for row in rows[1:]]


def number(text):
    try:
        return float(text)
    except ValueError:
        return None


def same(a, b, tolerance):
    """Equal texts; numbers within the tolerance; `<q` and `>q` likewise behind the same sign."""
    if a == b:
        return True
    if a[:1] in ("<", ">") and a[:1] == b[:1]:
        a, b = a[1:], b[1:]
    x, y = number(a), number(b)
    return x is not None and y is not None and abs(x - y) <= tolerance


def hides(name, value):
    return value == "" or (name == "status" and value in ("suppressed", "bounded"))


def differences(table, path_a, path_b, tolerance, a_may_hide=False):
    (header_a, rows_a), (header_b, rows_b) = read(path_a), read(path_b)
    if header_a != header_b:
        yield f"columns: {header_a} / {header_b}"
    key = lambda row: tuple(row[name] for name in KEYS[table])  # noqa: E731
    keys_a, keys_b = list(map(key, rows_a)), list(map(key, rows_b))
    by_key = dict(zip(keys_b, rows_b))
    for k in keys_a:
        if k not in by_key:
            yield f"{','.join(k)}: only in A"
    in_a = set(keys_a)
    for k in keys_b:
        if k not in in_a:
            yield f"{','.join(k)}: only in B"
    if len(in_a) != len(keys_a) or len(by_key) != len(keys_b):
        yield "a key occurs twice"
    if in_a == set(keys_b) and keys_a != keys_b:
        yield "the rows are in another order"
    for k, row in zip(keys_a, rows_a):
        for name in [name for name in header_a if name in header_b and k in by_key]:
            if a_may_hide and hides(name, row[name]):
                continue
            if not same(row[name], by_key[k][name], tolerance):
                yield f"{','.join(k)}: {name}: '{row[name]}' / '{by_key[k][name]}'"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("a")
    parser.add_argument("b")
    parser.add_argument("--tolerance", type=float, required=True)
    parser.add_argument("--only", type=lambda text: text.split(","), default=list(KEYS), metavar="TABLES")
    parser.add_argument("--a-may-hide", action="store_true")
    parser.add_argument("--show", type=int, default=20, help="differences printed per table, default 20")
    arguments = parser.parse_args()
    failed = compared = 0
    for table in arguments.only:
        a, b = table_path(arguments.a, table), table_path(arguments.b, table)
        if a.exists() and b.exists():
            found = list(differences(table, a, b, arguments.tolerance, arguments.a_may_hide))
            compared += 1
        elif table in OPTIONAL or not (a.exists() or b.exists()):
            continue
        else:
            found = [f"only in {arguments.a if a.exists() else arguments.b}"]
        for line in found[:arguments.show]:
            print(f"{table}.csv: {line}")
        print(f"{'FAIL' if found else 'PASS'} {table}.csv: {len(found)} differences")
        failed += bool(found)
    if not compared:
        print("FAIL nothing to compare")
    sys.exit(1 if failed or not compared else 0)


if __name__ == "__main__":
    main()
