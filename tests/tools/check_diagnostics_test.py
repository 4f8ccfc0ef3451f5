"""check_diagnostics.py makes the page from the headers, and finds each way in which the two can part."""

import importlib.util
import pathlib
import tempfile
import unittest

TOP = pathlib.Path(__file__).resolve().parents[2]
spec = importlib.util.spec_from_file_location("check_diagnostics", TOP / "engine" / "tools" / "check_diagnostics.py")
check = importlib.util.module_from_spec(spec)
spec.loader.exec_module(check)

HEADER = """#pragma once
namespace capgap::codes {
// CG1900-CG1909: weights
inline constexpr const char* raking_did_not_converge = "CG1903";
inline constexpr const char* more_respondents_than_staff = "CG1902";  ///< warning: more | than there are
}
"""


class CheckDiagnostics(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.top = pathlib.Path(folder.name)
        self.write("engine/capgap/gaps/codes.hpp", HEADER)
        self.write(check.PAGE, "")
        self.write_page()

    def write(self, name, text):
        path = self.top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def write_page(self):
        self.write(check.PAGE, check.page(check.codes_of(self.top)))

    def assert_found(self, *parts):
        found = check.problems(self.top)
        self.assertEqual(len(found), len(parts), found)
        for problem, part in zip(found, parts):
            self.assertIn(part, problem)

    def test_the_page_lists_every_code_in_order_with_its_kind_and_meaning(self):
        page = (self.top / check.PAGE).read_text(encoding="utf-8")
        self.assertIn("## `gaps`\n\n| code | kind | what is wrong |\n|---|---|---|\n| | | **weights** |\n"
                      "| CG1902 | warning | more \\| than there are |\n| CG1903 | error | raking did not converge |\n", page)
        self.assert_found()

    def test_a_definition_may_go_over_several_lines(self):
        self.write("engine/capgap/files/codes.hpp", 'inline constexpr const char* framework_not_at_hand =\n    "CG2007";  ///< remark: checked alone,\n'
                   '               ///< without its framework\n')
        self.write_page()
        self.assertIn("| CG2007 | remark | checked alone, without its framework |\n", (self.top / check.PAGE).read_text(encoding="utf-8"))
        self.assert_found()

    def test_a_new_code_is_missing_on_the_page(self):
        self.write("engine/capgap/survey/codes.hpp", 'inline constexpr const char* item_count = "CG1305";  ///< a survey without items\n')
        self.assert_found("new or changed: CG1305")
        self.write_page()
        self.assert_found()

    def test_a_code_that_is_gone_still_stands_on_the_page(self):
        self.write("engine/capgap/gaps/codes.hpp", HEADER.replace('inline constexpr const char* raking_did_not_converge = "CG1903";\n', ""))
        self.assert_found("gone: CG1903")

    def test_a_code_has_one_meaning(self):
        self.write("engine/capgap/survey/codes.hpp", 'inline constexpr const char* item_count = "CG1903";\n')
        self.write_page()
        self.assert_found("engine/capgap/survey/codes.hpp:1: the code CG1903 stands in engine/capgap/gaps/codes.hpp:4 too")

    def test_a_name_has_one_code(self):
        self.write("engine/capgap/survey/codes.hpp", 'inline constexpr const char* raking_did_not_converge = "CG1305";\n')
        self.write_page()
        self.assert_found("the name raking_did_not_converge stands in")

    def test_what_is_mentioned_must_be_defined(self):
        self.write("engine/capgap/gaps/weights.cpp", 'return error("CG1999", at);\n')
        self.write("tests/invalid/no-headcount/expected.txt", "weights [CG1903]\n")
        self.assert_found("engine/capgap/gaps/weights.cpp:1: CG1999 is defined in no codes.hpp")


if __name__ == "__main__":
    unittest.main()
