#pragma once

#include <capgap/pipeline/answer_match.hpp>
#include <capgap/responses/mapping.hpp>

#include <string>
#include <vector>

namespace capgap {

/// The value tables of a proposed mapping: one for all columns whose texts stand for the same answers.
class ProposalTables {
public:
    /// The table that holds what `match` found; `answers_id` is what it is called, as long as no table of that name says otherwise.
    TableId add(const std::string& answers_id, const AnswerSet& answers, const AnswerMatch& match);

    /// With the words, or codes, of the answers that nobody gave: they may come with the next export.
    std::vector<ValueTable> take() &&;

private:
    struct Made {
        ValueTable table;
        std::string answers_id;
        AnswerMatch::Kind kind;
        const AnswerSet* answers;
    };

    std::vector<Made> made_;
};

}  // namespace capgap
