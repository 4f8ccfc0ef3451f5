#include <capgap/measurement/score_cells.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace capgap {

namespace {

using Rows = std::vector<ScoreRow>;
constexpr double least_expected = 1;

std::ptrdiff_t at(std::size_t index) {
    return static_cast<std::ptrdiff_t>(index);
}

bool is_small(double expected) {
    return expected < least_expected;
}

/// Row `from` into row `to`, and is gone.
void merge_rows(Rows& rows, std::size_t from, std::size_t to) {
    for (std::size_t k = 0; k < rows[from].expected.size(); ++k) {
        rows[to].expected[k] += rows[from].expected[k];
        rows[to].observed[k] += rows[from].observed[k];
    }
    rows.erase(rows.begin() + at(from));
}

/// A row of a single person into the next one, of the last into the one before.
void merge_single_people(Rows& rows) {
    for (std::size_t r = 0; r + 1 < rows.size();) {
        if (rows[r].people() == 1) {
            merge_rows(rows, r, r + 1);
        } else {
            ++r;
        }
    }
    if (rows.size() > 1 && rows.back().people() == 1) merge_rows(rows, rows.size() - 1, rows.size() - 2);
}

void merge_cells(ScoreRow& row, std::size_t from, std::size_t to) {
    row.expected[to] += row.expected[from];
    row.observed[to] += row.observed[from];
    row.expected.erase(row.expected.begin() + at(from));
    row.observed.erase(row.observed.begin() + at(from));
}

/// Neighbouring categories, the rarest first into the rarer of its neighbours, until each expects enough or two are left; zeros stand behind them.
void merge_categories(ScoreRow& row) {
    const std::size_t categories = row.expected.size();
    while (row.expected.size() > 2 && std::any_of(row.expected.begin(), row.expected.end(), is_small)) {
        const auto smallest = std::min_element(row.expected.rbegin(), row.expected.rend());  // the last of several alike
        const auto from = static_cast<std::size_t>(row.expected.rend() - smallest) - 1;
        std::size_t to = from == 0 ? 1 : from - 1;
        if (from > 0 && from + 1 < row.expected.size() && row.expected[from + 1] < row.expected[from - 1]) to = from + 1;
        merge_cells(row, from, to);
    }
    row.expected.resize(categories, 0);
    row.observed.resize(categories, 0);
}

/// Column `from` into the one before, and is gone.
void merge_column(Rows& rows, std::size_t from) {
    for (ScoreRow& row : rows) merge_cells(row, from, from - 1);
}

/// Last columns that hold too few people, and such as hardly a row has.
void merge_rare_columns(Rows& rows) {
    const auto total = [&](std::size_t k) {
        return std::accumulate(rows.begin(), rows.end(), 0.0, [k](double sum, const ScoreRow& row) { return sum + row.expected[k]; });
    };
    const auto rows_with = [&](std::size_t k) {
        return std::count_if(rows.begin(), rows.end(), [k](const auto& row) { return row.expected[k] > 0; });
    };
    const auto n = static_cast<double>(rows.size());
    while (rows.front().expected.size() > 2 && total(rows.front().expected.size() - 1) < least_expected * std::ceil(n / 10))
        merge_column(rows, rows.front().expected.size() - 1);
    for (std::size_t k = rows.front().expected.size() - 1; k > 0; --k) {
        if (static_cast<double>(rows_with(k)) < 0.05 * n) merge_column(rows, k);
    }
}

/// The first row that still expects too few somewhere, into the neighbour of fewer people.
void merge_small_rows(Rows& rows) {
    const auto is_sparse = [](const ScoreRow& row) {
        return std::any_of(row.expected.begin(), row.expected.end(), [](double one) { return one != 0 && is_small(one); });
    };
    while (rows.size() > 1) {
        const auto found = std::find_if(rows.begin(), rows.end(), is_sparse);
        if (found == rows.end()) return;
        const auto r = static_cast<std::size_t>(found - rows.begin());
        std::size_t to = r == 0 ? 1 : r - 1;
        if (r > 0 && r + 1 < rows.size() && rows[r + 1].people() < rows[r - 1].people()) to = r + 1;
        merge_rows(rows, r, to);
    }
}

}  // namespace

double ScoreRow::people() const {
    return std::accumulate(observed.begin(), observed.end(), 0.0);
}

ScoreCells merged_cells(std::vector<ScoreRow> rows, std::size_t impossible) {
    if (rows.size() <= 2 * impossible) return {};
    for (std::size_t r = 0; r < impossible; ++r) {
        merge_rows(rows, 0, 1);
        merge_rows(rows, rows.size() - 1, rows.size() - 2);
    }
    rows.erase(std::remove_if(rows.begin(), rows.end(), [](const ScoreRow& row) { return row.people() == 0; }), rows.end());
    if (rows.empty()) return {};
    merge_single_people(rows);
    std::for_each(rows.begin(), rows.end(), merge_categories);
    merge_rare_columns(rows);
    merge_small_rows(rows);
    ScoreCells out{0, 0, rows.size()};
    for (const ScoreRow& row : rows) {
        for (std::size_t k = 0; k < row.expected.size(); ++k) {
            if (row.expected[k] == 0) continue;
            const double off = row.observed[k] - row.expected[k];
            out.statistic += off * off / row.expected[k];
            ++out.cells;
        }
    }
    return out;
}

}  // namespace capgap
