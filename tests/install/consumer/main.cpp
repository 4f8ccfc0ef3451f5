// Checks a framework that came with the installation, through the edge of the library: so everything the static library needs is linked.
#include <capgap/base/diagnostic.hpp>
#include <capgap/base/version.hpp>
#include <capgap/files/round.hpp>
#include <capgap/statistics/interval.hpp>

#include <iostream>

int main() {
    capgap::Places places;
    places.data_root = CAPGAP_DATA_DIR;
    const capgap::Diagnostics found = capgap::check_file("builtin:unesco-dcf/2022", places);
    for (const capgap::Diagnostic& diagnostic : found) std::cout << capgap::to_string(diagnostic) << '\n';

    const capgap::Interval interval = capgap::wilson_interval(0.5, 10);
    std::cout << "capgap " << capgap::version() << ": 5 of 10 is a share between " << interval.low << " and " << interval.high << '\n';
    return capgap::has_errors(found) ? 1 : 0;
}
