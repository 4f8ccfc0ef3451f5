#include <capgap/framework/missing_part.hpp>

#include <capgap/base/message.hpp>

namespace capgap {

MissingPart missing_part(const Framework& framework, UnusedPart::Kind kind, std::string_view id, const std::string& to_take_out,
                         DidYouMean& did_you_mean) {
    const UnusedPart* unused = framework.unused(kind, id);
    if (unused == nullptr) return {framework.ref().text() + " does not have", did_you_mean(id), false};
    return {framework.ref().text() + " does not use",
            "take " + to_take_out + " out, or take " + in_quotes(id) + " out of `unused` in " + unused->by.text(), true};
}

}  // namespace capgap
