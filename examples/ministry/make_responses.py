#!/usr/bin/env python3
"""The simulated answers of the invented Ministry of Public Services.

    make_responses.py --out DIR          write the four CSV files of this example
    make_responses.py --check            compare them with the files beside this script; exit 1 on a difference
    make_responses.py --truth PROFILES   print the true shares below target as a table (needs PyYAML)

Nobody answered anything: institutions, people and answers are drawn from the model below, which README.md describes. The
files are the same to the byte on every Python from 3.9. For that the script takes from `random` only `Random(int)` and
`random()`, whose sequence Python promises to keep; makes normal deviates by adding uniforms, because log and cos differ
between C libraries; and never calls `sum()` on floats, whose rounding changed in Python 3.12.
"""

import argparse
import csv
import io
import random
import sys
from collections import Counter, defaultdict
from pathlib import Path

SEED = 20260302

# id | parent | name | kind | place | mix of profiles | staff on the personnel list | how many open the questionnaire
INSTITUTIONS_TABLE = """
mps                 |             | Ministry of Public Services             | ministry    | capital    | centre     |  64 |  39
strategy            | mps         | Directorate of Strategy and Budget      | directorate | capital    | centre     |  84 |  48
personnel           | mps         | Directorate of Public Service Personnel | directorate | capital    | centre     |  58 |  41
audit               | mps         | Inspectorate of Internal Audit          | directorate | capital    | inspection |  27 |  21
procurement         | mps         | Public Procurement Office               | agency      | capital    | inspection |  71 |  37
school              | mps         | School of Public Administration         | agency      | capital    | school     |  38 |  38
digital             | mps         | Directorate of Digital Services         | directorate | capital    | digital    | 200 | 143
digital-data-centre | digital     | Hollin Reach Data Centre                | unit        | rural      | technical  |  92 |  60
digital-helpdesk    | digital     | Citizen Helpdesk                        | unit        | other_city | counter    | 142 | 101
digital-identity    | digital     | Digital Identity Unit                   | unit        | capital    | digital    |  37 |  32
registry            | mps         | Civil Registry Agency                   | agency      | capital    | agency     | 400 | 236
registry-velmora    | registry    | Registry Office Velmora                 | office      | capital    | counter    | 260 | 128
registry-belsanta   | registry    | Registry Office Belsanta                | office      | other_city | counter    |  88 |  61
registry-tarnesk    | registry    | Registry Office Tarnesk                 | office      | other_city | counter    |  74 |  33
registry-ishvari    | registry    | Registry Office Ishvari                 | office      | other_city | counter    |  58 |  42
registry-ondora     | registry    | Registry Office Ondora                  | office      | other_city | counter    |  47 |  30
registry-kessany    | registry    | Registry Office Kessany                 | office      | other_city | counter    |  41 |  16
registry-kotevo     | registry    | Registry Office Kotevo                  | office      | other_city | counter    |  33 |  20
registry-hollin     | registry    | Registry Office Hollin Reach            | office      | rural      | counter    |  28 |  19
registry-great-sael | registry    | Registry Office Great Sael              | office      | rural      | counter    |  26 |   7
registry-zelune     | registry    | Registry Office Zelune                  | office      | rural      | counter    |  22 |  15
registry-marrowfen  | registry    | Registry Office Marrowfen               | office      | rural      | counter    |  19 |  18
registry-consular   | registry    | Consular Records Office                 | office      | abroad     | counter    |  14 |  10
benefits            | mps         | Family and Pension Benefits Agency      | agency      | capital    | agency     | 330 | 181
benefits-payments   | benefits    | Benefit Payment Centre                  | unit        | other_city | counter    | 340 | 189
benefits-velmora    | benefits    | Benefits Office Velmora                 | office      | capital    | counter    | 130 |  67
benefits-belsanta   | benefits    | Benefits Office Belsanta                | office      | other_city | counter    |  55 |  34
benefits-tarnesk    | benefits    | Benefits Office Tarnesk                 | office      | other_city | counter    |  52 |  23
benefits-ishvari    | benefits    | Benefits Office Ishvari                 | office      | other_city | counter    |  44 |  31
benefits-ondora     | benefits    | Benefits Office Ondora                  | office      | other_city | counter    |  39 |  10
benefits-kessany    | benefits    | Benefits Office Kessany                 | office      | other_city | counter    |  36 |  17
benefits-survivors  | benefits    | Survivors' Pensions Unit                | unit        | other_city | counter    |  31 |  29
benefits-kotevo     | benefits    | Benefits Office Kotevo                  | office      | rural      | counter    |  27 |  18
benefits-great-sael | benefits    | Benefits Office Great Sael              | office      | rural      | counter    |  16 |  11
counters            | mps         | Citizen Service Centres                 | agency      | capital    | agency     |  46 |  31
counters-central    | counters    | Service Centre Velmora Central          | office      | capital    | counter    | 190 |  93
counters-belsanta   | counters    | Service Centre Belsanta                 | office      | other_city | counter    |  57 |  36
counters-harbour    | counters    | Service Centre Velmora Harbour          | office      | capital    | counter    |  48 |  20
counters-ishvari    | counters    | Service Centre Ishvari                  | office      | other_city | counter    |  46 |  33
counters-tarnesk    | counters    | Service Centre Tarnesk                  | office      | other_city | counter    |  43 |  28
counters-ondora     | counters    | Service Centre Ondora                   | office      | other_city | counter    |  34 |  23
counters-kessany    | counters    | Service Centre Kessany                  | office      | other_city | counter    |  29 |   7
counters-kotevo     | counters    | Service Centre Kotevo                   | office      | rural      | counter    |  21 |  13
counters-hollin     | counters    | Service Centre Hollin Reach             | office      | rural      | counter    |  17 |  16
counters-zelune     | counters    | Service Centre Zelune                   | office      | rural      | counter    |  15 |   9
counters-travelling | counters    | Travelling Service Counter              | unit        | rural      | counter    |  13 |  12
regulator           | mps         | Communications and Postal Regulator     | agency      | capital    | regulator  | 130 |  79
regulator-consumers | regulator   | Consumer Complaints Bureau              | unit        | capital    | regulator  |  35 |  24
regulator-spectrum  | regulator   | Spectrum Monitoring Station             | unit        | rural      | technical  |  18 |  12
regulator-numbers   | regulator   | Numbering and Addressing Office         | unit        | other_city | regulator  |  11 |   8
archives            | mps         | National Archives                       | agency      | capital    | agency     |  54 |  37
archives-belsanta   | archives    | Archives Repository Belsanta            | office      | other_city | counter    |  24 |  15
archives-workshop   | archives    | Conservation Workshop                   | unit        | rural      | counter    |  10 |   9
liaison             | mps         | Liaison Service                         | directorate | capital    | centre     |   9 |   6
liaison-parliament  | liaison     | Parliament Liaison Office               | office      | capital    | parliament |  26 |  17
liaison-courts      | liaison     | Courts Liaison Office                   | office      | capital    | courts     |  34 |  21
islands             | mps         | Island Services Administration          | agency      | other_city | agency     |  42 |  26
islands-lighthouses | islands     | Lighthouse and Pilotage Office          | office      | rural      | counter    |  11 |   1
islands-ferries     | islands     | Farro Point Ferry Office                | office      | rural      | counter    |   8 |   0
islands-little-sael | islands     | Little Sael Island Office               | office      | rural      | counter    |   6 |   5
"""

