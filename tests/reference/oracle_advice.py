"""Section 10 of engine/docs/methods.md: recommendations, from what section 7 shows. See oracle.py."""
import csv
import math
import re
from collections import defaultdict
from math import fsum
from pathlib import Path
from types import SimpleNamespace as Record

from oracle_load import Refused

ADVICE = "institution rank remedy kind competency from_level to_level people closure hours cost reason".split()


def whole(x):
    return math.floor(x + 0.5 + 1e-9)


def tenth(x):
    return math.floor(10 * x + 0.5 + 1e-9) / 10


def short(x):
    return f"{float(x):.6f}".rstrip("0").rstrip(".")


def reason(code, **values):
    """Values that are empty are left out; the name of a value may not be a word of Python, hence the underscore."""
    parts = [f"{name.strip('_')}={value}" for name, value in values.items() if value not in ("", None)]
    return ";".join([code, *parts])


# What is read off the tables ------------------------------------------------------------------------------------------

HIDING = ("suppressed", "pooled", "bounded")


def key_of(row):
    return row["institution"], row["dimension"], row["category"], row["profile"]


class Shown:
    """What the two tables say, whoever decided what they hide: statuses, and the bounds of shares below target."""

    def __init__(self, gaps, levels):
        self.groups, self.levels, self.gaps, self.nearly = set(), set(), set(), set()
        for row in levels:
            key = key_of(row)
            if row["status"] not in ("suppressed", "pooled"):
                self.groups.add(key)
            if row["status"] not in HIDING:
                self.levels.add((*key, row["competency"], int(row["level"])))
        for row in gaps:
            if row["status"] not in HIDING:
                self.gaps.add((*key_of(row), row["competency"]))
            if str(row["below_target_share"] or "").startswith(">"):
                self.nearly.add((*key_of(row), row["competency"]))

    def group(self, group):
        return key_of(vars(group)) in self.groups

    def nearly_everyone(self, group, plan):
        return [c for c in plan.survey.competencies if (*key_of(vars(group)), c) in self.nearly]

    def need(self, group, c, level):
        key = key_of(vars(group))
        return (*key, c) in self.gaps and (*key, c, level) in self.levels


def read_shown(directory):
    """The masks of a folder of results."""
    def rows(name):
        try:
            with open(Path(directory, name), encoding="utf-8", newline="") as file:
                return list(csv.DictReader(file, strict=True))
        except OSError as problem:
            raise Refused(f"--shown: {problem}") from None
    return Shown(rows("gaps.csv"), rows("levels.csv"))


def needs_of(group, shown, plan):
    """(competency, target, level) -> sum u."""
    u = defaultdict(list)
    for q in group.people:
        for c, target in plan.survey.targets.get(q.profile, {}).items():
            level = q.on[c].level
            if level and level < target:
                u[c, target, level].append(plan.u[c][q.at])
    in_order = sorted(u, key=lambda need: (plan.survey.competencies.index(need[0]), *need[1:]))
    return {need: fsum(u[need]) for need in in_order if len(u[need]) >= 3 and shown.need(group, need[0], need[2])}


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


def spoken_in(plan, shown):
    """Label -> languages with a row that is shown."""
    found = defaultdict(list)
    for group in plan.groups:
        if plan.language_question and group.dimension == plan.language_question and group.category != "unknown":
            if group.people and shown.group(group):
                found[group.institution].append(group.category)
    return found


def match(a, b):
    a, b = a.lower(), b.lower()
    return a == b or a.startswith(b + "-") or b.startswith(a + "-")


# One group ------------------------------------------------------------------------------------------------------------

def reached(module, needs):
    return {(c, t, l): u for (c, t, l), u in needs.items()
            if c == module["competency"] and int(module["from"]) <= l < min(t, int(module["to"]))}


