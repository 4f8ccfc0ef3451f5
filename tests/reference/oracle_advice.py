"""Section 10 of engine/docs/methods.md: recommendations, from what section 7 shows. See oracle.py."""
import math
from collections import defaultdict
from math import fsum
from types import SimpleNamespace as Record

from oracle_needs import NeedsOf, key_of, place_of, ways_up

ADVICE = "institution rank remedy kind competency from_level to_level people closure hours cost reason".split()


def whole(x):
    return math.floor(x + 0.5 + 1e-6)


def tenth(x):
    return math.floor(10 * x + 0.5 + 1e-6) / 10


def short(x):
    return f"{float(x):.6f}".rstrip("0").rstrip(".")


def reason(code, **values):
    """Values that are empty are left out; the name of a value may not be a word of Python, hence the underscore."""
    parts = [f"{name.strip('_')}={value}" for name, value in values.items() if value not in ("", None)]
    return ";".join([code, *parts])


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

def rounded_up(part, of):
    return short(max(1, math.ceil(100 * part / of - 1e-9) if of else 0) / 100)


def part(hit):
    """Which part of the people is estimated."""
    if all(exact for _, _, exact, _ in hit.values()):
        return None
    return rounded_up(fsum(e for _, e, _, _ in hit.values()), fsum(u for u, _, _, _ in hit.values()))


def unsaid(guessed, of):
    """More than half is a guess."""
    return guessed / of > 0.5 + 1e-9 if of else False


def reached(module, needs):
    return {(c, t, l): both for (c, t, l), both in needs.items()
            if c == module["competency"] and int(module["from"]) <= l < min(t, int(module["to"]))}


