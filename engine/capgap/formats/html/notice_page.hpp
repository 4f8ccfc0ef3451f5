#pragma once

#include <capgap/report/notice.hpp>

#include <string>
#include <vector>

namespace capgap {

/// notice.html: the notice in its languages, one after the other, in one file that needs nothing else and runs no script. Printed on A4, each
/// language begins on a page of its own. The same bytes for the same documents.
[[nodiscard]] std::string render_notice_page(const std::vector<NoticeDocument>& languages);

}  // namespace capgap
