#!/usr/bin/env python3
"""Tries to compute what a folder of results hides, from what it shows.

    python3 tests/attack/attack.py DIR INSTITUTIONS.csv [--truth DIR]

The attacker holds all files of DIR (tables as CSV, JSON and workbook, recommendations, the page) and the list of institutions with their parents; a program of its
own, sharing no code with the engine. It writes down every equation it can think of (see the functions `*_system`, and advice.py), puts in what any file shows, and
solves for the rest: modulo a prime of 89 bits with a random solution (an unknown that is 0 in a random solution of the homogeneous equations is determined), where
there are few unknowns also by Gauss's elimination with fractions.

It lists the hidden numbers that it can determine, and what a file shows and another hides. With --truth (tables before protection, as dump_tables writes them)
those are left out that protection does not promise to hide: groups in which nobody answered (or nobody on this), and offices that were pooled for others' sake and
could have been shown. Exit code 0: nothing found; 1: something.
"""
import argparse
import gc
import random
import sys
from collections import Counter, defaultdict
from pathlib import Path

import advice
import page
from elimination import System, determined
from published import Published, rows, shown


class Folder:
    """The tables and how their rows hang together."""

    def __init__(self, directory, institutions, headcounts):
        self.published = Published(directory)
        self.complaints, self.everyone = list(self.published.complaints), {}
        if (directory / "report.html").exists():
            found, self.everyone = page.read(directory / "report.html", self.published, headcounts)
            self.complaints += found
        self.published.use()
        tables = self.published.tables
        self.gaps, self.levels, self.attitudes, self.wanted = (tables[name] for name in ("gaps", "levels", "attitudes", "wanted"))
        self.pooled = {row["institution"] for row in self.gaps if row["status"] == "pooled"}
        self.hidden = {self.keys(row) for row in self.levels if row["profile"] != "none"}  # groups that are not spoken of, whatever the competency
        self.hidden -= {self.keys(row) for row in self.levels if row["status"] not in ("suppressed", "pooled")}
        weights = {row["statistic"]: row["value"] for row in tables.get("quality", []) if row["kind"] == "weighting"}
        self.unweighted = weights.get("weight_min", "1") == weights.get("weight_max", "1") == "1"
        self.add_quality(tables.get("quality", []))
        self.parent = {row["institution"]: row["parent"] or "*" for row in rows(institutions)}
        self.slices = defaultdict(set)  # place -> (dimension, category, profile)
        for row in self.levels:
            self.slices[row["institution"]].add((row["dimension"], row["category"], row["profile"]))
        places = set(self.slices)
        pool_of = {row["institution"]: row["shown_in"] for row in self.gaps if row["shown_in"]}
        self.sums = []  # (place, the places that add up to it)
        below = defaultdict(list)
        for place in places - {"*"}:
            above = place.rsplit("/", 1)[0] if "/" in place else self.parent[place]
            if above in places:
                below[above].append(place)
        for place, parts in below.items():
            self.sums.append((place, [part for part in parts if pool_of.get(part, "").rpartition("/pool-")[0] != place]))
            for pool in {pool_of[part] for part in parts if pool_of.get(part, "").rpartition("/pool-")[0] == place}:
                self.sums.append((pool, [part for part in parts if pool_of.get(part) == pool]))
        self.dimensions = sorted({dimension for of in self.slices.values() for dimension, _, _ in of} - {"*"})

    def add_quality(self, quality):
        """What quality.csv says of people: of the whole, by profile and category."""
        whole = self.levels[0]["institution"] if self.levels else "*"
        gaps = self.published.by_key["gaps"]
        for row in quality:
            if row["kind"] == "run" and row["statistic"] == "respondents" and row["value"]:
                self.everyone[whole, "*", "*", "*"] = int(row["value"])
            if row["kind"] == "background" and row["value"]:
                self.everyone[whole, row["id"], "unknown", "*"] = round(float(row["value"]) * int(row["n"]))
            if row["kind"] == "profile" and row["statistic"] == "share_of_respondents" and row["value"]:
                self.everyone[whole, "*", "*", row["id"]] = round(float(row["value"]) * int(row["n"]))
            if row["kind"] == "profile" and "/" in row["id"]:
                profile, _, c = row["id"].partition("/")
                known = gaps.get((whole, "*", "*", profile, c))
                self.told(known, "respondents", row["n"])
                self.told(known, "not_applicable", row["value"] and row["n"] and str(round(float(row["value"]) * int(row["n"]))))

    def told(self, row, column, number):
        if row is not None and number and not shown(row[column]):
            self.complaints.append(f"quality.csv: {column} of {self.keys(row)}, {row['competency']} is {number}, which gaps.csv hides")
            row[column] = number

    def tie(self, system, name):
        """Whatever adds up: `name(place, dimension, category, profile)`, over places, profiles and categories."""
        for place, parts in self.sums:
            everywhere = self.slices[place].union(*(self.slices[part] for part in parts))
            for one in everywhere:
                system.total(name(place, *one), [name(part, *one) for part in parts])
        for place, of in self.slices.items():
            total = name(place, "*", "*", "*")
            if not system.holds(total):
                continue
            profiles = [name(place, *one) for one in of if one[2] != "*"]
            if total[0] != "everyone" and self.by_profile(system, profiles):
                system.total(total, profiles)
            for dimension in self.dimensions:
                system.total(total, [name(place, *one) for one in of if one[0] == dimension])

    @staticmethod
    def by_profile(system, profiles):
        """Attitudes and wishes are not told by profile: no row of theirs is there."""
        return any(map(system.holds, profiles)) or system.profiles_always

    def keys(self, row):
        return row["institution"], row["dimension"], row["category"], row.get("profile", "*")


