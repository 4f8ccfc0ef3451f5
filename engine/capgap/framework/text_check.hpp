#pragma once

#include <capgap/base/diagnostic.hpp>
#include <capgap/base/did_you_mean.hpp>
#include <capgap/framework/framework.hpp>

#include <cstddef>
#include <set>
#include <string>
#include <string_view>

namespace capgap {

/// What a text belongs to, as messages call it: "the competency '1.1'".
struct TextOwner {
    std::string name;
    Location at;
};

/// Checks the head of one file, and then its texts as they are shown to it.
class TextCheck {
public:
    /// A file that others refer to has a version.
    enum class Version { required, absent };

    TextCheck(const Head& head, Version version, Diagnostics& found);

    /// `part` is what the text is of its owner: "title".
    void required(const Text& text, std::string_view part, const TextOwner& owner);
    /// A text that may be left out; what there is of it must be right.
    void optional(const Text& text, std::string_view part, const TextOwner& owner);
    /// Call once, after the last text: the remark on drafts.
    void finish();

    [[nodiscard]] bool has_source(const SourceId& id) const { return sources_.count(id.text()) > 0; }
    /// The hint for a source that does not exist.
    [[nodiscard]] std::string source_hint(const SourceId& id) { return did_you_mean_source_(id.text()); }

private:
    void check_languages();
    void check_sources();
    void check_entry(const Text::Entry& entry, const std::string& text_name);
    void check_translations(const Text& text, const std::string& text_name);

    const Head& head_;
    Diagnostics& found_;
    std::set<std::string, std::less<>> languages_;
    std::set<std::string, std::less<>> sources_;
    DidYouMean did_you_mean_language_;
    DidYouMean did_you_mean_source_;
    std::size_t drafts_ = 0;
    Location first_draft_;
};

}  // namespace capgap
