#include <capgap/gaps/weights.hpp>

#include <capgap/gaps/codes.hpp>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <tuple>

namespace capgap {

namespace {

using Category = std::vector<std::uint32_t>;  ///< one code per variable of a margin

/// Who is there: everyone, or all but one group of clusters.
struct Present {
    std::vector<std::int64_t> people;  ///< per cell

    Present(const std::vector<WeightingClass>& classes, std::size_t cells) : people(cells) {
        for (const WeightingClass& one : classes) people[one.cell] += one.people;
    }

    /// At least those who are there.
    double headcount(const Cells& cells, std::size_t cell) const {
        return static_cast<double>(std::max(cells.cells[cell].written_headcount, people[cell]));
    }
};

/// The margins with their targets, and where each class stands in them.
class MarginTable {
public:
    MarginTable(const Population& population, const Cells& cells, const Present& present, const Codebook& codebook, const WeightSettings& settings,
                const CountLayout& layout)
        : population_(population), present_(present), codebook_(codebook), settings_(settings), layout_(layout) {
        for (const auto& variables : settings.margins) add_margin(variables, cells);
    }

    const std::vector<RakingMargin>& margins() const { return margins_; }

    /// left_alone where the population has nobody in the category.
    std::uint32_t category(std::size_t margin, const ClassKey& key) const {
        Category at;
        for (const MarginVariable& variable : settings_.margins[margin]) at.push_back(code_of(variable, key));
        const auto found = codes_[margin].find(at);
        return found == codes_[margin].end() || margins_[margin].targets[found->second] == 0 ? RakingMargin::left_alone : found->second;
    }

    /// Whether the answer to every variable of the margin is known.
    bool is_known(std::size_t margin, const ClassKey& key) const {
        const auto& variables = settings_.margins[margin];
        return std::none_of(variables.begin(), variables.end(), [&](const MarginVariable& variable) {
            return variable.kind == MarginVariable::Kind::background && code_of(variable, key) == Batch::unknown_category;
        });
    }

    std::string name(std::size_t margin, const ClassKey& key) const {
        std::string out;
        for (const MarginVariable& variable : settings_.margins[margin]) {
            if (!out.empty()) out += ", ";
            out += name(variable, code_of(variable, key));
        }
        return out;
    }

    std::string name(std::size_t margin, std::size_t category) const {
        for (const auto& [codes, index] : codes_[margin]) {
            if (index != category) continue;
            std::string out;
            for (std::size_t i = 0; i < codes.size(); ++i) out += (i == 0 ? "" : ", ") + name(settings_.margins[margin][i], codes[i]);
            return out;
        }
        return {};
    }

private:
    std::string name(const MarginVariable& variable, std::uint32_t code) const {
        switch (variable.kind) {
            case MarginVariable::Kind::institution: return "institution '" + codebook_.institutions.name(code) + "'";
            case MarginVariable::Kind::profile: return code == Batch::no_profile ? "no profile" : "profile '" + codebook_.profiles.name(code) + "'";
            case MarginVariable::Kind::background: break;
        }
        const Codebook::Question& question = codebook_.background[variable.question];
        return question.id + " '" + (code == Batch::unknown_category ? "unknown" : question.categories.name(code)) + "'";
    }

    std::size_t population_column(std::size_t question) const {
        const auto& columns = population_.background;
        return static_cast<std::size_t>(std::find(columns.begin(), columns.end(), question) - columns.begin());
    }

    std::uint32_t code_of(const MarginVariable& variable, const ClassKey& key) const {
        switch (variable.kind) {
            case MarginVariable::Kind::institution: return key.institution;
            case MarginVariable::Kind::profile: return key.profile;
            case MarginVariable::Kind::background: break;
        }
        const auto& questions = layout_.margin_questions;
        const auto found = std::find(questions.begin(), questions.end(), variable.question);
        return key.margin_categories[static_cast<std::size_t>(found - questions.begin())];
    }

