#pragma once

#include <capgap/framework/framework.hpp>
#include <capgap/framework/profiles.hpp>
#include <capgap/survey/survey.hpp>
#include <capgap/training/catalogue.hpp>

#include <cstdint>
#include <string_view>

namespace capgap {

/// Whether readers of a language see words that nobody has reviewed: those of the language, or those that stand in for them.
[[nodiscard]] bool is_draft(const Text& text, std::string_view language);

// How many texts of a file are such.
[[nodiscard]] std::int64_t count_drafts(const FrameworkContent& framework, std::string_view language);
[[nodiscard]] std::int64_t count_drafts(const SurveyContent& survey, std::string_view language);
[[nodiscard]] std::int64_t count_drafts(const ProfilesContent& profiles, std::string_view language);
[[nodiscard]] std::int64_t count_drafts(const CatalogueContent& catalogue, std::string_view language);

}  // namespace capgap
