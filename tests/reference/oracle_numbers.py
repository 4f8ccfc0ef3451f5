"""Sections 1 to 6, 8 and 9 of engine/docs/methods.md: from people to the figures of a row. See oracle.py."""
import math
from collections import Counter, defaultdict
from fractions import Fraction
from math import fsum
from types import SimpleNamespace as Record

from oracle_flags import leave_out
from oracle_load import MISSING, Refused

Z = 1.959963984540054


# Sections 1 and 2: people, score, level -------------------------------------------------------------------------------

def holds(condition, person, instrument, shown):
    question = condition["question"]
    if question == "profile":
        answer = person.profile
    elif question in instrument.background:
        answer = person.background[question]
    else:
        answer = person.answers.get(question, "") if shown[question] else ""
    return answer not in MISSING and answer in condition["in"]


def judge(person, instrument):
    """Adds `asked` (item id -> answer), `answered` (item id -> value 0..1) and, per competency, score and level."""
    shown = {}
    for item in instrument.items:
        shown[item.id] = item.ask_if is None or holds(item.ask_if, person, instrument, shown)
    person.asked = {i.id: person.answers[i.id] for i in instrument.items
                    if shown[i.id] and i.id in person.answers and person.answers[i.id] != "na"}
    person.shown = {i.id: person.answers[i.id] for i in instrument.items if shown[i.id] and i.id in person.answers}
    person.answered = {i.id: i.value[person.asked[i.id]] for i in instrument.items
                       if i.id in person.asked and person.asked[i.id] in i.value and not i.anchors}
    person.on = {}
    for c in instrument.competencies:
        asked = [i.id for i in instrument.items if i.competency == c and i.id in person.asked]
        values = [person.answered[i] for i in asked if i in person.answered]
        score = level = None
        if values and Fraction(len(values), len(asked)) >= instrument.min_answered:
            score = 100 * sum(values) / len(values)
            level = 1 + sum(score >= cut for cut in instrument.cuts)
        dk = any(person.asked[i] == "dk" for i in asked)
        person.on[c] = Record(asked=len(asked), answered=len(values), dk=dk, score=score, level=level)


def respondents(instrument):
    for person in instrument.people:
        judge(person, instrument)
        person.profile = person.profile or "none"
        person.background = {name: category or "unknown" for name, category in person.background.items()}
        person.cell = person.institution, person.profile
        person.base = float(person.weight)
    people = [person for person in instrument.people if person.answered]
    if instrument.unit == "person":
        people, instrument.flags = leave_out(people, instrument)
    for position, person in enumerate(people):
        person.at = position
    return people


# Section 3: weights ---------------------------------------------------------------------------------------------------

def headcounts(people, population):
    """H of every cell of the population or with respondents."""
    listed, present = Counter(), Counter(person.cell for person in people)
    for row in population:
        listed[row.cell] += row.headcount
    if strangers := [cell for cell in present if cell not in listed and cell[1] != "none"]:
        raise Refused(f"the population lacks the cells {strangers}")
    return {cell: max(listed[cell], present[cell]) for cell in [*listed, *present]}


def weights(people, plan):
    """w by position of the person."""
    if plan.method == "none":
        return {q.at: q.base for q in people}
    head = headcounts(people, plan.population)
    listed, present = Counter(), Counter(q.cell for q in people)
    for row in plan.population:
        listed[row.cell] += row.headcount
    alone = {cell for cell in present if present[cell] > listed[cell]}  # more respondents than headcount: weight 1
    inside = [q for q in people if q.cell not in alone]
    if plan.method == "raked":
        w = raked(inside, plan)
    else:
        base = defaultdict(list)
        for q in inside:
            base[q.cell].append(q.base)
        w = {q.at: q.base * head[q.cell] / fsum(base[q.cell]) for q in inside}
    return {q.at: w.get(q.at, 1.0) for q in people}


def raked(inside, plan):
    cells = {q.cell for q in inside}
    covered = sum(row.headcount for row in plan.population if row.cell in cells)
    if not inside:
        return {}

    def category(source, margin):
        return tuple(source.institution if v == "institution" else source.profile if v == "profile"
                     else source.background[v] for v in margin)

    margins = []
    for margin in plan.margins:
        target, members, alone = Counter(), defaultdict(list), []
        for row in plan.population:
            if row.cell in cells:
                target[category(row, margin)] += row.headcount
        for q in inside:
            key = category(q, margin)
            if target[key]:
                members[key].append(q.at)
            else:
                alone.append(q.at)
        margins.append((target, members, alone))

    def rake(w):
        for _ in range(100):
            worst = 0
            for target, members, alone in margins:
                total = covered - fsum(w[i] for i in alone)
                represented = fsum(target[c] for c in members)
                for c, those in members.items():
                    if total <= 0:
                        raise Refused("a margin leaves more weight alone than there is")
                    factor = total * (target[c] / represented) / fsum(w[i] for i in those)
                    worst = max(worst, abs(factor - 1))
                    for i in those:
                        w[i] *= factor
            if worst <= 1e-10:
                return
        raise Refused("raking does not converge in 100 cycles")

    w = {q.at: q.base * covered / fsum(p.base for p in inside) for q in inside}
    rake(w)
    average = fsum(w.values()) / len(w)
    w = {i: min(max(weight, 0.3 * average), 3 * average) for i, weight in w.items()}
    rake(w)
    total = fsum(w.values())
    return {q.at: w[q.at] * covered / total for q in inside}


