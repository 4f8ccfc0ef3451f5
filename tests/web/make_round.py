"""Writes a large round whose people are drawn at random from a seed: make_round.py FOLDER --institutions N --people-each M [--name NAME].

A tree of one ministry with directorates of five units each; the questionnaires and levels are those that come with capgap. For the size and the robustness of
the page, not for its figures.
"""
import argparse
import csv
import random
import shutil
from pathlib import Path

import yaml

TOP = Path(__file__).resolve().parents[2]
MINISTRY = TOP / "examples" / "ministry"
UNITS_OF_A_DIRECTORATE = 6


def institutions(count, name):
    yield "i0", "", name
    for i in range(1, count):
        first_of_directorate = (i - 1) // UNITS_OF_A_DIRECTORATE * UNITS_OF_A_DIRECTORATE + 1
        yield f"i{i}", "i0" if i == first_of_directorate else f"i{first_of_directorate}", f"{name} {i}"


def write(path, header, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def people(header, count, each, draw):
    """Answers as the ministry's header has them: 0 to 4 for every item."""
    profiles = ["policymaker", "service_delivery_staff", "digital_leader"]
    fixed = {"gender": ["female", "male", ""], "region": ["capital", "rural"], "working_language": ["en", "fr"], "wanted": ["", "2.2;2.6"]}
    for i in range(count):
        for j in range(each):
            row = {"respondent": f"p{i}-{j}", "institution": f"i{i}", "profile": draw.choice(profiles)}
            leaning = draw.choice([0, 1, 1])
            yield [row.get(name) or (draw.choice(fixed[name]) if name in fixed else str(min(3, draw.randrange(3) + leaning))) for name in header]


def header_of(name):
    with open(MINISTRY / name, encoding="utf-8", newline="") as source:
        return next(csv.reader(source))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--institutions", type=int, default=1000)
    parser.add_argument("--people-each", type=int, default=12)
    parser.add_argument("--name", default="Directorate of Public Services")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    draw = random.Random(20260302)

    assessment = yaml.safe_load((MINISTRY / "assessment.yaml").read_text(encoding="utf-8"))
    assessment["id"] = "generated"
    assessment["data"].update({"collected_from": "2026-03-02", "collected_to": "2026-03-27"})
    assessment["title"] = {language: options.name for language in assessment["languages"]}
    del assessment["population"], assessment["weighting"]
    assessment["instruments"][0]["breakdowns"] = ["gender", "region", "working_language"]
    (options.folder / "assessment.yaml").write_text(yaml.safe_dump(assessment, allow_unicode=True, sort_keys=False), encoding="utf-8")

    write(options.folder / "institutions.csv", ["institution", "parent", "name"], institutions(options.institutions, options.name))
    shutil.copy(MINISTRY / "catalogue.yaml", options.folder)
    header = header_of("responses.csv")
    write(options.folder / "responses.csv", header, people(header, options.institutions, options.people_each, draw))
    header = header_of("environment-responses.csv")
    offices = ([f"i{i}", *(draw.randrange(4) for _ in header[1:])] for i in range(options.institutions))
    write(options.folder / "environment-responses.csv", header, offices)


if __name__ == "__main__":
    main()
