#include <capgap/report/result_table.hpp>
#include <capgap/report/table_columns.hpp>

#include <algorithm>

namespace capgap {

namespace {

using Kind = ColumnKind;

template <class Row>
using Column = ColumnOf<Row, ResultSource>;
template <class Row>
using Columns = std::vector<Column<Row>>;

template <class Member>
struct Owner;
template <class Row, class Value>
struct Owner<Value Row::*> {
    using Type = Row;
};
template <auto member>
using RowOf = typename Owner<decltype(member)>::Type;

/// The column that a member of the row fills as it is.
template <auto member>
ResultCell field(const RowOf<member>& row, const ResultSource& /*source*/) {
    return to_cell(row.*member);
}

template <auto interval>
ResultCell low_end(const RowOf<interval>& row, const ResultSource& /*source*/) {
    return row.*interval ? ResultCell((row.*interval)->low) : ResultCell();
}

template <auto interval>
ResultCell high_end(const RowOf<interval>& row, const ResultSource& /*source*/) {
    return row.*interval ? ResultCell((row.*interval)->high) : ResultCell();
}

const char* const everybody = "*";

const Group& group_of(const ResultSource& source, std::size_t group) {
    return source.tables->groups[group].keys;
}

std::string dimension(const Group& group, const ResultNames& names) {
    if (group.dimension == Group::everyone) return everybody;
    return names.codebook.background[names.breakdowns[static_cast<std::size_t>(group.dimension)]].id;
}

std::string category(const Group& group, const ResultNames& names) {
    if (group.dimension == Group::everyone) return everybody;
    const auto& categories = names.codebook.background[names.breakdowns[static_cast<std::size_t>(group.dimension)]].categories;
    const auto code = static_cast<std::uint32_t>(group.category);
    return code < categories.size() ? categories.name(code) : "unknown";
}

std::string profile(const Group& group, const ResultNames& names) {
    if (group.profile == Group::everyone) return everybody;
    const auto code = static_cast<std::uint32_t>(group.profile);
    return code < names.codebook.profiles.size() ? names.codebook.profiles.name(code) : "none";
}

template <class Row>
Column<Row> institution_column() {
    return {"institution", Kind::institution,
            [](const Row& row, const ResultSource& source) { return ResultCell(source.names.institution(group_of(source, row.group))); }, true};
}

/// Whom a row speaks of: without the profile for those tables that are not divided by it.
template <class Row>
Columns<Row> group_columns() {
    return {institution_column<Row>(),
            {"dimension", Kind::dimension,
             [](const Row& row, const ResultSource& source) { return ResultCell(dimension(group_of(source, row.group), source.names)); }, true},
            {"category", Kind::category,
             [](const Row& row, const ResultSource& source) { return ResultCell(category(group_of(source, row.group), source.names)); }, true}};
}

template <class Row>
Column<Row> profile_column() {
    return {"profile", Kind::profile,
            [](const Row& row, const ResultSource& source) { return ResultCell(profile(group_of(source, row.group), source.names)); }, true};
}

template <auto member>
Column<RowOf<member>> competency_column() {
    return {"competency", Kind::competency, [](const RowOf<member>& row, const ResultSource& source) {
                return ResultCell(source.names.codebook.competencies.name(static_cast<std::uint32_t>(row.*member)));
            }};
}

/// The row that counts these people too.
ResultCell shown_in(const ShownGap& row, const ResultSource& source) {
    const auto& place = source.tables->groups[row.group].shown_in;
    if (row.status != Status::pooled || !place) return {};
    Group pool;
    pool.institution = source.tables->places[*place].institution;
    pool.pool = source.tables->places[*place].pool;
    return ResultCell(source.names.institution(pool));
}

template <class Row>
Columns<Row> joined(Columns<Row> first, const Columns<Row>& second) {
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

std::uint64_t line_of(const ShownGap& row) {
    return row.competency;
}
std::uint64_t line_of(const ShownChoice& row) {
    return std::uint64_t{row.of} << 32U | std::uint64_t{row.choice};
}

std::uint64_t line_of(const ShownTested& row) {
    return std::uint64_t{row.competency} << 1U | static_cast<std::uint64_t>(row.statistic);
}

/// Which columns say whom the rows speak of, and how these are told from each other; nothing for rows that speak of no group.
template <class Rows>
ResultTable::Access with_groups(ResultTable::Access access, Rows ShownTables::*rows) {
    if constexpr (requires(const typename Rows::value_type& row) { line_of(row); }) {
        access.group = [rows](const ResultSource& source, std::size_t index) { return (*source.tables.*rows)[index].group; };
        access.line = [rows](const ResultSource& source, std::size_t index) { return line_of((*source.tables.*rows)[index]); };
    }
    return access;
}

template <class Rows>
ResultTable table(std::string_view name, std::size_t keys, Rows ShownTables::*rows, Columns<typename Rows::value_type> columns) {
    using Row = typename Rows::value_type;
    const auto of_groups = static_cast<std::size_t>(std::count_if(columns.begin(), columns.end(), [](const auto& one) { return one.of_group; }));
    ResultFile file{name, keys, of_groups, described(columns)};
    return {std::move(file),
            with_groups({[rows](const ResultSource& source) { return (*source.tables.*rows).size(); },
                         [rows, columns = std::move(columns)](const ResultSource& source, std::size_t index, std::vector<ResultCell>& cells) {
                             const Rows& all_rows = *source.tables.*rows;
                             bool same_group = false;
                             if constexpr (requires(const Row& row) { row.group; })
                                 same_group = index > 0 && cells.size() == columns.size() && all_rows[index - 1].group == all_rows[index].group;
                             read_cells(columns, all_rows[index], source, cells, same_group);
                             return same_group;
                         }},
                        rows)};
}

ResultTable gaps() {
    const Columns<ShownGap> own = {profile_column<ShownGap>(),
                                   competency_column<&ShownGap::competency>(),
                                   {"headcount", Kind::people, field<&ShownGap::headcount>},
                                   {"respondents", Kind::people, field<&ShownGap::respondents>},
                                   {"scored", Kind::people, field<&ShownGap::scored>},
                                   {"not_applicable", Kind::people, field<&ShownGap::not_applicable>},
                                   {"do_not_know", Kind::people, field<&ShownGap::do_not_know>},
                                   {"n_eff", Kind::people_estimated, field<&ShownGap::n_effective>},
                                   {"target_level", Kind::level, field<&ShownGap::target_level>},
                                   {"mean_score_0_100", Kind::score_0_100, field<&ShownGap::mean_score_0_100>},
                                   {"below_target_share", Kind::share_0_1, field<&ShownGap::below_target_share>},
                                   {"below_target_low", Kind::share_0_1, low_end<&ShownGap::below_target>},
                                   {"below_target_high", Kind::share_0_1, high_end<&ShownGap::below_target>},
                                   {"possible_low", Kind::share_0_1, low_end<&ShownGap::possible>},
                                   {"possible_high", Kind::share_0_1, high_end<&ShownGap::possible>},
                                   {"mean_shortfall_levels", Kind::levels, field<&ShownGap::mean_shortfall_levels>},
                                   {"mean_shortfall_low", Kind::levels, low_end<&ShownGap::mean_shortfall>},
                                   {"mean_shortfall_high", Kind::levels, high_end<&ShownGap::mean_shortfall>},
                                   {"person_levels_missing", Kind::levels, field<&ShownGap::person_levels_missing>},
                                   {"not_covered", Kind::people, field<&ShownGap::not_covered>},
                                   {"status", Kind::status, field<&ShownGap::status>},
                                   {"shown_in", Kind::institution, shown_in}};
    return table("gaps", 5, &ShownTables::gaps, joined(group_columns<ShownGap>(), own));
}

/// How many chose, their share, and how it may be read: the last columns of every table of choices.
Columns<ShownChoice> chosen(Columns<ShownChoice> before) {
    return joined(std::move(before), {{"respondents", Kind::people, field<&ShownChoice::respondents>},
                                      {"share", Kind::share_0_1, field<&ShownChoice::share>},
                                      {"status", Kind::status, field<&ShownChoice::status>}});
}

ResultTable levels() {
    const Columns<ShownChoice> own = {
        profile_column<ShownChoice>(), competency_column<&ShownChoice::of>(), {"level", Kind::level, [](const ShownChoice& row, const ResultSource&) {
                                                                                   return ResultCell(static_cast<std::int64_t>(row.choice) + 1);
                                                                               }}};
    return table("levels", 6, &ShownTables::levels, chosen(joined(group_columns<ShownChoice>(), own)));
}

ResultTable attitudes() {
    const Columns<ShownChoice> own = {
        {"attitude", Kind::attitude,
         [](const ShownChoice& row, const ResultSource& source) { return ResultCell(source.names.survey.items()[row.of].attitude.text()); }},
        {"item", Kind::item,
         [](const ShownChoice& row, const ResultSource& source) { return ResultCell(source.names.survey.items()[row.of].id.text()); }},
        {"option", Kind::option, [](const ShownChoice& row, const ResultSource& source) {
             return ResultCell(source.names.survey.scale_of(row.of).options[row.choice].id.text());
         }}};
    return table("attitudes", 6, &ShownTables::attitudes, chosen(joined(group_columns<ShownChoice>(), own)));
}

ResultTable wanted() {
    return table("wanted", 2, &ShownTables::wanted, chosen({institution_column<ShownChoice>(), competency_column<&ShownChoice::of>()}));
}

ResultTable environment() {
    using Row = EnvironmentRow;
    return table("environment", 2, &ShownTables::environment,
                 {{"institution", Kind::institution,
                   [](const Row& row, const ResultSource& source) { return ResultCell(source.names.tree[row.institution].id.text()); }},
                  {"element", Kind::element,
                   [](const Row& row, const ResultSource& source) {
                       return ResultCell(source.names.environment_frameworks[row.instrument]->competencies()[row.element].id.text());
                   }},
                  {"level", Kind::level,
                   [](const Row& row, const ResultSource&) { return row.level == 0 ? ResultCell() : ResultCell(std::int64_t{row.level}); }},
                  {"target_level", Kind::level, field<&Row::target_level>},
                  {"shortfall_levels", Kind::count, field<&Row::shortfall_levels>},
                  {"score_0_100", Kind::score_0_100, field<&Row::score_0_100>}});
}

ResultCell remedy_id(const Recommendation& line, const ResultSource& source) {
    if (!line.remedy) return {};
    return ResultCell((*source.catalogues)[line.remedy->catalogue].remedies()[line.remedy->remedy].id.text());
}

ResultCell kind_of_line(const Recommendation& line, const ResultSource& source) {
    switch (line.kind) {
        case Recommendation::Kind::barrier: return ResultCell(std::string("barrier"));
        case Recommendation::Kind::none: return ResultCell(std::string("none"));
        case Recommendation::Kind::remedy: break;
    }
    return ResultCell(std::string(to_string((*source.catalogues)[line.remedy->catalogue].remedies()[line.remedy->remedy].kind)));
}

/// The element of a barrier stands where the competency of another line stands.
ResultCell subject_of_line(const Recommendation& line, const ResultSource& source) {
    const Framework& framework = line.element ? *source.names.environment_frameworks[line.element->instrument] : source.names.framework;
    return ResultCell(framework.competencies()[line.element ? line.element->element : *line.competency].id.text());
}

ResultTable recommendations() {
    using Row = Recommendation;
    const Columns<Row> columns = {
        institution_column<Row>(),
        {"rank", Kind::count, [](const Row& row, const ResultSource&) { return ResultCell(std::int64_t{row.rank}); }},
        {"remedy", Kind::remedy, remedy_id},
        {"kind", Kind::word, kind_of_line},
        {"competency", Kind::subject, subject_of_line},
        {"from_level", Kind::level, [](const Row& row, const ResultSource&) { return ResultCell(std::int64_t{row.from_level}); }},
        {"to_level", Kind::level, [](const Row& row, const ResultSource&) { return ResultCell(std::int64_t{row.to_level}); }},
        {"people", Kind::people, field<&Row::people>},
        {"closure", Kind::levels, field<&Row::closure>},
        {"hours", Kind::number, field<&Row::hours>},
        {"cost", Kind::number, field<&Row::cost>},
        {"reason", Kind::word, [](const Row& row, const ResultSource&) { return ResultCell(row.reason.text()); }}};
    return {{"recommendations", 2, 0, described(columns)},
            {[](const ResultSource& source) { return source.advice == nullptr ? 0 : source.advice->size(); },
             [columns](const ResultSource& source, std::size_t index, std::vector<ResultCell>& cells) {
                 read_cells(columns, (*source.advice)[index], source, cells);
                 return false;
             }}};
}

ResultTable quality() {
    return table("quality", 3, &ShownTables::quality,
                 {{"kind", Kind::word, field<&QualityRow::kind>},
                  {"id", Kind::word, field<&QualityRow::id>},
                  {"statistic", Kind::statistic, field<&QualityRow::statistic>},
                  {"value", Kind::number, field<&QualityRow::value>},
                  {"n", Kind::count, field<&QualityRow::n>},
                  {"flag", Kind::word, field<&QualityRow::flag>}});
}

std::string statistic_of_tested(ShownTested::Statistic statistic) {
    return statistic == ShownTested::Statistic::mean_result_0_100 ? "mean_result_0_100" : "below_target_share";
}

ResultTable tested() {
    using Row = ShownTested;
    return table("tested", 3, &ShownTables::tested,
                 {institution_column<Row>(),
                  competency_column<&Row::competency>(),
                  {"statistic", Kind::word, [](const Row& row, const ResultSource&) { return ResultCell(statistic_of_tested(row.statistic)); }},
                  {"test_corrected", Kind::number, field<&Row::test_corrected>},
                  {"test_corrected_se", Kind::number, field<&Row::standard_error>},
                  {"test_corrected_low", Kind::number, low_end<&Row::interval>},
                  {"test_corrected_high", Kind::number, high_end<&Row::interval>},
                  {"rated", Kind::people, field<&Row::rated>},
                  {"tested", Kind::people, field<&Row::tested>},
                  {"correlation", Kind::number, field<&Row::correlation>},
                  {"status", Kind::status, field<&Row::status>}});
}

}  // namespace

std::string ResultNames::institution(const Group& group) const {
    return place_id(group, tree);
}

void ResultTable::for_each_row(const ResultSource& source, const Visit& visit, std::size_t most) const {
    for_each_row(source, {0, std::min(rows(source), most)}, visit);
}

void ResultTable::for_each_row(const ResultSource& source, Part part, const Visit& visit) const {
    ResultRows rows(*this, source, part);
    while (rows.next()) visit(rows.cells());
}

bool ResultRows::next() {
    if (next_ == end_) return false;
    same_group_ = table_.access_.read(source_, next_++, cells_);
    return true;
}

std::vector<ResultTable::Part> ResultTable::parts(const ResultSource& source, std::size_t rows_each) const {
    const std::size_t all_rows = rows(source);
    std::vector<Part> out;
    for (std::size_t begin = 0; begin < all_rows; begin = out.back().end) {
        std::size_t end = std::min(all_rows, begin + rows_each);
        while (file_.group_keys > 0 && end < all_rows && group(source, end) == group(source, end - 1)) ++end;
        out.push_back({begin, end});
    }
    return out;
}

const std::vector<ResultTable>& result_tables() {
    static const std::vector<ResultTable> tables = {gaps(), levels(), attitudes(), wanted(), environment(), recommendations(), quality(), tested()};
    return tables;
}

std::vector<const ResultTable*> tables_of(const ResultSource& source) {
    std::vector<const ResultTable*> out;
    for (const ResultTable& table : result_tables()) {
        if (table.file().name != "tested" || table.rows(source) > 0) out.push_back(&table);
    }
    return out;
}

}  // namespace capgap
