"""Reads the files of engine/docs/formats.md into plain values, for oracle.py. Trusts that YAML files are valid."""
import csv
import os
import re
from collections import Counter
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace as Record

import yaml

MISSING = ("", "na", "dk", "ref")
OPTIONAL = ("wanted", "weight", "stratum", "psu", "language", "seconds", "wave")


class Refused(Exception):
    """The run cannot go on."""


class WrongRow(Exception):
    """This row is set aside."""


def read_yaml(path):
    """Every scalar stays text: 1.10 stays 1.10. libyaml, where PyYAML has it, reads `{en: Why?}`; PyYAML's own scanner does not."""
    with open(path, encoding="utf-8-sig") as file:
        return yaml.load(file, getattr(yaml, "CBaseLoader", yaml.BaseLoader))


def read_csv(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.reader(file, strict=True) if row]
    return rows[0], rows[1:]


def read_table(path):
    header, rows = read_csv(path)
    return [dict(zip(header, row)) for row in rows if len(row) == len(header)]


def locate(reference, named_in, data_root, file_name=""):
    if reference.startswith("builtin:"):
        shelf = {"survey.yaml": "surveys", "catalogue.yaml": "frameworks/catalogues"}.get(file_name, "frameworks")
        path = Path(data_root, shelf, reference.removeprefix("builtin:"))
    else:
        reference = re.sub(r"^\$\{(\w+)\}/", lambda match: os.environ[match[1]] + "/", reference)
        path = Path(named_in).parent / reference
    return path / file_name if path.is_dir() else path


# Questionnaires -------------------------------------------------------------------------------------------------------

def load_item(item, scales):
    scored = {o["id"]: Fraction(o["score"]) for o in scales[item["scale"]] if "score" in o}
    low, high = min(scored.values()), max(scored.values())
    turned = item.get("reversed") == "true"
    value = {o: ((high - v) if turned else (v - low)) / (high - low) for o, v in scored.items()}
    return Record(id=item["id"], scale=item["scale"], reversed=item.get("reversed") == "true", competency=item.get("competency"), attitude=item.get("attitude"), anchors=item.get("anchors"), value=value,
                  options=[o["id"] for o in scales[item["scale"]]], ask_if=item.get("ask_if"))


def reference(named):
    return named["id"], named["version"]


def load_framework(path, data_root):
    """A framework; one that `extends` another as the whole that both make. `serves`: what it is, and what it extends."""
    own = read_yaml(path)
    if "extends" not in own:
        return {**own, "serves": [reference(own)]}
    base = load_framework(locate(own["extends"], path, data_root, "framework.yaml"), data_root)
    unused, added = own.get("unused", {}), own.get("add", {})

    def kept(kind, parts):
        return [part for part in parts if part["id"] not in unused.get(kind, {})]
    domains = [{**domain, "competencies": kept("competencies", domain["competencies"]) + [c for c in added.get("competencies", []) if c["domain"] == domain["id"]]}
               for domain in base["domains"] + added.get("domains", [])]
    return {**base, **own, "domains": domains, "attitudes": kept("attitudes", base.get("attitudes", [])) + added.get("attitudes", []),
            "serves": [reference(own)] + base["serves"]}


def load_instrument(entry, assessment_file, data_root):
    def path(key, file_name=""):
        return locate(entry[key], assessment_file, data_root, file_name)
    framework, survey = load_framework(path("framework", "framework.yaml"), data_root), read_yaml(path("survey", "survey.yaml"))
    scales = {s["id"]: s["options"] for s in survey["scales"]}
    background = {b["id"]: [o["id"] for o in b["options"]] for b in survey.get("background", [])}
    default_breakdowns = [b["id"] for b in survey.get("background", [])
                          if b.get("breakdown") == "true" and b.get("active") != "false"]
    scoring = survey["scoring"]
    return Record(
        unit=survey["unit"], levels=len(framework["levels"]), background=background, serves=framework["serves"],
        blocks={c["id"]: c.get("blocks", []) for d in framework["domains"] for c in d["competencies"]},
        blocks_in=reference(framework["blocks_in"]) if "blocks_in" in framework else None,
        competencies=[c["id"] for d in framework["domains"] for c in d["competencies"]],
        attitudes=[a["id"] for a in framework.get("attitudes", [])],
        items=[load_item(item, scales) for item in survey["items"]],
        cuts=[Fraction(v) for v in scoring["cut_scores"]["values"]],
        min_answered=Fraction(scoring.get("min_answered", "0.5")),
        wanted_max=int(survey["wanted"]["max"]) if "wanted" in survey else None,
        targets={p["id"]: {c: int(level) for c, level in p["targets"].items()}
                 for p in read_yaml(path("targets", "profiles.yaml"))["profiles"]},
        breakdowns=[b for b in background if b in entry.get("breakdowns", default_breakdowns)],
        duplicates=entry.get("duplicates", "set_aside"), leave_out=entry.get("leave_out", []),
        posts={}, responses=path("responses"), mapping=read_yaml(path("mapping")) if "mapping" in entry else None)


