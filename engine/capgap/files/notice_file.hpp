#pragma once

#include <capgap/files/references.hpp>
#include <capgap/files/round.hpp>

#include <filesystem>
#include <string>

namespace capgap {

/// notice.html of a round, in memory.
struct NoticePage {
    std::string bytes;
    std::string sha256;
};

/// The notice that the settings of a round make, in the languages of its survey that there are sentences in; a warning for each of the others. An
/// error for each thing that people must be told and no setting says.
Result<Checked<NoticePage>> make_notice_page(const Round& round, const Places& places);

/// `capgap notice`: writes the page. The answers need not be there yet.
Result<Checked<NoticePage>> write_notice(const std::filesystem::path& assessment, const std::filesystem::path& out, const Places& places);

}  // namespace capgap
