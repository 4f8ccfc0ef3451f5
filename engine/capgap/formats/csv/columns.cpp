#include <capgap/formats/csv/columns.hpp>

#include <capgap/base/did_you_mean.hpp>
#include <capgap/base/message.hpp>

#include <algorithm>
#include <unordered_map>

namespace capgap::csv {

namespace {

std::vector<std::string> allowed_names(const std::vector<KnownColumn>& known) {
    std::vector<std::string> names;
    for (const KnownColumn& column : known) {
        if (column.not_here.empty()) names.push_back(column.name);
    }
    return names;
}

Diagnostic unknown_column(const Location& at, const std::string& name, const char* code, DidYouMean& did_you_mean) {
    if (name.empty()) return error(code, at, "a column without a name", "delete it, if it is empty");
    return error(code, at, "unknown column " + in_quotes(name), did_you_mean(name));
}

}  // namespace

std::optional<Diagnostic> another_delimiter(const CsvReader& reader) {
    if (reader.header().size() != 1) return std::nullopt;
    for (const auto& [delimiter, name] : {std::pair{';', "semicolons"}, std::pair{'\t', "tabs"}}) {
        if (reader.header().front().find(delimiter) == std::string::npos) continue;
        return error(codes::csv_another_delimiter, {reader.file(), reader.header_line()}, std::string("the header is one field that holds ") + name,
                     "save the file with commas between the fields");
    }
    return std::nullopt;
}

bool find_columns(const CsvReader& reader, const std::vector<KnownColumn>& known, const ColumnCodes& codes, ProblemList& problems,
                  std::vector<std::optional<std::size_t>>& found) {
    found.assign(known.size(), std::nullopt);
    const Location line{reader.file(), reader.header_line()};
    if (known.size() > 1) {
        if (auto other = another_delimiter(reader)) {
            problems.add(std::move(*other));
            return false;
        }
    }
    std::unordered_map<std::string, std::size_t> index;
    for (std::size_t i = 0; i < known.size(); ++i) index.emplace(known[i].name, i);
    DidYouMean did_you_mean(allowed_names(known));
    bool usable = true;
    for (std::size_t i = 0; i < reader.header().size(); ++i) {
        const std::string& name = reader.header()[i];
        const Location at{line.file, line.line, static_cast<std::uint32_t>(i + 1)};
        const auto which = index.find(name);
        if (which == index.end()) {
            problems.add(unknown_column(at, name, codes.unknown, did_you_mean));
            continue;
        }
        auto& place = found[which->second];
        if (const std::string& reason = known[which->second].not_here; !reason.empty()) {
            problems.add(error(codes.unknown, at, "column " + in_quotes(name) + " does not belong here", reason));
        } else if (place) {
            usable = false;
            problems.add(error(codes.twice, at, "column " + in_quotes(name) + " is there twice, first as column " + std::to_string(*place + 1)));
        } else {
            place = i;
        }
    }
    for (std::size_t i = 0; i < known.size(); ++i) {
        if (!known[i].required || found[i]) continue;
        usable = false;
        problems.add(error(codes.missing, line, "column " + in_quotes(known[i].name) + " is missing"));
    }
    return usable;
}

}  // namespace capgap::csv
