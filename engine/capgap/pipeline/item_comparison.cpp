#include <capgap/pipeline/item_comparison.hpp>

#include <capgap/base/parallel.hpp>
#include <capgap/measurement/dif.hpp>
#include <capgap/statistics/multiple_tests.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace capgap {

namespace {

/// From how many people on a group is told which difference would be found in it.
constexpr std::int64_t least_people_of_detectable = 30;

/// What D of each competency goes into; nothing where it is too large.
std::optional<std::int64_t> points_of_all(const std::vector<std::size_t>& competencies, const ScoringKey& key) {
    std::optional<std::int64_t> out = 1;
    for (const std::size_t competency : competencies) {
        if (out) out = common_denominator(*out, key.points_per_item(competency));
    }
    return out;
}

std::size_t largest(const std::vector<std::uint16_t>& group_of, std::size_t groups) {
    std::vector<std::int64_t> people(groups, 0);
    for (const std::uint16_t group : group_of) {
        if (group < groups) ++people[group];
    }
    return static_cast<std::size_t>(std::max_element(people.begin(), people.end()) - people.begin());
}

QualityRow row_of(std::string id, const char* statistic, std::optional<double> value, std::string flag = {}) {
    return {"comparability", std::move(id), statistic, value, std::nullopt, std::move(flag)};
}

std::optional<double> adjusted_p(const std::optional<ChiSquareTest>& test) {
    return test ? std::optional(test->adjusted_p) : std::nullopt;
}

void add_item(const std::string& id, const ItemDif& item, const StringIndex& groups, std::vector<QualityRow>& out) {
    const bool grey = item.light == DifLight::grey;
    const std::optional<LogisticDif>& logistic = item.logistic;
    out.push_back(row_of(id, "largest_difference", grey ? std::nullopt : item.largest_difference(),
                         std::string(grey ? to_string(item.undefined) : to_string(item.light))));
    if (!grey) {
        out.push_back(row_of(id, "mantel_p", adjusted_p(item.mantel)));
        out.push_back(row_of(id, "logistic_p", logistic ? adjusted_p(logistic->both) : std::nullopt));
        out.push_back(row_of(id, "r2_change", logistic ? std::optional(logistic->r2_uniform + logistic->r2_non_uniform) : std::nullopt));
    }
    for (std::size_t g = 0; g < item.groups.size(); ++g) {
        const GroupDif& group = item.groups[g];
        const std::string group_id = id + '/' + groups.name(static_cast<std::uint32_t>(g));
        if (!grey && group.compared && group.difference) out.push_back(row_of(group_id, "difference", group.difference->difference));
        if (group.people >= least_people_of_detectable && group.smallest_detectable)
            out.push_back(row_of(group_id, "smallest_detectable", *group.smallest_detectable));
    }
}

/// Tests of all domains together, so that Holm's adjustment is over the items of all.
void adjust_together(std::vector<std::optional<ModelComparison>>& domains) {
    std::vector<ChiSquareTest*> tests;
    std::vector<double> p;
    for (auto& domain : domains) {
        if (!domain) continue;
        for (FreedItem& item : domain->found.items) {
            if (!item.test) continue;
            tests.push_back(&*item.test);
            p.push_back(item.test->p);
        }
    }
    const std::vector<double> adjusted = holm_adjusted(p);
    for (std::size_t i = 0; i < tests.size(); ++i) tests[i]->adjusted_p = adjusted[i];
}

void add_model(const std::string& id, const ModelComparison& of, std::size_t item, const StringIndex& groups, std::vector<QualityRow>& out) {
    const FreedItem& freed = of.found.items[item];
    out.push_back(row_of(id, "model_p", adjusted_p(freed.test)));
    for (std::size_t g = 1; g < of.groups.size() && freed.test; ++g) {
        const auto& difference = freed.differences[g - 1];
        if (!difference) continue;
        const std::string group_id = id + '/' + groups.name(static_cast<std::uint32_t>(of.groups[g]));
        out.push_back(row_of(group_id, "model_difference", difference->with_sign));
        out.push_back(row_of(group_id, "model_distance", difference->without_sign));
    }
}

}  // namespace

ItemComparison::ItemComparison(const AssessInput& input, const ScoringKey& key) : input_(input), groups_(input.compare_items_by.size()) {
    for (std::size_t domain = 0; domain < input.instrument.framework.content().domains.size(); ++domain) add_domain(domain, key);
}

