#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace capgap {

/// The codes 0, 1, 2 ... of a list of different strings, in the order they were added.
class StringIndex {
public:
    /// The code of `text`; a new one if it was not there.
    std::uint32_t add(std::string_view text) {
        if (const auto code = find(text)) return *code;
        const auto code = static_cast<std::uint32_t>(names_.size());
        names_.emplace_back(text);
        codes_.emplace(names_.back(), code);
        return code;
    }

    std::optional<std::uint32_t> find(std::string_view text) const {
        const auto found = codes_.find(text);
        if (found == codes_.end()) return std::nullopt;
        return found->second;
    }

    const std::string& name(std::uint32_t code) const { return names_.at(code); }
    const std::vector<std::string>& names() const noexcept { return names_; }
    std::uint32_t size() const noexcept { return static_cast<std::uint32_t>(names_.size()); }

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
    };

    std::vector<std::string> names_;
    std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> codes_;
};

}  // namespace capgap
