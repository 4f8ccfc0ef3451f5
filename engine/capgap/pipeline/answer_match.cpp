#include <capgap/pipeline/answer_match.hpp>

#include <capgap/base/message.hpp>
#include <capgap/base/plain_text.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <set>
#include <string_view>

namespace capgap {

namespace {

constexpr std::string_view not_shown = "n/a";

/// "1.0" and "1.00" are what programs that know only fractions make of 1.
std::string_view without_zero_fraction(std::string_view text) {
    const std::size_t point = text.find('.');
    const bool zeros = point != std::string_view::npos && point > 0 && point + 1 < text.size() &&
                       text.find_first_not_of('0', point + 1) == std::string_view::npos && text.find_first_not_of("0123456789") == point;
    return zeros ? text.substr(0, point) : text;
}

/// How Y and N, as LimeSurvey writes them, are said elsewhere.
constexpr std::array<std::string_view, 12> words_for_yes{"y", "yes", "oui", "ja", "sí", "si", "sim", "sì", "да", "tak", "是", "نعم"};
constexpr std::array<std::string_view, 11> words_for_no{"n", "no", "non", "nein", "nee", "não", "nej", "нет", "ні", "否", "لا"};

/// The answers by their words; words that two answers share stand for neither.
class Words {
public:
    explicit Words(const AnswerSet& answers) {
        for (const auto* group : {&answers.options, &answers.special}) {
            for (const AnswerSet::Answer& answer : *group) add(answer);
        }
    }

    std::optional<std::string> id_of(std::string_view text) const {
        const auto found = ids_.find(std::string(text));
        return found == ids_.end() ? std::nullopt : std::optional(found->second);
    }

    /// The id whose words `text` is; "" for a question that was not shown.
    std::optional<std::string> of(const std::string& text) const {
        if (auto id = id_of(without_zero_fraction(text))) return id;
        const std::string key = folded(text);
        if (const auto found = answers_.find(key); found != answers_.end()) return only(found->second);
        if (key == "y" || key == "n") return said_as(key == "y");
        if (key == not_shown) return "";
        return std::nullopt;
    }

private:
    void add(const AnswerSet::Answer& answer) {
        ids_.emplace(answer.id, answer.id);
        for (const std::string& title : answer.titles) answers_[folded(title)].insert(answer.id);
    }

    static std::optional<std::string> only(const std::set<std::string>& ids) { return ids.size() == 1 ? std::optional(*ids.begin()) : std::nullopt; }

    std::optional<std::string> said_as(bool yes) const {
        const auto says = [yes](std::string_view word) {
            return yes ? std::find(words_for_yes.begin(), words_for_yes.end(), word) != words_for_yes.end()
                       : std::find(words_for_no.begin(), words_for_no.end(), word) != words_for_no.end();
        };
        std::set<std::string> ids;
        for (const auto& [id, same] : ids_) {
            if (says(id)) ids.insert(id);
        }
        for (const auto& [words, of_words] : answers_) {
            if (says(words)) ids.insert(of_words.begin(), of_words.end());
        }
        return only(ids);
    }

    std::map<std::string, std::string> ids_;
    std::map<std::string, std::set<std::string>> answers_;
};

struct AnswerCode {
    bool lettered = false;  ///< A1, AO01
    std::size_t number = 0;
};

std::optional<AnswerCode> answer_code(std::string_view text) {
    AnswerCode code;
    text = without_zero_fraction(text);
    for (const std::string_view letters : {"AO", "A"}) {
        if (!code.lettered && text.starts_with(letters)) {
            code.lettered = true;
            text.remove_prefix(letters.size());
        }
    }
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), code.number);
    const bool is_number =
        failure == std::errc() && end == text.data() + text.size() && text.find_first_not_of("0123456789") == std::string_view::npos;
    return is_number ? std::optional(code) : std::nullopt;
}

