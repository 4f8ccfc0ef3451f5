#pragma once

#include <capgap/formats/yaml/reader.hpp>
#include <capgap/survey/survey.hpp>

namespace capgap::yaml {

/// `notice` of a survey or of an assessment; parts that are not there are empty.
inline Notice notice_of(const Node& node, Reader& reader) {
    Notice out;
    for (const NoticePart& part : notice_parts) out.*part.text = reader.text(node.find(part.key));
    return out;
}

}  // namespace capgap::yaml
