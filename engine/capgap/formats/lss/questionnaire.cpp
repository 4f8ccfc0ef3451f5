#include <capgap/formats/lss/questionnaire.hpp>

#include <capgap/base/message.hpp>
#include <capgap/base/plain_text.hpp>
#include <capgap/formats/lss/codes.hpp>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <initializer_list>
#include <tuple>
#include <utility>

namespace capgap::lss {

namespace {

constexpr std::size_t most_problems = 200;

/// What order rows say; whoever says none comes last.
std::int64_t number_of(const std::string& text) {
    std::int64_t number = INT64_MAX;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

double value_of(const std::string& text) {
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

/// As the schema of a survey has it.
bool is_language(const std::string& text) {
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    std::size_t part = 0;
    std::size_t length = 0;
    for (const char c : text + "-") {
        if (c == '-') {
            if (length < 2 || length > (part == 0 ? 3U : 8U)) return false;
            ++part;
            length = 0;
        } else {
            if (!is_letter(c) && (part == 0 || c < '0' || c > '9')) return false;
            ++length;
        }
    }
    return text.size() <= 35;
}

std::vector<std::string> words_in(const std::string& text) {
    std::vector<std::string> words(1);
    for (const char c : text) {
        if (c != ' ') words.back() += c;
        if (c == ' ' && !words.back().empty()) words.emplace_back();
    }
    if (words.back().empty()) words.pop_back();
    return words;
}

/// A code without what no file may hold.
std::string code_in(const Row& row, const char* name) {
    return plain_text(row.get(name));
}

/// Rows of one thing in several languages, and texts of it in a table of their own.
class Assembling {
public:
    explicit Assembling(const Tables& tables) : tables_(tables) {}

    Result<Checked<Questionnaire>> run() {
        if (tables_.document_type != "Survey" || !tables_.rows.contains("questions")) return not_a_survey();
        read_survey();
        read_orders();
        for (const Row& row : tables_.of("questions")) add_question(row);
        for (const Row& row : tables_.of("subquestions")) add_question(row);
        for (const Row& row : tables_.of("question_l10ns")) add_question_words(row);
        for (const Row& row : tables_.of("answers")) add_answer(row);
        for (const Row& row : tables_.of("answer_l10ns")) add_answer_words(row);
        if (has_errors(found_)) return Errors(std::move(found_));
        put_together();
        return Checked<Questionnaire>{std::move(out_), std::move(found_)};
    }

private:
    struct Ordered {
        Question question;
        std::string parent;
        std::tuple<std::int64_t, std::int64_t, std::size_t> place;  ///< of the group, of the question, in the file
        std::string scale;
    };
    struct OrderedAnswer {
        Answer answer;
        std::pair<std::int64_t, std::size_t> place;
    };

    Errors not_a_survey() const {
        return error(codes::lss_not_a_survey, {tables_.file, 1, 1},
                     tables_.document_type.empty() ? "this is no structure file of LimeSurvey"
                                                   : "this is a file of LimeSurvey for " + in_quotes(tables_.document_type) + ", not for a survey",
                     "export it as 'Survey structure (.lss)'");
    }

    void read_survey() {
        std::vector<std::string> languages;
        for (const Row& row : tables_.of("surveys")) {
            out_.survey_id = code_in(row, "sid");
            out_.assessed = row.get("assessments") == "Y";
            languages.push_back(row.get("language"));
            for (std::string& one : words_in(row.get("additional_languages"))) languages.push_back(std::move(one));
        }
        for (const std::string& one : tables_.languages) languages.push_back(one);
        for (const std::string& one : languages) {
            const bool known = std::find(out_.languages.begin(), out_.languages.end(), one) != out_.languages.end();
            if (known || one.empty()) continue;
            if (is_language(one) && out_.languages.size() < 100) {
                out_.languages.push_back(one);
            } else {
                say(warning(codes::lss_language_unknown, {tables_.file, 0, 0},
                            in_quotes(one) + " is no code of a language as 'en' or 'pt-BR': its texts are left out"));
            }
        }
        for (const Row& row : tables_.of("surveys_languagesettings")) {
            put(out_.title, row.get("surveyls_language"), row.get("surveyls_title"));
            put(out_.description, row.get("surveyls_language"), row.get("surveyls_description"));
        }
        if (out_.languages.empty()) out_.languages.emplace_back("en");
    }

    void put(Words& words, const std::string& language, const std::string& text) const {
        const bool known = std::find(out_.languages.begin(), out_.languages.end(), language) != out_.languages.end();
        std::string plain = plain_text(text);
        if (known && !plain.empty()) words.emplace(language, std::move(plain));
    }

    void read_orders() {
        for (const Row& row : tables_.of("groups")) group_place_.emplace(row.get("gid"), number_of(row.get("group_order")));
    }

    void say(Diagnostic one) {
        if (found_.size() < most_problems) found_.push_back(std::move(one));
    }

    bool has_all(const Row& row, const char* noun, std::initializer_list<const char*> names) {
        std::vector<std::string> missing;
        for (const char* name : names) {
            if (code_in(row, name).empty()) missing.emplace_back(name);
        }
        if (!missing.empty())
            say(error(codes::lss_field_missing, row.at, std::string(noun) + " without " + listed(missing),
                      "export the structure from LimeSurvey again"));
        return missing.empty();
    }

    void add_question(const Row& row) {
        if (!has_all(row, "a question", {"qid", "type", "title"})) return;
        const auto [found, is_new] = questions_.try_emplace(row.get("qid"));
        Ordered& one = found->second;
        if (is_new) {
            const auto group = group_place_.find(row.get("gid"));
            one.place = {group == group_place_.end() ? INT64_MAX : group->second, number_of(row.get("question_order")), questions_.size()};
            one.parent = row.get("parent_qid") == "0" ? "" : row.get("parent_qid");
            one.scale = row.get("scale_id");
            one.question.at = row.at;
            one.question.id = row.get("qid");
            one.question.type = row.get("type");
            one.question.code = code_in(row, "title");
            one.question.relevance = row.get("relevance") == "1" ? "" : row.get("relevance");
            one.question.other = row.get("other") == "Y";
        }
        put(one.question.words, row.get("language"), row.get("question"));
        put(one.question.help, row.get("language"), row.get("help"));
    }

    void add_question_words(const Row& row) {
        const auto found = questions_.find(row.get("qid"));
        if (found == questions_.end()) return;
        put(found->second.question.words, row.get("language"), row.get("question"));
        put(found->second.question.help, row.get("language"), row.get("help"));
    }

    /// The second scale of a dual array is not read: neither is the array.
    void add_answer(const Row& row) {
        if (!has_all(row, "an answer", {"qid", "code"}) || (row.has("scale_id") && row.get("scale_id") != "0")) return;
        const auto [found, is_new] = answers_.try_emplace({row.get("qid"), code_in(row, "code")});
        OrderedAnswer& one = found->second;
        if (is_new) {
            one.place = {number_of(row.get("sortorder")), answers_.size()};
            one.answer.code = code_in(row, "code");
            one.answer.assessment_value = value_of(row.get("assessment_value"));
        }
        if (row.has("aid")) answer_of_number_.emplace(row.get("aid"), found->first);
        put(one.answer.words, row.get("language"), row.get("answer"));
    }

    void add_answer_words(const Row& row) {
        const auto found = answer_of_number_.find(row.get("aid"));
        if (found != answer_of_number_.end()) put(answers_[found->second].answer.words, row.get("language"), row.get("answer"));
    }

    void put_together() {
        std::vector<const Ordered*> parts;
        std::vector<Ordered*> whole;
        for (auto& [id, one] : questions_) {
            if (one.parent.empty()) {
                whole.push_back(&one);
            } else {
                parts.push_back(&one);
            }
        }
        std::sort(whole.begin(), whole.end(), [](const Ordered* a, const Ordered* b) { return a->place < b->place; });
        std::sort(parts.begin(), parts.end(), [](const Ordered* a, const Ordered* b) {
            return std::get<1>(a->place) != std::get<1>(b->place) ? std::get<1>(a->place) < std::get<1>(b->place)
                                                                  : std::get<2>(a->place) < std::get<2>(b->place);
        });
        for (const Ordered* part : parts) {
            const auto parent = questions_.find(part->parent);
            // Parts on a second scale are the columns of a table of answers.
            if (parent == questions_.end() || (!part->scale.empty() && part->scale != "0")) continue;
            parent->second.question.parts.push_back({part->question.code, part->question.words});
        }
        std::vector<std::pair<std::string, const OrderedAnswer*>> answers;
        for (const auto& [key, one] : answers_) answers.emplace_back(key.first, &one);
        std::sort(answers.begin(), answers.end(), [](const auto& a, const auto& b) { return a.second->place < b.second->place; });
        for (const auto& [question, one] : answers) {
            const auto found = questions_.find(question);
            if (found != questions_.end()) found->second.question.answers.push_back(one->answer);
        }
        for (Ordered* one : whole) out_.questions.push_back(std::move(one->question));
    }

    const Tables& tables_;
    Questionnaire out_;
    Diagnostics found_;
    std::map<std::string, std::int64_t> group_place_;
    std::map<std::string, Ordered> questions_;
    std::map<std::pair<std::string, std::string>, OrderedAnswer> answers_;
    std::map<std::string, std::pair<std::string, std::string>> answer_of_number_;
};

}  // namespace

Result<Checked<Questionnaire>> questionnaire_of(const Tables& tables) {
    return Assembling(tables).run();
}

}  // namespace capgap::lss
