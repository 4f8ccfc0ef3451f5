"""Made-up rounds of which some people were tested, and what methods.md says of them, reckoned from that page alone."""
import csv
import math
import random
import shutil
from fractions import Fraction

import yaml

from running import TOP

SMALL = TOP / "tests" / "invalid" / "base"
ITEMS = {"1.1": ("s1", "s2"), "1.10": ("f1", "f2"), "2.1": ("p1", "p2")}
TARGETS = {"clerk": {"1.1": 2, "2.1": 2}, "analyst": {"1.1": 3, "1.10": 2, "2.1": 3}}
OPTIONS = ("never", "with_help", "alone")
CUTS = (40, 80)
TREE = {"house": "", "north": "house", "north_a": "north", "north_b": "north", "south": "house", "east": "house"}
STATISTICS = ("mean_result_0_100", "below_target_share")


# ---- rounds

def people_of(seed, sizes, unanswered=0.05):
    """Made-up people: `sizes` by institution. Answers go with an ability, and so will the results of tests."""
    chance = random.Random(seed)
    people = []
    for institution, size in sizes.items():
        for _ in range(size):
            profile = chance.choice(("clerk", "analyst"))
            ability = chance.gauss(0.4 if institution.startswith("north") else 0, 1)
            answers = {}
            for competency, items in ITEMS.items():
                missing = chance.random() < unanswered
                for item in items:
                    code = min(2, max(0, round(1 + ability * 0.6 + chance.gauss(0, 0.6))))
                    answers[item] = "" if missing else OPTIONS[code]
            people.append({"id": f"r{len(people)}", "institution": institution, "profile": profile, "ability": ability, "answers": answers,
                           "weight": chance.choice((1, 1.5, 2.25))})
    return people


def results_of(people, seed, share, competencies=tuple(ITEMS), step=5):
    """Results of a test, in steps, of some drawn at random: {(id, competency): text}."""
    chance = random.Random(seed)
    drawn = [person for person in people if chance.random() < share]
    return {(person["id"], competency): str(step * round(min(100, max(0, 55 + 18 * person["ability"] + chance.gauss(0, 15))) / step))
            for person in drawn for competency in competencies}


def write_tests(path, results):
    with open(path, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["respondent", "competency", "score_0_100"])
        out.writerows([person, competency, score] for (person, competency), score in results.items())


def round_of(tools, name, people, results, weighted=False, headcounts=None, min_cell=10, extra="", clusters=False, raked=False):
    """Returns the assessment. `headcounts`: by institution and profile; a census of them. `clusters`: people come in clusters."""
    folder = tools.scratch / name
    folder.mkdir()
    for file in ("framework.yaml", "profiles.yaml"):
        shutil.copy(SMALL / file, folder / file)
    survey = yaml.safe_load((SMALL / "survey.yaml").read_text(encoding="utf-8").replace("learn?", "learn"))
    survey["version"] = str(survey["version"])
    (folder / "survey.yaml").write_text(yaml.safe_dump(survey, sort_keys=False), encoding="utf-8")
    (folder / "institutions.csv").write_text("institution,parent,name,country,kind\n" + "".join(f"{one},{up},The {one},RW,ministry\n" for one, up in TREE.items()),
                                             encoding="utf-8")
    with open(folder / "responses.csv", "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        items = [item for of in ITEMS.values() for item in of]
        out.writerow(["respondent", "institution", "profile", *items, "t1", "gender", *(["weight"] if weighted else []), *(["psu"] if clusters else [])])
        for person in people:
            out.writerow([person["id"], person["institution"], person["profile"], *(person["answers"][item] for item in items), "yes", "female",
                          *([person["weight"]] if weighted else []), *([f"{person['institution']}-{len(person['id'])}-{person['id'][-1]}"] if clusters else [])])
    if headcounts:
        (folder / "population.csv").write_text("institution,profile,headcount\n" + "".join(f"{i},{p},{n}\n" for (i, p), n in headcounts.items()), encoding="utf-8")
    if results is not None:
        write_tests(folder / "tests.csv", results)
    (folder / "assessment.yaml").write_text(
        "capgap: assessment/1\nid: house-2026\nlanguages: [en, fr]\ntitle: {en: A house}\ndata: {collected_from: 2026-03-02, collected_to: 2026-03-27, simulated: true}\n"
        f"design: census\ninstitutions: institutions.csv\n{'population: population.csv' if headcounts else ''}\nprivacy: {{min_cell: {min_cell}{extra}}}\n"
        f"{'weighting: {method: raked, margins: [[institution], [profile]]}' if raked else ''}\n"
        "instruments:\n  - framework: framework.yaml\n    survey: survey.yaml\n    targets: profiles.yaml\n    responses: responses.csv\n    format: tidy\n"
        + ("" if results is None else "    tests: tests.csv\n"), encoding="utf-8")
    return folder / "assessment.yaml"


SIZES = {"house": 90, "north": 0, "north_a": 240, "north_b": 200, "south": 300, "east": 12}


# ---- the definition, from methods.md alone

def score_of(person, competency):
    codes = [OPTIONS.index(person["answers"][item]) for item in ITEMS[competency] if person["answers"][item]]
    return 100 * sum(codes) / 2 / len(codes) if codes else None


def lies_in(institution, place):
    while institution and institution != place:
        institution = TREE[institution]
    return institution == place


def raked_weights(people, base, headcounts):
    """w by person: to the headcounts of institutions and of profiles, by turns; the limits of 0.3 and 3 times the mean are not reached."""
    covered = sum(headcounts.values())
    w = {one["id"]: base[one["id"]] * covered / sum(base.values()) for one in people}
    for _ in range(60):
        for at, key in enumerate(("institution", "profile")):
            for category in {one[key] for one in people}:
                those = [one["id"] for one in people if one[key] == category]
                factor = sum(n for cell, n in headcounts.items() if cell[at] == category) / sum(w[id] for id in those)
                w |= {id: w[id] * factor for id in those}
    average = covered / len(w)
    assert all(0.3 * average < one < 3 * average for one in w.values())
    return w


def weights_of(people, competency, weighted, headcounts, raked=False):
    """u by person with a score (methods.md, section 3)."""
    base = {one["id"]: one["weight"] if weighted else 1 for one in people}
    scored = [one for one in people if score_of(one, competency) is not None]
    if not headcounts:
        return {one["id"]: base[one["id"]] for one in scored}
    of_all = raked_weights(people, base, headcounts) if raked else None
    out = {}
    for cell in {(one["institution"], one["profile"]) for one in people}:
        of_cell = [one for one in people if (one["institution"], one["profile"]) == cell]
        factor = headcounts[cell] / sum(base[one["id"]] for one in of_cell)
        w = {one["id"]: base[one["id"]] * factor for one in of_cell}
        if raked:
            w = {one: of_all[one] for one in w}
        elif headcounts[cell] <= len(of_cell):
            w = {one: 1 for one in w}
        with_score = [one["id"] for one in of_cell if score_of(one, competency) is not None]
        if with_score:
            s = sum(w[one] for one in with_score) / sum(w.values())  # everybody was asked everything
            out |= {one: w[one] / s for one in with_score}
    return out


def t_quantile(p, df):
    """Student's t: the integral of its density by Simpson's rule, and bisection."""
    constant = math.exp(math.lgamma((df + 1) / 2) - math.lgamma(df / 2)) / math.sqrt(df * math.pi)

    def below(x, steps=4000):
        h = x / steps
        density = lambda at: constant * (1 + at * at / df) ** (-(df + 1) / 2)  # noqa: E731
        return 0.5 + h / 3 * (density(0) + density(x) + sum((4 if i % 2 else 2) * density(i * h) for i in range(1, steps)))

    low, high = 1.5, 4.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle) < p else (low, middle)
    return (low + high) / 2


