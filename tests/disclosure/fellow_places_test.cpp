#include <capgap/disclosure/fellow_places.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace capgap {
namespace {

using State = AdditiveMask::State;

std::uint64_t drawn = 1;
std::uint32_t below(std::uint64_t n) {
    drawn = drawn * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::uint32_t>((drawn >> 33) % n);
}

constexpr std::size_t profiles = 4;
constexpr std::size_t levels = 3;

/// A whole of three ministries with so many offices each, few of whose numbers are hidden at first. A place has people by profile and level, whose
/// sums by profile and by level are known.
class Service {
public:
    explicit Service(std::size_t offices, std::size_t told = 0) : parts_(1 + 3 + 3 * offices), cells_(parts_.size()), fellows_({}) {
        for (std::size_t m = 1; m <= 3; ++m) {
            parts_[0].push_back(m);
            for (std::size_t o = 0; o < offices; ++o) parts_[m].push_back(4 + offices * (m - 1) + o);
        }
        fellows_ = FellowPlaces(parts_);
        for (std::size_t place = 0; place < parts_.size(); ++place) {
            for (std::size_t cell = 0; cell < profiles * levels; ++cell) {
                const bool is_hidden = place > 3 && below(60) == 0;
                cells_[place].push_back(mask_.add_variable(mask_.add_unit(10 + below(90), is_hidden ? State::hidden : State::shown)));
            }
        }
        for (const auto& cells : cells_) {
            for (std::size_t p = 0; p < profiles; ++p) {
                std::vector<LinearTerm> terms;
                for (std::size_t l = 0; l < levels; ++l) terms.push_back({cells[p * levels + l], 1});
                add(std::move(terms));
            }
            for (std::size_t l = 0; l < levels; ++l) {
                std::vector<LinearTerm> terms;
                for (std::size_t p = 0; p < profiles; ++p) terms.push_back({cells[p * levels + l], 1});
                add(std::move(terms));
            }
        }
        for (; told > 0; --told) {
            const auto& cells = cells_[4 + below(cells_.size() - 4)];
            add({{cells[below(6)], 1}, {cells[6 + below(6)], 1}});
        }
    }

    void close_within_places() { mask_.close(0); }

    void hide_fellows() {
        for (std::size_t place = 0; place < cells_.size(); ++place) {
            for (std::size_t slot = 0; slot < cells_[place].size(); ++slot) {
                fellows_.add(place, static_cast<FellowPlaces::Slot>(slot), cells_[place][slot]);
            }
        }
        fellows_.hide(mask_);
    }

    void add_sums_over_places() {
        for (const auto& terms : sums_over_places()) add(terms);
    }
    /// How many numbers were found not to be determined by that.
    std::size_t set_aside() {
        const std::vector<bool> before = settled();
        fellows_.set_aside(mask_);
        exchanged_ = settled();
        for (std::size_t v = 0; v < before.size(); ++v) exchanged_[v] = exchanged_[v] && !before[v];
        return static_cast<std::size_t>(std::count(exchanged_.begin(), exchanged_.end(), true));
    }

    void close() { mask_.close(0); }

    std::vector<bool> settled() const {
        std::vector<bool> out;
        for (const auto& cells : cells_) {
            for (const auto cell : cells) out.push_back(mask_.settled(cell));
        }
        return out;
    }

    std::vector<bool> hidden() const {
        std::vector<bool> out;
        for (const auto& cells : cells_) {
            for (const auto cell : cells) out.push_back(mask_.hidden_variable(cell));
        }
        return out;
    }

    /// Hidden numbers, and those that what is shown determines, with the sums over places. Without those that follow from what is told whatever is
    /// hidden: the mask settled them before anything was set aside.
    std::pair<std::size_t, std::size_t> hidden_and_determined() const {
        std::vector<std::uint32_t> column;
        std::uint32_t hidden = 0;
        for (const auto& cells : cells_) {
            for (const auto cell : cells) column.push_back(mask_.hidden_variable(cell) ? hidden++ : shown);
        }
        auto all = sums_over_places();
        all.insert(all.end(), equations_.begin(), equations_.end());
        Lists<LinearTerm> system;
        for (auto& terms : all) {
            std::erase_if(terms, [&](const LinearTerm& term) { return column[term.variable] == shown; });
            for (LinearTerm& term : terms) term.variable = column[term.variable];
            system.add(terms);
        }
        NullSpace space;
        space.start(hidden, system);
        std::size_t determined = 0;
        const std::vector<bool> is_settled = settled();
        for (std::uint32_t v = 0; v < column.size(); ++v) {
            const bool never_secret = is_settled[v] && (exchanged_.empty() || !exchanged_[v]);
            if (column[v] != shown && !never_secret && space.determined(column[v])) ++determined;
        }
        return {hidden, determined};
    }

private:
    static constexpr std::uint32_t shown = 0xffffffff;