def respondents_system(folder):
    """Over all competencies: a profile's row is about the same people in each."""
    system = System()
    system.profiles_always = True
    competencies = sorted({row["competency"] for row in folder.gaps})
    rows_by = defaultdict(list)
    for row in folder.gaps:
        rows_by[row["competency"]].append(row)

    def name(c):
        return lambda place, d, k, p: ("respondents", place, d, k, p, "" if p != "*" else c)

    has_row = set()
    for c in competencies:
        for row in rows_by[c]:
            key = name(c)(*folder.keys(row))
            has_row.add(key)
            system.add(key, shown(row["respondents"]))
    system.unknown -= system.known
    for c in competencies:
        with_target = {row["profile"] for row in rows_by[c]}
        scope = lambda place, d, k, p, c=c: name(c)(place, d, k, p) if p == "*" or p in with_target else ("no row", place, d, k, p)  # noqa: E731
        folder.tie(system, scope)
    everyone = lambda *key: ("everyone", *key, "")  # noqa: E731
    for place, of in folder.slices.items():
        for d, k, p in of:
            if p == "*":
                system.add(everyone(place, d, k, p), (place, d, k, p) in folder.everyone)
        # Everybody is all profiles and those without.
        without = [everyone(place, *one) for one in of if one[2] == "none"]
        system.unknown.update(without)
        system.total(everyone(place, "*", "*", "*"), without + [name("")(place, *one) for one in of if one[2] not in ("*", "none")])
    folder.tie(system, everyone)
    return system


