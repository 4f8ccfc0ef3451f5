#pragma once

#include <capgap/assessment/institution_tree.hpp>
#include <capgap/base/string_index.hpp>
#include <capgap/framework/profiles.hpp>
#include <capgap/survey/survey.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace capgap {

/// What each small integer in a Batch stands for. Sources of responses translate text with it; nothing behind them sees a string.
struct Codebook {
    struct Question {
        std::string id;
        StringIndex categories;  ///< option ids in file order
    };

    Unit unit = Unit::person;
    StringIndex institutions;  ///< in file order: the index of InstitutionTree
    StringIndex profiles;
    StringIndex posts;                           ///< of the personnel list; none: people choose their profile themselves
    std::vector<std::uint16_t> profile_of_post;  ///< code of the profile
    std::vector<Question> background;            ///< the active questions, in file order
    std::vector<Question> items;                 ///< in file order
    StringIndex competencies;
    int wanted_max = 0;  ///< 0: the survey has no such question
};

/// Without institutions and profiles: what a survey alone tells.
[[nodiscard]] Codebook make_codebook(const Framework& framework, const Survey& survey, const std::vector<std::size_t>& active_background);

[[nodiscard]] Codebook make_codebook(const Framework& framework, const Survey& survey, const Profiles& profiles, const InstitutionTree& institutions,
                                     const std::vector<std::size_t>& active_background);

}  // namespace capgap
