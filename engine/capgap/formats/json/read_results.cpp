#include <capgap/formats/json/read_results.hpp>

#include <capgap/formats/json/codes.hpp>
#include <capgap/formats/json/texts.hpp>
#include <capgap/report/view.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <utility>

namespace capgap {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* results_kind = "results/1";
constexpr int deepest = 12;

std::string text_or_nothing(const Json& of, const char* key) {
    return of.contains(key) ? of.at(key).get<std::string>() : std::string();
}

/// What is not kept is gone before the next is read.
class Sieve {
public:
    bool operator()(int depth, Json::parse_event_t event, Json& value) {
        too_deep = too_deep || depth > deepest;
        if (too_deep) return false;
        if (event == Json::parse_event_t::key && depth == 1) top_ = value.get<std::string>();
        if (event == Json::parse_event_t::key && depth == 2) second_ = value.get<std::string>();
        if (top_ != "tables" || depth < 2) return true;
        if (second_ != "gaps" && second_ != "quality") return event != Json::parse_event_t::key || depth != 2;
        constexpr int columns_of_a_group = 5;
        if (event == Json::parse_event_t::key && second_ == "gaps" && depth == columns_of_a_group) return is_needed(value.get<std::string>());
        if (event != Json::parse_event_t::object_end || second_ != "gaps" || !value.contains("dimension")) return true;
        return value.value("dimension", "") == "*" && value.value("profile", "") == "*";
    }

    bool too_deep = false;

private:
    /// Most of the columns of gaps are not.
    static bool is_needed(const std::string& column) {
        static constexpr std::array<std::string_view, 12> needed = {"institution",  "dimension",          "profile",          "scored",
                                                                    "n_eff",        "below_target_share", "below_target_low", "below_target_high",
                                                                    "possible_low", "possible_high",      "status",           "shown_in"};
        return std::find(needed.begin(), needed.end(), column) != needed.end();
    }

    std::string top_;
    std::string second_;
};

OpeningSentence::Kind kind_of(const std::string& word) {
    using Kind = OpeningSentence::Kind;
    if (word == "who_spoke") return Kind::who_spoke;
    if (word == "finding") return Kind::finding;
    return word == "barriers" ? Kind::barriers : Kind::limits;
}

AdvisedLine advice_of(const Json& line) {
    AdvisedLine out;
    out.condition = line.at("condition").get<bool>();
    out.title = line.at("title").get<std::string>();
    out.note = line.at("note").get<std::string>();
    out.text = line.at("text").get<std::string>();
    out.people = text_or_nothing(line, "people");
    out.hours = text_or_nothing(line, "hours");
    out.cost = text_or_nothing(line, "cost");
    out.estimated = line.value("estimated", false);
    return out;
}

ReportHead head_of(const std::string& language, const Json& said) {
    const auto text = [](const Json& of, const char* key) { return of.at(key).get<std::string>(); };
    ReportHead out;
    out.language = language;
    out.title = text(said, "title");
    out.kind = text(said, "kind");
    for (const Json& one : said.at("banners")) out.banners.push_back({text(one, "title"), text(one, "text")});
    for (const Json& one : said.at("facts")) out.facts.push_back({text(one, "label"), text(one, "value")});
    out.opening_title = text(said, "opening");
    for (const Json& one : said.at("sentences")) out.opening.push_back({kind_of(text(one, "kind")), text(one, "heading"), text(one, "text")});
    for (const Json& one : said.at("advice")) out.advice.push_back(advice_of(one));
    out.currency = text_or_nothing(said, "currency");
    for (const Json& one : said.at("pools")) out.pools.push_back({text(one, "id"), text(one, "title"), text(one, "members")});
    out.footer = text(said, "footer");
    return out;
}

Status status_of(const std::string& word) {
    for (const Status one : {Status::suppressed, Status::pooled, Status::bounded, Status::low_response, Status::indicative, Status::ok}) {
        if (to_string(one) == word) return one;
    }
    return Status::suppressed;  // a status that a later program added: nothing is shown rather than too much
}

std::optional<std::int64_t> count_of(const Json& cell) {
    return cell.is_null() ? std::nullopt : std::optional(cell.get<std::int64_t>());
}

/// The cells of a group of gaps, line by line.
class GroupCells {
public:
    explicit GroupCells(const Json& group) : group_(group) {}

    /// Null where the group has nothing in this column.
    const Json& at(const char* column, std::size_t line) const {
        static const Json nothing;
        const auto found = group_.find(column);
        return found == group_.end() ? nothing : found->at(line);
    }

    std::optional<std::int64_t> whole(const char* column, std::size_t line) const { return count_of(at(column, line)); }

    ShownShare share(const char* column, std::size_t line) const {
        const Json& cell = at(column, line);
        if (cell.is_null()) return {};
        if (!cell.is_object()) return {ShownShare::Kind::value, cell.get<double>()};
        const bool less = cell.contains("less_than");
        return {less ? ShownShare::Kind::less_than : ShownShare::Kind::more_than, cell.at(less ? "less_than" : "more_than").get<double>()};
    }

