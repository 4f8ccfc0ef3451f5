#pragma once

#include <capgap/assessment/assessment.hpp>
#include <capgap/base/location.hpp>
#include <capgap/base/result.hpp>
#include <capgap/framework/framework.hpp>
#include <capgap/framework/profiles.hpp>
#include <capgap/measurement/instrument_calibration.hpp>
#include <capgap/report/texts.hpp>
#include <capgap/responses/mapping.hpp>
#include <capgap/survey/survey.hpp>
#include <capgap/training/catalogue.hpp>

#include <concepts>
#include <string>
#include <string_view>

namespace capgap {

namespace yaml {
struct Node;
}

/// What somebody wrote: the bytes of a YAML file, or the tree that the sheets of a workbook give in its place. Refers to either.
class Document {
public:
    template <class Bytes>
    requires std::convertible_to<const Bytes&, std::string_view> Document(const Bytes& bytes)
        : bytes_(bytes) {}  // NOLINT(google-explicit-constructor): most documents are files
    explicit Document(const yaml::Node& tree) : tree_(&tree) {}

    [[nodiscard]] std::string_view bytes() const noexcept { return bytes_; }
    /// Null for a file.
    [[nodiscard]] const yaml::Node* tree() const noexcept { return tree_; }

private:
    std::string_view bytes_;
    const yaml::Node* tree_ = nullptr;
};

// The files that people write, from their bytes to what they say. `file` is only named in places. Every problem of the bytes, of the YAML, of the
// schema and of the texts is found at once; whether it makes sense is for Framework::make() and its like to say.

[[nodiscard]] Result<Checked<FrameworkContent>> read_framework(const Document& document, const std::string& file);
[[nodiscard]] Result<Checked<ProfilesContent>> read_profiles(const Document& document, const std::string& file);
[[nodiscard]] Result<Checked<SurveyContent>> read_survey(const Document& document, const std::string& file);
[[nodiscard]] Result<Checked<AssessmentContent>> read_assessment(const Document& document, const std::string& file);
[[nodiscard]] Result<Checked<CatalogueContent>> read_catalogue(const Document& document, const std::string& file);
[[nodiscard]] Result<Checked<Mapping>> read_mapping(const Document& document, const std::string& file);

[[nodiscard]] Result<Checked<InstrumentCalibration>> read_calibration(const Document& document, const std::string& file);

/// The sentences that readers see, in one language; groups are flattened: "opening.who.some".
[[nodiscard]] Result<Checked<Texts>> read_texts(const Document& document, const std::string& file);

/// The kind that a file says it is, "framework", where this program reads that kind and its version.
[[nodiscard]] Result<std::string> kind_of(const Document& document, const std::string& file);

}  // namespace capgap
