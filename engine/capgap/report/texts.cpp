#include <capgap/report/texts.hpp>

#include <capgap/report/phrases.hpp>

#include <algorithm>
#include <stdexcept>

namespace capgap {

namespace {

/// Calls `text(part)` and `place(name)` for the parts of a sentence in their order.
template <class OnText, class OnPlace>
void walk(std::string_view sentence, OnText text, OnPlace place) {
    while (!sentence.empty()) {
        const std::size_t open = sentence.find('{');
        const std::size_t close = open == std::string_view::npos ? open : sentence.find('}', open);
        if (close == std::string_view::npos) break;
        text(sentence.substr(0, open));
        place(sentence.substr(open + 1, close - open - 1));
        sentence.remove_prefix(close + 1);
    }
    text(sentence);
}

const std::string& value_of(std::string_view name, const Texts::Values& values, std::string_view id) {
    const auto found = std::find_if(values.begin(), values.end(), [name](const auto& value) { return value.first == name; });
    if (found == values.end()) throw std::logic_error("the sentence '" + std::string(id) + "' has no value for {" + std::string(name) + "}");
    return found->second;
}

std::string listed_places(const std::set<std::string>& places) {
    std::string out;
    for (const std::string& place : places) out += " {" + place + "}";
    return out.empty() ? " no place to fill" : out;
}

}  // namespace

Texts::Texts(std::string language, std::map<std::string, std::string> sentences, bool draft)
    : language_(std::move(language)), sentences_(std::move(sentences)), draft_(draft) {}

bool Texts::has(std::string_view id) const {
    return sentences_.contains(std::string(id));
}

const std::string& Texts::sentence(std::string_view id) const {
    const auto found = sentences_.find(std::string(id));
    if (found == sentences_.end()) throw std::logic_error("no sentence '" + std::string(id) + "' in the language '" + language_ + "'");
    return found->second;
}

std::string Texts::say(std::string_view id, const Values& values) const {
    std::string out;
    walk(
        sentence(id), [&](std::string_view text) { out += text; }, [&](std::string_view name) { out += value_of(name, values, id); });
    return out;
}

std::string Texts::say_count(std::string_view id, std::int64_t count, Values values) const {
    const bool one = count == 1 || (count == 0 && say("format.zero_counts_as") == "one");
    values.emplace_back("count", phrase::number(count, *this));
    return say(std::string(id) + (one ? ".one" : ".other"), values);
}

std::string Texts::say_part(std::string_view id, std::int64_t count, std::int64_t all, Values values) const {
    if (all == 1) return say(std::string(id) + ".only", values);
    values.emplace_back("all", phrase::number(all, *this));
    return say_count(id, count, std::move(values));
}

Texts::Differences Texts::differences_from(const Texts& reference) const {
    Differences found;
    for (const auto& [id, theirs] : reference.sentences_) {
        const auto ours = sentences_.find(id);
        if (ours == sentences_.end()) {
            found.missing.push_back(id);
        } else if (places_of(ours->second) != places_of(theirs)) {
            found.other_places.push_back(id + " has" + listed_places(places_of(ours->second)) + " where there should be" +
                                         listed_places(places_of(theirs)));
        }
    }
    for (const auto& [id, text] : sentences_) {
        if (!reference.has(id)) found.unused.push_back(id);
    }
    return found;
}

std::vector<std::string> Texts::unlike(const Texts& reference) const {
    const Differences differences = differences_from(reference);
    std::vector<std::string> found;
    for (const std::string& id : differences.missing) found.push_back(id + " is missing");
    found.insert(found.end(), differences.other_places.begin(), differences.other_places.end());
    for (const std::string& id : differences.unused) found.push_back(id + " is not used");
    return found;
}

Texts Texts::completed_by(const Texts& reference) const {
    std::map<std::string, std::string> sentences = reference.sentences_;
    for (auto& [id, text] : sentences) {
        if (has(id)) text = sentence(id);
    }
    return {language_, std::move(sentences), draft_};
}

std::set<std::string> places_of(std::string_view sentence) {
    std::set<std::string> names;
    walk(
        sentence, [](std::string_view) {}, [&](std::string_view name) { names.emplace(name); });
    return names;
}

}  // namespace capgap
