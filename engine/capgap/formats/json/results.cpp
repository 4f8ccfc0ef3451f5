#include <capgap/formats/json/results.hpp>

#include <capgap/formats/json/result_rows.hpp>
#include <capgap/formats/json/texts.hpp>
#include <capgap/report/result_titles.hpp>

#include <nlohmann/json.hpp>

#include <sstream>
#include <utility>

namespace capgap {

namespace {

using Json = nlohmann::ordered_json;

Json reanalysis_of(const Reanalysis& reanalysis) {
    Json out;
    out["name"] = json_of_text(reanalysis.name);
    out["reason"] = json_of_text(reanalysis.reason);
    out["date"] = reanalysis.date;
    return out;
}

/// What was promised before people answered, and what was used instead.
Json opening_of(const ReportInput& input) {
    if (!input.assessment.opening) return {};
    const Opening& opening = *input.assessment.opening;
    Json out;
    out["on"] = opening.on;
    out["sha256"] = opening.sha256;
    out["notice_sha256"] = opening.notice_sha256;
    out["drafts"] = opening.drafts;
    out["reanalysis"] = input.assessment.reanalysis ? reanalysis_of(*input.assessment.reanalysis) : Json();
    out["changed"] = Json::array();
    if (input.changed == nullptr) return out;
    for (const ChangedSetting& change : *input.changed)
        out["changed"].push_back({{"part", change.part}, {"key", change.key}, {"promised", change.promised}, {"used", change.used}});
    return out;
}

Json round_of(const ReportInput& input) {
    const AssessmentContent& round = input.assessment;
    Json out;
    out["id"] = round.head.id;
    out["title"] = json_of_text(round.title);
    out["languages"] = round.head.languages;
    out["collected_from"] = round.collected_from;
    out["collected_to"] = round.collected_to;
    out["simulated"] = round.simulated;
    if (!round.note.empty()) out["note"] = json_of_text(round.note);
    out["evidence"] = "self_rating";
    out["design"] = to_string(round.design);
    out["weighting"] = to_string(weighting_of(round));
    out["min_cell"] = round.min_cell;
    out["notice"] = input.notice.sha256.empty() ? Json() : Json{{"sha256", input.notice.sha256}};
    out["opening"] = opening_of(input);
    return out;
}

Json base_of(const BaseFramework& base) {
    Json out;
    out["id"] = base.ref.id.text();
    out["version"] = base.ref.version;
    out["title"] = json_of_text(base.title);
    out["attribution"] = json_of_text(base.attribution);
    out["endorsement"] = base.endorsement.empty() ? "none" : base.endorsement;
    add_unless_empty(out, "licence", base.licence_name);
    add_unless_empty(out, "licence_url", base.licence_url);
    out["core"] = Json::array();
    for (const CompetencyId& id : base.core) out["core"].push_back(id.text());
    return out;
}

/// What an overlay has changed of one kind of its parts.
template <class Parts>
void add_changes(Json& out, const char* kind, const Parts& parts) {
    for (const auto& part : parts) {
        if (!part.original_title.empty()) {
            out["renamed"].push_back(
                {{"kind", kind}, {"id", part.id.text()}, {"title", json_of_text(part.title)}, {"original_title", json_of_text(part.original_title)}});
        }
        if constexpr (requires { part.added_by; }) {
            if (!part.added_by.id.empty()) out["added"].push_back({{"kind", kind}, {"id", part.id.text()}, {"by", part.added_by.text()}});
        }
    }
}

void add_overlay(Json& out, const FrameworkContent& content) {
    out["extends"] = Json::array();
    for (const BaseFramework& base : content.bases) out["extends"].push_back(base_of(base));
    for (const char* list : {"renamed", "added", "unused"}) out[list] = Json::array();
    add_changes(out, "domain", content.domains);
    add_changes(out, "competency", content.competencies);
    add_changes(out, "attitude", content.attitudes);
    for (const UnusedPart& part : content.unused) {
        out["unused"].push_back({{"kind", part.kind == UnusedPart::Kind::competency ? "competency" : "attitude"},
                                 {"id", part.id},
                                 {"title", json_of_text(part.title)},
                                 {"reason", json_of_text(part.reason)},
                                 {"by", part.by.text()}});
    }
}

Json framework_of(const Framework& framework) {
    const FrameworkContent& content = framework.content();
    Json out;
    out["id"] = content.head.id;
    out["version"] = content.head.version;
    out["title"] = json_of_text(content.title);
    out["attribution"] = json_of_text(content.attribution);
    out["endorsement"] = content.endorsement.empty() ? "none" : content.endorsement;
    add_unless_empty(out, "licence", content.licence_name);
    add_unless_empty(out, "licence_url", content.licence_url);
    if (!content.bases.empty()) add_overlay(out, content);
    return out;
}

Json survey_of(const Survey& survey) {
    const SurveyContent& content = survey.content();
    Json out;
    out["id"] = content.head.id;
    out["version"] = content.head.version;
    out["title"] = json_of_text(content.title);
    if (!content.disclaimer.empty()) out["disclaimer"] = json_of_text(content.disclaimer);
    return out;
}

Json targets_of(const Profiles& profiles) {
    const ProfilesContent& content = profiles.content();
    Json out;
    out["id"] = content.head.id;
    out["version"] = content.head.version;
    out["status"] = content.approved ? "approved" : "proposed";
    add_unless_empty(out, "approved_by", content.approved_by);
    add_unless_empty(out, "approved_on", content.approved_on);
    return out;
}

Json instrument(const Framework& framework, const Survey& survey, const Profiles& profiles) {
    Json out;
    out["framework"] = framework_of(framework);
    out["survey"] = survey_of(survey);
    out["targets"] = targets_of(profiles);
    return out;
}

Json counts_of(const ReportInput& input) {
    const bool too_few = input.rows.respondents < static_cast<std::uint64_t>(input.assessment.min_cell);
    const auto people = [too_few](std::uint64_t count) { return too_few ? Json() : Json(count); };
    Json out;
    out["rows_read"] = people(input.rows.read);
    out["rows_set_aside"] = people(input.rows.set_aside);
    out["empty"] = people(input.rows.empty);
    out["respondents"] = people(input.rows.respondents);
    out["headcount"] = input.headcount ? Json(*input.headcount) : Json();
    return out;
}

Json institution_of(const InstitutionContent& one) {
    Json out;
    out["id"] = one.id.text();
    out["name"] = one.name;
    add_unless_empty(out, "parent", one.parent);
    add_unless_empty(out, "country", one.country);
    add_unless_empty(out, "kind", one.kind);
    return out;
}

Json name_of(const TitledId& one) {
    Json out;
    out["kind"] = to_string(one.kind);
    add_unless_empty(out, "of", one.of);
    out["id"] = one.id;
    out["title"] = json_of_text(*one.title);
    return out;
}

std::string_view to_string(OpeningSentence::Kind kind) {
    switch (kind) {
        case OpeningSentence::Kind::who_spoke: return "who_spoke";
        case OpeningSentence::Kind::finding: return "finding";
        case OpeningSentence::Kind::barriers: return "barriers";
        case OpeningSentence::Kind::limits: return "limits";
    }
    return "limits";
}

Json advice_of(const AdvisedLine& line) {
    Json out;
    out["condition"] = line.condition;
    out["title"] = line.title;
    out["note"] = line.note;
    out["text"] = line.text;
    add_unless_empty(out, "people", line.people);
    add_unless_empty(out, "hours", line.hours);
    add_unless_empty(out, "cost", line.cost);
    if (line.estimated) out["estimated"] = true;
    return out;
}

Json head_of(const ReportHead& head) {
    Json out;
    out["title"] = head.title;
    out["kind"] = head.kind;
    for (const char* list : {"banners", "facts", "sentences", "advice", "pools"}) out[list] = Json::array();
    for (const ReportBanner& one : head.banners) out["banners"].push_back({{"title", one.title}, {"text", one.text}});
    for (const ReportFact& one : head.facts) out["facts"].push_back({{"label", one.label}, {"value", one.value}});
    out["opening"] = head.opening_title;
    for (const OpeningSentence& one : head.opening)
        out["sentences"].push_back({{"kind", to_string(one.kind)}, {"heading", one.heading}, {"text", one.text}});
    for (const AdvisedLine& one : head.advice) out["advice"].push_back(advice_of(one));
    add_unless_empty(out, "currency", head.currency);
    for (const PoolTitle& one : head.pools) out["pools"].push_back({{"id", one.id}, {"title", one.title}, {"members", one.members}});
    out["footer"] = head.footer;
    return out;
}

Json summary_of(const ReportSummary& summary) {
    Json out;
    out["named"] = summary.named;
    out["places"] = Json::array();
    for (const PlaceCounts& one : summary.places) {
        Json& place = out["places"].emplace_back(Json{{"institution", one.id}});
        place["headcount"] = one.headcount ? Json(*one.headcount) : Json();
        place["respondents"] = one.respondents ? Json(*one.respondents) : Json();
    }
    out["languages"] = Json::object();
    for (const ReportHead& head : summary.heads) out["languages"][head.language] = head_of(head);
    return out;
}

/// Writes one after the other what stands before the tables.
class ResultsWriter {
public:
    explicit ResultsWriter(std::ostream& out) : out_(out) {}