    std::uint32_t code_of(const MarginVariable& variable, const Population::Row& row) const {
        switch (variable.kind) {
            case MarginVariable::Kind::institution: return row.institution;
            case MarginVariable::Kind::profile: return row.profile;
            case MarginVariable::Kind::background: break;
        }
        return row.categories[population_column(variable.question)];
    }

    void add_margin(const std::vector<MarginVariable>& variables, const Cells& cells) {
        RakingMargin margin;
        std::map<Category, std::uint32_t> codes;
        std::map<std::size_t, std::size_t> rows_of_cell;
        const auto cell_of = [&](const Population::Row& row) { return cells.index.at({row.institution, row.profile}); };
        for (const Population::Row& row : population_.rows) ++rows_of_cell[cell_of(row)];
        for (const Population::Row& row : population_.rows) {
            const Cell& cell = cells.cells[cell_of(row)];
            if (present_.people[cell_of(row)] == 0) continue;
            Category at;
            for (const MarginVariable& variable : variables) at.push_back(code_of(variable, row));
            const auto [found, is_new] = codes.try_emplace(at, static_cast<std::uint32_t>(margin.targets.size()));
            if (is_new) margin.targets.push_back(0);
            // A headcount that had to be raised is raised evenly over the rows of its cell.
            const double raised = present_.headcount(cells, cell_of(row));
            margin.targets[found->second] += cell.written_headcount > 0
                                                 ? raised * static_cast<double>(row.headcount) / static_cast<double>(cell.written_headcount)
                                                 : raised / static_cast<double>(rows_of_cell[cell_of(row)]);
        }
        margins_.push_back(std::move(margin));
        codes_.push_back(std::move(codes));
    }

