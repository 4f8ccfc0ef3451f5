#pragma once

#include <fuzz/csv_reading.hpp>

#include <string_view>

/// CSV in UTF-8 as engine/docs/formats.md says it, letter by letter over the whole text: slow, plain, with none of the reader's blocks and neither of
/// its two ways through a row. Its words are empty; there are as many. The limit of a row's bytes is not looked at.
Reading read_plainly(std::string_view text, char delimiter);
