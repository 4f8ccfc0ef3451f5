#!/usr/bin/env python3
"""A second program for the numbers of engine/docs/methods.md, written from that page alone; section numbers are its.

    python3 tests/reference/oracle.py ASSESSMENT.yaml --data ROOT -o DIR [--full-precision] [--no-disclosure] [--tables NAMES] [--shown RESULTS]

What is hidden beside what is of few people is not chosen here: recommendations take it from the statuses and bounds of --shown, the gaps.csv and levels.csv
of a run; every figure is our own. Without it they rest on the rules about few people and the pools alone.
ROOT holds frameworks/ and surveys/. Needs Python 3.11 and PyYAML. Slow and plain on purpose: every figure is a sum over a list of people.
"""
import argparse
import csv
import json
import math
import sys
from collections import Counter, defaultdict
from math import fsum
from pathlib import Path
from types import SimpleNamespace as Record

from oracle_advice import ADVICE, advice_rows
from oracle_load import Refused, load_assessment
from oracle_needs import Shown, read_shown
from oracle_numbers import alpha, estimate, gap, headcounts, mean, respondents, tie_groups


# Section 7: rows and disclosure ---------------------------------------------------------------------------------------

def too_few(respondents, headcount, min_cell):
    return respondents < min_cell or (headcount is not None and 10 * respondents < 3 * headcount)


def choose_pools(plan, people):
    """plan.pools: parent -> [(label, members)], a member an institution or `parent/own`."""
    children = defaultdict(list)
    for institution, parent in plan.institutions.items():
        children[parent].append(institution)
    answered = Counter(q.institution for q in people)
    staff = Counter()
    if plan.population is not None:
        listed = {row.cell for row in plan.population}
        for cell, head in headcounts(people, plan.population).items():
            staff[cell[0]] += head * (cell in listed)

    def all_of(institution):
        return [institution] + [each for child in children[institution] for each in all_of(child)]

    def size(offices):
        own = [each for office in offices for each in ([office[:-4]] if office.endswith("/own") else all_of(office))]
        return sum(answered[each] for each in own), sum(staff[each] for each in own) if plan.population is not None else None

    def small(offices):
        return too_few(*size(offices), plan.min_cell)

    def holds(members):
        return len(members) > 1 and not small(members)

    def somebody(office):
        respondents, headcount = size([office])
        return respondents > 0 or (not office.endswith("/own") if headcount is None else headcount > 0)

    def among(label, offices):
        found, offices = [], [office for office in offices if somebody(office)]
        for named in plan.named_pools:
            members = [office for office in offices if office in named]
            if any(small([office]) for office in members) and holds(members):
                found.append((f"{label}/pool-{len(found) + 1}", members))
                offices = [office for office in offices if office not in members]
        members = [office for office in offices if small([office])]
        others = sorted((office for office in offices if office not in members), key=lambda office: size([office])[0])
        while members and others and not holds(members):
            members.append(others.pop(0))
        if holds(members):
            found.append((f"{label}/pool-{len(found) + 1}", members))
        return found

    plan.pools = {}

    def walk(institution):
        plan.pools[institution] = among(institution, [f"{institution}/own", *children[institution]]) if children[institution] else []
        pooled = {member for _, members in plan.pools[institution] for member in members}
        for child in children[institution]:
            if child not in pooled:
                walk(child)

    plan.pools["*"] = among("*", children[""]) if len(children[""]) > 1 else []
    pooled = {member for _, members in plan.pools["*"] for member in members}
    for root in children[""]:
        if root not in pooled:
            walk(root)
    plan.shown_in = {}
    for pools in plan.pools.values():
        for label, members in pools:
            for member in members:
                for each in [member] if member.endswith("/own") else all_of(member):
                    plan.shown_in[each] = label
                    if not member.endswith("/own"):
                        plan.shown_in[f"{each}/own"] = label


