#include <capgap/disclosure/null_vector.hpp>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

namespace capgap {

namespace {

__extension__ using UInt128 = unsigned __int128;

/// Numbers modulo 2^61 - 1.
class Residue {
public:
    static constexpr std::uint64_t prime = (std::uint64_t{1} << 61) - 1;

    constexpr Residue() = default;
    static Residue of(std::int64_t value) {
        return Residue(value < 0 ? prime - (static_cast<std::uint64_t>(-value) % prime) : static_cast<std::uint64_t>(value) % prime);
    }
    explicit Residue(std::uint64_t value) : value_(value % prime) {}

    std::uint64_t value() const { return value_; }
    bool is_zero() const { return value_ == 0; }
    Residue operator+(Residue other) const { return Residue(value_ + other.value_); }
    Residue operator-() const { return Residue(prime - value_); }
    Residue operator*(Residue other) const {
        const UInt128 product = static_cast<UInt128>(value_) * other.value_;
        return Residue(static_cast<std::uint64_t>(product & prime) + static_cast<std::uint64_t>(product >> 61));
    }
    /// By Fermat: the power prime - 2.
    Residue inverse() const {
        if (value_ == 1 || value_ == prime - 1) return *this;  // nearly all factors are 1 or -1
        Residue result(1);
        Residue square = *this;
        for (std::uint64_t exponent = prime - 2; exponent > 0; exponent >>= 1) {
            if ((exponent & 1) != 0) result = result * square;
            square = square * square;
        }
        return result;
    }

private:
    std::uint64_t value_ = 0;
};

/// The i-th number of a fixed sequence, never 0 (splitmix64).
Residue drawn(std::uint64_t i) {
    std::uint64_t z = (i + 1) * 0x9e3779b97f4a7c15U;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    z ^= z >> 31;
    return Residue(1 + z % (Residue::prime - 1));
}

using Row = std::unordered_map<std::uint32_t, Residue>;

}  // namespace

/// Rows in the order in which they were taken away, each with the variable it is solved for.
struct NullSpace::Triangle {
    struct Pivot {
        std::uint32_t variable = 0;
        std::uint32_t equation = 0;
        Row row;
    };
    /// Of an equation, before it became a pivot's row: which pivots' rows were added to it, how often.
    using Additions = std::vector<std::pair<std::uint32_t, Residue>>;

    Triangle(std::size_t variables, const std::vector<std::vector<LinearTerm>>& equations)
        : rows(equations.size()), rows_of(variables), additions(equations.size()), pivot_of(variables, none) {
        for (std::uint32_t e = 0; e < equations.size(); ++e) add(e, equations[e]);
        for (std::uint32_t v = 0; v < variables; ++v) {
            if (!rows_of[v].empty()) rarest.insert({rows_of[v].size(), v});
        }
        while (!rarest.empty()) eliminate(rarest.begin()->second);
    }

    void add(std::uint32_t index, const std::vector<LinearTerm>& equation) {
        Row& row = rows[index];
        for (const LinearTerm& term : equation) {
            Residue& factor = row[term.variable];
            factor = factor + Residue::of(term.factor);
        }
        std::erase_if(row, [](const auto& entry) { return entry.second.is_zero(); });
        for (const auto& [variable, factor] : row) rows_of[variable].insert(index);
    }

    /// Tells the queue that a variable stands in one row more or less.
    template <class Change>
    void recount(std::uint32_t variable, Change change) {
        std::set<std::uint32_t>& of = rows_of[variable];
        if (!of.empty()) rarest.erase({of.size(), variable});
        change(of);
        if (!of.empty()) rarest.insert({of.size(), variable});
    }

    void eliminate(std::uint32_t variable) {
        const std::vector<std::uint32_t> in(rows_of[variable].begin(), rows_of[variable].end());
        const std::uint32_t equation = *std::min_element(
            in.begin(), in.end(), [&](std::uint32_t a, std::uint32_t b) { return std::pair(rows[a].size(), a) < std::pair(rows[b].size(), b); });
        Row row = std::move(rows[equation]);
        for (const auto& [other, factor] : row) recount(other, [&](std::set<std::uint32_t>& of) { of.erase(equation); });
        const auto pivot = static_cast<std::uint32_t>(pivots.size());
        const Residue inverse = row.at(variable).inverse();
        for (const std::uint32_t target : in) {
            if (target == equation) continue;
            const Residue times = -(rows[target].at(variable) * inverse);
            subtract(row, target, times);
            additions[target].emplace_back(pivot, times);
        }
        pivot_of[variable] = pivot;
        pivots.push_back({variable, equation, std::move(row)});
    }

