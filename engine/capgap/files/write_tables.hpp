#pragma once

#include <capgap/files/result_folder.hpp>
#include <capgap/formats/json/manifest.hpp>
#include <capgap/formats/json/results.hpp>

#include <vector>

namespace capgap {

/// Writes every table as CSV, and all of them as results.json. Gives back what was written, hashed on the way, in the order of the folder. Rows are
/// turned into text by several threads, part by part, and stand in their order whatever the threads.
std::vector<HashedFile> write_tables(ResultFolder& folder, const ResultsContent& content, unsigned threads);

}  // namespace capgap
