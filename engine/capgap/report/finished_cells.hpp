#pragma once

#include <capgap/report/finished_round.hpp>

#include <string>
#include <vector>

namespace capgap {

/// A share of a finished round as papers print it.
struct FinishedShare {
    std::string text;                ///< "62", "<30"; empty: not shown
    std::string interval;            ///< "60–64"; may be empty
    std::vector<std::string> words;  ///< what must be said of it: "an indication only"; of one that is not shown, why
};

[[nodiscard]] FinishedShare share_of(const std::optional<FinishedGap>& gap, const Texts& texts);

/// "the level proposed for their job".
[[nodiscard]] std::string level_of_job(const FinishedRound& round, const Texts& texts);
/// "23 of 40"; of a hidden place "of 40".
[[nodiscard]] std::string answered_of(const FinishedPlace& place, const Texts& texts);
/// Behind the title of a place: own staff, the members of a pool, with whom it is shown, why nothing is.
[[nodiscard]] std::string note_of(const FinishedRound& round, const FinishedPlace& place, const ReportHead& head, const Texts& texts);

/// Places for a paper that has room for `most`: all; or whole depths of the tree from the top; or the first ones.
struct ChosenFinished {
    std::vector<const FinishedPlace*> places;
    bool cut = false;
};
[[nodiscard]] ChosenFinished choose_places(const FinishedRound& round, std::size_t most);

/// That only some of the institutions are shown, and where the others are.
[[nodiscard]] std::string cut_note(const FinishedRound& round, const std::vector<const FinishedPlace*>& shown, const Texts& texts);

/// "a; b", as the language writes it; what is empty is left out.
[[nodiscard]] std::string in_one_sentence(const std::vector<std::string>& parts, const Texts& texts);

/// What people of one place report most often. Nothing where it cannot be said.
struct MostReported {
    std::optional<std::size_t> competency;
    std::size_t others = 0;     ///< whose 95 % interval overlaps with that of it
    bool low_response = false;  ///< fewer than half answered: nothing is put in an order
};
[[nodiscard]] MostReported most_reported(const FinishedRound& round, const FinishedPlace& place);

}  // namespace capgap
