#!/usr/bin/env python3
"""Counts of the 2018 export, made without capgap and without this example's YAML files.

    python3 counts.py RESPONSES.csv > counts.csv

A second way from the same cells to the same numbers: columns are named here by their full headers, and answers are classed by rules (a number of
three or more) where the mapping lists texts. Writes CSV: what,key,count. Counts are people; nothing is suppressed, so this is for tests, not for print.

    rows             total, and of these: respondent, empty (no item answered)
    institution      respondents, an institution with its descendants; * is everyone
    profile          respondents; none where the three questions leave it open
    background       QUESTION=CATEGORY, respondents; unknown where the question was not answered
    option           ITEM=OPTION, respondents whose cells say so, options without a score included
    scored           COMPETENCY, respondents with a score
    not_applicable   COMPETENCY, respondents none of whose items was asked
    level            COMPETENCY=1..3, respondents at the level
    gaps_respondents, gaps_scored, gaps_below
                     COMPETENCY=GROUP, respondents whose profile has a target for it; of these with a score; of these below their target. A group is an
                     institution, and for everyone together also profile:ID or QUESTION:CATEGORY
"""

import csv
import sys
from collections import Counter
from fractions import Fraction

ID = ""
COUNTRY = "socio1._.In which country do you work?"
ORGANISATION = ["currentEmp1q%s._.Please select your organization type" % country
                for country in ("de", "nl", "uk", "us", "zaf", "nzl", "can", "aus", "world")]
WRITES = "rse1._.Do you write software for academic research as part of your job"
LEADS = "rse4de._.Does the majority of your role comprise leading a group of software developers or RSEs?"
PROFESSIONAL = "soft2can._.Do you consider yourself a professional software developer?"
CONTRACT = "currentEmp10._.What is the nature of your current employment?"
YEARS = "soft1can._.How many years of software development experience do you have?"
TESTED = "proj4can[SQ00%d]._.How are your projects typically tested? Please check all that apply. [%s]"
NO_TESTS = TESTED % (1, "No formal testing")
USERS_TEST = TESTED % (2, "No formal testing but users provide feedback")
DEVELOPERS_TEST = TESTED % (3, "The developers do their own testing")
ENGINEERS_TEST = TESTED % (4, "Test engineers conduct testing")
VERSION_CONTROL = "proj5zaf[SQ00%d]._.Which version control tools do you use for software development? [%s]"
CVS, SVN, GIT, MERCURIAL, NO_TOOL = [VERSION_CONTROL % (number, tool) for number, tool in
                                     enumerate(["CVS", "SVN", "Git", "Mercurial", "None"], start=1)]
BUS_FACTOR = ("stability1._.What is the bus factor of your most important software project? (The bus factor designates the minimal number "
              "of developers that have to be hit by a bus (or quit) before a project is incapacitated)")
LEAVER_PLAN = "stability2._.Do the projects you work on typically have a plan to cope with developers leaving the group?"
OPEN_LICENCE = "open1can[SQ001]._.How often do you use an open-source licence for your software? []"
REFERENCES = "likert2[open2de]._. [How often do you reference software directly or the papers describing the software?]"
DOI = "likert2[open3can]._. [How often do you associate your software with a Digital Object Identifier (DOI)?]"
ORCID = "open1de._.Do you have an ORCID ID?"
PRESENTED = "conf1can._.Have you presented your software work at a conference or workshop?"
TRAININGS = "train2._.On average, how many times a year do you take part in providing training?"
RECOGNISED = "likert4[recog%d]._. [Do you feel that your contribution to research is recognised by %s]"
NAMED = "paper2mod._.In general, when your software contributes to a paper, are you acknowledged in that paper?"
SATISFIED = "likert3[satisGen%d]._. [In general, how satisfied are you with your %s]"

COUNTRIES = {"Australia": "au", "Canada": "ca", "Germany": "de", "Netherlands": "nl", "New Zealand": "nz", "South Africa": "za",
             "United Kingdom of Great Britain and Northern Ireland": "gb", "United States of America": "us"}
ORGANISATIONS = {"university": "university", "university of applied sciences": "applied-university", "national laboratory": "national-laboratory",
                 "fraunhofer society": "fraunhofer", "helmholtz association of german research centres": "helmholtz",
                 "leibniz association": "leibniz", "max planck society": "max-planck", "government": "government",
                 "non-profit organization": "nonprofit", "ngo": "ngo", "private company": "company", "other": "other"}
