#include <capgap/report/columns.hpp>

#include <algorithm>

namespace capgap {

const std::vector<ResultFile>& result_files() {
    static const std::vector<ResultFile> files = {
        {"gaps",
         5,
         {"institution",
          "dimension",
          "category",
          "profile",
          "competency",
          "headcount",
          "respondents",
          "scored",
          "not_applicable",
          "do_not_know",
          "n_eff",
          "target_level",
          "mean_score_0_100",
          "below_target_share",
          "below_target_low",
          "below_target_high",
          "possible_low",
          "possible_high",
          "mean_shortfall_levels",
          "mean_shortfall_low",
          "mean_shortfall_high",
          "person_levels_missing",
          "not_covered",
          "status",
          "shown_in"}},
        {"levels", 6, {"institution", "dimension", "category", "profile", "competency", "level", "respondents", "share", "status"}},
        {"attitudes", 6, {"institution", "dimension", "category", "attitude", "item", "option", "respondents", "share", "status"}},
        {"wanted", 2, {"institution", "competency", "respondents", "share", "status"}},
        {"environment", 2, {"institution", "element", "level", "target_level", "shortfall_levels", "score_0_100"}},
        {"quality", 3, {"kind", "id", "statistic", "value", "n", "flag"}},
        {"scores",
         4,
         {"respondent", "institution", "profile", "competency", "score_0_100", "theta", "theta_se", "level", "items_answered", "items_asked"}},
    };
    return files;
}

const ResultFile* result_file(std::string_view name) {
    const auto& files = result_files();
    const auto found = std::find_if(files.begin(), files.end(), [name](const ResultFile& file) { return file.name == name; });
    return found == files.end() ? nullptr : &*found;
}

}  // namespace capgap
