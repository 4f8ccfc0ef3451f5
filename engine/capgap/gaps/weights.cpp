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

/// In a cell with more respondents than headcount everybody stands for themselves alone.
bool has_more_respondents_than_staff(const Cell& cell) {
    return cell.respondents > cell.written_headcount;
}

bool is_raked(const Cell& cell) {
    return cell.respondents > 0 && !has_more_respondents_than_staff(cell);
}

/// The margins with their targets, and where each class stands in them.
class MarginTable {
public:
    MarginTable(const Population& population, const Cells& cells, const Codebook& codebook, const WeightSettings& settings, const CountLayout& layout)
        : population_(population), codebook_(codebook), settings_(settings), layout_(layout) {
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
        for (const Population::Row& row : population_.rows) {
            if (!is_raked(cells.cells[cells.index.at({row.institution, row.profile})])) continue;
            Category at;
            for (const MarginVariable& variable : variables) at.push_back(code_of(variable, row));
            const auto [found, is_new] = codes.try_emplace(at, static_cast<std::uint32_t>(margin.targets.size()));
            if (is_new) margin.targets.push_back(0);
            margin.targets[found->second] += static_cast<double>(row.headcount);
        }
        margins_.push_back(std::move(margin));
        codes_.push_back(std::move(codes));
    }

    const Population& population_;
    const Codebook& codebook_;
    const WeightSettings& settings_;
    const CountLayout& layout_;
    std::vector<RakingMargin> margins_;
    std::vector<std::map<Category, std::uint32_t>> codes_;
};

std::vector<WeightingClass> weighting_classes(const GapCounts& counts, const Cells& cells, bool calibrated) {
    std::vector<WeightingClass> out;
    for (const auto& [key, one] : counts.classes()) {
        WeightingClass weighting;
        weighting.base_weight = key.base_weight;
        weighting.cell = static_cast<std::uint32_t>(cells.of(key));
        weighting.people = one.slots.at(0).respondents;
        if (calibrated && has_more_respondents_than_staff(cells.cells[weighting.cell])) {
            weighting.base_weight = 1;
            weighting.calibrated = false;
        }
        out.push_back(std::move(weighting));
    }
    return out;
}

/// The margins' places of the classes; a known category in which the population has nobody is left alone with a warning.
void place_in_margins(std::vector<WeightingClass>& classes, const MarginTable& table, const GapCounts& counts, const Location& at,
                      Diagnostics& remarks) {
    std::set<std::string> named;
    std::size_t i = 0;
    for (const auto& [key, one] : counts.classes()) {
        WeightingClass& weighting = classes[i++];
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
    const MarginTable table(population, cells, codebook, settings, counts.layout());
    place_in_margins(classes, table, counts, settings.at, remarks);
    double covered = 0;
    for (const Cell& cell : cells.cells) {
        if (is_raked(cell)) covered += static_cast<double>(cell.written_headcount);
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
            applies[cell][c] += w * (everyone.respondents - everyone.not_applicable(c));
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
    for (std::size_t rank = 0; rank < order.size(); ++rank) out.of_cluster[order[rank]] = rank % out.groups;
    return out;
}

Result<Weights> make_weights(const GapCounts& counts, const Cells& cells, const Population* population, const Codebook& codebook,
                             const WeightSettings& settings) {
    Weights out;
    out.calibrated = population != nullptr && settings.method != WeightingMethod::none;
    std::vector<WeightingClass> classes = weighting_classes(counts, cells, out.calibrated);
    if (!out.calibrated) {
        for (const WeightingClass& one : classes) out.of_class.push_back(one.base_weight);
    } else if (settings.method == WeightingMethod::post_stratified) {
        std::vector<double> headcounts;
        for (const Cell& cell : cells.cells) headcounts.push_back(static_cast<double>(*cell.headcount));
        out.of_class = post_stratified_weights(classes, headcounts);
    } else {
        auto raked = rake(std::move(classes), counts, cells, *population, codebook, settings, out.remarks);
        if (raked.has_error()) return raked.error();
        out.of_class = std::move(raked->weights);
        out.raking = raked->summary;
    }
    stand_for(counts, cells, out);
    return out;
}

}  // namespace capgap