    std::vector<std::vector<LinearTerm>> sums_over_places() const {
        std::vector<std::vector<LinearTerm>> out;
        for (std::size_t place = 0; place < parts_.size(); ++place) {
            for (std::size_t slot = 0; slot < profiles * levels && !parts_[place].empty(); ++slot) {
                out.push_back({{cells_[place][slot], -1}});
                for (const std::size_t part : parts_[place]) out.back().push_back({cells_[part][slot], 1});
            }
        }
        return out;
    }

    void add(std::vector<LinearTerm> terms) {
        equations_.push_back(terms);
        mask_.add_equation(terms);
    }

    std::vector<std::vector<std::size_t>> parts_;
    std::vector<std::vector<AdditiveMask::Variable>> cells_;  ///< by place: profile by level
    AdditiveMask mask_;
    FellowPlaces fellows_;
    std::vector<bool> exchanged_;                     ///< by variable: settled by set_aside()
    std::vector<std::vector<LinearTerm>> equations_;  ///< of the mask
};

TEST(FellowPlaces, protect_large_families_without_solving_for_them) {
    for (const std::size_t offices : {FellowPlaces::smallest_family, std::size_t{40}}) {
        Service service(offices);
        service.close_within_places();
        const auto [few, exposed] = service.hidden_and_determined();
        EXPECT_GT(exposed, 0U);
        service.hide_fellows();
        const auto [hidden, determined] = service.hidden_and_determined();
        EXPECT_GT(hidden, few);
        EXPECT_EQ(determined, 0U);
    }
}

TEST(FellowPlaces, leave_smaller_families_as_they_are) {
    Service service(FellowPlaces::smallest_family - 1);
    service.close_within_places();
    const auto before = service.hidden_and_determined();
    service.hide_fellows();
    EXPECT_EQ(service.hidden_and_determined(), before);
}

TEST(FellowPlaces, set_aside_only_what_is_not_determined) {
    std::size_t settled = 0;
    for (std::size_t told = 0; told < 40; ++told) {
        Service service(FellowPlaces::smallest_family, 3 * told);  // where more is told of a fellow, not all can be exchanged with it
        service.close_within_places();
        service.hide_fellows();
        service.add_sums_over_places();
        settled += service.set_aside();
        service.close();
        EXPECT_EQ(service.hidden_and_determined().second, 0U);
    }
    EXPECT_GT(settled, 400U);
}

TEST(FellowPlaces, what_is_set_aside_changes_nothing_but_the_time) {
    for (std::size_t told = 0; told < 40; ++told) {
        std::vector<std::vector<bool>> hidden;
        const std::uint64_t seed = drawn;
        for (const bool aside : {false, true}) {
            drawn = seed;
            Service service(FellowPlaces::smallest_family, 3 * told);
            service.close_within_places();
            service.hide_fellows();
            service.add_sums_over_places();
            if (aside) service.set_aside();
            service.close();
            hidden.push_back(service.hidden());
        }
        EXPECT_EQ(hidden[0], hidden[1]);
    }
}

TEST(FellowPlaces, without_a_fellow_nothing_is_set_aside) {
    Service service(FellowPlaces::smallest_family - 1);
    service.close_within_places();
    service.hide_fellows();
    service.add_sums_over_places();
    EXPECT_EQ(service.set_aside(), 0U);
}

TEST(UnseenChange, is_seen_where_a_sum_is_another_one) {
    // a + b and 2b + c: a + 1, b - 1, c + 2 is seen in neither.
    Equations equations;
    for (int v = 0; v < 3; ++v) equations.add_variable(true);
    const std::vector<std::vector<LinearTerm>> terms = {{{0, 1}, {1, 1}}, {{1, 2}, {2, 1}}};
    for (const auto& one : terms) equations.add_equation(one);
    equations.index();
    UnseenChange all(equations);
    EXPECT_TRUE(all.unseen({{0, Residue(1)}, {1, Residue::of(-1)}, {2, Residue(2)}}));
    EXPECT_FALSE(all.unseen({{0, Residue(1)}, {1, Residue::of(-1)}, {2, Residue(1)}}));
    EXPECT_FALSE(all.unseen({{0, Residue(1)}, {1, Residue::of(-1)}}));
    EXPECT_TRUE(all.unseen({}));
}

}  // namespace
}  // namespace capgap
