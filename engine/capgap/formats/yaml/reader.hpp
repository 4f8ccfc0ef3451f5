#pragma once

#include <capgap/assessment/file_form.hpp>
#include <capgap/base/decimal.hpp>
#include <capgap/base/result.hpp>
#include <capgap/base/text.hpp>
#include <capgap/formats/yaml/limits.hpp>
#include <capgap/formats/yaml/load.hpp>
#include <capgap/formats/yaml/node.hpp>
#include <capgap/formats/yaml/problems.hpp>
#include <capgap/formats/yaml/unknown_names.hpp>
#include <capgap/framework/framework.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace capgap::yaml {

// From a tree to what a file says. The schema has said what is wrong with the tree, if anything; readers pass over what is not as it should be, so
// that all problems of a file are found at once.

/// The text of a scalar; empty for anything else.
[[nodiscard]] std::string text_of(const Node* node);
/// The items of a sequence; none for anything else.
[[nodiscard]] const std::vector<Node>& items_of(const Node* node);
/// The members of a mapping; none for anything else.
[[nodiscard]] const std::vector<Node::Member>& members_of(const Node* node);
[[nodiscard]] std::vector<std::string> texts_of(const Node* node);
[[nodiscard]] Location place_of(const Node* node, const Location& otherwise);
/// "true" is true.
[[nodiscard]] bool truth_of(const Node* node, bool otherwise);
[[nodiscard]] int integer_of(const Node* node, int otherwise);
[[nodiscard]] FrameworkRef framework_ref_of(const Node* node);
/// `file` of a mapping or an instrument: how its responses are written. Nothing is stated where there is no such key.
[[nodiscard]] FileForm file_form_of(const Node* node);

/// What all parts of one file are read with: its languages, its sources, and where to put problems.
class Reader {
public:
    Reader(const Node& root, Problems& problems);

    const Node& root;

    /// `id`, `version`, `languages`, `sources`. Its place is that of `id`.
    [[nodiscard]] Head head() const;
    /// A text in its languages, the default language first. Problems: the default language missing, other languages than those of the file, unknown
    /// sources.
    Text text(const Node* node);
    /// A text of which only some languages are given, because the others are elsewhere: the default language may be missing.
    Text translation(const Node* node);
    /// Digits with at most six decimals. Nothing, and a problem, for other numbers.
    std::optional<Decimal> decimal(const Node* node);
    void problem(Diagnostic diagnostic) { problems_.add(std::move(diagnostic)); }
    /// After everything was read: languages and sources that the file does not have.
    void finish();

private:
    Text::Entry entry(const Node::Member& member);
    SourceId known_source(const Node& node);
    [[nodiscard]] std::size_t language_index(std::string_view language) const;

    Problems& problems_;
    std::vector<std::string> languages_;
    std::vector<std::string> sources_;
    UnknownNames unknown_languages_;
    UnknownNames unknown_sources_;
    TextStatus default_status_ = TextStatus::project;
    SourceId default_source_;
};

/// The tree of a file of this kind, as far as it can be read. Says everything that its bytes, its kind and its schema have against it.
[[nodiscard]] std::optional<Node> open_file(const Document& document, const std::string& file, std::string_view kind, Problems& problems);

/// Reads a file of a kind with `content_of(Reader&)`.
template <class Content>
Result<Checked<Content>> read_as(std::string_view kind, const Document& document, const std::string& file, Content (*content_of)(Reader&)) {
    Problems problems(Limits{}.problems);
    const std::optional<Node> root = open_file(document, file, kind, problems);
    std::optional<Content> content;
    if (root) {
        Reader reader(*root, problems);
        content = content_of(reader);
        reader.finish();
    }
    Diagnostics found = problems.take();
    sort_by_place(found);
    if (has_errors(found)) return Errors(std::move(found));
    return Checked<Content>{std::move(*content), std::move(found)};
}

}  // namespace capgap::yaml
