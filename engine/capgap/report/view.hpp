#pragma once

#include <capgap/report/document.hpp>
#include <capgap/report/phrases.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace capgap {

/// What the parts of a report share: the input, the sentences, and look-ups in both. For this folder only.
class ReportView {
public:
    /// Alpha under which a share stays off the opening page, and under which it is shown with a warning; methods.md section 9.
    static constexpr double alpha_very_low = 0.7;
    static constexpr double alpha_low = 0.8;
    /// In quality.csv, of a competency with an item response model and of no other.
    static constexpr std::string_view statistic_of_calibrated = "empirical_reliability";

    ReportView(const ReportInput& input, const Texts& texts) : input_(input), texts_(texts) {}

    const ReportInput& input() const noexcept { return input_; }
    const ShownTables& tables() const noexcept { return *input_.tables; }
    const Texts& texts() const noexcept { return texts_; }
    std::string say(std::string_view id, const Texts::Values& values = {}) const { return texts_.say(id, values); }
    const std::string& in_language(const Text& text) const { return text.in(texts_.language()); }
    /// The same; words that nobody has reviewed say so.
    std::string with_mark(const Text& text) const;
    /// The language in which in_language() gives a text that is not there in that of the report: for those who hear the page. Else empty.
    std::string other_language(const Text& text) const;
    std::string other_language(std::size_t competency) const { return other_language(input_.framework.competencies()[competency].title); }

    // Groups: the first is the whole.
    static constexpr std::size_t whole = 0;
    bool whole_hidden() const { return tables().groups.at(whole).suppressed; }
    /// Groups without a breakdown: institutions and own staff, in tree order.
    std::vector<std::size_t> places() const;
    /// How many of them are institutions: neither own staff, nor a pool, nor all together.
    std::int64_t institutions_among(const std::vector<std::size_t>& groups) const;
    /// Groups of the whole by profile, without `none`.
    std::vector<std::size_t> profiles_of_whole() const;
    std::vector<std::size_t> categories_of_whole(std::size_t breakdown) const;
    /// Nothing where the row does not exist: no target.
    const ShownGap* gap(std::size_t group, std::size_t competency) const;
    /// Competencies with a target in some profile, in file order.
    std::vector<std::size_t> assessed() const;

    // The round
    bool approved() const { return input_.profiles.content().approved; }
    std::string level_of_job() const { return say(approved() ? "targets.of_job.approved" : "targets.of_job.proposed"); }
    bool weighted() const;
    bool everyone_answered() const;
    bool volunteers() const { return input_.assessment.design == Design::volunteer; }
    std::int64_t respondents() const { return static_cast<std::int64_t>(input_.rows.respondents); }
    /// Whether some people were tested, too.
    bool tested() const { return !tables().tested.empty(); }
    bool too_few_people() const { return respondents() < input_.assessment.min_cell; }
    std::string dates() const;

    // Titles
    /// Of titles and levels: the licence of the framework, and those of what it extends, where they are others.
    std::string licences(const Framework& framework) const;
    const std::string& competency_title(std::size_t competency) const;
    std::string quoted_competency(std::size_t competency) const { return phrase::quoted(competency_title(competency), texts_); }
    std::string place_title(const Group& group) const;
    /// "shown together with NAME"; empty where the group is not pooled.
    std::string shown_in(const ShownGroup& group) const;
    /// Whom a pool counts, by name.
    std::string pool_members(const Group& group) const;
    int depth(const Group& group) const;

    // Quality
    const QualityRow* quality(std::string_view kind, std::string_view id, std::string_view statistic) const;
    /// Whether a competency has an item response model.
    bool calibrated() const;
    std::optional<double> alpha(std::size_t competency) const;
    bool unreliable(std::size_t competency) const;

private:
    std::string pool_title(const Group& group) const;

    const ReportInput& input_;
    const Texts& texts_;
};

}  // namespace capgap
