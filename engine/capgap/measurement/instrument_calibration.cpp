#include <capgap/measurement/instrument_calibration.hpp>

namespace capgap {

std::string_view to_string(Structure structure) {
    switch (structure) {
        case Structure::apart: return "apart";
        case Structure::correlated: return "correlated";
        case Structure::second_order: return "second-order";
    }
    return "";
}

std::optional<Structure> structure_of(std::string_view text) {
    for (const Structure one : {Structure::apart, Structure::correlated, Structure::second_order}) {
        if (text == to_string(one)) return one;
    }
    return std::nullopt;
}

}  // namespace capgap