def institution_rows(plan, people):
    """(label, own institutions below it) in tree order."""
    children = defaultdict(list)
    for institution, parent in plan.institutions.items():
        children[parent].append(institution)
    staffed = {q.institution for q in people}
    staffed |= {row.institution for row in plan.population or [] if row.headcount}

    def below(institution):
        return {institution}.union(*map(below, children[institution]))

    def walk(institution):
        yield institution, below(institution)
        if children[institution] and institution in staffed:
            yield f"{institution}/own", {institution}
        for child in children[institution]:
            yield from walk(child)
        yield from pools_of(institution)

    def pools_of(parent):
        for label, members in plan.pools.get(parent, []):
            yield label, set().union(*({member[:-4]} if member.endswith("/own") else below(member) for member in members))

    if len(children[""]) > 1:
        yield "*", set(plan.institutions)
    for root in children[""]:
        yield from walk(root)
    yield from pools_of("*")


def cell_headcounts(plan, people):
    """(dimension, category) -> {cell: headcount}; a pair that is absent has no known headcount."""
    if plan.population is None:
        return {}
    on_the_list = {row.cell for row in plan.population}  # the others stand for themselves alone
    known = {("*", "*"): {cell: head * (cell in on_the_list) for cell, head in headcounts(people, plan.population).items()}}
    for dimension in plan.survey.breakdowns:
        listed = defaultdict(Counter)
        for row in plan.population:
            if dimension in row.background:
                listed[row.background[dimension]][row.cell] += row.headcount
        if not listed:
            continue
        present = Counter((q.background[dimension], q.cell) for q in people)
        for category in plan.survey.background[dimension] + ["unknown"] * ("unknown" in listed):
            known[dimension, category] = {cell: max(listed[category][cell], present[category, cell]) * (cell in on_the_list)
                                          for cell in known["*", "*"]}
    return known


def groups(plan, people):
    """Every group that has a row: institution, dimension, category, profile, its people and {cell: headcount} or None."""
    known = cell_headcounts(plan, people)
    slices = [("*", "*", profile) for profile in ["*", *plan.survey.targets, "none"]]
    slices += [(d, category, "*") for d in plan.survey.breakdowns for category in plan.survey.background[d] + ["unknown"]]
    for label, own in institution_rows(plan, people):
        for dimension, category, profile in slices:
            members = [q for q in people if q.institution in own and profile in ("*", q.profile)
                       and (dimension == "*" or q.background[dimension] == category)]
            cells = known.get((dimension, category))
            if cells is not None:
                cells = {cell: head for cell, head in cells.items() if cell[0] in own and profile in ("*", cell[1])}
            is_whole = dimension == profile == "*"
            has_staff = profile != "none" and sum((cells or {}).values()) > 0
            if members or is_whole or has_staff:
                yield Record(institution=label, dimension=dimension, category=category, profile=profile,
                             people=members, cells=cells)


def status(respondents, headcount, n, k, min_cell, pool=None):
    if pool:
        return "pooled"
    if too_few(respondents, headcount, min_cell):
        return "suppressed"
    if k < 3 or n - k < 3:
        return "bounded"
    if headcount is not None and 2 * respondents < headcount:
        return "low_response"
    return "indicative" if n < 30 else "ok"


def bound(u, k):
    """`<q` or `>1-q`; empty where both sides have fewer than 3."""
    n = len(u)
    if k < 3 and n - k < 3:
        return None
    q = math.ceil(fsum(sorted(u)[-3:]) / fsum(u) * 1e6 - 1e-6)  # in millionths
    return "<" + text(q / 1e6) if k < 3 else ">" + text((10**6 - q) / 1e6)


GAPS = ("institution dimension category profile competency headcount respondents scored not_applicable do_not_know n_eff "
        "target_level mean_score_0_100 below_target_share below_target_low below_target_high possible_low possible_high "
        "mean_shortfall_levels mean_shortfall_low mean_shortfall_high person_levels_missing not_covered status shown_in").split()
KEPT = GAPS[:6] + ["target_level", "status", "shown_in"]
UNBOUNDED = GAPS[14:22]  # interval, range, shortfall and steps


