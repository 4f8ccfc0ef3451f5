#pragma once

#include <fuzz/csv_reading.hpp>

#include <string_view>

/// CSV in UTF-8 as engine/docs/formats.md says it, letter by letter over the whole text: slow, plain, with none of the reader's blocks and neither of
/// its two ways through a row. Its words are empty; there are as many. The limit of a row's bytes is not looked at.
Reading read_plainly(std::string_view text, char delimiter);

/// UTF-8 without NUL, by the numbers of the characters: their least size, no half of a pair, none beyond U+10FFFF.
bool is_plainly_text(std::string_view bytes);
