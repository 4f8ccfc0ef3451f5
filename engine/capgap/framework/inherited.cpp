#include <capgap/framework/inherited.hpp>

#include <capgap/base/message.hpp>
#include <capgap/framework/codes.hpp>

#include <utility>
#include <vector>

namespace capgap {

void Inherited::check_translation(const Text& base, const Text& translation, const std::string& name) {
    if (translation.empty()) return;
    if (base.empty()) {
        found_.push_back(error(codes::translation_of_nothing, translation.entries().front().at, name + " is translated here, but there is none",
                               "an overlay adds languages to a text, never a text to what is not its own"));
        return;
    }
    for (const Text::Entry& entry : translation.entries()) {
        const Text::Entry* there = base.find(entry.language);
        if (there == nullptr) continue;
        found_.push_back(error(codes::translation_exists, entry.at,
                               name + " is there in " + in_quotes(entry.language) + " already: " + in_quotes(there->text),
                               "an overlay adds languages; another title is a `rename`, another meaning another id"));
    }
}

Text Inherited::text(const Text& base, const Text& translation, const std::string& part, const std::string& owner) {
    const std::string name = "the " + part + " of " + owner;
    check_translation(base, translation, name);
    if (base.empty() || overlay_.languages.empty()) return base;
    std::vector<Text::Entry> entries;
    for (const std::string& language : overlay_.languages) {
        const Text::Entry* there = base.find(language);
        const Text::Entry* words = there != nullptr ? there : translation.find(language);
        if (words == nullptr) continue;
        entries.push_back(*words);
        if (there != nullptr) entries.back().at = extends_at_;
    }
    const std::string& first = overlay_.languages.front();
    if (entries.empty() || entries.front().language != first) {
        found_.push_back(error(codes::text_without_default_language, extends_at_,
                               name + " is missing in " + in_quotes(first) + ", the default language",
                               "give it under `translate`, or put a language of the framework that is extended first in `languages`"));
        // It was said: nothing else is to be found wrong with it.
        entries.insert(entries.begin(), base.entries().front());
        entries.front().language = first;
        entries.front().at = extends_at_;
    }
    return Text(std::move(entries));
}

}  // namespace capgap
