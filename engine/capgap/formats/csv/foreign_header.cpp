#include <capgap/formats/csv/foreign_header.hpp>

#include <capgap/base/message.hpp>
#include <capgap/formats/csv/utf8.hpp>

namespace capgap::csv {

namespace {

std::string header_of(std::string_view cell) {
    return std::string(trimmed(cell));
}

/// A code of LimeSurvey: letters and digits, then perhaps parts of the question in brackets: "q1", "likert0[time1can]", "q1[SQ001][2]".
bool is_code(std::string_view text) {
    const auto is_word = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; };
    std::size_t at = 0;
    while (at < text.size() && is_word(text[at])) ++at;
    if (at == 0) return false;
    while (at < text.size()) {
        const std::size_t end = text[at] == '[' ? text.find(']', at) : std::string_view::npos;
        if (end == std::string_view::npos) return false;
        at = end + 1;
    }
    return true;
}

/// "group_a/q1", as KoboToolbox writes the questions of a group: where the last name begins; 0 for anything else.
std::size_t last_of_path(std::string_view text) {
    const std::size_t last = text.rfind('/');
    const auto is_name = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '/';
    };
    if (last == std::string_view::npos || last == 0 || last + 1 == text.size() || !std::all_of(text.begin(), text.end(), is_name)) return 0;
    return last + 1;
}

std::vector<std::string> all_of(const std::vector<std::string>& cells, std::string (*name)(std::string_view)) {
    std::vector<std::string> names;
    names.reserve(cells.size());
    for (const std::string& cell : cells) names.push_back(name(cell));
    return names;
}

}  // namespace

std::string code_of_header(std::string_view cell) {
    const std::size_t separated = cell.find("._.");
    if (separated != std::string_view::npos) return std::string(trimmed(cell.substr(0, separated)));
    if (const std::size_t name = last_of_path(trimmed(cell)); name > 0) return std::string(trimmed(cell).substr(name));
    const std::string_view in_front = trimmed(cell.substr(0, cell.find(". ")));
    return std::string(is_code(in_front) ? in_front : trimmed(cell));
}

std::string text_of_header(std::string_view cell) {
    const std::size_t separated = cell.find("._.");
    if (separated != std::string_view::npos) return std::string(trimmed(cell.substr(separated + 3)));
    if (last_of_path(trimmed(cell)) > 0) return {};
    const std::size_t point = cell.find(". ");
    if (!is_code(trimmed(cell.substr(0, point)))) return std::string(trimmed(cell));
    return point == std::string_view::npos ? std::string() : std::string(trimmed(cell.substr(point + 2)));
}

ForeignHeader::ForeignHeader(const CsvReader& reader)
    : reader_(reader),
      similar_code_(all_of(reader.header(), &code_of_header)),
      similar_header_(all_of(reader.header(), &header_of)),
      used_(reader.header().size()) {
    for (std::size_t i = 0; i < reader.header().size(); ++i) {
        by_code_[code_of_header(reader.header()[i])].push_back(i);
        by_header_[header_of(reader.header()[i])].push_back(i);
    }
}

std::optional<std::size_t> ForeignHeader::find(const FieldRule& rule, ProblemList& problems) {
    std::optional<std::size_t> found;
    if (rule.kind == FieldRule::Kind::code) found = find_named(by_code_, "code", rule, similar_code_, problems);
    if (rule.kind == FieldRule::Kind::header) found = find_named(by_header_, "header", rule, similar_header_, problems);
    if (rule.kind == FieldRule::Kind::position) found = find_position(rule, problems);
    if (found) used_[*found] = true;
    return found;
}

std::optional<std::size_t> ForeignHeader::find_named(const Columns& columns, const char* noun, const FieldRule& rule, DidYouMean& similar,
                                                     ProblemList& problems) {
    const auto found = columns.find(std::string(trimmed(rule.text)));
    const std::string named = std::string(noun) + ' ' + in_quotes(rule.text);
    if (found == columns.end()) {
        problems.add_made(
            [&] { return error(codes::mapping_missing_column, rule.at, reader_.file() + " has no column of " + named, similar(rule.text)); });
        return std::nullopt;
    }
    const std::vector<std::size_t>& places = found->second;
    if (places.size() > 1) {
        problems.add(error(codes::mapping_ambiguous_column, rule.at,
                           reader_.file() + " has " + std::to_string(places.size()) + " columns of " + named + ": " + std::to_string(places[0] + 1) +
                               " and " + std::to_string(places[1] + 1),
                           "name the right one by `position`"));
        return std::nullopt;
    }
    return places.front();
}

std::optional<std::size_t> ForeignHeader::find_position(const FieldRule& rule, ProblemList& problems) {
    if (rule.position >= 1 && rule.position <= used_.size()) return rule.position - 1;
    problems.add(error(codes::mapping_missing_column, rule.at,
                       reader_.file() + " has no column " + std::to_string(rule.position) + ", expected 1 to " + std::to_string(used_.size())));
    return std::nullopt;
}

void ForeignHeader::report_unused(ProblemList& problems) const {
    for (std::size_t i = 0; i < used_.size(); ++i) {
        if (used_[i]) continue;
        problems.add_made([&] {
            return error(codes::mapping_unused_column, {reader_.file(), reader_.header_line(), static_cast<std::uint32_t>(i + 1)},
                         "column " + in_quotes(reader_.header()[i]) + " is not named by the mapping, which says `columns_unused: error`");
        });
    }
}

}  // namespace capgap::csv
