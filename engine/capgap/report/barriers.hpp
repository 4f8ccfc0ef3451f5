#pragma once

#include <capgap/report/view.hpp>

#include <cstdint>
#include <optional>
#include <vector>

namespace capgap {

/// Elements of the environment that are under their level while training depends on them, by the statements of the institutions themselves.
struct Barriers {
    struct Element {
        std::size_t instrument = 0;
        std::size_t element = 0;
        std::int64_t institutions = 0;  ///< where it is under its level
    };

    std::int64_t institutions_answered = 0;
    std::int64_t institutions_lacking = 0;  ///< with at least one such element
    std::vector<Element> elements;          ///< with at least one institution, in file order

    /// The elements that block one of `competencies`; any that blocks at all where `competencies` is empty. Nothing if no institution answered, or if
    /// no environment speaks of the assessed framework.
    static std::optional<Barriers> of(const ReportView& view, const std::vector<std::size_t>& competencies);

    /// At most `most`, the highest counts first, then in file order.
    std::vector<Element> most_frequent(std::size_t most) const;
};

/// The competencies of the assessed framework, as indices, whose training is of little use without the element.
[[nodiscard]] std::vector<std::size_t> blocked_by(const ReportView& view, std::size_t instrument, std::size_t element);

}  // namespace capgap
