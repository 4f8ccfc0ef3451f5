#pragma once

#include <capgap/base/text.hpp>
#include <capgap/disclosure/protect.hpp>
#include <capgap/report/head.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace capgap {

/// A row of gaps.csv without profile and breakdown, as far as papers need it.
struct FinishedGap {
    Status status = Status::suppressed;
    std::optional<std::int64_t> scored;
    std::optional<double> n_effective;
    ShownShare below_target_share;
    std::optional<Interval> below_target;
    std::optional<Interval> possible;
    std::string shown_in;  ///< id of the pool that counts these people; may be empty
};

/// An institution with those below it, its own staff, a pool, or all together.
struct FinishedPlace {
    std::string id;  ///< as in the files: "mps", "mps/own", "mps/pool-1", "*"
    int depth = 0;   ///< in the tree; set_depths() finds it
    std::optional<std::int64_t> headcount;
    std::optional<std::int64_t> respondents;       ///< nothing where it is hidden
    std::vector<std::optional<FinishedGap>> gaps;  ///< as FinishedRound::competencies; nothing: no target there

    bool own_staff() const { return id.ends_with("/own"); }
    bool pool() const { return id.find("/pool-") != std::string::npos; }
    std::string institution() const { return id.substr(0, id.find('/')); }
    /// Nothing is shown of these people by themselves.
    bool hidden() const;
};

struct FinishedInstitution {
    std::string id;
    std::string name;
    std::string parent;  ///< may be empty
};

struct FinishedCompetency {
    std::string id;
    Text title;
    std::optional<double> alpha;

    /// Alpha is so low that the opening names no share of it.
    bool unreliable() const;
};

/// What was found in a round, read back from its results.json: protected tables and nothing behind them.
struct FinishedRound {
    std::string sha256;  ///< of results.json
    std::vector<std::string> languages;
    std::string collected_to;
    std::string framework_licence;
    std::int64_t min_cell = 1;
    bool volunteers = false;
    bool approved = false;
    bool calibrated = false;         ///< a competency has an item response model
    std::vector<std::string> named;  ///< competencies that the opening names first
    std::vector<ReportHead> heads;   ///< none: the run was asked for no report
    std::vector<FinishedInstitution> institutions;
    std::vector<FinishedCompetency> competencies;  ///< those with a target
    std::vector<FinishedPlace> places;             ///< the first is the whole

    const ReportHead* head(std::string_view language) const;
    const FinishedInstitution* institution(std::string_view id) const;
    /// Index into `competencies`.
    std::optional<std::size_t> competency(std::string_view id) const;
    /// From the parents of the institutions; 0 is the whole.
    void set_depths();
    std::string title(const FinishedPlace& place, const ReportHead& head, const Texts& texts) const;
    /// Institutions among places: neither own staff, nor a pool, nor all together.
    std::int64_t institutions_among(const std::vector<const FinishedPlace*>& some) const;
};

}  // namespace capgap
