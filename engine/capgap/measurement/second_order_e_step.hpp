#pragma once

#include <capgap/measurement/answer_table.hpp>
#include <capgap/measurement/joint_distribution.hpp>
#include <capgap/measurement/second_order_distribution.hpp>

#include <cstddef>
#include <memory>
#include <vector>

namespace capgap {

/// The E-step under a general factor. What is known of the factor from the answers to one competency depends on these answers alone, and many people
/// give the same ones to its few items: so sums over two dimensions are made once for each different pattern of a competency, and for each person
/// there is left one row of nodes to be multiplied and one to be added for each competency. The arguments must outlive it. For this folder only.
///
/// Memory: 4 bytes for each person and competency, and up to 70 MB for patterns: where there are more of them people are taken in several parts.
/// Cost: 2 x people x competencies x nodes, and 3 x patterns x nodes^2 multiplications and additions. The same bits for any number of threads.
[[nodiscard]] std::unique_ptr<DimensionEStep> second_order_e_step(const SecondOrderDistribution& distribution, const AnswerTable& answers,
                                                                  const std::vector<std::size_t>& first_item);

}  // namespace capgap
