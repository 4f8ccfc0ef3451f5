#include <capgap/pipeline/latent_round.hpp>

#include <capgap/base/parallel.hpp>
#include <capgap/gaps/gap_counter.hpp>
#include <capgap/measurement/answer_table.hpp>

#include <algorithm>
#include <map>
#include <utility>

namespace capgap {

namespace {

/// Of each set other numbers; the same of each run.
constexpr PlausibleValueOptions drawing;

/// A category of a background question, `unknown` last.
std::uint16_t category_or_unknown(const Batch& batch, std::size_t question, std::size_t row, std::size_t known) {
    const std::uint16_t code = batch.background[question].empty() ? Batch::unknown_category : batch.background[question][row];
    return std::min(code, static_cast<std::uint16_t>(known));
}

/// An item that says nothing has one category, and a table none with fewer than two.
AnswerTable empty_answers(const ScaleModel& scale) {
    std::vector<std::size_t> categories;
    for (const ItemParameters& item : scale.items) categories.push_back(std::max<std::size_t>(item.categories(), 2));
    return AnswerTable(std::move(categories));
}

/// Institutions within each other, and the people of each profile within an institution.
class ConditioningGroups {
public:
    explicit ConditioningGroups(const InstitutionTree& tree) : of_institution_(tree.size()) {
        std::vector<std::size_t> depth(tree.size(), 0);
        for (const std::size_t institution : tree.in_tree_order()) {
            const auto parent = tree.parent(institution);
            if (parent) depth[institution] = depth[*parent] + 1;
            of_institution_[institution] = groups.size();
            groups.push_back({parent ? std::optional(of_institution_[*parent]) : std::nullopt, depth[institution]});
            of_profiles_ = std::max(of_profiles_, depth[institution] + 1);
        }
    }

    std::uint32_t group_of(std::uint32_t institution, std::uint16_t profile) {
        const auto [found, is_new] = by_profile_.try_emplace({institution, profile}, static_cast<std::uint32_t>(groups.size()));
        if (is_new) groups.push_back({of_institution_[institution], of_profiles_});
        return found->second;
    }

