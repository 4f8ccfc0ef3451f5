#include <capgap/base/id_check.hpp>
#include <capgap/base/message.hpp>
#include <capgap/survey/checks.hpp>
#include <capgap/survey/codes.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace capgap {

namespace {

/// The columns of responses and of the population that have a meaning of their own.
constexpr std::array<std::string_view, 11> reserved_columns{"respondent", "institution", "profile", "wanted", "weight",   "stratum",
                                                            "psu",        "language",    "seconds", "wave",   "headcount"};

void check_column_name(const SurveyCheck& check, IdCheck& ids, std::string_view noun, const std::string& id, const Location& at) {
    ids.add(noun, id, at);
    if (std::find(reserved_columns.begin(), reserved_columns.end(), id) == reserved_columns.end()) return;
    check.found.push_back(error(
        codes::column_name_reserved, at,
        "the " + std::string(noun) + " is called " + in_quotes(id) + ", the name of a column that responses or population have for something else",
        "choose another id"));
}

void check_categories(const SurveyCheck& check, const BackgroundQuestion& question, const std::string& name) {
    const std::size_t count = question.options.size();
    if (count == 0 || count > Survey::max_categories) {
        check.found.push_back(
            error(codes::option_count, question.at,
                  name + " has " + counted(count, "option") + ", 1 to " + std::to_string(Survey::max_categories) + " are possible"));
    }
    IdCheck ids({codes::survey_id_malformed, codes::survey_id_repeated}, check.found);
    for (const BackgroundOption& option : question.options) {
        ids.add("option", option.id.text(), option.at);
        check.texts.required(option.title, "title", {"the option " + in_quotes(option.id.text()) + " of " + name, option.at});
    }
}

}  // namespace

void check_column_names(const SurveyCheck& check) {
    IdCheck ids({codes::survey_id_malformed, codes::survey_id_repeated}, check.found);
    for (const Item& item : check.content.items) check_column_name(check, ids, "item", item.id.text(), item.at);
    for (const BackgroundQuestion& question : check.content.background)
        check_column_name(check, ids, "background question", question.id.text(), question.at);
}

void check_background(const SurveyCheck& check) {
    if (check.content.unit == Unit::institution && !check.content.background.empty()) {
        check.found.push_back(error(codes::question_of_persons_only, check.content.background.front().at,
                                    "the survey asks institutions, and has background questions; only persons are asked about their background",
                                    "ask it as an item, or take it out"));
    }
    for (const BackgroundQuestion& question : check.content.background) {
        const std::string name = "the background question " + in_quotes(question.id.text());
        check.texts.required(question.title, "title", {name, question.at});
        check_categories(check, question, name);
        if (question.active && question.sensitive && question.breakdown) {
            check.found.push_back(remark(codes::sensitive_breakdown, question.at, name + " is sensitive, and tables may be broken down by it",
                                         "make sure that the notice says so, or write `breakdown: false`"));
        }
    }
}

}  // namespace capgap
