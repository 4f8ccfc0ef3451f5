"""check_includes.py finds each kind of broken rule in a small source tree, and only that."""

import importlib.util
import pathlib
import tempfile
import unittest

TOP = pathlib.Path(__file__).resolve().parents[2]
spec = importlib.util.spec_from_file_location("check_includes", TOP / "engine" / "tools" / "check_includes.py")
check = importlib.util.module_from_spec(spec)
spec.loader.exec_module(check)

PAGE = "".join(f"| `{folder}` | {', '.join(others) or 'nothing'} | words |\n" for folder, others in check.LAYERS.items())


class CheckIncludes(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.top = pathlib.Path(folder.name)
        self.write("engine/docs/layering.md", PAGE)

    def write(self, name, text):
        path = self.top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def found(self):
        return check.problems(self.top)

    def assert_found(self, *beginnings):
        found = self.found()
        self.assertEqual(len(found), len(beginnings), found)
        for problem, beginning in zip(found, beginnings):
            self.assertTrue(problem.startswith(beginning), problem)

    def test_what_stands_before_may_be_included(self):
        self.write("engine/capgap/base/id.hpp", "#pragma once\n#include <string>\n")
        self.write("engine/capgap/gaps/gaps.hpp", "#pragma once\n#include <capgap/base/id.hpp>\n#include <capgap/gaps/tables.hpp>\n")
        self.assert_found()

    def test_what_stands_after_may_not(self):
        self.write("engine/capgap/base/id.hpp", "#pragma once\n\n#include <capgap/gaps/gaps.hpp>\n")
        self.assert_found("engine/capgap/base/id.hpp:3: base may not include gaps")

    def test_the_library_knows_no_program(self):
        self.write("engine/capgap/files/run.cpp", "#include <capgap/cli/main.hpp>\n")
        self.assert_found("engine/capgap/files/run.cpp:1: files may not include cli")

    def test_one_format_does_not_know_another(self):
        self.write("engine/capgap/formats/csv/writer.cpp", "#include <capgap/formats/csv/writer.hpp>\n#include <capgap/formats/json/writer.hpp>\n")
        self.assert_found("engine/capgap/formats/csv/writer.cpp:2: one format may not include another")

    def test_formats_made_of_xml_share_its_reader(self):
        self.write("engine/capgap/formats/lss/tables.cpp", "#include <capgap/formats/xml/events.hpp>\n")
        self.assert_found()

    def test_formats_take_data_from_computing_folders_but_no_algorithm(self):
        self.write("engine/capgap/formats/csv/writer.cpp", "#include <capgap/gaps/tables.hpp>\n#include <capgap/gaps/weights.hpp>\n")
        self.assert_found("engine/capgap/formats/csv/writer.cpp:2: formats may not include gaps")

    def test_a_new_folder_needs_a_place(self):
        self.write("engine/capgap/utils/helper.cpp", "int x;\n")
        self.assert_found("engine/capgap/utils/helper.cpp:1: the folder utils has no place")

    def test_no_header_includes_a_library_that_one_folder_knows(self):
        for included in ("yaml-cpp/yaml.h", "valijson/schema.hpp", "nlohmann/json.hpp", "csv.h", "openssl/evp.h"):
            self.write("engine/capgap/formats/yaml/loader.hpp", f"#pragma once\n#include <{included}>\n")
            self.assert_found("engine/capgap/formats/yaml/loader.hpp:2: a header includes")

    def test_a_header_may_include_what_only_declares(self):
        self.write("engine/capgap/formats/json/texts.hpp", "#pragma once\n#include <nlohmann/json_fwd.hpp>\n")
        self.assert_found()

    def test_a_library_stays_in_its_folder(self):
        self.write("engine/capgap/formats/yaml/loader.cpp", "#include <yaml-cpp/yaml.h>\n")
        self.write("engine/capgap/pipeline/run.cpp", "#include <yaml-cpp/yaml.h>\n")
        self.assert_found("engine/capgap/pipeline/run.cpp:1: yaml-cpp is known to capgap/formats/yaml only")

    def test_a_header_begins_with_pragma_once(self):
        self.write("engine/capgap/base/id.hpp", "// ids\n#pragma once\n")
        self.assert_found("engine/capgap/base/id.hpp:1: a header begins with #pragma once")

    def test_quotes_are_for_the_program_only(self):
        self.write("engine/cli/main.cpp", '#include "commands.hpp"\n')
        self.write("engine/capgap/base/id.cpp", '#include "id.hpp"\n')
        self.assert_found('engine/capgap/base/id.cpp:1: write <capgap/...>, not "id.hpp"')

    def test_a_long_file_is_found(self):
        self.write("engine/capgap/base/id.cpp", "\n" * 400)
        self.assert_found()
        self.write("tests/base/id_test.cpp", "\n" * 401)
        self.assert_found("tests/base/id_test.cpp:401: longer than 400 lines")

    def test_the_page_says_what_the_script_says(self):
        self.write("engine/docs/layering.md", PAGE.replace("| `survey` | base, framework |", "| `survey` | base, gaps |"))
        self.assert_found("engine/docs/layering.md:3: survey may include base, framework, the page says base, gaps")

    def test_a_known_violation_is_let_pass_and_missed_when_it_is_gone(self):
        known = ("engine/capgap/base/id.cpp", "capgap/gaps/gaps.hpp")
        check.KNOWN[known] = "a reason"
        self.addCleanup(check.KNOWN.clear)
        self.write(known[0], f"#include <{known[1]}>\n")
        self.assert_found()
        self.write(known[0], "int x;\n")
        self.assert_found("engine/capgap/base/id.cpp:1: no longer includes")


if __name__ == "__main__":
    unittest.main()
