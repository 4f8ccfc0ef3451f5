#!/usr/bin/env python3
"""The simulated answers of the invented Ministry of Public Services.

    make_responses.py --out DIR          write the four CSV files of this example
    make_responses.py --check            compare them with the files beside this script; exit 1 on a difference
    make_responses.py --truth PROFILES   print the true shares below target as a table (needs PyYAML)

Nobody answered anything: institutions, people and answers are drawn from a model, whose assumptions are in parameters.py
and which README.md describes. The files are the same to the byte on every Python from 3.9. For that the script takes from
`random` only `Random(int)` and `random()`, whose sequence Python promises to keep; makes normal deviates by adding
uniforms, because log and cos differ between C libraries; and never calls `sum()` on floats, whose rounding changed in
Python 3.12.
"""

import argparse
import csv
import io
import random
import sys
from collections import Counter, defaultdict
from pathlib import Path

import parameters as given

STREAMS = ("people", "ability", "answers", "response", "missing", "order", "environment")


def stream(purpose):
    """Random numbers of their own for each purpose: what one purpose draws does not move another."""
    return random.Random(given.SEED * 100 + STREAMS.index(purpose))


def normal(rng):
    """Nearly normal, mean 0 and standard deviation 1: the sum of twelve uniforms less 6 (Irwin-Hall)."""
    total = 0.0
    for _ in range(12):
        total += rng.random()
    return total - 6.0


def table(text, columns):
    return [dict(zip(columns, (cell.strip() for cell in line.split("|")))) for line in text.strip().splitlines()]


def institutions():
    rows = table(given.INSTITUTIONS_TABLE, ("id", "parent", "name", "kind", "place", "mix", "staff", "answers"))
    for row in rows:
        row["staff"], row["answers"] = int(row["staff"]), int(row["answers"])
    return rows


