#include <capgap/base/did_you_mean.hpp>

#include <capgap/base/ascii.hpp>
#include <capgap/base/message.hpp>

#include <algorithm>
#include <array>

namespace capgap {

namespace {

bool equal_but_for_case(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

std::size_t difference(std::size_t a, std::size_t b) {
    return a > b ? a - b : b - a;
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t most) {
    if (difference(a.size(), b.size()) > most) return most + 1;
    // Three rows of the usual table: d[i][j] is the distance of the first i letters of a and the first j of b. Where i and j differ by more than
    // `most`, so does the distance: only the band between is computed, and what lies outside is `most + 1`.
    std::array<std::vector<std::size_t>, 3> rows;
    for (auto& row : rows) row.assign(b.size() + 1, most + 1);
    for (std::size_t j = 0; j <= std::min(b.size(), most); ++j) rows[0][j] = j;
    std::size_t least_above = 0;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        const auto& above = rows[(i - 1) % 3];
        const auto& above_that = rows[(i + 1) % 3];
        auto& row = rows[i % 3];
        std::fill(row.begin(), row.end(), most + 1);
        row[0] = std::min(i, most + 1);
        std::size_t least = row[0];
        const std::size_t last = std::min(b.size(), i + most);
        for (std::size_t j = i > most ? i - most : 1; j <= last; ++j) {
            const std::size_t replaced = above[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U);
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, replaced, most + 1});
            const bool exchanged = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (exchanged) row[j] = std::min(row[j], above_that[j - 2] + 1);
            least = std::min(least, row[j]);
        }
        if (least > most && least_above > most) return most + 1;
        least_above = least;
    }
    return rows[a.size() % 3][b.size()];
}

std::vector<std::string> DidYouMean::nearest(std::string_view written) const {
    std::vector<std::string> found;
    for (const std::string& id : known_) {
        if (equal_but_for_case(id, written)) found.push_back(id);
    }
    if (!found.empty()) return found;
    std::size_t least = std::max<std::size_t>(1, written.size() / 3);
    for (const std::string& id : known_) {
        const std::size_t edits = edit_distance(written, id, least);
        if (edits > least || edits >= std::max(written.size(), id.size())) continue;  // nothing in common: no likeness
        if (edits < least) found.clear();
        least = edits;
        found.push_back(id);
    }
    return found;
}

std::string DidYouMean::operator()(std::string_view written) {
    constexpr std::size_t longest_id = 64;
    constexpr std::size_t short_list = 12;
    if (hints_ == most_hints || compared_ > most_compared) return {};
    ++hints_;
    compared_ += known_.size();
    const std::vector<std::string> near = written.size() <= 2 * longest_id ? nearest(written) : std::vector<std::string>{};
    if (near.size() == 1) return "did you mean " + in_quotes(near.front()) + '?';
    if (near.size() == 2) return "did you mean " + in_quotes(near[0]) + " or " + in_quotes(near[1]) + '?';
    if (near.size() == 3) return "did you mean " + in_quotes(near[0]) + ", " + in_quotes(near[1]) + " or " + in_quotes(near[2]) + '?';
    if (known_.empty()) return {};
    if (known_.size() == 1) return "known is " + in_quotes(known_.front());
    return known_.size() <= short_list ? "known are " + listed(known_) : std::string();
}

}  // namespace capgap
