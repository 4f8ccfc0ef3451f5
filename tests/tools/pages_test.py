"""What the pages say is so: links lead somewhere, make targets exist, the README's row is the one that the demo writes, the handbook reads the
report that the example makes. Usage: pages_test.py PROGRAM."""

import csv
import math
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

TOP = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = None
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
ROW = re.compile(r"^\| `(\w+)` \| ([^|]+) \| [^|]+ \|$", re.MULTILINE)
MINISTRY = TOP / "examples" / "ministry"
HANDBOOK = TOP / "engine" / "docs" / "handbook"
READING = "06-reading-the-report.md"


def pages():
    listed = subprocess.run(["git", "ls-files", "*.md"], cwd=TOP, capture_output=True, text=True, check=False).stdout.split()
    return [TOP / name for name in listed] or [*TOP.glob("*.md"), *(TOP / "engine").rglob("*.md")]


class Pages(unittest.TestCase):
    def test_links_lead_to_files(self):
        for page in pages():
            for target in LINK.findall(page.read_text(encoding="utf-8")):
                if not re.match(r"[a-z]+:", target):
                    self.assertTrue((page.parent / target).exists(), f"{page.relative_to(TOP)} links to {target}")

    def test_make_targets_exist(self):
        targets = set(re.findall(r"^([a-z-]+):", (TOP / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
        for name in ("README.md", "CONTRIBUTING.md"):
            for target in re.findall(r"^ {4}make ([a-z-]+)|`make ([a-z-]+)`", (TOP / name).read_text(encoding="utf-8"), re.MULTILINE):
                self.assertIn("".join(target), targets, name)

    def test_the_row_read_aloud_is_the_row_of_the_demo(self):
        said = dict(ROW.findall((TOP / "README.md").read_text(encoding="utf-8").split("## One row of")[1].split("\n## ")[0]))
        self.assertGreater(len(said), 10)
        with tempfile.TemporaryDirectory() as folder:
            out = pathlib.Path(folder) / "out"
            subprocess.run([PROGRAM, "run", TOP / "examples" / "ministry" / "assessment.yaml", "--out", out, "--no-report"], check=True, capture_output=True)
            with open(out / "gaps.csv", encoding="utf-8", newline="") as file:
                row = next(row for row in csv.DictReader(file) if row["institution"] == "mps" and row["competency"] == "2.4")
        self.assertEqual(said, {column: row[column] for column in said})


class Handbook(unittest.TestCase):
    """Its figures are those of the example, recomputed here from gaps.csv as the page rounds them: intervals and ranges outwards, people to two digits."""

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        copy = pathlib.Path(folder.name) / "ministry"
        shutil.copytree(MINISTRY, copy, ignore=shutil.ignore_patterns("out"))
        settings = (copy / "assessment.yaml").read_text(encoding="utf-8")
        cls.said = {}
        for language, languages in (("en", "[en, fr]"), ("fr", "[fr, en]")):
            (copy / "assessment.yaml").write_text(settings.replace("languages: [en, fr]", f"languages: {languages}", 1), encoding="utf-8")
            run = subprocess.run([PROGRAM, "run", copy / "assessment.yaml", "--out", copy / "out"], check=True, capture_output=True)
            cls.said[language] = run.stdout.decode("utf-8").splitlines()[:3]
        with open(copy / "out" / "gaps.csv", encoding="utf-8", newline="") as file:
            rows = [row for row in csv.DictReader(file) if (row["dimension"], row["profile"], row["competency"]) == ("*", "*", "2.4")]
        cls.rows = {row["institution"]: row for row in rows}
        with open(copy / "institutions.csv", encoding="utf-8", newline="") as file:
            cls.ids = {row["name"]: row["institution"] for row in csv.DictReader(file)}

    def page(self, language):
        return (HANDBOOK / language / READING).read_text(encoding="utf-8")

    def table(self, language, number):
        tables = re.findall(r"(?:^\|.*\n)+", self.page(language), re.MULTILINE)
        return [[cell.strip() for cell in line.strip("|").split("|")] for line in tables[number].splitlines()[2:]]

    def test_both_languages_have_the_same_pages(self):
        names = [sorted(page.name for page in (HANDBOOK / language).glob("*.md")) for language in ("en", "fr")]
        self.assertEqual(*names)
        self.assertIn(READING, names[0])

    def test_french_has_its_spaces(self):
        for page in (HANDBOOK / "fr").glob("*.md"):
            prose = re.sub(r"`[^`]*`|^    .*$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
            self.assertEqual(re.findall(r".{0,20}(?: [:;!?»%]|« ).{0,20}", prose), [], page.name)

    def test_the_sentences_of_the_first_page_are_quoted(self):
        for language in ("en", "fr"):
            self.assertEqual(re.findall(r"^> (.+)$", self.page(language), re.MULTILINE), self.said[language])

    def test_the_row_that_is_read(self):
        row = {column: float(value) for column, value in self.rows["mps"].items() if re.fullmatch(r"[\d.]+", value) and column != "competency"}
        steps = row["person_levels_missing"]
        people = row["below_target_share"] * steps / row["mean_shortfall_levels"]
        outwards = [f"{math.floor(100 * row[name + '_low'])}–{math.ceil(100 * row[name + '_high'])}" for name in ("below_target", "possible")]
        counts = [int(row[column]) for column in ("scored", "not_applicable", "do_not_know")]
        for language, thousands in (("en", ","), ("fr", "\u202f")):
            numbers = [f"{number:,}".replace(",", thousands) for number in (*counts, round(people, -2 if people >= 1000 else -1), round(steps, -2))]
            numbers = [number.removesuffix(".0") for number in numbers]
            expected = [str(round(100 * row["below_target_share"])), *outwards, *numbers]
            self.assertEqual([line[1] for line in self.table(language, 0)], expected, language)

    def test_the_marks_stand_beside_institutions_that_have_them(self):
        statuses = ["ok", "indicative", "low_response", "bounded", "pooled", "suppressed"]
        for language in ("en", "fr"):
            for line, status in zip(self.table(language, 1), statuses, strict=True):
                name, _, figures = line[1].partition("\u00a0:" if language == "fr" else ":")
                row = self.rows[self.ids[name]]
                self.assertEqual(row["status"], status, name)
                share = row["below_target_share"]
                rounded = math.floor(100 * float(share[1:])) if share.startswith(">") else round(100 * float(share)) if share else ""
                self.assertEqual((re.findall(r"\d+", figures) or [""])[-1], str(rounded), name)


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main()
