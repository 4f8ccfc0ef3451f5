#!/usr/bin/env python3
"""capgap coverage: the example, reckoned a second time from its files alone. coverage.py --program capgap --dump dump_tables TEST."""
import csv
import re
import shutil
import sys

import openpyxl
import yaml

from running import TOP, rows, run_named_test, same_folder

SCHOOL = TOP / "examples" / "school"
FRAMEWORK = "builtin:unesco-dcf/2022"
TEACHING = {"course", "coaching", "job_aid", "community", "secondment"}


def cover(tools, catalogue, name, *options, expect=0, path=None):
    out = tools.scratch / name
    done = tools.capgap("coverage", "--framework", FRAMEWORK, "--catalogue", catalogue, "--out", out, "--data", TOP, *options, expect=expect, path=path)
    return out, done


def hours_of_step(remedy, module):
    """Per step: the module's own, else its part of what the others leave."""
    steps = module["to"] - module["from"]
    if "hours" in module:
        return module["hours"]["value"] / steps
    if "hours" not in remedy:
        return None
    left = remedy["hours"]["value"] - sum(one["hours"]["value"] for one in remedy["modules"] if "hours" in one)
    return left / sum(one["to"] - one["from"] for one in remedy["modules"] if "hours" not in one) if left >= 0 else None


def can_begin(remedies, name, above=()):
    remedy = remedies[name]
    return remedy.get("offered", True) and name not in above and all(can_begin(remedies, one, (*above, name)) for one in remedy.get("prerequisites", []))


def expected_step(remedies, competency, to):
    over = [(name, module) for name, remedy in remedies.items() if remedy["kind"] in TEACHING
            for module in remedy["modules"] if module["competency"] == competency and module["from"] < to <= module["to"]]
    for status, holds in (("covered", lambda name: can_begin(remedies, name)), ("blocked", lambda name: remedies[name].get("offered", True)),
                          ("not_offered", lambda name: True)):
        kept = [(name, module) for name, module in over if holds(name)]
        if kept:
            hours = [hours_of_step(remedies[name], module) for name, module in kept]
            return status, ";".join(dict.fromkeys(name for name, _ in kept)), None if None in hours else sum(hours)
    return "empty", "", None


def kappa(pairs, power):
    apart = lambda a, b: abs(a - b) ** power  # noqa: E731
    observed = sum(apart(a, b) for a, b in pairs) / len(pairs)
    by_chance = sum(apart(a, b) for a, _ in pairs for _, b in pairs) / len(pairs) ** 2
    return 1 - observed / by_chance


def test_the_example_reckoned_a_second_time(tools):
    out, _ = cover(tools, SCHOOL / "catalogue.yaml", "school", "--ratings", SCHOOL / "ratings.csv")
    remedies = {one["id"]: one for one in yaml.safe_load((SCHOOL / "catalogue.yaml").read_text(encoding="utf-8"))["remedies"]}
    table = rows(out / "coverage.csv")
    assert len(table) == 14 * 4
    for row in table:
        status, courses, hours = expected_step(remedies, row["competency"], int(row["to_level"]))
        assert (row["status"], row["courses"]) == (status, courses), row
        assert (row["hours"] == "") == (hours is None) and (hours is None or abs(float(row["hours"]) - hours) < 1e-6), (row, hours)
    assert {row["status"] for row in table} == {"covered", "blocked", "not_offered", "empty"}
    ratings = rows(SCHOOL / "ratings.csv")
    for row in rows(out / "agreement.csv"):
        pairs = [(int(one[f"rater_1_{row['measure']}"]), int(one[f"rater_2_{row['measure']}"])) for one in ratings]
        assert abs(float(row["kappa"]) - kappa(pairs, 1 if row["weights"] == "linear" else 2)) < 1e-6, row


def test_what_the_example_holds(tools):
    """Found by hand in the course list."""
    out, _ = cover(tools, SCHOOL / "catalogue.yaml", "school", "--ratings", SCHOOL / "ratings.csv")
    found = [(row["course"], row["prerequisite"], row["reason"], row["competency"], row["from_level"], row["to_level"]) for row in rows(out / "prerequisites.csv")]
    assert found == [("privacy-cases", "privacy-basics", "level_gap", "2.4", "2", "3"), ("law-cases", "law-basics", "not_offered", "", "", ""),
                     ("law-cases", "", "start_unled", "2.5", "1", "3"), ("leading-digital-work", "", "start_unled", "3.4", "1", "2")], found
    overlaps = [(row["competency"], row["to_level"], row["language"], row["mode"], row["courses"]) for row in rows(out / "overlaps.csv")]
    assert overlaps == [("1.2", "3", "fr", "in_person", "finding-the-problem;problem-workshop")], overlaps