AGREEMENT = ["Strongly disagree", "Disagree", "Neither agree or disagree", "Agree", "Strongly Agree"]
PAPER = {"Not mentioned at all": "not-mentioned", "Acknowledged in the main text": "main-text",
         "Acknowledged in acknowledgements section": "acknowledgements", "Named as co-author": "co-author", "Named as main author": "main-author"}


# Every function from here to `items` takes a row (header -> cell) and returns an option id, or None where nothing was answered.

def institution(row):
    organisations = [row[column] for column in ORGANISATION if row[column]]
    assert len(organisations) == 1, "one questionnaire per person"
    return COUNTRIES.get(row[COUNTRY], "world") + "." + ORGANISATIONS[organisations[0].lower()]


def sector(row):
    organisation = institution(row).split(".")[1]
    if organisation in ("university", "applied-university"):
        return "university"
    if organisation in ("nonprofit", "ngo"):
        return "nonprofit"
    return organisation if organisation in ("government", "company", "other") else "research-organisation"


def profile(row):
    if not (row[WRITES] and row[LEADS] and row[PROFESSIONAL]):
        return None
    if row[LEADS] == "Yes":
        return "lead"
    if row[WRITES] == "No":
        return None
    return "developer" if row[PROFESSIONAL] == "Yes" else "author"


def contract(row):
    kind = row[CONTRACT].split(" -- ")[0]
    return {"": None, "Permanent": "permanent", "Fixed term": "fixed-term", "Prefer not to say": "not-stated"}.get(kind, "other")


def experience(row):
    if not row[YEARS]:
        return None
    years = float(row[YEARS])
    return "under-5" if years < 5 else "5-9" if years < 10 else "10-19" if years < 20 else "20-plus"


def ticks(row, columns):
    """Which columns of a grid are ticked; None where the grid was left before it was shown."""
    cells = [row[column] for column in columns]
    return None if "" in cells else [cell == "Yes" for cell in cells]


def tested_by(row):
    grid = ticks(row, [NO_TESTS, USERS_TEST, DEVELOPERS_TEST, ENGINEERS_TEST])
    if grid is None:
        return None
    nobody, users, developers, engineers = grid
    informal = nobody or users
    if engineers:
        return "contradictory" if informal else "engineers"
    if developers:
        return "developers-informally" if informal else "developers"
    return "users" if users else "nobody" if nobody else "not-listed"


def version_control(row):
    grid = ticks(row, [GIT, MERCURIAL, SVN, CVS, NO_TOOL])
    if grid is None:
        return None
    *tools, none = grid
    if none:
        return "contradictory" if any(tools) else "none-used"
    return "distributed" if any(tools[:2]) else "central" if any(tools) else "not-listed"


def bus_factor(row):
    if not row[BUS_FACTOR]:
        return None
    people = float(row[BUS_FACTOR])
    return "one" if people < 2 else "two" if people < 3 else "three-or-more"


def trainings(row):
    if not row[TRAININGS]:
        return None
    times = float(row[TRAININGS])
    return "none-given" if times == 0 else "once-or-twice" if times < 3 else "three-or-more"


def number(column):
    """'1 (None at all)' -> '1', '10 - Completely satisfied' -> '10'."""
    return lambda row: row[column].split(" ")[0] or None


def yes_no(column):
    return lambda row: row[column].lower() or None


def agreement(column):
    return lambda row: str(AGREEMENT.index(row[column]) + 1) if row[column] else None


def orcid(row):
    return {"": None, "What is ORCID?": "unaware", "ORCID is not relevant for me": "na"}.get(row[ORCID], row[ORCID].lower())


ITEMS = {
    "tested_by": tested_by,
    "version_control": version_control,
    "bus_factor": bus_factor,
    "leaver_plan": yes_no(LEAVER_PLAN),
    "open_licence": number(OPEN_LICENCE),
    "references_software": number(REFERENCES),
    "doi": number(DOI),
    "orcid": orcid,
    "presented": yes_no(PRESENTED),
    "trainings": trainings,
    "recognised_by_manager": agreement(RECOGNISED % (1, "your supervisor/line manager")),
    "recognised_by_researchers": agreement(RECOGNISED % (2, "the researchers you work with")),
    "recognised_by_institution": agreement(RECOGNISED % (3, "your institution?")),
    "named_in_papers": lambda row: PAPER[row[NAMED]] if row[NAMED] else None,
    "satisfied_position": number(SATISFIED % (1, "current position")),
    "satisfied_career": number(SATISFIED % (2, "career")),
}

TENTHS = {str(k): Fraction(k - 1, 9) for k in range(1, 11)}
HALVES = [Fraction(0), Fraction(1, 2), Fraction(1)]
NO_YES = {"no": Fraction(0), "yes": Fraction(1)}

