#include <capgap/report/sections.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace capgap {

namespace {

/// What the rows of one item say, by its question; ids are "question/item" and "question/item/group".
struct ComparedItem {
    std::size_t item = 0;
    std::string light;  ///< green, amber, red, or why there is none
    std::map<std::string, double> difference;
};

struct ComparedQuestion {
    std::string id;
    std::string reference;
    std::vector<ComparedItem> items;
    std::optional<double> smallest_detectable;  ///< the largest of the items and groups
};

std::vector<std::string> parts_of(const std::string& id) {
    std::vector<std::string> out;
    std::size_t begin = 0;
    for (std::size_t slash = id.find('/'); slash != std::string::npos; slash = id.find('/', begin)) {
        out.push_back(id.substr(begin, slash - begin));
        begin = slash + 1;
    }
    out.push_back(id.substr(begin));
    return out;
}

std::vector<ComparedQuestion> compared_questions(const ReportView& view) {
    std::vector<ComparedQuestion> out;
    for (const QualityRow& row : view.tables().quality) {
        if (row.kind != "comparability") continue;
        const std::vector<std::string> id = parts_of(row.id);
        if (row.statistic == "reference") {
            out.push_back({id.front(), id.back(), {}, std::nullopt});
            continue;
        }
        const auto item = id.size() > 1 ? view.input().survey.item_index(id[1]) : std::nullopt;
        if (out.empty() || !item) continue;
        ComparedQuestion& question = out.back();
        if (row.statistic == "largest_difference") question.items.push_back({*item, row.flag, {}});
        if (question.items.empty() || !row.value) continue;
        if (row.statistic == "difference") question.items.back().difference[id.back()] = *row.value;
        if (row.statistic == "smallest_detectable") question.smallest_detectable = std::max(question.smallest_detectable.value_or(0), *row.value);
    }
    return out;
}

class ComparisonBlocks {
public:
    explicit ComparisonBlocks(const ReportView& view) : view_(view), questions_(compared_questions(view)) {}

    void add_to(ReportSection& section) const {
        if (questions_.empty()) return;
        section.blocks.emplace_back(ReportHeading{view_.say("quality.compared.title")});
        section.blocks.emplace_back(table());
        ReportPoints found;
        for (const ComparedQuestion& question : questions_) {
            for (const char* light : {"red", "amber"}) {
                for (const ComparedItem& item : question.items) {
                    if (item.light == light) found.points.push_back(point(question, item));
                }
            }
        }
        const bool any = !found.points.empty();
        if (any) section.blocks.emplace_back(std::move(found));
        section.blocks.emplace_back(
            ReportParagraph{(any ? view_.say("quality.compared.what_to_do") + ' ' : "") + view_.say("quality.compared.limits")});
    }

private:
    const BackgroundQuestion& question_of(const ComparedQuestion& question) const {
        return view_.input().survey.content().background.at(*view_.input().survey.background_index(question.id));
    }

    std::string group_title(const ComparedQuestion& question, const std::string& group) const {
        for (const BackgroundOption& option : question_of(question).options) {
            if (option.id.text() == group) return phrase::quoted(view_.in_language(option.title), view_.texts());
        }
        return group;
    }

    static ReportCell number_cell(std::string text) {
        ReportCell out;
        out.kind = text.empty() ? ReportCell::Kind::blank : ReportCell::Kind::number;
        out.text = std::move(text);
        return out;
    }

    ReportTable table() const {
        ReportTable out;
        out.id = "compared-table";
        out.caption = view_.say("quality.compared.caption");
        out.head = view_.say("quality.compared.head");
        const std::array<const char*, 4> lights = {"green", "amber", "red", "grey"};
        for (const char* light : lights)
            out.columns.push_back(
                {view_.say(std::string("quality.compared.") + light), "", "", false, "statistics.comparability.largest_difference"});
        out.columns.push_back({view_.say("quality.compared.smallest"), "", "", false, "statistics.comparability.smallest_detectable"});
        for (const ComparedQuestion& question : questions_) {
            std::map<std::string, std::int64_t> number_of;
            for (const ComparedItem& item : question.items) {
                const bool has_light = item.light == "green" || item.light == "amber" || item.light == "red";
                ++number_of[has_light ? item.light : "grey"];
            }
            ReportRow row{view_.in_language(question_of(question).title), "", 0, false, {}};
            for (const char* light : lights) row.cells.push_back(number_cell(phrase::number(number_of[light], view_.texts())));
            row.cells.push_back(number_cell(question.smallest_detectable ? phrase::decimal(*question.smallest_detectable, 2, view_.texts()) : ""));
            out.rows.push_back(std::move(row));
        }
        return out;
    }

    std::string point(const ComparedQuestion& question, const ComparedItem& item) const {
        const Survey& survey = view_.input().survey;
        Texts::Values values{{"question", phrase::quoted(view_.in_language(survey.items()[item.item].title), view_.texts())},
                             {"by", phrase::quoted(view_.in_language(question_of(question).title), view_.texts())}};
        const auto largest = std::max_element(item.difference.begin(), item.difference.end(),
                                              [](const auto& a, const auto& b) { return std::abs(a.second) < std::abs(b.second); });
        // What is flagged by the regression alone differs in another way than by being higher or lower.
        constexpr double least_said = 0.17;
        if (largest == item.difference.end() || std::abs(largest->second) < least_said)
            return view_.say("quality.compared.otherwise." + item.light, values);
        values.emplace_back("group", group_title(question, largest->first));
        values.emplace_back("others", group_title(question, question.reference));
        values.emplace_back("difference", phrase::decimal(std::abs(largest->second), 2, view_.texts()));
        return view_.say((largest->second > 0 ? "quality.compared.more." : "quality.compared.less.") + item.light, values);
    }

    const ReportView& view_;
    std::vector<ComparedQuestion> questions_;
};

}  // namespace

void add_comparisons(ReportSection& section, const ReportView& view) {
    ComparisonBlocks(view).add_to(section);
}

}  // namespace capgap
