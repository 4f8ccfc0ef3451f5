#pragma once

#include <capgap/report/coverage_study.hpp>
#include <capgap/report/texts.hpp>

#include <optional>
#include <string>
#include <vector>

/// What a page of coverage and a syllabus say alike.
namespace capgap::coverage_words {

/// "6 h", "4.5 h": to the tenth; "hours not stated".
[[nodiscard]] std::string hours(const std::optional<double>& hours, const Texts& texts);
[[nodiscard]] std::string level(const CoverageStudy& study, int level, const Texts& texts);
/// "from “Basic” to “Intermediate”".
[[nodiscard]] std::string step(const CoverageStudy& study, int from, int to, const Texts& texts);
/// "2.4 Privacy".
[[nodiscard]] std::string competency(const CoverageStudy& study, std::size_t competency, const Texts& texts);
[[nodiscard]] std::string course(const CoverageStudy& study, std::size_t remedy, const Texts& texts);
/// "en, fr"; "any language".
[[nodiscard]] std::string languages(const std::vector<std::string>& languages, const Texts& texts);
[[nodiscard]] std::string mode(const std::string& mode, const Texts& texts);
/// Whose words the framework is, and those that it extends.
[[nodiscard]] std::vector<std::string> attributions(const CoverageStudy& study, const Texts& texts);
[[nodiscard]] std::string footer(const CoverageStudy& study, const Texts& texts);

}  // namespace capgap::coverage_words
