"""Linear equations over numbers that are known or not, and which of the unknown ones they determine. See attack.py."""
from collections import defaultdict
from fractions import Fraction
from heapq import heapify, heappop, heappush

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

    def join(self, other):
        self.unknown |= other.unknown
        self.known |= other.known
        self.equations += other.equations

    def total(self, total, parts):
        """A row that is not there is nobody."""
        terms = [(part, 1) for part in parts if self.holds(part)]
        if self.holds(total):
            terms.append((total, -1))
        if terms:
            self.equations.append(terms)

    def reduced(self):
        """Equations over what is unknown, each once: by its number in the second list, as tuples of strings are slow to look up."""
        numbers, names, out = {}, [], {}
        for terms in self.equations:
            row = {}
            for name, factor in terms:
                if name not in self.known:
                    at = numbers.setdefault(name, len(names))
                    if at == len(names):
                        names.append(name)
                    row[at] = row.get(at, 0) + factor
            row = {at: factor for at, factor in row.items() if factor}
            if row:
                out.setdefault(tuple(sorted(row.items())), row)
        return list(out.values()), names


def peel(equations):
    """Takes off what needs no elimination: (determined, [(name, its equation)], the rest). An unknown that is alone in an equation is determined, and
    drops out of all others; one that stands in a single equation is whatever that equation leaves, so the equation says nothing of the others."""
    live = {i: dict(row) for i, row in enumerate(equations)}
    rows_of = defaultdict(set)
    for i, row in live.items():
        for name in row:
            rows_of[name].add(i)
    zero = set()
    alone = [i for i, row in live.items() if len(row) == 1]
    while alone:
        row = live.pop(alone.pop(), None)
        if not row:
            continue
        (name,) = row
        zero.add(name)
        for i in rows_of.pop(name):
            if i in live:
                del live[i][name]
                if len(live[i]) == 1:
                    alone.append(i)
    taken = []
    single = [name for name, of in rows_of.items() if len(of & live.keys()) == 1]
    for name, of in rows_of.items():
        of &= live.keys()
    while single:
        name = single.pop()
        if len(rows_of[name]) != 1:
            continue
        (i,) = rows_of[name]
        row = live.pop(i)
        taken.append((name, row))
        for other in row:
            rows_of[other].discard(i)
            if len(rows_of[other]) == 1:
                single.append(other)
    return zero, taken, [row for row in live.values() if row]


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


def triangle(equations):
    """Eliminated to triangular form modulo the prime: [(name, its equation)], each name in no equation behind its own. The unknown in the fewest equations first,
    by a heap whose entries may be out of date: too low a count is put right when its turn comes."""
    rows_of, live = defaultdict(set), {}
    for i, row in enumerate(equations):
        live[i] = {name: factor % PRIME for name, factor in row.items()}
        for name in row:
            rows_of[name].add(i)
    heap = [(len(of), name) for name, of in rows_of.items()]
    heapify(heap)
    taken = []
    while heap:
        count, name = heappop(heap)
        of = rows_of[name]
        if len(of) != count:
            if len(of) > count:
                heappush(heap, (len(of), name))
            continue
        if not of:
            continue
        pivot = min(of, key=lambda i: len(live[i]))
        row = live.pop(pivot)
        targets = [i for i in of if i != pivot]
        inverse = pow(row[name], -1, PRIME)
        for i in targets:
            at = live[i]
            times = -at[name] * inverse % PRIME
            for other, factor in row.items():
                before = at.get(other)
                if before is None:
                    at[other] = times * factor % PRIME
                    rows_of[other].add(i)
                    continue
                value = (before + times * factor) % PRIME
                if value:
                    at[other] = value
                else:
                    del at[other]
                    rows_of[other].discard(i)
        for other in row:
            rows_of[other].discard(pivot)
            heappush(heap, (len(rows_of[other]), other))
        taken.append((name, row))
    return taken


def by_random_solution(equations, generator):
    """An unknown that is 0 in a random solution of the homogeneous equations is determined."""
    zero, peeled, rest = peel(equations)
    taken = [one for part in parts_of(rest) for one in triangle(part)]
    value = {name: generator.getrandbits(88) + 1 for row in equations for name in row}
    value.update(dict.fromkeys(zero, 0))
    for name, row in reversed(peeled + taken):
        rest = sum(factor * value[other] for other, factor in row.items() if other != name)
        factor = row[name]
        value[name] = -rest * factor % PRIME if factor in (1, -1) else -rest * pow(factor, -1, PRIME) % PRIME
    return {name for name, v in value.items() if v == 0}


def determined(system, generator):
    found = solved(*system.reduced(), generator) & system.unknown
    return found - by_definition(system) if found else found


def by_definition(system):
    """What follows from the definitions, whatever is shown: that nobody is below a target that is the lowest level."""
    system.known, known = set(), system.known
    equations, names = system.reduced()
    system.known = known
    return {names[at] for at in peel(equations)[0]}


def solved(equations, names, generator):
    found = by_random_solution(equations, generator)
    for part in parts_of(equations):
        unknowns = {name for row in part for name in row}
        if len(unknowns) <= FEW_UNKNOWNS:
            assert by_fractions(part) == found & unknowns, "the two eliminations disagree"
    return {names[at] for at in found}
