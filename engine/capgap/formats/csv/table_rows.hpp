#pragma once

#include <capgap/formats/csv/problem_list.hpp>
#include <capgap/formats/csv/reader.hpp>

namespace capgap::csv {

/// Calls `use` with every row of a table of which no row may be wrong.
template <class Use>
void for_each_row(CsvReader& reader, ProblemList& problems, Use&& use) {
    for (;;) {
        auto step = reader.next();
        if (step.has_error()) {
            for (Diagnostic& each : std::move(step).error().all) problems.add(std::move(each));
            return;
        }
        switch (*step) {
            case CsvReader::Step::end: return;
            case CsvReader::Step::bad_row: problems.add(reader.problem()); break;
            case CsvReader::Step::row: use(reader.row()); break;
        }
    }
}

}  // namespace capgap::csv
