#pragma once

#include <capgap/assessment/institution_tree.hpp>
#include <capgap/disclosure/protect.hpp>
#include <capgap/framework/framework.hpp>
#include <capgap/training/catalogue.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace capgap {

/// A remedy of one of the catalogues of a round.
struct RemedyRef {
    std::size_t catalogue = 0;
    std::size_t remedy = 0;
    friend auto operator<=>(const RemedyRef&, const RemedyRef&) = default;
};

/// An element of an institution's environment.
struct ElementRef {
    std::size_t instrument = 0;  ///< as EnvironmentRow::instrument
    std::size_t element = 0;     ///< index into that instrument's framework
    friend auto operator<=>(const ElementRef&, const ElementRef&) = default;
};

/// Why a line is there, in ids and numbers as files write them: the sentence is that of the language. Codes and values: engine/docs/methods.md,
/// section 10.
struct Reason {
    std::string code;
    std::vector<std::pair<std::string, std::string>> values;

    /// "closes;completion=0.9;success=0.8"
    [[nodiscard]] std::string text() const;
    /// Empty where there is no such value.
    [[nodiscard]] std::string value(std::string_view name) const;
};

/// A line of advice for one group of people without breakdown. Figures are rounded already, so that nobody's weight can be worked out.
struct Recommendation {
    enum class Kind {
        barrier,  ///< an element to mend first, by `remedy` if there is one
        remedy,   ///< a module of a remedy
        none,     ///< people whom no line above reaches
    };

    Kind kind = Kind::none;
    std::size_t group = 0;
    int rank = 0;  ///< 1 is the first of the group
    std::optional<RemedyRef> remedy;
    std::optional<ElementRef> element;      ///< of a barrier
    std::optional<std::size_t> competency;  ///< of the other kinds
    int from_level = 0;
    int to_level = 0;
    std::optional<std::int64_t> people;
    std::optional<double> closure;  ///< steps, one decimal
    std::optional<double> hours;    ///< of all `people` together
    std::optional<double> cost;     ///< likewise, in the catalogues' currency
    Reason reason;
};

/// The breakdown by the language in which people work.
struct LanguageBreakdown {
    int dimension = 0;                    ///< as Group::dimension
    std::vector<std::string> categories;  ///< their ids are language codes; what is none matches no remedy
};

/// What recommendations are reckoned from: protected tables and nothing behind them.
struct RecommendInput {
    const Disclosed<ShownTables>& tables;
    const InstitutionTree& institutions;
    const Framework& framework;
    std::vector<const Framework*> environments;  ///< per instrument for institutions
    const std::vector<Catalogue>& catalogues;
    std::string day;                             ///< YYYY-MM-DD: what was offered before it only is over
    std::optional<LanguageBreakdown> languages;  ///< nothing: no remedy is left out for its language
};

/// For every group that is shown, in the order of the groups: barriers, then remedies by what they close per hour of a person with prerequisites
/// before what needs them, then the people whom nothing reaches. Nothing for a group without a shown need. methods.md, section 10, has every rule.
/// Cost: groups x modules x levels^2.
[[nodiscard]] std::vector<Recommendation> recommend(const RecommendInput& input);

}  // namespace capgap
