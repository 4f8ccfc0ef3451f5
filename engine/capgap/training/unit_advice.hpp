#pragma once

#include <capgap/training/closure.hpp>
#include <capgap/training/environment_barriers.hpp>
#include <capgap/training/working_languages.hpp>

#include <map>
#include <set>
#include <span>
#include <vector>

namespace capgap {

/// A competency in which so many of a group are under their target that only a bound is shown: no figure of its own may be reckoned.
struct NearlyEveryone {
    std::size_t competency = 0;
    std::string as_in;                     ///< the nearest group above with remedies for it; empty where there is none
    std::vector<Recommendation> remedies;  ///< of that group, first the best
};

/// What is known of the people of one group.
struct UnitFacts {
    std::size_t group = 0;
    std::span<const Need> needs;  ///< of this group alone
    std::vector<NearlyEveryone> nearly_everyone;
    std::vector<EnvironmentBarrier> barriers;
    const std::vector<std::string>& languages;  ///< empty: not known
};

/// The lines of one group. For one use.
class UnitAdvice {
public:
    UnitAdvice(const RecommendInput& input, UnitFacts facts) : input_(input), facts_(std::move(facts)) {}

    std::vector<Recommendation> lines();

private:
    /// A module that reaches somebody here.
    struct Candidate {
        RemedyRef remedy;
        std::size_t module = 0;
        std::size_t competency = 0;
        Reach reach;
        long long order = 0;  ///< closure per hour of a person, in units of 1e-9: the higher, the earlier
    };

    void add_barriers();
    void add_nearly_everyone();
    void find_candidates();
    void add_remedies();
    void add_with_prerequisites(std::size_t candidate);
    void add_without_remedy();

    const RemedyContent& content(const RemedyRef& ref) const { return input_.catalogues[ref.catalogue].remedies()[ref.remedy]; }
    const ModuleContent& module(const Candidate& one) const { return content(one.remedy).modules[one.module]; }
    bool is_spoken(const RemedyRef& ref);
    bool instead_of_course(const Candidate& one, const Candidate& course) const;
    bool too_few(const Candidate& one) const;
    bool is_before(const Candidate& a, const Candidate& b) const;
    std::optional<std::size_t> best_of(const RemedyRef& ref, std::size_t competency) const;
    Recommendation line_of(const Candidate& one) const;
    Reason reason_of(const Candidate& one) const;
    std::string languages_in_common(const RemedyContent& remedy) const;
    std::string blockers_of(std::size_t competency) const;
    std::vector<const Need*> unreached(std::size_t competency) const;
    std::string why_unreached(std::size_t competency, const std::vector<const Need*>& needs) const;
    void push(Recommendation line);

    const RecommendInput& input_;
    UnitFacts facts_;
    std::vector<Candidate> candidates_;  ///< best first
    std::vector<Candidate> not_offered_;
    std::vector<Candidate> not_spoken_;
    std::vector<Candidate> for_too_few_;
    std::map<RemedyRef, bool> spoken_;  ///< what is_spoken() found
    std::set<std::size_t> placed_;      ///< indices of candidates_
    std::vector<Recommendation> lines_;
};

}  // namespace capgap
