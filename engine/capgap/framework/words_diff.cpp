#include <capgap/framework/words_diff.hpp>

#include <capgap/base/message.hpp>

#include <algorithm>

namespace capgap {

namespace {

bool has(const std::vector<std::string>& list, const std::string& one) {
    return std::find(list.begin(), list.end(), one) != list.end();
}

}  // namespace

WordsDiff::WordsDiff(const Head& was, const Head& is, std::vector<Change>& changes) : changes_(changes) {
    for (const std::string& language : was.languages) {
        if (has(is.languages, language)) {
            shared_.push_back(language);
        } else {
            changes_.push_back({Change::Kind::removed, "language", language});
        }
    }
    for (const std::string& language : is.languages) {
        if (!has(was.languages, language)) changes_.push_back({Change::Kind::added, "language", language});
    }
}

std::vector<std::string> WordsDiff::compare(const Text& was, const Text& is, const std::string& what, const std::string& id,
                                            const std::string& part) {
    std::vector<std::string> reworded;
    for (const std::string& language : shared_) {
        const Text::Entry* before = was.find(language);
        const Text::Entry* after = is.find(language);
        if (before == nullptr && after == nullptr) continue;
        if (before == nullptr) {
            changes_.push_back({Change::Kind::added, what, id, part, language, "", after->text});
        } else if (after == nullptr) {
            changes_.push_back({Change::Kind::removed, what, id, part, language, before->text, ""});
        } else if (before->text != after->text) {
            changes_.push_back({Change::Kind::reworded, what, id, part, language, before->text, after->text});
            reworded.push_back(language);
        } else if (before->status != after->status) {
            changes_.push_back({Change::Kind::changed, what, id, "status of the " + part, language, std::string(to_string(before->status)),
                                std::string(to_string(after->status))});
        }
    }
    return reworded;
}

bool WordsDiff::compare(const std::string& was, const std::string& is, const std::string& what, const std::string& id, const std::string& part) {
    if (was == is) return false;
    changes_.push_back({Change::Kind::changed, what, id, part, "", was, is});
    return true;
}

std::string reworded_in(const std::string& what, const std::vector<std::string>& languages) {
    return what + " reworded in " + listed(languages);
}

}  // namespace capgap
