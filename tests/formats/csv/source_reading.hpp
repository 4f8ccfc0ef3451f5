#pragma once

#include <capgap/formats/csv/responses.hpp>

#include "small_codebook.hpp"

#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace capgap::csv_testing {

inline constexpr auto unknown = Batch::unknown_category;

/// A source read to its end into one batch of any length.
struct Responses {
    std::string errors;  ///< why it could not be opened, or not read on
    Batch all;
    std::vector<std::size_t> batch_rows;
    SourceSummary summary;
    std::vector<Cluster> clusters;
};

template <class Column>
void append_column(Column& to, const Column& from) {
    to.insert(to.end(), from.begin(), from.end());
}

inline void append_batch(Batch& to, const Batch& from) {
    to.rows += from.rows;
    to.background.resize(from.background.size());
    to.item.resize(from.item.size());
    to.wanted.resize(from.wanted.size());
    append_column(to.respondent, from.respondent);
    append_column(to.institution, from.institution);
    append_column(to.profile, from.profile);
    for (std::size_t i = 0; i < from.background.size(); ++i) append_column(to.background[i], from.background[i]);
    for (std::size_t i = 0; i < from.item.size(); ++i) append_column(to.item[i], from.item[i]);
    for (std::size_t i = 0; i < from.wanted.size(); ++i) append_column(to.wanted[i], from.wanted[i]);
    append_column(to.weight, from.weight);
    append_column(to.cluster, from.cluster);
    append_column(to.seconds, from.seconds);
}

inline Responses read_source(Result<std::unique_ptr<ResponseSource>> source) {
    Responses out;
    if (source.has_error()) {
        out.errors = joined(source.error().all);
        return out;
    }
    Batch batch;
    for (;;) {
        const auto more = (*source)->next(batch);
        if (more.has_error()) out.errors = joined(more.error().all);
        append_batch(out.all, batch);
        if (more.has_error() || !*more) break;
        out.batch_rows.push_back(batch.rows);
    }
    out.summary = (*source)->summary();
    out.clusters = (*source)->clusters();
    return out;
}

}  // namespace capgap::csv_testing
