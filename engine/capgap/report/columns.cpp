#include <capgap/report/columns.hpp>

#include <capgap/report/person_table.hpp>
#include <capgap/report/result_table.hpp>

#include <algorithm>

namespace capgap {

CellType cell_type(ColumnKind kind) {
    switch (kind) {
        case ColumnKind::people:
        case ColumnKind::count:
        case ColumnKind::level: return CellType::integer;
        case ColumnKind::share_0_1:
        case ColumnKind::score_0_100:
        case ColumnKind::people_estimated:
        case ColumnKind::levels:
        case ColumnKind::number: return CellType::decimal;
        default: return CellType::text;
    }
}

std::string_view to_string(ColumnKind kind) {
    switch (kind) {
        case ColumnKind::institution: return "institution";
        case ColumnKind::dimension: return "dimension";
        case ColumnKind::category: return "category";
        case ColumnKind::profile: return "profile";
        case ColumnKind::competency: return "competency";
        case ColumnKind::attitude: return "attitude";
        case ColumnKind::item: return "item";
        case ColumnKind::option: return "option";
        case ColumnKind::element: return "element";
        case ColumnKind::subject: return "subject";
        case ColumnKind::remedy: return "remedy";
        case ColumnKind::status: return "status";
        case ColumnKind::statistic: return "statistic";
        case ColumnKind::word: return "word";
        case ColumnKind::words: return "words";
        case ColumnKind::people: return "people";
        case ColumnKind::count: return "count";
        case ColumnKind::level: return "level";
        case ColumnKind::share_0_1: return "share_0_1";
        case ColumnKind::score_0_100: return "score_0_100";
        case ColumnKind::people_estimated: return "people_estimated";
        case ColumnKind::levels: return "levels";
        case ColumnKind::number: return "number";
    }
    return "word";
}

const std::vector<ResultFile>& result_files() {
    static const std::vector<ResultFile> files = [] {
        std::vector<ResultFile> all;
        for (const ResultTable& table : result_tables()) all.push_back(table.file());
        all.push_back(person_file());
        return all;
    }();
    return files;
}

const ResultFile* result_file(std::string_view name) {
    const auto& files = result_files();
    const auto found = std::find_if(files.begin(), files.end(), [name](const ResultFile& file) { return file.name == name; });
    return found == files.end() ? nullptr : &*found;
}

}  // namespace capgap
