#pragma once

#include <capgap/framework/framework.hpp>
#include <capgap/training/catalogue.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace capgap {

/// A module of a remedy, by index.
struct ModuleIndex {
    std::size_t remedy = 0;
    std::size_t module = 0;
};

/// Whether a catalogue brings somebody over a step. The first that holds.
enum class StepStatus {
    covered,      ///< by a course that is offered, whose prerequisites can be met
    blocked,      ///< only by courses whose prerequisites nobody can meet
    not_offered,  ///< only by courses that are not offered
    empty,        ///< by none
};

[[nodiscard]] std::string_view to_string(StepStatus status);

/// From one level to the next, in one competency.
struct CoverageStep {
    std::size_t competency = 0;
    int to = 2;                          ///< from `to` - 1; 2..L
    std::vector<ModuleIndex> modules;    ///< in file order: of those that count for the status (those that are offered and can be begun, if any)
    std::optional<double> hours;         ///< sum over `modules`; nothing where one of them does not say
    std::vector<std::string> languages;  ///< in order of first appearance; "*": a course in any language
    std::vector<std::string> modes;      ///< likewise
    std::optional<Decimal> seats;        ///< sum of what one session of each course holds; nothing where one of them does not say
    StepStatus status = StepStatus::empty;
};

/// Courses that bring people over the same step in the same language and by the same mode.
struct CourseOverlap {
    std::size_t competency = 0;
    int to = 2;
    std::string language;  ///< "*": all of them in any language
    std::string mode;
    std::vector<ModuleIndex> modules;
    std::optional<double> hours;
};

enum class PrerequisiteProblem {
    cycle,        ///< the course needs itself first, by way of others
    not_offered,  ///< what it needs is not offered
    blocked,      ///< what it needs cannot be begun either
    level_gap,    ///< what it needs leads to a lower level than the one the course begins at, and no course leads on
    start_unled,  ///< it begins at a level that no chain of courses leads to
};

[[nodiscard]] std::string_view to_string(PrerequisiteProblem problem);

struct PrerequisiteFinding {
    std::size_t remedy = 0;
    std::optional<std::size_t> prerequisite;
    PrerequisiteProblem problem = PrerequisiteProblem::cycle;
    std::optional<std::size_t> competency;
    int from = 0;  ///< of the level_gap and of start_unled: the lowest level that nothing leads on from
    int to = 0;    ///< likewise: the level at which the course begins
};

struct Coverage {
    std::size_t levels = 0;
    std::vector<CoverageStep> steps;  ///< [competency x (levels - 1)], competencies in file order
    std::vector<CourseOverlap> overlaps;
    std::vector<PrerequisiteFinding> prerequisites;

    const CoverageStep& step(std::size_t competency, int to) const { return steps[competency * (levels - 1) + static_cast<std::size_t>(to - 2)]; }
};

/// Whether a remedy teaches: those it reaches can do more themselves afterwards. Recruitment, a shared service and a rule or tool bring the skill
/// from elsewhere, and cover no step.
[[nodiscard]] bool teaches(RemedyKind kind);

/// Hours of one step of a module: the module's own hours, else what the other modules with hours of their own leave of the remedy's, shared out over
/// the steps of all modules without. Nothing where neither says, or where the others take more than there is.
[[nodiscard]] std::optional<double> hours_per_step(const RemedyContent& remedy, std::size_t module);

/// Which step of each competency is covered by which courses, without anybody being asked. A module from f to t covers the steps to f+1, ..., t. A
/// course can be begun if it is offered, needs nothing that leads back to it, and all that it needs can be begun. The catalogue may hold cycles
/// (CatalogueUse::coverage): they are found here.
[[nodiscard]] Coverage coverage_of(const Framework& framework, const Catalogue& catalogue);

}  // namespace capgap
