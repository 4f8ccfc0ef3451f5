"""sbom.py names what the built program needs, and no more. Usage: sbom_test.py PROGRAM."""

import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

TOP = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = None


def sbom(*arguments):
    return subprocess.run([sys.executable, TOP / "engine" / "tools" / "sbom.py", *arguments], capture_output=True, text=True, check=False)


def files_of(package):
    return subprocess.run(["dpkg-query", "-L", package], capture_output=True, text=True, check=True).stdout.splitlines()


class Sbom(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        run = sbom(PROGRAM)
        assert run.returncode == 0, run.stderr
        cls.text = run.stdout
        cls.bill = json.loads(run.stdout)

    def names(self, use):
        return [part["name"] for part in self.bill["components"] if {"name": "capgap:use", "value": use} in part["properties"]]

    def test_the_form_is_cyclonedx_1_5(self):
        self.assertEqual((self.bill["bomFormat"], self.bill["specVersion"], self.bill["version"]), ("CycloneDX", "1.5", 1))
        references = [part["bom-ref"] for part in self.bill["components"]]
        self.assertEqual(references, sorted(set(references)))
        self.assertEqual(self.bill["dependencies"], [{"ref": self.bill["metadata"]["component"]["bom-ref"], "dependsOn": references}])
        for part in self.bill["components"]:
            self.assertRegex(part["purl"], r"^pkg:(deb/debian|npm)/[A-Za-z0-9.%@+-]+")
            self.assertTrue(part["licenses"], part["name"])

    # What the linker has written into the program, against the files that dpkg lists for each package of the bill: neither way goes through ldd.
    def test_every_library_that_the_program_asks_for_is_named(self):
        header = subprocess.run(["readelf", "-d", PROGRAM], capture_output=True, text=True, check=True, env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"}).stdout
        needed = re.findall(r"\(NEEDED\).*\[(.+)\]", header)
        self.assertGreater(len(needed), 3)
        held = {pathlib.Path(file).name for package in self.names("shared library") for file in files_of(package)}
        for library in needed:
            self.assertIn(library, held)

    def test_of_the_page_only_what_is_not_for_building(self):
        wanted = json.loads((TOP / "engine" / "web" / "package.json").read_text(encoding="utf-8"))["dependencies"]
        named = {part["name"]: part["version"] for part in self.bill["components"] if part["purl"].startswith("pkg:npm/")}
        self.assertEqual(named, wanted)

    def test_headers_that_are_compiled_in_are_those_that_are_installed_to_build(self):
        installs = (TOP / "engine" / "tools" / "install_packages.sh").read_text(encoding="utf-8")
        for name in self.names("headers, compiled in"):
            self.assertIn(name, installs)

    def test_the_same_bytes_again_and_no_path(self):
        with tempfile.TemporaryDirectory() as folder:
            out = pathlib.Path(folder) / "bill.json"
            self.assertEqual(sbom(PROGRAM, "-o", out).returncode, 0)
            self.assertEqual(out.read_text(encoding="utf-8"), self.text)
        self.assertNotIn(str(TOP), self.text)

    def test_a_library_without_a_licence_written_down_is_refused(self):
        run = sbom("/usr/bin/ls")
        self.assertEqual((run.returncode, run.stdout), (1, ""))
        self.assertIn("no licence is written down in sbom.py for: libpcre2-8-0, libselinux1", run.stderr)

    def test_what_is_no_program_is_refused(self):
        run = sbom(TOP / "README.md")
        self.assertEqual((run.returncode, run.stdout), (1, ""))
        self.assertNotIn("Traceback", run.stderr)


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main()
