#include <capgap/pipeline/propose_mapping.hpp>

#include <capgap/base/message.hpp>
#include <capgap/base/plain_text.hpp>
#include <capgap/pipeline/proposal_fields.hpp>
#include <capgap/pipeline/proposal_tables.hpp>
#include <capgap/responses/language_tag.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace capgap {

namespace {

using Kind = ProposalField::Kind;

/// How a column was recognised, the stronger the later.
enum class Likeness { none, values, part, question, code, very_code };

struct Claim {
    std::size_t column = 0;  ///< index
    Likeness likeness = Likeness::none;
    AnswerMatch match;
};

/// q1[SQ001], q1_SQ001 and Q1.SQ001 are one code.
std::string plain_code(std::string_view code) {
    std::string out;
    for (const char c : code) {
        const bool is_word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (is_word) {
            out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        } else if (!out.empty() && out.back() != '_') {
            out += '_';
        }
    }
    while (out.ends_with('_')) out.pop_back();
    return out;
}

/// What stands in the last brackets of "q1[SQ001]" or "How often? [I draw]", and what stands before them.
std::pair<std::string_view, std::string_view> brackets_of(std::string_view text) {
    const std::size_t begin = text.rfind('[');
    if (begin == std::string_view::npos || !text.ends_with(']')) return {text, {}};
    return {text.substr(0, begin), text.substr(begin + 1, text.size() - begin - 2)};
}

/// The columns by whatever a field may know them by.
class ColumnNames {
public:
    explicit ColumnNames(const std::vector<ColumnSummary>& columns) {
        for (std::size_t i = 0; i < columns.size(); ++i) {
            add(very_codes_, columns[i].code, i);
            add(codes_, plain_code(columns[i].code), i);
            add(parts_, plain_code(brackets_of(columns[i].code).second), i);
            const std::string text = plain_text(columns[i].text);
            add(questions_, folded(text), i);
            const auto [before, within] = brackets_of(text);
            add(questions_, folded(within), i);
            if (plain_text(within).empty()) add(questions_, folded(before), i);
        }
    }

    /// The columns that are most like `field`, and how.
    std::pair<Likeness, std::set<std::size_t>> most_like(const ProposalField& field) const {
        // Ids that differ in case or marks alone are different questions, where a column says exactly which.
        if (auto found = find(very_codes_, {field.id}); !found.empty()) return {Likeness::very_code, std::move(found)};
        std::vector<std::string> codes{plain_code(field.id)};
        for (const std::string& code : field.codes) codes.push_back(plain_code(code));
        if (auto found = find(codes_, codes); !found.empty()) return {Likeness::code, std::move(found)};
        if (auto found = find(questions_, field.questions); !found.empty()) return {Likeness::question, std::move(found)};
        if (field.kind == Kind::item || field.kind == Kind::background) {
            if (auto found = find(parts_, codes); !found.empty()) return {Likeness::part, std::move(found)};
        }
        return {};
    }

private:
    using Index = std::map<std::string, std::set<std::size_t>>;

    static void add(Index& index, const std::string& key, std::size_t column) {
        if (!key.empty()) index[key].insert(column);
    }
    /// By the first of the keys that is there: a column `respondent` goes before a column `id`.
    static std::set<std::size_t> find(const Index& index, const std::vector<std::string>& keys) {
        for (const std::string& key : keys) {
            if (const auto found = index.find(key); found != index.end()) return found->second;
        }
        return {};
    }

