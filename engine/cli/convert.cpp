#include "commands.hpp"

#include <capgap/files/convert.hpp>

#include <iostream>

namespace capgap::cli {

Exit convert(const ConvertOptions& options, const Common& common) {
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
