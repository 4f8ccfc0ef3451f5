#include <capgap/pipeline/quality.hpp>

#include <capgap/gaps/profile_mix.hpp>

#include <algorithm>
#include <map>

namespace capgap {

namespace {

/// Under this share of `na` where a profile requires the competency, nothing is said.
constexpr double check_profile_from = 0.2;
constexpr double alpha_low = 0.8;
constexpr double alpha_very_low = 0.7;

class QualityWriter {
public:
    QualityWriter(const AssessInput& input, const RoundCounts& counts, const Tabulated& tabulated, const AssessSummary& summary)
        : input_(input), counts_(counts), tabulated_(tabulated), summary_(summary), people_(static_cast<std::int64_t>(summary.respondents)) {}

    std::vector<QualityRow> write() {
        run();
        weighting();
        competencies();
        items();
        profiles();
        background();
        order();
        return std::move(rows_);
    }

private:
    void row(std::string kind, std::string id, std::string statistic, std::optional<double> value, std::optional<std::int64_t> n,
             std::string flag = {}) {
        rows_.push_back({std::move(kind), std::move(id), std::move(statistic), value, n, std::move(flag)});
    }

    /// The last row tells how many there are of a group of the whole.
    void of(int dimension, int category, int profile) {
        Group group;
        if (!tabulated_.tables.groups.empty()) group.institution = tabulated_.tables.groups.front().institution;
        group.dimension = dimension;
        group.category = category;
        group.profile = profile;
        rows_.back().of = group;
    }

    /// A share of people, hidden where it would speak of a few.
    std::optional<double> share(std::int64_t part, std::int64_t whole) const {
        if (whole < input_.policy.min_cell || (part > 0 && part < 3) || (part < whole && whole - part < 3)) return std::nullopt;
        return static_cast<double>(part) / static_cast<double>(whole);
    }

    void run() {
        const auto count = [this](const char* statistic, std::uint64_t value, const char* flag) {
            row("run", "*", statistic, static_cast<double>(value), std::nullopt, value > 0 ? flag : "");
        };
        count("rows_read", summary_.rows_read, "");
        count("rows_set_aside", summary_.rows_set_aside, "set_aside");
        row("run", "*", "duplicated_ids", static_cast<double>(summary_.duplicated_ids), static_cast<std::int64_t>(summary_.rows_of_duplicates),
            summary_.duplicated_ids > 0 ? flag_of_duplicates() : "");
        flagged("straightlining", counts_.flags.straightlining, counts_.flags.straightlining_judged, input_.leave_out.straightlining);
        flagged("speeding", counts_.flags.speeding, counts_.flags.speeding_judged, input_.leave_out.speeding);
        count("rows_left_out", summary_.rows_left_out, "left_out");
        count("empty", summary_.empty_rows, "empty");
        count("respondents", summary_.respondents, "");
        if (input_.population == nullptr) return;
        row("run", "*", "headcount", static_cast<double>(summary_.headcount), std::nullopt);
        if (summary_.headcount == 0) return;
        const double rate = static_cast<double>(people_) / static_cast<double>(summary_.headcount);
        row("run", "*", "response_rate", rate, summary_.headcount, rate < 0.3 ? "too_low" : rate < 0.5 ? "low" : "");
    }

    const char* flag_of_duplicates() const {
        switch (input_.duplicates) {
            case DuplicateRows::set_aside: break;
            case DuplicateRows::first: return "first_used";
            case DuplicateRows::last: return "last_used";
        }
        return "set_aside";
    }

    /// Nothing where it can be said of nobody.
    void flagged(const char* statistic, std::int64_t people, std::int64_t judged, bool left_out) {
        if (judged == 0) return;
        row("run", "*", statistic, static_cast<double>(people), judged, people == 0 ? "" : left_out ? "left_out" : "kept");
    }

