#!/usr/bin/env python3
"""Papers of a finished round: capgap report. papers.py --program capgap --dump dump_tables TEST.

Figures are compared with gaps.csv, words with results.json and the report page; documents are read with Python's own zip and XML readers and, where they are
installed, printed by LibreOffice and Chromium."""
import hashlib
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

from coverage import other_programs
from running import MINISTRY, TOP, Skipped, rows, run_named_test, same_folder, variant

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SVG = "{http://www.w3.org/2000/svg}"
VERANA = TOP / "examples" / "national-overlay"
SHARES = {"data-share": "below_target_share", "data-low": "below_target_low", "data-high": "below_target_high", "data-possible-low": "possible_low",
          "data-possible-high": "possible_high"}


def report(tools, out, *options, expect=0, path=None):
    return tools.capgap("report", out, "--data", TOP, *options, expect=expect, path=path)


def sha256(path):
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def results(out):
    return json.loads((out / "results.json").read_text(encoding="utf-8"))


def words_of(element):
    return "".join(("\n" if node.tag == W + "br" else node.text or "") for node in element.iter() if node.tag in (W + "t", W + "br"))


class Docx:
    def __init__(self, path):
        with zipfile.ZipFile(path) as parts:
            assert parts.testzip() is None
            self.body = ElementTree.fromstring(parts.read("word/document.xml")).find(W + "body")
            self.styles = ElementTree.fromstring(parts.read("word/styles.xml"))
            self.names = parts.namelist()
        self.paragraphs = [(one.find(f"{W}pPr/{W}pStyle").get(W + "val"), words_of(one)) for one in self.body.findall(W + "p")]
        self.tables = [[[words_of(cell) for cell in row.findall(W + "tc")] for row in table.findall(W + "tr")] for table in self.body.findall(W + "tbl")]

    @property
    def text(self):
        return "\n".join([words for _, words in self.paragraphs] + ["\t".join(row) for table in self.tables for row in table])


def pages_of(tools, document, name):
    if not shutil.which("soffice") or not Path("/usr/lib/libreoffice/program/libswlo.so").exists():
        raise Skipped("LibreOffice Writer is not installed: the pages of the brief are not counted")
    folder = tools.scratch / name
    subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{tools.scratch}/office", "--convert-to", "pdf", "--outdir", folder, document],
                   check=True, capture_output=True, timeout=120)
    pdf = (folder / document.with_suffix(".pdf").name).read_bytes()
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def of_whole_groups(out):
    """Rows of gaps.csv without profile and breakdown, by institution and competency."""
    return {(row["institution"], row["competency"]): row for row in rows(out / "gaps.csv") if row["dimension"] == row["profile"] == "*"}


def in_100(text):
    """As the report rounds a share: nearest, and neither 0 nor 100 for what is not none or all."""
    share = 100 * float(text)
    if 0 < share < 0.5:
        return "<1"
    return ">99" if 99.5 <= share < 100 else str(int(share + 0.5))


# The brief


def test_the_brief_says_what_the_report_says(tools):
    out = tools.run(MINISTRY, "out", report=True)
    page = (out / "report.html").read_text(encoding="utf-8")
    summary = results(out)["summary"]
    for language in ("en", "fr"):
        path = tools.scratch / f"{language}.docx"
        report(tools, out, "--brief", path, "--language", language)
        docx = Docx(path)
        head = summary["languages"][language]
        for sentence in head["sentences"]:
            assert ("Heading2", sentence["heading"]) in docx.paragraphs and ("Normal", sentence["text"]) in docx.paragraphs, sentence
            assert json.dumps(sentence["text"], ensure_ascii=False)[1:-1] in page, "the page says something else"
        assert head["footer"] in docx.text and head["banners"][0]["text"] in docx.text and sha256(out / "results.json") in docx.text
        assert docx.styles.find(f".//{W}lang").get(W + "val") == language
        assert [style for style, _ in docx.paragraphs].count("Heading1") == 2 and docx.body.find(f".//{W}drawing") is None
        size = docx.body.find(f"{W}sectPr/{W}pgSz")
        assert (size.get(W + "w"), size.get(W + "h")) == ("11906", "16838"), "not A4"
        asked = [row[0].split("\n")[0] for row in docx.tables[0][1:]]
        assert asked == [line["title"] for line in head["advice"]] and [line["condition"] for line in head["advice"]] == [True] * 3 + [False] * 4
    assert sum(words.startswith("A decision on the levels") for _, words in Docx(tools.scratch / "en.docx").paragraphs) == 1


