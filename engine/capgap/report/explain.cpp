#include <capgap/report/explain.hpp>

#include <capgap/base/did_you_mean.hpp>
#include <capgap/base/message.hpp>
#include <capgap/report/codes.hpp>
#include <capgap/report/columns.hpp>
#include <capgap/report/phrases.hpp>
#include <capgap/report/row_figures.hpp>

#include <algorithm>
#include <sstream>

namespace capgap {

namespace {

std::vector<std::string> names_of(const std::vector<ResultColumn>& columns) {
    std::vector<std::string> names;
    for (const ResultColumn& column : columns) names.emplace_back(column.name);
    return names;
}

/// Everything that keeps a row from being explained.
Diagnostics problems_of(const ExplainInput& input) {
    const ResultFile* file = result_file(input.table);
    if (file == nullptr) {
        std::vector<std::string> names;
        for (const ResultFile& each : result_files()) names.emplace_back(each.name);
        return {
            error(codes::explain_unknown_table, input.at, "no file of results is called " + in_quotes(input.table), DidYouMean(names)(input.table))};
    }
    const std::vector<std::string> columns = names_of(file->columns);
    if (input.header != columns || input.cells.size() != columns.size()) {
        return {error(codes::explain_other_header, input.at, "the row does not have the columns of " + input.table + ".csv",
                      "take a file that this version of the program wrote, or run the round again")};
    }
    if (input.column && std::find(columns.begin(), columns.end(), *input.column) == columns.end()) {
        return {error(codes::explain_unknown_column, input.at, input.table + ".csv has no column " + in_quotes(*input.column),
                      DidYouMean(columns)(*input.column))};
    }
    return {};
}

class Explanation {
public:
    Explanation(const ExplainInput& input, const Texts& texts) : input_(input), texts_(texts), file_(*result_file(input.table)), row_(input) {}

    std::string write() {
        out_ << texts_.say("explain.place", {{"file", input_.at.file}, {"line", std::to_string(input_.at.line)}}) << "\n";
        section("explain.row");
        for (std::size_t i = 0; i < file_.keys; ++i) point(named_value(input_.header[i]));
        if (!input_.original_title.empty()) {
            point(texts_.say("explain.original_title", {{"competency", row_.text("competency")},
                                                        {"framework", input_.original_framework},
                                                        {"title", phrase::quoted(input_.original_title, texts_)}}));
        }
        if (input_.column) {
            column(*input_.column);
        } else {
            for (std::size_t i = file_.keys; i < input_.header.size(); ++i) column(input_.header[i]);
        }
        statistic();
        status();
        inputs();
        return out_.str();
    }

private:
    void section(const std::string& id) { out_ << "\n" << texts_.say(id) << "\n"; }
    void point(const std::string& text) { out_ << "  " << text << "\n"; }
    void labelled(const std::string& label, const std::string& text) {
        if (!text.empty()) point(texts_.say("explain.labelled", {{"label", texts_.say(label)}, {"text", text}}));
    }

    std::string optional(const std::string& id) const { return texts_.has(id) ? texts_.say(id) : std::string(); }

    std::string named_value(const std::string& column) const {
        if (row_.text(column).empty()) return texts_.say("explain.value_empty", {{"column", column}});
        return texts_.say("explain.value", {{"column", column}, {"value", row_.text(column)}});
    }

    void column(const std::string& name) {
        const std::string id = column_text_id(input_.table, name, texts_);
        out_ << "\n" << named_value(name) << "\n";
        labelled("explain.what", texts_.say("explain.titled", {{"title", texts_.say(id + ".title")}, {"text", texts_.say(id + ".definition")}}));
        if (row_.is_bound(name)) point(texts_.say("explain.is_bound"));
        if (hidden(name)) point(texts_.say("explain.is_hidden", {{"status", texts_.say("status." + row_.text("status") + ".title")}}));
        labelled("explain.formula", optional(id + ".formula"));
        labelled("explain.figures", figures(optional(id + ".enters")));
        for (const std::string& line : reckon_again(input_.table, name, row_, texts_)) labelled("explain.reckoned", line);
        labelled("explain.method", texts_.say(id + ".source"));
    }

    /// An empty cell of a row that hides what it holds. Keys, headcount and target are never hidden.
    bool hidden(const std::string& name) const {
        const std::string& status = row_.text("status");
        if (!row_.text(name).empty() || (status != "suppressed" && status != "pooled" && status != "bounded")) return false;
        if (name == "headcount" || name == "target_level" || name == "shown_in") return false;
        return status != "bounded" || name == "respondents" || name.find("below_target_") == 0 || name.find("possible_") == 0 ||
               name.find("mean_shortfall_") == 0 || name == "person_levels_missing" || name == "share";
    }

    /// `names` are columns, separated by spaces.
    std::string figures(const std::string& names) const {
        std::istringstream in(names);
        std::vector<std::string> parts;
        for (std::string name; in >> name;) parts.push_back(named_value(name));
        return phrase::list_of(parts, texts_);
    }

    /// What the statistic of a row of quality.csv is, and what its flag says.
    void statistic() {
        if (input_.table != "quality") return;
        const std::string id = "statistics." + row_.text("kind") + '.' + row_.text("statistic");
        if (texts_.has(id + ".title")) {
            out_ << "\n" << row_.text("statistic") << "\n";
            labelled("explain.what", texts_.say("explain.titled", {{"title", texts_.say(id + ".title")}, {"text", texts_.say(id + ".definition")}}));
            labelled("explain.formula", optional(id + ".formula"));
            labelled("explain.method", texts_.say(id + ".source"));
        }
        const std::string& flag = row_.text("flag");
        const std::string of_statistic = "flags." + flag + '.' + row_.text("statistic");
        labelled("explain.flag", texts_.has(of_statistic) ? texts_.say(of_statistic) : optional("flags." + flag));
    }

    void status() {
        const std::string& status = row_.text("status");
        if (status.empty() || !texts_.has("status." + status + ".rule")) return;
        section("explain.status");
        point(
            texts_.say("explain.titled", {{"title", texts_.say("status." + status + ".title")}, {"text", texts_.say("status." + status + ".rule")}}));
        const auto respondents = row_.number("respondents");
        const auto headcount = row_.number("headcount");
        if (respondents && headcount && *headcount > 0) {
            point(texts_.say("explain.rate", {{"respondents", row_.text("respondents")},
                                              {"headcount", row_.text("headcount")},
                                              {"share", phrase::in_100(*respondents / *headcount, texts_)}}));
        }
        if (const auto scored = row_.number("scored")) point(texts_.say("explain.scored", {{"scored", figure(*scored)}}));
        labelled("explain.method", texts_.say("columns.any.status.source"));
    }

    void inputs() {
        section("explain.inputs");
        for (const InputHash& each : input_.inputs) {
            point(texts_.say("explain.input", {{"role", each.role}, {"name", each.name}, {"sha256", each.sha256}}));
        }
        if (input_.inputs.empty()) point(texts_.say("explain.no_inputs"));
    }

    const ExplainInput& input_;
    const Texts& texts_;
    const ResultFile& file_;
    RowFigures row_;
    std::ostringstream out_;
};

}  // namespace

std::string column_text_id(const std::string& table, const std::string& column, const Texts& texts) {
    const std::string own = "columns." + table + '.' + column;
    return texts.has(own + ".title") ? own : "columns.any." + column;
}

Result<std::string> explain(const ExplainInput& input, const Texts& texts) {
    if (Diagnostics problems = problems_of(input); !problems.empty()) return problems;
    return Explanation(input, texts).write();
}

}  // namespace capgap
