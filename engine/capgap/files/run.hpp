#pragma once

#include <capgap/files/round.hpp>
#include <capgap/pipeline/assess.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace capgap {

struct RunOptions {
    std::filesystem::path out;  ///< the folder for results
    bool persons = false;       ///< also write restricted/scores.csv
    bool report = true;         ///< also write report.html
    unsigned threads = 1;
    Progress progress;  ///< of the persons' answers
};

struct RunOutcome {
    AssessSummary summary;
    std::vector<std::string> sentences;  ///< what was found, in the first language of the round
};

/// `capgap run`: loads nothing, computes everything, writes the folder as a whole. The round loses breakdowns that nobody was asked for.
Result<Checked<RunOutcome>> run_round(Round& round, const Places& places, const RunOptions& options);

/// The responses of all instruments, opened.
struct OpenedResponses {
    std::unique_ptr<ResponseSource> persons;
    std::vector<std::unique_ptr<ResponseSource>> environments;
};

/// Breakdowns by questions that the persons' answers have no column for are taken out of the round.
Result<OpenedResponses> open_all_responses(Round& round, bool keep_respondents, const Progress& progress = {});

std::vector<EnvironmentInput> environment_inputs(const Round& round, const OpenedResponses& responses);

/// The input of assess() for a loaded round; round and sources must outlive it.
AssessInput assess_input(const Round& round, ResponseSource& persons, std::vector<EnvironmentInput> environments, unsigned threads);

}  // namespace capgap
