#include <capgap/formats/lss/survey_from.hpp>

#include <capgap/base/decimal.hpp>
#include <capgap/base/message.hpp>
#include <capgap/formats/lss/codes.hpp>
#include <capgap/formats/lss/option_lists.hpp>
#include <capgap/formats/lss/relevance.hpp>
#include <capgap/formats/lss/tables.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

namespace capgap::lss {

namespace {

constexpr const char* source_id = "limesurvey";

/// What can be asked about in a condition: an item or a background question.
struct Asked {
    std::string id;
    std::map<std::string, std::string> option_of_code;
};

class Converting {
public:
    Converting(const Questionnaire& questionnaire, const FrameworkRef& framework, const std::string& file, const LssWords& words)
        : in_(questionnaire), file_(file), words_(words) {
        out_.survey.framework = framework;
        out_.text_default.status = TextStatus::verbatim;
        out_.text_default.source = SourceId(source_id);
    }

    Result<Checked<LssSurvey>> run() {
        write_head();
        for (const Question& question : in_.questions) take_over(question);
        if (out_.survey.items.empty()) {
            found_.push_back(error(codes::lss_nothing_to_ask, {file_, 0, 0}, "no question of this file can become an item",
                                   "items come from arrays, yes/no questions, and five-point questions"));
            return Errors(std::move(found_));
        }
        return Checked<LssSurvey>{std::move(out_), std::move(found_)};
    }

private:
    void write_head() {
        Head& head = out_.survey.head;
        head.id = "limesurvey-" + Ids().add(in_.survey_id.empty() ? "survey" : in_.survey_id);
        head.version = "1.0";
        head.languages = in_.languages;
        out_.survey.title = text(in_.title, "LimeSurvey " + in_.survey_id);
        if (!in_.description.empty()) out_.survey.description = text(in_.description, "");
        head.sources.push_back({SourceId(source_id), {}, "LimeSurvey: " + out_.survey.title.in(in_.languages.front()), "", "", ""});
        Mapping& mapping = out_.mapping;
        mapping.id = head.id + "-export";
        mapping.survey_id = head.id;
        mapping.survey_version = head.version;
        FieldRule id;
        id.text = "id";
        mapping.respondent = std::move(id);
    }

    Text::Entry entry(const std::string& language, std::string words, TextStatus status) const {
        return {language, std::move(words), status, SourceId(source_id), {}};
    }

    /// Where the default language has no words, `instead` stands in, as a draft: every text must have one there.
    Text text(const Words& words, const std::string& instead, TextStatus status = TextStatus::verbatim) const {
        std::vector<Text::Entry> entries;
        for (const std::string& language : in_.languages) {
            const auto found = words.find(language);
            if (found != words.end()) entries.push_back(entry(language, found->second, status));
            if (found == words.end() && entries.empty() && language == in_.languages.front()) {
                entries.push_back(entry(language, instead.empty() ? "-" : instead, TextStatus::draft));
            }
        }
        return Text(std::move(entries));
    }

    void say(Diagnostic one) { found_.push_back(std::move(one)); }

    void take_over(const Question& question) {
        const OptionList list = option_list(question, in_, words_);
        if (list.becomes == OptionList::Becomes::nothing) {
            return say(warning(codes::lss_question_skipped, question.at,
                               "the question " + in_quotes(question.code) + " is left out: it is " + name_of_type(question.type) +
                                   ", without options to choose from"));
        }
        if (list.each_part && question.parts.empty()) return without_options(question, "it has no subquestions");
        const auto steps = std::count_if(list.options.begin(), list.options.end(), [](const ListedOption& one) { return !is_reserved_id(one.id); });
        if (steps < (list.becomes == OptionList::Becomes::item ? 2 : 1)) return without_options(question, "it has too few answers to choose from");
        if (list.becomes == OptionList::Becomes::item && steps > static_cast<std::ptrdiff_t>(Survey::max_options)) {
            return without_options(question, "it has more than " + std::to_string(Survey::max_options) + " answers");
        }
        if (!list.each_part) return take_part(question, nullptr, list);
        for (const Part& part : question.parts) take_part(question, &part, list);
    }

    void without_options(const Question& question, const std::string& reason) {
        say(warning(codes::lss_options_missing, question.at, "the question " + in_quotes(question.code) + " is left out: " + reason));
    }

