#pragma once

#include <capgap/formats/csv/response_fields.hpp>
#include <capgap/formats/csv/responses.hpp>

namespace capgap::csv {

/// Rows as batches. `file` reads from `in`.
std::unique_ptr<ResponseSource> make_source(std::unique_ptr<std::istream> in, ResponseFile file, const Codebook& codebook,
                                            const ResponseOptions& options);

/// The header of a foreign file, and its fields as the mapping says; everything that is wrong with either.
Result<ResponseFile> open_mapped_columns(std::istream& in, std::string file, const Codebook& codebook, const Mapping& mapping,
                                         const ResponseOptions& options);

/// `each_id` may be empty.
Result<DuplicateIds> find_duplicates(ResponseFile file, Unit unit, const std::function<void(std::string_view)>& each_id);

}  // namespace capgap::csv