def competency_system(folder, c):
    """Levels, those scored, those below their target and their steps: one system, as each is a sum of levels in a profile's row."""
    system = System()
    system.profiles_always = True
    gaps = [row for row in folder.gaps if row["competency"] == c]
    levels = [row for row in folder.levels if row["competency"] == c]
    measures = {"scored": "scored", "below": "below_target_share", "steps": "person_levels_missing", "score": "mean_score_0_100",
                "not_applicable": "not_applicable", "do_not_know": "do_not_know"}
    for row in gaps:
        for measure, column in measures.items():
            nobody = row["scored"] == "0" and measure in ("below", "steps", "score")
            system.add((measure, *folder.keys(row), c), shown(row[column]) or nobody)
        # The interval of the mean shortfall tells its variance, and so the sum of squares, where everybody counts as one; here always.
        system.add(("squares", *folder.keys(row), c), row["scored"] == "0" or shown(row["mean_shortfall_low"]))
    for measure in (*measures, "squares"):
        folder.tie(system, lambda *key, m=measure: (m, *key, c))
    by_group, bounded = defaultdict(list), set()
    for row in levels:
        key = ("level", *folder.keys(row), c, row["level"])
        by_group[folder.keys(row)].append((int(row["level"]), key))
        system.add(key, shown(row["respondents"]))
        if row["share"] and row["share"][0] in "<>":
            bounded.add(folder.keys(row))
    for key, of in by_group.items():
        # Everyone with a level: told by any level of which people and share are shown, and by a bound, which is 3 of so many.
        system.add(("with a level", *key, c), key in bounded or any(name in system.known for _, name in of))
        system.total(("with a level", *key, c), [name for _, name in of])
    folder.tie(system, lambda *key: ("with a level", *key, c))
    for level in sorted({row["level"] for row in levels}):
        folder.tie(system, lambda *key, l=level: ("level", *key, c, l))
    for row in gaps:
        key = folder.keys(row)
        if row["profile"] == "*":
            continue
        target = int(row["target_level"])
        system.equations.append([(name, 1) for _, name in by_group[key]] + [(("scored", *key, c), -1)])
        system.equations.append([(name, 1) for level, name in by_group[key] if level < target] + [(("below", *key, c), -1)])
        system.equations.append([(name, target - level) for level, name in by_group[key] if level < target] + [(("steps", *key, c), -1)])
        system.equations.append([(name, (target - level) ** 2) for level, name in by_group[key] if level < target] + [(("squares", *key, c), -1)])
    return system


def choices_system(folder, table, of, option, adds_up):
    system = System()
    system.profiles_always = False
    by_group, bounded = defaultdict(list), set()
    for row in table:
        key = (row["institution"], row.get("dimension", "*"), row.get("category", "*"), "*")
        name = ("choice", *key, of, option(row))
        system.add(name, shown(row["respondents"]))
        by_group[key].append(name)
        if row["share"] and row["share"][0] in "<>":
            bounded.add(key)
    if adds_up:
        for key, names in by_group.items():
            system.add(("answered", *key, of), key in bounded or any(name in system.known for name in names))
            system.total(("answered", *key, of), names)
        folder.tie(system, lambda *key: ("answered", *key, of))
    for one in sorted({option(row) for row in table}):
        folder.tie(system, lambda *key, o=one: ("choice", *key, of, o))
    return system


def wanted_system(folder, c):
    """Only places have wishes: over breakdowns nothing adds up."""
    system = System()
    for row in folder.wanted:
        if row["competency"] == c:
            system.add(("wanted", row["institution"], c), shown(row["respondents"]))
    for place, parts in folder.sums:
        system.total(("wanted", place, c), [("wanted", part, c) for part in parts])
    return system


def systems(folder, with_advice=True):
    yield respondents_system(folder)
    competencies = [competency_system(folder, c) for c in sorted({row["competency"] for row in folder.levels})]
    if with_advice and folder.published.tables.get("recommendations"):
        together = System()
        for system in competencies:
            together.join(system)
        advice.add_equations(together, folder.published)
        competencies = [together]
    yield from competencies
    items = defaultdict(list)
    for row in folder.attitudes:
        items[row["item"]].append(row)
    for item, table in items.items():
        yield choices_system(folder, table, item, lambda row: row["option"], True)
    for c in sorted({row["competency"] for row in folder.wanted}):
        yield wanted_system(folder, c)


