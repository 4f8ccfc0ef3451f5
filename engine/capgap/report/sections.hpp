#pragma once

#include <capgap/report/view.hpp>

#include <optional>

namespace capgap {

class GroupFigures;

/// The sections of a report, in their order. Nothing where the round has nothing to say there.
ReportSection whole_section(const ReportView& view);
std::optional<ReportSection> levels_section(const ReportView& view);
std::optional<ReportSection> institutions_section(const ReportView& view, GroupFigures& figures);
ReportSection profiles_section(const ReportView& view, GroupFigures& figures);
std::optional<ReportSection> breakdowns_section(const ReportView& view, GroupFigures& figures);
std::optional<ReportSection> environment_section(const ReportView& view, GroupFigures& figures);
/// Barriers, remedies, needed beside wanted, and people whom nothing reaches.
std::optional<ReportSection> advice_section(const ReportView& view, GroupFigures& figures);
std::optional<ReportSection> attitudes_section(const ReportView& view);
std::optional<ReportSection> wanted_section(const ReportView& view);
/// What tests of some say of all; nothing where nobody was tested.
std::optional<ReportSection> tests_section(const ReportView& view);
ReportSection quality_section(const ReportView& view);
ReportSection definitions_section(const ReportView& view);
ReportSection sources_section(const ReportView& view);

/// What people were told before they answered, and whether it still holds.
void add_promise(ReportSection& section, const ReportView& view);
/// Whether groups answer single questions otherwise than others who report the same on the whole; nothing where that was not asked for.
void add_comparisons(ReportSection& section, const ReportView& view);
/// Where people place themselves among described persons; nothing where the questionnaire has none.
void add_vignettes(ReportSection& section, const ReportView& view);
/// Where other settings were used than were promised.
std::optional<ReportBanner> reanalysis_banner(const ReportView& view);

/// Institutions in the largest table of a page; the files hold all.
inline constexpr std::size_t most_institutions = 200;

/// Under each table and on each page: round, dates, how many answered, kind of evidence, state of the targets, licence.
[[nodiscard]] std::string footer_text(const ReportView& view, const std::string& answered);
/// "23 of 40 staff (57 in 100)", or that this is not shown.
[[nodiscard]] std::string answered_text(const ShownGroup& group, const ReportView& view);
/// A share as printed, and its bar.
[[nodiscard]] ReportShare share_as_shown(const ShownShare& share, const ReportView& view);
/// "Small figures below a share: the 95 % interval ...", as the design of the round allows.
[[nodiscard]] std::string interval_note(const ReportView& view);
/// "62", "<30": a share in 100 as it may be shown; empty where there is none.
[[nodiscard]] std::string share_text(const ShownShare& share, const ReportView& view);
/// A column per competency, under its domain, with alpha where it warns.
[[nodiscard]] std::vector<ReportColumn> competency_columns(const ReportView& view, const std::vector<std::size_t>& competencies);

}  // namespace capgap