    void take_part(const Question& question, const Part* part, const OptionList& list) {
        const std::string code = part == nullptr ? question.code : question.code + '[' + part->code + ']';
        const std::string plain = part == nullptr ? question.code : question.code + '_' + part->code;
        const std::string id = column_ids_.add(plain);
        if (id != plain)
            say(remark(codes::lss_id_changed, question.at,
                       "the code " + in_quotes(plain) + " cannot be an id of its own here: it became " + in_quotes(id)));
        Asked asked{id, {}};
        for (const ListedOption& option : list.options) asked.option_of_code[option.code] = option.id;
        FieldRule rule;
        rule.text = code;
        if (list.becomes == OptionList::Becomes::item) {
            rule.table = TableId(add_item(question, part, list, id));
            out_.mapping.items.push_back({id, {}, std::move(rule)});
        } else {
            rule.table = TableId(add_background(question, part, list, id));
            out_.mapping.background.push_back({id, {}, std::move(rule)});
        }
        // LimeSurvey names a question by its code, or by the numbers of survey, group and question, then the code of the part.
        const std::string ending = part == nullptr ? "" : part->code;
        add_asked(asked_, question.code + (part == nullptr ? "" : "_" + ending), asked);
        add_asked(asked_of_number_, question.id + ending, asked);
    }

    /// A name that two could have is nobody's: 1 and part 23 are written like 12 and part 3.
    static void add_asked(std::map<std::string, Asked>& all, const std::string& name, const Asked& asked) {
        const auto [found, is_new] = all.emplace(name, asked);
        if (!is_new) found->second.id.clear();
    }

    std::string add_item(const Question& question, const Part* part, const OptionList& list, const std::string& id) {
        Item item;
        item.id = ItemId(id);
        item.scale = ScaleId(scale_for(question, list));
        const bool own_title = part != nullptr && !part->words.empty();
        item.title = text(own_title ? part->words : question.words, part == nullptr ? question.code : part->code);
        const Words& help = own_title ? question.words : question.help;
        if (help.contains(in_.languages.front())) item.help = text(help, "");
        add_routing(question, item);
        out_.survey.items.push_back(std::move(item));
        return table_of_scale_[out_.survey.items.back().scale.text()];
    }

    std::string add_background(const Question& question, const Part* part, const OptionList& list, const std::string& id) {
        BackgroundQuestion background;
        background.id = BackgroundId(id);
        Words title = question.words;
        for (auto& [language, words] : title) {
            if (part != nullptr && part->words.contains(language)) words += " [" + part->words.at(language) + "]";
        }
        background.title = text(title, id);
        for (const ListedOption& option : list.options) background.options.push_back({OptionId(option.id), {}, option_title(option)});
        out_.survey.background.push_back(std::move(background));
        if (part != nullptr)
            out_.notes["background." + id] = "a box to tick: exports may leave it empty where it was not ticked, which is unknown here, not no";
        return table_for(list, id);
    }

    Text option_title(const ListedOption& option) const {
        return text(option.words, option.code, option.own_words ? TextStatus::project : TextStatus::verbatim);
    }

    /// Questions with the same options share a scale.
    std::string scale_for(const Question& question, const OptionList& list) {
        std::string key;
        for (const ListedOption& option : list.options) {
            const auto add = [&key](const std::string& part) { key.append(part).push_back('\0'); };
            add(option.code);
            add(option.id);
            add(option.score ? std::to_string(*option.score) : "");
            for (const auto& [language, words] : option.words) {
                add(language);
                add(words);
            }
        }
        const auto [found, is_new] = scale_of_options_.try_emplace(key);
        if (!is_new) return found->second;
        found->second = scale_ids_.add(list.scale_name.empty() ? question.code : list.scale_name);
        Scale scale{ScaleId(found->second), {}, {}};
        for (const ListedOption& option : list.options) {
            if (is_reserved_id(option.id)) {
                name_special(option);
            } else {
                scale.options.push_back({OptionId(option.id), {}, option_title(option), decimal(option.score)});
            }
        }
        out_.survey.scales.push_back(std::move(scale));
        table_of_scale_[found->second] = table_for(list, found->second);
        return found->second;
    }

    static std::optional<Decimal> decimal(std::optional<double> score) {
        constexpr double largest = 1e6;
        if (!score || !(std::abs(*score) <= largest)) return std::nullopt;
        return Decimal::of_millionths(std::llround(*score * static_cast<double>(Decimal::per_unit)));
    }