def stands_for(people, w, c, calibrated):
    """u of everyone with a level in c, by position."""
    with_level = [q for q in people if q.on[c].level]
    if not calibrated:
        return {q.at: w[q.at] for q in with_level}
    level, applies = defaultdict(list), defaultdict(list)
    for q in people:
        if q.on[c].asked:
            applies[q.cell].append(w[q.at])
        if q.on[c].level:
            level[q.cell].append(w[q.at])
    share = {cell: fsum(level[cell]) / fsum(applies[cell]) for cell in level}
    return {q.at: w[q.at] / share[q.cell] for q in with_level}


def estimate(plan):
    """Everything that the figures of a row are made of, added to the plan."""
    plan.calibrated = plan.method != "none"
    plan.people = respondents(plan.survey)
    plan.w = weights(plan.people, plan)
    plan.u = {c: stands_for(plan.people, plan.w, c, plan.calibrated) for c in plan.survey.competencies}
    plan.replicates = Replicates(plan.people, plan) if plan.survey.clustered else None


# Sections 4, 5, 6: estimates and intervals ----------------------------------------------------------------------------

def mean(values, u):
    if min(values) == max(values):
        return values[0]  # exactly
    return fsum(v * ui for v, ui in zip(values, u)) / fsum(u)


def correction(u, calibrated):
    """g; 1e-9 more than one person is the rounding of a weight of 1."""
    return [max(0.0, 1 - 1 / ui) if ui > 1 + 1e-9 else 0.0 for ui in u] if calibrated else [1.0] * len(u)


def sampling(values, u, calibrated):
    """(mean t, its s2 without the factor n/(n-1), n_eff); for 0/1 values the weighted variance is p(1-p)."""
    t, g, total = mean(values, u), correction(u, calibrated), fsum(u)
    gu2 = [gi * ui * ui for gi, ui in zip(g, u)]
    if not any(g):
        return t, 0.0, None
    n_eff = total**2 / fsum(gu2)
    variance = fsum(ui * (v - t)**2 for ui, v in zip(u, values)) / total
    robust = fsum(gi * (v - t)**2 for gi, v in zip(gu2, values)) / total**2
    return t, max(variance / n_eff, robust), n_eff


def jackknife_s2(t, replicates):
    """None where a replicate is undefined."""
    if None in replicates:
        return None
    s2 = (len(replicates) - 1) / len(replicates) * fsum((t_r - t)**2 for t_r in replicates)
    return s2 if s2 > 1e-24 else 0.0


def wilson(p, n):
    middle, half = p + Z * Z / (2 * n), Z * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    return max(0.0, (middle - half) / (1 + Z * Z / n)), min(1.0, (middle + half) / (1 + Z * Z / n))


def scaled_wilson(t, top, s2, n_eff):
    """Wilson's interval on t/top, times top."""
    at_an_end = t in (0, top)
    low, high = wilson(t / top, n_eff if at_an_end or s2 == 0 else t * (top - t) / s2)
    return low * top, high * top


class Replicates:
    """Section 6: the delete-a-group jackknife; `u[r][c]` and `w[r]` are those without group r."""

    def __init__(self, people, plan):
        named = {(q.stratum, q.psu) for q in people if q.psu}
        order = sorted([(stratum.encode(), 0, psu.encode()) for stratum, psu in named] +
                       [(q.stratum.encode(), 1, q.at) for q in people if not q.psu])
        place = {key: position for position, key in enumerate(order)}
        groups = min(80, len(order))
        self.group = {q.at: place[(q.stratum.encode(),) + ((0, q.psu.encode()) if q.psu else (1, q.at))] % groups
                      for q in people}
        self.w, self.u = [], []
        for r in range(groups if groups >= 10 else 0):
            kept = [q for q in people if self.group[q.at] != r]
            try:
                w = weights(kept, plan)
            except Refused:
                w = {}  # no estimate without this group
            self.w.append(w)
            self.u.append({c: stands_for(kept, w, c, plan.calibrated) if w else {} for c in plan.survey.competencies})

    def enough(self, people):
        return len({self.group[q.at] for q in people}) >= 10

    @staticmethod
    def estimates(people, values, weights_of_each):
        for u in weights_of_each:
            left = [(v, u[q.at]) for q, v in zip(people, values) if q.at in u]
            yield mean(*map(list, zip(*left))) if left else None