PROFILES = ("policymaker", "regulator", "senior_manager", "digital_leader", "ict_staff", "service_delivery_staff",
            "parliamentary_staff", "judicial_staff")

# Per cent of an institution's staff, in the order of PROFILES.
MIXES = {
    "centre":     (46, 0, 11, 4, 6, 33, 0, 0),
    "inspection": (12, 58, 9, 3, 6, 12, 0, 0),
    "school":     (16, 0, 8, 5, 8, 63, 0, 0),
    "digital":    (6, 0, 5, 11, 62, 16, 0, 0),
    "technical":  (0, 0, 4, 6, 70, 20, 0, 0),
    "agency":     (13, 0, 7, 3, 10, 67, 0, 0),
    "counter":    (0, 0, 6, 0, 6, 88, 0, 0),
    "regulator":  (7, 58, 8, 3, 12, 12, 0, 0),
    "parliament": (8, 0, 8, 0, 4, 0, 80, 0),
    "courts":     (0, 0, 6, 0, 6, 0, 0, 88),
}
PROB_FEMALE = {"policymaker": 0.52, "regulator": 0.45, "senior_manager": 0.40, "digital_leader": 0.32, "ict_staff": 0.28,
               "service_delivery_staff": 0.61, "parliamentary_staff": 0.56, "judicial_staff": 0.58}

