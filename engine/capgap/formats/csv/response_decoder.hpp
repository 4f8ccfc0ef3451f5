#pragma once

#include <capgap/base/did_you_mean.hpp>
#include <capgap/formats/csv/cluster_codes.hpp>
#include <capgap/formats/csv/code_table.hpp>
#include <capgap/formats/csv/response_fields.hpp>
#include <capgap/formats/csv/responses.hpp>
#include <capgap/formats/csv/row_problems.hpp>
#include <capgap/responses/batch.hpp>
#include <capgap/responses/codebook.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace capgap::csv {

/// Rows of text into rows of a batch.
class ResponseDecoder {
public:
    /// `codebook` and what `options` point to must outlive the decoder.
    ResponseDecoder(const Codebook& codebook, ResponseFields fields, ResponseOptions options);

    /// Makes room for Batch::max_rows rows.
    void begin(Batch& batch) const;
    enum class Outcome { taken, wrong, left_out };
    /// Appends the row; or says all that is wrong with it; or leaves it out, where another row of its id is used.
    Outcome decode(const CsvRow& row, Batch& batch, RowProblems& problems);
    /// Cuts the columns to the rows there are.
    void end(Batch& batch) const;

    const std::vector<Cluster>& clusters() const noexcept { return clusters_.clusters(); }
    /// Of the rows taken: how many have a post and a profile, and how many of these another profile than that of the post.
    std::uint64_t posts_and_profiles() const noexcept { return posts_and_profiles_; }
    std::uint64_t posts_differ() const noexcept { return posts_differ_; }

private:
    /// A column whose cells stand for codes.
    struct Coded {
        CellPicker picker;
        std::shared_ptr<const CodeTable> codes;
        std::size_t question = 0;  ///< in the codebook
    };

    /// Also reports a text that a table of the mapping does not hold; then there is nothing more to say about the field.
    Picked pick(const CellPicker& picker, const CsvRow& row, RowProblems& problems) {
        const Picked picked = picker.pick(row.fields, scratch_);
        if (picked.refused_by != nullptr) report_refused(picked, problems);
        return picked;
    }
    static void report_refused(const Picked& picked, RowProblems& problems);
    void decode_respondent(const CsvRow& row, Batch& batch, RowProblems& problems);
    void decode_institution(const CsvRow& row, Batch& batch, RowProblems& problems);
    void decode_profile(const CsvRow& row, Batch& batch, RowProblems& problems);
    /// The code of a profile that a person chose; nothing where they chose none, or none that there is.
    std::uint16_t chosen_profile(const CsvRow& row, RowProblems& problems);
    void decode_background(const CsvRow& row, Batch& batch, RowProblems& problems);
    void decode_items(const CsvRow& row, Batch& batch, RowProblems& problems);
    void decode_wanted(const CsvRow& row, Batch& batch, RowProblems& problems);
    void decode_weight(const CsvRow& row, Batch& batch, RowProblems& problems);
    void decode_seconds(const CsvRow& row, Batch& batch, RowProblems& problems);
    void check_unused_fields(const CsvRow& row, RowProblems& problems);
    void decode_cluster(const CsvRow& row, Batch& batch, RowProblems& problems);
    bool is_left_out(const CsvRow& row);
    void check_unique(const Picked& id, const char* code, const char* noun, RowProblems& problems) const;
    void wrong_option(const char* code, const Picked& picked, const Codebook::Question& question, RowProblems& problems) const;

    const Codebook& codebook_;
    ResponseFields fields_;
    ResponseOptions options_;
    CodeTable institutions_;
    CodeTable profiles_;
    CodeTable posts_;
    CodeTable competencies_;
    std::vector<Coded> background_;
    std::vector<Coded> items_;
    DidYouMean similar_institution_;
    DidYouMean similar_profile_;
    DidYouMean similar_post_;
    DidYouMean similar_competency_;
    ClusterCodes clusters_;
    Scratch scratch_;
    bool has_both_ = false;  ///< of the row that is decoded: post and profile
    bool differs_ = false;
    std::uint64_t posts_and_profiles_ = 0;
    std::uint64_t posts_differ_ = 0;
};

}  // namespace capgap::csv