    void weighting() {
        if (people_ > 0) {
            row("weighting", "*", "weight_min", tabulated_.weighting.least, people_);
            row("weighting", "*", "weight_max", tabulated_.weighting.most, people_);
            const WeightSummary& w = tabulated_.weighting;
            row("weighting", "*", "design_effect_kish", static_cast<double>(people_) * w.sum_of_squares / (w.sum * w.sum), people_);
        }
        if (input_.weighting.method == WeightingMethod::raked && input_.population != nullptr) {
            row("weighting", "*", "raking_cycles", tabulated_.weights.raking.cycles, std::nullopt);
            row("weighting", "*", "trimmed", static_cast<double>(tabulated_.weights.raking.trimmed_people), people_);
        }
        if (tabulated_.replicate_groups > 0)
            row("weighting", "*", "replicate_groups", static_cast<double>(tabulated_.replicate_groups), std::nullopt);
        if (input_.population == nullptr) return;
        std::int64_t cells = 0;
        std::int64_t staff = 0;
        for (const Cell& cell : tabulated_.cells.cells) {
            if (cell.respondents > 0 || cell.headcount.value_or(0) == 0) continue;
            ++cells;
            staff += *cell.headcount;
        }
        row("weighting", "*", "cells_without_respondents", static_cast<double>(cells), static_cast<std::int64_t>(tabulated_.cells.cells.size()));
        row("weighting", "*", "staff_of_cells_without_respondents", static_cast<double>(staff), summary_.headcount);
    }

    void competencies() {
        struct Outcomes {
            std::int64_t scored = 0, not_applicable = 0, do_not_know = 0, missing = 0;
        };
        const auto& competencies = input_.instrument.framework.competencies();
        std::vector<Outcomes> outcomes(competencies.size());
        for (const auto& [key, one] : counts_.gaps.classes()) {
            const SlotCounts& everyone = one.slots.at(0);
            for (std::size_t c = 0; c < competencies.size(); ++c) {
                outcomes[c].scored += everyone.with_level(c);
                outcomes[c].not_applicable += everyone.not_applicable(c);
                outcomes[c].do_not_know += everyone.do_not_know(c);
                outcomes[c].missing += everyone.missing(c);
            }
        }
        for (std::size_t c = 0; c < competencies.size(); ++c) {
            const std::string& id = competencies[c].id.text();
            const auto alpha = cronbach_alpha(counts_.covariances[c]);
            const std::int64_t n = counts_.covariances[c].people();
            const bool shown = alpha && n >= input_.policy.min_cell;
            row("competency", id, "alpha", shown ? alpha : std::nullopt, n,
                !shown                    ? "undefined"
                : *alpha < alpha_very_low ? "very_low"
                : *alpha < alpha_low      ? "low"
                                          : "");
            moved_cuts(c);
            row("competency", id, "scored_share", share(outcomes[c].scored, people_), people_);
            row("competency", id, "not_applicable_share", share(outcomes[c].not_applicable, people_), people_);
            row("competency", id, "do_not_know_share", share(outcomes[c].do_not_know, people_), people_);
            row("competency", id, "missing_share", share(outcomes[c].missing, people_), people_);
        }
    }

    /// The share of the whole with other cuts; nothing where it would speak of a few.
    void moved_cuts(std::size_t competency) {
        const MovedShares& moved = tabulated_.moved[competency];
        const auto few = [&](std::size_t way) {
            return moved.scored < input_.policy.min_cell || moved.below[way] < 3 || moved.scored - moved.below[way] < 3;
        };
        const auto add = [&](const char* statistic, std::optional<double> value) {
            row("competency", input_.instrument.framework.competencies()[competency].id.text(), statistic, value, moved.scored);
            rows_.back().competency = competency;
        };
        const auto share_if = [&](std::size_t way) { return few(way) ? std::nullopt : std::optional(moved.share[way]); };
        if (moved.scored == 0) return;
        add("below_share_cuts_lower", share_if(MovedCuts::lower));
        add("below_share_cuts_higher", share_if(MovedCuts::higher));
        if (input_.scales.empty() || !input_.scales[competency] || !input_.scales[competency]->has_linking_errors) return;
        const bool hidden = few(MovedCuts::linked_lower) || few(MovedCuts::linked_higher);
        add("below_share_linking_error",
            hidden ? std::nullopt : std::optional((moved.share[MovedCuts::linked_higher] - moved.share[MovedCuts::linked_lower]) / 2));
    }

    void items() {
        const auto& items = input_.instrument.survey.items();
        for (std::size_t i = 0; i < items.size(); ++i) {
            const ItemUse::Counts& use = counts_.items.items()[i];
            const std::int64_t asked = people_ - use.not_asked - use.not_applicable;
            const std::string& id = items[i].id.text();
            row("item", id, "asked_share", share(asked, people_), people_, asked == 0 && people_ > 0 ? "never_asked" : "");
            row("item", id, "empty_share", share(use.empty, asked), asked);
            row("item", id, "do_not_know_share", share(use.do_not_know, asked), asked);
            row("item", id, "refused_share", share(use.refused, asked), asked);
        }
    }

