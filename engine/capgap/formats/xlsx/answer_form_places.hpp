#pragma once

#include <cstdint>
#include <string_view>

/// Where things stand on the sheet of a form; columns and rows are counted from 1. For this folder only.
namespace capgap::xlsx::form {

inline constexpr std::string_view kind = "capgap-form/1";
inline constexpr char separator = '|';
inline constexpr std::uint32_t key_column = 1;
inline constexpr std::uint32_t question_column = 2;
inline constexpr std::uint32_t answer_column = 3;
inline constexpr std::uint32_t help_column = 4;
inline constexpr std::uint32_t list_column = 5;
inline constexpr std::uint32_t first_list_column = 7;
inline constexpr std::uint32_t first_list_row = 2;

}  // namespace capgap::xlsx::form
