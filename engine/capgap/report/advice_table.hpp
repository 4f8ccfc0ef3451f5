#pragma once

#include <capgap/report/figures.hpp>
#include <capgap/report/head.hpp>
#include <capgap/report/view.hpp>

#include <map>
#include <string>
#include <vector>

namespace capgap {

/// The lines of advice as a page shows them: for a group the first few, with their reasons in words; for all groups only their titles.
class AdviceTable {
public:
    /// So many lines a head of an office reads.
    static constexpr std::size_t most_barriers = 3;
    static constexpr std::size_t most_competencies = 4;
    /// More than so many titles tire a reader, who is told their number instead.
    static constexpr std::size_t most_titles = 4;

    explicit AdviceTable(const ReportView& view);

    /// Groups that have lines, in their order.
    std::vector<std::size_t> groups() const;
    /// What would help one group; no rows where nothing is recommended to it.
    ReportTable of(std::size_t group);
    /// What comes first in each group but the whole, with a link to its page; no rows where there is no other.
    ReportTable overview(const GroupFigures& pages) const;
    /// What would help the whole, for a paper with less room: without steps, and why a condition comes first in few words.
    std::vector<AdvisedLine> first_lines();
    /// Of the costs; empty where no catalogue names one.
    std::string currency() const;

private:
    /// The lines of a group that are shown.
    struct Chosen {
        std::vector<std::vector<const Recommendation*>> barriers;  ///< per element: one line for each remedy that mends it
        std::vector<const Recommendation*> remedies;
    };

    bool any_is_hidden() const;
    Chosen chosen(std::size_t group) const;
    std::string group_title(const Group& keys) const;
    ReportRow overview_row(std::size_t group) const;
    void add_barrier(const std::vector<const Recommendation*>& same_element);
    void add_remedy(const Recommendation& line);
    std::vector<const Recommendation*> chosen_remedies(const std::vector<const Recommendation*>& lines) const;

    const RemedyContent& content(const RemedyRef& ref) const { return (*view_.input().catalogues)[ref.catalogue].remedies()[ref.remedy]; }
    std::string reason_of_barrier(const std::vector<const Recommendation*>& same_element) const;
    std::string short_reason_of_barrier(const std::vector<const Recommendation*>& same_element) const;
    std::vector<AdvisedLine> conditions_of_everybody() const;
    std::string mended_by(const std::vector<const Recommendation*>& same_element) const;
    /// Institutions that made a statement on an element, and those of them under its level.
    struct InHowMany {
        std::int64_t answered = 0;
        std::int64_t under = 0;
    };
    std::optional<InHowMany> in_how_many(const Recommendation& line) const;
    std::string in_words(const InHowMany& count, const ElementRef& element) const;
    std::string others_in_the_same_case(const Recommendation& line) const;
    std::string reason_of_remedy(const Recommendation& line) const;
    std::string place_title(const std::string& id) const;
    std::string element_title(const ElementRef& element) const;
    std::string competency_titles(const std::string& ids) const;
    std::string element_titles(const std::string& ids) const;
    std::string remedy_titles(std::size_t catalogue, const std::string& ids) const;
    std::string language_titles(const std::string& ids) const;
    std::string in_one_sentence(const std::vector<std::string>& parts) const;

    const ReportView& view_;
    std::map<std::size_t, std::vector<const Recommendation*>> lines_;  ///< by group
    ReportTable table_;
};

/// The codes of a value of a reason: "2.1 2.4".
[[nodiscard]] std::vector<std::string> words_of(const std::string& text);

}  // namespace capgap
