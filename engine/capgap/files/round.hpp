#pragma once

#include <capgap/assessment/assessment.hpp>
#include <capgap/assessment/institution_tree.hpp>
#include <capgap/assessment/population.hpp>
#include <capgap/base/progress.hpp>
#include <capgap/base/result.hpp>
#include <capgap/files/references.hpp>
#include <capgap/framework/profiles.hpp>
#include <capgap/gaps/weights.hpp>
#include <capgap/pipeline/calibrated_scales.hpp>
#include <capgap/report/texts.hpp>
#include <capgap/responses/codebook.hpp>
#include <capgap/responses/mapping.hpp>
#include <capgap/responses/source.hpp>
#include <capgap/responses/test_results.hpp>
#include <capgap/survey/survey.hpp>
#include <capgap/training/catalogue.hpp>
#include <capgap/training/recommend.hpp>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace capgap {

/// A file that went into the results.
struct InputFile {
    std::string role;       ///< "assessment", "framework", ...; with the instrument's number where there are several: "framework 2"
    std::string reference;  ///< as it was written
    std::filesystem::path path;
};

/// One instrument with all its files but the answers themselves.
struct LoadedInstrument {
    Framework framework;
    Survey survey;
    Profiles profiles;
    Codebook codebook;
    std::vector<std::size_t> active_background;  ///< questions of the survey that are asked in this round: the codebook's, in its order
    std::vector<std::size_t> breakdowns;         ///< indices into the codebook's background questions
    std::vector<std::size_t> compare_items_by;   ///< those of them that items are compared by
    std::optional<Mapping> mapping;
    std::filesystem::path responses;
    std::string responses_name;  ///< for messages: the path, or "standard input"
    std::string responses_reference;
    ResponseFormat format = ResponseFormat::tidy;
    FileForm file;  ///< how the responses are written, as far as the mapping or the instrument says
    DuplicateRows duplicates = DuplicateRows::set_aside;
    LeaveOut leave_out;
    std::optional<TestResults> tests;  ///< of some of the respondents
};

/// A round with everything its assessment file names, checked; only the answers are still on disk.
struct Round {
    AssessmentContent assessment;
    InstitutionTree tree;
    LoadedInstrument persons;
    std::vector<LoadedInstrument> environments;
    std::optional<Population> population;
    Location population_at;
    WeightSettings weighting;
    std::vector<std::vector<std::size_t>> named_pools;  ///< of the assessment, as institutions of the tree
    std::vector<Catalogue> catalogues;
    std::optional<LanguageBreakdown> working_languages;
    std::vector<Texts> texts;  ///< sentences that the assessment brings along, each complete
    std::vector<InputFile> inputs;
    CalibratedScales scales;              ///< of persons, by competency; empty without a calibration
    std::vector<ChangedSetting> changed;  ///< since the round was opened: named in a re-analysis
};

/// Whether the files of answers must be there. Before a round there are none: what it promises and asks can be loaded all the same.
enum class Answers { expected, not_yet };
/// Whether the calibration that an assessment names is used; it need not be there to be made anew.
enum class UseCalibration { yes, no };

/// Loads and checks a round. All problems of all files that can be read are reported at once.
Result<Checked<Round>> load_round(const std::filesystem::path& assessment, const Places& places, Answers answers = Answers::expected,
                                  UseCalibration calibration = UseCalibration::yes);

/// The answers of an instrument, ready to be read. Duplicate ids are found by a first pass over the file (Stage::reading); the answers themselves are
/// read while the source is (Stage::scoring). Results of a test whose people are in no row are an error.
Result<std::unique_ptr<ResponseSource>> open_responses(const LoadedInstrument& instrument, bool keep_respondents, const Progress& progress = {});

/// What an assessment with a population will be able to show, in sentences; nothing for other files, and where they have errors.
std::vector<std::string> forecast_file(const std::filesystem::path& file, const Places& places);

/// Checks files of any kind; for an assessment also everything it names, the answers included.
Diagnostics check_file(const std::filesystem::path& file, const Places& places, const Progress& progress = {});

}  // namespace capgap
