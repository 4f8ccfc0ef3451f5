#include <capgap/formats/yaml/encoding.hpp>
#include <capgap/formats/yaml/kind.hpp>
#include <capgap/formats/yaml/load.hpp>
#include <capgap/formats/yaml/parser.hpp>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

namespace capgap {

namespace {

/// What the first line says that is no comment, where it is as nearly every file has it: so a file is not read twice. What else is wrong with the
/// file is said by who reads it.
std::optional<std::string> kind_in_first_line(std::string_view bytes) {
    constexpr std::string_view key = "capgap: ";
    if (bytes.starts_with(yaml::byte_order_mark)) bytes.remove_prefix(yaml::byte_order_mark.size());
    std::string_view line;
    while (!bytes.empty() && (line.empty() || line.front() == '#')) {
        const std::size_t end = std::min(bytes.find('\n'), bytes.size());
        line = bytes.substr(0, end);
        bytes.remove_prefix(std::min(end + 1, bytes.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
    }
    if (!line.starts_with(key)) return std::nullopt;
    const std::string_view value = line.substr(key.size());
    if (value.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789/") != std::string_view::npos) return std::nullopt;
    yaml::Node root{yaml::Node::Kind::mapping, {}, {}, {}, {}};
    root.members.push_back({"capgap", {}, {yaml::Node::Kind::scalar, {}, std::string(value), {}, {}}});
    Result<std::string> kind = yaml::kind_of(root);
    return kind.has_error() ? std::nullopt : std::optional(*std::move(kind));
}

}  // namespace

Result<std::string> kind_of(const Document& document, const std::string& file) {
    if (document.tree() != nullptr) return yaml::kind_of(*document.tree());
    if (std::optional<std::string> kind = kind_in_first_line(document.bytes())) return *std::move(kind);
    yaml::Parsed parsed = yaml::parse(document.bytes(), file);
    if (!parsed.root) return Errors(std::move(parsed.problems));
    return yaml::kind_of(*parsed.root);
}

}  // namespace capgap
