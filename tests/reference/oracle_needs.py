"""Section 10 of engine/docs/methods.md: who needs what, from what section 7 shows. See oracle.py."""
import csv
import math
import re
from collections import defaultdict
from math import fsum
from pathlib import Path

from oracle_load import Refused


def key_of(row):
    return row["institution"], row["dimension"], row["category"], row["profile"]


class Shown:
    """What the two tables say, whoever decided what they hide: statuses, and which numbers are there."""

    def __init__(self, gaps, levels):
        self.groups, self.levels, self.counted, self.shares, self.steps, self.nearly = set(), set(), set(), set(), set(), set()
        self.sums = {}  # of NeedsOf
        for row in levels:
            key = key_of(row)
            if row["status"] not in ("suppressed", "pooled"):
                self.groups.add(key)
            if row["respondents"] not in ("", None):
                self.levels.add((*key, row["competency"], int(row["level"])))
        for row in gaps:
            if row["status"] not in ("suppressed", "pooled") and row["respondents"] not in ("", None):
                self.counted.add((*key_of(row), row["competency"]))
            share = str("" if row["below_target_share"] is None or row["status"] in ("suppressed", "pooled") else row["below_target_share"])
            if share.startswith(">"):
                self.nearly.add((*key_of(row), row["competency"]))
            elif share and not share.startswith("<") and float(share) > 0:
                self.shares.add((*key_of(row), row["competency"]))
                if row["person_levels_missing"] not in ("", None):
                    self.steps.add((*key_of(row), row["competency"]))

    def group(self, group):
        return key_of(vars(group)) in self.groups

    def everybody_of(self, label, c, plan):
        """Respondents and headcount of a row of gaps.csv; nothing where it is hidden or not there."""
        key = label, "*", "*", "*"
        if (*key, c) not in self.counted:
            return None
        group, having = plan.by_key[key], {p for p, targets in plan.survey.targets.items() if c in targets}
        return (sum(q.profile in having for q in group.people),
                None if group.cells is None else sum(head for cell, head in group.cells.items() if cell[1] in having))

    def stands_for(self, label, c, plan):
        """The highest group in a row upwards that has the same people."""
        while True:
            above = next((place for place in ways_up(label, plan) if place != label and (place, "*", "*", "*") in plan.by_key), None)
            mine = self.everybody_of(label, c, plan)
            if above is None or mine is None or mine != self.everybody_of(above, c, plan):
                return label
            label = above


def read_shown(directory):
    """The masks of a folder of results."""
    def rows(name):
        try:
            with open(Path(directory, name), encoding="utf-8", newline="") as file:
                return list(csv.DictReader(file, strict=True))
        except OSError as problem:
            raise Refused(f"--shown: {problem}") from None
    return Shown(rows("gaps.csv"), rows("levels.csv"))


def place_of(label):
    """The institution of own staff; of a pool, the one above it."""
    return re.sub(r"/(own|pool-\d+)$", "", label)


def ways_up(label, plan):
    """A group and those above it, the nearest first."""
    yield label
    own = place_of(label)
    if own != label:
        yield own
    if own == "*":
        return
    while own := plan.institutions[own]:
        yield own
    yield "*"


