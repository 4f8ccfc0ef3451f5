#include <capgap/formats/json/person_basis.hpp>

#include <capgap/formats/json/codes.hpp>
#include <capgap/formats/json/texts.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <stdexcept>
#include <utility>

namespace capgap {

using Json = nlohmann::ordered_json;

namespace {

constexpr const char* basis_kind = "person_basis/1";

// Writing

Json render(const Text& text) {
    return json_of_text(text);
}

Json render(const std::vector<Text>& texts) {
    Json out = Json::array();
    for (const Text& text : texts) out.push_back(json_of_text(text));
    return out;
}

Json render(const std::optional<double>& number) {
    return number ? Json(*number) : Json();
}

Json render(const PersonBasis::Competency& one) {
    return {{"id", one.id},
            {"domain", render(one.domain)},
            {"title", render(one.title)},
            {"descriptors", render(one.descriptors)},
            {"people", one.precision.people},
            {"items", one.precision.items},
            {"alpha", render(one.precision.alpha)},
            {"sd_0_100", render(one.precision.sd_0_100)},
            {"theta_cuts", one.theta_cuts},
            {"reliability", render(one.reliability)}};
}

Json render(const PersonalRemedy& remedy) {
    Json modules = Json::array();
    for (const PersonalRemedy::Module& one : remedy.modules)
        modules.push_back({{"competency", one.competency}, {"from", one.from}, {"to", one.to}, {"hours", render(one.hours)}});
    return {{"id", remedy.id},
            {"kind", to_string(remedy.kind)},
            {"title", render(remedy.title)},
            {"provider", remedy.provider},
            {"languages", remedy.languages},
            {"mode", remedy.mode},
            {"hours", render(remedy.hours)},
            {"expected_share", remedy.expected_share},
            {"prerequisites", remedy.prerequisites},
            {"modules", std::move(modules)}};
}

Json render(const Texts& texts) {
    return {{"language", texts.language()}, {"draft", texts.draft()}, {"sentences", texts.sentences()}};
}

template <class Parts>
Json list_of(const Parts& parts) {
    Json out = Json::array();
    for (const auto& part : parts) out.push_back(render(part));
    return out;
}

// Reading. What is not as it was written throws; parse_person_basis() makes one error of it.

[[noreturn]] void fail(const char* what) {
    throw std::invalid_argument(what);
}

std::vector<Text> texts_of(const Json& said) {
    std::vector<Text> out;
    for (const Json& one : said) out.push_back(text_of_json(one));
    return out;
}

std::optional<double> number_of(const Json& said) {
    return said.is_null() ? std::nullopt : std::optional(said.get<double>());
}

int level_of(const Json& said, int least, std::size_t levels) {
    const auto level = said.get<std::int64_t>();
    if (level < least || level > static_cast<std::int64_t>(levels)) fail("a level that the framework does not have");
    return static_cast<int>(level);
}

std::size_t index_of(const Json& said, std::size_t size) {
    const auto index = said.get<std::uint64_t>();
    if (index >= size) fail("an index outside of its list");
    return index;
}

PersonBasis::Competency competency_of(const Json& said, std::size_t levels) {
    PersonBasis::Competency out;
    out.id = said.at("id").get<std::string>();
    out.domain = text_of_json(said.at("domain"));
    out.title = text_of_json(said.at("title"));
    out.descriptors = texts_of(said.at("descriptors"));
    if (out.descriptors.size() != levels) fail("a competency that is not described at each level");
    out.precision = {said.at("people").get<std::int64_t>(), said.at("items").get<std::int64_t>(), number_of(said.at("alpha")),
                     number_of(said.at("sd_0_100"))};
    if (!said.contains("theta_cuts")) return out;  // of a version without item response models
    out.theta_cuts = said.at("theta_cuts").get<std::vector<double>>();
    if (!out.theta_cuts.empty() && out.theta_cuts.size() + 1 != levels) fail("cuts on theta that are not one fewer than levels");
    if (!std::is_sorted(out.theta_cuts.begin(), out.theta_cuts.end())) fail("cuts on theta that fall");
    out.reliability = number_of(said.at("reliability"));
    return out;
}

PersonBasis::Profile profile_of(const Json& said, const PersonBasis& basis) {
    PersonBasis::Profile out{said.at("id").get<std::string>(), text_of_json(said.at("title")), {}};
    for (const Json& target : said.at("targets")) out.targets.push_back(level_of(target, 0, basis.levels.size()));
    if (out.targets.size() != basis.competencies.size()) fail("a profile without a target for each competency");
    return out;
}

RemedyKind remedy_kind_of(const std::string& said) {
    const auto& kinds = remedy_kinds();
    const auto found = std::find_if(kinds.begin(), kinds.end(), [&said](RemedyKind one) { return to_string(one) == said; });
    if (found == kinds.end()) fail("a kind of remedy that there is not");
    return *found;
}

PersonalRemedy remedy_of(const Json& said, const PersonBasis& basis, std::size_t remedies) {
    PersonalRemedy out;
    out.id = said.at("id").get<std::string>();
    out.kind = remedy_kind_of(said.at("kind").get<std::string>());
    out.title = text_of_json(said.at("title"));
    out.provider = said.at("provider").get<std::string>();
    out.languages = said.at("languages").get<std::vector<std::string>>();
    out.mode = said.at("mode").get<std::string>();
    out.hours = number_of(said.at("hours"));
    out.expected_share = said.at("expected_share").get<double>();
    for (const Json& one : said.at("prerequisites")) out.prerequisites.push_back(index_of(one, remedies));
    for (const Json& one : said.at("modules")) {
        out.modules.push_back({index_of(one.at("competency"), basis.competencies.size()), level_of(one.at("from"), 1, basis.levels.size()),
                               level_of(one.at("to"), 1, basis.levels.size()), number_of(one.at("hours"))});
    }
    return out;
}

/// What needs something that needs it in turn would never be placed.
void refuse_circles(const std::vector<PersonalRemedy>& remedies) {
    enum class Seen { no, under_way, done };
    std::vector<Seen> seen(remedies.size(), Seen::no);
    for (std::size_t start = 0; start < remedies.size(); ++start) {
        std::vector<std::pair<std::size_t, std::size_t>> path;  // a remedy, and how many of its prerequisites have been followed
        if (seen[start] == Seen::no) path.emplace_back(start, 0);
        while (!path.empty()) {
            auto& [at, followed] = path.back();
            seen[at] = Seen::under_way;
            if (followed == remedies[at].prerequisites.size()) {
                seen[at] = Seen::done;
                path.pop_back();
                continue;
            }
            const std::size_t next = remedies[at].prerequisites[followed++];
            if (seen[next] == Seen::under_way) fail("remedies that need each other");
            if (seen[next] == Seen::no) path.emplace_back(next, 0);
        }
    }
}

Texts sentences_of(const Json& said) {
    return {said.at("language").get<std::string>(), said.at("sentences").get<std::map<std::string, std::string>>(), said.at("draft").get<bool>()};
}

PersonBasis basis_of(const Json& said) {
    PersonBasis out;
    out.assessment = said.at("assessment").get<std::string>();
    out.languages = said.at("languages").get<std::vector<std::string>>();
    if (out.languages.empty()) fail("a report without a language");
    out.title = text_of_json(said.at("title"));
    out.simulated = said.at("simulated").get<bool>();
    out.collected_from = said.at("collected_from").get<std::string>();
    out.collected_to = said.at("collected_to").get<std::string>();
    out.attribution = text_of_json(said.at("attribution"));
    out.disclaimer = text_of_json(said.at("disclaimer"));
    out.levels = texts_of(said.at("levels"));
    out.cuts = said.at("cuts").get<std::vector<double>>();
    if (out.cuts.size() + 1 != out.levels.size() || !std::is_sorted(out.cuts.begin(), out.cuts.end())) fail("cuts that do not separate the levels");
    for (const Json& one : said.at("competencies")) out.competencies.push_back(competency_of(one, out.levels.size()));
    out.targets_approved = said.at("targets_approved").get<bool>();
    out.approved_by = said.at("approved_by").get<std::string>();
    out.approved_on = said.at("approved_on").get<std::string>();
    for (const Json& one : said.at("profiles")) out.profiles.push_back(profile_of(one, out));
    out.has_catalogue = said.at("has_catalogue").get<bool>();
    for (const auto& [code, name] : said.at("language_names").items()) out.language_names.emplace_back(code, text_of_json(name));
    const Json& remedies = said.at("remedies");
    for (const Json& one : remedies) out.remedies.push_back(remedy_of(one, out, remedies.size()));
    refuse_circles(out.remedies);
    out.controller = text_of_json(said.at("controller"));
    out.contact = text_of_json(said.at("contact"));
    out.retention = text_of_json(said.at("retention"));
    for (const Json& one : said.at("texts")) out.texts.push_back(sentences_of(one));
    return out;
}

}  // namespace

std::string render_person_basis(const PersonBasis& basis) {
    Json out;
    out["capgap"] = basis_kind;
    out["assessment"] = basis.assessment;
    out["languages"] = basis.languages;
    out["title"] = render(basis.title);
    out["simulated"] = basis.simulated;
    out["collected_from"] = basis.collected_from;
    out["collected_to"] = basis.collected_to;
    out["attribution"] = render(basis.attribution);
    out["disclaimer"] = render(basis.disclaimer);
    out["levels"] = render(basis.levels);
    out["cuts"] = basis.cuts;
    out["competencies"] = list_of(basis.competencies);
    out["targets_approved"] = basis.targets_approved;
    out["approved_by"] = basis.approved_by;
    out["approved_on"] = basis.approved_on;
    out["profiles"] = Json::array();
    for (const PersonBasis::Profile& one : basis.profiles)
        out["profiles"].push_back({{"id", one.id}, {"title", render(one.title)}, {"targets", one.targets}});
    out["has_catalogue"] = basis.has_catalogue;
    out["language_names"] = Json::object();
    for (const auto& [code, name] : basis.language_names) out["language_names"][code] = render(name);
    out["remedies"] = list_of(basis.remedies);
    out["controller"] = render(basis.controller);
    out["contact"] = render(basis.contact);
    out["retention"] = render(basis.retention);
    out["texts"] = list_of(basis.texts);
    return out.dump(1, ' ', false, Json::error_handler_t::replace) + '\n';
}

Result<PersonBasis> parse_person_basis(std::string_view bytes, const std::string& file) {
    const Location at{file, 0, 0};
    const char* const hint = "the files in restricted/ are to be left as one run wrote them; `capgap run --persons` writes them anew";
    bool too_deep = false;
    const Json parsed = Json::parse(
        bytes,
        [&too_deep](int depth, Json::parse_event_t, Json&) {
            too_deep = too_deep || depth > 8;
            return depth <= 8;
        },
        false);
    if (parsed.is_discarded() || too_deep || !parsed.is_object())
        return error(codes::basis_malformed, at, "is not as `capgap run --persons` writes it", hint);
    try {
        if (parsed.at("capgap").get<std::string>() != basis_kind)
            return error(codes::basis_malformed, at, "was written by another version of capgap", hint);
        return basis_of(parsed);
    } catch (const Json::exception& problem) {
        return error(codes::basis_malformed, at, std::string("is not as `capgap run --persons` writes it: ") + problem.what(), hint);
    } catch (const std::invalid_argument& problem) {
        return error(codes::basis_malformed, at, std::string("is not as `capgap run --persons` writes it: it has ") + problem.what(), hint);
    }
}

}  // namespace capgap
