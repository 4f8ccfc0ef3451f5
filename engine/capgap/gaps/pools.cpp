#include <capgap/gaps/pools.hpp>

#include <capgap/gaps/cells.hpp>

namespace capgap {

std::vector<Staff> own_staff(const Cells& cells, std::size_t institutions, bool with_population) {
    std::vector<Staff> out(institutions);
    if (with_population) {
        for (Staff& staff : out) staff.headcount = 0;
    }
    for (const Cell& cell : cells.cells) {
        Staff& staff = out[cell.institution];
        staff.respondents += cell.respondents;
        // Who is in no cell of the population is in no headcount.
        if (with_population && cell.in_population) *staff.headcount += cell.headcount.value_or(0);
    }
    return out;
}

}  // namespace capgap
