#pragma once

#include <capgap/report/view.hpp>

#include <optional>

namespace capgap {

/// The sections of a report, in their order. Nothing where the round has nothing to say there.
ReportSection whole_section(const ReportView& view);
std::optional<ReportSection> institutions_section(const ReportView& view);
ReportSection profiles_section(const ReportView& view);
std::optional<ReportSection> breakdowns_section(const ReportView& view);
std::optional<ReportSection> environment_section(const ReportView& view);
/// Barriers, remedies, needed beside wanted, and people whom nothing reaches.
std::optional<ReportSection> advice_section(const ReportView& view);
std::optional<ReportSection> attitudes_section(const ReportView& view);
std::optional<ReportSection> wanted_section(const ReportView& view);
ReportSection quality_section(const ReportView& view);
ReportSection definitions_section(const ReportView& view);
ReportSection sources_section(const ReportView& view);

/// Institutions in the largest table of a page; the files hold all.
inline constexpr std::size_t most_institutions = 200;

/// "Small figures below a share: the 95 % interval ...", as the design of the round allows.
[[nodiscard]] std::string interval_note(const ReportView& view);
/// "62", "<30": a share in 100 as it may be shown; empty where there is none.
[[nodiscard]] std::string share_text(const ShownShare& share, const ReportView& view);
/// A column per competency, under its domain, with alpha where it warns.
[[nodiscard]] std::vector<ReportColumn> competency_columns(const ReportView& view, const std::vector<std::size_t>& competencies);

}  // namespace capgap