class NeedsOf:
    """Needs of one group: (competency, target, level) -> (sum u, of it estimated, whether it is exact, of it guessed). Truth is looked up only where the tables show it."""

    def __init__(self, label, shown, plan):
        self.label, self.shown, self.plan = label, shown, plan
        self.sums = shown.sums
        self.profiles = [p for p in [*plan.survey.targets, "none"] if self.key(label, p) in plan.by_key]

    @staticmethod
    def key(label, profile):
        return label, "*", "*", profile

    def at(self, label, profile, c, level):
        """sum u of a row of levels.csv; nothing where it is hidden."""
        if (*self.key(label, profile), c, level) not in self.shown.levels:
            return None
        return self.sum_of(label, profile, c, level)

    def everybody(self, label, profile, c):
        """Those with a level, where a shown share above 0 tells them."""
        if not any(self.at(label, profile, c, level) for level in self.levels()):
            return None
        return self.sum_of(label, profile, c, None)

    def sum_of(self, label, profile, c, level):
        """sum u at a level, or at any; asked for over and over, and reckoned once."""
        wanted = (id(self.plan), label, profile, c, level)
        if wanted not in self.sums:
            people = self.plan.by_key[self.key(label, profile)].people
            self.sums[wanted] = fsum(self.plan.u[c][q.at] for q in people if (q.on[c].level == level if level else q.on[c].level))
        return self.sums[wanted]

    def levels(self):
        return range(1, self.plan.survey.levels + 1)

    def headcount(self, profile):
        """0 where it is not known."""
        cells = self.plan.by_key[self.key(self.label, profile)].cells
        return sum(cells.values()) if cells is not None else 0

    def expected(self, profile, c):
        """n(P, l) by level."""
        above = next((place for place in ways_up(self.label, self.plan)
                      if place != self.label and self.everybody(place, profile, c) is not None), None)
        size = self.headcount(profile)
        if above is None:
            return {level: (size or 1) / len(self.levels()) for level in self.levels()}
        all_there, here, there = self.everybody(above, profile, c), self.everybody(self.label, "*", c), self.everybody(above, "*", c)
        if not size:
            size = all_there * here / there if here is not None and there is not None else 1
        known = {level: self.at(above, profile, c, level) for level in self.levels()}
        left = max(0, 1 - fsum(u / all_there for u in known.values() if u is not None))
        hidden = sum(u is None for u in known.values())
        return {level: size * (u / all_there if u is not None else left / hidden) for level, u in known.items()}

    def of(self, c):
        if (*self.key(self.label, "*"), c) not in self.shown.shares:
            return {}
        targets = {p: self.plan.survey.targets.get(p, {}).get(c, 0) for p in self.profiles}
        x = {(p, level): self.at(self.label, p, c, level) for p in self.profiles for level in self.levels()}
        expected = {p: self.expected(p, c) for p in self.profiles}
        totals = {level: self.at(self.label, "*", c, level) for level in self.levels()}
        pots = [([level], total) for level, total in totals.items() if total is not None]
        everybody = self.everybody(self.label, "*", c) or 0
        pots.append(([level for level, total in totals.items() if total is None], everybody - fsum(total for _, total in pots)))
        dealt = {}
        for levels, total in pots:
            hidden = [cell for cell in x if cell[1] in levels and x[cell] is None]
            left = max(0, total - fsum(x[cell] for cell in x if cell[1] in levels and x[cell] is not None))
            weights = [expected[p][level] for p, level in hidden]
            if not sum(weights):
                weights = [1] * len(hidden)
            same = len({level for _, level in hidden}) <= 1 and len({targets[p] for p, _ in hidden}) <= 1
            for cell, weight in zip(hidden, weights):
                (x if same else dealt)[cell] = left * weight / sum(weights)
        lacking = {cell: targets[cell[0]] - cell[1] for cell in x if cell[1] < targets[cell[0]]}
        self.agree(c, {cell: u for cell, u in x.items() if cell in lacking and cell not in dealt}, dealt, lacking)
        guessed = {p for p in self.profiles if not self.headcount(p) and
                   all(self.everybody(place, p, c) is None for place in ways_up(self.label, self.plan))}
        found = defaultdict(lambda: [0, 0, True, 0])
        for cell in lacking:
            u, is_dealt = dealt.get(cell, x[cell]), cell in dealt
            one = found[c, targets[cell[0]], cell[1]]
            one[:] = one[0] + u, one[1] + (u if is_dealt else 0), one[2] and not is_dealt, one[3] + (u if is_dealt and cell[0] in guessed else 0)
        return {need: found[need] for need in sorted(found) if found[need][0] > 0 or not found[need][2]}

    def agree(self, c, known, dealt, lacking):
        """Step 3 of section 10."""
        key = (*self.key(self.label, "*"), c)
        people = [q for q in self.plan.by_key[key[:4]].people if q.on[c].level and c in self.plan.survey.targets.get(q.profile, {})]
        below = [(self.plan.u[c][q.at], self.plan.survey.targets[q.profile][c] - q.on[c].level) for q in people]
        below = [(u, steps) for u, steps in below if steps > 0]
        left = max(0, fsum(u for u, _ in below) - fsum(known.values()))
        missing = fsum(u * steps for u, steps in below) - fsum(u * lacking[cell] for cell, u in known.items())
        free = {cell: u for cell, u in dealt.items() if cell in lacking and u > 0}
        log_b = 0
        if key in self.shown.steps and left > 0 and free:
            log_b = self.root(lambda b: fsum(u * math.exp(b * (lacking[cell] - missing / left)) * (lacking[cell] - missing / left) for cell, u in free.items()))
        tilted = {cell: u * math.exp(log_b * lacking[cell]) for cell, u in free.items()}
        for cell, u in tilted.items():
            dealt[cell] = left * u / fsum(tilted.values())

    @staticmethod
    def root(rising):
        """Between -50 and 50."""
        low, high = -50.0, 50.0
        if rising(low) >= 0 or rising(high) <= 0:
            return low if rising(low) >= 0 else high
        for _ in range(200):
            middle = (low + high) / 2
            low, high = (middle, high) if rising(middle) < 0 else (low, middle)
        return low
