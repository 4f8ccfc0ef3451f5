#include <capgap/gaps/tested_people.hpp>

#include <capgap/gaps/gap_counter.hpp>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace capgap {

namespace {

/// What is reckoned of the people of a place in one competency.
struct TwoPhasePlace {
    TwoPhaseSums mean;
    TwoPhaseSums share;
    ExactSum represented;

    void merge(const TwoPhasePlace& other) {
        mean.merge(other.mean);
        share.merge(other.share);
        represented.add(other.represented);
    }
};

/// As the finite population correction of shares has it: rounding makes no sample of a complete count.
double weight_for_correction(double u) {
    constexpr double rounding = 1e-9;
    return std::abs(u - 1) < rounding ? 1 : u;
}

/// A weighting class without its cluster, and what its tested people add.
struct TestedClass {
    std::int64_t people = 0;
    ScoreSum ratings;
};

class TestedTabulator {
public:
    /// `counts`: without clusters, as weights are.
    TestedTabulator(const TestedPeople& people, const GapCounts& counts, const InstitutionTree& tree, Tabulated& to)
        : people_(people), counts_(counts), tree_(tree), to_(to), places_(tree.size()), staff_(tree.size()) {
        for (std::size_t g = 0; g < to.tables.groups.size(); ++g) {
            const Group& keys = to.tables.groups[g];
            const bool divided = keys.own_staff || keys.pool != 0 || keys.dimension != Group::everyone || keys.profile != Group::everyone;
            if (!divided) groups_.emplace_back(g, keys.institution);
        }
        std::size_t number = 0;
        for (const auto& [key, one] : counts.classes()) {
            const auto found = people.classes().find(key);
            if (found != people.classes().end()) number_of_.emplace(found->second, number);
            ++number;
        }
    }

    void add(std::size_t competency) {
        if (people_.in(competency).empty() && !has_results(competency)) return;
        places_.assign(tree_.size(), {});
        staff_.assign(tree_.size(), {});
        add_people(competency);
        add_rows(competency);
    }

private:
    bool has_results(std::size_t competency) const {
        const auto all = people_.results().all();
        return std::any_of(all.begin(), all.end(), [competency](const TestResults::Result& one) { return one.competency == competency; });
    }

    bool has_target(const ClassKey& key, std::size_t competency) const {
        return key.profile != Batch::no_profile && counts_.layout().targets[key.profile][competency] > 0;
    }

    void add_people(std::size_t competency) {
        std::vector<TestedClass> tested(counts_.classes().size());
        std::vector<std::uint32_t> institutions;
        institutions.reserve(tested.size());
        for (const auto& [key, one] : counts_.classes()) institutions.push_back(key.institution);
        for (const TestedPeople::Person& person : people_.in(competency)) {
            const std::size_t number = number_of_.at(person.of_class);
            ++tested[number].people;
            tested[number].ratings.add(person.rating_0_100);
            const double u = to_.weights.u[number][competency];
            TwoPhasePlace& place = places_[institutions[number]];
            place.mean.add(person.rating_0_100, Decimal::of_millionths(person.result.millionths).to_double(), u);
            place.share.add(person.rating_0_100, person.result.below ? 1 : 0, u);
            staff_[institutions[number]].results.push_back(person.result);
        }
        std::size_t number = 0;
        for (const auto& [key, one] : counts_.classes()) {
            if (has_target(key, competency))
                add_class(one.slots.at(0), to_.weights.u[number][competency], tested[number], key.institution, competency);
            ++number;
        }
        for (TestedStaff& staff : staff_) std::sort(staff.results.begin(), staff.results.end());
    }

    void add_class(const SlotCounts& everyone, double u, const TestedClass& tested, std::size_t institution, std::size_t competency) {
        const std::int64_t rated = everyone.with_level(competency);
        if (rated == 0) return;
        ScoreSum others = everyone.score_0_100(competency);
        others.subtract(tested.ratings);
        TwoPhasePlace& place = places_[institution];
        place.mean.add_untested(rated - tested.people, others.to_double(), u);
        place.share.add_untested(rated - tested.people, others.to_double(), u);
        place.represented.add(weight_for_correction(u), rated);
        staff_[institution].rated += rated;
    }

    void add_rows(std::size_t competency) {
        for (std::size_t i = 0; i < staff_.size(); ++i) {
            if (staff_[i].rated == 0) continue;
            staff_[i].institution = i;
            staff_[i].competency = competency;
            to_.tables.tested_staff.push_back(std::move(staff_[i]));
        }
        TwoPhasePlace all;
        const auto& order = tree_.in_tree_order();
        for (std::size_t i = order.size(); i-- > 0;) {
            const auto parent = tree_.parent(order[i]);
            (parent ? places_[*parent] : all).merge(places_[order[i]]);
        }
        for (const auto& [group, institution] : groups_) {
            const TwoPhasePlace& place = institution == Group::everyone ? all : places_[static_cast<std::size_t>(institution)];
            if (group != groups_.front().first && place.mean.tested() < two_phase_least_tested) continue;
            const std::optional<double> population = to_.weights.calibrated ? std::optional(place.represented.to_double()) : std::nullopt;
            to_.tables.tested.push_back({group, competency, two_phase_mean(place.mean, population), two_phase_share(place.share, population)});
        }
    }

    const TestedPeople& people_;
    const GapCounts& counts_;
    const InstitutionTree& tree_;
    Tabulated& to_;
    std::vector<std::pair<std::size_t, int>> groups_;  ///< rows of the table: group and institution, the whole first
    std::map<std::uint32_t, std::size_t> number_of_;   ///< by class of those tested, that in `counts`
    std::vector<TwoPhasePlace> places_;                ///< by institution
    std::vector<TestedStaff> staff_;                   ///< by institution
};

}  // namespace

void TestedPeople::keep(const Batch& batch, const ScoredBatch& scored) {
    ClassKey key;
    for (std::size_t row = 0; row < batch.rows; ++row) {
        if (scored.respondent[row] == 0 || batch.profile[row] == Batch::no_profile) continue;
        const auto person = results_.people().find(batch.respondent[row]);
        if (!person) continue;
        set_class_key(batch, row, layout_, key);
        key.cluster = 0;
        const auto [found, is_new] = classes_.try_emplace(key, static_cast<std::uint32_t>(classes_.size()));
        for (const TestResults::Result& result : results_.of(*person)) {
            const int target = layout_.targets[key.profile][result.competency];
            const ScoredBatch::Competency& column = scored.competencies[result.competency];
            if (target == 0 || column.outcome[row] != Outcome::scored) continue;
            const auto level = 1 + std::count_if(cuts_.begin(), cuts_.end(), [&](const Decimal& cut) { return result.score_0_100() >= cut; });
            by_competency_[result.competency].push_back({found->second, column.score_0_100[row], {result.millionths, level < target}});
        }
    }
}

void tabulate_tested(const TestedPeople& people, const GapCounts& counts, const TabulationInput& input, Tabulated& to) {
    const ReplicateGroups groups = deal_clusters(counts, input.clusters);
    std::optional<GapCounts> folded;
    if (groups.groups > 0) folded = counts.fold_clusters(groups.of_cluster, groups.groups).first;
    TestedTabulator tabulator(people, folded ? *folded : counts, input.tree, to);
    for (std::size_t c = 0; c < counts.layout().competencies; ++c) tabulator.add(c);
    std::stable_sort(to.tables.tested.begin(), to.tables.tested.end(), [](const TestedRow& a, const TestedRow& b) { return a.group < b.group; });
}

}  // namespace capgap
