#pragma once

#include <capgap/assessment/institution_tree.hpp>
#include <capgap/gaps/tables.hpp>

#include <cstddef>
#include <optional>
#include <vector>

namespace capgap {

/// The lines of the tables: parents before children, own staff first, pools last among the children. Where there are several roots, all of them
/// together stand in front.
class PlaceLayout {
public:
    /// `tree` must outlive it.
    PlaceLayout(const InstitutionTree& tree, const std::vector<Pool>& pools);

    const std::vector<Place>& places() const noexcept { return places_; }
    /// Where the institution's own staff are counted first. Every place counts the people of those below it, and a pool those of its members.
    std::size_t place_of_staff(std::size_t institution) const { return place_of_staff_[institution]; }

private:
    void lay_out(const InstitutionTree& tree, const std::vector<Pool>& pools);
    void add_pools_of(int parent, const std::vector<Pool>& pools);
    void tie(const InstitutionTree& tree, const std::vector<Pool>& pools);

    std::vector<Place> places_;
    std::vector<std::size_t> place_of_staff_;  ///< by institution
};

}  // namespace capgap
