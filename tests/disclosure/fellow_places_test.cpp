#include <capgap/disclosure/fellow_places.hpp>

#include <gtest/gtest.h>

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
    explicit Service(std::size_t offices) : parts_(1 + 3 + 3 * offices), cells_(parts_.size()) {
        for (std::size_t m = 1; m <= 3; ++m) {
            parts_[0].push_back(m);
            for (std::size_t o = 0; o < offices; ++o) parts_[m].push_back(4 + offices * (m - 1) + o);
        }
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
    }

    void close_within_places() { mask_.close(0); }

    void hide_fellows() {
        FellowPlaces fellows(parts_);
        for (std::size_t place = 0; place < cells_.size(); ++place) {
            for (std::size_t slot = 0; slot < cells_[place].size(); ++slot) {
                fellows.add(place, static_cast<FellowPlaces::Slot>(slot), cells_[place][slot]);
            }
        }
        fellows.hide(mask_);
    }

    /// Hidden numbers that what is shown determines, with the sums over places.
    std::pair<std::size_t, std::size_t> hidden_and_determined() const {
        std::vector<std::uint32_t> column;
        std::uint32_t hidden = 0;
        for (const auto& cells : cells_) {
            for (const auto cell : cells) column.push_back(mask_.hidden_variable(cell) ? hidden++ : shown);
        }
        auto all = equations_;
        for (std::size_t place = 0; place < parts_.size(); ++place) {
            for (std::size_t slot = 0; slot < profiles * levels && !parts_[place].empty(); ++slot) {
                all.push_back({{cells_[place][slot], -1}});
                for (const std::size_t part : parts_[place]) all.back().push_back({cells_[part][slot], 1});
            }
        }
        Lists<LinearTerm> system;
        for (auto& terms : all) {
            std::erase_if(terms, [&](const LinearTerm& term) { return column[term.variable] == shown; });
            for (LinearTerm& term : terms) term.variable = column[term.variable];
            system.add(terms);
        }
        NullSpace space;
        space.start(hidden, system);
        std::size_t determined = 0;
        for (std::uint32_t v = 0; v < hidden; ++v) determined += space.determined(v) ? std::size_t{1} : 0;
        return {hidden, determined};
    }

private:
    static constexpr std::uint32_t shown = 0xffffffff;

    void add(std::vector<LinearTerm> terms) {
        equations_.push_back(terms);
        mask_.add_equation(terms);
    }

    std::vector<std::vector<std::size_t>> parts_;
    std::vector<std::vector<AdditiveMask::Variable>> cells_;  ///< by place: profile by level
    AdditiveMask mask_;
    std::vector<std::vector<LinearTerm>> equations_;  ///< within places
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

}  // namespace
}  // namespace capgap