def cost(remedy, people):
    if "costs" not in remedy:
        return None
    seats = int(remedy["seats"]["value"]) if "seats" in remedy else 1
    times = {"person": people, "session": -(-people // seats), "once": 1}
    return sum(float(line["amount"]) * times[line["per"]] for line in remedy["costs"])


class Unit:
    def __init__(self, label, needs, exact, nearly, languages, above, plan):
        self.label, self.needs, self.exact, self.nearly, self.languages, self.above, self.plan = label, needs, exact, nearly, languages, above, plan
        self.barriers = list(self.find_barriers())
        self.left_out = {"few_people": [], "language": [], "not_offered": []}
        self.candidates = []

    def find_barriers(self):
        found = []
        for instrument in self.plan.environment:
            if instrument.blocks_in not in self.plan.survey.serves:
                continue
            answers = {answer.institution: answer for answer in instrument.people if answer.answered}
            members = dict(pool for pools in self.plan.pools.values() for pool in pools).get(self.label)
            holding = [next((place for place in ways_up(place_of(one), self.plan) if place in answers), None) for one in members or [self.label]]
            targets = next(iter(instrument.targets.values()))
            for element in instrument.competencies:
                levels = [(place, answers[place].on[element].level) for place in holding if place and answers[place].on[element].level]
                target = targets.get(element)
                under = [(place, level) for place, level in levels if target and level < target]
                if not under:
                    continue
                level = min(level for _, level in under)
                where = " ".join(place for place in self.plan.institutions if place in dict(under))
                count, of = (len(under), len(levels)) if members else (None, None)
                parts = [self.steps_in(c) for c in instrument.blocks[element]]
                steps, estimated = fsum(one[0] for one in parts), fsum(one[1] for one in parts)
                guessed = fsum(one[3] for one in parts)
                blocked = [c for c in self.plan.survey.competencies
                           if c in instrument.blocks[element] and (c in self.nearly or any(c == key[0] and need[0] > 0 for key, need in self.needs.items()))]
                exact = all(one[2] for c, one in zip(instrument.blocks[element], parts) if c in blocked)
                if blocked:
                    found.append(Record(element=element, where=where, count=count, of=of, behind=steps * len(under) / len(levels), level=level, target=target, steps=steps, estimated=estimated, exact=exact, guessed=guessed, blocked=blocked,
                                        serves=instrument.serves))
        return sorted(found, key=lambda one: -math.floor(one.behind * 1e6 + 0.5))

    def steps_in(self, c):
        """What the group lacks in a competency, and how much of it is estimated."""
        own = [(t - l, *need) for (of, t, l), need in self.needs.items() if of == c]
        steps = fsum(s * u for s, u, *_ in own)
        if c in self.exact:
            return steps, 0, True, 0
        return steps, fsum(s * e for s, _, e, _, _ in own), all(one[3] for one in own), fsum(s * g for s, *_, g in own)

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
        to = int(module["to"])
        people, steps = fsum(need[0] for need in hit.values()), fsum(need[0] * (min(t, to) - l) for (_, t, l), need in hit.items())
        if whole(people) < 3 or share <= 0:
            return
        hours = module.get("hours", remedy.get("hours", {})).get("value")
        one = Record(catalogue=catalogue, remedy=remedy, module=module, c=module["competency"], hit=hit, people=whole(people),
                     closure=tenth(share * steps), hours=hours, placed=False, estimated=part(hit), unsaid=unsaid(fsum(need[3] for need in hit.values()), people),
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
                       if one.element in remedy.get("mends", []) and (catalogue["mends_in"]["id"], catalogue["mends_in"]["version"]) in one.serves]
            hidden = set(one.blocked) & set(self.nearly)
            no_steps = not hidden and unsaid(one.guessed, one.steps)
            why = reason("barrier", institution=one.where, count=one.count, all=one.of, blocks=" ".join(one.blocked), steps=None if hidden or no_steps else short(tenth(one.steps)),
                         estimated=None if hidden or one.exact else rounded_up(one.estimated, one.steps), figures="none" if no_steps else None)
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
        courses = [course for course in self.left_out["few_people"] if course.c == one.c and any(course.hit[key][0] > 0 for key in set(course.hit) & set(one.hit))]
        instead = one.remedy["kind"] != "course" and courses
        language = None
        if one.remedy.get("languages"):
            language = " ".join(self.common(one.remedy)) if self.languages else "not_checked"
        why = reason("instead_of_course" if instead else "closes", seats=courses[0].remedy["seats"]["value"] if instead else None,
                     estimated=one.estimated, figures="none" if one.unsaid else None, completion=short(one.remedy["completion"]["value"]), success=short(one.remedy["success"]["value"]),
                     hours=short(one.hours) if one.hours else None, language=language,
                     after=" ".join(one.remedy.get("prerequisites", [])), blocked_by=self.blockers(one.c))
        line = dict(remedy=one.remedy["id"], kind=one.remedy["kind"], competency=one.c, from_level=int(one.module["from"]),
                    to_level=int(one.module["to"]), reason=why)
        if one.unsaid:
            return line
        return dict(line, people=one.people, closure=one.closure, hours=one.people * float(one.hours) if one.hours else None, cost=cost(one.remedy, one.people))

    def none_lines(self):
        for c in self.plan.survey.competencies:
            left = {key: u for key, u in self.needs.items() if key[0] == c and not any(key in one.hit for one in self.candidates)}
            people, estimated = fsum(need[0] for need in left.values()), part(left) if left else None
            no_figures = unsaid(fsum(need[3] for need in left.values()), people)
            if whole(people) < 3:
                continue
            left = {key: need for key, need in left.items() if need[0] > 0}
            why = next((name for name, courses in self.left_out.items() if any(set(one.hit) & set(left) for one in courses)), None)
            known = any(module["competency"] == c for catalogue in self.plan.catalogues for remedy in catalogue["remedies"]
                        for module in remedy.get("modules", []))
            steps = fsum(need[0] * (t - l) for (_, t, l), need in left.items())
            yield dict(kind="none", competency=c, from_level=min(l for _, _, l in left), to_level=max(t for _, t, _ in left),
                       people=None if no_figures else whole(people),
                       reason=reason("no_remedy", why=why or ("levels" if known else "catalogue"), steps=None if no_figures else short(tenth(steps)),
                                      estimated=estimated, figures="none" if no_figures else None))

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
    plan.by_key = {key_of(vars(group)): group for group in plan.groups}
    for group in plan.groups:
        if group.dimension != "*" or group.profile != "*" or not shown.group(group):
            continue
        spoken = next((languages[place] for place in ways_up(group.institution, plan) if languages.get(place)), [])
        needs, exact, nearly = {}, set(), []
        for c in plan.survey.competencies:
            source = shown.stands_for(group.institution, c, plan)
            key = source, "*", "*", "*", c
            needs.update(NeedsOf(source, shown, plan).of(c))
            exact |= {c} if key in shown.steps else set()
            nearly += [c] if key in shown.nearly else []
        unit = Unit(group.institution, needs, exact, nearly, spoken, above, plan)
        for rank, line in enumerate(unit.lines(), 1):
            yield dict(line, institution=group.institution, rank=rank)
