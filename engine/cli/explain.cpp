#include "commands.hpp"

#include <capgap/files/explain_line.hpp>

#include <charconv>
#include <iostream>

namespace capgap::cli {

Exit explain(const ExplainOptions& options, const Common& common) {
    LineToExplain what;
    what.folder = options.folder;
    what.language = options.language;
    what.texts = options.texts;
    if (!options.column.empty()) what.column = options.column;
    const std::size_t colon = options.place.rfind(':');
    const char* end = options.place.data() + options.place.size();
    const bool has_line = colon != std::string::npos && std::from_chars(options.place.data() + colon + 1, end, what.line).ptr == end && what.line > 0;
    if (!has_line) {
        std::cerr << "capgap: '" << options.place << "' is not FILE:LINE, as gaps.csv:17\n";
        return Exit::usage_wrong;
    }
    what.file = options.place.substr(0, colon);
    auto said = explain_line(what, common.places());
    if (said.has_error()) {
        print(std::move(said).error().all, common.diagnostics);
        return Exit::data_wrong;
    }
    std::cout << *said;
    return Exit::done;
}

}  // namespace capgap::cli
