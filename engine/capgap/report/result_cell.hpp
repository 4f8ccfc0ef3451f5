#pragma once

#include <cstdint>
#include <string>
#include <variant>

namespace capgap {

/// A share that is shown as a bound only, to protect the few on its other side.
struct ShareBound {
    enum class Kind { less_than, more_than };
    Kind kind = Kind::less_than;
    double share_0_1 = 0;

    friend bool operator==(const ShareBound&, const ShareBound&) = default;
};

/// One cell of a file of results: nothing (undefined or hidden), a text, a whole number, a number, a bound.
using ResultCell = std::variant<std::monostate, std::string, std::int64_t, double, ShareBound>;

}  // namespace capgap