# Answers --------------------------------------------------------------------------------------------------------------

def tidy_mapping(header, instrument):
    """A tidy file as a mapping in which every field is the column of its own name."""
    required = ["institution"] + [i.id for i in instrument.items]
    required += ["respondent"] if instrument.unit == "person" else []
    required += ["profile"] if instrument.unit == "person" and not (instrument.posts and "post" in header) else []
    if lacking := [name for name in required if name not in header]:
        raise Refused(f"{instrument.responses}: lacks the columns {lacking}")
    def columns(names):
        return {name: {"header": name} for name in names if name in header}
    return {**columns(("respondent", "institution", "profile") + (("post",) if instrument.posts else ()) + OPTIONAL),
            "background": columns(instrument.background), "items": columns(i.id for i in instrument.items)}


def mapped(spec, row, header, tables):
    """The text of one field of one row. Empty stays empty unless the table itself holds the empty text."""
    def part(inner):
        return mapped(inner, row, header, tables)
    if "constant" in spec:
        text = spec["constant"]
    elif "first_of" in spec:
        text = next(filter(None, map(part, spec["first_of"])), "")
    elif "join" in spec:
        parts = [part(inner) for inner in spec["join"]]
        text = spec["separator"].join(parts) if all(parts) else ""
    elif "position" in spec:
        text = row[int(spec["position"]) - 1]
    elif "header" in spec:
        text = row[header.index(spec["header"])]
    else:
        text = row[[name.split("._.")[0] for name in header].index(spec["code"])]
    if "table" in spec:
        table = tables[spec["table"]]
        if text in table:
            return table[text]
        if text and "otherwise" not in spec:
            raise WrongRow(f"table {spec['table']} does not hold '{text}'")
        return spec["otherwise"] if text else ""
    return text


def check_length(row, header):
    if len(row) != len(header):
        raise WrongRow("has another number of cells than the header")


def read_row(row, header, mapping, instrument):
    """One row as a person. `answers` lacks the items that the mapping does not name."""
    def field(name):
        return mapped(mapping[name], row, header, mapping.get("tables", {})) if name in mapping else ""
    def fields(name):
        return {key: mapped(spec, row, header, mapping.get("tables", {})) for key, spec in mapping.get(name, {}).items()}
    person = Record(id=field("respondent"), institution=field("institution"), profile=field("profile"), post=field("post"),
                    background={**dict.fromkeys(instrument.background, ""), **fields("background")},
                    answers=fields("items"), wanted=list(filter(None, field("wanted").split(";"))),
                    weight=field("weight") if "weight" in mapping else "1", seconds=field("seconds"),
                    stratum=field("stratum"), psu=field("psu"))
    if instrument.unit == "institution":
        person.id = person.institution
    return person


def check_row(person, instrument, institutions):
    """Section 1: what sets a row aside, apart from a respondent that occurs twice."""
    def demand(holds, message):
        if not holds:
            raise WrongRow(message)
    demand(person.id, "no respondent")
    demand(person.institution in institutions, f"unknown institution '{person.institution}'")
    demand(person.profile == "" or person.profile in instrument.targets, f"unknown profile '{person.profile}'")
    demand(person.post == "" or person.post in instrument.posts, f"unknown post '{person.post}'")
    person.profile = instrument.posts.get(person.post, person.profile)
    for name, options in instrument.background.items():
        if person.background[name] in MISSING:
            person.background[name] = ""
        demand(person.background[name] in ["", *options], f"{name}: '{person.background[name]}'")
    for item in instrument.items:
        demand(person.answers.get(item.id, "") in [*MISSING, *item.options], f"{item.id}: not an option")
    demand(all(c in instrument.competencies for c in person.wanted), "wanted: unknown competency")
    demand(len(person.wanted) <= (instrument.wanted_max or 0), "wanted: too many")
    demand(re.fullmatch(r"\d+(\.\d+)?([eE][+-]?\d+)?", person.weight), "weight: not a number")
    demand(1e-6 <= float(person.weight) <= 1e6, "weight: out of range")


