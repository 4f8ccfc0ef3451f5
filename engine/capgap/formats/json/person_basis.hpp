#pragma once

#include <capgap/base/result.hpp>
#include <capgap/report/person_basis.hpp>

#include <string>
#include <string_view>

namespace capgap {

/// restricted/basis.json.
[[nodiscard]] std::string render_person_basis(const PersonBasis& basis);
/// Whatever the bytes are: an error, or a basis whose indices and levels lie within its lists.
Result<PersonBasis> parse_person_basis(std::string_view bytes, const std::string& file);

}  // namespace capgap
