#pragma once

#include <capgap/report/result_titles.hpp>
#include <capgap/report/view.hpp>
#include <capgap/report/workbook.hpp>

#include <memory>

namespace capgap {

/// What the sheets of one workbook share. For this folder only.
struct WorkbookParts {
    const WorkbookInput& input;
    ReportView view;
    std::shared_ptr<const ResultTitles> titles;
    std::size_t most_rows;

    const Texts& texts() const { return view.texts(); }
    std::string say(std::string_view id, const Texts::Values& values = {}) const { return view.say(id, values); }
    /// A sheet that says in its first lines what it holds, of which round, and what is to be kept in mind wherever it is copied to.
    WorkbookSheet sheet(std::string name, std::string what) const;
};

WorkbookSheet about_sheet(const WorkbookInput& input, std::size_t language);
WorkbookSheet table_sheet(const WorkbookParts& parts, const ResultTable& table);
WorkbookSheet charts_sheet(const WorkbookParts& parts);
WorkbookSheet institutions_sheet(const WorkbookParts& parts);
WorkbookSheet names_sheet(const WorkbookParts& parts);
WorkbookSheet columns_sheet(const WorkbookParts& parts);

/// Rows that are held, for sheets that are small whatever the round.
std::function<void(const ResultTable::Visit&)> rows_of(std::vector<std::vector<ResultCell>> rows);

}  // namespace capgap
