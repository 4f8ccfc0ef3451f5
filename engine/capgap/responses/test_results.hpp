#pragma once

#include <capgap/base/decimal.hpp>
#include <capgap/base/string_index.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace capgap {

/// Results of a test that some of the respondents took, 0 to 100 by competency. They are no answers: nothing but test-corrected values is made of
/// them. Size: 16 bytes a result, and the ids of those tested.
class TestResults {
public:
    struct Result {
        std::uint32_t person = 0;     ///< code in people()
        std::uint32_t line = 0;       ///< of the file
        std::int32_t millionths = 0;  ///< of the score, 0 to 100
        std::uint16_t competency = 0;

        [[nodiscard]] Decimal score_0_100() const { return Decimal::of_millionths(millionths); }
    };

    TestResults() = default;
    /// `results` in any order, each pair of person and competency once.
    TestResults(std::string file, StringIndex people, std::vector<Result> results);

    /// Ids of respondents, in the order of the file.
    [[nodiscard]] const StringIndex& people() const noexcept { return people_; }
    /// By competency. Empty for a person who is not there.
    [[nodiscard]] std::span<const Result> of(std::uint32_t person) const;
    [[nodiscard]] std::span<const Result> all() const noexcept { return results_; }
    /// As messages name it.
    [[nodiscard]] const std::string& file() const noexcept { return file_; }

private:
    std::string file_;
    StringIndex people_;
    std::vector<Result> results_;     ///< by person, then competency
    std::vector<std::size_t> first_;  ///< by person, and the end
};

}  // namespace capgap
