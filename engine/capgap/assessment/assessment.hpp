#pragma once

#include <capgap/assessment/file_form.hpp>
#include <capgap/assessment/opening.hpp>
#include <capgap/framework/framework.hpp>
#include <capgap/survey/survey.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace capgap {

enum class Design { census, probability, volunteer };
enum class WeightingMethod { none, post_stratified, raked };
/// As files write them: "census", "post_stratified".
[[nodiscard]] constexpr std::string_view to_string(Design design) {
    switch (design) {
        case Design::census: return "census";
        case Design::probability: return "probability";
        case Design::volunteer: return "volunteer";
    }
    return "census";
}
[[nodiscard]] constexpr std::string_view to_string(WeightingMethod method) {
    switch (method) {
        case WeightingMethod::none: return "none";
        case WeightingMethod::post_stratified: return "post_stratified";
        case WeightingMethod::raked: return "raked";
    }
    return "none";
}

enum class ResponseFormat { tidy, limesurvey };

/// Which rows of an id that occurs more than once are used: none of them, or the first or last in the file.
enum class DuplicateRows { set_aside, first, last };
[[nodiscard]] constexpr std::string_view to_string(DuplicateRows rows) {
    switch (rows) {
        case DuplicateRows::set_aside: return "set_aside";
        case DuplicateRows::first: return "first";
        case DuplicateRows::last: return "last";
    }
    return "set_aside";
}

/// Ways of answering that say little (engine/docs/methods.md, section 1), and whether people who answered so are left out.
struct LeaveOut {
    bool straightlining = false;
    bool speeding = false;
    friend bool operator==(const LeaveOut&, const LeaveOut&) = default;
};

/// A path as it was written: relative, `builtin:NAME/VERSION` or `${NAME}/...`.
struct FileReference {
    std::string text;
    Location at;
    bool empty() const noexcept { return text.empty(); }
};

struct Margin {
    std::vector<std::string> variables;  ///< "institution", "profile", or ids of background questions
    Location at;
};

struct InstrumentContent {
    Location at;
    FileReference framework;
    FileReference survey;
    FileReference targets;
    FileReference responses;
    FileReference mapping;  ///< may be empty
    ResponseFormat format = ResponseFormat::tidy;
    FileForm file;  ///< of responses without a mapping
    DuplicateRows duplicates = DuplicateRows::set_aside;
    LeaveOut leave_out;
    Location leave_out_at;
    std::optional<std::vector<std::string>> breakdowns;
    Location breakdowns_at;
    std::vector<std::string> compare_items_by;  ///< background questions
    Location compare_items_by_at;
    FileReference tests;  ///< results of a test that some respondents took; may be empty
};

/// Offices that are shown together where one of them is small.
struct PoolContent {
    Text name;
    std::vector<std::string> institutions;
    Location at;
};

/// What an assessment file says.
struct AssessmentContent {
    Head head;  ///< version is empty
    Text title;
    std::string collected_from;  ///< YYYY-MM-DD
    std::string collected_to;
    bool simulated = false;
    Text note;
    Design design = Design::census;
    Location design_at;
    FileReference institutions;
    FileReference population;   ///< may be empty
    FileReference posts;        ///< may be empty
    FileReference calibration;  ///< may be empty: classical scoring
    std::optional<WeightingMethod> weighting;
    std::vector<Margin> margins;
    Location weighting_at;
    int min_cell = 10;
    Location min_cell_at;
    std::vector<PoolContent> pools;
    std::optional<bool> anonymous;  ///< nothing in the answers leads to a person
    std::optional<bool> person_scores;
    Location person_scores_at;
    Notice notice;  ///< parts that stand in the place of the survey's; may all be empty
    Location notice_at;
    std::optional<Opening> opening;        ///< `frozen`
    std::optional<Reanalysis> reanalysis;  ///< settings are not those of the opening any more, and why
    std::vector<InstrumentContent> instruments;
    std::vector<FileReference> catalogues;  ///< may be empty
    std::vector<FileReference> texts;       ///< sentences of the report in further languages; may be empty
    std::string language_question;          ///< a background question on the working language; may be empty
    Location training_at;                   ///< of language_question
    Location data_at;                       ///< of `data`; the head's place stands in where it is not known
    Location collected_from_at;
    Location collected_to_at;
    Location languages_at;
};

/// The method that is used where the file names none: post-stratified where there is a population, else none.
[[nodiscard]] inline WeightingMethod weighting_of(const AssessmentContent& content) {
    return content.weighting.value_or(content.population.empty() ? WeightingMethod::none : WeightingMethod::post_stratified);
}

/// Whether a list of persons' scores may be written (`run --persons`).
[[nodiscard]] inline bool allows_person_scores(const AssessmentContent& content) {
    return content.person_scores.value_or(!content.anonymous.value_or(false));
}

}  // namespace capgap