def load_people(instrument, institutions, log):
    """The accepted rows, in file order."""
    header, rows = read_csv(instrument.responses)
    mapping = instrument.mapping
    if mapping:  # only foreign files are trimmed
        header, *rows = [[cell.strip(" \ufeff") for cell in row] for row in [header, *rows]]
    else:
        mapping = tidy_mapping(header, instrument)
    instrument.mapped_items = list(mapping["items"])
    instrument.breakdowns = [b for b in instrument.breakdowns if b in mapping.get("background", {})]
    instrument.clustered = "psu" in mapping
    identity = mapping["respondent" if instrument.unit == "person" else "institution"]
    read, ids, set_aside, instrument.used = [], Counter(), 0, Counter()
    for line, row in enumerate(rows, 2):
        try:
            check_length(row, header)
            person_id = mapped(identity, row, header, mapping.get("tables", {}))
            ids[person_id] += 1
            if instrument.duplicates == "last" or (instrument.duplicates == "first" and ids[person_id] == 1):
                instrument.used[person_id] = line
            person = read_row(row, header, mapping, instrument)
            person.line = line
            check_row(person, instrument, institutions)
            read.append(person)
        except WrongRow as wrong:
            set_aside += 1
            log(f"{instrument.responses}: row {line}: {wrong}: set aside")
    accepted = [person for person in read if ids[person.id] == 1 or person.line == instrument.used[person.id]]
    set_aside += len(read) - len(accepted)
    log(f"{instrument.responses}: {len(rows)} rows, {set_aside} set aside")
    return accepted


# Institutions and population ------------------------------------------------------------------------------------------

def load_institutions(path):
    """institution -> parent ('' for a root), in file order."""
    return {row["institution"]: row["parent"] for row in read_table(path)}


def load_population(path, instrument, institutions):
    """Rows of (institution, profile or none, category or unknown per background column, headcount)."""
    rows, seen = [], set()
    for raw in read_table(path):
        background = {name: raw[name] or "unknown" for name in instrument.background if name in raw}
        row = Record(institution=raw["institution"], profile=raw["profile"] or "none", background=background,
                     headcount=int(raw["headcount"]))
        row.cell = row.institution, row.profile
        key = row.cell, tuple(background.values())
        if row.institution not in institutions or row.profile not in [*instrument.targets, "none"] or key in seen:
            raise Refused(f"{path}: {key}: unknown or twice")
        seen.add(key)
        rows.append(row)
    return rows


def load_catalogues(assessment, path, data_root):
    named = assessment.get("catalogue", [])
    files = [locate(one, path, data_root, "catalogue.yaml") for one in ([named] if isinstance(named, str) else named)]
    return [read_yaml(file) for file in files]


def load_posts(path, targets):
    """Post -> the profile it counts in: the first one named, which has the highest target in everything."""
    posts = {}
    for row in read_table(path):
        posts.setdefault(row["post"], []).append(row["profile"])
    for post, profiles in posts.items():
        highest = {c: max(targets[p].get(c, 0) for p in profiles) for c in {c for p in profiles for c in targets[p]}}
        if {c: targets[profiles[0]].get(c, 0) for c in highest} != highest:
            raise Refused(f"{path}: post {post} is held to more than its first profile")
    return {post: profiles[0] for post, profiles in posts.items()}


def load_assessment(path, data_root, log):
    assessment = read_yaml(path)
    institutions = load_institutions(locate(assessment["institutions"], path, data_root))
    instruments = [load_instrument(entry, path, data_root) for entry in assessment["instruments"]]
    for instrument in instruments:
        if "posts" in assessment and instrument.unit == "person":
            instrument.posts = load_posts(locate(assessment["posts"], path, data_root), instrument.targets)
        instrument.people = load_people(instrument, institutions, log)
    person_instrument, = [i for i in instruments if i.unit == "person"]
    population = None
    if "population" in assessment:
        population = load_population(locate(assessment["population"], path, data_root), person_instrument, institutions)
    weighting = assessment.get("weighting", {})
    return Record(institutions=institutions, survey=person_instrument, population=population,
                  environment=[i for i in instruments if i.unit == "institution"],
                  method=weighting.get("method", "post_stratified") if population is not None else "none",
                  catalogues=load_catalogues(assessment, path, data_root), collected_to=assessment["data"]["collected_to"],
                  language_question=assessment.get("training", {}).get("language_question"),
                  margins=weighting.get("margins", []), min_cell=int(assessment.get("privacy", {}).get("min_cell", 10)),
                  named_pools=[pool["institutions"] for pool in assessment.get("privacy", {}).get("pools", [])])
