#include <capgap/formats/csv/value_map.hpp>

#include <capgap/formats/csv/utf8.hpp>

namespace capgap::csv {

namespace {

/// Keys are trimmed as cells are: else a key that was copied with a blank at its end would never be found.
std::vector<std::pair<std::string, std::int32_t>> numbered_keys(const std::vector<std::pair<std::string, std::string>>& entries) {
    std::vector<std::pair<std::string, std::int32_t>> keys;
    keys.reserve(entries.size());
    for (const auto& [key, value] : entries) keys.emplace_back(std::string(trimmed(key)), static_cast<std::int32_t>(keys.size()));
    return keys;
}

}  // namespace

ValueMap::ValueMap(std::string id, const std::vector<std::pair<std::string, std::string>>& entries)
    : id_(std::move(id)), indices_(numbered_keys(entries)) {
    for (const auto& [key, value] : entries) values_.push_back(value);
}

}  // namespace capgap::csv
