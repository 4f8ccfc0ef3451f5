#include <capgap/formats/lss/option_lists.hpp>

#include <capgap/base/id.hpp>
#include <capgap/base/plain_text.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace capgap::lss {

namespace {

/// The columns of responses and population that have a meaning of their own, and the question that routing knows.
constexpr std::array<std::string_view, 11> column_names{"respondent", "institution", "profile", "wanted", "weight",   "stratum",
                                                        "psu",        "language",    "seconds", "wave",   "headcount"};

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

std::string cleaned(const std::string& code) {
    constexpr std::size_t longest = 48;
    std::string out;
    for (const char c : code.substr(0, longest)) out += is_word(c) || c == '_' || c == '.' || c == '-' ? c : '-';
    const bool needs_letter =
        out.empty() || !is_word(out.front()) || is_reserved_id(out) || std::find(column_names.begin(), column_names.end(), out) != column_names.end();
    return needs_letter ? "q" + std::string(out.empty() || !is_word(out.front()) ? "" : "-") + out : out;
}

/// The words in which surveys offer not to answer, folded. They are no step of a scale: as its last option they would count as the highest.
constexpr std::array<std::pair<std::string_view, const char*>, 31> words_for_none{{{"n/a", "na"},
                                                                                   {"na", "na"},
                                                                                   {"not applicable", "na"},
                                                                                   {"does not apply", "na"},
                                                                                   {"not relevant", "na"},
                                                                                   {"non applicable", "na"},
                                                                                   {"sans objet", "na"},
                                                                                   {"ne s'applique pas", "na"},
                                                                                   {"nicht relevant", "na"},
                                                                                   {"entfällt", "na"},
                                                                                   {"no aplica", "na"},
                                                                                   {"não se aplica", "na"},
                                                                                   {"don't know", "dk"},
                                                                                   {"do not know", "dk"},
                                                                                   {"i don't know", "dk"},
                                                                                   {"i do not know", "dk"},
                                                                                   {"ne sais pas", "dk"},
                                                                                   {"je ne sais pas", "dk"},
                                                                                   {"weiß nicht", "dk"},
                                                                                   {"weiss nicht", "dk"},
                                                                                   {"no sé", "dk"},
                                                                                   {"não sei", "dk"},
                                                                                   {"prefer not to say", "ref"},
                                                                                   {"prefer not to answer", "ref"},
                                                                                   {"no answer", "ref"},
                                                                                   {"keine angabe", "ref"},
                                                                                   {"sans réponse", "ref"},
                                                                                   {"je préfère ne pas répondre", "ref"},
                                                                                   {"préfère ne pas répondre", "ref"},
                                                                                   {"prefiero no responder", "ref"},
                                                                                   {"prefiro não responder", "ref"}}};

std::string none_of_the_scale(const Words& words) {
    for (const auto& [language, text] : words) {
        const std::string key = folded(text);
        for (const auto& [phrase, id] : words_for_none) {
            if (key == phrase) return id;
        }
    }
    return {};
}

/// Values count where the survey is assessed and every answer has one of its own.
bool values_count(const Question& question, const Questionnaire& questionnaire) {
    std::set<double> values;
    for (const Answer& answer : question.answers) values.insert(answer.assessment_value);
    return questionnaire.assessed && values.size() == question.answers.size() && values.size() > 1;
}

std::vector<ListedOption> steps_of(const Question& question, const Questionnaire& questionnaire) {
    std::vector<ListedOption> options;
    std::set<std::string> specials;
    Ids ids;
    double place = 0;
    const bool by_value = values_count(question, questionnaire);
    for (const Answer& answer : question.answers) {
        ListedOption option{answer.code, none_of_the_scale(answer.words), {}, answer.words};
        if (option.id.empty() || !specials.insert(option.id).second) {
            option.id = ids.add(answer.code);
            option.score = by_value ? answer.assessment_value : place++;
        }
        options.push_back(std::move(option));
    }
    return options;
}

std::vector<ListedOption> categories_of(const Question& question) {
    std::vector<ListedOption> options;
    Ids ids;
    for (const Answer& answer : question.answers) options.push_back({answer.code, ids.add(answer.code), {}, answer.words});
    if (question.other) options.push_back({"-oth-", ids.add("other"), {}, {}, true});
    return options;
}

std::vector<ListedOption> points(int most, const std::vector<std::string>& languages) {
    std::vector<ListedOption> options;
    for (int i = 1; i <= most; ++i) {
        const std::string number = std::to_string(i);
        options.push_back({number, number, i - 1, {{languages.front(), number}}});
    }
    return options;
}

struct OwnOption {
    const char* code = "";
    const char* word = "";
    std::optional<double> score;
};

std::vector<ListedOption> own(std::initializer_list<OwnOption> all, const std::vector<std::string>& languages, const LssWords& words) {
    std::vector<ListedOption> options;
    for (const OwnOption& one : all) {
        ListedOption option{one.code, one.code, one.score, {}, true};
        for (const std::string& language : languages) {
            if (auto text = words(language, one.word)) option.words.emplace(language, std::move(*text));
        }
        option.words.emplace(languages.front(), one.word);
        options.push_back(std::move(option));
    }
    return options;
}

}  // namespace

