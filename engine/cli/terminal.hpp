#pragma once

#include <capgap/base/diagnostic.hpp>

#include <cstddef>
#include <cstdint>
#include <string>

namespace capgap::cli {

/// How diagnostics are written to standard error.
enum class DiagnosticsAs { text, json };

/// Prints diagnostics by place, each on a line; at most `max_printed`, then how many more there are.
void print(Diagnostics diagnostics, DiagnosticsAs as, std::uint64_t not_listed = 0);

/// Leaves out what only `capgap check` lists; how many there were.
std::size_t take_out_remarks(Diagnostics& diagnostics);

inline constexpr std::size_t max_printed = 200;

}  // namespace capgap::cli