AnswerMatch by_ids(const ColumnSummary& column, const Words& words) {
    for (const auto& [text, count] : column.values) {
        if (!words.id_of(text)) return {};
    }
    return {AnswerMatch::Kind::ids, {}, "all values are ids of answers"};
}

/// Texts that are no answers. Long ones that occur once are only counted: somebody may have written them by hand, and a mapping is passed on.
std::string words_on_unknown(const ColumnSummary& column, const Words& words) {
    constexpr std::size_t longest = 40;
    std::vector<std::string> shown;
    std::size_t unknown = 0;
    for (const auto& [text, count] : column.values) {
        if (words.of(text)) continue;
        ++unknown;
        if (text.size() <= longest || count > 1) shown.push_back(text);
    }
    if (shown.empty()) return counted(unknown, "longer text") + (unknown == 1 ? " is" : " are") + " no answer";
    std::string said = listed(shown, 4);
    if (unknown > shown.size()) said += ", and " + counted(unknown - shown.size(), "longer text") + ',';
    return said + (unknown == 1 ? " is no answer, or more than one" : " are no answers, or more than one");
}

AnswerMatch by_words(const ColumnSummary& column, const Words& words) {
    AnswerMatch match{AnswerMatch::Kind::labels, {}, "all values are words of answers"};
    for (const auto& [text, count] : column.values) {
        const auto id = words.of(text);
        if (!id) return {AnswerMatch::Kind::none, {}, words_on_unknown(column, words)};
        if (id->empty()) match.reason = "all values are words of answers, and '" + text + "' is read as a question that was not shown";
        match.table.emplace_back(text, *id);
    }
    return match;
}

/// Where the codes of a column begin to count, if that is beyond doubt.
std::optional<std::size_t> first_number(const std::vector<AnswerCode>& codes, std::size_t options) {
    const auto occurs = [&codes](std::size_t number) {
        return std::any_of(codes.begin(), codes.end(), [number](const AnswerCode& one) { return one.number == number; });
    };
    const bool all_lettered = std::all_of(codes.begin(), codes.end(), [](const AnswerCode& one) { return one.lettered; });
    const bool none_lettered = std::none_of(codes.begin(), codes.end(), [](const AnswerCode& one) { return one.lettered; });
    if (!all_lettered && !none_lettered) return std::nullopt;
    if (occurs(0)) return occurs(options) ? std::nullopt : std::optional<std::size_t>(0);
    return all_lettered || occurs(options) ? std::optional<std::size_t>(1) : std::nullopt;
}

AnswerMatch by_places(const ColumnSummary& column, const AnswerSet& answers) {
    std::vector<AnswerCode> codes;
    for (const auto& [text, count] : column.values) {
        const auto code = answer_code(text);
        if (!code) return {};
        codes.push_back(*code);
    }
    const auto first = first_number(codes, answers.options.size());
    if (!first) return {};
    AnswerMatch match{AnswerMatch::Kind::places, {}, "answer codes are counted along the options from " + std::to_string(*first)};
    for (std::size_t i = 0; i < codes.size(); ++i) {
        if (codes[i].number < *first || codes[i].number - *first >= answers.options.size()) return {};
        match.table.emplace_back(column.values[i].first, answers.options[codes[i].number - *first].id);
    }
    return match;
}

}  // namespace

AnswerMatch match_answers(const ColumnSummary& column, const AnswerSet& answers) {
    if (column.filled == 0) return {AnswerMatch::Kind::nothing, {}, "nobody answered"};
    if (column.too_many_values) {
        return {AnswerMatch::Kind::none, {}, "it holds more than " + std::to_string(ColumnSummary::max_values) + " different texts"};
    }
    const Words words(answers);
    AnswerMatch ids = by_ids(column, words);
    if (ids.kind != AnswerMatch::Kind::none) return ids;
    AnswerMatch labels = by_words(column, words);
    if (labels.kind != AnswerMatch::Kind::none) return labels;
    AnswerMatch places = by_places(column, answers);
    return places.kind != AnswerMatch::Kind::none ? places : labels;
}

}  // namespace capgap