def test_a_workbook_gives_the_same(tools):
    folder = tools.scratch / "files"
    folder.mkdir()
    shutil.copy(SCHOOL / "catalogue.yaml", folder / "catalogue.yaml")
    tools.capgap("convert", folder / "catalogue.yaml", "-o", folder / "courses.xlsx", "--data", TOP)
    book = openpyxl.load_workbook(folder / "courses.xlsx")
    sheet = book.create_sheet("Ratings")
    for line in (SCHOOL / "ratings.csv").read_text(encoding="utf-8").splitlines():
        sheet.append(line.split(","))
    book.save(folder / "rated.xlsx")
    plain, _ = cover(tools, SCHOOL / "catalogue.yaml", "plain", "--ratings", SCHOOL / "ratings.csv")
    unrated, _ = cover(tools, folder / "courses.xlsx", "unrated")
    rated, _ = cover(tools, folder / "rated.xlsx", "rated")
    for name in ("coverage.csv", "overlaps.csv", "prerequisites.csv", "syllabus.md"):
        assert (plain / name).read_bytes() == (unrated / name).read_bytes() == (rated / name).read_bytes(), name
    for name in ("agreement.csv", "ratings.csv", "coverage.html"):
        assert (plain / name).read_bytes() == (rated / name).read_bytes(), name
    assert {row["reason"] for row in rows(unrated / "agreement.csv")} == {"no_pairs"}