    void subtract(const Row& row, std::uint32_t target, Residue times) {
        Row& to = rows[target];
        for (const auto& [variable, factor] : row) {
            const auto [found, is_new] = to.try_emplace(variable);
            found->second = found->second + factor * times;
            if (found->second.is_zero()) {
                to.erase(found);
                recount(variable, [&](std::set<std::uint32_t>& of) { of.erase(target); });
            } else if (is_new) {
                recount(variable, [&](std::set<std::uint32_t>& of) { of.insert(target); });
            }
        }
    }

    /// Free variables are drawn; each pivot follows from the variables that were eliminated after it, and from free ones.
    std::vector<bool> zeros() const {
        std::vector<Residue> values;
        for (std::uint32_t v = 0; v < rows_of.size(); ++v) values.push_back(drawn(v));
        for (auto pivot = pivots.rbegin(); pivot != pivots.rend(); ++pivot) {
            Residue sum;
            for (const auto& [variable, factor] : pivot->row) {
                if (variable != pivot->variable) sum = sum + factor * values[variable];
            }
            values[pivot->variable] = -(sum * pivot->row.at(pivot->variable).inverse());
        }
        std::vector<bool> out;
        for (const Residue value : values) out.push_back(value.is_zero());
        return out;
    }

    /// The unit vector of a variable, as a sum of pivots' rows.
    std::map<std::uint32_t, Residue> by_pivots(std::uint32_t variable) const {
        std::map<std::uint32_t, Residue> out;
        std::map<std::uint32_t, Residue> left = {{pivot_of[variable], Residue(1)}};  // by pivot of the variable: what is still to be made
        while (!left.empty()) {
            const auto [at, wanted] = *left.begin();
            left.erase(left.begin());
            if (wanted.is_zero()) continue;
            const Pivot& pivot = pivots[at];
            const Residue times = wanted * pivot.row.at(pivot.variable).inverse();
            out[at] = times;
            for (const auto& [other, factor] : pivot.row) {
                if (other == pivot.variable || pivot_of[other] == none) continue;  // what is free cancels
                Residue& still = left[pivot_of[other]];
                still = still + -(times * factor);
            }
        }
        return out;
    }

    static constexpr std::uint32_t none = 0xffffffff;
    std::vector<Row> rows;
    std::vector<std::set<std::uint32_t>> rows_of;  ///< by variable
    std::vector<Additions> additions;              ///< by equation
    std::vector<std::uint32_t> pivot_of;           ///< by variable; none: free
    std::set<std::pair<std::size_t, std::uint32_t>> rarest;
    std::vector<Pivot> pivots;
};

NullSpace::NullSpace(std::size_t variables, const std::vector<std::vector<LinearTerm>>& equations)
    : triangle_(std::make_unique<Triangle>(variables, equations)), determined_(triangle_->zeros()) {}

NullSpace::~NullSpace() = default;
NullSpace::NullSpace(NullSpace&&) noexcept = default;

std::vector<EquationUse> NullSpace::combination(std::uint32_t variable) const {
    std::vector<EquationUse> out;
    if (!determined_[variable]) return out;
    std::map<std::uint32_t, Residue> pivots = triangle_->by_pivots(variable);
    while (!pivots.empty()) {  // the last first: its row is its equation and rows of earlier pivots
        const auto [at, times] = *std::prev(pivots.end());
        pivots.erase(std::prev(pivots.end()));
        if (times.is_zero()) continue;
        const std::uint32_t equation = triangle_->pivots[at].equation;
        out.push_back({equation, times.value()});
        for (const auto& [earlier, added] : triangle_->additions[equation]) {
            Residue& sum = pivots[earlier];
            sum = sum + times * added;
        }
    }
    return out;
}

std::vector<std::uint64_t> NullSpace::cancelling() const {
    const Triangle& triangle = *triangle_;
    std::vector<Residue> by_equation(triangle.rows.size());
    std::vector<Residue> by_pivot(triangle.pivots.size());
    std::vector<bool> is_pivot(triangle.rows.size(), false);
    for (const Triangle::Pivot& pivot : triangle.pivots) is_pivot[pivot.equation] = true;
    const auto use = [&](std::uint32_t equation, Residue times) {
        by_equation[equation] = times;
        for (const auto& [earlier, added] : triangle.additions[equation]) by_pivot[earlier] = by_pivot[earlier] + times * added;
    };
    for (std::uint32_t e = 0; e < triangle.rows.size(); ++e) {
        if (!is_pivot[e]) use(e, drawn(e));  // nothing was left of it
    }
    for (std::size_t p = triangle.pivots.size(); p-- > 0;) use(triangle.pivots[p].equation, by_pivot[p]);
    std::vector<std::uint64_t> out;
    for (const Residue times : by_equation) out.push_back(times.value());
    return out;
}

std::uint64_t drawn_number(std::uint64_t i) {
    return drawn(i).value();
}

std::uint64_t add_product(std::uint64_t sum, std::int32_t factor, std::uint64_t times) {
    return (Residue(sum) + Residue::of(factor) * Residue(times)).value();
}

}  // namespace capgap
