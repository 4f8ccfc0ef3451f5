#pragma once

#include <capgap/base/id.hpp>
#include <capgap/base/location.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace capgap {

/// Whose words a string is. Shown to readers; never present a `project` string as the source's.
enum class TextStatus { verbatim, rendering, project, draft };

[[nodiscard]] std::string_view to_string(TextStatus status);

/// A text in several languages, the file's default language first. Empty if the file leaves it out.
class Text {
public:
    struct Entry {
        std::string language;  ///< BCP 47, "en"
        std::string text;
        TextStatus status = TextStatus::project;
        SourceId source;
        Location at;
        std::string reviewer = {};  ///< who has read and approved it
        std::string date = {};      ///< on which day, YYYY-MM-DD
        std::string of = {};        ///< what it translates: the beginning of the SHA-256 of those words
        Location date_at = {};
    };

    Text() = default;
    explicit Text(std::vector<Entry> entries) : entries_(std::move(entries)) {}

    bool empty() const noexcept { return entries_.empty(); }
    const std::vector<Entry>& entries() const noexcept { return entries_; }

    /// The entry of the language; null where there is none.
    const Entry* find(std::string_view language) const;
    /// The entry of the language, else that of the default language; a shared empty entry if there is none at all.
    const Entry& entry(std::string_view language) const;
    const std::string& in(std::string_view language) const { return entry(language).text; }

private:
    std::vector<Entry> entries_;
};

/// Where strings come from.
struct Source {
    SourceId id;
    Location at;
    std::string title;
    std::string licence;
    std::string url;
    std::string note;
};

}  // namespace capgap