def test_the_workbook_of_a_round_brings_its_own_ratings(tools):
    folder = tools.scratch / "round"
    shutil.copytree(MINISTRY, folder)
    text = (folder / "assessment.yaml").read_text(encoding="utf-8")
    text, changed = re.subn(r"(?m)^catalogue: .*$", "catalogue: catalogue.yaml", text)
    assert changed == 1
    (folder / "assessment.yaml").write_text(text, encoding="utf-8")
    tools.capgap("convert", folder / "assessment.yaml", "-o", folder / "round.xlsx", "--data", TOP)
    asked, _ = cover(tools, MINISTRY / "catalogue.yaml", "asked")
    answers = {"rater_1_from": "1", "rater_1_to": "2", "rater_2_from": "1", "rater_2_to": "2"}
    rated = [row | answers for row in rows(asked / "ratings.csv")]
    with open(folder / "ratings.csv", "w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, rated[0].keys(), lineterminator="\n")
        out.writeheader()
        out.writerows(rated)
    book = openpyxl.load_workbook(folder / "round.xlsx")
    sheet = book.create_sheet("Ratings")
    for line in [list(rated[0]), *(list(row.values()) for row in rated)]:
        sheet.append(line)
    book.save(folder / "round.xlsx")
    tools.capgap("coverage", folder / "round.xlsx", "--out", tools.scratch / "of-round", "--data", TOP)
    plain, _ = cover(tools, MINISTRY / "catalogue.yaml", "plain", "--ratings", folder / "ratings.csv")
    assert {row["reason"] for row in rows(plain / "agreement.csv")} != {"no_pairs"}
    for name in ("agreement.csv", "ratings.csv"):
        assert (plain / name).read_bytes() == (tools.scratch / "of-round" / name).read_bytes(), name


def test_what_was_written_can_be_rated_and_read_again(tools):
    out, _ = cover(tools, SCHOOL / "catalogue.yaml", "first", "--ratings", SCHOOL / "ratings.csv")
    again, _ = cover(tools, SCHOOL / "catalogue.yaml", "second", "--ratings", out / "ratings.csv")
    for path in sorted(out.glob("*.*")):
        if path.name != "manifest.json":
            assert path.read_bytes() == (again / path.name).read_bytes(), path.name
    third, _ = cover(tools, SCHOOL / "catalogue.yaml", "third", "--ratings", SCHOOL / "ratings.csv")
    same_folder(out, third)


def test_from_an_empty_workbook_to_a_matrix(tools):
    book = tools.scratch / "courses.xlsx"
    tools.capgap("new", "--framework", FRAMEWORK, "--catalogue", "-o", book, "--data", TOP)
    made = openpyxl.load_workbook(book)
    assert [one.title for one in made if one.sheet_state == "visible"] == ["Start here", "Ratings", "Remedies", "Settings"], made.sheetnames
    headings = [cell.value for cell in made["Remedies"][1]]
    for line in ({"id": "desk", "kind": "course", "title.en": "At the desk", "languages[]": "en; fr", "mode": "online", "hours.value": 9, "hours.status": "estimate",
                  "modules.competency": "2.1", "modules.from": 1, "modules.to": 3},
                 {"modules.competency": "2.4", "modules.from": 1, "modules.to": 2},
                 {"id": "after", "kind": "course", "title.en": "After it", "prerequisites[]": "desk", "modules.competency": "2.1", "modules.from": 3, "modules.to": 4}):
        made["Remedies"].append([line.get(heading) for heading in headings])
    made["Ratings"].append(["desk#2", "2.4", 1, 2, 1, 3])
    made.save(book)
    out, done = cover(tools, book, "from-workbook", expect=1)
    assert "courses.xlsx!Ratings!" in done.stderr and "CG2709" in done.stderr, done.stderr
    covered = {(row["competency"], row["to_level"]): row["hours"] for row in rows(out / "coverage.csv") if row["status"] == "covered"}
    assert covered == {("2.1", "2"): "3", ("2.1", "3"): "3", ("2.4", "2"): "3", ("2.1", "4"): ""}, covered
    assert not rows(out / "prerequisites.csv")


def test_a_national_version_of_the_framework(tools):
    """A catalogue for the base serves its overlay, whose page names both."""
    national = TOP / "examples" / "national-overlay" / "framework.yaml"
    out = tools.scratch / "national"
    tools.capgap("coverage", "--framework", national, "--catalogue", SCHOOL / "catalogue.yaml", "--out", out, "--data", TOP)
    page = (out / "coverage.html").read_text(encoding="utf-8")
    assert "not made or endorsed by UNESCO" in page and page.split("<footer>")[1].count("<p>") == 3
    book = tools.scratch / "national.xlsx"
    tools.capgap("new", "--framework", national, "--catalogue", "-o", book, "--data", TOP)
    choices = {row["competency"] for row in rows(out / "coverage.csv")}
    assert choices and openpyxl.load_workbook(book)["Remedies"].max_column > 10


def test_nobody_decided(tools):
    table = (SCHOOL / "ratings.csv").read_text(encoding="utf-8").splitlines()
    table[3] = "finding-the-problem#1,1.2,1,3,1,2,1,3,,2026-02-16,"
    path = tools.scratch / "ratings.csv"
    path.write_text("\n".join(table) + "\n", encoding="utf-8")
    out, done = cover(tools, SCHOOL / "catalogue.yaml", "undecided", "--ratings", path, expect=1)
    assert "ratings.csv:4: error: of the module 'finding-the-problem#1' one says level 1 to 3, the other 1 to 2; missing: `decided_by`" in done.stderr, done.stderr
    assert "In 1 module they differ and nobody has decided." in (out / "coverage.html").read_text(encoding="utf-8")
    assert [row["status"] for row in rows(out / "ratings.csv")][2] == "undecided"


def test_mistakes_in_ratings_have_places_and_nothing_is_written(tools):
    path = tools.scratch / "ratings.csv"
    path.write_text("module,competency,rater_1_from,rater_1_to,rater_2_from,rater_2_to,decided_on\n"
                    "privacy-basic#1,2.4,1,2,1,2,\nprivacy-basics#1,2.5,1,6,2,1,2026-02-30\nprivacy-basics#1,2.4,1,,1,2,\n", encoding="utf-8")
    out, done = cover(tools, SCHOOL / "catalogue.yaml", "wrong", "--ratings", path, expect=1)
    for place, code in (("2:1", "CG2704"), ("3:2", "CG2705"), ("3:4", "CG2707"), ("3:6", "CG2707"), ("3:7", "CG2708"), ("4:1", "CG2706"), ("4:3", "CG2707")):
        assert any(f"ratings.csv:{place}:" in line and code in line for line in done.stderr.splitlines()), (place, code, done.stderr)
    assert "did you mean 'privacy-basics#1'" in done.stderr and not out.exists()
    path.write_text("module,competency,rater_1_from,rater_1_from,rater\n", encoding="utf-8")
    _, done = cover(tools, SCHOOL / "catalogue.yaml", "wrong", "--ratings", path, expect=1)
    assert all(code in done.stderr for code in ("CG2701", "CG2702", "CG2703")), done.stderr


def test_a_catalogue_for_coverage_may_be_rough(tools):
    text = (SCHOOL / "catalogue.yaml").read_text(encoding="utf-8")
    path = tools.scratch / "catalogue.yaml"
    path.write_text(text.replace("    prerequisites: [privacy-basics]\n", "    prerequisites: [ai-first-steps]\n")
                    .replace("    modules: [{competency: \"2.6\"", "    prerequisites: [privacy-cases]\n    modules: [{competency: \"2.6\""), encoding="utf-8")
    out, _ = cover(tools, path, "circle")
    assert {(row["course"], row["reason"]) for row in rows(out / "prerequisites.csv")} >= {("privacy-cases", "cycle"), ("ai-first-steps", "cycle")}


def test_both_languages(tools):
    english, _ = cover(tools, SCHOOL / "catalogue.yaml", "en")
    french, done = cover(tools, SCHOOL / "catalogue.yaml", "fr", "--language", "fr")
    assert 'lang="fr"' in (french / "coverage.html").read_text(encoding="utf-8") and "étapes" in done.stdout
    assert (english / "coverage.csv").read_bytes() == (french / "coverage.csv").read_bytes()
    for out in (english, french):
        page = (out / "coverage.html").read_text(encoding="utf-8")
        assert "http" not in page.replace("http-equiv", "") and "<script" not in page and "{" not in page.split("</style>")[1]


def other_programs(tools, name, **scripts):
    folder = tools.scratch / name
    folder.mkdir()
    for program, script in scripts.items():
        (folder / program).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (folder / program).chmod(0o755)
    return folder


def test_the_syllabus_for_a_word_processor(tools):
    """With programs that stand for the real ones: which is asked, with what, and what is said where none can."""
    copies = 'for word; do case "$word" in --output=*) out="${word#--output=}";; esac; last="$word"; done; read -r all < "$last"; echo "$all" > "$out"'
    out, done = cover(tools, SCHOOL / "catalogue.yaml", "made", "--docx", path=other_programs(tools, "pandoc", pandoc=copies))
    assert (out / "syllabus.docx").read_text(encoding="utf-8").startswith("# Syllabus, to be written on") and "CG203" not in done.stderr
    assert "docx" not in (out / "manifest.json").read_text(encoding="utf-8") and not (out / "syllabus.html").exists()
    plain, _ = cover(tools, SCHOOL / "catalogue.yaml", "plain")
    for number, (scripts, code) in enumerate([({}, "CG2030"), ({"pandoc": "exit 1"}, "CG2031"), ({"soffice": "exit 0"}, "CG2031")]):
        out, done = cover(tools, SCHOOL / "catalogue.yaml", f"not-{number}", "--docx", path=other_programs(tools, f"other-{number}", **scripts))
        assert code in done.stderr and "syllabus.md, which holds the same" in done.stderr, done.stderr
        same_folder(plain, out)


MINISTRY = TOP / "examples" / "ministry"


def people_before_steps(folder):
    """(competency, from, to) -> people who have the step before them, those who stand right before it; from each person's level and role. Everybody counts once."""
    targets = {one["id"]: one["targets"] for one in yaml.safe_load((TOP / "frameworks/unesco-dcf/2022/profiles.yaml").read_text(encoding="utf-8"))["profiles"]}
    found = {}
    for person in rows(folder / "restricted" / "scores.csv"):
        target = int(targets.get(person["profile"], {}).get(person["competency"], 0))
        for to in range(int(person["level"] or target) + 1, target + 1):
            all_at = found.setdefault((person["competency"], str(to - 1), str(to)), [0, 0])
            all_at[0] += 1
            all_at[1] += to == int(person["level"]) + 1
    return found


def test_who_has_which_step_before_them_is_what_persons_levels_say(tools):
    folder = tools.scratch / "ministry"
    shutil.copytree(MINISTRY, folder)
    text = (folder / "assessment.yaml").read_text(encoding="utf-8")
    text = re.sub("(?m)^(population|weighting): .*$", "", text).replace("min_cell: 10", "min_cell: 3")
    (folder / "assessment.yaml").write_text(text, encoding="utf-8")
    # All in one house and in three roles: little is hidden.
    lines = rows(MINISTRY / "responses.csv")
    roles = {role: ("policymaker", "regulator", "service_delivery_staff")[i % 3] for i, role in enumerate(sorted({line["profile"] for line in lines}))}
    (folder / "institutions.csv").write_text("institution,parent,name,kind\nmps,,The house,ministry\n", encoding="utf-8")
    with open(folder / "responses.csv", "w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, lines[0].keys(), lineterminator="\n")
        out.writeheader()
        out.writerows(line | {"institution": "mps", "profile": roles[line["profile"]]} for line in lines)
    environment = rows(MINISTRY / "environment-responses.csv")[:1]
    with open(folder / "environment-responses.csv", "w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, environment[0].keys(), lineterminator="\n")
        out.writeheader()
        out.writerows(line | {"institution": "mps"} for line in environment)
    out = tools.scratch / "demand"
    tools.capgap("coverage", folder / "assessment.yaml", "--catalogue", SCHOOL / "catalogue.yaml", "--out", out, "--data", TOP)
    tools.capgap("run", folder / "assessment.yaml", "--persons", "--no-report", "--out", tools.scratch / "persons", "--data", TOP)
    expected = people_before_steps(tools.scratch / "persons")
    whole = [row for row in rows(out / "demand.csv") if row["institution"] == "mps"]
    exact = [row for row in whole if row["people"] and not row["estimated"]]
    for row in exact:
        people, at_from = expected[(row["competency"], row["from_level"], row["to_level"])]
        assert int(row["people"]) == people, (row, people)
        assert row["people_at_from_level"] == (str(at_from) if at_from >= 3 else ""), (row, at_from)
    assert len(exact) >= 20, (len(exact), len(whole))
    steps = {(row["competency"], row["to_level"]): row for row in rows(out / "coverage.csv")}
    for row in rows(out / "demand.csv"):
        if row["status"] == "nearly_everyone":
            assert not row["people"] and not row["to_level"], row
            continue
        step = steps[(row["competency"], row["to_level"])]
        assert (row["status"], row["courses"], row["seats"]) == (step["status"], step["courses"], step["seats"]), row
        can_be_said = step["status"] == "covered" and step["seats"] and row["people_at_from_level"]
        sessions = -(-int(row["people_at_from_level"]) // float(step["seats"])) if can_be_said else None
        assert (float(row["sessions"]) if row["sessions"] else None) == sessions, row
        assert row["people"] == "" or int(row["people"]) >= 3
        assert row["people_at_from_level"] == "" or 3 <= int(row["people_at_from_level"]) <= int(row["people"] or row["people_at_from_level"])
    page = (out / "coverage.html").read_text(encoding="utf-8")
    assert "Where people have no course" in page and "Where seats are few" in page


def test_demand_says_nothing_of_who_is_hidden(tools):
    """Groups that the run hides have no row."""
    out, results = tools.scratch / "demand", tools.scratch / "results"
    tools.capgap("coverage", MINISTRY / "assessment.yaml", "--catalogue", SCHOOL / "catalogue.yaml", "--out", out, "--data", TOP)
    tools.capgap("run", MINISTRY / "assessment.yaml", "--no-report", "--out", results, "--data", TOP)
    shown = {row["institution"] for row in rows(results / "gaps.csv")
             if (row["dimension"], row["profile"]) == ("*", "*") and row["status"] not in ("suppressed", "pooled")}
    named = {row["institution"] for row in rows(out / "demand.csv")}
    assert named <= shown and len(named) > 40, (len(named), named - shown)


def test_a_round_of_several_catalogues_must_say_which(tools):
    said = tools.capgap("coverage", MINISTRY / "assessment.yaml", "--out", tools.scratch / "no", "--data", TOP, expect=1).stderr
    assert "the round names 3 catalogues" in said and "--catalogue" in said, said
    for wrong in (["--out", "x"], ["a.yaml", "--framework", "f", "--out", "x"], ["--framework", "f", "--out", "x"]):
        assert "an assessment" in tools.capgap("coverage", *wrong, expect=2).stderr


def test_nothing_is_written_over(tools):
    out = tools.scratch / "mine"
    out.mkdir()
    (out / "letter.txt").write_text("mine", encoding="utf-8")
    cover(tools, SCHOOL / "catalogue.yaml", "mine", expect=1)
    assert [path.name for path in out.iterdir()] == ["letter.txt"]


if __name__ == "__main__":
    sys.exit(run_named_test(globals()))
