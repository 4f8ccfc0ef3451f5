#pragma once

namespace capgap {

/// Of the letters A to Z; anything else stays as it is, in every locale.
[[nodiscard]] constexpr char lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace capgap
