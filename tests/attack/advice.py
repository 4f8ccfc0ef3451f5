"""What recommendations.csv says of people: section 10 of engine/docs/methods.md, turned round. See attack.py.

A line of a remedy from level a to level b in competency c says how many people of its place stand at a level l with a <= l < min(b, target of their own profile),
and, by closure / (completion * success), how many steps min(b, target) - l they lack; a line without a remedy says both of those whom no line of the place reaches,
up to their targets; a barrier says the steps in all competencies that it blocks. Each is an equation over the people of each profile at each level: the cells.

A line whose reason says that people are `estimated` is none: whose they are nobody knows. That such lines follow from what is shown is for twins.py.
People are printed as whole numbers and steps with a decimal, of weighted people where there are weights. The attacker is taken to know the sums exactly.
"""
import math
from collections import defaultdict


def reason_of(row):
    code, *values = row["reason"].split(";")
    return code, dict(value.split("=", 1) for value in values)


class Line:
    """What a line says: sums over cells {(profile, competency, level): factor} and what is printed of them, as (name, cells, printed, how it is written)."""

    def __init__(self, row, targets, lines):
        self.row, self.targets = row, targets
        self.code, self.reason = reason_of(row)
        reading = getattr(self, row["kind"] if row["kind"] in ("barrier", "none") else "remedy")
        self.says = [] if "estimated" in self.reason else list(reading(lines))

    def cells(self, competency, factor):
        """`factor` of (level, target): 0 where a cell does not belong to the sum."""
        out = {}
        for profile, target in self.targets[competency].items():
            out.update({(profile, competency, level): factor(level, target) for level in range(1, target) if factor(level, target)})
        return out

    def bounds(self):
        return int(self.row["from_level"]), int(self.row["to_level"])

    def remedy(self, _):
        if self.code == "nearly_everyone":
            return
        begin, end = self.bounds()
        share = float(self.reason["completion"]) * float(self.reason["success"])
        c = self.row["competency"]
        yield "people", self.cells(c, lambda l, t: int(begin <= l < min(end, t))), self.row["people"], whole
        yield "steps", self.cells(c, lambda l, t: min(end, t) - l if begin <= l < min(end, t) else 0), self.row["closure"], lambda steps: tenth(share * steps)

    def barrier(self, _):
        steps = {}
        for c in self.reason["blocks"].split():
            steps.update(self.cells(c, lambda l, t: t - l))
        if "steps" in self.reason:
            yield "steps", steps, self.reason["steps"], tenth

    def none(self, lines):
        c = self.row["competency"]
        reached = [(int(row["from_level"]), int(row["to_level"])) for row in lines if row["competency"] == c and row["kind"] not in ("barrier", "none") and reason_of(row)[0] != "nearly_everyone"]

        def left(l, t):
            return not any(begin <= l < min(end, t) for begin, end in reached)
        if self.row["people"]:
            yield "people", self.cells(c, lambda l, t: int(left(l, t))), self.row["people"], whole
        if "steps" in self.reason:
            yield "steps", self.cells(c, lambda l, t: (t - l) * left(l, t)), self.reason["steps"], tenth


def whole(x):
    return math.floor(x + 0.5 + 1e-9)


def tenth(x):
    return math.floor(10 * x + 0.5 + 1e-9) / 10


def lines_of(published):
    """(place, Line) of each line that tells figures."""
    targets = defaultdict(dict)
    for row in published.tables["gaps"]:
        if row["profile"] != "*":
            targets[row["competency"]][row["profile"]] = int(row["target_level"])
    by_place = defaultdict(list)
    for row in published.tables.get("recommendations", []):
        by_place[row["institution"]].append(row)
    for place, rows in by_place.items():
        for row in rows:
            yield place, Line(row, targets, rows)


def add_equations(system, published):
    """To one system of all competencies, as a barrier is about several. Returns how many were added."""
    added = set()
    for place, line in lines_of(published):
        for name, cells, printed, _ in line.says:
            key = ("line", place, name, tuple(sorted(cells.items())))
            if printed == "" or key in added:
                continue
            added.add(key)
            terms = [(("level", place, "*", "*", profile, c, str(level)), factor) for (profile, c, level), factor in cells.items()]
            terms = [(cell, factor) for cell, factor in terms if system.holds(cell)]
            if terms:
                system.add(key, True)
                system.equations.append(terms + [(key, -1)])
    return len(added)


def misread(published, people_at):
    """Lines that are not the sums that this file takes them for: what it finds, or does not find, would say nothing. `people_at`: truth, weighted people of a cell."""
    out = []
    for place, line in lines_of(published):
        for name, cells, printed, written in line.says:
            value = math.fsum(factor * people_at(place, *cell) for cell, factor in cells.items())
            if printed != "" and abs(float(printed) - written(value)) > 1e-9:
                out.append(f"{place}, line {line.row['rank']}: {name} {printed}, the sum over its cells is {value:.4f}")
    return out
