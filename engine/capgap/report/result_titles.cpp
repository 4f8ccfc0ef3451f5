#include <capgap/report/result_titles.hpp>

#include <algorithm>
#include <set>

namespace capgap {

namespace {

std::string key(ColumnKind kind, std::string_view of, std::string_view id) {
    std::string out(to_string(kind));
    out.append("\n").append(of).append("\n").append(id);
    return out;
}

/// The column of the row whose id makes this one unique.
std::optional<ColumnKind> owner_of(ColumnKind kind) {
    if (kind == ColumnKind::category) return ColumnKind::dimension;
    if (kind == ColumnKind::option) return ColumnKind::item;
    return std::nullopt;
}

const std::string& text_in(const ResultFile& file, ResultTable::Row row, ColumnKind kind) {
    static const std::string none;
    const auto column = std::find_if(file.columns.begin(), file.columns.end(), [kind](const ResultColumn& one) { return one.kind == kind; });
    if (column == file.columns.end()) return none;
    const auto* text = std::get_if<std::string>(&row[static_cast<std::size_t>(column - file.columns.begin())]);
    return text == nullptr ? none : *text;
}

void add_background(std::vector<TitledId>& out, const ReportInput& input) {
    for (const std::size_t breakdown : input.breakdowns) {
        const auto question = input.survey.background_index(input.codebook.background[breakdown].id);
        if (!question) continue;
        const BackgroundQuestion& asked = input.survey.content().background[*question];
        out.push_back({ColumnKind::dimension, "", asked.id.text(), &asked.title});
        for (const BackgroundOption& option : asked.options) out.push_back({ColumnKind::category, asked.id.text(), option.id.text(), &option.title});
    }
}

void add_attitudes(std::vector<TitledId>& out, const ReportInput& input) {
    for (const Attitude& attitude : input.framework.attitudes()) out.push_back({ColumnKind::attitude, "", attitude.id.text(), &attitude.title});
    for (std::size_t i = 0; i < input.survey.items().size(); ++i) {
        if (!input.survey.attitude_of(i)) continue;
        const Item& item = input.survey.items()[i];
        out.push_back({ColumnKind::item, "", item.id.text(), &item.title});
        for (const Option& option : input.survey.scale_of(i).options)
            out.push_back({ColumnKind::option, item.id.text(), option.id.text(), &option.title});
    }
}

/// Elements that several frameworks of the environment have in common are listed once.
void add_elements(std::vector<TitledId>& out, const ReportInput& input) {
    std::set<std::string> seen;
    for (const ReportEnvironment& environment : input.environments) {
        for (const Competency& element : environment.framework.competencies()) {
            if (seen.insert(element.id.text()).second) out.push_back({ColumnKind::element, "", element.id.text(), &element.title});
        }
    }
}

/// Ids of remedies that several catalogues have in common name the first of them.
void add_remedies(std::vector<TitledId>& out, const ReportInput& input) {
    std::set<std::string> seen;
    for (std::size_t c = 0; input.catalogues != nullptr && c < input.catalogues->size(); ++c) {
        for (const RemedyContent& remedy : (*input.catalogues)[c].remedies()) {
            if (seen.insert(remedy.id.text()).second) out.push_back({ColumnKind::remedy, "", remedy.id.text(), &remedy.title});
        }
    }
}

}  // namespace

std::vector<TitledId> named_ids(const ReportInput& input) {
    std::vector<TitledId> out;
    for (const Competency& competency : input.framework.competencies())
        out.push_back({ColumnKind::competency, "", competency.id.text(), &competency.title});
    const auto& levels = input.framework.levels();
    for (std::size_t level = 0; level < levels.size(); ++level)
        out.push_back({ColumnKind::level, "", std::to_string(level + 1), &levels[level].title});
    for (const ProfileContent& profile : input.profiles.content().profiles)
        out.push_back({ColumnKind::profile, "", profile.id.text(), &profile.title});
    add_background(out, input);
    add_attitudes(out, input);
    add_elements(out, input);
    add_remedies(out, input);
    return out;
}

ResultTitles::ResultTitles(const ReportInput& input, const Texts& texts) : input_(input), texts_(texts) {
    for (const TitledId& one : named_ids(input)) titles_.emplace(key(one.kind, one.of, one.id), &one.title->in(texts.language()));
}

bool ResultTitles::has_titles(ColumnKind kind) {
    return cell_type(kind) == CellType::text && kind != ColumnKind::word && kind != ColumnKind::words;
}

std::string ResultTitles::title(const ResultFile& file, ResultTable::Row row, std::size_t column) const {
    const auto* id = std::get_if<std::string>(&row[column]);
    if (id == nullptr) return {};
    const ColumnKind kind = file.columns[column].kind;
    if (kind == ColumnKind::institution) return institution(*id);
    if (kind == ColumnKind::status) return spoken("status." + *id + ".title");
    if (kind == ColumnKind::statistic) return spoken("statistics." + text_in(file, row, ColumnKind::word) + '.' + *id + ".title");
    if (kind == ColumnKind::subject) return subject(*id);
    const auto owner = owner_of(kind);
    const auto found = titles_.find(key(kind, owner ? text_in(file, row, *owner) : std::string(), *id));
    return found == titles_.end() ? special(kind, *id) : *found->second;
}

std::string ResultTitles::subject(const std::string& id) const {
    for (const ColumnKind kind : {ColumnKind::competency, ColumnKind::element}) {
        if (const auto found = titles_.find(key(kind, "", id)); found != titles_.end()) return *found->second;
    }
    return {};
}

std::string ResultTitles::institution(const std::string& id) const {
    if (id == "*") return texts_.say("report.all_institutions");
    const std::size_t slash = id.find('/');
    const auto index = input_.institutions.index(id.substr(0, slash));
    if (!index) return {};
    const std::string& name = input_.institutions[*index].name;
    if (slash == std::string::npos) return name;
    const std::string part = id.substr(slash + 1);
    if (part == "own") return texts_.say("workbook.own_staff", {{"name", name}, {"own", texts_.say("report.own_staff")}});
    static constexpr std::string_view pool = "pool-";
    return part.starts_with(pool) ? texts_.say("workbook.pool", {{"name", name}, {"number", part.substr(pool.size())}}) : name;
}

std::string ResultTitles::special(ColumnKind kind, const std::string& id) const {
    if (id == "*") return texts_.say("workbook.all");
    if (kind == ColumnKind::profile && id == "none") return texts_.say("workbook.no_profile");
    if (kind == ColumnKind::category && id == "unknown") return texts_.say("breakdowns.unknown");
    return {};
}

}  // namespace capgap
