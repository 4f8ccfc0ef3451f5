// Any bytes as a file that somebody wrote. What must hold: every reader comes back; what it refuses it refuses with an error that has a place in the
// file; what the parser accepts can be written out and read again as the same values; and the validator and the words about it agree.

#include <capgap/formats/yaml/explain.hpp>
#include <capgap/formats/yaml/load.hpp>
#include <capgap/formats/yaml/parser.hpp>
#include <capgap/formats/yaml/schema_check.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

using namespace capgap;

const std::string file = "f.yaml";

void require(bool holds, const char* what) {
    if (holds) return;
    std::fputs(what, stderr);
    std::abort();
}

void check(const Diagnostics& diagnostics) {
    for (const Diagnostic& one : diagnostics) {
        require(one.at.file == file && !one.message.empty(), "a diagnostic without place or words");
        require(one.message.size() + one.hint.size() < 2'000, "a diagnostic without end");
    }
}

void check_parser(std::string_view bytes) {
    const yaml::Parsed parsed = yaml::parse(bytes, file);
    check(parsed.problems);
    require(parsed.root.has_value() || !parsed.problems.empty(), "refused without a word");
    if (!parsed.root || !parsed.problems.empty()) return;
    const std::string written = yaml::to_flow_text(*parsed.root);
    if (written.size() > yaml::Limits{}.bytes) return;
    const yaml::Parsed again = yaml::parse(written, file);
    require(again.problems.empty() && yaml::same_values(*parsed.root, *again.root), "what was read cannot be written and read again");
    for (const char* kind : {"framework", "profiles", "survey", "catalogue", "assessment", "mapping", "texts"}) {
        yaml::Problems problems(10);
        yaml::explain(*parsed.root, yaml::schema_tree(kind), problems);
        require(problems.empty() == yaml::validates(*parsed.root, kind), "the validator and the words do not agree");
    }
}

template <class Content>
void check_reader(const Result<Checked<Content>>& result) {
    require(result.has_error() ? has_errors(result.error().all) : !has_errors(result->remarks), "an error that is none, or a result with one");
    check(result.has_error() ? result.error().all : result->remarks);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes(data, data + size);
    check_parser(bytes);
    check_reader(read_framework(bytes, file));
    check_reader(read_profiles(bytes, file));
    check_reader(read_survey(bytes, file));
    check_reader(read_catalogue(bytes, file));
    check_reader(read_assessment(bytes, file));
    check_reader(read_mapping(bytes, file));
    check_reader(read_texts(bytes, file));
    return 0;
}