    void begin() { out_ << "{\n"; }

    void member(const char* key, const Json& value) {
        next(key);
        out_ << text_of(value);
    }

    template <class Range, class Render>
    void list(const char* key, const Range& range, const Render& render) {
        next(key);
        out_ << '[';
        const char* between = "\n";
        for (const auto& one : range) {
            out_ << between << text_of(render(one));
            between = ",\n";
        }
        out_ << "\n]";
    }

private:
    /// Bytes that are not UTF-8 are replaced rather than thrown at the user.
    static std::string text_of(const Json& value) { return value.dump(-1, ' ', false, Json::error_handler_t::replace); }

    void next(const char* key) {
        out_ << (first_ ? "" : ",\n") << '"' << key << "\": ";
        first_ = false;
    }

    std::ostream& out_;
    bool first_ = true;
};

}  // namespace

std::string begin_results_json(const ResultsContent& content) {
    const ReportInput& input = content.report;
    std::ostringstream out;
    ResultsWriter json(out);
    json.begin();
    json.member("capgap", "results/1");
    json.member("program", content.program);
    json.member("round", round_of(input));
    json.member("instrument", instrument(input.framework, input.survey, input.profiles));
    json.list("environments", input.environments, [](const ReportEnvironment& one) { return instrument(one.framework, one.survey, one.profiles); });
    json.member("counts", counts_of(input));
    if (!content.summary.heads.empty()) json.member("summary", summary_of(content.summary));
    json.list("institutions", input.institutions.in_tree_order(), [&input](std::size_t index) { return institution_of(input.institutions[index]); });
    json.list("names", named_ids(input), name_of);
    out << ",\n\"tables\": {";
    return std::move(out).str();
}

std::string name_in_results_json(const ResultTable& table) {
    const std::string between = &table == &result_tables().front() ? "\n" : ",\n";
    return between + '"' + std::string(table.file().name) + "\": ";
}

std::string end_results_json() {
    return "\n}\n}\n";
}

void write_results_json(std::ostream& out, const ResultsContent& content) {
    out << begin_results_json(content);
    for (const ResultTable* table : tables_of(content.source)) {
        const JsonTable json(*table, content.source);
        out << name_in_results_json(*table) << json.begin() << json.rows({0, table->rows(content.source)}) << JsonTable::end();
    }
    out << end_results_json();
}

}  // namespace capgap