    Index very_codes_;
    Index codes_;
    Index parts_;
    Index questions_;
};

/// With a first part of two or three letters, which longer words do not have.
bool is_language(const std::string& text) {
    return std::min(text.find('-'), text.size()) <= 3 && is_language_tag(text);
}

AnswerMatch fits(bool holds, const char* yes, const char* no) {
    return {holds ? AnswerMatch::Kind::ids : AnswerMatch::Kind::none, {}, holds ? yes : no};
}

/// A column of ids: one in each row, none twice as far as that is known.
AnswerMatch match_ids(const ColumnSummary& column) {
    if (column.filled < column.rows) return fits(false, "", "it is not filled in every row");
    const bool repeated = !column.rising_numbers && !column.too_many_values && column.values.size() < column.filled;
    return fits(!repeated, "every row has one of its own", "some texts occur more than once");
}

AnswerMatch match_numbers(const ColumnSummary& column) {
    const bool with_point = column.whole_numbers + column.point_numbers == column.filled;
    const bool with_comma = column.whole_numbers + column.comma_numbers == column.filled && column.comma_not_thousands > 0;
    if (with_comma && column.comma_numbers > 0) return fits(true, "all values are numbers with a decimal comma", "");
    return fits(with_point, "all values are numbers", "not all values are numbers, or a comma in them may mean two things");
}

AnswerMatch match_values(const ProposalField& field, const ColumnSummary& column) {
    if (field.kind == Kind::respondent) return match_ids(column);
    if (column.filled == 0) return {AnswerMatch::Kind::nothing, {}, "it is empty"};
    if (field.answers) return match_answers(column, *field.answers);
    if (field.kind == Kind::weight || field.kind == Kind::seconds) return match_numbers(column);
    const bool all_ids = !column.too_many_values &&
                         std::all_of(column.values.begin(), column.values.end(), [](const auto& value) { return is_well_formed_id(value.first); });
    if (field.kind == Kind::institution || field.kind == Kind::profile) {
        return fits(all_ids, "all values could be ids; they were compared with no list",
                    "not all values are ids; with a list of them names would be known too");
    }
    if (field.kind != Kind::language) return fits(true, "its values are taken as they are", "");
    const bool languages = std::all_of(column.values.begin(), column.values.end(), [](const auto& value) { return is_language(value.first); });
    return fits(languages && !column.too_many_values, "all values are codes of languages", "not all values are codes of languages");
}

Sureness sureness_of(const Claim& claim, const ProposalField& field) {
    using Match = AnswerMatch::Kind;
    const Match match = claim.match.kind;
    const bool writable =
        std::all_of(claim.match.table.begin(), claim.match.table.end(), [](const auto& entry) { return can_be_written(entry.first); });
    if (match == Match::none || !writable) return Sureness::unsure;
    if (claim.likeness == Likeness::part && (match == Match::places || match == Match::nothing)) return Sureness::unsure;
    if (claim.likeness == Likeness::values && (match == Match::places || match == Match::nothing)) return Sureness::unsure;
    const bool compared = field.answers.has_value() || (field.kind != Kind::institution && field.kind != Kind::profile && field.kind != Kind::text);
    return claim.likeness >= Likeness::code && match == Match::ids && compared ? Sureness::sure : Sureness::likely;
}

const char* words_for(Likeness likeness) {
    switch (likeness) {
        case Likeness::very_code:
        case Likeness::code: return "the code is the same";
        case Likeness::question: return "the question is the same";
        case Likeness::part: return "the part in brackets is the same";
        case Likeness::values: return "known by its values alone";
        case Likeness::none: break;
    }
    return "the first column, without a header";
}

FieldRule rule_for(const ColumnSummary& column) {
    FieldRule rule;
    if (column.code_is_unique && !column.code.empty() && can_be_written(column.code)) {
        // A code that is the whole header, with words in it, is better called what it is.
        rule.kind = column.code == column.header && column.code == column.text ? FieldRule::Kind::header : FieldRule::Kind::code;
        rule.text = column.code;
    } else if (column.header_is_unique && !column.header.empty() && can_be_written(column.header)) {
        rule.kind = FieldRule::Kind::header;
        rule.text = column.header;
    } else {
        rule.kind = FieldRule::Kind::position;
        rule.position = column.position;
    }
    return rule;
}

/// Claims of fields to columns, and what becomes of them.
class Proposing {
public:
    explicit Proposing(const ProposalInput& input) : input_(input), fields_(proposal_fields(input)), names_(input.columns) {
        for (const ColumnSummary& column : input.columns) {
            out_.columns.push_back({column.position, column.header, Sureness::unsure, {}, reason_against(column.code)});
        }
    }

    MappingProposal propose() && {
        for (const ProposalField& field : fields_) claims_.push_back(claim_of(field));
        settle_disputes();
        for (std::size_t i = 0; i < fields_.size(); ++i) accept(fields_[i], claims_[i]);
        number_respondents();
        const Head& head = input_.survey.content().head;
        out_.mapping.id = head.id.substr(0, 57) + "-import";
        out_.mapping.survey_id = head.id;
        out_.mapping.survey_version = head.version;
        out_.mapping.tables = std::move(tables_).take();
        for (ColumnProposal& column : out_.columns) {
            if (column.reason.empty()) column.reason = "nothing in the survey is like it";
        }
        return std::move(out_);
    }

private:
    /// Forms that ask for no name, and number nobody: each row is a person.
    void number_respondents() {
        const bool perhaps =
            std::any_of(out_.columns.begin(), out_.columns.end(), [](const ColumnProposal& one) { return one.field == "respondent"; });
        if (input_.survey.content().unit != Unit::person || out_.mapping.respondent || perhaps) return;
        out_.mapping.respondent = FieldRule{};
        out_.mapping.respondent->kind = FieldRule::Kind::row;
        std::erase(out_.missing, "respondent");
    }