    std::vector<Conditioning::Group> groups;

private:
    std::vector<std::size_t> of_institution_;
    std::size_t of_profiles_ = 0;  ///< the component of profiles within institutions
    std::map<std::pair<std::uint32_t, std::uint16_t>, std::uint32_t> by_profile_;
};

}  // namespace

void LatentRound::keep(Batch batch, ScoredBatch scored) {
    Kept& kept = kept_.emplace_back();
    for (std::size_t row = 0; row < scored.rows; ++row) {
        kept.person.push_back(people_);
        if (scored.respondent[row] == 0) continue;
        ++people_;
        profile_.push_back(batch.profile[row]);
    }
    kept.batch = std::move(batch);
    kept.scored = std::move(scored);
}

Conditioning LatentRound::conditioning() const {
    Conditioning out;
    const std::size_t profiles = layout_.profiles();
    out.factors.resize(layout_.breakdowns.size() + 1);
    for (std::size_t b = 0; b < layout_.breakdowns.size(); ++b) out.factors[b].categories = layout_.breakdown_sizes[b] + 1;
    out.factors.back().categories = profiles + 1;
    ConditioningGroups groups(input_.tree);
    for (const Kept& kept : kept_) {
        for (std::size_t row = 0; row < kept.scored.rows; ++row) {
            if (kept.scored.respondent[row] == 0) continue;
            for (std::size_t b = 0; b < layout_.breakdowns.size(); ++b)
                out.factors[b].category.push_back(category_or_unknown(kept.batch, layout_.breakdowns[b], row, layout_.breakdown_sizes[b]));
            out.factors.back().category.push_back(std::min(kept.batch.profile[row], static_cast<std::uint16_t>(profiles)));
            out.group.push_back(groups.group_of(kept.batch.institution[row], kept.batch.profile[row]));
        }
    }
    out.groups = std::move(groups.groups);
    return out;
}

void LatentRound::estimate() {
    const Conditioning known = conditioning();
    levels_.resize(layout_.competencies);
    below_moved_.resize(layout_.competencies);
    std::vector<Answered> answered(layout_.competencies);
    std::vector<std::size_t> together;
    for (std::size_t competency = 0; competency < layout_.competencies; ++competency) {
        if (!input_.scales[competency]) continue;
        levels_[competency].resize(drawing.sets * people_);
        below_moved_[competency].resize(drawing.sets * people_);
        if (input_.scales[competency]->loading) together.push_back(competency);
    }
    parallel_for(layout_.competencies, input_.threads, [&](std::size_t competency) {
        if (!input_.scales[competency]) return;
        answered[competency] = estimate_persons_of(competency);
        if (!input_.scales[competency]->loading) draw_apart(competency, known, answered[competency]);
    });
    draw_those_together(together, known, answered);
}

LatentRound::Answered LatentRound::estimate_persons_of(std::size_t competency) {
    const CalibratedScale& scale = *input_.scales[competency];
    Answered out;
    AnswerPatterns patterns(scale.items.size());
    out.pattern.assign(people_, no_pattern);
    AnswerTable answers = empty_answers(scale.model);
    std::vector<std::uint8_t> codes(scale.items.size());
    for (const Kept& kept : kept_) {
        const auto& outcome = kept.scored.competencies[competency].outcome;
        for (std::size_t row = 0; row < kept.scored.rows; ++row) {
            if (kept.scored.respondent[row] == 0 || outcome[row] != Outcome::scored) continue;
            for (std::size_t i = 0; i < scale.items.size(); ++i) {
                const std::int8_t option = kept.scored.answer[scale.items[i]][row];
                codes[i] = option < 0 ? AnswerTable::missing : scale.category[i][static_cast<std::size_t>(option)];
            }
            out.pattern[kept.person[row]] = patterns.number_of(codes);
            answers.add(codes);
        }
    }
    quality_[competency] = scale_quality(answers, scale.model);
    out.likelihoods = pattern_likelihoods(scale.model, patterns);
    const std::vector<PersonEstimate> estimates = estimate_persons(scale.model, out.likelihoods);
    for (Kept& kept : kept_) {
        ScoredBatch::Competency& column = kept.scored.competencies[competency];
        column.theta.assign(kept.scored.rows, 0);
        column.theta_se.assign(kept.scored.rows, 0);
        for (std::size_t row = 0; row < kept.scored.rows; ++row) {
            if (kept.scored.respondent[row] == 0 || column.outcome[row] != Outcome::scored) continue;
            const PersonEstimate& one = estimates[out.pattern[kept.person[row]]];
            column.theta[row] = one.theta;
            column.theta_se[row] = one.theta_se;
            column.level[row] = static_cast<std::int8_t>(one.level);
        }
    }
    return out;
}

void LatentRound::draw_apart(std::size_t competency, const Conditioning& conditioning, const Answered& answered) {
    const ScaleModel& model = input_.scales[competency]->model;
    PlausibleValueOptions options = drawing;
    options.stream = static_cast<std::uint32_t>(competency);
    options.start_mean = model.mean;
    options.start_sd = model.sd;
    draw_plausible_values(conditioning, answered.likelihoods, answered.pattern, options,
                          [&](std::size_t set, std::span<const double> theta) { take_set(competency, set, theta); });
}

void LatentRound::draw_those_together(const std::vector<std::size_t>& competencies, const Conditioning& conditioning,
                                      const std::vector<Answered>& answered) {
    std::vector<JointScale> scales;
    for (const std::size_t competency : competencies) {
        const CalibratedScale& scale = *input_.scales[competency];
        scales.push_back({answered[competency].likelihoods, answered[competency].pattern, static_cast<std::uint32_t>(competency), scale.model.mean,
                          scale.model.sd, *scale.loading});
    }
    draw_together(conditioning, scales, drawing, input_.threads,
                  [&](std::size_t scale, std::size_t set, std::span<const double> theta) { take_set(competencies[scale], set, theta); });
}

/// Of each competency by itself: sets of several may come at the same time.
void LatentRound::take_set(std::size_t competency, std::size_t set, std::span<const double> theta) {
    const CalibratedScale& scale = *input_.scales[competency];
    for (std::size_t person = 0; person < people_; ++person) {
        levels_[competency][set * people_ + person] = static_cast<std::int8_t>(scale.model.level_of(theta[person]));
        const int target = profile_[person] == Batch::no_profile ? 0 : layout_.targets[profile_[person]][competency];
        if (target < 2) continue;
        const std::size_t cut = static_cast<std::size_t>(target) - 2;
        below_moved_[competency][set * people_ + person] = MovedCuts::below(theta[person], scale.moved_cuts[cut]);
    }
}

void LatentRound::tell_persons() const {
    for (const Kept& kept : kept_) {
        if (input_.persons) input_.persons(kept.batch, kept.scored);
    }
}

GapCounts LatentRound::count_set(std::size_t set) const {
    GapCounter counter(layout_);
    ScoredBatch scored;
    for (const Kept& kept : kept_) {
        scored = kept.scored;
        for (std::size_t competency = 0; competency < levels_.size(); ++competency) {
            if (levels_[competency].empty()) continue;
            ScoredBatch::Competency& column = scored.competencies[competency];
            column.below_moved.assign(scored.rows, 0);
            for (std::size_t row = 0; row < scored.rows; ++row) {
                if (scored.respondent[row] == 0 || column.outcome[row] != Outcome::scored) continue;
                column.level[row] = levels_[competency][set * people_ + kept.person[row]];
                column.below_moved[row] = below_moved_[competency][set * people_ + kept.person[row]];
            }
        }
        counter.add(kept.batch, scored);
    }
    return std::move(counter).finish();
}

std::vector<GapCounts> LatentRound::sets() const {
    std::vector<GapCounts> out(drawing.sets, GapCounts(layout_));
    parallel_for(out.size(), input_.threads, [&](std::size_t set) { out[set] = count_set(set); });
    return out;
}

}  // namespace capgap
