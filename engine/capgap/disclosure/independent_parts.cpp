#include <capgap/disclosure/independent_parts.hpp>

#include <boost/pending/disjoint_sets.hpp>

#include <numeric>
#include <ranges>

namespace capgap {

namespace {

struct InPart {
    std::uint32_t part = 0;
    std::uint32_t number = 0;
};

/// By part, in the order in which they stand.
Lists<std::uint32_t> lists_of(const std::vector<InPart>& all, std::size_t parts) {
    std::vector<std::size_t> ends(parts, 0);
    for (const InPart& one : all) ++ends[one.part];
    std::partial_sum(ends.begin(), ends.end(), ends.begin());
    std::vector<std::uint32_t> ordered(all.size());
    std::vector<std::size_t> next = ends;
    for (const InPart& one : std::views::reverse(all)) ordered[--next[one.part]] = one.number;
    Lists<std::uint32_t> out;
    for (std::size_t p = 0; p < parts; ++p) out.add(std::span(ordered).subspan(next[p], ends[p] - next[p]));
    return out;
}

}  // namespace

IndependentParts independent_parts(const Equations& equations, const std::vector<std::uint32_t>& unit_of, std::size_t units,
                                   const std::vector<std::pair<std::uint32_t, std::uint32_t>>& ties) {
    std::vector<std::uint32_t> rank(units, 0);
    std::vector<std::uint32_t> parent(units);
    boost::disjoint_sets sets(rank.data(), parent.data());
    for (std::uint32_t unit = 0; unit < units; ++unit) sets.make_set(unit);
    for (const auto& [one, other] : ties) sets.union_set(one, other);
    for (std::uint32_t e = 0; e < equations.size(); ++e) {
        for (const LinearTerm& term : equations.terms(e)) sets.union_set(unit_of[equations.terms(e).front().variable], unit_of[term.variable]);
    }

    std::vector<std::uint32_t> part_of(units, Triangle::none);  // by the unit that stands for its set
    std::vector<bool> named(equations.variables(), false);
    std::uint32_t parts = 0;
    std::vector<InPart> of_equations;
    std::vector<InPart> of_variables;
    for (std::uint32_t e = 0; e < equations.size(); ++e) {
        if (equations.terms(e).empty()) continue;
        std::uint32_t& part = part_of[sets.find_set(unit_of[equations.terms(e).front().variable])];
        if (part == Triangle::none) part = parts++;
        of_equations.push_back({part, e});
        for (const LinearTerm& term : equations.terms(e)) {
            if (!named[term.variable]) of_variables.push_back({part, term.variable});
            named[term.variable] = true;
        }
    }
    return {lists_of(of_equations, parts), lists_of(of_variables, parts)};
}

}  // namespace capgap
