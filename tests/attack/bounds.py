#!/usr/bin/env python3
"""How far hidden numbers of people can be narrowed by reasoning with bounds: people are whole numbers and not negative, a row that says "<5%" has at most two on one
side, nobody is counted twice. engine/docs/methods.md, section 7, does not promise that this finds nothing; this program measures it.

    python3 tests/attack/bounds.py DIR INSTITUTIONS.csv --truth DIR [--min-cell 10]

Each unknown has a lowest and a highest value; each equation narrows each of its unknowns by what the others can be, until nothing changes. That is sound, and weaker
than solving for whole numbers: it finds what a patient reader with paper finds. With --truth every range is held against the true number.
"""
import argparse
import gc
import math
from collections import Counter, defaultdict, deque
from pathlib import Path

from attack import Folder, Truth, systems
from published import rows, shown

COUNTS = {"scored": "scored", "not_applicable": "not_applicable", "do_not_know": "do_not_know"}
EVERYBODY = 10**9


class Ranges:
    """Lowest and highest whole number of each name, and equations: ([(name, factor)], constant) whose sum is the constant."""

    def __init__(self):
        self.low, self.high, self.equations = {}, {}, []

    def within(self, name, low, high=EVERYBODY):
        self.low[name] = max(self.low.get(name, 0), low)
        self.high[name] = min(self.high.get(name, EVERYBODY), high)

    def equal(self, terms):
        """The sum of the terms is 0."""
        self.equations.append(terms)

    def at_most(self, parts, whole):
        """What is left is a number of people too."""
        self.equal([(part, 1) for part in parts] + [(("left", len(self.equations)), 1), (whole, -1)])

    def narrow(self, most=10**8):
        """To a fixed point, or for `most` steps: names that contradict each other are an error of the reasoning."""
        of = defaultdict(list)
        for i, terms in enumerate(self.equations):
            for name, _ in terms:
                self.within(name, 0)
                of[name].append(i)
        waiting, queued = deque(range(len(self.equations))), set(range(len(self.equations)))
        while waiting and most > 0:
            i = waiting.popleft()
            queued.discard(i)
            most -= len(self.equations[i])
            for name in self.narrow_by(self.equations[i]):
                for other in of[name]:
                    if other not in queued:
                        queued.add(other)
                        waiting.append(other)

    def narrow_by(self, terms):
        least = sum(factor * (self.low if factor > 0 else self.high)[name] for name, factor in terms)
        most = sum(factor * (self.high if factor > 0 else self.low)[name] for name, factor in terms)
        changed = []
        for name, factor in terms:
            low, high = self.low[name], self.high[name]
            if low == high:
                continue
            own_least, own_most = (factor * low, factor * high) if factor > 0 else (factor * high, factor * low)
            # factor * name = -(the others), and these are between least - own_least and most - own_most
            from_value, to_value = -(most - own_most), -(least - own_least)
            new_low = math.ceil(from_value / factor) if factor > 0 else math.ceil(to_value / factor)
            new_high = math.floor(to_value / factor) if factor > 0 else math.floor(from_value / factor)
            new_low, new_high = max(low, new_low), min(high, new_high)
            assert new_low <= new_high, f"{name} would be from {new_low} to {new_high}"
            if (new_low, new_high) != (low, high):
                self.low[name], self.high[name] = new_low, new_high
                least += (factor * new_low if factor > 0 else factor * new_high) - own_least
                most += (factor * new_high if factor > 0 else factor * new_low) - own_most
                changed.append(name)
        return changed


def row_name(folder, measure, row):
    if measure == "respondents":
        return (measure, *folder.keys(row), "" if row["profile"] != "*" else row["competency"])
    return (measure, *folder.keys(row), row["competency"])


def people_below(row, unweighted):
    """k of a row whose share is shown, as far as it tells it."""
    if row["scored"] == "0":
        return 0
    share = row["below_target_share"]
    if not shown(share) or not shown(row["scored"]):
        return None
    if unweighted:
        return round(float(share) * int(row["scored"]))
    if not row["possible_low"] or not row["headcount"] or not shown(row["not_applicable"]) or float(share) - float(row["possible_low"]) < 2e-6:
        return None
    return round(float(row["possible_low"]) * max(int(row["headcount"]) - int(row["not_applicable"]), int(row["scored"])))


def add_gap(ranges, folder, row, unweighted):
    """What a row of gaps.csv says by itself."""
    respondents, below, scored = (row_name(folder, measure, row) for measure in ("respondents", "below", "scored"))
    for measure in ("respondents", *COUNTS):
        if shown(row[measure]):
            ranges.within(row_name(folder, measure, row), int(row[measure]), int(row[measure]))
    if row["headcount"]:
        ranges.within(respondents, 0, int(row["headcount"]))
    ranges.at_most([row_name(folder, measure, row) for measure in COUNTS], respondents)
    ranges.at_most([below], scored)
    if row["target_level"] == "1":
        ranges.within(below, 0, 0)
    k = people_below(row, unweighted)
    if k is not None:
        ranges.within(below, k, k)
    few(ranges, row["below_target_share"], below, scored)


def few(ranges, share, part, whole):
    """A bound is printed where fewer than three are on one side."""
    if share[:1] == "<":
        ranges.within(part, 0, 2)
    elif share[:1] == ">" and whole:
        rest = ("rest", *part)
        ranges.within(rest, 0, 2)
        ranges.equal([(part, 1), (rest, 1), (whole, -1)])


