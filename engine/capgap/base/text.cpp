#include <capgap/base/text.hpp>

#include <algorithm>

namespace capgap {

std::string_view to_string(TextStatus status) {
    switch (status) {
        case TextStatus::verbatim: return "verbatim";
        case TextStatus::rendering: return "rendering";
        case TextStatus::project: return "project";
        case TextStatus::draft: return "draft";
    }
    return "draft";
}

const Text::Entry* Text::find(std::string_view language) const {
    const auto found = std::find_if(entries_.begin(), entries_.end(), [language](const Entry& entry) { return entry.language == language; });
    return found == entries_.end() ? nullptr : &*found;
}

const Text::Entry& Text::entry(std::string_view language) const {
    static const Entry nothing;
    if (const Entry* found = find(language)) return *found;
    return entries_.empty() ? nothing : entries_.front();
}

}  // namespace capgap