def gap_rows(plan):
    for group in plan.groups:
        of_few = too_few(len(group.people), sum(group.cells.values()) if group.cells is not None else None, plan.min_cell)
        for c in plan.survey.competencies:
            having = [p for p, targets in plan.survey.targets.items() if c in targets and group.profile in ("*", p)]
            if not having:
                continue
            people = [q for q in group.people if q.profile in having]
            headcount = not_covered = None
            if group.cells is not None:
                cells = {cell: head for cell, head in group.cells.items() if cell[1] in having}
                covered = {q.cell for q in people if q.on[c].level}
                headcount = sum(cells.values())
                not_covered = sum(head for cell, head in cells.items() if cell not in covered)
            row = gap(people, c, headcount, plan)
            pool = plan.shown_in.get(group.institution)
            yield dict(vars(group), **row, competency=c, headcount=headcount, not_covered=not_covered,
                       target_level=None if group.profile == "*" else plan.survey.targets[group.profile][c],
                       shown_in=pool if plan.disclose else None,
                       status="suppressed" if of_few and not pool else status(len(people), headcount, row["scored"], row["below"], plan.min_cell, pool))


def disclosed(row, min_cell):
    """A row of gaps.csv as it may be shown."""
    if row["status"] in ("suppressed", "pooled"):
        return {name: row.get(name) if name in KEPT else None for name in GAPS}
    if row["status"] == "bounded":
        row = dict(row, **dict.fromkeys(UNBOUNDED), below_target_share=bound(row["u"], row["below"]))
    if row["scored"] < min_cell:
        row = dict(row, mean_score_0_100=None)  # the mean of a few is nearly theirs
    return row


def share_row(group, chosen, u, plan):
    """respondents, share and status of those with chosen[i] True, among people who stand for u[i]."""
    headcount = sum(group.cells.values()) if group.cells is not None else None
    k = sum(chosen)
    row = dict(respondents=k, share=mean([int(c) for c in chosen], u) if u else None,
               status=status(len(group.people), headcount, len(u), k, plan.min_cell, plan.shown_in.get(group.institution)))
    if plan.disclose and row["status"] in ("suppressed", "pooled", "bounded"):
        row.update(respondents=None, share=bound(u, k) if row["status"] == "bounded" else None)
    return row


LEVELS = "institution dimension category profile competency level respondents share status".split()
ATTITUDES = "institution dimension category attitude item option respondents share status".split()
WANTED = "institution competency respondents share status".split()


def level_rows(plan):
    for group in plan.groups:
        for c in plan.survey.competencies:
            scored = [q for q in group.people if q.on[c].level]
            u = [plan.u[c][q.at] for q in scored]
            for level in range(1, plan.survey.levels + 1):
                yield dict(vars(group), competency=c, level=level,
                           **share_row(group, [q.on[c].level == level for q in scored], u, plan))


def attitude_rows(plan):
    items = [i for a in plan.survey.attitudes for i in plan.survey.items if i.attitude == a]
    for group in plan.groups:
        for item in items if group.profile == "*" else []:
            people = [q for q in group.people if q.asked.get(item.id) in item.options]
            w = [plan.w[q.at] for q in people]
            for option in item.options:
                yield dict(vars(group), attitude=item.attitude, item=item.id, option=option,
                           **share_row(group, [q.asked[item.id] == option for q in people], w, plan))


def wanted_rows(plan):
    for group in plan.groups:
        if group.dimension == group.profile == "*" and plan.survey.wanted_max:
            people = [q for q in group.people if q.wanted]
            w = [plan.w[q.at] for q in people]
            for c in plan.survey.competencies:
                yield dict(institution=group.institution, competency=c,
                           **share_row(group, [c in q.wanted for q in people], w, plan))


ENVIRONMENT = "institution element level target_level shortfall_levels score_0_100".split()
SCORES = ("respondent institution profile competency score_0_100 theta theta_se level items_answered items_asked working_language").split()


def environment_rows(plan):
    answers = [(instrument, answer) for instrument in plan.environment for answer in respondents(instrument)]
    for label, _ in institution_rows(plan, plan.people):
        for instrument, answer in answers:
            if answer.institution != label:
                continue
            profiles = list(instrument.targets)
            targets = instrument.targets.get(profiles[0] if len(profiles) == 1 else answer.profile, {})
            for element in instrument.competencies:
                on, target = answer.on[element], targets.get(element)
                yield dict(institution=label, element=element, level=on.level, target_level=target, score_0_100=on.score,
                           shortfall_levels=max(0, target - on.level) if target and on.level else None)


def working_language(plan, q):
    mine = q.background.get(plan.language_question, "unknown") if plan.language_question in plan.survey.breakdowns else "unknown"
    return "" if mine == "unknown" else mine


