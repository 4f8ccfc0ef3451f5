#pragma once

#include <capgap/assessment/opening.hpp>
#include <capgap/measurement/instrument_calibration.hpp>
#include <capgap/responses/mapping.hpp>
#include <capgap/survey/survey.hpp>

#include <map>
#include <string>
#include <vector>

namespace capgap {

/// Comments in a file that the program writes for a person to go on with.
struct FileNotes {
    std::vector<std::string> top;               ///< in front of everything
    std::map<std::string, std::string> fields;  ///< in front of a field: "respondent", "items.t1", "background.gender"
    std::vector<std::string> end;               ///< behind everything
};

/// `mapping` as a file that read_mapping() reads as the same. `file.decimal` is written where it is a comma, the rest of `file` where it is stated.
[[nodiscard]] std::string write_mapping(const Mapping& mapping, const FileNotes& notes = {});

/// `survey` as a file that read_survey() reads as the same. What is empty is left out; where a survey needs it, a comment shows its form, so that
/// checking the file asks for it. Texts with the status and source of `text_default` are written as plain texts.
[[nodiscard]] std::string write_survey(const SurveyContent& survey, const Text::Entry& text_default, const FileNotes& notes = {});

/// `framework` as a file that read_framework() reads as the same; not for overlays. Descriptors that are the statements of their level are left out.
[[nodiscard]] std::string write_framework(const FrameworkContent& framework, const Text::Entry& text_default, const FileNotes& notes = {});

/// `calibration` as a file that read_calibration() reads as the same, rounded to six decimals.
[[nodiscard]] std::string write_calibration(const InstrumentCalibration& calibration);

/// The block `frozen` of an assessment, to stand at its end.
[[nodiscard]] std::string write_opening(const Opening& opening);

}  // namespace capgap
