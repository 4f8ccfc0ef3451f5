#pragma once

#include <capgap/report/person_page.hpp>

#include <string>

namespace capgap {

/// One person's own result in one file that needs nothing else, loads nothing and runs no script; on paper A4. The same bytes for the same document.
[[nodiscard]] std::string render_person_page(const PersonDocument& page);

}  // namespace capgap
