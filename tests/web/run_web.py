"""The report page, and that of coverage, in a browser: run_web.py --program capgap. Exit code 77: skipped, with the reason.

Makes three rounds (the example ministry; 300 institutions; names that would like to be markup), opens their pages in Debian's Chromium through
playwright-core and runs report_page.test.mjs on them; coverage_page.test.mjs on the example school; person_page.test.mjs on two people of the ministry.
"""
import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
TOP = HERE.parents[1]
HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(1)> & \"Office\""


class Skipped(Exception):
    pass


def needed(*names):
    for name in names:
        if found := shutil.which(name):
            return found
    raise Skipped(f"{names[0]} is not here: engine/tools/install_packages.sh build test page installs it")


def installed_modules():
    lock = HERE / "package-lock.json"
    done = HERE / "node_modules" / ".package-lock.json"
    if done.exists() and done.stat().st_mtime >= lock.stat().st_mtime:
        return
    npm = subprocess.run([needed("npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], cwd=HERE, check=False)
    if npm.returncode != 0:
        raise Skipped("npm could not install playwright-core and axe-core (no network?)")
    done.touch()


def run(program, assessment, out):
    done = subprocess.run([program, "run", assessment, "--out", out, "--data", TOP], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return out / "report.html"


def generated(program, scratch, name, *options):
    folder = scratch / name
    subprocess.run([sys.executable, HERE / "make_round.py", folder, *options], check=True)
    return run(program, folder / "assessment.yaml", scratch / f"{name}-out")


def covered(program, scratch, name, *options, title=None):
    catalogue = scratch / f"{name}.yaml"
    text = (TOP / "examples" / "school" / "catalogue.yaml").read_text(encoding="utf-8")
    catalogue.write_text(text.replace('"Course list of a school, 2026 (invented)"', f"'{title}'") if title else text, encoding="utf-8")
    out = scratch / f"{name}-out"
    subprocess.run([program, "coverage", "--framework", "builtin:unesco-dcf/2022", "--catalogue", catalogue, "--out", out, "--data", TOP, *options], check=True, stdout=subprocess.DEVNULL)
    return out / "coverage.html"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True)
    parser.add_argument("--only", default="", help="tests whose name holds this")
    options = parser.parse_args()
    node, chromium = needed("node", "nodejs"), needed("chromium")
    installed_modules()
    with tempfile.TemporaryDirectory(prefix="capgap-web-") as folder:
        scratch = Path(folder)
        pages = {
            "MINISTRY_PAGE": run(options.program, TOP / "examples" / "ministry" / "assessment.yaml", scratch / "ministry"),
            "LARGE_PAGE": generated(options.program, scratch, "large", "--institutions", "300", "--people-each", "12"),
            "HOSTILE_PAGE": generated(options.program, scratch, "hostile", "--institutions", "40", "--people-each", "12", "--name", HOSTILE),
            "COVERAGE_PAGE": covered(options.program, scratch, "school", "--ratings", TOP / "examples" / "school" / "ratings.csv"),
            "COVERAGE_PAGE_FR": covered(options.program, scratch, "ecole", "--language", "fr"),
            "COVERAGE_HOSTILE": covered(options.program, scratch, "hostile-school", title=HOSTILE),
        }
        notice = scratch / "notice.html"
        subprocess.run([options.program, "notice", TOP / "examples" / "ministry" / "assessment.yaml", "-o", notice, "--data", TOP], check=True, stdout=subprocess.DEVNULL)
        pages["NOTICE_PAGE"] = notice
        listed = scratch / "listed"
        subprocess.run([options.program, "run", TOP / "examples" / "ministry" / "assessment.yaml", "--out", listed, "--persons", "--no-report", "--data", TOP], check=True, capture_output=True)
        for language, person in (("en", "p000002"), ("fr", "p000007")):  # the second answered everything
            pages[f"PERSON_PAGE_{language.upper()}"] = scratch / f"{person}.html"
            subprocess.run([options.program, "report", listed, "--person", person, "-o", scratch / f"{person}.html", "--language", language, "--data", TOP], check=True, stdout=subprocess.DEVNULL)
        environment = {**os.environ, "CHROMIUM": chromium, **{key: str(page) for key, page in pages.items()}}
        return subprocess.run([node, "--test", *([f"--test-name-pattern={options.only}"] if options.only else []), HERE / "report_page.test.mjs", HERE / "notice_page.test.mjs", HERE / "coverage_page.test.mjs", HERE / "person_page.test.mjs"], env=environment, check=False).returncode


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Skipped as reason:
        print(f"SKIPPED: {reason}")
        sys.exit(77)