def headcounts(institution):
    """Staff by profile: the shares of the mix, rounded by largest remainder."""
    shares = given.MIXES[institution["mix"]]
    counts = [institution["staff"] * share // 100 for share in shares]
    by_remainder = sorted(range(len(shares)), key=lambda p: (-(institution["staff"] * shares[p] % 100), p))
    for p in by_remainder[:institution["staff"] - sum(counts)]:
        counts[p] += 1
    return dict(zip(given.PROFILES, counts))


class Person:
    """One of the staff, silent or not."""

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
            newcomers = 1 if (institution["id"], profile) == given.NEWCOMER else 0
            for k in range(headcount + newcomers):
                gender = "female" if rng.random() < given.PROB_FEMALE[profile] else "male"
                people.append(Person(institution, profile, gender, k < headcount))
    return people


def mean_ability(person, competency):
    return given.MEAN_ABILITY[person.profile][given.COMPETENCIES.index(competency)]


def draw_abilities(rng, all_institutions, people):
    """Also returns institution -> competency -> what the institution adds to its people's ability."""
    effect = {}
    for institution in all_institutions:
        rate = institution["answers"] / institution["staff"]
        level = given.SD_INSTITUTION * normal(rng) + given.ABILITY_PER_RESPONSE_RATE * (rate - 0.6)
        effect[institution["id"]] = {c: level + given.SD_INSTITUTION_COMPETENCY * normal(rng) for c in given.COMPETENCIES}
    for person in people:
        person.general = normal(rng)
        for c in given.COMPETENCIES:
            person.ability[c] = (mean_ability(person, c) + effect[person.institution["id"]][c]
                                 + given.SD_GENERAL * person.general + given.SD_COMPETENCY * normal(rng))
    return effect


def graded(value, difficulty=0.0):
    """The option: how many thresholds the value passes."""
    return str(len([t for t in given.THRESHOLDS if value > t + difficulty]))


def draw_answers(rng, all_institutions, people):
    """What each person would answer to every item, whether they answer or not."""
    difficulty = {c: {x: given.DIFFICULTY[x] + given.SD_DIFFICULTY * normal(rng) for x in "abc"} for c in given.COMPETENCIES}
    morale = {i["id"]: given.SD_MORALE * normal(rng) for i in all_institutions}
    for person in people:
        rating = given.RATING_FEMALE if person.gender == "female" else 0.0
        for c in given.COMPETENCIES:
            if rng.random() < given.PROB_NOT_APPLICABLE[person.profile].get(c, given.PROB_NOT_APPLICABLE_ELSE):
                person.not_applicable.add(c)
            for x in "abc":
                noise = given.SD_NOISE.get(c, given.SD_NOISE_ELSE) * normal(rng)
                person.answers[item_id(c, x)] = graded(person.ability[c] + rating + noise, difficulty[c][x])
        for attitude in given.ATTITUDES:
            centre = given.MEAN_ATTITUDE[attitude] + morale[person.institution["id"]] + given.SD_ATTITUDE * normal(rng)
            for k in "12":
                person.answers[attitude + "_" + k] = graded(centre + given.SD_ATTITUDE_NOISE * normal(rng))


def item_id(competency, letter):
    return "c" + competency.replace(".", "") + letter


ITEMS = [item_id(c, x) for c in given.COMPETENCIES for x in "abc"] + [a + "_" + k for a in given.ATTITUDES for k in "12"]


def respondents(rng, all_institutions, people):
    """Per institution as many as its table row says: those with the highest propensity; the newcomer's cell answers whole."""
    ranked = defaultdict(list)
    for k, person in enumerate(people):
        propensity = (given.PROPENSITY.get(person.profile, 0.0) + given.PROPENSITY_ABILITY * person.general + normal(rng)
                      + (given.PROPENSITY_FEMALE if person.gender == "female" else 0.0))
        whole = (person.institution["id"], person.profile) == given.NEWCOMER
        ranked[person.institution["id"]].append((not whole, -propensity, k))
    return [people[k] for i in all_institutions for _, _, k in sorted(ranked[i["id"]])[:i["answers"]]]


def pick(rng, shares, otherwise):
    """One of the values, each with the probability beside it; else `otherwise`."""
    u = rng.random()
    for value, share in shares:
        if u < share:
            return value
        u -= share
    return otherwise


def background(rng, person):
    place = person.institution["place"]
    language = pick(rng, given.PROB_WORKS_IN[place], "other")
    elsewhere = "other_city" if place == "capital" else "capital"
    complete = answers_completely(person)
    return {
        "profile": pick(rng, [("", 0.0 if complete else given.PROB_PROFILE_BLANK)], person.profile),
        "gender": pick(rng, [("", given.PROB_GENDER_BLANK), ("other", given.PROB_GENDER_OTHER)], person.gender),
        "region": pick(rng, [("", given.PROB_PLACE_BLANK), (elsewhere, given.PROB_OTHER_PLACE)], place),
        "working_language": language,
    }


def answers_completely(person):
    """In the census, the office with one answer and the newcomer's cell no questionnaire is left half done."""
    institution = person.institution
    return (institution["answers"] in (1, institution["staff"])
            or (institution["id"], person.profile) == given.NEWCOMER)


def answer_cells(rng, person, factor):
    """The answers less all that keeps a person from answering. Returns item -> cell, and whether the end was reached."""
    cells = dict(person.answers)
    if rng.random() < given.PROB_STRAIGHT_LINE:
        option = str(1 + int(3 * rng.random()))
        return {item: option for item in ITEMS}, True
    for c in given.COMPETENCIES:
        less_able = 2.0 if person.ability[c] < mean_ability(person, c) else 1.0
        prob_dk = given.PROB_DO_NOT_KNOW.get(c, given.PROB_DO_NOT_KNOW_ELSE) * factor * less_able
        whole = "na" if c in person.not_applicable else pick(rng, [("dk", prob_dk)], None)
        for x in "abc":
            cells[item_id(c, x)] = whole or pick(
                rng, [("na", given.PROB_NOT_APPLICABLE_ITEM), ("dk", given.PROB_DO_NOT_KNOW_ITEM)], cells[item_id(c, x)])
    for item in ITEMS:
        prob_refused = given.PROB_REFUSED_TRUST if item.startswith("trust") else given.PROB_REFUSED
        cells[item] = pick(rng, [("ref", prob_refused), ("", given.PROB_LEFT_OUT)], cells[item])
    where = pick(rng, [("at once", given.PROB_CLOSED_AT_ONCE), ("on the way", given.PROB_BROKEN_OFF)], "at the end")
    kept = {"at once": 0, "on the way": int(len(ITEMS) * rng.random()), "at the end": len(ITEMS)}[where]
    if answers_completely(person):
        kept = len(ITEMS)
    for item in ITEMS[kept:]:
        cells[item] = ""
    return cells, kept == len(ITEMS)


def wanted(rng, person):
    """Up to three competencies: rather those of low ability, and those that people talk about."""
    count = pick(rng, list(enumerate(given.PROB_WANTED)), 3)
    wish = {c: given.SALIENCE.get(c, 0.0) + given.WANTED_PER_ABILITY * person.ability[c] + normal(rng)
            for c in given.COMPETENCIES if c not in person.not_applicable}
    first = sorted(wish, key=lambda c: -wish[c])[:count]
    return ";".join(c for c in given.COMPETENCIES if c in first)


def response_rows(answering):
    """The rows as they came in."""
    rng = stream("missing")
    factor = {}
    rows = []
    for person in answering:
        if person.institution["id"] not in factor:
            factor[person.institution["id"]] = given.DO_NOT_KNOW_FACTORS[int(len(given.DO_NOT_KNOW_FACTORS) * rng.random())]
        row = {"institution": person.institution["id"], **background(rng, person)}
        cells, finished = answer_cells(rng, person, factor[person.institution["id"]])
        row.update(cells)
        row["wanted"] = wanted(rng, person) if finished else ""
        rows.append(row)
    rows = shuffled(stream("order"), rows)
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
    """The personnel list; combinations without staff have no row."""
    count = Counter((p.institution["id"], p.profile, p.gender) for p in people if p.on_list)
    order = {i["id"]: k for k, i in enumerate(institutions())}
    keys = sorted(count, key=lambda key: (order[key[0]], given.PROFILES.index(key[1]), key[2]))
    return [dict(zip(("institution", "profile", "gender", "headcount"), key + (count[key],))) for key in keys]


def maturity_by_size(staff):
    return given.MATURITY_LARGE if staff >= 100 else given.MATURITY_SMALL if staff < 25 else 0.0


def element_cells(rng, institution, element, value):
    """The two answers on one element of the environment."""
    small = institution["staff"] < 25
    needless = element == "specialist_posts" and rng.random() < given.PROB_NO_SPECIALISTS_NEEDED and small
    special = [("dk", given.PROB_ELEMENT_UNKNOWN), ("", given.PROB_ELEMENT_LEFT_OUT)]
    answers = [pick(rng, special, graded(value + given.SD_ELEMENT_NOISE * normal(rng))) for _ in "ab"]
    return ["na", "na"] if needless else answers


def environment_rows(rng, all_institutions, effect):
    """What the focal points say of their institutions; a silent one is drawn all the same, and left out."""
    rows = []
    for institution in all_institutions:
        maturity = given.SD_MATURITY * normal(rng) + maturity_by_size(institution["staff"])
        row = {"institution": institution["id"]}
        for element, (mean, competency) in given.ELEMENTS.items():
            value = mean + maturity + given.SD_ELEMENT * normal(rng)
            value += effect[institution["id"]][competency] if competency else 0.0
            value += given.NETWORK_BY_PLACE.get(institution["place"], 0.0) if element == "dependable_network" else 0.0
            row[element + "_a"], row[element + "_b"] = element_cells(rng, institution, element, value)
        rows.append(row)
    return [row for row in rows if row["institution"] not in given.SILENT_FOCAL_POINTS]


def csv_text(columns, rows):
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def simulate():
    """All people, those of them who answer, and what each institution adds to ability."""
    all_institutions = institutions()
    people = people_of(stream("people"), all_institutions)
    effect = draw_abilities(stream("ability"), all_institutions, people)
    draw_answers(stream("answers"), all_institutions, people)
    return people, respondents(stream("response"), all_institutions, people), effect


def files():
    """File name -> text."""
    people, answering, effect = simulate()
    all_institutions = [dict(i, institution=i["id"]) for i in institutions()]
    return {
        "institutions.csv": csv_text(["institution", "parent", "name", "kind"], all_institutions),
        "population.csv": csv_text(["institution", "profile", "gender", "headcount"], population_rows(people)),
        "responses.csv": csv_text(["respondent", "institution", "profile", "gender", "region", "working_language"] + ITEMS
                                  + ["wanted"], response_rows(answering)),
        "environment-responses.csv": csv_text(["institution"] + [element + "_" + x for element in given.ELEMENTS for x in "ab"],
                                              environment_rows(stream("environment"), all_institutions, effect)),
    }


def level_if_all_answered(person, competency):
    """Three answers of 0..4 add up to 0..12; the cuts 12.5, 37.5, 62.5 and 87.5 of 100 lie at 1.5, 4.5, 7.5 and 10.5."""
    total = sum(int(person.answers[item_id(competency, x)]) for x in "abc")
    return 1 + len([cut for cut in (2, 5, 8, 11) if total >= cut])


def truth(targets):
    """Rows competency, people, share below target of all staff, of those who answered."""
    people, answering, _ = simulate()

    def share(persons, competency):
        required = [(targets[p.profile][competency], level_if_all_answered(p, competency)) for p in persons
                    if competency in targets[p.profile] and competency not in p.not_applicable]
        below = len([1 for target, level in required if level < target])
        return len(required), below / len(required) if required else 0.0

    return [(c, *share(people, c), share(answering, c)[1]) for c in given.COMPETENCIES]


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