# Option -> its place between the lowest (0) and the highest (1) of its item. Options that are absent have no score.
PLACES = {
    "testing": {"tested_by": {"nobody": Fraction(0), "users": Fraction(0), "developers-informally": Fraction(1, 3), "developers": Fraction(2, 3),
                              "engineers": Fraction(1)}},
    "version-control": {"version_control": dict(zip(["none-used", "central", "distributed"], HALVES))},
    "continuity": {"bus_factor": dict(zip(["one", "two", "three-or-more"], HALVES)), "leaver_plan": NO_YES},
    "open-licensing": {"open_licence": TENTHS},
    "citation": {"references_software": TENTHS, "doi": TENTHS, "orcid": {"unaware": Fraction(0), **NO_YES}},
    "sharing": {"presented": NO_YES, "trainings": dict(zip(["none-given", "once-or-twice", "three-or-more"], HALVES))},
}
TARGETS = {
    "lead": {"testing": 3, "version-control": 3, "continuity": 3, "open-licensing": 3, "citation": 2, "sharing": 2},
    "developer": {"testing": 3, "version-control": 3, "continuity": 2, "open-licensing": 2, "citation": 2, "sharing": 2},
    "author": {"testing": 2, "version-control": 3, "open-licensing": 2, "citation": 2},
}
BACKGROUND = {"sector": sector, "contract": contract, "experience": experience}
ATTITUDES = ["recognised_by_manager", "recognised_by_researchers", "recognised_by_institution", "named_in_papers", "satisfied_position",
             "satisfied_career"]


def levels(answers):
    """Competency -> 1, 2, 3 by thirds of the scale, None without a score, "na" where nothing was asked."""
    result = {}
    for competency, items in PLACES.items():
        asked = [item for item in items if answers[item] != "na"]
        places = [items[item][answers[item]] for item in asked if answers[item] in items[item]]
        if not asked:
            result[competency] = "na"
        elif 5 * len(places) < 3 * len(asked):
            result[competency] = None
        else:
            mean = sum(places) / len(places)
            result[competency] = 1 + (mean >= Fraction(1, 3)) + (mean >= Fraction(2, 3))
    return result


def is_respondent(answers):
    scored = any(answers[item] in places for items in PLACES.values() for item, places in items.items())
    return scored or any(answers[item] is not None for item in ATTITUDES)


def count(rows):
    counts = Counter()
    for row in rows:
        answers = {item: read(row) for item, read in ITEMS.items()}
        respondent = is_respondent(answers)
        counts["rows", "total"] += 1
        counts["rows", "respondent" if respondent else "empty"] += 1
        if respondent:
            counts.update(person_counts(row, answers))
    return counts


def person_counts(row, answers):
    """Every (what, key) under which this respondent counts."""
    unit, job = institution(row), profile(row)
    institutions = ["*", unit.split(".")[0], unit]
    background = {question: read(row) or "unknown" for question, read in BACKGROUND.items()}
    groups = institutions + ["profile:%s" % job] + ["%s:%s" % pair for pair in background.items()]

    yield from (("institution", name) for name in institutions)
    yield "profile", job or "none"
    yield from (("background", "%s=%s" % pair) for pair in background.items())
    yield from (("option", "%s=%s" % pair) for pair in answers.items() if pair[1] is not None)
    for competency, level in levels(answers).items():
        target = TARGETS.get(job, {}).get(competency)
        if target:
            yield from (("gaps_respondents", "%s=%s" % (competency, group)) for group in groups)
        if level == "na":
            yield "not_applicable", competency
        elif level:
            yield "scored", competency
            yield "level", "%s=%d" % (competency, level)
            if target:
                yield from (("gaps_scored", "%s=%s" % (competency, group)) for group in groups)
            if target and level < target:
                yield from (("gaps_below", "%s=%s" % (competency, group)) for group in groups)


def read_rows(path):
    """Rows as header -> cell, cells without the byte-order marks and spaces that the export leaves around labels."""
    with open(path, newline="", encoding="utf-8") as file:
        reader = csv.reader(file)
        header = [cell.strip() for cell in next(reader)]
        for cells in reader:
            yield dict(zip(header, (cell.strip(" \ufeff") for cell in cells), strict=True))


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: counts.py RESPONSES.csv > counts.csv")
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["what", "key", "count"])
    for (what, key), people in sorted(count(read_rows(sys.argv[1])).items()):
        writer.writerow([what, key, people])


if __name__ == "__main__":
    main()
