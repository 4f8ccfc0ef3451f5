"""Linear equations over numbers that are known or not, and which of the unknown ones they determine. See attack.py."""
from collections import defaultdict
from fractions import Fraction

PRIME = 2**89 - 1
FEW_UNKNOWNS = 150  # per connected part: beyond, fractions grow


class System:
    """Unknowns by name, those that are known, and equations: lists of (name, factor) whose sum is 0."""

    def __init__(self):
        self.unknown, self.known, self.equations = set(), set(), []

    def add(self, name, is_known):
        (self.known if is_known else self.unknown).add(name)

    def holds(self, name):
        return name in self.known or name in self.unknown

    def total(self, total, parts):
        """A row that is not there is nobody."""
        terms = [(part, 1) for part in parts if self.holds(part)]
        if self.holds(total):
            terms.append((total, -1))
        if terms:
            self.equations.append(terms)

    def reduced(self):
        """Equations over what is unknown."""
        out = []
        for terms in self.equations:
            row = defaultdict(int)
            for name, factor in terms:
                if name not in self.known:
                    row[name] += factor
            row = {name: factor for name, factor in row.items() if factor}
            if row:
                out.append(row)
        return out


def parts_of(equations):
    """Connected parts: an elimination each."""
    parent = {}

    def root(name):
        while parent.setdefault(name, name) != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for row in equations:
        first, *others = row
        for other in others:
            parent[root(other)] = root(first)
    out = defaultdict(list)
    for row in equations:
        out[root(next(iter(row)))].append(row)
    return out.values()


def by_fractions(equations):
    """Reduced row echelon form over the rationals: a row with one entry determines it."""
    pivots = {}
    for row in equations:
        row = {name: Fraction(factor) for name, factor in row.items()}
        for name in [name for name in row if name in pivots]:
            times = row.get(name, 0)
            if times:
                for other, factor in pivots[name].items():
                    row[other] = row.get(other, 0) - times * factor
        row = {name: factor for name, factor in row.items() if factor}
        if not row:
            continue
        lead = min(row)
        row = {name: factor / row[lead] for name, factor in row.items()}
        for name, other in pivots.items():
            times = other.get(lead, 0)
            if times:
                for at, factor in row.items():
                    other[at] = other.get(at, 0) - times * factor
                pivots[name] = {at: factor for at, factor in other.items() if factor}
        pivots[lead] = row
    return {name for name, row in pivots.items() if len(row) == 1}


def by_random_solution(equations, generator):
    rows_of, live = defaultdict(set), {}
    for i, row in enumerate(equations):
        live[i] = {name: factor % PRIME for name, factor in row.items()}
        for name in row:
            rows_of[name].add(i)
    by_count = defaultdict(set)
    for name, of in rows_of.items():
        by_count[len(of)].add(name)

    def move(name, change):
        by_count[len(rows_of[name])].discard(name)
        change(rows_of[name])
        if rows_of[name]:
            by_count[len(rows_of[name])].add(name)

    taken = []
    while True:
        count = min((count for count, names in by_count.items() if names), default=0)
        if not count:
            break
        name = by_count[count].pop()
        by_count[count].add(name)
        pivot = min(rows_of[name], key=lambda i: len(live[i]))
        row = live.pop(pivot)
        targets = [i for i in rows_of[name] if i != pivot]
        for other in row:
            move(other, lambda of: of.discard(pivot))
        inverse = pow(row[name], -1, PRIME)
        for i in targets:
            times = live[i][name] * inverse % PRIME
            for other, factor in row.items():
                value = (live[i].get(other, 0) - times * factor) % PRIME
                if value:
                    if other not in live[i]:
                        move(other, lambda of: of.add(i))
                    live[i][other] = value
                elif other in live[i]:
                    del live[i][other]
                    move(other, lambda of: of.discard(i))
        taken.append((name, row, inverse))
    value = {name: generator.randrange(1, PRIME) for name in rows_of}
    for name, row, inverse in reversed(taken):
        value[name] = -inverse * sum(factor * value[other] for other, factor in row.items() if other != name) % PRIME
    return {name for name, v in value.items() if v == 0}


def determined(system, generator):
    found = solved(system.reduced(), generator) & system.unknown
    if not found:
        return found
    # What follows from the definitions, whatever is shown: that nobody is below a target that is the lowest level.
    system.known, known = set(), system.known
    by_definition = solved(system.reduced(), generator)
    system.known = known
    return found - by_definition


def solved(equations, generator):
    found = set()
    for part in parts_of(equations):
        unknowns = {name for row in part for name in row}
        if len(unknowns) <= FEW_UNKNOWNS:
            exact = by_fractions(part)
            assert exact == by_random_solution(part, generator), "the two eliminations disagree"
            found |= exact
        else:
            found |= by_random_solution(part, generator)
    return found