class Truth:
    """What is not promised to be hidden."""

    def __init__(self, directory, min_cell):
        self.headcounts, self.small = {}, {}
        people = Counter()
        for row in rows(directory / "groups.csv"):
            key = (row["institution"], row["dimension"], row["category"], row["profile"])
            people[key] = int(row["respondents"])
            if row["headcount"]:
                self.headcounts[key] = int(row["headcount"])
            self.small[key] = people[key] < min_cell or (row["headcount"] != "" and 10 * people[key] < 3 * int(row["headcount"]))
        self.respondents = people
        self.rows, self.represented = {}, {}  # represented: sum u of a row, where anybody in it is below the target
        for row in rows(directory / "gaps.csv"):
            key = (row["institution"], row["dimension"], row["category"], row["profile"], row["competency"])
            self.rows[key] = row
            if row["mean_shortfall_levels"] and float(row["mean_shortfall_levels"]) > 0:
                self.represented[key] = float(row["person_levels_missing"]) / float(row["mean_shortfall_levels"])
        self.min_cell = min_cell
        self.at_level, self.share_at = {}, {}
        for row in rows(directory / "levels.csv"):
            key = (*(row[k] for k in ("institution", "dimension", "category", "profile", "competency")), row["level"])
            self.at_level[key] = int(row["respondents"])
            self.share_at[key] = float(row["share"] or 0)
        self.in_all = max(people.values(), default=0)
        self.with_target = Counter()  # by group: people whose profile has a target for some competency
        for key, row in self.rows.items():
            self.with_target[key[:4]] = max(self.with_target[key[:4]], int(row["respondents"]))
        self.could_be_below = Counter()  # by place and competency: people with a level whose target is above the lowest
        for (place, _, _, profile, c), row in self.rows.items():
            if profile != "*" and row["target_level"] != "1":
                self.could_be_below[place, c] += int(row["scored"])
        self.told = Counter()  # people of a group who told anything of a competency or an item, or named a wish
        for key, respondents in self.at_level.items():
            self.told["level", key[:4], key[4]] += respondents
        for row in rows(directory / "attitudes.csv"):
            key = (row["institution"], row["dimension"], row["category"], "*")
            self.told["choice", key, row["item"]] += int(row["respondents"])
        for row in rows(directory / "wanted.csv"):
            self.told["wanted", (row["institution"], "*", "*", "*"), ""] += int(row["respondents"])

    def people_at(self, place, profile, competency, level):
        """For how many people those stand who are at a level below their target."""
        key = (place, "*", "*", profile, competency)
        return self.represented.get(key, 0) * self.share_at.get((*key, str(level)), 0)

    def promised(self, name, folder):
        measure, place = name[0], name[1]
        if measure == "everyone" and not self.with_target[name[1:5]]:
            return False  # how many left the profile empty
        if measure in ("everyone", "respondents") and self.respondents[name[1:5]] == self.in_all >= self.min_cell:
            return False  # how many answered in all, fewer than 30 % of the staff
        if measure in ("with a level", "answered", "squares", "no row") or (measure == "everyone" and name[1:5] not in folder.hidden):
            return False  # how many left the profile empty, or answered an item: no row of a table holds it
        key = (place, *name[2:5]) if measure != "wanted" else (place, "*", "*", "*")
        c = name[5] if measure != "wanted" else name[2]
        if self.respondents[key] == 0 or (measure in ("level", "choice", "wanted") and not self.told[measure, key, "" if measure == "wanted" else c]):
            return False  # nobody answered, or nobody on this
        row = self.rows.get((*key, c)) if measure not in ("level", "choice", "wanted") else None
        if row is not None and (row["respondents"] == "0" or (row["scored"] == "0" and measure in ("below", "steps", "score")) or (measure in ("below", "steps") and row["target_level"] == "1")):
            return False  # nobody can be below the lowest level
        if measure in ("below", "steps") and not self.could_be_below[place, c]:
            return False
        if place not in folder.pooled or self.small[key]:
            return True
        if row is not None and int(row["respondents"]) < self.min_cell:
            return True
        return measure == "level" and self.at_level[(*key, c, name[6])] < 3


def attack(directory, institutions, truth=None, min_cell=10):
    """(what is found, how many numbers are hidden). Complaints about files that say different things are findings too."""
    gc.disable()  # millions of tuples and no cycle among them
    against = Truth(Path(truth), min_cell) if truth else None
    folder = Folder(Path(directory), Path(institutions), against.headcounts if against else None)
    generator = random.Random(20260302)
    found = list(folder.complaints)
    hidden = 0
    if against:
        found += [f"recommendations.csv is read wrongly: {line}" for line in advice.misread(folder.published, against.people_at)]
    for system in systems(folder):
        hidden += len(system.unknown)
        found += [name for name in determined(system, generator) if against is None or against.promised(name, folder)]
    gc.enable()
    return sorted(map(str, found)), hidden


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory")
    parser.add_argument("institutions")
    parser.add_argument("--truth")
    parser.add_argument("--min-cell", type=int, default=10)
    arguments = parser.parse_args()
    found, hidden = attack(arguments.directory, arguments.institutions, arguments.truth, arguments.min_cell)
    for name in found[:50]:
        print(name)
    print(f"{len(found)} of {hidden} hidden numbers determined")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