def score_rows(plan):
    for q in plan.people:
        for c, on in q.on.items():
            yield dict(respondent=q.id, institution=q.institution, profile=q.profile, competency=c, score_0_100=on.score,
                       level=on.level, items_answered=on.answered, items_asked=on.asked, working_language=working_language(plan, q))


# The run --------------------------------------------------------------------------------------------------------------

FULL_PRECISION = False


def text(value):
    if value is None or isinstance(value, (str, int)):
        return "" if value is None else str(value)
    if FULL_PRECISION:
        return repr(float(value))
    shown = f"{float(value):.6f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown


def write(path, columns, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(columns)
        out.writerows([text(row.get(name)) for name in columns] for row in rows)


def order_rows(plan, whole):
    shown = {row["competency"]: disclosed(row, plan.min_cell)["below_target_share"] if plan.disclose else row["below_target_share"]
             for row in whole if row["scored"]}
    shares = {row["competency"]: row["below_target_share"] for row in whole if row["scored"]}
    for number, tie in enumerate(tie_groups(shares, plan), 1):
        for c in tie:
            yield dict(competency=c, share=shown[c], tie_group=number)


def alpha_rows(plan):
    for c in plan.survey.competencies:
        value, n = alpha(c, plan)
        yield dict(competency=c, alpha=value if n >= plan.min_cell or not plan.disclose else None, n=n)


def own_masks(plan, gaps):
    shares = [dict(row, below_target_share=disclosed(row, plan.min_cell)["below_target_share"]) for row in gaps]
    return Shown(shares, level_rows(plan))


def run(plan, directory, wanted):
    """Writes the tables that are wanted: names without `.csv`; all where there are none."""
    estimate(plan)
    choose_pools(plan, plan.people)
    plan.groups = list(groups(plan, plan.people))
    gaps = list(gap_rows(plan))
    whole = [row for row in gaps if row["institution"] == plan.groups[0].institution
             and row["dimension"] == row["profile"] == "*"]
    tables = {
        "gaps": (GAPS, lambda: [disclosed(row, plan.min_cell) for row in gaps] if plan.disclose else gaps),
        "levels": (LEVELS, lambda: level_rows(plan)),
        "attitudes": (ATTITUDES, lambda: attitude_rows(plan)),
        "wanted": (WANTED, lambda: wanted_rows(plan)),
        "environment": (ENVIRONMENT, lambda: environment_rows(plan)),
        "recommendations": (ADVICE, lambda: advice_rows(plan, plan.shown or own_masks(plan, gaps))),
        "restricted/scores": (SCORES, lambda: score_rows(plan)),
        "order": (["competency", "share", "tie_group"], lambda: order_rows(plan, whole)),
        "alpha": (["competency", "alpha", "n"], lambda: alpha_rows(plan)),
    }
    for name, (columns, rows) in tables.items():
        if not wanted or name in wanted:
            write(directory / f"{name}.csv", columns, rows())
    (directory / "flags.json").write_text(json.dumps(plan.survey.flags), encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("assessment")
    parser.add_argument("--data", default=".", metavar="ROOT", help="the folder of frameworks/ and surveys/")
    parser.add_argument("-o", "--out", required=True, metavar="DIR", type=Path)
    parser.add_argument("--full-precision", action="store_true", help="17 digits instead of 6 decimals")
    parser.add_argument("--no-disclosure", action="store_true", help="leave every number in place; status is still set")
    parser.add_argument("--tables", default="", metavar="NAMES", help="only these, as gaps,levels")
    parser.add_argument("--shown", metavar="RESULTS", help="a folder whose gaps.csv and levels.csv say what recommendations may speak of")
    arguments = parser.parse_args()
    global FULL_PRECISION
    FULL_PRECISION = arguments.full_precision
    try:
        plan = load_assessment(arguments.assessment, arguments.data, lambda message: print(message, file=sys.stderr))
        plan.disclose = not arguments.no_disclosure
        plan.shown = read_shown(arguments.shown) if arguments.shown else None
        run(plan, arguments.out, [name for name in arguments.tables.split(",") if name])
    except Refused as reason:
        sys.exit(f"oracle: {reason}")


if __name__ == "__main__":
    main()
