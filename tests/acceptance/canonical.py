"""What `capgap open` fixes, computed from the files of a round by the page engine/docs/formats.md alone ("The text that is hashed"). For rounds whose
frameworks extend nothing and whose files lie in one folder or come with the program."""
import hashlib
import re
from decimal import Decimal

import yaml

from running import TOP

NOTICE_PARTS = ("controller", "legal_basis", "purpose", "excluded_uses", "retention", "contact")
KINDS = {"framework": ("frameworks", "framework.yaml"), "survey": ("surveys", "survey.yaml"), "targets": ("frameworks", "profiles.yaml")}


def load(path):
    return yaml.load(path.read_text(encoding="utf-8"), getattr(yaml, "CBaseLoader", yaml.BaseLoader))


def file_of(folder, reference, kind):
    if not reference.startswith("builtin:"):
        return folder / reference
    return TOP / KINDS[kind][0] / reference.removeprefix("builtin:") / KINDS[kind][1]


def sha256(text):
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def number(text):
    plain = format(Decimal(text), "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


class Content:
    def __init__(self):
        self.out = ""

    def field(self, text):
        self.out += f"{len(str(text).encode('utf-8'))}:{text}"
        return self

    def text(self, words):
        said = {language: one["text"] if isinstance(one, dict) else one for language, one in (words or {}).items()}
        self.field(len(said))
        for language in sorted(said, key=lambda one: one.encode("utf-8")):
            self.field(language).field(said[language])
        return self

    def things(self, things, *keys):
        self.field(len(things))
        for one in things:
            for key in keys:
                self.text(one.get(key)) if key in ("title", "description", "help") else self.field(one.get(key, ""))
        return self


def framework_text(said):
    out = Content().text(said["title"]).things(said["levels"], "id", "title", "description").things(said["domains"], "id", "title", "description")
    competencies = [(i, one) for i, domain in enumerate(said["domains"]) for one in domain["competencies"]]
    out.field(len(competencies))
    for domain, one in competencies:
        out.field(one["id"]).field(domain).text(one["title"]).text(one.get("description")).field(len(said["levels"]))
        for level in said["levels"]:
            out.text(one["descriptors"][level["id"]])
        out.field(len(one.get("blocks", [])))
        for blocked in one.get("blocks", []):
            out.field(blocked)
    return out.things(said.get("attitudes", []), "id", "title", "description").out


def survey_text(said):
    out = Content()
    for key in ("title", "description", "disclaimer"):
        out.text(said.get(key))
    for key in ("na", "dk", "ref"):
        out.text(said.get("special_answers", {}).get(key))
    out.field(len(said["scales"]))
    for scale in said["scales"]:
        out.field(scale["id"]).field(len(scale["options"]))
        for option in scale["options"]:
            out.field(option["id"]).field(number(option["score"]) if "score" in option else "").text(option["title"])
    out.field(len(said["items"]))
    for item in said["items"]:
        for key in ("id", "competency", "attitude", *(["anchors"] if "anchors" in item else []), "scale"):
            out.field(item.get(key, ""))
        asked = item.get("ask_if", {"question": "", "in": []})
        out.field("1" if item.get("reversed") == "true" else "0").text(item["title"]).text(item.get("help")).field(asked["question"]).field(len(asked["in"]))
        for option in asked["in"]:
            out.field(option)
    out.field(len(said.get("background", [])))
    for question in said.get("background", []):
        out.field(question["id"]).text(question["title"]).things(question["options"], "id", "title")
    wanted = said.get("wanted")
    out.field(wanted["max"] if wanted else 0)
    return (out.text(wanted["title"]) if wanted else out).out


def fixed_settings(path):
    said = load(path)
    out = []
    for i, instrument in enumerate(said["instruments"]):
        suffix = "" if i == 0 else f" {i + 1}"
        framework, survey, profiles = (load(file_of(path.parent, instrument[kind], kind)) for kind in ("framework", "survey", "targets"))
        for part, file, text in (("framework", framework, framework_text(framework)), ("survey", survey, survey_text(survey))):
            out += [(part + suffix, "id", file["id"]), (part + suffix, "version", file["version"]), (part + suffix, "content", sha256(text))]
        for profile in profiles["profiles"]:
            out += [("targets" + suffix, f"{profile['id']}/{one}", profile["targets"][one]) for one in sorted(profile["targets"])]
        scoring = survey["scoring"]
        out += [("cuts" + suffix, "values", ", ".join(number(one) for one in scoring["cut_scores"]["values"])),
                ("cuts" + suffix, "min_answered", number(scoring.get("min_answered", "0.5")))]
        if "match_bands" in scoring and scoring["match_bands"] != ["20", "40", "60", "80"]:
            out.append(("comparison" + suffix, "match_bands", ", ".join(number(one) for one in scoring["match_bands"])))
        if i == 0:
            asked = instrument.get("breakdowns", [one["id"] for one in survey.get("background", []) if one.get("breakdown") == "true" and one.get("active", "true") == "true"])
            out.append(("breakdowns", "questions", ", ".join(one["id"] for one in survey.get("background", []) if one["id"] in asked) or "none"))
            notice = {**survey.get("notice", {}), **said.get("notice", {})}
    privacy = said.get("privacy", {})
    anonymous = privacy.get("anonymous", "none")
    scores = privacy.get("person_scores", "false" if anonymous == "true" else "true")
    out += [("privacy", "min_cell", privacy.get("min_cell", "10")), ("privacy", "anonymous", anonymous), ("privacy", "person_scores", scores)]
    out += [("privacy", f"pool {i}", ", ".join(sorted(pool["institutions"]))) for i, pool in enumerate(privacy.get("pools", []), 1)]
    return out + [("notice", key, sha256(Content().text(notice.get(key)).out)) for key in NOTICE_PARTS]


def sealed_text(on, program, notice, drafts, settings):
    escaped = lambda field: re.sub(r"[\\\t\n]", lambda one: {"\\": "\\\\", "\t": "\\t", "\n": "\\n"}[one[0]], field)  # noqa: E731
    lines = [("on", on), ("program", program), ("notice", notice), *(("draft", one) for one in drafts), *(("fixed", *one) for one in settings)]
    return "".join("\t".join(map(escaped, line)) + "\n" for line in lines)
