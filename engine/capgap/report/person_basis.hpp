#pragma once

#include <capgap/base/text.hpp>
#include <capgap/measurement/level_range.hpp>
#include <capgap/report/texts.hpp>
#include <capgap/training/personal_steps.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace capgap {

/// restricted/basis.json: what the page of one person's own result needs beside the row of restricted/scores.csv. It speaks of the round and of
/// nobody in it, so that a folder of results can be read without the files it was made from.
struct PersonBasis {
    struct Competency {
        std::string id;
        Text domain;
        Text title;
        std::vector<Text> descriptors;  ///< by level - 1
        ScorePrecision precision;
        /// Where the scale is calibrated: cuts on theta, within -100 and 100; else empty.
        std::vector<double> theta_cuts = {};
        std::optional<double> reliability = {};  ///< of theta
    };

    struct Profile {
        std::string id;
        Text title;
        std::vector<int> targets;  ///< by competency: 1..L, 0 without one
    };

    std::string assessment;
    std::vector<std::string> languages;  ///< of the report
    Text title;
    bool simulated = false;
    std::string collected_from;  ///< YYYY-MM-DD
    std::string collected_to;
    Text attribution;  ///< of the framework
    Text disclaimer;   ///< of the questionnaire; may be empty
    std::vector<Text> levels;
    std::vector<double> cuts;  ///< L-1, 0..100
    std::vector<Competency> competencies;
    bool targets_approved = false;
    std::string approved_by;
    std::string approved_on;  ///< YYYY-MM-DD
    std::vector<Profile> profiles;
    bool has_catalogue = false;
    std::vector<std::pair<std::string, Text>> language_names;  ///< code and name, as the question on the working language has them; may be empty
    std::vector<PersonalRemedy> remedies;
    Text controller;  ///< this and what follows may be empty
    Text contact;
    Text retention;
    std::vector<Texts> texts;  ///< sentences that the round brings along

    std::optional<std::size_t> competency_index(std::string_view id) const;
    /// Null for a profile that is not there, as `none`.
    const Profile* profile(std::string_view id) const;
};

/// A respondent's row for one competency, as restricted/scores.csv has it.
struct PersonRow {
    std::size_t competency = 0;  ///< index into PersonBasis::competencies
    std::optional<double> score_0_100;
    int level = 0;  ///< 1..L; 0 without a score
    std::int64_t items_answered = 0;
    std::int64_t items_asked = 0;
    std::optional<double> theta = {};  ///< where the scale is calibrated
    std::optional<double> theta_se = {};
};

/// All that the scores say of one respondent.
struct PersonAnswers {
    std::string respondent;
    std::string profile;           ///< or "none"
    std::string working_language;  ///< BCP 47; empty: not known
    std::vector<PersonRow> rows;
};

}  // namespace capgap
