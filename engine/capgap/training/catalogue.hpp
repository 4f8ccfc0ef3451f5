#pragma once

#include <capgap/base/decimal.hpp>
#include <capgap/base/result.hpp>
#include <capgap/framework/framework.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace capgap {

/// What a remedy is. Only a course has sessions that too few people cannot fill.
enum class RemedyKind { course, coaching, job_aid, community, secondment, recruitment, shared_service, rule_or_tool };

/// As files and results write it: "job_aid".
[[nodiscard]] std::string_view to_string(RemedyKind kind);
[[nodiscard]] const std::vector<RemedyKind>& remedy_kinds();

/// How far a number can be trusted: published, judged from the like, or put in so that one can reckon at all.
enum class FigureStatus { fact, estimate, assumption };

struct Figure {
    Decimal value;
    FigureStatus status = FigureStatus::assumption;
    SourceId source;
    Location at;
};

struct CostLine {
    enum class Per { person, session, once };
    Per per = Per::once;
    Figure amount;  ///< in the catalogue's currency
};

struct RemedyDates {
    std::string from;  ///< YYYY-MM-DD; may be empty
    std::string to;    ///< likewise; may be empty
    Location at;
};

/// An id that a remedy names, with its place.
struct NamedId {
    std::string id;
    Location at;
};

/// What a remedy closes: people at `from` or above it, and under `to`, are brought to `to`, or to their target if that is lower.
struct ModuleContent {
    CompetencyId competency;
    int from = 0;                 ///< 1..L-1
    int to = 0;                   ///< from+1..L
    Text title;                   ///< may be empty
    std::optional<Figure> hours;  ///< of this module alone; without it those of the remedy
    Location at;
};

struct RemedyContent {
    RemedyId id;
    Location at;
    RemedyKind kind = RemedyKind::course;
    Text title;
    Text description;  ///< may be empty
    std::string provider;
    std::vector<std::string> languages;  ///< BCP 47; none: any
    std::string mode;                    ///< "online", "in_person", "blended", "at_work"; may be empty
    std::optional<Figure> hours;         ///< per person
    std::optional<Figure> seats;         ///< people that a session holds
    std::vector<CostLine> costs;         ///< none: not known, which is not free
    std::vector<RemedyDates> dates;
    bool offered = true;  ///< to the people of a round; else it is listed and never recommended
    std::vector<NamedId> prerequisites;
    std::optional<Figure> completion;  ///< share who finish, of those who begin: 0..1
    std::optional<Figure> success;     ///< share who reach the level, of those who finish: 0..1
    std::vector<ModuleContent> modules;
    std::vector<NamedId> mends;  ///< elements of the enabling environment
};

/// What a catalogue file says.
struct CatalogueContent {
    Head head;
    FrameworkRef framework;
    std::optional<FrameworkRef> mends_in;  ///< the framework of the elements in `mends`
    std::string currency;                  ///< ISO 4217; empty where there is no cost
    Text title;
    Text description;
    Text mapping_method;  ///< by which rule competencies and levels were given to modules
    std::string licence_name;
    std::vector<RemedyContent> remedies;
};

/// What a catalogue is for. Advice needs to know how many finish and succeed, and that nobody has to begin with what comes later; a course list that
/// is only laid beside its framework need not say the one, and is told the other (coverage_of).
enum class CatalogueUse { advice, coverage };

/// Remedies that make sense for a framework. Indices are those of content().remedies.
class Catalogue {
public:
    /// `mended`: the framework of `mends_in`; null where it is not at hand: then nothing is said about `mends`, and nothing is mended.
    static Result<Checked<Catalogue>> make(CatalogueContent content, const Framework& framework, const Framework* mended,
                                           CatalogueUse use = CatalogueUse::advice);

    const CatalogueContent& content() const noexcept { return content_; }
    const std::vector<RemedyContent>& remedies() const noexcept { return content_.remedies; }
    /// Index into the framework.
    std::size_t competency(std::size_t remedy, std::size_t module) const { return competencies_[remedy][module]; }
    const std::vector<std::size_t>& prerequisites(std::size_t remedy) const { return prerequisites_[remedy]; }
    /// Indices into the mended framework.
    const std::vector<std::size_t>& mends(std::size_t remedy) const { return mends_[remedy]; }

private:
    Catalogue() = default;

    CatalogueContent content_;
    std::vector<std::vector<std::size_t>> competencies_;   ///< [remedy][module]
    std::vector<std::vector<std::size_t>> prerequisites_;  ///< [remedy]
    std::vector<std::vector<std::size_t>> mends_;          ///< [remedy]
};

/// Catalogues used together: one currency, and no two remedies with one id.
[[nodiscard]] Diagnostics check_catalogues(const std::vector<Catalogue>& catalogues);

}  // namespace capgap
