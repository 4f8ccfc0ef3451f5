#include <capgap/formats/json/differences.hpp>

#include <capgap/formats/json/texts.hpp>

#include <nlohmann/json.hpp>

namespace capgap {

namespace {

using Json = nlohmann::ordered_json;

Json json(const Change& change) {
    Json out;
    out["what"] = change.what;
    add_unless_empty(out, "id", change.id);
    add_unless_empty(out, "part", change.part);
    add_unless_empty(out, "language", change.language);
    out["change"] = to_string(change.kind);
    add_unless_empty(out, "old", change.was);
    add_unless_empty(out, "new", change.is);
    return out;
}

/// As a word: "not_comparable".
const char* word(Comparability comparability) {
    switch (comparability) {
        case Comparability::comparable: return "comparable";
        case Comparability::with_care: return "comparable_with_care";
        case Comparability::not_comparable: return "not_comparable";
    }
    return "not_comparable";
}

}  // namespace

std::string render_differences(const Differences& differences) {
    Json out;
    out["kind"] = differences.kind;
    out["old"] = differences.was;
    out["new"] = differences.is;
    add_unless_empty(out, "relation", differences.relation);
    out["changes"] = Json::array();
    for (const Change& change : differences.changes) out["changes"].push_back(json(change));
    out["of_what"] = differences.of_what;
    out["competencies"] = Json::array();
    for (const Verdict& verdict : differences.verdicts) {
        out["competencies"].push_back({{"id", verdict.competency}, {"verdict", word(verdict.comparability)}, {"reasons", verdict.reasons}});
    }
    // Bytes that are not UTF-8 are replaced rather than thrown at the user.
    return out.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace capgap
