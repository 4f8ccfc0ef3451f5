#include <capgap/formats/lss/relevance.hpp>

namespace capgap::lss {

namespace {

/// Takes the pieces of an expression off its front.
class Pieces {
public:
    explicit Pieces(std::string_view text) : rest_(text) { skip_blanks(); }

    bool at_end() const { return rest_.empty(); }

    bool take(std::string_view piece) {
        if (!rest_.starts_with(piece)) return false;
        rest_.remove_prefix(piece.size());
        skip_blanks();
        return true;
    }

    std::string_view take_variable() {
        std::size_t length = 0;
        while (length < rest_.size() && is_name(rest_[length])) ++length;
        const std::string_view name = rest_.substr(0, length);
        rest_.remove_prefix(length);
        skip_blanks();
        return name;
    }

    std::optional<std::string_view> take_quoted() {
        const char quote = rest_.empty() ? '\0' : rest_.front();
        const std::size_t end = quote == '"' || quote == '\'' ? rest_.find(quote, 1) : std::string_view::npos;
        if (end == std::string_view::npos) return std::nullopt;
        const std::string_view text = rest_.substr(1, end - 1);
        rest_.remove_prefix(end + 1);
        skip_blanks();
        return text;
    }

private:
    static bool is_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.'; }

    void skip_blanks() {
        while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == '\t' || rest_.front() == '\n' || rest_.front() == '\r'))
            rest_.remove_prefix(1);
    }

    std::string_view rest_;
};

std::string_view without_ending(std::string_view name) {
    for (const std::string_view ending : {".NAOK", ".code"}) {
        if (name.ends_with(ending)) name.remove_suffix(ending.size());
    }
    return name;
}

}  // namespace

std::optional<OneOf> one_of_answers(std::string_view relevance) {
    Pieces pieces(relevance);
    OneOf out;
    std::size_t open = 0;
    // Brackets in an expression of `or` alone change nothing; only their number must be right.
    for (;;) {
        while (pieces.take("(")) ++open;
        const std::string_view name = without_ending(pieces.take_variable());
        if (name.empty() || (!out.variable.empty() && out.variable != name)) return std::nullopt;
        out.variable = name;
        if (!pieces.take("==") && !pieces.take("eq ")) return std::nullopt;
        const auto answer = pieces.take_quoted();
        if (!answer || answer->empty()) return std::nullopt;
        out.answers.emplace_back(*answer);
        while (pieces.take(")")) {
            if (open-- == 0) return std::nullopt;
        }
        if (pieces.at_end()) return open == 0 ? std::optional(std::move(out)) : std::nullopt;
        if (!pieces.take("or ") && !pieces.take("||")) return std::nullopt;
    }
}

}  // namespace capgap::lss
