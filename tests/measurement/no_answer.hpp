#pragma once

#include <capgap/measurement/answer_table.hpp>

#include <cstdint>

namespace capgap {

/// The code of an item that somebody did not answer.
inline constexpr std::uint8_t no_answer = AnswerTable::missing;

}  // namespace capgap
