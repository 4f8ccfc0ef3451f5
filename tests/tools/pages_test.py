"""What the pages say is so: links lead somewhere, make targets exist, the README's row is the one that the demo writes. Usage: pages_test.py PROGRAM."""

import csv
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

TOP = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = None
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
ROW = re.compile(r"^\| `(\w+)` \| ([^|]+) \| [^|]+ \|$", re.MULTILINE)


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


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main()
