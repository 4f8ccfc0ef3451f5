#include <capgap/report/advice_table.hpp>
#include <capgap/report/barriers.hpp>

#include <utility>

namespace capgap {

std::string AdviceTable::currency() const {
    std::string currency;
    for (const Catalogue& catalogue : *view_.input().catalogues) {
        if (!catalogue.content().currency.empty()) currency = catalogue.content().currency;
    }
    return currency;
}

std::string AdviceTable::in_words(const InHowMany& count, const ElementRef& element) const {
    const bool approved = view_.input().environments[element.instrument].profiles.content().approved;
    return view_.texts().say_count("brief.asked.in_how_many", count.under,
                                   {{"all", phrase::number(count.answered, view_.texts())},
                                    {"status", view_.say(approved ? "opening.barriers.status_approved" : "opening.barriers.status_proposed")}});
}

std::string AdviceTable::short_reason_of_barrier(const std::vector<const Recommendation*>& same_element) const {
    const Recommendation& line = *same_element.front();
    const auto count = in_how_many(line);
    return in_one_sentence({count ? in_words(*count, *line.element) : view_.say("advice.reason.own_answer"), mended_by(same_element)});
}

/// Where there is nobody above all institutions whose answer could be looked at: what most of them lack.
std::vector<AdvisedLine> AdviceTable::conditions_of_everybody() const {
    std::vector<AdvisedLine> out;
    const auto found = Barriers::of(view_, {});
    if (!found) return out;
    for (const Barriers::Element& element : found->most_frequent(most_barriers)) {
        AdvisedLine& line = out.emplace_back();
        line.condition = true;
        line.title = element_title({element.instrument, element.element});
        line.note = view_.say("advice.condition");
        line.text = in_words({found->institutions_answered, element.institutions}, {element.instrument, element.element});
    }
    return out;
}

std::vector<AdvisedLine> AdviceTable::first_lines() {
    const std::vector<std::vector<const Recommendation*>> barriers = chosen(ReportView::whole).barriers;
    const ReportTable table = of(ReportView::whole);
    std::vector<AdvisedLine> out;
    if (barriers.empty()) out = conditions_of_everybody();
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const ReportRow& row = table.rows[i];
        AdvisedLine& line = out.emplace_back();
        line.condition = i < barriers.size();
        line.title = row.title;
        line.note = row.note;
        line.text = line.condition ? short_reason_of_barrier(barriers[i]) : row.cells[0].text;
        line.people = row.cells[1].text;
        line.hours = row.cells[3].text;
        line.cost = row.cells[4].text;
        line.estimated = !row.cells[1].mark.empty();
    }
    return out;
}

}  // namespace capgap
