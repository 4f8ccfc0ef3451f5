#pragma once

#include <capgap/base/location.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace capgap {

/// The pieces that messages are made of. All of them keep a message short, whatever the data hold.

/// 'text', cut after 80 bytes (never inside a character).
[[nodiscard]] std::string in_quotes(std::string_view text);

/// "'a', 'b' and 'c'", at most `most` of them: "'a', 'b' and 98 more".
[[nodiscard]] std::string listed(const std::vector<std::string>& texts, std::size_t most = 20);

/// "'a', 'b' or 'c'", likewise.
[[nodiscard]] std::string one_of(const std::vector<std::string>& texts, std::size_t most = 20);

/// "1 level", "2 levels".
[[nodiscard]] std::string counted(std::size_t count, const std::string& noun);

/// A second place, as a message at `here` names it: "line 12", or "framework.yaml:12" where the file is another one.
[[nodiscard]] std::string place_from(const Location& here, const Location& there);

}  // namespace capgap