# The Digital Identity Unit took on one more digital leader after the personnel list was drawn up, and everyone of that
# cell answered: the one cell with more respondents than headcount, so that a reader sees the warning it causes.
NEWCOMER = ("digital-identity", "digital_leader")

# Within an institution those answer who are highest on profile + gender + general ability + chance (sd 1).
PROPENSITY = {"policymaker": 0.1, "regulator": 0.2, "senior_manager": 0.5, "digital_leader": 0.4, "ict_staff": 0.3}
PROPENSITY_FEMALE = 0.15
PROPENSITY_ABILITY = 0.20

COMPETENCIES = ("1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "3.1", "3.2", "3.3", "3.4")
ATTITUDES = ("trust", "creativity", "adaptability", "curiosity", "experimentation")

# The latent scale is that of the answers: at ability -1, 0, 1 the typical answer to an item of difficulty 0 is 1, 2, 3.
THRESHOLDS = (-1.5, -0.5, 0.5, 1.5)
DIFFICULTY = {"a": -0.35, "b": 0.0, "c": 0.35}
SD_DIFFICULTY = 0.08
SD_GENERAL, SD_COMPETENCY, SD_INSTITUTION, SD_INSTITUTION_COMPETENCY = 0.60, 0.55, 0.22, 0.15
ABILITY_PER_RESPONSE_RATE = 0.4   # institutions that answer well are a little more able
RATING_FEMALE = -0.10             # women of the same ability choose lower answers

# Mean ability of a profile in the competencies, in their order.
MEAN_ABILITY = {
    #                            1.1    1.2    1.3    1.4    2.1    2.2    2.3    2.4    2.5    2.6    3.1    3.2    3.3    3.4
    "policymaker":            ( 0.85,  0.90,  0.85, -0.10,  0.30,  0.40, -0.15, -0.65,  0.05, -0.55, -0.10, -0.80, -1.00, -0.95),
    "regulator":              ( 0.10,  0.05, -0.05, -0.80,  0.25,  0.30,  0.05,  0.50,  1.05,  0.00, -0.80, -0.90, -0.90, -0.90),
    "senior_manager":         ( 0.65,  0.20,  0.65,  0.55,  0.10,  0.20, -0.20, -0.75, -0.15, -1.20,  0.05, -0.75, -0.80,  0.60),
    "digital_leader":         ( 0.90,  1.05,  0.75,  1.45,  1.40,  0.80,  0.90,  0.70,  0.85,  0.55,  1.00,  1.05,  1.00,  1.30),
    "ict_staff":              ( 0.05,  0.85, -0.90, -0.80,  1.35, -0.45, -0.25,  0.45, -0.30, -0.60, -0.20,  0.95,  0.85, -0.80),
    "service_delivery_staff": (-1.00,  0.05, -1.60, -1.60, -0.05, -1.75, -1.35, -0.95, -1.25, -1.70,  0.85, -0.15, -1.50, -1.70),
    "parliamentary_staff":    ( 0.20,  0.10, -0.05, -1.20,  0.20, -0.55,  0.45, -0.80,  0.60, -0.80, -0.65, -1.30, -1.40, -1.30),
    "judicial_staff":         (-0.95, -0.80, -1.70, -1.70, -0.05, -1.45, -0.45,  0.05, -0.10, -1.55, -0.20, -0.80, -1.60, -1.70),
}
SD_NOISE = {"1.2": 0.85, "1.3": 0.85, "2.1": 0.65, "2.4": 0.60, "3.1": 0.85, "3.3": 0.80, "3.4": 0.80}
SD_NOISE_ELSE = 0.70

# "Not part of my work", said to all items of a competency. The regulators' 3.1 is the place to "check the profile": the
# profile asks for it and most of them say that it is no part of their work.
PROB_NOT_APPLICABLE = {
    "policymaker": {"3.3": 0.30},
    "regulator": {"3.1": 0.62, "3.2": 0.25, "3.3": 0.35},
    "senior_manager": {"3.2": 0.05},
    "digital_leader": {},
    "ict_staff": {"1.3": 0.30, "2.3": 0.08, "3.4": 0.25},
    "service_delivery_staff": {"1.3": 0.45, "1.4": 0.40, "2.2": 0.08, "2.3": 0.14, "3.3": 0.40, "3.4": 0.50},
    "parliamentary_staff": {"1.4": 0.35, "3.2": 0.20, "3.3": 0.40, "3.4": 0.35},
    "judicial_staff": {"1.3": 0.50, "1.4": 0.40, "2.2": 0.15, "3.3": 0.45, "3.4": 0.50},
}
PROB_NOT_APPLICABLE_ELSE = 0.025
PROB_NOT_APPLICABLE_ITEM = 0.004

# "I do not know": all items of a competency, times a factor of the institution, doubled for the less able.
PROB_DO_NOT_KNOW = {"1.3": 0.020, "1.4": 0.015, "2.3": 0.025, "2.5": 0.015, "2.6": 0.035}
PROB_DO_NOT_KNOW_ELSE = 0.008
DO_NOT_KNOW_FACTORS = (0.0, 0.5, 1.0, 1.5, 2.5)
PROB_DO_NOT_KNOW_ITEM = 0.006

PROB_REFUSED, PROB_REFUSED_TRUST = 0.002, 0.02
PROB_LEFT_OUT = 0.006
PROB_BROKEN_OFF, PROB_CLOSED_AT_ONCE = 0.03, 0.004
PROB_STRAIGHT_LINE = 0.012
PROB_PROFILE_BLANK, PROB_GENDER_BLANK, PROB_GENDER_OTHER = 0.008, 0.025, 0.008
PROB_OTHER_PLACE, PROB_PLACE_BLANK = 0.03, 0.01
PROB_WORKS_IN = {"capital": (("en", 0.70), ("fr", 0.25)), "other_city": (("en", 0.55), ("fr", 0.37)),
                 "rural": (("en", 0.45), ("fr", 0.33)), "abroad": (("en", 0.50), ("fr", 0.40))}

MEAN_ATTITUDE = {"trust": 0.4, "creativity": -0.1, "adaptability": 0.2, "curiosity": 0.3, "experimentation": -0.5}
SD_ATTITUDE, SD_MORALE, SD_ATTITUDE_NOISE = 0.55, 0.35, 0.70

SALIENCE = {"2.2": 0.3, "2.4": 0.2, "2.6": 0.9, "3.4": 0.2}
PROB_WANTED = (0.14, 0.16, 0.25)   # none, one, two; else three
WANTED_PER_ABILITY = -0.6

STREAMS = ("people", "ability", "answers", "response", "missing", "order", "environment")


def stream(purpose):
    """Random numbers of their own for each purpose: what one purpose draws does not move another."""
    return random.Random(SEED * 100 + STREAMS.index(purpose))


def normal(rng):
    """Mean 0, standard deviation 1: the sum of twelve uniforms less 6 (never beyond +-6)."""
    total = 0.0
    for _ in range(12):
        total += rng.random()
    return total - 6.0


def table(text, columns):
    return [dict(zip(columns, (cell.strip() for cell in line.split("|")))) for line in text.strip().splitlines()]


def institutions():
    rows = table(INSTITUTIONS_TABLE, ("id", "parent", "name", "kind", "place", "mix", "staff", "answers"))
    for row in rows:
        row["staff"], row["answers"] = int(row["staff"]), int(row["answers"])
    return rows


def headcounts(institution):
    """Staff by profile: the shares of the mix, rounded by largest remainder."""
    shares = MIXES[institution["mix"]]
    counts = [institution["staff"] * share // 100 for share in shares]
    by_remainder = sorted(range(len(shares)), key=lambda p: (-(institution["staff"] * shares[p] % 100), p))
    for p in by_remainder[:institution["staff"] - sum(counts)]:
        counts[p] += 1
    return dict(zip(PROFILES, counts))


class Person:
    def __init__(self, institution, profile, gender, on_list):
        self.institution, self.profile, self.gender, self.on_list = institution, profile, gender, on_list
        self.general = 0.0
        self.ability = {}     # competency -> latent ability
        self.answers = {}     # item -> option, as if everyone had answered everything
        self.not_applicable = set()


def people_of(rng, all_institutions):
    people = []
    for institution in all_institutions:
        for profile, headcount in headcounts(institution).items():
            newcomers = 1 if (institution["id"], profile) == NEWCOMER else 0
            for k in range(headcount + newcomers):
                gender = "female" if rng.random() < PROB_FEMALE[profile] else "male"
                people.append(Person(institution, profile, gender, k < headcount))
    return people


def mean_ability(person, competency):
    return MEAN_ABILITY[person.profile][COMPETENCIES.index(competency)]


def draw_abilities(rng, all_institutions, people):
    effect = {}
    for institution in all_institutions:
        rate = institution["answers"] / institution["staff"]
        level = SD_INSTITUTION * normal(rng) + ABILITY_PER_RESPONSE_RATE * (rate - 0.6)
        effect[institution["id"]] = {c: level + SD_INSTITUTION_COMPETENCY * normal(rng) for c in COMPETENCIES}
    for person in people:
        person.general = normal(rng)
        for c in COMPETENCIES:
            person.ability[c] = (mean_ability(person, c) + effect[person.institution["id"]][c]
                                 + SD_GENERAL * person.general + SD_COMPETENCY * normal(rng))


def graded(value, difficulty=0.0):
    return str(len([t for t in THRESHOLDS if value > t + difficulty]))


def draw_answers(rng, all_institutions, people):
    """What each person would answer to every item, whether they answer or not."""
    difficulty = {c: {x: DIFFICULTY[x] + SD_DIFFICULTY * normal(rng) for x in "abc"} for c in COMPETENCIES}
    morale = {i["id"]: SD_MORALE * normal(rng) for i in all_institutions}
    for person in people:
        rating = RATING_FEMALE if person.gender == "female" else 0.0
        for c in COMPETENCIES:
            if rng.random() < PROB_NOT_APPLICABLE[person.profile].get(c, PROB_NOT_APPLICABLE_ELSE):
                person.not_applicable.add(c)
            for x in "abc":
                noise = SD_NOISE.get(c, SD_NOISE_ELSE) * normal(rng)
                person.answers[item_id(c, x)] = graded(person.ability[c] + rating + noise, difficulty[c][x])
        for attitude in ATTITUDES:
            centre = MEAN_ATTITUDE[attitude] + morale[person.institution["id"]] + SD_ATTITUDE * normal(rng)
            for k in "12":
                person.answers[attitude + "_" + k] = graded(centre + SD_ATTITUDE_NOISE * normal(rng))


def item_id(competency, letter):
    return "c" + competency.replace(".", "") + letter


ITEMS = [item_id(c, x) for c in COMPETENCIES for x in "abc"] + [a + "_" + k for a in ATTITUDES for k in "12"]


def respondents(rng, all_institutions, people):
    """Per institution as many as its table row says: those with the highest propensity; the newcomer's cell answers whole."""
    ranked = defaultdict(list)
    for k, person in enumerate(people):
        propensity = (PROPENSITY.get(person.profile, 0.0) + PROPENSITY_ABILITY * person.general + normal(rng)
                      + (PROPENSITY_FEMALE if person.gender == "female" else 0.0))
        whole = (person.institution["id"], person.profile) == NEWCOMER
        ranked[person.institution["id"]].append((not whole, -propensity, k))
    return [people[k] for i in all_institutions for _, _, k in sorted(ranked[i["id"]])[:i["answers"]]]


def pick(rng, shares, otherwise):
    u = rng.random()
    for value, share in shares:
        if u < share:
            return value
        u -= share
    return otherwise


def background(rng, person):
    place = person.institution["place"]
    language = pick(rng, PROB_WORKS_IN[place], "other")
    elsewhere = "other_city" if place == "capital" else "capital"
    complete = answers_completely(person)
    return {
        "profile": pick(rng, [("", 0.0 if complete else PROB_PROFILE_BLANK)], person.profile),
        "gender": pick(rng, [("", PROB_GENDER_BLANK), ("other", PROB_GENDER_OTHER)], person.gender),
        "region": pick(rng, [("", PROB_PLACE_BLANK), (elsewhere, PROB_OTHER_PLACE)], place),
        "working_language": language,
    }


def answers_completely(person):
    """In the census, the office with one answer and the newcomer's cell no questionnaire is left half done."""
    institution = person.institution
    return (institution["answers"] in (1, institution["staff"])
            or (institution["id"], person.profile) == NEWCOMER)


def answer_cells(rng, person, factor):
    """The answers with everything that keeps a person from answering. Returns item -> cell, and whether the end was reached."""
    cells = dict(person.answers)
    if rng.random() < PROB_STRAIGHT_LINE:
        option = str(1 + int(3 * rng.random()))
        return {item: option for item in ITEMS}, True
    for c in COMPETENCIES:
        less_able = 2.0 if person.ability[c] < mean_ability(person, c) else 1.0
        prob_dk = PROB_DO_NOT_KNOW.get(c, PROB_DO_NOT_KNOW_ELSE) * factor * less_able
        whole = "na" if c in person.not_applicable else pick(rng, [("dk", prob_dk)], None)
        for x in "abc":
            cells[item_id(c, x)] = whole or pick(
                rng, [("na", PROB_NOT_APPLICABLE_ITEM), ("dk", PROB_DO_NOT_KNOW_ITEM)], cells[item_id(c, x)])
    for item in ITEMS:
        prob_refused = PROB_REFUSED_TRUST if item.startswith("trust") else PROB_REFUSED
        cells[item] = pick(rng, [("ref", prob_refused), ("", PROB_LEFT_OUT)], cells[item])
    where = pick(rng, [("at once", PROB_CLOSED_AT_ONCE), ("on the way", PROB_BROKEN_OFF)], "at the end")
    kept = {"at once": 0, "on the way": int(len(ITEMS) * rng.random()), "at the end": len(ITEMS)}[where]
    if answers_completely(person):
        kept = len(ITEMS)
    for item in ITEMS[kept:]:
        cells[item] = ""
    return cells, kept == len(ITEMS)


def wanted(rng, person):
    count = pick(rng, list(enumerate(PROB_WANTED)), 3)
    wish = {c: SALIENCE.get(c, 0.0) + WANTED_PER_ABILITY * person.ability[c] + normal(rng)
            for c in COMPETENCIES if c not in person.not_applicable}
    first = sorted(wish, key=lambda c: -wish[c])[:count]
    return ";".join(c for c in COMPETENCIES if c in first)


def response_rows(answering):
    rng = stream("missing")
    factor = {}
    rows = []
    for person in answering:
        if person.institution["id"] not in factor:
            factor[person.institution["id"]] = DO_NOT_KNOW_FACTORS[int(len(DO_NOT_KNOW_FACTORS) * rng.random())]
        row = {"institution": person.institution["id"], **background(rng, person)}
        cells, finished = answer_cells(rng, person, factor[person.institution["id"]])
        row.update(cells)
        row["wanted"] = wanted(rng, person) if finished else ""
        rows.append(row)
    rows = shuffled(stream("order"), rows)   # as they came in
    for k, row in enumerate(rows):
        row["respondent"] = "p%06d" % (k + 1)
    return rows


def shuffled(rng, values):
    values = list(values)
    for k in range(len(values) - 1, 0, -1):
        other = int((k + 1) * rng.random())
        values[k], values[other] = values[other], values[k]
    return values


def population_rows(people):
    count = Counter((p.institution["id"], p.profile, p.gender) for p in people if p.on_list)
    order = {i["id"]: k for k, i in enumerate(institutions())}
    keys = sorted(count, key=lambda key: (order[key[0]], PROFILES.index(key[1]), key[2]))
    return [dict(zip(("institution", "profile", "gender", "headcount"), key + (count[key],))) for key in keys]


def csv_text(columns, rows):
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def simulate():
    """All people, and those of them who answer."""
    all_institutions = institutions()
    people = people_of(stream("people"), all_institutions)
    draw_abilities(stream("ability"), all_institutions, people)
    draw_answers(stream("answers"), all_institutions, people)
    return people, respondents(stream("response"), all_institutions, people)


def files():
    """File name -> text."""
    people, answering = simulate()
    all_institutions = [dict(i, institution=i["id"]) for i in institutions()]
    return {
        "institutions.csv": csv_text(["institution", "parent", "name", "kind"], all_institutions),
        "population.csv": csv_text(["institution", "profile", "gender", "headcount"], population_rows(people)),
        "responses.csv": csv_text(["respondent", "institution", "profile", "gender", "region", "working_language"] + ITEMS
                                  + ["wanted"], response_rows(answering)),
    }


def level_if_all_answered(person, competency):
    """Three answers of 0..4 add up to 0..12; the cuts 12.5, 37.5, 62.5 and 87.5 of 100 lie at 1.5, 4.5, 7.5 and 10.5."""
    total = sum(int(person.answers[item_id(competency, x)]) for x in "abc")
    return 1 + len([cut for cut in (2, 5, 8, 11) if total >= cut])


def truth(targets):
    """Rows competency, people, share below target of all staff, of those who answered."""
    people, answering = simulate()

    def share(persons, competency):
        required = [(targets[p.profile][competency], level_if_all_answered(p, competency)) for p in persons
                    if competency in targets[p.profile] and competency not in p.not_applicable]
        below = len([1 for target, level in required if level < target])
        return len(required), below / len(required) if required else 0.0

    return [(c, *share(people, c), share(answering, c)[1]) for c in COMPETENCIES]


def print_truth(profiles_path):
    import yaml
    profiles = yaml.safe_load(Path(profiles_path).read_text(encoding="utf-8"))["profiles"]
    print("| competency | people it applies to | below target, all of them | below target, those who answered |")
    print("|---|---:|---:|---:|")
    for competency, people, share_all, share_answering in truth({p["id"]: p["targets"] for p in profiles}):
        print("| %s | %d | %.1f %% | %.1f %% |" % (competency, people, 100 * share_all, 100 * share_answering))


def write(directory):
    directory.mkdir(parents=True, exist_ok=True)
    for name, text in files().items():
        (directory / name).write_bytes(text.encode("utf-8"))


def differences(directory):
    for name, text in files().items():
        path = directory / name
        if not path.exists() or path.read_bytes() != text.encode("utf-8"):
            yield name


def main():
    parser = argparse.ArgumentParser(description="Simulated answers of the invented Ministry of Public Services.")
    action = parser.add_mutually_exclusive_group(required=True)
    action.add_argument("--out", type=Path, metavar="DIR", help="write the four CSV files to DIR")
    action.add_argument("--check", action="store_true", help="compare with the files beside this script")
    action.add_argument("--truth", type=Path, metavar="PROFILES", help="print the true shares below target (profiles.yaml)")
    arguments = parser.parse_args()
    if arguments.out:
        write(arguments.out)
    elif arguments.truth:
        print_truth(arguments.truth)
    else:
        differing = list(differences(Path(__file__).resolve().parent))
        for name in differing:
            print("%s differs from what make_responses.py makes" % name, file=sys.stderr)
        return 1 if differing else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
