#include <capgap/formats/digcomp/digcomp.hpp>

#include <capgap/base/did_you_mean.hpp>
#include <capgap/base/message.hpp>
#include <capgap/base/plain_text.hpp>
#include <capgap/formats/digcomp/codes.hpp>
#include <capgap/formats/digcomp/headed_rows.hpp>

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace capgap {

namespace {

// Headings, as HeadedRows has them.
constexpr const char* area_number = "competence area number";
constexpr const char* area_name = "competence area name";
constexpr const char* area_words = "competence area descriptor";
constexpr const char* competence_number = "competence number";
constexpr const char* competence_name = "competence name";
constexpr const char* competence_words = "competence descriptor";
constexpr const char* level_name = "proficiency level name";
constexpr const char* level_words = "four level proficiency level description";
constexpr const char* level_purpose = "purpose";
constexpr const char* statement_id = "competence statement id";
constexpr const char* statement_words = "competence statement";
constexpr const char* outcome_id = "learning outcome id";
constexpr const char* outcome_words = "learning outcome";
constexpr const char* outcome_level = "proficiency level";
constexpr const char* outcome_kind = "knowledge skill or attitude";
constexpr const char* ai_label = "ai label";

constexpr const char* source_id = "digcomp";

/// Listed; then no more rows are looked at.
constexpr std::size_t max_problems = 1'000;

/// "Highly advanced" is highly-advanced, and an id.
std::string id_of_words(std::string_view words) {
    std::string out;
    for (const char c : folded(words)) {
        const bool is_plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (is_plain) out += c;
        if (!is_plain && !out.empty() && out.back() != '-') out += '-';
    }
    while (!out.empty() && out.back() == '-') out.pop_back();
    return out;
}

Text text_at(std::string words, const Location& at) {
    return Text({{"en", std::move(words), TextStatus::verbatim, SourceId(source_id), at}});
}

/// Words of this project on the workbook.
Text own_text(std::string words, const Location& at) {
    return Text({{"en", std::move(words), TextStatus::project, SourceId("capgap"), at}});
}

class DigcompReader {
public:
    explicit DigcompReader(const Spreadsheet& book) : book_name_(book.name()) {
        for (std::size_t i = 0; i < book.sheets().size(); ++i) sheets_.emplace_back(book, i, found_);
    }

    Result<Checked<DigcompFramework>> run() {
        if (has_errors(found_)) return Errors(std::move(found_));  // what was not read is not missing
        read_head();
        with_sheet({level_name, level_words}, {}, "the levels of proficiency", [this](const HeadedRow& row) { add_level(row); });
        with_sheet({area_number, area_name, competence_number, competence_name, competence_words}, {statement_id, outcome_id},
                   "the competences with their areas", [this](const HeadedRow& row) { add_competence(row); });
        with_sheet({competence_number, statement_id, statement_words, level_name}, {}, "the competence statements",
                   [this](const HeadedRow& row) { add_statement(row); });
        with_sheet({competence_number, outcome_id, outcome_words, outcome_level, outcome_kind}, {}, "the learning outcomes",
                   [this](const HeadedRow& row) { add_outcome(row); });
        sort_by_place(found_);
        if (has_errors(found_)) return Errors(std::move(found_));
        for (Competency& one : content_.competencies) one.described_by_statements = true;
        return Checked<DigcompFramework>{{std::move(content_), {"en", {}, TextStatus::verbatim, SourceId(source_id), {}}}, std::move(found_)};
    }

private:
    template <class Add>
    void with_sheet(const std::vector<const char*>& headings, const std::vector<const char*>& but_not, const char* what, Add add) {
        for (const HeadedRows& sheet : sheets_) {
            const bool is_other = std::any_of(but_not.begin(), but_not.end(), [&sheet](const char* one) { return sheet.has({one}); });
            if (is_other || !sheet.has(headings)) continue;
            for (const HeadedRow& row : sheet.rows()) {
                if (problems_ >= max_problems) return;
                add(row);
            }
            return;
        }
        problem(codes::digcomp_sheet_missing, {book_name_, 0, 0},
                std::string("no sheet holds ") + what + ": one whose first row has " + listed({headings.begin(), headings.end()}),
                "the workbook is the data supplement that is published with DigComp");
    }

    /// Which DigComp it is, and where: nothing but the sheet that explains the others says so.
    void read_head() {
        std::string version;
        std::string url;
        for (const HeadedRows& sheet : sheets_) {
            for (const std::string& text : sheet.texts()) {
                if (version.empty()) version = version_in(text);
                if (url.empty()) url = address_in(text);
            }
        }
        const Location at{book_name_, 0, 0};
        if (version.empty()) {
            problem(codes::digcomp_no_version, at, "nothing in the workbook says which DigComp it is, as \"DigComp 3.0\"",
                    "write it into a cell of the first sheet");
        }
        const std::string name = "DigComp " + version;
        content_.head = {source_id, version, at, {"en"}, {}};
        content_.head.sources.push_back({SourceId(source_id), at, name + ", data supplement, European Commission, Joint Research Centre",
                                         "CC-BY-SA-4.0", url, "Words of the workbook, blanks around them taken out"});
        content_.head.sources.push_back({SourceId("capgap"), at, "The capgap project", "CC-BY-SA-4.0", {}, {}});
        content_.title = text_at(name, at);
        content_.attribution = own_text(name + ": European Digital Competence Framework. European Commission, Joint Research Centre", at);
        content_.endorsement = "none";
        content_.licence_name = "CC-BY-SA-4.0";
        content_.licence_url = "https://creativecommons.org/licenses/by-sa/4.0/";
        content_.licence_scope = own_text("All texts of this file, and what is made of them", at);
    }

    /// "3.0" in "The full DigComp 3.0 framework is here"
    static std::string version_in(const std::string& text) {
        constexpr std::string_view name = "digcomp ";
        const std::string words = folded(text);
        for (std::size_t at = words.find(name); at != std::string::npos; at = words.find(name, at + 1)) {
            const std::size_t first = at + name.size();
            const std::size_t end = words.find_first_not_of("0123456789.", first);
            std::string version = words.substr(first, end == std::string::npos ? end : end - first);
            while (version.ends_with('.')) version.pop_back();
            if (!version.empty()) return version;
        }
        return {};
    }

    static std::string address_in(const std::string& text) {
        const std::size_t first = text.find("https://");
        if (first == std::string::npos) return {};
        return text.substr(first, text.find_first_of(" \t\n,;)", first) - first);
    }

    /// Whether the row has all that is named; says what is empty.
    bool is_whole(const HeadedRow& row, const std::vector<const char*>& headings) {
        std::vector<std::string> empty;
        for (const char* heading : headings) {
            if (row[heading].empty()) empty.emplace_back(heading);
        }
        if (!empty.empty()) problem(codes::digcomp_cell_empty, row.at(""), "nothing stands under " + listed(empty));
        return empty.empty();
    }

    /// A level stands in a row for each of its finer steps.
    void add_level(const HeadedRow& row) {
        if (!is_whole(row, {level_name, level_words})) return;
        const LevelId id(id_of_words(row[level_name]));
        const std::string words = row[level_words] + (row[level_purpose].empty() ? "" : ' ' + row[level_purpose]);
        const auto [there, is_new] = levels_.try_emplace(id.text(), content_.levels.size());
        if (is_new) {
            content_.levels.push_back({id, row.at(level_name), text_at(row[level_name], row.at(level_name)), text_at(words, row.at(level_words))});
        } else {
            compare(content_.levels[there->second].description, words, row.at(level_words), "the level " + in_quotes(id.text()));
        }
    }

    void add_competence(const HeadedRow& row) {
        if (!is_whole(row, {area_number, area_name, competence_number, competence_name})) return;
        Competency one;
        one.id = CompetencyId(row[competence_number]);
        one.at = row.at(competence_number);
        one.domain = domain_of(row);
        one.title = text_at(row[competence_name], row.at(competence_name));
        if (!row[competence_words].empty()) one.description = text_at(row[competence_words], row.at(competence_words));
        competencies_.try_emplace(one.id.text(), content_.competencies.size());
        content_.competencies.push_back(std::move(one));
    }

    std::size_t domain_of(const HeadedRow& row) {
        const DomainId id(row[area_number]);
        const auto [there, is_new] = domains_.try_emplace(id.text(), content_.domains.size());
        if (!is_new) {
            compare_area(content_.domains[there->second], row);
            return there->second;
        }
        Domain area{id, row.at(area_number), text_at(row[area_name], row.at(area_name)), {}};
        if (!row[area_words].empty()) area.description = text_at(row[area_words], row.at(area_words));
        content_.domains.push_back(std::move(area));
        return there->second;
    }

    void compare_area(const Domain& area, const HeadedRow& row) {
        compare(area.title, row[area_name], row.at(area_name), "the area " + in_quotes(area.id.text()));
        compare(area.description, row[area_words], row.at(area_words), "the area " + in_quotes(area.id.text()));
    }

    /// What a row repeats should be the same; the first words hold.
    void compare(const Text& first, const std::string& words, const Location& at, const std::string& owner) {
        if (first.empty() || words.empty()) return;
        const Text::Entry& held = first.entries().front();
        if (folded(held.text) == folded(words)) return;
        if (!said_.insert(to_string(held.at)).second) return;
        found_.push_back(warning(codes::digcomp_words_differ, at,
                                 owner + " has other words here than at " + to_string(held.at) + ", which are taken: " + in_quotes(words)));
    }

    /// The competence of a row; null, and a problem, where there is none of its number.
    Competency* competence_of(const HeadedRow& row) {
        const std::string& id = row[competence_number];
        const auto there = competencies_.find(id);
        if (there == competencies_.end()) {
            if (!known_competences_) known_competences_.emplace(ids_of(content_.competencies));
            problem(codes::digcomp_unknown, row.at(competence_number), "no competence has the number " + in_quotes(id), (*known_competences_)(id));
            return nullptr;
        }
        Competency& out = content_.competencies[there->second];
        compare(out.title, row[competence_name], row.at(competence_name), "the competence " + in_quotes(id));
        compare(out.description, row[competence_words], row.at(competence_words), "the competence " + in_quotes(id));
        compare(content_.domains[out.domain].title, row[area_name], row.at(area_name), "the area " + in_quotes(row[area_number]));
        return &out;
    }

    template <class Part>
    static std::vector<std::string> ids_of(const std::vector<Part>& parts) {
        std::vector<std::string> out;
        for (const Part& one : parts) out.push_back(one.id.text());
        return out;
    }

    void problem(const char* code, const Location& at, std::string message, std::string hint = {}) {
        ++problems_;
        found_.push_back(error(code, at, std::move(message), std::move(hint)));
    }

    Statement statement(const HeadedRow& row, const char* id, const char* words, const char* level) {
        Statement out{StatementId(row[id]), row.at(id), LevelId(id_of_words(row[level])), row.at(level), text_at(row[words], row.at(words))};
        if (!row[ai_label].empty()) out.labels.push_back(id_of_words(row[ai_label]));
        if (!levels_.contains(out.level.text())) {
            if (!known_levels_) known_levels_.emplace(ids_of(content_.levels));
            problem(codes::digcomp_unknown, out.level_at, "no level is called " + in_quotes(row[level]), (*known_levels_)(out.level.text()));
        }
        return out;
    }

    void add_statement(const HeadedRow& row) {
        if (!is_whole(row, {competence_number, statement_id, statement_words, level_name})) return;
        if (Competency* of = competence_of(row)) of->statements.push_back(statement(row, statement_id, statement_words, level_name));
    }

    void add_outcome(const HeadedRow& row) {
        if (!is_whole(row, {competence_number, outcome_id, outcome_words, outcome_level, outcome_kind})) return;
        const std::optional<OutcomeKind> kind = kind_of(row[outcome_kind]);
        if (!kind)
            problem(codes::digcomp_unknown, row.at(outcome_kind), in_quotes(row[outcome_kind]) + " is neither knowledge nor skill nor attitude");
        Competency* of = competence_of(row);
        if (of == nullptr) return;
        of->outcomes.push_back({statement(row, outcome_id, outcome_words, outcome_level), kind.value_or(OutcomeKind::knowledge)});
    }

    static std::optional<OutcomeKind> kind_of(const std::string& words) {
        const std::string word = folded(words);
        if (word == "knowledge") return OutcomeKind::knowledge;
        if (word == "skill" || word == "skills") return OutcomeKind::skill;
        if (word == "attitude" || word == "attitudes") return OutcomeKind::attitude;
        return std::nullopt;
    }

    std::string book_name_;
    Diagnostics found_;
    std::vector<HeadedRows> sheets_;
    std::size_t problems_ = 0;
    FrameworkContent content_;
    // Places in the content, by ids.
    std::unordered_map<std::string, std::size_t> levels_;
    std::unordered_map<std::string, std::size_t> domains_;
    std::unordered_map<std::string, std::size_t> competencies_;
    // Made when the first hint is asked for.
    std::optional<DidYouMean> known_competences_;
    std::optional<DidYouMean> known_levels_;
    std::unordered_set<std::string> said_;  ///< places of texts of which it is said that they are repeated in other words
};

}  // namespace

Result<Checked<DigcompFramework>> read_digcomp(const Spreadsheet& book) {
    return DigcompReader(book).run();
}

}  // namespace capgap
