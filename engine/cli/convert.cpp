#include "commands.hpp"

#include <capgap/files/convert.hpp>

#include <capgap/files/convert_round.hpp>
#include <capgap/files/sheet_table.hpp>

#include <filesystem>
#include <iostream>

namespace capgap::cli {

namespace {

Exit finished(Result<Checked<ConvertedRound>>&& converted, const Common& common) {
    if (converted.has_error()) {
        print(std::move(converted).error().all, common.diagnostics);
        return Exit::data_wrong;
    }
    print(std::move(converted->remarks), common.diagnostics);
    for (const std::string& written : converted->value.written) std::cout << "written: " << written << '\n';
    return Exit::done;
}

bool is_yaml(const std::filesystem::path& path) {
    return path.extension() == ".yaml" || path.extension() == ".yml";
}

}  // namespace

Exit convert(const ConvertOptions& options, const Common& common) {
    const auto sheet = sheet_path(options.source);
    if (is_yaml(options.source)) return finished(convert_to_workbook(options.source, options.out, common.places()), common);
    if (sheet && sheet->sheet.empty() && std::filesystem::path(options.out).extension() != ".csv") {
        return finished(convert_to_files(sheet->workbook, options.out), common);
    }
    auto converted = convert_table({options.source, options.out, options.delimiter, options.decimal_comma, options.for_spreadsheet}, common.places());
    if (converted.has_error()) {
        print(std::move(converted).error().all, common.diagnostics);
        return Exit::data_wrong;
    }
    print(std::move(converted->remarks), common.diagnostics);
    std::cout << converted->value << (converted->value == 1 ? " row" : " rows") << " written to " << options.out << '\n';
    return Exit::done;
}

}  // namespace capgap::cli