def cost(remedy, people):
    if "costs" not in remedy:
        return None
    seats = int(remedy["seats"]["value"]) if "seats" in remedy else 1
    times = {"person": people, "session": -(-people // seats), "once": 1}
    return sum(float(line["amount"]) * times[line["per"]] for line in remedy["costs"])


class Unit:
    def __init__(self, label, needs, nearly, languages, above, plan):
        self.label, self.needs, self.nearly, self.languages, self.above, self.plan = label, needs, nearly, languages, above, plan
        self.barriers = list(self.find_barriers())
        self.left_out = {"few_people": [], "language": [], "not_offered": []}
        self.candidates = []

    def find_barriers(self):
        found = []
        for instrument in self.plan.environment:
            if instrument.blocks_in != self.plan.survey.framework:
                continue
            answers = {answer.institution: answer for answer in instrument.people if answer.answered}
            where = next((place for place in ways_up(place_of(self.label), self.plan) if place in answers), None)
            targets = next(iter(instrument.targets.values()))
            for element in instrument.competencies if where else []:
                level, target = answers[where].on[element].level, targets.get(element)
                if not (level and target and level < target):
                    continue
                steps = fsum(u * (t - l) for (c, t, l), u in self.needs.items() if c in instrument.blocks[element])
                blocked = [c for c in self.plan.survey.competencies
                           if c in instrument.blocks[element] and (c in self.nearly or any(c == key[0] for key in self.needs))]
                if blocked:
                    found.append(Record(element=element, where=where, level=level, target=target, steps=steps, blocked=blocked,
                                        framework=instrument.framework))
        return sorted(found, key=lambda one: -math.floor(one.steps * 1e6 + 0.5))

    def blockers(self, c):
        return " ".join(one.element for one in self.barriers if c in one.blocked)

    def common(self, remedy):
        return [mine for mine in self.languages if any(match(mine, one) for one in remedy.get("languages", []))]

    def in_language(self, remedy, catalogue):
        if self.languages and remedy.get("languages") and not self.common(remedy):
            return False
        by_id = {one["id"]: one for one in catalogue["remedies"]}
        return all(self.in_language(by_id[needed], catalogue) for needed in remedy.get("prerequisites", []))

    def is_offered(self, remedy):
        ends = [dates.get("to", "9999") for dates in remedy.get("dates", [])]
        return remedy.get("offered") != "false" and (not ends or max(ends) >= self.plan.collected_to)

    def find_candidates(self):
        for catalogue in self.plan.catalogues:
            for remedy in catalogue["remedies"]:
                for module in remedy.get("modules", []):
                    self.add_candidate(catalogue, remedy, module)
        competencies = self.plan.survey.competencies
        self.candidates.sort(key=lambda one: (-one.order, one.remedy["id"].encode(), competencies.index(one.c), int(one.module["from"])))

    def add_candidate(self, catalogue, remedy, module):
        hit = reached(module, self.needs)
        share = float(remedy["completion"]["value"]) * float(remedy["success"]["value"])
        if not hit or share <= 0:
            return
        to = int(module["to"])
        people, steps = fsum(hit.values()), fsum(u * (min(t, to) - l) for (_, t, l), u in hit.items())
        hours = module.get("hours", remedy.get("hours", {})).get("value")
        one = Record(catalogue=catalogue, remedy=remedy, module=module, c=module["competency"], hit=hit, people=whole(people),
                     closure=tenth(share * steps), hours=hours, placed=False,
                     order=math.floor(1e9 * share * steps / (people * float(hours or 1)) + 0.5))
        seats = int(remedy["seats"]["value"]) if "seats" in remedy else 0
        if not self.is_offered(remedy):
            self.left_out["not_offered"].append(one)
        elif not self.in_language(remedy, catalogue):
            self.left_out["language"].append(one)
        elif remedy["kind"] == "course" and to >= self.plan.survey.levels - 1 and one.people < seats:
            self.left_out["few_people"].append(one)
        else:
            self.candidates.append(one)

    # lines

    def barrier_lines(self):
        for one in self.barriers:
            menders = [remedy for catalogue in self.plan.catalogues for remedy in catalogue["remedies"]
                       if one.element in remedy.get("mends", []) and (catalogue["mends_in"]["id"], catalogue["mends_in"]["version"]) == one.framework]
            why = reason("barrier", institution=one.where, blocks=" ".join(one.blocked), steps=short(tenth(one.steps)))
            for remedy in menders or [{"id": ""}]:
                yield dict(remedy=remedy["id"], kind="barrier", competency=one.element, from_level=one.level, to_level=one.target,
                           cost=cost(remedy, 1), reason=why)

    def nearly_lines(self):
        for c in self.nearly:
            places = [place for place in ways_up(self.label, self.plan) if place != self.label]
            nearest = next((place for place in places if any(one.c == c for one in self.above.get(place, []))), None)
            if nearest is None:
                continue
            best = next((one for one in self.above[nearest] if one.c == c and self.in_language(one.remedy, one.catalogue)), None)
            if best:
                yield dict(remedy=best.remedy["id"], kind=best.remedy["kind"], competency=c, from_level=int(best.module["from"]),
                           to_level=int(best.module["to"]), reason=reason("nearly_everyone", as_in=nearest, blocked_by=self.blockers(c)))

    def in_order(self):
        """The candidates with prerequisites before what needs them."""
        def place(one):
            if one.placed:
                return
            one.placed = True
            for needed in one.remedy.get("prerequisites", []):
                own = [other for other in self.candidates if other.remedy["id"] == needed]
                first = [other for other in own if other.c == one.c] or own
                if first:
                    yield from place(first[0])
            yield one
        for one in self.candidates:
            yield from place(one)

    def remedy_line(self, one):
        courses = [course for course in self.left_out["few_people"] if course.c == one.c and set(course.hit) & set(one.hit)]
        instead = one.remedy["kind"] != "course" and courses
        language = None
        if one.remedy.get("languages"):
            language = " ".join(self.common(one.remedy)) if self.languages else "not_checked"
        why = reason("instead_of_course" if instead else "closes", seats=courses[0].remedy["seats"]["value"] if instead else None,
                     completion=short(one.remedy["completion"]["value"]), success=short(one.remedy["success"]["value"]),
                     hours=short(one.hours) if one.hours else None, language=language,
                     after=" ".join(one.remedy.get("prerequisites", [])), blocked_by=self.blockers(one.c))
        return dict(remedy=one.remedy["id"], kind=one.remedy["kind"], competency=one.c, from_level=int(one.module["from"]),
                    to_level=int(one.module["to"]), people=one.people, closure=one.closure,
                    hours=one.people * float(one.hours) if one.hours else None, cost=cost(one.remedy, one.people), reason=why)

    def none_lines(self):
        for c in self.plan.survey.competencies:
            left = {key: u for key, u in self.needs.items() if key[0] == c and not any(key in one.hit for one in self.candidates)}
            if not left:
                continue
            why = next((name for name, courses in self.left_out.items() if any(set(one.hit) & set(left) for one in courses)), None)
            known = any(module["competency"] == c for catalogue in self.plan.catalogues for remedy in catalogue["remedies"]
                        for module in remedy.get("modules", []))
            steps = fsum(u * (t - l) for (_, t, l), u in left.items())
            yield dict(kind="none", competency=c, from_level=min(l for _, _, l in left), to_level=max(t for _, t, _ in left),
                       people=whole(fsum(left.values())),
                       reason=reason("no_remedy", why=why or ("levels" if known else "catalogue"), steps=short(tenth(steps))))

    def lines(self):
        yield from self.barrier_lines()
        yield from self.nearly_lines()
        self.find_candidates()
        self.above[self.label] = list(self.in_order())
        yield from map(self.remedy_line, self.above[self.label])
        yield from self.none_lines()


def advice_rows(plan, shown):
    """`shown`: what may be spoken of."""
    if not plan.catalogues:
        return
    languages, above = spoken_in(plan, shown), {}
    for group in plan.groups:
        if group.dimension != "*" or group.profile != "*" or not shown.group(group):
            continue
        spoken = next((languages[place] for place in ways_up(group.institution, plan) if languages.get(place)), [])
        unit = Unit(group.institution, needs_of(group, shown, plan), shown.nearly_everyone(group, plan), spoken, above, plan)
        for rank, line in enumerate(unit.lines(), 1):
            yield dict(line, institution=group.institution, rank=rank)
