#include <capgap/formats/yaml/scalar_text.hpp>
#include <capgap/formats/yaml/write.hpp>
#include <capgap/formats/yaml/write_parts.hpp>

#include <array>
#include <cassert>
#include <utility>

namespace capgap {

namespace {

using yaml::list_text;
using yaml::scalar_text;

/// The parts of a framework file from top to bottom.
class FrameworkText {
public:
    FrameworkText(const FrameworkContent& framework, const Text::Entry& text_default, const FileNotes& notes)
        : framework_(framework), default_(text_default), notes_(notes) {}

    std::string text() && {
        for (const std::string& one : notes_.top) out_ += yaml::comment_text(one);
        add_head();
        add_levels();
        add_domains();
        add_attitudes();
        if (framework_.blocks_in) {
            line("", "blocks_in",
                 "{id: " + scalar_text(framework_.blocks_in->id.text()) + ", version: " + scalar_text(framework_.blocks_in->version) + '}');
        }
        for (const std::string& one : notes_.end) out_ += yaml::comment_text(one);
        return std::move(out_);
    }

private:
    void line(std::string_view indentation, std::string_view key, const std::string& value) {
        out_ += std::string(indentation) + std::string(key) + ": " + value + '\n';
    }

    std::string words(const Text& text) const { return yaml::words_text(text, default_); }

    void add_text(std::string_view indentation, std::string_view key, const Text& text) {
        if (!text.empty()) line(indentation, key, words(text));
    }

    void add_head() {
        const Head& head = framework_.head;
        line("", "capgap", "framework/1");
        line("", "id", scalar_text(head.id));
        line("", "version", scalar_text(head.version));
        line("", "languages", list_text(head.languages));
        line("", "text_default", yaml::text_default_text(default_));
        out_ += yaml::sources_text(head.sources);
        add_text("", "title", framework_.title);
        add_text("", "description", framework_.description);
        add_text("", "attribution", framework_.attribution);
        line("", "endorsement", scalar_text(framework_.endorsement));
        out_ += "licence:\n";
        line("  ", "name", scalar_text(framework_.licence_name));
        if (!framework_.licence_url.empty()) line("  ", "url", scalar_text(framework_.licence_url));
        add_text("  ", "scope", framework_.licence_scope);
    }

    void add_levels() {
        out_ += "levels:\n";
        for (const Level& level : framework_.levels) {
            line("  ", "- id", scalar_text(level.id.text()));
            add_text("    ", "title", level.title);
            add_text("    ", "description", level.description);
        }
    }

    void add_domains() {
        out_ += "domains:\n";
        for (std::size_t d = 0; d < framework_.domains.size(); ++d) {
            const Domain& domain = framework_.domains[d];
            line("  ", "- id", scalar_text(domain.id.text()));
            add_text("    ", "title", domain.title);
            add_text("    ", "description", domain.description);
            out_ += "    competencies:\n";
            for (const Competency& one : framework_.competencies) {
                if (one.domain == d) add_competency(one);
            }
        }
    }

    void add_competency(const Competency& one) {
        line("      ", "- id", scalar_text(one.id.text()));
        add_text("        ", "title", one.title);
        add_text("        ", "description", one.description);
        if (!one.described_by_statements) {
            out_ += "        descriptors:\n";
            for (std::size_t l = 0; l < one.descriptors.size(); ++l)
                add_text("          ", scalar_text(framework_.levels[l].id.text()), one.descriptors[l]);
        }
        if (!one.statements.empty()) out_ += "        statements:\n";
        for (const Statement& statement : one.statements) add_statement(statement, "");
        if (!one.outcomes.empty()) out_ += "        outcomes:\n";
        for (const LearningOutcome& outcome : one.outcomes) {
            static constexpr std::array kinds{"knowledge", "skill", "attitude"};
            add_statement(outcome, std::string(", kind: ") + kinds[static_cast<std::size_t>(outcome.kind)]);
        }
        if (one.blocks.empty()) return;
        std::vector<std::string> ids;
        for (const BlockedCompetency& blocked : one.blocks) ids.push_back(blocked.id.text());
        line("        ", "blocks", list_text(ids));
    }

    void add_statement(const Statement& one, const std::string& kind) {
        out_ += "          - {id: " + scalar_text(one.id.text()) + ", level: " + scalar_text(one.level.text()) + kind + ", text: " + words(one.text);
        if (!one.labels.empty()) out_ += ", labels: " + list_text(one.labels);
        out_ += "}\n";
    }

    void add_attitudes() {
        if (!framework_.attitudes.empty()) out_ += "attitudes:\n";
        for (const Attitude& one : framework_.attitudes) {
            line("  ", "- id", scalar_text(one.id.text()));
            add_text("    ", "title", one.title);
            add_text("    ", "description", one.description);
        }
    }

    const FrameworkContent& framework_;
    const Text::Entry& default_;
    const FileNotes& notes_;
    std::string out_;
};

}  // namespace

std::string write_framework(const FrameworkContent& framework, const Text::Entry& text_default, const FileNotes& notes) {
    assert(!framework.overlay && framework.bases.empty() && "an overlay is not written");
    return FrameworkText(framework, text_default, notes).text();
}

}  // namespace capgap
