#include <capgap/framework/statements.hpp>

#include <utility>

namespace capgap {

namespace {

/// `so_far` with the words of `next` behind it, in the languages that both have.
Text joined(const Text& so_far, const Text& next) {
    std::vector<Text::Entry> entries;
    for (Text::Entry entry : so_far.entries()) {
        const Text::Entry* words = next.find(entry.language);
        if (words == nullptr) continue;
        entry.text += ' ' + words->text;
        // verbatim, rendering, project, draft: from the strongest to the weakest
        if (words->status > entry.status) {
            entry.status = words->status;
            entry.source = words->source;
        }
        entries.push_back(std::move(entry));
    }
    return Text(std::move(entries));
}

}  // namespace

std::vector<Text> descriptors_of_statements(const Competency& competency, const std::vector<Level>& levels) {
    std::vector<Text> out;
    for (const Level& level : levels) {
        Text words;
        for (const Statement& one : competency.statements) {
            if (one.level != level.id) continue;
            words = words.empty() ? one.text : joined(words, one.text);
        }
        out.push_back(std::move(words));
    }
    return out;
}

}  // namespace capgap
