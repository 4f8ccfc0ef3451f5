#pragma once

#include <string_view>

namespace capgap {

/// The version of the library and program, "0.1.0".
std::string_view version();

}  // namespace capgap
