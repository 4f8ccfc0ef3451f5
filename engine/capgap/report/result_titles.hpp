#pragma once

#include <capgap/report/columns.hpp>
#include <capgap/report/document.hpp>
#include <capgap/report/result_table.hpp>

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace capgap {

/// An id that occurs in the tables of a round, with its name in every language. The ids of the answers to one question are unique within that
/// question: `of` names it.
struct TitledId {
    ColumnKind kind = ColumnKind::word;
    std::string of;  ///< empty for ids that are unique within their kind
    std::string id;
    const Text* title = nullptr;
};

/// All but institutions (whose names are the same in every language), in file order.
[[nodiscard]] std::vector<TitledId> named_ids(const ReportInput& input);

/// The names behind the ids of a row, in one language.
class ResultTitles {
public:
    ResultTitles(const ReportInput& input, const Texts& texts);

    /// Whether ids of this kind have a name at all.
    static bool has_titles(ColumnKind kind);
    /// The name for the id in a column of a row; empty where there is none.
    std::string title(const ResultFile& file, ResultTable::Row row, std::size_t column) const;

private:
    std::string institution(const std::string& id) const;
    std::string subject(const std::string& id) const;
    std::string special(ColumnKind kind, const std::string& id) const;
    std::string spoken(const std::string& id) const { return texts_.has(id) ? texts_.say(id) : std::string(); }

    const ReportInput& input_;
    const Texts& texts_;
    std::unordered_map<std::string, const std::string*> titles_;  ///< by kind, of and id
};

}  // namespace capgap
