#include <capgap/report/advice_table.hpp>

#include <capgap/report/sections.hpp>

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <sstream>
#include <tuple>

namespace capgap {

namespace {

ReportCell about(const std::optional<double>& value, const ReportView& view) {
    if (!value) return {};
    const bool little = *value > 0 && *value < 1;
    return report_cell(ReportCell::Kind::number, little ? view.say("advice.under_one") : phrase::about_people(*value, view.texts()));
}

double number_of(const std::string& text) {
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

/// "0.65" -> "65".
std::string in_100_of(const std::string& share, const ReportView& view) {
    return phrase::in_100(number_of(share), view.texts());
}

constexpr const char* estimate_mark = "≈";

bool mostly_estimated(const Recommendation* line) {
    return line->people && number_of(line->reason.value("estimated")) > 0.5;
}

}  // namespace

std::vector<std::string> words_of(const std::string& text) {
    std::istringstream in(text);
    std::vector<std::string> words;
    for (std::string word; in >> word;) words.push_back(word);
    return words;
}

AdviceTable::AdviceTable(const ReportView& view) : view_(view) {
    for (const Recommendation& line : *view_.input().advice) lines_[line.group].push_back(&line);
}

std::vector<std::size_t> AdviceTable::groups() const {
    std::vector<std::size_t> out;
    for (const auto& [group, lines] : lines_) out.push_back(group);
    return out;
}

std::string AdviceTable::group_title(const Group& keys) const {
    const std::string title = view_.place_title(keys);
    return keys.own_staff ? view_.say("advice.own_staff", {{"place", title}}) : title;
}

ReportTable AdviceTable::of(std::size_t group) {
    table_ = {};
    table_.id = group == ReportView::whole ? "advice-table" : "advice-table-" + std::to_string(group);
    table_.caption = view_.say("advice.caption", {{"place", group_title(view_.tables().groups[group].keys)}});
    table_.head = view_.say("advice.head");
    for (const char* column : {"for", "people", "steps", "hours", "cost", "why"}) {
        table_.columns.push_back({view_.say(std::string("advice.") + column), "", "", false});
    }
    table_.columns[4].note = currency();
    const Chosen lines = chosen(group);
    for (const auto& same_element : lines.barriers) add_barrier(same_element);
    for (const Recommendation* line : lines.remedies) add_remedy(*line);
    const auto any = [&lines](auto holds) { return std::any_of(lines.remedies.begin(), lines.remedies.end(), holds); };
    if (any(mostly_estimated)) table_.legend.push_back({estimate_mark, std::nullopt, view_.say("advice.mostly_estimated")});
    if (any([](const Recommendation* line) { return !line->reason.value("estimated").empty(); }))
        table_.notes.push_back(view_.say("advice.estimated"));
    return std::move(table_);
}

ReportTable AdviceTable::overview(const GroupFigures& pages) const {
    ReportTable table;
    table.id = "advice-overview";
    table.caption = view_.say("advice.overview.caption");
    table.head = view_.say("advice.overview.head");
    table.columns = {{view_.say("advice.overview.conditions"), "", "", false}, {view_.say("advice.overview.remedies"), "", "", false}};
    std::vector<std::size_t> places = groups();
    std::erase(places, ReportView::whole);
    const std::int64_t all = view_.institutions_among(places);
    const bool cut = places.size() > most_institutions;
    if (cut) places.resize(most_institutions);
    for (const std::size_t group : places) {
        table.rows.push_back(overview_row(group));
        table.rows.back().group = pages.page_of(group);
    }
    if (any_is_hidden()) table.notes.push_back(view_.say("advice.hidden_places"));
    if (cut) {
        table.notes.push_back(
            view_.texts().say_count("advice.cut_places", view_.institutions_among(places), {{"all", phrase::number(all, view_.texts())}}));
    }
    return table;
}

/// Whether an institution that answered about itself has no numbers.
bool AdviceTable::any_is_hidden() const {
    const auto& answers = view_.tables().environment;
    return std::any_of(view_.tables().groups.begin(), view_.tables().groups.end(), [&answers](const ShownGroup& group) {
        const Group& keys = group.keys;
        if (!group.suppressed || keys.own_staff || keys.pool != 0 || keys.dimension != Group::everyone || keys.profile != Group::everyone)
            return false;
        return std::any_of(answers.begin(), answers.end(),
                           [&keys](const EnvironmentRow& row) { return keys.institution == static_cast<int>(row.institution); });
    });
}

ReportRow AdviceTable::overview_row(std::size_t group) const {
    const Chosen shown = chosen(group);
    std::vector<std::string> conditions;
    for (const auto& same_element : shown.barriers) conditions.push_back(element_title(*same_element.front()->element));
    std::vector<std::string> remedies;
    for (const Recommendation* line : shown.remedies) {
        std::string title = view_.in_language(content(*line->remedy).title);
        if (std::find(remedies.begin(), remedies.end(), title) == remedies.end()) remedies.push_back(std::move(title));
    }
    const Group& keys = view_.tables().groups[group].keys;
    return {group_title(keys),
            "",
            view_.depth(keys),
            false,
            {report_cell(ReportCell::Kind::text, in_one_sentence(conditions)), report_cell(ReportCell::Kind::text, in_one_sentence(remedies))}};
}

AdviceTable::Chosen AdviceTable::chosen(std::size_t group) const {
    Chosen out;
    const auto lines = lines_.find(group);
    if (lines == lines_.end()) return out;
    for (const Recommendation* line : lines->second) {
        if (line->kind != Recommendation::Kind::barrier) continue;
        const auto same =
            std::find_if(out.barriers.begin(), out.barriers.end(), [line](const auto& barrier) { return barrier.front()->element == line->element; });
        if (same != out.barriers.end()) {
            same->push_back(line);
        } else {
            out.barriers.push_back({line});
        }
    }
    out.barriers.resize(std::min(out.barriers.size(), most_barriers));
    out.remedies = chosen_remedies(lines->second);
    return out;
}

std::string AdviceTable::element_title(const ElementRef& element) const {
    return view_.in_language(view_.input().environments[element.instrument].framework.competencies()[element.element].title);
}

/// Of each competency the first line that should close at least a third of what its best line would: neither a page to look things up that helps
/// few, nor an hour of coaching for everybody. Of these the ones for nearly everyone, then those that should close most, those without figures, as
/// too little is known, last; in their order.
std::vector<const Recommendation*> AdviceTable::chosen_remedies(const std::vector<const Recommendation*>& lines) const {
    constexpr double enough = 1.0 / 3;
    std::map<std::size_t, double> most;
    for (const Recommendation* line : lines) {
        if (line->kind == Recommendation::Kind::remedy) most[*line->competency] = std::max(most[*line->competency], line->closure.value_or(0));
    }
    std::vector<const Recommendation*> chosen;
    std::set<std::size_t> seen;
    for (const Recommendation* line : lines) {
        if (line->kind != Recommendation::Kind::remedy || line->closure.value_or(0) < enough * most[*line->competency]) continue;
        if (seen.insert(*line->competency).second) chosen.push_back(line);
    }
    std::sort(chosen.begin(), chosen.end(), [](const Recommendation* a, const Recommendation* b) {
        const auto place = [](const Recommendation* line) {
            return std::tuple(line->reason.code != "nearly_everyone", -line->closure.value_or(0), line->rank);
        };
        return place(a) < place(b);
    });
    chosen.resize(std::min(chosen.size(), most_competencies));
    std::sort(chosen.begin(), chosen.end(), [](const Recommendation* a, const Recommendation* b) { return a->rank < b->rank; });
    return chosen;
}

void AdviceTable::add_barrier(const std::vector<const Recommendation*>& same_element) {
    const Recommendation& line = *same_element.front();
    const ReportEnvironment& environment = view_.input().environments[line.element->instrument];
    const bool approved = environment.profiles.content().approved;
    ReportRow row{element_title(*line.element), view_.say("advice.condition"), 0, false, {}};
    const bool of_pool = view_.tables().groups[line.group].keys.pool != 0;
    const std::string level = view_.say(of_pool ? "advice.condition_level_lowest" : "advice.condition_level",
                                        {{"from", std::to_string(line.from_level)},
                                         {"to", std::to_string(line.to_level)},
                                         {"status", view_.say(approved ? "opening.barriers.status_approved" : "opening.barriers.status_proposed")}});
    row.cells = {report_cell(ReportCell::Kind::text, level), {}, {}, {}, {}, report_cell(ReportCell::Kind::text, reason_of_barrier(same_element))};
    table_.rows.push_back(std::move(row));
}

void AdviceTable::add_remedy(const Recommendation& line) {
    const RemedyContent& remedy = content(*line.remedy);
    ReportRow row{view_.in_language(remedy.title), view_.say("advice.kind." + std::string(to_string(remedy.kind))), 0, false, {}};
    const std::string module = view_.say(
        "advice.module",
        {{"title", view_.quoted_competency(*line.competency)}, {"from", std::to_string(line.from_level)}, {"to", std::to_string(line.to_level)}});
    std::optional<double> people;
    if (line.people) people = static_cast<double>(*line.people);
    ReportCell of_people = about(people, view_);
    if (mostly_estimated(&line)) {
        of_people.mark = estimate_mark;
        of_people.spoken = view_.say("advice.mostly_estimated");
    }
    row.cells = {report_cell(ReportCell::Kind::text, module),
                 std::move(of_people),
                 about(line.closure, view_),
                 about(line.hours, view_),
                 about(line.cost, view_),
                 report_cell(ReportCell::Kind::text, reason_of_remedy(line))};
    table_.rows.push_back(std::move(row));
}

std::string AdviceTable::reason_of_barrier(const std::vector<const Recommendation*>& same_element) const {
    const Recommendation& line = *same_element.front();
    const Group& keys = view_.tables().groups[line.group].keys;
    const std::string institution = line.reason.value("institution");
    std::vector<std::string> parts;
    if (keys.pool != 0) {
        parts.push_back(view_.texts().say_count("advice.reason.of_members", static_cast<std::int64_t>(number_of(line.reason.value("count"))),
                                                {{"all", line.reason.value("all")}}));
    } else if (view_.input().institutions[static_cast<std::size_t>(keys.institution)].id.text() == institution) {
        parts.push_back(view_.say("advice.reason.own_answer"));
    } else {
        parts.push_back(view_.say("advice.reason.answer_above", {{"institution", phrase::quoted(place_title(institution), view_.texts())}}));
    }
    if (const std::string others = others_in_the_same_case(line); !others.empty()) parts.push_back(others);
    const std::string blocked = line.reason.value("blocks");
    const std::size_t count = words_of(blocked).size();
    parts.push_back(count > most_titles ? view_.say("advice.reason.blocks_many", {{"count", std::to_string(count)}})
                                        : view_.say("advice.reason.blocks", {{"titles", competency_titles(blocked)}}));
    parts.push_back(mended_by(same_element));
    return in_one_sentence(parts);
}

std::string AdviceTable::mended_by(const std::vector<const Recommendation*>& same_element) const {
    std::vector<std::string> mending;
    for (const Recommendation* one : same_element) {
        if (one->remedy) mending.push_back(phrase::quoted(view_.in_language(content(*one->remedy).title), view_.texts()));
    }
    return mending.empty() ? view_.say("advice.reason.not_mended")
                           : view_.say("advice.reason.mended_by", {{"titles", phrase::list_of(mending, view_.texts())}});
}

/// Of a place with institutions below it: for how many the element is under its level, by their own statements.
std::optional<AdviceTable::InHowMany> AdviceTable::in_how_many(const Recommendation& line) const {
    const Group& keys = view_.tables().groups[line.group].keys;
    const InstitutionTree& tree = view_.input().institutions;
    if (keys.own_staff || keys.pool != 0 || tree.children(static_cast<std::size_t>(keys.institution)).empty()) return std::nullopt;
    InHowMany out;
    for (const EnvironmentRow& row : view_.tables().environment) {
        std::optional<std::size_t> at = row.institution;
        while (at && *at != static_cast<std::size_t>(keys.institution)) at = tree.parent(*at);
        if (!at || row.level == 0 || ElementRef{row.instrument, row.element} != *line.element) continue;
        ++out.answered;
        out.under += row.shortfall_levels.value_or(0) > 0 ? 1 : 0;
    }
    if (out.answered < 2) return std::nullopt;
    return out;
}

std::string AdviceTable::others_in_the_same_case(const Recommendation& line) const {
    const auto found = in_how_many(line);
    if (!found) return {};
    return view_.texts().say_count("advice.reason.in_how_many", found->under, {{"all", phrase::number(found->answered, view_.texts())}});
}

std::string AdviceTable::reason_of_remedy(const Recommendation& line) const {
    const Reason& reason = line.reason;
    std::vector<std::string> parts;
    if (reason.code == "nearly_everyone") {
        parts.push_back(
            view_.say("advice.reason.nearly_everyone", {{"institution", phrase::quoted(place_title(reason.value("as_in")), view_.texts())}}));
    } else {
        if (reason.code == "instead_of_course")
            parts.push_back(view_.texts().say_count("advice.reason.instead_of_course", static_cast<std::int64_t>(number_of(reason.value("seats")))));
        parts.push_back(view_.say("advice.reason.expected", {{"completion", in_100_of(reason.value("completion"), view_)},
                                                             {"success", in_100_of(reason.value("success"), view_)}}));
    }
    const auto add = [&](const char* value, const char* place, const std::string& titles) {
        if (!titles.empty()) parts.push_back(view_.say(std::string("advice.reason.") + value, {{place, titles}}));
    };
    if (reason.value("language") != "not_checked") add("language", "languages", language_titles(reason.value("language")));
    add("after", "titles", remedy_titles(line.remedy->catalogue, reason.value("after")));
    add("blocked_by", "titles", element_titles(reason.value("blocked_by")));
    if (!reason.value("figures").empty()) parts.push_back(view_.say("advice.reason.no_figures"));
    return in_one_sentence(parts);
}

std::string AdviceTable::in_one_sentence(const std::vector<std::string>& parts) const {
    if (parts.empty()) return {};
    std::string out = parts.front();
    for (std::size_t i = 1; i < parts.size(); ++i) out = view_.say("advice.reason.next", {{"list", out}, {"next", parts[i]}});
    return out;
}

std::string AdviceTable::place_title(const std::string& id) const {
    const auto index = view_.input().institutions.index(id);
    return index ? view_.input().institutions[*index].name : view_.say("report.all_institutions");
}

std::string AdviceTable::competency_titles(const std::string& ids) const {
    std::vector<std::string> titles;
    for (const std::string& id : words_of(ids)) {
        if (const auto index = view_.input().framework.competency_index(id)) titles.push_back(view_.quoted_competency(*index));
    }
    return phrase::list_of(titles, view_.texts());
}

std::string AdviceTable::element_titles(const std::string& ids) const {
    std::vector<std::string> titles;
    for (const std::string& id : words_of(ids)) {
        for (const ReportEnvironment& environment : view_.input().environments) {
            const auto index = environment.framework.competency_index(id);
            if (!index) continue;
            titles.push_back(phrase::quoted(view_.in_language(environment.framework.competencies()[*index].title), view_.texts()));
            break;
        }
    }
    return phrase::list_of(titles, view_.texts());
}

std::string AdviceTable::remedy_titles(std::size_t catalogue, const std::string& ids) const {
    std::vector<std::string> titles;
    const auto& remedies = (*view_.input().catalogues)[catalogue].remedies();
    for (const std::string& id : words_of(ids)) {
        const auto found = std::find_if(remedies.begin(), remedies.end(), [&id](const RemedyContent& one) { return one.id.text() == id; });
        if (found != remedies.end()) titles.push_back(phrase::quoted(view_.in_language(found->title), view_.texts()));
    }
    return phrase::list_of(titles, view_.texts());
}

/// As the answers of the question on the language of work are called.
std::string AdviceTable::language_titles(const std::string& ids) const {
    const auto question = view_.input().survey.background_index(view_.input().assessment.language_question);
    std::vector<std::string> titles;
    for (const std::string& id : words_of(ids)) {
        titles.push_back(id);  // a code is written as it is
        if (!question) continue;
        for (const BackgroundOption& option : view_.input().survey.content().background[*question].options) {
            if (option.id.text() == id) titles.back() = phrase::language_name(view_.in_language(option.title), view_.texts());
        }
    }
    return phrase::list_of(titles, view_.texts());
}

}  // namespace capgap
