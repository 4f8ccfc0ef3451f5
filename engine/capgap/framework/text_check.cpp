#include <capgap/base/date.hpp>
#include <capgap/base/id_check.hpp>
#include <capgap/base/message.hpp>
#include <capgap/framework/codes.hpp>
#include <capgap/framework/text_check.hpp>

#include <vector>

namespace capgap {

namespace {

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

std::vector<std::string> source_ids(const Head& head) {
    std::vector<std::string> ids;
    for (const Source& source : head.sources) ids.push_back(source.id.text());
    return ids;
}

}  // namespace

TextCheck::TextCheck(const Head& head, Version version, Diagnostics& found)
    : head_(head),
      found_(found),
      languages_(head.languages.begin(), head.languages.end()),
      did_you_mean_language_(head.languages),
      did_you_mean_source_(source_ids(head)) {
    IdCheck({codes::file_id_malformed, codes::file_id_malformed}, found_).add("file", head.id, head.at);
    if (version == Version::required && is_blank(head.version)) {
        found_.push_back(error(codes::version_missing, head.at, "the version is empty; other files refer to this one by its id and version"));
    }
    check_languages();
    check_sources();
}

void TextCheck::check_languages() {
    if (head_.languages.empty()) {
        found_.push_back(error(codes::languages_missing, head_.at, "`languages` is empty; it names at least the default language"));
    }
    std::set<std::string> seen;
    for (const std::string& language : head_.languages) {
        if (!seen.insert(language).second)
            found_.push_back(error(codes::language_repeated, head_.at, "`languages` names " + in_quotes(language) + " twice"));
    }
}

void TextCheck::check_sources() {
    IdCheck ids({codes::source_id_malformed, codes::source_repeated}, found_);
    for (const Source& source : head_.sources) {
        ids.add("source", source.id.text(), source.at);
        sources_.insert(source.id.text());
    }
}

void TextCheck::required(const Text& text, std::string_view part, const TextOwner& owner) {
    if (text.empty()) {
        found_.push_back(error(codes::text_missing, owner.at, owner.name + " has no " + std::string(part)));
        return;
    }
    optional(text, part, owner);
}

void TextCheck::optional(const Text& text, std::string_view part, const TextOwner& owner) {
    if (text.empty()) return;
    const std::string text_name = "the " + std::string(part) + " of " + owner.name;
    for (const Text::Entry& entry : text.entries()) check_entry(entry, text_name);
    check_translations(text, text_name);
}

void TextCheck::check_entry(const Text::Entry& entry, const std::string& text_name) {
    if (is_blank(entry.text)) {
        found_.push_back(error(codes::text_blank, entry.at, text_name + " is empty in " + in_quotes(entry.language), "leave the key out instead"));
    }
    if (languages_.count(entry.language) == 0) {
        std::string hint = did_you_mean_language_(entry.language);
        if (hint.empty()) hint = "add the language to `languages`, or take this text out";
        found_.push_back(error(codes::text_language_unlisted, entry.at,
                               text_name + " is given in " + in_quotes(entry.language) + ", which is none of `languages`", std::move(hint)));
    }
    if (!entry.source.empty() && !has_source(entry.source)) {
        found_.push_back(error(codes::text_source_unknown, entry.at,
                               text_name + " names the source " + in_quotes(entry.source.text()) + ", which is none of `sources`",
                               source_hint(entry.source)));
    }
    const bool of_another = entry.status == TextStatus::verbatim || entry.status == TextStatus::rendering;
    if (of_another && entry.source.empty()) {
        found_.push_back(error(codes::text_source_missing, entry.at,
                               text_name + " is said to be " + std::string(to_string(entry.status)) + ", but names no source",
                               "words of somebody else name the source they come from"));
    }
    if (!entry.date.empty() && !parse_date(entry.date)) {
        found_.push_back(error(codes::review_date_malformed, entry.date_at,
                               text_name + " was reviewed on " + in_quotes(entry.date) + ", which is no day of the calendar"));
    }
    if (entry.status == TextStatus::draft && drafts_++ == 0) first_draft_ = entry.at;
}

void TextCheck::check_translations(const Text& text, const std::string& text_name) {
    if (head_.languages.empty()) return;
    const auto has = [&text](const std::string& language) { return text.find(language) != nullptr; };
    const Location& at = text.entries().front().at;
    const std::string& default_language = head_.languages.front();
    if (!has(default_language)) {
        found_.push_back(error(codes::text_without_default_language, at,
                               text_name + " is missing in " + in_quotes(default_language) + ", the default language",
                               "the first of `languages` is the default: every text is given in it"));
        return;
    }
    std::vector<std::string> missing;
    std::copy_if(head_.languages.begin(), head_.languages.end(), std::back_inserter(missing),
                 [&](const std::string& language) { return !has(language); });
    if (missing.empty()) return;
    found_.push_back(remark(codes::text_untranslated, at,
                            text_name + " is not translated into " + listed(missing) + "; readers see it in " + in_quotes(default_language)));
}

void TextCheck::finish() {
    if (drafts_ == 0) return;
    found_.push_back(remark(codes::texts_draft, first_draft_,
                            drafts_ == 1 ? std::string("1 text is a draft that nobody has reviewed: this one")
                                         : std::to_string(drafts_) + " texts are drafts that nobody has reviewed; the first is here",
                            "once somebody has read them, set `status` to what they are"));
}

}  // namespace capgap