    const Population& population_;
    const Present& present_;
    const Codebook& codebook_;
    const WeightSettings& settings_;
    const CountLayout& layout_;
    std::vector<RakingMargin> margins_;
    std::vector<std::map<Category, std::uint32_t>> codes_;
};

std::vector<WeightingClass> weighting_classes(const GapCounts& counts, const Cells& cells, const ReplicateGroups& groups,
                                              std::optional<std::size_t> left_out) {
    std::vector<WeightingClass> out;
    for (const auto& [key, one] : counts.classes()) {
        WeightingClass weighting;
        weighting.base_weight = key.base_weight;
        weighting.cell = static_cast<std::uint32_t>(cells.of(key));
        const bool stays = !left_out || groups.of_class[out.size()] != *left_out;
        weighting.people = stays ? one.slots.at(0).respondents : 0;
        out.push_back(std::move(weighting));
    }
    return out;
}

/// The margins' places of the classes; a known category in which the population has nobody is left alone with a warning.
void place_in_margins(std::vector<WeightingClass>& classes, const MarginTable& table, const GapCounts& counts, const Cells& cells, const Location& at,
                      Diagnostics& remarks) {
    std::set<std::string> named;
    std::size_t i = 0;
    for (const auto& [key, one] : counts.classes()) {
        WeightingClass& weighting = classes[i++];
        weighting.calibrated = cells.cells[weighting.cell].in_population;
        for (std::size_t margin = 0; margin < table.margins().size() && weighting.calibrated; ++margin) {
            weighting.categories.push_back(table.category(margin, key));
            if (weighting.categories.back() != RakingMargin::left_alone || !table.is_known(margin, key)) continue;
            const std::string name = table.name(margin, key);
            if (!named.insert(name).second) continue;
            remarks.push_back(warning(codes::margin_category_without_headcount, at,
                                      "raking: people answered in " + name + ", where the population has nobody",
                                      "this margin leaves their weight alone; correct the population if they are staff"));
        }
    }
}

Result<Raked> rake(std::vector<WeightingClass> classes, const GapCounts& counts, const Cells& cells, const Population& population,
                   const Codebook& codebook, const WeightSettings& settings, Diagnostics& remarks) {
    const Present present(classes, cells.cells.size());
    const MarginTable table(population, cells, present, codebook, settings, counts.layout());
    place_in_margins(classes, table, counts, cells, settings.at, remarks);
    double covered = 0;
    for (std::size_t cell = 0; cell < cells.cells.size(); ++cell) {
        if (cells.cells[cell].in_population && present.people[cell] > 0) covered += present.headcount(cells, cell);
    }
    Raked raked = raked_weights(classes, table.margins(), covered);
    if (!raked.summary.converged) {
        return error(codes::raking_did_not_converge, settings.at,
                     "raking did not converge in " + std::to_string(raked.summary.cycles) + " cycles; the margins are furthest apart at " +
                         table.name(raked.summary.worst_margin.value_or(0), raked.summary.worst_category.value_or(0)),
                     "use fewer or coarser margins, or post_stratified");
    }
    return raked;
}

/// u = w / s per cell and competency.
void stand_for(const GapCounts& counts, const Cells& cells, Weights& weights) {
    const std::size_t n = counts.layout().competencies;
    std::vector<std::vector<double>> with_level(cells.cells.size(), std::vector<double>(n));
    std::vector<std::vector<double>> applies(cells.cells.size(), std::vector<double>(n));
    std::size_t i = 0;
    for (const auto& [key, one] : counts.classes()) {
        const std::size_t cell = cells.of(key);
        const SlotCounts& everyone = one.slots.at(0);
        const double w = weights.of_class[i++];
        for (std::size_t c = 0; c < n; ++c) {
            with_level[cell][c] += w * everyone.with_level(c);
            applies[cell][c] += w * (everyone.respondents - everyone.competencies[c].not_applicable);
        }
    }
    i = 0;
    for (const auto& [key, one] : counts.classes()) {
        const std::size_t cell = cells.of(key);
        const double w = weights.of_class[i++];
        std::vector<double>& u = weights.u.emplace_back(n, w);
        for (std::size_t c = 0; c < n && weights.calibrated; ++c) u[c] = with_level[cell][c] > 0 ? w * applies[cell][c] / with_level[cell][c] : 0;
    }
}

}  // namespace

ReplicateGroups deal_clusters(const GapCounts& counts, const std::vector<Cluster>& clusters) {
    ReplicateGroups out;
    if (clusters.empty()) return out;
    std::set<std::uint32_t> present;
    for (const auto& [key, one] : counts.classes()) present.insert(key.cluster);
    std::vector<std::uint32_t> order(present.begin(), present.end());
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return std::tie(clusters[a].stratum, clusters[a].own_person, clusters[a].psu) <
               std::tie(clusters[b].stratum, clusters[b].own_person, clusters[b].psu);
    });
    out.groups = std::min(max_replicate_groups, order.size());
    std::map<std::uint32_t, std::size_t> group;
    for (std::size_t rank = 0; rank < order.size(); ++rank) group[order[rank]] = rank % out.groups;
    for (const auto& [key, one] : counts.classes()) out.of_class.push_back(group[key.cluster]);
    return out;
}

Result<Weights> make_weights(const GapCounts& counts, const Cells& cells, const Population* population, const Codebook& codebook,
                             const WeightSettings& settings, const ReplicateGroups& groups, std::optional<std::size_t> left_out) {
    std::vector<WeightingClass> classes = weighting_classes(counts, cells, groups, left_out);
    Weights out;
    out.calibrated = population != nullptr && settings.method != WeightingMethod::none;
    if (!out.calibrated) {
        for (const WeightingClass& one : classes) out.of_class.push_back(one.base_weight);
    } else if (settings.method == WeightingMethod::post_stratified) {
        std::vector<double> headcounts;
        const Present present(classes, cells.cells.size());
        for (std::size_t cell = 0; cell < cells.cells.size(); ++cell) headcounts.push_back(present.headcount(cells, cell));
        out.of_class = post_stratified_weights(classes, headcounts);
    } else {
        auto raked = rake(classes, counts, cells, *population, codebook, settings, out.remarks);
        if (raked.has_error()) return raked.error();
        out.of_class = std::move(raked->weights);
        out.raking = raked->summary;
    }
    for (std::size_t i = 0; i < classes.size(); ++i) {
        if (classes[i].people == 0) out.of_class[i] = 0;
    }
    stand_for(counts, cells, out);
    return out;
}

}  // namespace capgap
