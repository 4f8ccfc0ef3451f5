// Any bytes as a file that somebody wrote. What must hold: every reader comes back; what it refuses it refuses with an error that has a place in the
// file; what the parser accepts can be written out and read again as the same values; and the validator and the words about it agree.

#include <capgap/formats/yaml/explain.hpp>
#include <capgap/formats/yaml/load.hpp>
#include <capgap/formats/yaml/parser.hpp>
#include <capgap/formats/yaml/schema_check.hpp>

#include <fuzz/checks.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace {

using namespace capgap;

const std::string file = "f.yaml";

void check(const Diagnostics& diagnostics) {
    for (const Diagnostic& one : diagnostics) {
        must(one.at.file == file && !one.message.empty(), "a diagnostic has a place and words");
        must(one.message.size() + one.hint.size() < 2'000, "a diagnostic has an end");
    }
}

void check_parser(std::string_view bytes) {
    const yaml::Parsed parsed = yaml::parse(bytes, file);
    check(parsed.problems);
    must(parsed.root.has_value() || !parsed.problems.empty(), "what is refused is refused with a word");
    if (!parsed.root || !parsed.problems.empty()) return;
    const std::string written = yaml::to_flow_text(*parsed.root);
    if (written.size() > yaml::Limits{}.bytes) return;
    const yaml::Parsed again = yaml::parse(written, file);
    must(again.problems.empty() && yaml::same_values(*parsed.root, *again.root), "what was read can be written and read again");
    for (const char* kind : {"framework", "profiles", "survey", "catalogue", "assessment", "mapping", "texts"}) {
        yaml::Problems problems(10);
        yaml::explain(*parsed.root, yaml::schema_tree(kind), problems);
        must(problems.empty() == yaml::validates(*parsed.root, kind), "the validator and the words agree");
    }
}

template <class Content>
void check_reader(const Result<Checked<Content>>& result) {
    must(result.has_error() ? has_errors(result.error().all) : !has_errors(result->remarks), "an error is one, and a result has none");
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