    std::optional<Interval> interval(const char* low, const char* high, std::size_t line) const {
        const Json& from = at(low, line);
        const Json& to = at(high, line);
        if (!from.is_number() || !to.is_number()) return std::nullopt;
        return Interval{from.get<double>(), to.get<double>()};
    }

private:
    const Json& group_;
};

FinishedPlace place_of(const Json& group, std::size_t lines) {
    const GroupCells cells(group);
    FinishedPlace out;
    out.id = group.at("institution").get<std::string>();
    out.gaps.resize(lines);
    for (std::size_t i = 0; i < lines; ++i) {
        const Json& status = cells.at("status", i);
        if (status.is_null()) continue;
        FinishedGap& gap = out.gaps[i].emplace();
        gap.status = status_of(status.get<std::string>());
        gap.scored = cells.whole("scored", i);
        if (const Json& n = cells.at("n_eff", i); n.is_number()) gap.n_effective = n.get<double>();
        gap.below_target_share = cells.share("below_target_share", i);
        gap.below_target = cells.interval("below_target_low", "below_target_high", i);
        gap.possible = cells.interval("possible_low", "possible_high", i);
        if (const Json& pool = cells.at("shown_in", i); pool.is_string()) gap.shown_in = pool.get<std::string>();
    }
    return out;
}

/// By the id of a competency; an alpha that cannot be reckoned is not there.
std::map<std::string, double> alphas(const Json& quality) {
    std::map<std::string, double> out;
    for (const Json& row : quality.at("rows")) {
        if (row.at(0) == "competency" && row.at(2) == "alpha" && row.at(3).is_number())
            out.emplace(row.at(1).get<std::string>(), row.at(3).get<double>());
    }
    return out;
}

bool has_calibrated(const Json& quality) {
    return std::any_of(quality.at("rows").begin(), quality.at("rows").end(),
                       [](const Json& row) { return row.at(2) == ReportView::statistic_of_calibrated; });
}

std::vector<FinishedCompetency> competencies_of(const Json& document) {
    const auto alpha = alphas(document.at("tables").at("quality"));
    std::map<std::string, Text> titles;
    for (const Json& name : document.at("names")) {
        if (name.at("kind") == "competency") titles.emplace(name.at("id").get<std::string>(), text_of_json(name.at("title")));
    }
    std::vector<FinishedCompetency> out;
    for (const Json& line : document.at("tables").at("gaps").at("lines")) {
        FinishedCompetency& one = out.emplace_back();
        one.id = line.at(0).get<std::string>();
        if (const auto title = titles.find(one.id); title != titles.end()) one.title = title->second;
        if (const auto found = alpha.find(one.id); found != alpha.end()) one.alpha = found->second;
    }
    return out;
}

/// How many answered stands in the summary: a row of gaps counts the people of one competency.
void add_counts(std::vector<FinishedPlace>& places, const Json& counts) {
    std::map<std::string, const Json*> by_id;
    for (const Json& one : counts) by_id.emplace(one.at("institution").get<std::string>(), &one);
    for (FinishedPlace& place : places) {
        const auto found = by_id.find(place.id);
        if (found == by_id.end()) continue;
        place.headcount = count_of(found->second->at("headcount"));
        place.respondents = count_of(found->second->at("respondents"));
    }
}

FinishedRound round_of(const Json& document) {
    FinishedRound out;
    const Json& round = document.at("round");
    out.languages = round.at("languages").get<std::vector<std::string>>();
    out.collected_to = round.at("collected_to").get<std::string>();
    out.min_cell = round.at("min_cell").get<std::int64_t>();
    out.volunteers = round.at("design") == "volunteer";
    out.calibrated = has_calibrated(document.at("tables").at("quality"));
    const Json& instrument = document.at("instrument");
    out.framework_licence = text_or_nothing(instrument.at("framework"), "licence");
    out.approved = instrument.at("targets").at("status") == "approved";
    if (document.contains("summary")) {
        const Json& summary = document.at("summary");
        out.named = summary.at("named").get<std::vector<std::string>>();
        for (const auto& [language, said] : summary.at("languages").items()) out.heads.push_back(head_of(language, said));
    }
    for (const Json& one : document.at("institutions"))
        out.institutions.push_back({one.at("id").get<std::string>(), one.at("name").get<std::string>(), text_or_nothing(one, "parent")});
    out.competencies = competencies_of(document);
    for (const Json& group : document.at("tables").at("gaps").at("groups")) out.places.push_back(place_of(group, out.competencies.size()));
    out.set_depths();
    if (document.contains("summary")) add_counts(out.places, document.at("summary").at("places"));
    return out;
}

}  // namespace

Result<FinishedRound> read_results_json(std::istream& in, const std::string& file) {
    const Location at{file, 0, 0};
    const char* const hint = "make the results again with capgap run";
    Sieve sieve;
    try {
        const Json parsed = Json::parse(
            in, [&sieve](int depth, Json::parse_event_t event, Json& value) { return sieve(depth, event, value); }, false);
        if (parsed.is_discarded() || sieve.too_deep || !parsed.is_object()) return error(codes::results_malformed, at, "is damaged", hint);
        const std::string is = text_or_nothing(parsed, "capgap");
        if (is != results_kind) {
            return error(codes::results_malformed, at, "is '" + is + "', where this program reads '" + results_kind + "'",
                         "use the version of capgap that wrote it, or make the results again");
        }
        FinishedRound out = round_of(parsed);
        if (out.places.empty()) return error(codes::results_malformed, at, "holds no institution", hint);
        return out;
    } catch (const Json::exception&) {
        return error(codes::results_malformed, at, "is damaged: something that every result holds is not there, or of another kind", hint);
    }
}

}  // namespace capgap
