#pragma once

#include <capgap/training/needs.hpp>
#include <capgap/training/recommend.hpp>

#include <cstdint>
#include <map>
#include <set>
#include <vector>

namespace capgap {

/// An element under its target that blocks competencies in which people of a group lack something. A pool has as many answers as members, others one.
struct EnvironmentBarrier {
    ElementRef element;
    std::set<std::size_t> institutions;  ///< whose answers it is under its target in
    std::int64_t under = 0;              ///< members for which such an answer holds
    std::int64_t answered = 0;           ///< members for which one with a level holds
    int level = 0;                       ///< the lowest of them
    int target = 0;
    std::vector<std::size_t> competencies;  ///< blocked, with a shown need in the group; in file order
    double steps = 0;                       ///< that the group lacks to its targets in them
    double estimated = 0;                   ///< of the steps
    double guessed = 0;                     ///< likewise: Need::guessed
    bool exact = true;                      ///< none of them is estimated
    bool steps_are_known = true;            ///< false where nearly everyone needs one of the competencies
};

/// The barriers of every institution.
class EnvironmentBarriers {
public:
    explicit EnvironmentBarriers(const RecommendInput& input);

    /// Those that stand before most steps first (of a pool times the part of its members), then in file order. An institution that did not answer has
    /// those of the nearest one above that did, a pool those of any member; all roots together have none. Competencies that nearly everyone needs are
    /// blocked too, though their steps are not shown.
    [[nodiscard]] std::vector<EnvironmentBarrier> of(const Group& group, const GroupNeeds& needs) const;

private:
    using Answers = std::map<std::size_t, std::vector<const EnvironmentRow*>>;  ///< [institution]

    std::vector<std::size_t> members_of(const Group& group) const;
    std::map<std::size_t, EnvironmentBarrier> found_in(const Answers& answers, const std::vector<std::size_t>& members) const;
    void add(EnvironmentBarrier barrier, const GroupNeeds& needs, std::vector<EnvironmentBarrier>& to) const;

    const InstitutionTree& institutions_;
    const std::vector<Pool>& pools_;
    std::vector<std::vector<std::vector<std::size_t>>> blocked_;  ///< [instrument][element]: competencies
    std::vector<Answers> answers_;                                ///< [instrument]
};

}  // namespace capgap
