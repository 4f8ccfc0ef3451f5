#pragma once

#include <capgap/report/coverage_study.hpp>
#include <capgap/report/texts.hpp>

#include <string>
#include <vector>

namespace capgap {

/// What somebody can do at a level, as the framework says it: an outcome of whatever leads to the level.
struct SyllabusOutcome {
    std::string level;
    std::string text;
};

struct SyllabusUnit {
    std::string title;               ///< the competency, with its step
    std::vector<std::string> facts;  ///< sentences: hours, which module
    std::vector<SyllabusOutcome> outcomes;
};

struct SyllabusCourse {
    std::string title;
    std::vector<std::string> facts;  ///< sentences: hours, languages, what comes first
    std::vector<SyllabusUnit> units;
};

/// A skeleton to write on from: each course that teaches with its outcomes, then what no course leads to yet.
struct Syllabus {
    std::string language;
    std::string title;
    std::vector<std::string> lead;
    std::string courses_title;
    std::vector<SyllabusCourse> courses;
    std::string open_title;
    std::string open_lead;  ///< empty where no step is open
    std::vector<SyllabusUnit> open;
    std::string footer;
};

[[nodiscard]] Syllabus make_syllabus(const CoverageStudy& study, const Texts& texts);

}  // namespace capgap