void ItemComparison::add_domain(std::size_t domain, const ScoringKey& key) {
    const Survey& survey = input_.instrument.survey;
    Domain made;
    made.begin = category_.size();
    std::vector<std::size_t> competencies;
    for (std::size_t item = 0; item < survey.items().size(); ++item) {
        const auto competency = survey.competency_of(item);
        if (!competency || input_.instrument.framework.competencies()[*competency].domain != domain || !input_.asked_items[item]) continue;
        made.items.push_back(item);
        competencies.push_back(*competency);
    }
    const auto most_points = points_of_all(competencies, key);
    if (made.items.empty() || !most_points) return;
    made.most_points = *most_points;
    for (std::size_t i = 0; i < made.items.size(); ++i) {
        const std::int64_t worth = *most_points / key.points_per_item(competencies[i]);
        std::vector<std::int64_t>& points = made.points.emplace_back();
        std::vector<std::uint8_t>& category = category_.emplace_back();
        for (const std::int64_t of_option : key.points(made.items[i])) {
            const bool counts = of_option != ScoringKey::no_points;
            category.push_back(counts ? static_cast<std::uint8_t>(points.size()) : AnswerTable::missing);
            if (counts) points.push_back(of_option * worth);
        }
    }
    domains_.push_back(std::move(made));
}

void ItemComparison::keep(const Batch& batch, const ScoredBatch& scored) {
    for (std::size_t row = 0; row < scored.rows; ++row) {
        if (scored.respondent[row] == 0) continue;
        for (const Domain& domain : domains_) {
            for (std::size_t i = 0; i < domain.items.size(); ++i) {
                const std::int8_t option = scored.answer[domain.items[i]][row];
                codes_.push_back(option < 0 ? AnswerTable::missing : category_[domain.begin + i][static_cast<std::size_t>(option)]);
            }
        }
        for (std::size_t q = 0; q < groups_.size(); ++q) {
            const std::vector<std::uint16_t>& column = batch.background[input_.compare_items_by[q]];
            groups_[q].push_back(column.empty() ? Batch::unknown_category : column[row]);
        }
    }
}

std::span<const std::uint8_t> ItemComparison::codes_of(std::size_t person, const Domain& domain) const {
    return std::span(codes_).subspan(person * category_.size() + domain.begin, domain.items.size());
}

std::optional<ModelComparison> ItemComparison::by_model(std::size_t question, const Domain& domain, std::size_t reference) const {
    const auto scale = std::find_if(input_.scales.begin(), input_.scales.end(), [](const auto& one) { return one.has_value(); });
    if (scale == input_.scales.end()) return std::nullopt;
    DomainAnswers answers;
    answers.points = domain.points;
    answers.people = people();
    answers.codes = [this, &domain](std::size_t person) { return codes_of(person, domain); };
    answers.group = [this, question](std::size_t person) { return std::size_t{groups_[question][person]}; };
    answers.groups = input_.instrument.codebook.background[input_.compare_items_by[question]].categories.size();
    return compare_by_model((*scale)->model.model, answers, reference);
}

std::vector<QualityRow> ItemComparison::rows() const {
    const auto& questions = input_.instrument.codebook.background;
    std::vector<DifOptions> options(groups_.size());
    std::vector<std::vector<DifResult>> found(groups_.size(), std::vector<DifResult>(domains_.size()));
    std::vector<std::vector<std::optional<ModelComparison>>> by_model_found(groups_.size());
    for (auto& of_question : by_model_found) of_question.resize(domains_.size());
    for (std::size_t q = 0; q < groups_.size(); ++q)
        options[q].reference = largest(groups_[q], questions[input_.compare_items_by[q]].categories.size());
    parallel_for(groups_.size() * domains_.size(), input_.threads, [&](std::size_t task) {
        const std::size_t q = task / domains_.size();
        const Domain& domain = domains_[task % domains_.size()];
        DifLayout layout;
        layout.points = domain.points;
        layout.most_points = domain.most_points;
        layout.groups = questions[input_.compare_items_by[q]].categories.size();
        const Scoring& scoring = input_.instrument.survey.content().scoring;
        layout.min_answered = scoring.min_answered;
        layout.band_limits = scoring.match_bands;
        const auto count = [&](DifTables& tables) {
            for (std::size_t person = 0; person < people(); ++person) {
                const std::uint16_t group = groups_[q][person];
                if (group < layout.groups) tables.add(codes_of(person, domain), group);
            }
        };
        found[q][task % domains_.size()] = purified_dif(layout, count, options[q]);
        by_model_found[q][task % domains_.size()] = by_model(q, domain, options[q].reference);
    });
    std::vector<QualityRow> out;
    for (std::size_t q = 0; q < groups_.size(); ++q) {
        const Codebook::Question& question = questions[input_.compare_items_by[q]];
        out.push_back(
            row_of(question.id + '/' + question.categories.name(static_cast<std::uint32_t>(options[q].reference)), "reference", std::nullopt));
        adjust_together(found[q], options[q]);
        adjust_together(by_model_found[q]);
        for (std::size_t d = 0; d < domains_.size(); ++d) {
            for (std::size_t i = 0; i < domains_[d].items.size(); ++i) {
                const std::string id = question.id + '/' + input_.instrument.survey.items()[domains_[d].items[i]].id.text();
                const ItemDif& item = found[q][d].items[i];
                add_item(id, item, question.categories, out);
                if (by_model_found[q][d] && item.light != DifLight::grey) add_model(id, *by_model_found[q][d], i, question.categories, out);
            }
        }
    }
    return out;
}

}  // namespace capgap
