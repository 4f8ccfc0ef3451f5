#pragma once

#include <capgap/base/did_you_mean.hpp>
#include <capgap/framework/framework.hpp>

#include <string>
#include <string_view>

namespace capgap {

/// For messages on an id that a framework lacks.
struct MissingPart {
    std::string lacking;  ///< "dcf 1.0 does not have", or "does not use" where an overlay says so
    std::string hint;     ///< what to do
    bool unused = false;
};

/// `to_take_out` is what names the id: "the item". `did_you_mean` knows the ids that there are.
[[nodiscard]] MissingPart missing_part(const Framework& framework, UnusedPart::Kind kind, std::string_view id, const std::string& to_take_out,
                                       DidYouMean& did_you_mean);

}  // namespace capgap