std::string Ids::add(const std::string& code) {
    const std::string clean = cleaned(code);
    std::string id = clean;
    for (std::size_t number = 2; !taken_.insert(id).second; ++number) id = clean + '-' + std::to_string(number);
    return id;
}

OptionList option_list(const Question& question, const Questionnaire& questionnaire, const LssWords& words) {
    using Becomes = OptionList::Becomes;
    const std::vector<std::string>& languages = questionnaire.languages;
    const std::string& type = question.type;
    if (type == "F" || type == "H") return {Becomes::item, true, steps_of(question, questionnaire)};
    if (type == "A") return {Becomes::item, true, points(5, languages), "points_5"};
    if (type == "B") return {Becomes::item, true, points(10, languages), "points_10"};
    if (type == "C")
        return {Becomes::item, true, own({{"N", "no", 0}, {"Y", "yes", 1}, {"U", "uncertain", std::nullopt}}, languages, words), "yes_no_uncertain"};
    if (type == "E")
        return {Becomes::item, true, own({{"D", "decrease", 0}, {"S", "same", 1}, {"I", "increase", 2}}, languages, words), "increase_decrease"};
    if (type == "5") return {Becomes::item, false, points(5, languages), "points_5"};
    if (type == "Y") return {Becomes::item, false, own({{"N", "no", 0}, {"Y", "yes", 1}}, languages, words), "yes_no"};
    if (type == "G") return {Becomes::background, false, own({{"F", "female", {}}, {"M", "male", {}}}, languages, words)};
    if (type == "M") return {Becomes::background, true, own({{"Y", "yes", {}}, {"N", "no", {}}}, languages, words)};
    if (type != "L" && type != "!") return {};
    if (!question.other && values_count(question, questionnaire)) return {Becomes::item, false, steps_of(question, questionnaire)};
    OptionList list{Becomes::background, false, categories_of(question)};
    if (question.other) list.options.back().words = own({{"-oth-", "other", {}}}, languages, words).front().words;
    return list;
}

std::string name_of_type(const std::string& type) {
    constexpr std::array<std::pair<std::string_view, const char*>, 17> names{{{"S", "short free text"},
                                                                              {"T", "long free text"},
                                                                              {"U", "huge free text"},
                                                                              {"Q", "several short texts"},
                                                                              {"N", "a number"},
                                                                              {"K", "several numbers"},
                                                                              {"D", "a date"},
                                                                              {"R", "a ranking"},
                                                                              {"X", "a text to read"},
                                                                              {"*", "an equation"},
                                                                              {"|", "files"},
                                                                              {"I", "a choice of language"},
                                                                              {"O", "a list with a comment"},
                                                                              {"P", "boxes to tick with comments"},
                                                                              {"1", "an array with two scales"},
                                                                              {":", "a table of numbers"},
                                                                              {";", "a table of texts"}}};
    for (const auto& [letter, name] : names) {
        if (letter == type) return name;
    }
    return "of a type that is not known, '" + type.substr(0, 8) + '\'';
}

}  // namespace capgap::lss
