#pragma once

#include <capgap/base/diagnostic.hpp>
#include <capgap/base/result.hpp>
#include <capgap/responses/batch.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace capgap {

/// What a source can say about its rows once it is read to the end.
struct SourceSummary {
    std::uint64_t rows_read = 0;
    std::uint64_t rows_set_aside = 0;
    std::uint64_t rows_left_out = 0;       ///< of a repeated id, because another row of it is used
    std::uint64_t duplicated_ids = 0;      ///< ids that occur more than once
    std::uint64_t rows_of_duplicates = 0;  ///< rows that they occur in
    std::uint64_t posts_and_profiles = 0;  ///< accepted rows with a post and a profile
    std::uint64_t posts_differ = 0;        ///< of these, with another profile than that of the post, which is used
    Diagnostics row_errors;                ///< the first `max_row_errors` of them, by place
    std::uint64_t row_errors_total = 0;    ///< a row may have several
};

/// A primary sampling unit within its stratum, as written.
struct Cluster {
    std::string stratum;
    std::string psu;
    bool own_person = false;  ///< the psu was empty: the person is a cluster of its own
};

/// Rows of responses, one batch after another. Not thread-safe.
class ResponseSource {
public:
    static constexpr std::size_t max_row_errors = 200;

    virtual ~ResponseSource() = default;

    /// Fills `batch` with the next rows; `batch.rows` is 0 at the end. An error means that the file cannot be read on.
    virtual Result<bool> next(Batch& batch) = 0;
    /// Complete once next() has returned no rows.
    virtual const SourceSummary& summary() const = 0;
    /// Whether the rows can hold an answer to a background question of the codebook.
    virtual bool has_background(std::size_t /*question*/) const { return true; }
    /// The clusters named so far, by code.
    virtual const std::vector<Cluster>& clusters() const = 0;
};

}  // namespace capgap
