#pragma once

#include <capgap/training/needs.hpp>
#include <capgap/training/recommend.hpp>

#include <map>
#include <vector>

namespace capgap {

/// An element under its target that blocks competencies in which people of a group lack something.
struct EnvironmentBarrier {
    ElementRef element;
    std::size_t institution = 0;  ///< whose answer it is
    int level = 0;
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

    /// Those that stand before most steps first, then in file order. An institution that did not answer has those of the nearest one above that did;
    /// all roots together have none. Competencies that nearly everyone needs are blocked too, though their steps are not shown.
    [[nodiscard]] std::vector<EnvironmentBarrier> of(const Group& group, const GroupNeeds& needs) const;

private:
    void add(const EnvironmentRow& row, const GroupNeeds& needs, std::vector<EnvironmentBarrier>& to) const;

    const InstitutionTree& institutions_;
    std::vector<std::vector<std::vector<std::size_t>>> blocked_;                      ///< [instrument][element]: competencies
    std::vector<std::map<std::size_t, std::vector<const EnvironmentRow*>>> answers_;  ///< [instrument][institution]
};

}  // namespace capgap
