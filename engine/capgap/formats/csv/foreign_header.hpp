#pragma once

#include <capgap/base/did_you_mean.hpp>
#include <capgap/formats/csv/problem_list.hpp>
#include <capgap/formats/csv/reader.hpp>
#include <capgap/responses/mapping.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace capgap::csv {

/// KoboToolbox exports "code" or "group/code". LimeSurvey exports "code", "code._.text of the question" or "code. text of the question", as it is
/// asked to. The code; the whole header, trimmed, where it is of no such form.
[[nodiscard]] std::string code_of_header(std::string_view cell);
/// The text of the question; empty where the header is a code alone.
[[nodiscard]] std::string text_of_header(std::string_view cell);

/// The columns of a file that another program wrote, as a mapping names them: by question code (what stands before "._." or, if it is
/// of such a form, before ". "; else the whole header), by
/// header or by position. All are compared without white space and byte-order marks around them.
class ForeignHeader {
public:
    explicit ForeignHeader(const CsvReader& reader);

    /// The column that a rule of kind code, header or position names. A column that is missing, or is there twice, is reported at the rule.
    std::optional<std::size_t> find(const FieldRule& rule, ProblemList& problems);

    /// Reports every column that no rule has named.
    void report_unused(ProblemList& problems) const;

private:
    using Columns = std::unordered_map<std::string, std::vector<std::size_t>>;

    std::optional<std::size_t> find_named(const Columns& columns, const char* noun, const FieldRule& rule, DidYouMean& similar,
                                          ProblemList& problems);
    std::optional<std::size_t> find_position(const FieldRule& rule, ProblemList& problems);

    const CsvReader& reader_;
    Columns by_code_;
    Columns by_header_;
    DidYouMean similar_code_;
    DidYouMean similar_header_;
    std::vector<bool> used_;
};

}  // namespace capgap::csv
