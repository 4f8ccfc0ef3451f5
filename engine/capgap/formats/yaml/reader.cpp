#include <capgap/formats/yaml/reader.hpp>

#include <capgap/base/did_you_mean.hpp>
#include <capgap/base/message.hpp>
#include <capgap/formats/yaml/codes.hpp>
#include <capgap/formats/yaml/kind.hpp>
#include <capgap/formats/yaml/numbers.hpp>
#include <capgap/formats/yaml/parser.hpp>
#include <capgap/formats/yaml/schema_check.hpp>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <limits>

namespace capgap::yaml {

std::string text_of(const Node* node) {
    return node != nullptr ? node->text : std::string();
}

const std::vector<Node>& items_of(const Node* node) {
    static const std::vector<Node> none;
    return node != nullptr ? node->items : none;
}

const std::vector<Node::Member>& members_of(const Node* node) {
    static const std::vector<Node::Member> none;
    return node != nullptr ? node->members : none;
}

std::vector<std::string> texts_of(const Node* node) {
    std::vector<std::string> texts;
    for (const Node& item : items_of(node)) texts.push_back(item.text);
    return texts;
}

Location place_of(const Node* node, const Location& otherwise) {
    return node != nullptr ? node->at : otherwise;
}

bool truth_of(const Node* node, bool otherwise) {
    return node != nullptr ? node->text == "true" : otherwise;
}

int integer_of(const Node* node, int otherwise) {
    const std::optional<std::int64_t> value = node != nullptr ? integer_in(node->text) : std::nullopt;
    if (!value) return otherwise;
    constexpr std::int64_t most = std::numeric_limits<int>::max();
    return static_cast<int>(std::clamp<std::int64_t>(*value, -most, most));
}

FrameworkRef framework_ref_of(const Node* node) {
    if (node == nullptr) return {};
    return {FrameworkId(text_of(node->find("id"))), text_of(node->find("version")), node->at};
}

FileForm file_form_of(const Node* node) {
    FileForm form;
    if (node == nullptr) return form;
    form.stated = true;
    form.at = node->at;
    for (const auto& [name, encoding] : encoding_names) {
        if (text_of(node->find("encoding")) == name) form.encoding = encoding;
    }
    for (const auto& [name, delimiter] : delimiter_names) {
        if (text_of(node->find("delimiter")) == name) form.delimiter = delimiter;
    }
    form.decimal_comma = text_of(node->find("decimal")) == "comma";
    return form;
}

namespace {

constexpr std::size_t most_languages = 100;
constexpr std::size_t most_sources = 1'000;

TextStatus status_of(const Node* node, TextStatus otherwise) {
    for (const TextStatus status : {TextStatus::verbatim, TextStatus::rendering, TextStatus::project, TextStatus::draft}) {
        if (node != nullptr && node->text == to_string(status)) return status;
    }
    return otherwise;
}

/// As far as it must be known here: what is no language at all, the schema has reported.
bool is_language_code(std::string_view text) {
    const std::size_t letters = std::min(text.find('-'), text.size());
    return letters == 2 || letters == 3;
}

std::vector<std::string> keys_of(const Node* node) {
    std::vector<std::string> keys;
    for (const Node::Member& member : members_of(node)) keys.push_back(member.key);
    return keys;
}

}  // namespace

Reader::Reader(const Node& file_root, Problems& problems)
    : root(file_root), problems_(problems), languages_(texts_of(root.find("languages"))), sources_(keys_of(root.find("sources"))) {
    // What the schema refuses is reported; with it every text would look wrong.
    const bool are_languages = std::all_of(languages_.begin(), languages_.end(), is_language_code);
    if (!are_languages || languages_.size() > most_languages) languages_.clear();
    if (sources_.size() > most_sources) sources_.clear();
    const Node* text_default = root.find("text_default");
    if (text_default == nullptr) return;
    default_status_ = status_of(text_default->find("status"), default_status_);
    if (const Node* source = text_default->find("source")) default_source_ = known_source(*source);
}

Head Reader::head() const {
    Head head;
    head.id = text_of(root.find("id"));
    head.version = text_of(root.find("version"));
    head.at = place_of(root.find("id"), root.at);
    head.languages = languages_;
    for (const Node::Member& member : members_of(root.find("sources"))) {
        const Node& source = member.value;
        head.sources.push_back({SourceId(member.key), member.key_at, text_of(source.find("title")), text_of(source.find("licence")),
                                text_of(source.find("url")), text_of(source.find("note"))});
    }
    return head;
}

Text Reader::translation(const Node* node) {
    if (node == nullptr || !node->is_mapping()) return {};
    std::vector<Text::Entry> entries;
    for (const Node::Member& member : node->members) entries.push_back(entry(member));
    const auto language_order = [this](const Text::Entry& a, const Text::Entry& b) {
        return language_index(a.language) < language_index(b.language);
    };
    std::stable_sort(entries.begin(), entries.end(), language_order);
    return Text(std::move(entries));
}

Text Reader::text(const Node* node) {
    Text text = translation(node);
    const std::vector<Text::Entry>& entries = text.entries();
    // A language that the file does not have is reported, and probably the one that is missing here.
    const bool any_unknown = !entries.empty() && language_index(entries.back().language) == languages_.size();
    if (!entries.empty() && !any_unknown && entries.front().language != languages_.front()) {
        problem(error(codes::text_default_missing, node->at, "this text is missing in " + in_quotes(languages_.front()) + ", the default language",
                      "the first of 'languages' is the default: every text is given in it"));
    }
    return text;
}

Text::Entry Reader::entry(const Node::Member& member) {
    Text::Entry entry{member.key, member.value.text, default_status_, default_source_, member.value.at};
    const bool is_to_be_known = !languages_.empty() && is_language_code(member.key) && !member.value.is_absent();
    if (is_to_be_known && language_index(member.key) == languages_.size()) {
        unknown_languages_.add(member.key, member.key_at);
    }
    if (!member.value.is_mapping()) return entry;
    entry.text = text_of(member.value.find("text"));
    entry.status = status_of(member.value.find("status"), default_status_);
    if (const Node* source = member.value.find("source")) entry.source = known_source(*source);
    entry.reviewer = text_of(member.value.find("reviewer"));
    entry.date = text_of(member.value.find("date"));
    entry.date_at = place_of(member.value.find("date"), entry.at);
    entry.of = text_of(member.value.find("of"));
    return entry;
}

SourceId Reader::known_source(const Node& node) {
    if (node.is_scalar() && !sources_.empty() && std::find(sources_.begin(), sources_.end(), node.text) == sources_.end()) {
        unknown_sources_.add(node.text, node.at);
    }
    return SourceId(node.text);
}

void Reader::finish() {
    DidYouMean did_you_mean_language(languages_);
    for (const auto& [language, uses] : unknown_languages_.all()) {
        std::string hint = did_you_mean_language(language);
        if (!hint.starts_with("did you mean")) hint = "add it there, if the file is to have it";
        problem(error(codes::text_language_unknown, uses.first,
                      "the language " + in_quotes(language) + uses.in_words("texts") + " is none of 'languages'", std::move(hint)));
    }
    DidYouMean did_you_mean_source(sources_);
    for (const auto& [source, uses] : unknown_sources_.all()) {
        problem(error(codes::text_of_unknown_source, uses.first,
                      "the source " + in_quotes(source) + uses.in_words("places") + " is none of 'sources'", did_you_mean_source(source)));
    }
}

std::size_t Reader::language_index(std::string_view language) const {
    return static_cast<std::size_t>(std::distance(languages_.begin(), std::find(languages_.begin(), languages_.end(), language)));
}

std::optional<Decimal> Reader::decimal(const Node* node) {
    if (node == nullptr || !number_in(node->text)) return std::nullopt;
    const std::optional<Decimal> value = Decimal::parse(node->text);
    if (!value) {
        problem(error(codes::number_inexact, node->at,
                      "a number is written with digits and at most six decimals, as 12.5; found " + in_quotes(node->text)));
    }
    return value;
}

std::optional<Node> open_file(const Document& document, const std::string& file, std::string_view kind, Problems& problems) {
    Parsed parsed = document.tree() != nullptr ? Parsed{*document.tree(), {}} : parse(document.bytes(), file);
    for (Diagnostic& problem : parsed.problems) problems.add(std::move(problem));
    if (!parsed.root || !check_kind(*parsed.root, kind, problems)) return std::nullopt;
    check_schema(*parsed.root, kind, problems);
    return std::move(parsed.root);
}

}  // namespace capgap::yaml