def estimate(of, population, share):
    """`of`: (weight, rating, result or None). The regression estimator, its error and interval."""
    tested = [(w, x, y) for w, x, y in of if y is not None]
    n, n_t = len(of), len(tested)
    sum_w = sum(w for w, _, _ in tested)
    mean = lambda values: sum(values) / sum_w  # noqa: E731
    x_t, y_t = mean(w * x for w, x, _ in tested), mean(w * y for w, _, y in tested)
    x_all = sum(w * x for w, x, _ in of) / sum(w for w, _, _ in of)
    xx = sum(w * (x - x_t) ** 2 for w, x, _ in tested)
    b = sum(w * (x - x_t) * (y - y_t) for w, x, y in tested) / xx if xx else 0
    df = n_t - (2 if xx else 1)
    yy = sum(w * (y - y_t) ** 2 for w, _, y in tested)
    rest = sum(w * w * (y - y_t - b * (x - x_t)) ** 2 for w, x, y in tested)
    s2_e = n_t * n_t / df * rest / sum_w ** 2
    s2_y = n_t * n_t / (n_t - 1) * sum(w * w * (y - y_t) ** 2 for w, _, y in tested) / sum_w ** 2
    s2_people = n_t / (n_t - 1) * yy / sum_w
    value = y_t + b * (x_all - x_t)
    variance = s2_e * (1 / n_t - 1 / n) + max(0, s2_y / n - (s2_people / max(population, n) if population else 0))
    r = sum(w * (x - x_t) * (y - y_t) for w, x, y in tested) / math.sqrt(xx * yy) if xx and yy else None
    t = t_quantile(0.975, df)
    if not share:
        half = t * math.sqrt(variance)
        return value, math.sqrt(variance), value - half, value + half, n, n_t, r
    value = min(1, max(0, value))
    z = 1.959963984540054
    n_star = y_t * (1 - y_t) / variance / (t / z) ** 2
    centre = value + z * z / 2 / n_star
    half = z * math.sqrt(value * (1 - value) / n_star + z * z / 4 / n_star ** 2)
    return value, math.sqrt(variance), (centre - half) / (1 + z * z / n_star), (centre + half) / (1 + z * z / n_star), n, n_t, r


def level_of(result):
    return 1 + sum(Fraction(result) >= cut for cut in CUTS)


def expected_row(people, results, place, competency, statistic, weighted=False, headcounts=None, raked=False):
    u = weights_of(people, competency, weighted, headcounts, raked)
    counted = [one for one in people if one["id"] in u and lies_in(one["institution"], place) and competency in TARGETS[one["profile"]]]
    of = []
    for one in counted:
        result = results.get((one["id"], competency))
        if result is not None:
            result = float(result) if statistic == STATISTICS[0] else float(level_of(result) < TARGETS[one["profile"]][competency])
        of.append((u[one["id"]], score_of(one, competency), result))
    return estimate(of, sum(w for w, _, _ in of) if headcounts else None, statistic == STATISTICS[1])