def interval(values, people, c, top, factor, plan):
    """Section 5's order of cases; section 4 is the same with top = 1 and factor = 1."""
    u = [plan.u[c][q.at] for q in people]
    t, s2, n_eff = sampling(values, u, plan.calibrated)
    if n_eff is None:
        return t, t
    if factor is None:
        return None, None
    if plan.replicates is None:
        return scaled_wilson(t, top, factor * s2, n_eff)
    if not plan.replicates.enough(people):
        return None, None
    s2 = jackknife_s2(t, list(plan.replicates.estimates(people, values, (u[c] for u in plan.replicates.u))))
    if s2 is None:
        return None, None
    return (t, t) if s2 == 0 and t not in (0, top) else scaled_wilson(t, top, s2, n_eff)


def gap(people, c, headcount, plan):
    """The figures of one row of gaps.csv over its people, all of whom have a target in c."""
    scored = [q for q in people if q.on[c].level]
    n, u = len(scored), [plan.u[c][q.at] for q in scored]
    row = dict(respondents=len(people), scored=n, not_applicable=sum(not q.on[c].asked for q in people),
               do_not_know=sum(q.on[c].dk and q.on[c].score is None for q in people))
    row.update(u=u, below=0)
    if not scored:
        return row
    target = {q.at: plan.survey.targets[q.profile][c] for q in people}
    x = [max(0, target[q.at] - q.on[c].level) for q in scored]
    y = [int(xi > 0) for xi in x]
    k, top = sum(y), max(target.values()) - 1
    p, _, n_eff = sampling(y, u, plan.calibrated)
    row.update(below=k, n_eff=n_eff, below_target_share=p, mean_shortfall_levels=mean(x, u),
               mean_score_0_100=fsum(ui * q.on[c].score for ui, q in zip(u, scored)) / fsum(u),
               person_levels_missing=fsum(ui * xi for ui, xi in zip(u, x)))
    low = high = mean_low = mean_high = None
    if top:
        low, high = interval(y, scored, c, 1, 1, plan)
        mean_low, mean_high = interval(x, scored, c, top, n / (n - 1) if n > 1 else None, plan)
    if headcount is not None:
        possible = max(headcount - row["not_applicable"], n)
        row.update(possible_low=min(k / possible, p), possible_high=max((k + possible - n) / possible, p))
        if low is not None:
            low, high = max(low, row["possible_low"]), min(high, row["possible_high"])
    row.update(below_target_low=low, below_target_high=high, mean_shortfall_low=mean_low, mean_shortfall_high=mean_high)
    return row


# Sections 8 and 9: order and alpha ------------------------------------------------------------------------------------

def probability_of_no_difference(a, b, plan):
    """Two-sided, over those with a level and a target in both; 1 where nothing can be compared."""
    targets = plan.survey.targets
    people = [q for q in plan.people if q.on[a].level and q.on[b].level
              and {a, b} <= targets.get(q.profile, {}).keys()]
    if not people:
        return 1.0
    d = [int(q.on[a].level < targets[q.profile][a]) - int(q.on[b].level < targets[q.profile][b]) for q in people]
    t, s2, _ = sampling(d, [plan.w[q.at] for q in people], plan.calibrated)
    if t <= 0:
        return 1.0  # against the order of the shares
    if plan.replicates:
        s2 = jackknife_s2(t, list(plan.replicates.estimates(people, d, plan.replicates.w)))
        if s2 is None or not plan.replicates.enough(people):
            return 1.0
    if s2 == 0:
        return 0.0
    return math.erfc(abs(t) / math.sqrt(s2) / math.sqrt(2))


def separated(probabilities):
    """Holm at 5 %: for each comparison, whether it is separated."""
    order = sorted(range(len(probabilities)), key=lambda i: probabilities[i])
    result = [False] * len(order)
    for rank, i in enumerate(order):
        if probabilities[i] > 0.05 / (len(order) - rank):
            break
        result[i] = True
    return result


def tie_groups(shares, plan):
    """{competency: share} -> lists of competencies that cannot be told apart, highest first."""
    left = sorted(shares, key=lambda c: -round(shares[c] * 1e9))  # what only rounding tells apart is equal
    while left:
        apart = separated([probability_of_no_difference(left[0], c, plan) for c in left[1:]])
        size = 1 + (apart + [True]).index(True)
        yield left[:size]
        left = left[size:]


def alpha(c, plan):
    """(Cronbach's alpha, n) over those who answered every item of c that the responses hold; exact sums."""
    items = [i.id for i in plan.survey.items if i.competency == c and i.id in plan.survey.mapped_items]
    table = [[q.answered[i] for i in items] for q in plan.people if items and all(i in q.answered for i in items)]
    k, n = len(items), len(table)

    def squares(values):
        return sum(v * v for v in values) - Fraction(sum(values)**2, n)

    if k < 2 or n < 2 or not (total := squares([sum(line) for line in table])):
        return None, n
    return Fraction(k, k - 1) * (1 - sum(map(squares, zip(*table))) / total), n
