#!/usr/bin/env python3
"""The simulated answers of the invented country Verana.

    make_responses.py --out DIR      write population.csv and responses.csv
    make_responses.py --check        compare them with the files beside this script; exit 1 on a difference

Nobody answered anything. The files are the same to the byte on every Python from 3.9: from `random` the script takes only `Random(int)` and `random()`, whose
sequence Python promises to keep, and makes normal deviates by adding uniforms.
"""

import argparse
import csv
import io
import random
import sys
from pathlib import Path

SEED = 20260504
PROFILES = ("front_office", "case_officer", "manager")
# institution: staff by profile, share who answer, what the place adds to ability
STAFF = {"map": ((6, 14, 8), 0.85, 0.2), "registos": ((38, 24, 5), 0.70, -0.1), "financas": ((16, 46, 7), 0.65, 0.1), "escola": ((3, 15, 4), 1.0, 0.4),
         "ilhas": ((4, 9, 3), 0.75, -0.2), "ilha-norte": ((5, 3, 1), 0.9, -0.4), "ilha-sul": ((4, 3, 1), 0.75, -0.3)}
# competency: (front office, case officer, manager) on the scale of the answers, where 0 is the middle
ABILITY = {"1.1": (-0.6, 0.1, 0.6), "1.2": (0.1, 0.5, 0.9), "1.4": (-0.7, -0.1, 0.7), "2.1": (0.4, 0.7, 0.6), "2.2": (-0.6, 0.2, 0.6), "2.3": (-0.2, 0.2, 0.2),
           "2.4": (-0.3, 0.2, 0.3), "2.5": (-0.4, 0.3, 0.6), "2.6": (-0.9, -0.6, -0.3), "3.1": (0.5, 0.1, 0.2), "3.2": (-0.2, 0.1, 0.3), "3.3": (-0.1, 0.2, 0.7),
           "3.4": (-0.8, -0.2, 0.7), "vr.1": (0.1, -0.5, -0.6), "vr.2": (-1.2, -0.3, 0.2)}
NOT_APPLICABLE = {("front_office", "1.1"): 0.2, ("front_office", "1.4"): 0.3, ("front_office", "2.2"): 0.2, ("front_office", "3.4"): 0.5, ("case_officer", "3.4"): 0.3,
                  ("front_office", "vr.2"): 0.7, ("case_officer", "vr.2"): 0.3, ("case_officer", "vr.1"): 0.2}
THRESHOLDS = (-1.5, -0.5, 0.5, 1.5)


def items(competency):
    """c11a and c11b for 1.1; v1a and v1b for vr.1."""
    stem = "v" + competency[-1] if competency.startswith("vr.") else "c" + competency.replace(".", "")
    return stem + "a", stem + "b"


ITEMS = [item for competency in ABILITY for item in items(competency)] + ["trust_1", "trust_2"]


def normal(rng):
    """Nearly normal, mean 0 and standard deviation 1: the sum of twelve uniforms less 6."""
    total = 0.0
    for _ in range(12):
        total += rng.random()
    return total - 6.0


def option(value):
    return str(len([threshold for threshold in THRESHOLDS if value > threshold]))


def answers(rng, profile, place):
    """One person's row, and the competencies of the lowest ability, of which two are wanted."""
    general = 0.6 * normal(rng) + place
    row, wish = {}, []
    for competency, means in ABILITY.items():
        ability = means[PROFILES.index(profile)] + general + 0.5 * normal(rng)
        skipped = rng.random() < NOT_APPLICABLE.get((profile, competency), 0.02)
        unknown = rng.random() < (0.12 if competency == "2.6" else 0.02)
        for item, difficulty in zip(items(competency), (-0.2, 0.2)):
            drawn = option(ability - difficulty + 0.6 * normal(rng))
            row[item] = "na" if skipped else "dk" if unknown else "" if rng.random() < 0.01 else drawn
        if not skipped:
            wish.append((0.6 * ability + normal(rng) - (0.8 if competency == "2.6" else 0.0), competency))
    for item in ("trust_1", "trust_2"):
        row[item] = option(0.2 + 0.5 * general + 0.9 * normal(rng))
    chosen = {competency for _, competency in sorted(wish)[:2]}
    row["wanted"] = ";".join(competency for competency in ABILITY if competency in chosen)
    return row


def response_rows():
    rng = random.Random(SEED)
    rows = []
    for institution, (staff, rate, place) in STAFF.items():
        for profile, headcount in zip(PROFILES, staff):
            for _ in range(headcount):
                gender = "female" if rng.random() < 0.55 else "male"
                row = answers(rng, profile, place)
                if rng.random() < rate:
                    rows.append({"institution": institution, "profile": profile, "gender": gender, **row})
    for k in range(len(rows) - 1, 0, -1):
        other = int((k + 1) * rng.random())
        rows[k], rows[other] = rows[other], rows[k]
    return [{"respondent": "v%04d" % (k + 1), **row} for k, row in enumerate(rows)]


def population_rows():
    return [{"institution": institution, "profile": profile, "headcount": headcount}
            for institution, (staff, _, _) in STAFF.items() for profile, headcount in zip(PROFILES, staff)]


def csv_text(columns, rows):
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def files():
    """File name -> text."""
    return {"population.csv": csv_text(["institution", "profile", "headcount"], population_rows()),
            "responses.csv": csv_text(["respondent", "institution", "profile", "gender"] + ITEMS + ["wanted"], response_rows())}


def main():
    parser = argparse.ArgumentParser(description="Simulated answers of the invented country Verana.")
    action = parser.add_mutually_exclusive_group(required=True)
    action.add_argument("--out", type=Path, metavar="DIR", help="write population.csv and responses.csv to DIR")
    action.add_argument("--check", action="store_true", help="compare with the files beside this script")
    arguments = parser.parse_args()
    if arguments.out:
        arguments.out.mkdir(parents=True, exist_ok=True)
        for name, text in files().items():
            (arguments.out / name).write_bytes(text.encode("utf-8"))
        return 0
    here = Path(__file__).resolve().parent
    differing = [name for name, text in files().items() if not (here / name).exists() or (here / name).read_bytes() != text.encode("utf-8")]
    for name in differing:
        print("%s differs from what make_responses.py makes" % name, file=sys.stderr)
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
