#pragma once

#include <capgap/files/references.hpp>
#include <capgap/report/finished_round.hpp>

#include <filesystem>
#include <string>

namespace capgap {

/// In which language a paper is written, and with which sentences.
struct PaperLanguage {
    std::string language;         ///< empty: the first of the round
    std::filesystem::path texts;  ///< a file of sentences, for a language that does not come with the program; may be empty
};

/// A paper's words: the head of the report in its language, and the sentences. `head` points into the round.
struct PaperWords {
    const ReportHead* head = nullptr;
    Texts texts;
};
Result<PaperWords> words_of_paper(const FinishedRound& round, const PaperLanguage& language, const Places& places);

/// How a paper was written.
enum class PaperWritten {
    done,
    no_program,  ///< what it takes is not installed
    failed,      ///< what is installed could not write it
};

}  // namespace capgap