    void profiles() {
        struct Use {
            std::int64_t people = 0, not_applicable = 0;
        };
        const CountLayout& layout = counts_.gaps.layout();
        std::vector<std::vector<Use>> use(layout.profiles(), std::vector<Use>(layout.competencies));
        std::int64_t without = 0;
        for (const auto& [key, one] : counts_.gaps.classes()) {
            const SlotCounts& everyone = one.slots.at(0);
            if (key.profile == Batch::no_profile) {
                without += everyone.respondents;
                continue;
            }
            for (std::size_t c = 0; c < layout.competencies; ++c) {
                use[key.profile][c].people += everyone.respondents;
                use[key.profile][c].not_applicable += everyone.not_applicable(c);
            }
        }
        row("profile", "none", "share", share(without, people_), people_);
        of(Group::everyone, Group::everyone, static_cast<int>(layout.profiles()));
        posts();
        mix_of_profiles();
        for (std::size_t p = 0; p < layout.profiles(); ++p) {
            for (std::size_t c = 0; c < layout.competencies; ++c) {
                if (layout.targets[p][c] == 0 || use[p][c].people < input_.policy.min_cell) continue;
                const auto value = share(use[p][c].not_applicable, use[p][c].people);
                row("profile",
                    input_.instrument.codebook.profiles.name(static_cast<std::uint32_t>(p)) + "/" +
                        input_.instrument.framework.competencies()[c].id.text(),
                    "not_applicable_share", value, use[p][c].people, value.value_or(0) >= check_profile_from ? "check_the_profile" : "");
                of(Group::everyone, Group::everyone, static_cast<int>(p));
            }
        }
    }

    void posts() {
        if (summary_.posts_and_profiles == 0) return;
        const auto both = static_cast<std::int64_t>(summary_.posts_and_profiles);
        row("profile", "*", "differs_from_post_share", share(static_cast<std::int64_t>(summary_.posts_differ), both), both);
    }

    void mix_of_profiles() {
        if (input_.population == nullptr) return;
        const ProfileMix mix = profile_mix_of_whole(tabulated_.cells, counts_.gaps.layout().profiles());
        if (mix.all.staff == 0) return;
        for (std::size_t p = 0; p < mix.profiles.size(); ++p) {
            const std::string& id = input_.instrument.codebook.profiles.name(static_cast<std::uint32_t>(p));
            const auto value = share(mix.profiles[p].respondents, people_);
            row("profile", id, "share_of_respondents", value, people_, value && mix.differs(p) ? "unlike_staff" : "");
            of(Group::everyone, Group::everyone, static_cast<int>(p));
            row("profile", id, "share_of_staff", mix.share_of_staff(p), mix.all.staff);
        }
    }

    void background() {
        const CountLayout& layout = counts_.gaps.layout();
        for (std::size_t b = 0; b < layout.breakdowns.size(); ++b) {
            std::int64_t unknown = 0;
            const std::size_t slot = layout.slot(b, Batch::unknown_category);
            for (const auto& [key, one] : counts_.gaps.classes()) {
                const auto found = one.slots.find(slot);
                if (found != one.slots.end()) unknown += found->second.respondents;
            }
            row("background", input_.instrument.codebook.background[layout.breakdowns[b]].id, "unknown_share", share(unknown, people_), people_);
            of(static_cast<int>(b), static_cast<int>(layout.breakdown_sizes[b]), Group::everyone);
        }
    }

    void order() {
        for (const OrderedGap& gap : tabulated_.tables.order) {
            row("order", input_.instrument.framework.competencies()[gap.competency].id.text(), "tie_group", gap.tie_group, std::nullopt);
            rows_.back().competency = gap.competency;
        }
    }

    const AssessInput& input_;
    const RoundCounts& counts_;
    const Tabulated& tabulated_;
    const AssessSummary& summary_;
    std::int64_t people_;
    std::vector<QualityRow> rows_;
};

}  // namespace

std::vector<QualityRow> quality_rows(const AssessInput& input, const RoundCounts& counts, const Tabulated& tabulated, const AssessSummary& summary) {
    return QualityWriter(input, counts, tabulated, summary).write();
}

}  // namespace capgap
