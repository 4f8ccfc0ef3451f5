#pragma once

#include <capgap/assessment/assessment.hpp>
#include <capgap/base/result.hpp>
#include <capgap/formats/csv/assumed_form.hpp>
#include <capgap/formats/csv/duplicate_ids.hpp>
#include <capgap/responses/codebook.hpp>
#include <capgap/responses/mapping.hpp>
#include <capgap/responses/source.hpp>

#include <functional>
#include <istream>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>

namespace capgap {

struct ResponseOptions {
    /// Fill Batch::respondent: only for the list of persons.
    bool keep_respondents = false;
    /// What find_duplicate_respondents() found in the same file. Null: ids are not compared. Must outlive the source.
    const DuplicateIds* duplicates = nullptr;
    /// Which rows of a repeated id are used; those that are not, because another is, are left out without a word.
    DuplicateRows duplicate_rows = DuplicateRows::set_aside;
    AssumedForm form = {};
    /// Institutions, or profiles, are not listed in the codebook: any id will do. Only where answers are rewritten, never where they are counted.
    bool any_institution = false;
    bool any_profile = false;
    bool any_post = false;
    /// A first pass hands over the id of every row that has one. May be empty.
    std::function<void(std::string_view id)> each_id = {};
    /// What was said of the file before it was opened: stands in front of SourceSummary::row_errors.
    Diagnostics said = {};
};

/// Responses as a survey's own columns (engine/docs/formats.md). Opening reads the header and reports everything that is wrong with it at once:
/// unknown and repeated columns, a missing respondent, institution, profile or item. Rows that are wrong are set aside, each with all its errors.
///
/// A background question without a column is not known of anybody; `stratum` without `psu` is not used. Both are warnings: they stand in
/// SourceSummary::row_errors, at the line of the header, and are counted in row_errors_total.
///
/// Batches: `wanted` and `profile` are always filled; `background` of a question without a column, `weight`, `cluster` and `seconds` are empty where
/// the file has no such column, `item` where a mapping does not name the item. `codebook` must outlive the source.
Result<std::unique_ptr<ResponseSource>> open_tidy(std::unique_ptr<std::istream> in, std::string file, const Codebook& codebook,
                                                  const ResponseOptions& options = {});

/// Responses from the columns of another program, by a mapping. Opening checks the mapping against the survey and against the header, all at once.
/// Cells and column names are trimmed of white space and byte-order marks; codes and headers of columns that the mapping does not name may be
/// repeated.
Result<std::unique_ptr<ResponseSource>> open_mapped(std::unique_ptr<std::istream> in, std::string file, const Codebook& codebook,
                                                    const Mapping& mapping, const ResponseOptions& options = {});

/// Writes the rows that open_mapped() accepts as tidy responses, which read as the same answers: numbers with a decimal point, an item that the
/// mapping does not name as `na` in every row (it was never asked), a background question that it does not name without a column. Rows that are wrong
/// are reported and left out; all rows of a repeated id are kept, for the assessment to decide.
Result<SourceSummary> rewrite_as_tidy(std::istream& in, const std::string& file, const Codebook& codebook, const Mapping& mapping,
                                      const ResponseOptions& options, std::ostream& out);

/// A first pass over the file that reads only who answered: the ids of respondents, or of institutions where institutions answer. The same errors of
/// the header as opening it. Rows that cannot be read at all (CG1008 to CG1010), and empty ids, do not count. Memory: 16 bytes a row.
Result<DuplicateIds> find_duplicate_respondents(std::istream& in, const std::string& file, const Codebook& codebook,
                                                const ResponseOptions& options = {});
Result<DuplicateIds> find_duplicate_respondents(std::istream& in, const std::string& file, const Codebook& codebook, const Mapping& mapping,
                                                const ResponseOptions& options = {});

}  // namespace capgap
