#include <capgap/disclosure/triangle.hpp>

#include <boost/unordered/unordered_flat_map.hpp>

#include <algorithm>
#include <functional>
#include <queue>
#include <utility>

namespace capgap {

namespace {

class Elimination {
public:
    Elimination(std::size_t variables, const std::vector<std::vector<LinearTerm>>& equations)
        : rows_(equations.size()), rows_of_(variables), count_(variables, 0) {
        out_.pivot_of_variable.assign(variables, Triangle::none);
        out_.pivot_of_equation.assign(equations.size(), Triangle::none);
        out_.additions.resize(equations.size());
        for (std::uint32_t e = 0; e < equations.size(); ++e) add(e, equations[e]);
    }

    Triangle run() {
        for (std::uint32_t v = 0; v < count_.size(); ++v) wait(v);
        while (!waiting_.empty()) {
            const auto [count, variable] = waiting_.top();
            waiting_.pop();
            if (count == count_[variable]) {
                eliminate(variable);
            } else if (count < count_[variable]) {
                wait(variable);  // what was counted when it began to wait is never too much
            }
        }
        return std::move(out_);
    }

private:
    using Row = boost::unordered_flat_map<std::uint32_t, Residue>;
    using Waiting = std::pair<std::uint32_t, std::uint32_t>;  ///< count, variable

    void add(std::uint32_t index, const std::vector<LinearTerm>& equation) {
        Row& row = rows_[index];
        row.reserve(equation.size());
        for (const LinearTerm& term : equation) row[term.variable] += Residue::of(term.factor);
        erase_if(row, [](const auto& entry) { return entry.second.is_zero(); });
        for (const auto& [variable, factor] : row) enter(variable, index);
    }

    void enter(std::uint32_t variable, std::uint32_t row) {
        rows_of_[variable].push_back(row);
        ++count_[variable];
    }
    /// The row stays in the list of the variable, and is seen to be without it when the variable is eliminated.
    void leave(std::uint32_t variable) {
        --count_[variable];
        wait(variable);
    }
    void wait(std::uint32_t variable) {
        if (count_[variable] > 0) waiting_.push({count_[variable], variable});
    }

    std::vector<std::uint32_t> rows_with(std::uint32_t variable) {
        std::vector<std::uint32_t> in = std::move(rows_of_[variable]);
        std::sort(in.begin(), in.end());
        in.erase(std::unique(in.begin(), in.end()), in.end());
        std::erase_if(in, [&](std::uint32_t row) { return !rows_[row].contains(variable); });
        return in;
    }

    void eliminate(std::uint32_t variable) {
        const std::vector<std::uint32_t> in = rows_with(variable);
        const std::uint32_t equation = *std::min_element(
            in.begin(), in.end(), [&](std::uint32_t a, std::uint32_t b) { return std::pair(rows_[a].size(), a) < std::pair(rows_[b].size(), b); });
        Triangle::Pivot pivot = take(equation, variable);
        const auto index = static_cast<std::uint32_t>(out_.pivots.size());
        for (const std::uint32_t target : in) {
            if (target == equation) continue;
            const auto own = rows_[target].find(variable);
            const Residue times = -(own->second * pivot.inverse);
            rows_[target].erase(own);
            for (const SparseEntry& entry : pivot.row) add_to(target, entry.at, entry.factor * times);
            out_.additions[target].push_back({index, times});
        }
        count_[variable] = 0;
        out_.pivot_of_variable[variable] = index;
        out_.pivot_of_equation[equation] = index;
        out_.pivots.push_back(std::move(pivot));
    }

    Triangle::Pivot take(std::uint32_t equation, std::uint32_t variable) {
        const Row row = std::move(rows_[equation]);
        rows_[equation].clear();
        Triangle::Pivot pivot{variable, equation, {}, {}};
        pivot.row.reserve(row.size() - 1);
        for (const auto& [other, factor] : row) {
            if (other == variable) {
                pivot.inverse = factor.inverse();
            } else {
                pivot.row.push_back({other, factor});
                leave(other);
            }
        }
        return pivot;
    }

    void add_to(std::uint32_t target, std::uint32_t variable, Residue factor) {
        const auto [found, is_new] = rows_[target].try_emplace(variable, factor);
        if (is_new) {
            enter(variable, target);
            return;
        }
        found->second += factor;
        if (!found->second.is_zero()) return;
        rows_[target].erase(found);
        leave(variable);
    }

    Triangle out_;
    std::vector<Row> rows_;
    std::vector<std::vector<std::uint32_t>> rows_of_;  ///< by variable, those it has left too
    std::vector<std::uint32_t> count_;                 ///< by variable: rows that hold it
    std::priority_queue<Waiting, std::vector<Waiting>, std::greater<>> waiting_;
};

}  // namespace

Triangle triangular_form(std::size_t variables, const std::vector<std::vector<LinearTerm>>& equations) {
    return Elimination(variables, equations).run();
}

}  // namespace capgap