def counted(name, unweighted):
    """Numbers of people; the rest are sums of weights or means."""
    return name[0] not in ("score", "squares") and (unweighted or name[0] != "steps")


def ranges_of(folder, unweighted):
    """(what is known and adds up, the names that are hidden): all rows of all tables together."""
    ranges, hidden = Ranges(), set()
    for system in systems(folder, with_advice=False):
        ranges.equations += [terms for terms in system.equations if all(counted(name, unweighted) for name, _ in terms)]
        hidden |= {name for name in system.unknown if counted(name, unweighted)}
    for key, number in folder.everyone.items():
        ranges.within(("everyone", *key, ""), number, number)
    for row in folder.gaps:
        add_gap(ranges, folder, row, unweighted)
        if unweighted and shown(row["person_levels_missing"]):
            steps = round(float(row["person_levels_missing"]))
            ranges.within(row_name(folder, "steps", row), steps, steps)
    for row in folder.levels:
        group = (*folder.keys(row), row["competency"])
        add_choice(ranges, ("level", *group, row["level"]), ("with a level", *group), row)
    for row in folder.attitudes:
        group = (*folder.keys(row), row["item"])
        add_choice(ranges, ("choice", *group, row["option"]), ("answered", *group), row)
    for row in folder.wanted:
        add_choice(ranges, ("wanted", row["institution"], row["competency"]), None, row)
    return ranges, hidden


def add_choice(ranges, name, whole, row):
    """How many wished for anything is in no table: there is no whole of wishes."""
    if shown(row["respondents"]):
        ranges.within(name, int(row["respondents"]), int(row["respondents"]))
    few(ranges, row["share"], name, whole)


class Numbers:
    """The true numbers of people, as far as the tables before protection hold them."""

    def __init__(self, truth, directory):
        self.truth = truth
        self.choices = {(row["institution"], row["dimension"], row["category"], "*", row["item"], row["option"]): int(row["respondents"]) for row in rows(directory / "attitudes.csv")}
        self.wanted = {(row["institution"], row["competency"]): int(row["respondents"]) for row in rows(directory / "wanted.csv")}
        self.any_row = {}
        for key, row in truth.rows.items():
            self.any_row.setdefault(key[:4], row)

    def of(self, name):
        measure, key = name[0], name[1:]
        if measure == "level":
            return self.truth.at_level.get(key)
        if measure == "choice":
            return self.choices.get(key)
        if measure == "wanted":
            return self.wanted.get(key)
        if measure == "respondents":
            row = self.truth.rows.get(key) if key[4] else self.any_row.get(key[:4])
            return int(row["respondents"]) if row else None
        if measure == "below":
            return self.below(key)
        row = self.truth.rows.get(key)
        return int(row[measure]) if row and measure in COUNTS else None

    def below(self, key):
        """By the levels of a profile's row; in rows of all profiles shares are sums of weights."""
        row = self.truth.rows.get(key)
        if row is None or not row["target_level"]:
            return None
        return sum(self.truth.at_level.get((*key, str(level)), 0) for level in range(1, int(row["target_level"])))

    def is_few(self, name, number):
        """Hidden for itself: a group of few, or fewer than three on one side."""
        key = (name[1], "*", "*", "*") if name[0] == "wanted" else name[1:5]
        if self.truth.small.get(key):
            return "in a small group"
        if name[0] in ("level", "below") and number is not None:
            row = self.truth.rows.get((*key, name[5]))
            everyone = int(row["scored"]) if name[0] == "below" else sum(self.truth.at_level.get((*key, name[5], str(level)), 0) for level in range(1, 12))
            return "fewer than three" if min(number, everyone - number) < 3 else "for others' sake"
        return "fewer than three" if name[0] in ("choice", "wanted") and number is not None and number < 3 else "for others' sake"


def pinned(directory, institutions, truth_directory, min_cell=10):
    """[(name, number, why it is hidden)] of the hidden numbers that are narrowed to one, and Counter of how many numbers the others can still be."""
    truth = Truth(Path(truth_directory), min_cell)
    folder = Folder(Path(directory), Path(institutions), truth.headcounts)
    ranges, hidden = ranges_of(folder, folder.unweighted)
    ranges.narrow()
    numbers, found, widths = Numbers(truth, Path(truth_directory)), [], Counter()
    for name in sorted(hidden & ranges.low.keys()):
        true = numbers.of(name)
        assert true is None or ranges.low[name] <= true <= ranges.high[name], f"{name} is {true}, not from {ranges.low[name]} to {ranges.high[name]}"
        if not truth.promised(name, folder):
            continue
        why = numbers.is_few(name, true)
        widths[why, min(ranges.high[name] - ranges.low[name] + 1, 11)] += 1
        if ranges.low[name] == ranges.high[name]:
            found.append((name, ranges.low[name], why))
    return found, widths


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=Path)
    parser.add_argument("institutions", type=Path)
    parser.add_argument("--truth", type=Path, required=True)
    parser.add_argument("--min-cell", type=int, default=10)
    arguments = parser.parse_args()
    gc.disable()
    found, widths = pinned(arguments.directory, arguments.institutions, arguments.truth, arguments.min_cell)
    for name, number, why in found[:200]:
        print(why, name, number)
    for why in sorted({why for why, _ in widths}):
        print(why + ":", ", ".join(f"{count} of {'more than 10' if width > 10 else width}" for (other, width), count in sorted(widths.items()) if other == why))
    print(Counter((name[0], why) for name, _, why in found))


if __name__ == "__main__":
    main()
