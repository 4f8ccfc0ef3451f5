#!/usr/bin/env python3
"""Attacks an example as `capgap run` publishes it, and as it would be without complementary suppression.

    python3 tests/attack/example.py --program build/bin/capgap --dump build/bin/dump_tables ASSESSMENT.yaml MIN_CELL [--needs-real-data]
"""
import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from attack import attack


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--dump", required=True)
    parser.add_argument("--needs-real-data", action="store_true")
    parser.add_argument("assessment", type=Path)
    parser.add_argument("min_cell", type=int)
    arguments = parser.parse_args()
    if arguments.needs_real_data and not os.environ.get("REAL_DATA"):
        print("SKIPPED: REAL_DATA is not set")
        sys.exit(77)
    institutions = arguments.assessment.parent / "institutions.csv"
    with tempfile.TemporaryDirectory() as scratch:
        truth, shown, primary = (Path(scratch, name) for name in ("truth", "shown", "primary"))
        subprocess.run([arguments.program, "run", arguments.assessment, "--out", shown, "--data", "."], check=True, capture_output=True)
        subprocess.run([arguments.dump, arguments.assessment, ".", truth, primary, "primary-only"], check=True, capture_output=True)
        found, hidden = attack(shown, institutions, truth, arguments.min_cell)
        without, hidden_without = attack(primary, institutions, truth, arguments.min_cell)
    for name in found[:20]:
        print(f"found: {name}")
    print(f"{len(found)} of {hidden} hidden numbers found; without complementary suppression {len(without)} of {hidden_without}")
    sys.exit(1 if found or not without else 0)


if __name__ == "__main__":
    main()
