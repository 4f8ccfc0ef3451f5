#pragma once

#include <capgap/formats/csv/responses.hpp>

#include <string>

/// Of two institutions (a, b), a profile (p), a background question (g), an item (x) and two competencies (1.1, 1.2), one of which may be wanted.
const capgap::Codebook& small_codebook();

/// Every row is either in a batch or set aside or left out, and every column of a batch has as many entries as the batch has rows; which ids are
/// repeated, and on which lines, a count finds too.
void check_responses(const std::string& text, capgap::ResponseOptions options);
