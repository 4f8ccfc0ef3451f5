#include <capgap/report/view.hpp>

#include <capgap/report/draft_texts.hpp>

#include <algorithm>

namespace capgap {

namespace {

bool of_the_whole(const Group& group, const Group& whole) {
    return group.institution == whole.institution && group.own_staff == whole.own_staff && group.pool == whole.pool;
}

}  // namespace

std::string ReportView::other_language(const Text& text) const {
    const std::string& language = text.entry(texts_.language()).language;
    return language == texts_.language() ? std::string() : language;
}

std::vector<std::size_t> ReportView::places() const {
    std::vector<std::size_t> found;
    for (std::size_t g = 0; g < tables().groups.size(); ++g) {
        const Group& keys = tables().groups[g].keys;
        if (keys.dimension == Group::everyone && keys.profile == Group::everyone) found.push_back(g);
    }
    return found;
}

std::int64_t ReportView::institutions_among(const std::vector<std::size_t>& groups) const {
    return std::count_if(groups.begin(), groups.end(), [this](std::size_t g) {
        const Group& keys = tables().groups[g].keys;
        return keys.institution != Group::everyone && !keys.own_staff && keys.pool == 0;
    });
}

std::vector<std::size_t> ReportView::profiles_of_whole() const {
    std::vector<std::size_t> found;
    const auto none = static_cast<int>(input_.profiles.size());
    for (std::size_t g = 0; g < tables().groups.size(); ++g) {
        const Group& keys = tables().groups[g].keys;
        if (of_the_whole(keys, tables().groups[whole].keys) && keys.profile != Group::everyone && keys.profile < none) found.push_back(g);
    }
    return found;
}

std::vector<std::size_t> ReportView::categories_of_whole(std::size_t breakdown) const {
    std::vector<std::size_t> found;
    for (std::size_t g = 0; g < tables().groups.size(); ++g) {
        const Group& keys = tables().groups[g].keys;
        if (of_the_whole(keys, tables().groups[whole].keys) && keys.dimension == static_cast<int>(breakdown)) found.push_back(g);
    }
    return found;
}

const ShownGap* ReportView::gap(std::size_t group, std::size_t competency) const {
    const auto& gaps = tables().gaps;  // they come in the order of their groups
    auto row = std::lower_bound(gaps.begin(), gaps.end(), group, [](const ShownGap& gap, std::size_t wanted) { return gap.group < wanted; });
    for (; row != gaps.end() && row->group == group; ++row) {
        if (row->competency == competency) return &*row;
    }
    return nullptr;
}

std::vector<std::size_t> ReportView::assessed() const {
    std::vector<std::size_t> found;
    for (std::size_t c = 0; c < input_.framework.competencies().size(); ++c) {
        if (gap(whole, c) != nullptr) found.push_back(c);
    }
    return found;
}

bool ReportView::weighted() const {
    return input_.headcount && input_.assessment.weighting.value_or(WeightingMethod::post_stratified) != WeightingMethod::none;
}

bool ReportView::everyone_answered() const {
    return input_.headcount && *input_.headcount > 0 && respondents() >= *input_.headcount;
}

std::string ReportView::dates() const {
    const AssessmentContent& round = input_.assessment;
    if (round.collected_from == round.collected_to) return phrase::date(round.collected_from, texts_);
    return say("facts.dates", {{"from", phrase::date(round.collected_from, texts_)}, {"to", phrase::date(round.collected_to, texts_)}});
}

std::string ReportView::licences(const Framework& framework) const {
    std::vector<std::string> names = {framework.content().licence_name};
    for (const BaseFramework& base : framework.content().bases) {
        if (std::find(names.begin(), names.end(), base.licence_name) == names.end()) names.push_back(base.licence_name);
    }
    return phrase::list_of(names, texts_);
}

std::string ReportView::with_mark(const Text& text) const {
    return is_draft(text, texts_.language()) ? say("report.draft", {{"text", in_language(text)}}) : in_language(text);
}

const std::string& ReportView::competency_title(std::size_t competency) const {
    return in_language(input_.framework.competencies()[competency].title);
}

std::string ReportView::pool_title(const Group& group) const {
    const auto& pools = tables().pools;
    const auto pool =
        std::find_if(pools.begin(), pools.end(), [&](const Pool& one) { return one.parent == group.institution && one.number == group.pool; });
    if (pool != pools.end() && pool->named) return in_language(input_.assessment.pools[*pool->named].name);
    if (group.institution == Group::everyone) return say("report.other_institutions");
    return say("report.other_offices", {{"parent", input_.institutions[static_cast<std::size_t>(group.institution)].name}});
}

std::string ReportView::pool_members(const Group& group) const {
    std::vector<std::string> names;
    for (const Pool& pool : tables().pools) {
        if (pool.parent != group.institution || pool.number != group.pool) continue;
        for (const Pool::Member& member : pool.members) {
            const std::string& name = input_.institutions[member.institution].name;
            names.push_back(member.own_staff ? say("report.own_staff_of", {{"institution", name}}) : name);
        }
    }
    return say("report.pool_of", {{"members", phrase::list_of(names, texts_)}});
}

std::string ReportView::shown_in(const ShownGroup& group) const {
    if (!group.shown_in) return {};
    const Place& pool = tables().places[*group.shown_in];
    Group keys;
    keys.institution = pool.institution;
    keys.pool = pool.pool;
    return say("report.shown_in", {{"name", pool_title(keys)}});
}

std::string ReportView::place_title(const Group& group) const {
    if (group.pool > 0) return pool_title(group);
    if (group.institution == Group::everyone) return say("report.all_institutions");
    return input_.institutions[static_cast<std::size_t>(group.institution)].name;
}

int ReportView::depth(const Group& group) const {
    if (group.institution == Group::everyone) return group.pool > 0 ? 1 : 0;
    int steps = tables().groups[whole].keys.institution == Group::everyone ? 1 : 0;
    if (group.own_staff || group.pool > 0) ++steps;
    for (auto above = input_.institutions.parent(static_cast<std::size_t>(group.institution)); above; above = input_.institutions.parent(*above)) {
        ++steps;
    }
    return steps;
}

const QualityRow* ReportView::quality(std::string_view kind, std::string_view id, std::string_view statistic) const {
    const auto& rows = tables().quality;
    const auto found =
        std::find_if(rows.begin(), rows.end(), [&](const QualityRow& row) { return row.kind == kind && row.id == id && row.statistic == statistic; });
    return found == rows.end() ? nullptr : &*found;
}

bool ReportView::calibrated() const {
    const auto& rows = tables().quality;
    return std::any_of(rows.begin(), rows.end(), [](const QualityRow& row) { return row.statistic == statistic_of_calibrated; });
}

std::optional<double> ReportView::alpha(std::size_t competency) const {
    const QualityRow* row = quality("competency", input_.framework.competencies()[competency].id.text(), "alpha");
    return row == nullptr ? std::nullopt : row->value;
}

bool ReportView::unreliable(std::size_t competency) const {
    const auto value = alpha(competency);
    return value && *value < alpha_very_low;
}

}  // namespace capgap
