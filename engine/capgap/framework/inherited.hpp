#pragma once

#include <capgap/base/diagnostic.hpp>
#include <capgap/framework/parts.hpp>

#include <string>

namespace capgap {

/// Texts of a base as its overlay has them: in the overlay's languages, with its translations. For this folder only.
class Inherited {
public:
    Inherited(const Head& overlay, const Location& extends_at, Diagnostics& found) : overlay_(overlay), extends_at_(extends_at), found_(found) {}

    /// `part` and `owner` name the text: "title", "the competency '1.1'". Problems: a translation into a language that is there, or of nothing; the
    /// overlay's default language missing.
    Text text(const Text& base, const Text& translation, const std::string& part, const std::string& owner);

private:
    void check_translation(const Text& base, const Text& translation, const std::string& name);

    const Head& overlay_;
    Location extends_at_;
    Diagnostics& found_;
};

}  // namespace capgap