    void name_special(const ListedOption& option) {
        Text& title = option.id == "na" ? out_.survey.title_na : option.id == "dk" ? out_.survey.title_dk : out_.survey.title_ref;
        if (title.empty()) title = option_title(option);
    }

    /// Exports hold codes or words: the table knows both, and leaves out words that could be either of two answers.
    std::string table_for(const OptionList& list, const std::string& id) {
        ValueTable table{TableId(table_ids_.add(id)), {}, {}};
        std::map<std::string, std::set<std::string>> ids_of_words;
        std::set<std::string> codes;
        for (const ListedOption& option : list.options) {
            codes.insert(option.code);
            for (const auto& [language, words] : option.words) ids_of_words[words].insert(option.id);
        }
        for (const ListedOption& option : list.options) {
            table.entries.emplace_back(option.code, option.id);
            std::set<std::string> said;
            for (const auto& [language, words] : option.words) {
                const bool clear = ids_of_words[words].size() == 1 && !codes.contains(words);
                if (clear && said.insert(words).second) table.entries.emplace_back(words, option.id);
            }
        }
        constexpr const char* not_shown = "N/A";
        if (!codes.contains(not_shown) && !ids_of_words.contains(not_shown)) table.entries.emplace_back(not_shown, "");
        out_.mapping.tables.push_back(std::move(table));
        return out_.mapping.tables.back().id.text();
    }

    const Asked* asked_in(const std::string& variable) const {
        const auto known = [](const auto& all, const std::string& name) {
            const auto found = all.find(name);
            return found == all.end() || found->second.id.empty() ? nullptr : &found->second;
        };
        if (const Asked* by_code = known(asked_, variable)) return by_code;
        // "245554X4X20": survey, group, question.
        const std::size_t group_at = variable.find('X');
        const std::size_t number_at = group_at == std::string::npos ? group_at : variable.find('X', group_at + 1);
        return number_at == std::string::npos ? nullptr : known(asked_of_number_, variable.substr(number_at + 1));
    }

    void add_routing(const Question& question, Item& item) {
        if (question.relevance.empty()) return;
        const auto condition = one_of_answers(question.relevance);
        const Asked* const asked = condition ? asked_in(condition->variable) : nullptr;
        Condition ask_if;
        if (asked != nullptr) {
            ask_if.question = asked->id;
            for (const std::string& code : condition->answers) {
                const auto option = asked->option_of_code.find(code);
                if (option != asked->option_of_code.end() && !is_reserved_id(option->second)) ask_if.any_of.push_back(option->second);
            }
        }
        if (asked != nullptr && ask_if.any_of.size() == condition->answers.size()) {
            item.ask_if = std::move(ask_if);
            return;
        }
        out_.notes["items." + item.id.text()] = "LimeSurvey asks it only where: " + question.relevance;
        say(warning(codes::lss_condition_skipped, question.at,
                    "the item " + in_quotes(item.id.text()) + " is asked under a condition that is left out: " + in_quotes(question.relevance),
                    "say it as ask_if, if it can be said so; without it, who was not asked has not answered"));
    }

    const Questionnaire& in_;
    const std::string& file_;
    const LssWords& words_;
    LssSurvey out_;
    Diagnostics found_;
    Ids column_ids_;
    Ids scale_ids_;
    Ids table_ids_;
    std::map<std::string, std::string> scale_of_options_;
    std::map<std::string, std::string> table_of_scale_;
    std::map<std::string, Asked> asked_;
    std::map<std::string, Asked> asked_of_number_;
};

}  // namespace

}  // namespace capgap::lss

namespace capgap {

Result<Checked<LssSurvey>> read_lss(std::string_view bytes, const std::string& file, const FrameworkRef& framework, const LssWords& words) {
    auto tables = lss::read_tables(bytes, file);
    if (tables.has_error()) return std::move(tables).error();
    auto questionnaire = lss::questionnaire_of(*tables);
    if (questionnaire.has_error()) return std::move(questionnaire).error();
    auto survey = lss::Converting(questionnaire->value, framework, file, words).run();
    if (!survey.has_error()) append(survey->remarks, std::move(questionnaire->remarks));
    return survey;
}

}  // namespace capgap
