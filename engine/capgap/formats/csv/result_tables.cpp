#include <capgap/formats/csv/result_tables.hpp>

#include <capgap/formats/csv/writer.hpp>

#include <initializer_list>
#include <string>

namespace capgap {

namespace {

constexpr const char* all = "*";

void header(CsvWriter& csv, std::initializer_list<const char*> columns) {
    for (const char* column : columns) csv.text(column);
    csv.end_row();
}

std::string institution(const Group& group, const ResultNames& names) {
    if (group.institution == Group::everyone) return all;
    return names.tree[static_cast<std::size_t>(group.institution)].id.text() + (group.own_staff ? "/own" : "");
}

void keys(CsvWriter& csv, const Group& group, const ResultNames& names, bool with_profile) {
    csv.text(institution(group, names));
    if (group.dimension == Group::everyone) {
        csv.text(all).text(all);
    } else {
        const Codebook::Question& question = names.codebook.background[names.breakdowns[static_cast<std::size_t>(group.dimension)]];
        const auto category = static_cast<std::uint32_t>(group.category);
        csv.text(question.id).text(category < question.categories.size() ? question.categories.name(category) : "unknown");
    }
    if (!with_profile) return;
    const auto profile = static_cast<std::uint32_t>(group.profile);
    csv.text(group.profile == Group::everyone ? all : profile < names.codebook.profiles.size() ? names.codebook.profiles.name(profile) : "none");
}

void share(CsvWriter& csv, const ShownShare& shown) {
    switch (shown.kind) {
        case ShownShare::Kind::undefined: csv.text(""); break;
        case ShownShare::Kind::value: csv.number(shown.share); break;
        case ShownShare::Kind::less_than: csv.text('<' + format_number(shown.share)); break;
        case ShownShare::Kind::more_than: csv.text('>' + format_number(shown.share)); break;
    }
}

void interval(CsvWriter& csv, const std::optional<Interval>& shown) {
    csv.number(shown ? std::optional(shown->low) : std::nullopt).number(shown ? std::optional(shown->high) : std::nullopt);
}

}  // namespace

void write_gaps(std::ostream& out, const Disclosed<ShownTables>& tables, const ResultNames& names) {
    CsvWriter csv(out);
    header(csv, {"institution",
                 "dimension",
                 "category",
                 "profile",
                 "competency",
                 "headcount",
                 "respondents",
                 "scored",
                 "not_applicable",
                 "do_not_know",
                 "n_eff",
                 "target_level",
                 "mean_score_0_100",
                 "below_target_share",
                 "below_target_low",
                 "below_target_high",
                 "possible_low",
                 "possible_high",
                 "mean_shortfall_levels",
                 "mean_shortfall_low",
                 "mean_shortfall_high",
                 "person_levels_missing",
                 "not_covered",
                 "status",
                 "shown_in"});
    for (const ShownGap& row : tables->gaps) {
        keys(csv, tables->groups[row.group].keys, names, true);
        csv.text(names.codebook.competencies.name(static_cast<std::uint32_t>(row.competency)));
        csv.count(row.headcount).count(row.respondents).count(row.scored).count(row.not_applicable).count(row.do_not_know);
        csv.number(row.n_effective).count(row.target_level).number(row.mean_score_0_100);
        share(csv, row.below_target_share);
        interval(csv, row.below_target);
        interval(csv, row.possible);
        csv.number(row.mean_shortfall_levels);
        interval(csv, row.mean_shortfall);
        csv.number(row.person_levels_missing).count(row.not_covered).text(to_string(row.status)).text("");
        csv.end_row();
    }
}

void write_levels(std::ostream& out, const Disclosed<ShownTables>& tables, const ResultNames& names) {
    CsvWriter csv(out);
    header(csv, {"institution", "dimension", "category", "profile", "competency", "level", "respondents", "share", "status"});
    for (const ShownChoice& row : tables->levels) {
        keys(csv, tables->groups[row.group].keys, names, true);
        csv.text(names.codebook.competencies.name(static_cast<std::uint32_t>(row.of)))
            .count(static_cast<std::int64_t>(row.choice) + 1)
            .count(row.respondents);
        share(csv, row.share);
        csv.text(to_string(row.status)).end_row();
    }
}

void write_attitudes(std::ostream& out, const Disclosed<ShownTables>& tables, const ResultNames& names) {
    CsvWriter csv(out);
    header(csv, {"institution", "dimension", "category", "attitude", "item", "option", "respondents", "share", "status"});
    for (const ShownChoice& row : tables->attitudes) {
        keys(csv, tables->groups[row.group].keys, names, false);
        const Item& item = names.survey.items()[row.of];
        csv.text(item.attitude.text()).text(item.id.text()).text(names.survey.scale_of(row.of).options[row.choice].id.text()).count(row.respondents);
        share(csv, row.share);
        csv.text(to_string(row.status)).end_row();
    }
}

void write_wanted(std::ostream& out, const Disclosed<ShownTables>& tables, const ResultNames& names) {
    CsvWriter csv(out);
    header(csv, {"institution", "competency", "respondents", "share", "status"});
    for (const ShownChoice& row : tables->wanted) {
        csv.text(institution(tables->groups[row.group].keys, names))
            .text(names.codebook.competencies.name(static_cast<std::uint32_t>(row.of)))
            .count(row.respondents);
        share(csv, row.share);
        csv.text(to_string(row.status)).end_row();
    }
}

void write_environment(std::ostream& out, const Disclosed<ShownTables>& tables, const ResultNames& names) {
    CsvWriter csv(out);
    header(csv, {"institution", "element", "level", "target_level", "shortfall_levels", "score_0_100"});
    for (const EnvironmentRow& row : tables->environment) {
        csv.text(names.tree[row.institution].id.text()).text(names.environment_frameworks[row.instrument]->competencies()[row.element].id.text());
        csv.count(row.level == 0 ? std::nullopt : std::optional<std::int64_t>(row.level)).count(row.target_level).count(row.shortfall_levels).number(row.score_0_100).end_row();
    }
}

void write_quality(std::ostream& out, const Disclosed<ShownTables>& tables) {
    CsvWriter csv(out);
    header(csv, {"kind", "id", "statistic", "value", "n", "flag"});
    for (const QualityRow& row : tables->quality) {
        csv.text(row.kind).text(row.id).text(row.statistic).number(row.value).count(row.n).text(row.flag).end_row();
    }
}

}  // namespace capgap