    /// The one column that `field` may have.
    std::optional<Claim> claim_of(const ProposalField& field) {
        auto [likeness, alike] = names_.most_like(field);
        if (alike.empty() && field.kind == Kind::respondent) return first_column();
        if (alike.empty() && (field.kind == Kind::institution || field.kind == Kind::profile)) {
            likeness = Likeness::values;
            alike = known_by_values(field);
        }
        std::vector<Claim> fitting;
        for (const std::size_t column : alike) {
            Claim claim{column, likeness, match_values(field, input_.columns[column])};
            if (alike.size() == 1) return claim;
            if (claim.match.kind != AnswerMatch::Kind::none && claim.match.kind != AnswerMatch::Kind::nothing) fitting.push_back(std::move(claim));
        }
        if (fitting.size() == 1) return std::move(fitting.front());
        for (const std::size_t column : alike) leave_out(column, field, std::to_string(alike.size()) + " columns are alike");
        return std::nullopt;
    }

    /// Programs that write tables number their rows in a first column without a name.
    std::optional<Claim> first_column() const {
        if (input_.columns.empty() || !input_.columns.front().header.empty()) return std::nullopt;
        const ColumnSummary& column = input_.columns.front();
        if (!column.rising_numbers || column.filled == 0) return std::nullopt;
        return Claim{0, Likeness::none, match_ids(column)};
    }

    std::set<std::size_t> known_by_values(const ProposalField& field) const {
        std::set<std::size_t> found;
        if (!field.answers) return found;
        std::set<std::string> words;
        for (const AnswerSet::Answer& answer : field.answers->options) {
            words.insert(folded(answer.id));
            for (const std::string& title : answer.titles) words.insert(folded(title));
        }
        for (std::size_t i = 0; i < input_.columns.size(); ++i) {
            const ColumnSummary& column = input_.columns[i];
            // The first text decides whether it is worth while to look at the others.
            if (column.values.empty() || !words.contains(folded(column.values.front().first))) continue;
            const auto kind = match_answers(column, *field.answers).kind;
            if (kind == AnswerMatch::Kind::ids || kind == AnswerMatch::Kind::labels) found.insert(i);
        }
        return found;
    }

    /// A column that two fields claim goes to the one it is more like; to none if it is like both.
    void settle_disputes() {
        std::map<std::size_t, std::vector<std::size_t>> claimants;
        for (std::size_t i = 0; i < claims_.size(); ++i) {
            if (claims_[i]) claimants[claims_[i]->column].push_back(i);
        }
        for (const auto& [column, fields] : claimants) {
            Likeness most = Likeness::none;
            for (const std::size_t i : fields) most = std::max(most, claims_[i]->likeness);
            const auto equal = std::count_if(fields.begin(), fields.end(), [&](std::size_t i) { return claims_[i]->likeness == most; });
            std::vector<std::string> names;
            for (const std::size_t i : fields) names.push_back(fields_[i].name);
            for (const std::size_t i : fields) {
                if (equal == 1 && claims_[i]->likeness == most) continue;
                if (equal > 1) leave_out(column, fields_[i], "it is like " + listed(names, 4));
                claims_[i].reset();
            }
        }
    }

    void accept(const ProposalField& field, const std::optional<Claim>& claim) {
        const Sureness sureness = claim ? sureness_of(*claim, field) : Sureness::unsure;
        if (claim) {
            ColumnProposal& column = out_.columns[claim->column];
            column.sureness = sureness;
            column.field = field.name;
            column.reason = std::string(words_for(claim->likeness)) + "; " + claim->match.reason;
        }
        if (sureness == Sureness::unsure) {
            if (field.required) out_.missing.push_back(field.name);
            return;
        }
        FieldRule rule = rule_for(input_.columns[claim->column]);
        if (!claim->match.table.empty()) rule.table = tables_.add(field.answers_id, *field.answers, claim->match);
        const bool is_number = field.kind == Kind::weight || field.kind == Kind::seconds;
        if (is_number && input_.columns[claim->column].comma_numbers > 0) out_.mapping.file.decimal_comma = true;
        put_rule(out_.mapping, field, std::move(rule));
    }

    void leave_out(std::size_t column, const ProposalField& field, std::string reason) {
        out_.columns[column].field = field.name;
        out_.columns[column].reason = std::move(reason);
    }

    const ProposalInput& input_;
    std::vector<ProposalField> fields_;
    ColumnNames names_;
    std::vector<std::optional<Claim>> claims_;
    ProposalTables tables_;
    MappingProposal out_;
};

}  // namespace

std::string_view to_string(Sureness sureness) {
    return sureness == Sureness::sure ? "sure" : sureness == Sureness::likely ? "likely" : "unsure";
}

MappingProposal propose_mapping(const ProposalInput& input) {
    return Proposing(input).propose();
}

}  // namespace capgap
