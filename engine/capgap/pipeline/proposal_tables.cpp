#include <capgap/pipeline/proposal_tables.hpp>

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

namespace capgap {

namespace {

using Entry = std::pair<std::string, std::string>;

const std::string* value_of(const ValueTable& table, const std::string& text) {
    const auto found = std::find_if(table.entries.begin(), table.entries.end(), [&](const Entry& entry) { return entry.first == text; });
    return found == table.entries.end() ? nullptr : &found->second;
}

bool contradicts(const ValueTable& table, const std::vector<Entry>& entries) {
    return std::any_of(entries.begin(), entries.end(), [&](const Entry& entry) {
        const std::string* value = value_of(table, entry.first);
        return value != nullptr && *value != entry.second;
    });
}

void add_new(ValueTable& table, const std::string& text, const std::string& id) {
    if (!text.empty() && value_of(table, text) == nullptr) table.entries.emplace_back(text, id);
}

/// Words that several answers share are left out.
void add_words(ValueTable& table, const AnswerSet& answers) {
    std::multiset<std::string> titles;
    std::set<std::string> ids;
    for (const auto* group : {&answers.options, &answers.special}) {
        for (const AnswerSet::Answer& answer : *group) {
            ids.insert(answer.id);
            const std::set<std::string> of_answer(answer.titles.begin(), answer.titles.end());
            titles.insert(of_answer.begin(), of_answer.end());
        }
    }
    for (const auto* group : {&answers.options, &answers.special}) {
        for (const AnswerSet::Answer& answer : *group) {
            for (const std::string& title : answer.titles) {
                if (titles.count(title) == 1 && (!ids.contains(title) || title == answer.id)) add_new(table, title, answer.id);
            }
        }
    }
}

/// As the first code is written: "A1" and "AO01" go on as "A2" and "AO02".
void add_codes(ValueTable& table, const AnswerSet& answers) {
    const std::string pattern = table.entries.front().first;
    const std::size_t digits_at = pattern.find_first_of("0123456789");
    const std::size_t digits = pattern.find_first_not_of("0123456789", digits_at);
    const std::size_t width = std::min(digits, pattern.size()) - digits_at;
    const bool padded = width > 1 && pattern[digits_at] == '0';
    const auto place_of = [&answers](const std::string& id) {
        std::size_t place = 0;
        while (place < answers.options.size() && answers.options[place].id != id) ++place;
        return place;
    };
    const std::size_t first = std::stoul(pattern.substr(digits_at, width)) - place_of(table.entries.front().second);
    for (std::size_t i = 0; i < answers.options.size(); ++i) {
        std::string number = std::to_string(first + i);
        if (padded && number.size() < width) number.insert(0, width - number.size(), '0');
        add_new(table, pattern.substr(0, digits_at) + number, answers.options[i].id);
    }
}

/// In the order of the survey, whatever order the file has.
void sort_by_answer(ValueTable& table, const AnswerSet& answers) {
    const auto place_of = [&answers](const std::string& id) {
        std::size_t place = 0;
        for (const auto* group : {&answers.options, &answers.special}) {
            for (const AnswerSet::Answer& answer : *group) {
                if (answer.id == id) return place;
                ++place;
            }
        }
        return place;
    };
    std::stable_sort(table.entries.begin(), table.entries.end(),
                     [&](const Entry& a, const Entry& b) { return place_of(a.second) < place_of(b.second); });
}

}  // namespace

TableId ProposalTables::add(const std::string& answers_id, const AnswerSet& answers, const AnswerMatch& match) {
    std::size_t same_name = 1;
    for (Made& made : made_) {
        if (made.answers_id != answers_id) continue;
        ++same_name;
        if (made.kind != match.kind || contradicts(made.table, match.table)) continue;
        for (const auto& [text, id] : match.table) add_new(made.table, text, id);
        return made.table.id;
    }
    std::string name = same_name == 1 ? answers_id : answers_id.substr(0, 58) + "." + std::to_string(same_name);
    const auto taken = [this](const std::string& id) {
        return std::any_of(made_.begin(), made_.end(), [&](const Made& made) { return made.table.id.text() == id; });
    };
    while (taken(name)) name = "t." + name.substr(0, 60);
    made_.push_back({{TableId(name), {}, match.table}, answers_id, match.kind, &answers});
    return made_.back().table.id;
}

std::vector<ValueTable> ProposalTables::take() && {
    std::vector<ValueTable> tables;
    for (Made& made : made_) {
        if (made.kind == AnswerMatch::Kind::labels) add_words(made.table, *made.answers);
        if (made.kind == AnswerMatch::Kind::places) add_codes(made.table, *made.answers);
        sort_by_answer(made.table, *made.answers);
        tables.push_back(std::move(made.table));
    }
    return tables;
}

}  // namespace capgap
