"""How the acceptance tests run the program, the other program and the comparison of the two."""
import argparse
import csv
import filecmp
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
REFERENCE = TOP / "tests" / "reference"
MINISTRY = TOP / "examples" / "ministry" / "assessment.yaml"


class Skipped(Exception):
    pass


class Tools:
    def __init__(self, program, dump):
        self.program, self.dump_program = program, dump
        self.scratch = Path(tempfile.mkdtemp(prefix="capgap-acceptance-"))

    def capgap(self, *arguments, expect=0, cwd=None, path=None):
        """`path`: what the program finds on its PATH."""
        environment = os.environ if path is None else {**os.environ, "PATH": str(path)}
        done = subprocess.run([self.program, *map(str, arguments)], capture_output=True, text=True, cwd=cwd, env=environment, check=False)
        assert done.returncode == expect, f"exit {done.returncode}, expected {expect}\n{done.stdout}\n{done.stderr}"
        return done

    def run(self, assessment, name, *options, report=False):
        """`report`: with the page, the workbook and the sentences of results.json, which take most of the time of a run."""
        out = self.scratch / name
        if report and assessment == MINISTRY and options in ((), ("--persons",)):
            return Path(shutil.copytree(self.finished_ministry(*options), out))
        self.capgap("run", assessment, "--out", out, "--data", TOP, *([] if report else ["--no-report"]), *options)
        return out

    def finished_ministry(self, *options):
        """Run once by this program for all tests, beside it; anew when the program or a file that it may read has changed."""
        known = hashlib.sha256(self.program.read_bytes())
        for folder in (MINISTRY.parent, TOP / "frameworks", TOP / "surveys", TOP / "reports"):
            for path in sorted(folder.rglob("*")):
                if path.is_file() and (MINISTRY.parent / "out") not in path.parents:
                    known.update(f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}\n".encode())
        kept = self.program.parent.parent / "finished-rounds"
        out = kept / "-".join(["ministry", known.hexdigest()[:16], *options])
        if not out.exists():
            made = self.scratch / "finished"
            self.capgap("run", MINISTRY, "--out", made, "--data", TOP, *options)
            for old in kept.glob("ministry-*"):
                if known.hexdigest()[:16] not in old.name:
                    shutil.rmtree(old, ignore_errors=True)
            kept.mkdir(exist_ok=True)
            part = Path(tempfile.mkdtemp(dir=kept, prefix="part-"))
            try:
                shutil.move(made, part / "out")
                (part / "out").rename(out)
            except OSError:  # another test was first
                assert out.exists()
            finally:
                shutil.rmtree(part)
        return out

    def dump(self, assessment, name, *published):
        out = self.scratch / name
        subprocess.run([self.dump_program, assessment, TOP, out, *published], check=True)
        return out

    def oracle(self, assessment, name, *options):
        out = self.scratch / name
        subprocess.run([sys.executable, REFERENCE / "oracle.py", assessment, "--data", TOP, "-o", out, *options], check=True)
        return out


def compare(a, b, tolerance, only, *options):
    done = subprocess.run([sys.executable, REFERENCE / "compare.py", a, b, "--tolerance", str(tolerance), "--only", only, *options], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def real_data():
    folder = os.environ.get("REAL_DATA")
    if not folder:
        raise Skipped("REAL_DATA is not set: the real export is not at hand (examples/research-software-2018/README.md says where it is)")
    return Path(folder)


def same_folder(a, b):
    names = lambda folder: sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())  # noqa: E731
    assert names(a) == names(b), (names(a), names(b))
    for name in names(a):
        assert filecmp.cmp(a / name, b / name, shallow=False), f"{name} differs"


def one_breakdown(text):
    """The ministry's assessment with one of its breakdowns, which takes the oracle half of the time."""
    answers = "    responses: responses.csv\n"
    assert answers in text
    return text.replace(answers, answers + "    breakdowns: [working_language]\n", 1)


def variant(tools, name, edit, clusters=False):
    """The ministry under other settings."""
    folder = tools.scratch / name
    shutil.copytree(MINISTRY.parent, folder, ignore=shutil.ignore_patterns("out"))
    path = folder / "assessment.yaml"
    path.write_text(edit(path.read_text(encoding="utf-8")), encoding="utf-8")
    if clusters:
        with open(folder / "responses.csv", encoding="utf-8", newline="") as file:
            lines = list(csv.reader(file))
        column = lines[0].index("institution")
        with open(folder / "responses.csv", "w", encoding="utf-8", newline="") as file:
            out = csv.writer(file, lineterminator="\n")
            out.writerow(lines[0] + ["stratum", "psu", "weight"])
            for i, line in enumerate(lines[1::2]):
                # Half of the people; a stratum has five clusters, which cross its institutions: the oracle's jackknife takes each out once.
                out.writerow(line + [line[column][:3], f"{line[column][:3]}-{i % 5}", str(1 + i % 7 / 4)])
    return path


def run_named_test(tests):
    """SCRIPT --program capgap --dump dump_tables TEST calls test_TEST of the script. Its exit code: 77 where it was skipped."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--dump", required=True)
    parser.add_argument("test")
    arguments = parser.parse_args()
    tools = Tools(Path(arguments.program).resolve(), Path(arguments.dump).resolve())
    try:
        tests["test_" + arguments.test](tools)
    except Skipped as reason:
        print(f"SKIPPED: {reason}")
        return 77
    finally:
        shutil.rmtree(tools.scratch, ignore_errors=True)
    return 0