def test_the_brief_is_two_pages(tools):
    out = tools.run(MINISTRY, "out", report=True)
    for language in ("en", "fr"):
        report(tools, out, "--brief", tools.scratch / f"{language}.docx", "--language", language)
        assert pages_of(tools, tools.scratch / f"{language}.docx", "printed") == 2, language



def several_roots(tools):
    """The directorates without a ministry above them: fourteen roots."""
    path = variant(tools, "roots", lambda text: text)
    folder = path.parent
    lines = (folder / "institutions.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [re.sub(r"^([^,]*),mps,", r"\1,,", line) for line in lines if not line.startswith("mps,")]
    assert len(kept) == len(lines) - 1
    (folder / "institutions.csv").write_text("".join(kept), encoding="utf-8")
    for name in ("population.csv", "responses.csv", "environment-responses.csv"):
        table = (folder / name).read_text(encoding="utf-8").splitlines(keepends=True)
        column = table[0].strip().split(",").index("institution")
        (folder / name).write_text("".join(line for line in table if line.split(",")[column] != "mps"), encoding="utf-8")
    return path


def test_several_roots(tools):
    """No institution stands above all: conditions are counted over all institutions, and the table begins with all together."""
    out = tools.run(several_roots(tools), "out", report=True)
    path = tools.scratch / "brief.docx"
    report(tools, out, "--brief", path)
    docx = Docx(path)
    listed = [row[0].split("\n")[0] for row in docx.tables[1][1:]]
    assert listed[0] == "All institutions together" and len(listed) == 14, listed
    conditions = [line for line in results(out)["summary"]["languages"]["en"]["advice"] if line["condition"]]
    under = {}
    for row in rows(out / "environment.csv"):
        under[row["element"]] = under.get(row["element"], 0) + (row["shortfall_levels"] not in ("", "0"))
    titles = {one["title"]["en"]: one["id"] for one in results(out)["names"] if one["kind"] == "element"}
    assert len(conditions) == 3
    for line in conditions:
        assert f" {under[titles[line['title']]]} institutions of " in line["text"], (line, under)
    assert pages_of(tools, path, "printed") == 2


def test_figures_of_the_brief(tools):
    """Each share, interval and word of the table of institutions, from gaps.csv and institutions alone."""
    out = tools.run(MINISTRY, "out", report=True)
    path = tools.scratch / "brief.docx"
    report(tools, out, "--brief", path)
    document, gaps = results(out), of_whole_groups(out)
    assert document["summary"]["named"] == ["2.4"]
    places = {one["institution"]: one for one in document["summary"]["places"]}
    names = {one["id"]: one["name"] for one in document["institutions"]}
    titles = {one["id"]: one["title"]["en"] for one in document["names"] if one["kind"] == "competency"}
    expected = [place for place in places if place in ("mps", "mps/own") or any(one["id"] == place and one.get("parent") == "mps" for one in document["institutions"])]
    table = Docx(path).tables[1][1:]
    assert [row[0].split("\n")[0] for row in table] == [names[place.split("/")[0]] for place in expected]
    for place, (_, answered, share, most) in zip(expected, table):
        row = gaps[place, "2.4"]
        assert answered == f"{places[place]['respondents']:,} of {places[place]['headcount']:,}", answered
        printed, _, small = share.partition("\n")
        assert printed == in_100(row["below_target_share"]), (place, share)
        if row["below_target_low"] != row["below_target_high"]:
            low, high = int(100 * float(row["below_target_low"]) + 1e-9), -int(-100 * float(row["below_target_high"]) + 1e-9 - 1 + 1e-6)
            assert small.startswith(f"{low}–{high}"), (place, small, low, high)
        assert ("low response" in small) == (row["status"] == "low_response") and ("indication" in small) == (row["status"] == "indicative"), (place, small)
        if row["status"] == "low_response":
            assert most.startswith("fewer than half answered"), most
            continue
        usable = {c: gaps[place, c] for c in titles if (place, c) in gaps and re.match(r"[0-9]", gaps[place, c]["below_target_share"])
                  and int(gaps[place, c]["scored"] or 0) >= 10}
        highest = max(usable, key=lambda c: float(usable[c]["below_target_share"]))
        others = sum(c != highest and float(usable[c]["below_target_high"]) >= float(usable[highest]["below_target_low"]) for c in usable)
        assert most.startswith(f"“{titles[highest]}”: {in_100(usable[highest]['below_target_share'])}"), (place, most)
        assert (f"and {others} other" in most) == (others > 0), (place, most, others)


def test_the_brief_tells_nothing_that_the_tables_hide(tools):
    """Nearly all is hidden: no share stands where gaps.csv has none."""
    out = tools.run(variant(tools, "shy", lambda text: text.replace("min_cell: 10", "min_cell: 60")), "out", report=True)
    path = tools.scratch / "brief.docx"
    report(tools, out, "--brief", path, "--charts", tools.scratch / "charts")
    gaps = of_whole_groups(out)
    names = {one["name"]: one["id"] for one in results(out)["institutions"]}
    hidden = 0
    for title, answered, share, *_ in Docx(path).tables[1][1:]:
        place = names.get(title.split("\n")[0])
        if place is None or "own staff" in title or gaps[place, "2.4"]["status"] not in ("suppressed", "pooled"):
            continue
        hidden += 1
        assert not re.search(r"\d", share) and re.fullmatch(r"(of [\d,]+)?", answered), (title, answered, share)
        assert "shown together with others as" in title or "not shown" in title, title
    assert hidden > 2
    charts_equal_gaps(tools.scratch / "charts", out)


def test_the_same_bytes(tools):
    out = tools.run(MINISTRY, "out", report=True)
    for name in ("brief.docx", "brief.html"):
        report(tools, out, "--brief", tools.scratch / name)
        first = (tools.scratch / name).read_bytes()
        os.environ["TZ"] = "Pacific/Auckland"
        shutil.copytree(out, tools.scratch / f"moved-{name}")
        report(tools, tools.scratch / f"moved-{name}", "--brief", tools.scratch / f"again-{name}")
        assert first == (tools.scratch / f"again-{name}").read_bytes()
    for name in ("charts", "again"):
        report(tools, out, "--charts", tools.scratch / name)
    same_folder(tools.scratch / "charts", tools.scratch / "again")
    page = (tools.scratch / "brief.html").read_text(encoding="utf-8")
    assert "http" not in page.replace("http-equiv", "") and "<script" not in page and stat.S_IMODE((tools.scratch / "brief.docx").stat().st_mode) & 0o044


def test_a_language_that_the_round_brings_along(tools):
    out = tools.run(VERANA / "assessment.yaml", "out", report=True)
    brief = tools.scratch / "brief.docx"
    done = report(tools, out, "--brief", brief, expect=1)
    assert "CG2062" in done.stderr and "--texts" in done.stderr and not brief.exists(), done.stderr
    report(tools, out, "--brief", brief, "--texts", VERANA / "texts" / "pt.yaml")
    assert "Quem falou" in Docx(brief).text
    assert "it is in: pt, en, fr" in report(tools, out, "--brief", brief, "--language", "de", expect=1).stderr


# Folders that are not what they were


def damaged(tools, out, name, edit, file="results.json", rehash=True):
    folder = tools.scratch / name
    shutil.copytree(out, folder)
    path = folder / file
    path.write_bytes(edit(path.read_bytes()))
    if rehash:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        for one in manifest["outputs"]:
            if one["name"] == file:
                one["sha256"], one["bytes"] = sha256(path), path.stat().st_size
        (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder


def test_folders_that_are_no_finished_results(tools):
    out = tools.run(MINISTRY, "out", report=True)
    brief = tools.scratch / "brief.docx"
    cases = {
        "changed": ("CG2060", damaged(tools, out, "changed", lambda text: text + b" ", rehash=False)),
        "cut": ("CG2102", damaged(tools, out, "cut", lambda text: text[: len(text) // 2])),
        "newer": ("CG2102", damaged(tools, out, "newer", lambda text: text.replace(b'"results/1"', b'"results/2"', 1))),
        "no tables": ("CG2102", damaged(tools, out, "no-tables", lambda text: text.replace(b'"tables"', b'"stables"', 1))),
        "other kinds": ("CG2102", damaged(tools, out, "other-kinds", lambda text: text.replace(b'"dimension":"*"', b'"dimension":7', 1))),
        "deep": ("CG2102", damaged(tools, out, "deep", lambda text: text.replace(b'"capgap": "results/1"', b'"x": ' + b"[" * 100000 + b"]" * 100000, 1))),
        "empty": ("CG2102", damaged(tools, out, "empty", lambda text: b"")),
        "without a report": ("CG2061", tools.run(MINISTRY, "bare")),
        "no folder": ("CG2012", tools.scratch / "nowhere"),
    }
    unfinished = tools.scratch / "unfinished"
    shutil.copytree(out, unfinished)
    (unfinished / "manifest.json").unlink()
    cases["unfinished"] = ("CG2012", unfinished)
    lost = tools.scratch / "lost"
    shutil.copytree(out, lost)
    (lost / "results.json").unlink()
    cases["lost"] = ("CG2060", lost)
    for name, (code, folder) in cases.items():
        done = report(tools, folder, "--brief", brief, expect=1)
        assert code in done.stderr and "internal" not in done.stderr and not brief.exists(), (name, done.stderr)
    assert "results/2" in report(tools, tools.scratch / "newer", "--brief", brief, expect=1).stderr
    assert "CG2063" in report(tools, out, "--brief", tools.scratch / "brief.pdf", expect=1).stderr
    report(tools, out, expect=2)


# Charts


def charts_equal_gaps(folder, out):
    gaps = of_whole_groups(out)
    seen = {}
    for path in sorted(folder.glob("*.svg")):
        root = ElementTree.parse(path).getroot()
        assert root.get("role") == "img" and root.find(SVG + "title").text and root.find(SVG + "desc").text, path
        for group in root.iter(SVG + "g"):
            if not group.get("data-institution"):
                continue
            key = group.get("data-institution"), group.get("data-competency")
            row = gaps.get(key)
            if row is None:
                assert not any(group.get(name) for name in SHARES), (path, key)
                continue
            seen[path.stem] = seen.get(path.stem, 0) + 1
            share = row["below_target_share"]
            bounds = {"data-less-than": share[1:] if share.startswith("<") else None, "data-more-than": share[1:] if share.startswith(">") else None}
            for name, value in bounds.items():
                assert group.get(name) == value, (path, key, name)
            for name, column in SHARES.items():
                value = row[column] if not share.startswith(("<", ">")) and share else None
                assert group.get(name) == (value or None) or (name != "data-share" and group.get(name) == (row[column] or None)), (path, key, name, group.get(name), row[column])
            words = [one.text for one in group.iter(SVG + "text")]
            if not share:
                assert not any(re.search(r"\d", text) for text in words), (path, key, words)
            elif re.match(r"[0-9]", share):
                assert words[0].startswith(in_100(share)), (path, key, words)
    return seen


def test_charts_equal_the_tables(tools):
    out = tools.run(MINISTRY, "out", report=True)
    for language in ("en", "fr"):
        folder = tools.scratch / language
        report(tools, out, "--charts", folder, "--language", language)
        assert sorted(path.name for path in folder.iterdir()) == ["heat-map.svg", "institutions-2.4.svg", "whole.svg"]
        assert charts_equal_gaps(folder, out) == {"heat-map": 15 * 14, "institutions-2.4": 15, "whole": 14}
        head = results(out)["summary"]["languages"][language]
        for path in folder.iterdir():
            text = path.read_text(encoding="utf-8")
            words = " ".join(one.text for one in ElementTree.fromstring(text).iter(SVG + "text"))
            for beside in (head["footer"], head["banners"][0]["text"], sha256(out / "results.json")):
                assert beside in words, (path, beside)
            assert f'xml:lang="{language}"' in text and "href" not in text and "<script" not in text
    hatched = (tools.scratch / "en" / "heat-map.svg").read_text(encoding="utf-8").count("url(#hatch)")
    hidden = sum(one["below_target_share"] == "" and place[0] in charted(tools.scratch / "en" / "heat-map.svg") for place, one in of_whole_groups(out).items())
    assert hatched == hidden, (hatched, hidden)


def charted(path):
    return {group.get("data-institution") for group in ElementTree.parse(path).getroot().iter(SVG + "g")}


# What other programs make


def test_programs_that_are_not_there(tools):
    out = tools.run(MINISTRY, "out", report=True)
    none = other_programs(tools, "none")
    for options, program in ((["--brief", "b.odt"], "LibreOffice"), (["--charts", "c", "--png"], "rsvg-convert or Chromium"), (["--pdf", "r.pdf"], "Chromium")):
        done = tools.capgap("report", out, "--data", TOP, *options, cwd=tools.scratch, path=none, expect=4)
        assert f"{program} is not installed" in done.stderr or f"{program} (with Writer) is not installed" in done.stderr, done.stderr
    assert sorted(path.suffix for path in (tools.scratch / "c").iterdir()) == [".svg"] * 3 and not (tools.scratch / "r.pdf").exists()
    broken = other_programs(tools, "broken", soffice="exit 0", chromium="exit 1", **{"rsvg-convert": "exit 1"})
    for options in (["--brief", "b.odt"], ["--charts", "c", "--png"], ["--pdf", "r.pdf"]):
        done = tools.capgap("report", out, "--data", TOP, *options, cwd=tools.scratch, path=broken, expect=4)
        assert "could not do it" in done.stderr, done.stderr
    assert not (tools.scratch / "b.odt").exists()
    # What can be written is written, whatever is missing for the rest.
    tools.capgap("report", out, "--data", TOP, "--brief", "all.docx", "--pdf", "all.pdf", cwd=tools.scratch, path=none, expect=4)
    assert (tools.scratch / "all.docx").exists()


def test_the_page_printed(tools):
    if not shutil.which("chromium"):
        raise Skipped("chromium is not installed: the page is not printed")
    out = tools.run(MINISTRY, "a folder with é and spaces", report=True)
    report(tools, out, "--pdf", tools.scratch / "report.pdf", "--language", "fr", "--charts", tools.scratch / "charts", "--png")
    pdf = (tools.scratch / "report.pdf").read_bytes()
    assert pdf.startswith(b"%PDF-") and len(re.findall(rb"/Type\s*/Page\b", pdf)) > 5
    if shutil.which("pdftotext"):
        text = subprocess.run(["pdftotext", tools.scratch / "report.pdf", "-"], capture_output=True, text=True, check=True).stdout
        assert "Données simulées" in text and "Qui s'est" in text
    assert [path.read_bytes()[:4] for path in sorted((tools.scratch / "charts").glob("*.png"))] == [b"\x89PNG"] * 3
    changed = damaged(tools, out, "changed", lambda text: text + b" ", file="report.html", rehash=False)
    assert "CG2060" in report(tools, changed, "--pdf", tools.scratch / "no.pdf", expect=1).stderr and not (tools.scratch / "no.pdf").exists()


if __name__ == "__main__":
    sys.exit(run_named_test(globals()))
