#include <capgap/base/did_you_mean.hpp>
#include <capgap/base/id_check.hpp>
#include <capgap/base/message.hpp>
#include <capgap/framework/codes.hpp>
#include <capgap/framework/framework.hpp>
#include <capgap/framework/missing_part.hpp>
#include <capgap/framework/statements.hpp>
#include <capgap/framework/text_check.hpp>

#include <algorithm>
#include <cassert>
#include <map>
#include <utility>

namespace capgap {

namespace {

/// Everything a schema cannot say about a framework file, in the order of the file.
class FrameworkCheck {
public:
    explicit FrameworkCheck(const FrameworkContent& content)
        : content_(content), texts_(content.head, TextCheck::Version::required, found_), did_you_mean_level_(level_ids(content)) {}

    Diagnostics run() {
        const TextOwner framework{"the framework", content_.head.at};
        texts_.required(content_.title, "title", framework);
        texts_.optional(content_.description, "description", framework);
        texts_.required(content_.attribution, "attribution", framework);
        texts_.optional(content_.licence_scope, "licence scope", framework);
        check_levels();
        check_domains();
        check_competencies();
        check_attitudes();
        check_unused();
        texts_.finish();
        sort_by_place(found_);
        return std::move(found_);
    }

private:
    static constexpr IdCheck::Codes id_codes{codes::framework_id_malformed, codes::framework_id_repeated};

    static std::vector<std::string> level_ids(const FrameworkContent& content) {
        std::vector<std::string> out;
        for (const Level& level : content.levels) out.push_back(level.id.text());
        return out;
    }

    void check_levels() {
        const std::size_t count = content_.levels.size();
        if (count < Framework::min_levels || count > Framework::max_levels) {
            const Location& at = content_.levels.empty() ? content_.head.at : content_.levels.front().at;
            found_.push_back(error(codes::level_count, at, "the framework has " + counted(count, "level") + ", 2 to 10 are possible"));
        }
        IdCheck ids(id_codes, found_);
        for (const Level& level : content_.levels) {
            is_repeated_.push_back(!ids.add("level", level.id.text(), level.at));
            const TextOwner owner{"the level " + in_quotes(level.id.text()), level.at};
            texts_.required(level.title, "title", owner);
            texts_.optional(level.description, "description", owner);
        }
    }

    void check_domains() {
        std::vector<bool> used(content_.domains.size(), false);
        for (const Competency& competency : content_.competencies) {
            assert(competency.domain < used.size() && "the reader sets `domain` to an index of `domains`");
            used[competency.domain] = true;
        }
        IdCheck ids(id_codes, found_);
        for (std::size_t i = 0; i < content_.domains.size(); ++i) {
            const Domain& domain = content_.domains[i];
            ids.add("domain", domain.id.text(), domain.at);
            const TextOwner owner{"the domain " + in_quotes(domain.id.text()), domain.at};
            texts_.required(domain.title, "title", owner);
            texts_.optional(domain.description, "description", owner);
            if (!used[i]) found_.push_back(warning(codes::domain_empty, domain.at, owner.name + " has no competency"));
        }
    }

    void check_competencies() {
        const std::size_t count = content_.competencies.size();
        if (count == 0) found_.push_back(error(codes::competency_count, content_.head.at, "the framework has no competency"));
        if (count > Framework::max_competencies) {
            found_.push_back(error(codes::competency_count, content_.competencies[Framework::max_competencies].at,
                                   "the framework has " + std::to_string(count) + " competencies, at most " +
                                       std::to_string(Framework::max_competencies) + " are possible"));
        }
        IdCheck ids(id_codes, found_);
        IdCheck statements(id_codes, found_);
        for (const Competency& competency : content_.competencies) {
            ids.add("competency", competency.id.text(), competency.at);
            const TextOwner owner{"the competency " + in_quotes(competency.id.text()), competency.at};
            texts_.required(competency.title, "title", owner);
            texts_.optional(competency.description, "description", owner);
            for (const Statement& one : competency.statements) check_statement("statement", one, statements);
            for (const LearningOutcome& one : competency.outcomes) check_statement("learning outcome", one, statements);
            check_descriptors(competency, owner);
            check_blocks_of(competency, owner);
        }
    }

    void check_statement(const char* noun, const Statement& one, IdCheck& ids) {
        ids.add(noun, one.id.text(), one.at);
        const TextOwner owner{"the " + std::string(noun) + ' ' + in_quotes(one.id.text()), one.at};
        texts_.required(one.text, "text", owner);
        const auto is_its_level = [&one](const Level& level) { return level.id == one.level; };
        if (std::any_of(content_.levels.begin(), content_.levels.end(), is_its_level)) return;
        found_.push_back(error(codes::statement_level_unknown, one.level_at,
                               owner.name + " is at the level " + in_quotes(one.level.text()) + ", which is none of the levels of this framework",
                               did_you_mean_level_(one.level.text())));
    }

    void check_descriptors(const Competency& competency, const TextOwner& owner) {
        assert(competency.descriptors.size() <= content_.levels.size() && "the reader gives one descriptor per level");
        const auto is_said = [](const Text& descriptor) { return !descriptor.empty(); };
        if (content_.levels.empty()) return;
        if (competency.statements.empty() && std::none_of(competency.descriptors.begin(), competency.descriptors.end(), is_said)) {
            found_.push_back(error(codes::competency_undescribed, owner.at, owner.name + " has neither `descriptors` nor `statements`",
                                   "`descriptors` describes the competency at every level; `statements` does so sentence by sentence"));
            return;
        }
        std::map<std::string, std::size_t> level_of_words;
        for (std::size_t i = 0; i < content_.levels.size(); ++i) {
            if (is_repeated_[i]) continue;  // a descriptor is by the id, and that of the first level
            const std::string level = in_quotes(content_.levels[i].id.text());
            const Text* descriptor = i < competency.descriptors.size() ? &competency.descriptors[i] : nullptr;
            if (descriptor == nullptr || descriptor->empty()) {
                const bool by_statements = competency.described_by_statements;
                found_.push_back(
                    error(codes::descriptor_missing, owner.at,
                          owner.name + (by_statements ? " has no statement for the level " : " has no descriptor for the level ") + level,
                          by_statements ? "give it one, or `descriptors` for every level" : "`descriptors` describes the competency at every level"));
                continue;
            }
            if (!competency.described_by_statements) texts_.optional(*descriptor, "descriptor of the level " + level, owner);
            const Text::Entry& words = descriptor->entries().front();
            const auto [first, is_new] = level_of_words.try_emplace(words.text, i);
            if (is_new) continue;
            found_.push_back(warning(codes::descriptor_repeated, words.at,
                                     owner.name + " has the same descriptor for the level " + level + " as for the level " +
                                         in_quotes(content_.levels[first->second].id.text()),
                                     "probably copied and not yet changed: nobody could tell the two levels apart"));
        }
    }

    void check_blocks_of(const Competency& competency, const TextOwner& owner) {
        if (!competency.blocks.empty() && !content_.blocks_in) {
            found_.push_back(error(codes::blocks_without_framework, competency.blocks.front().at,
                                   owner.name + " has `blocks`, but the file has no `blocks_in`",
                                   "`blocks_in: {id: ..., version: ...}` names the framework that the blocked competencies belong to"));
        }
        std::map<std::string, Location> seen;
        for (const BlockedCompetency& blocked : competency.blocks) {
            const auto [first, is_new] = seen.try_emplace(blocked.id.text(), blocked.at);
            if (is_new) continue;
            found_.push_back(
                error(codes::blocks_repeated, blocked.at,
                      owner.name + " blocks " + in_quotes(blocked.id.text()) + " twice, first at " + place_from(blocked.at, first->second)));
        }
    }

    void check_attitudes() {
        IdCheck ids(id_codes, found_);
        for (const Attitude& attitude : content_.attitudes) {
            ids.add("attitude", attitude.id.text(), attitude.at);
            const TextOwner owner{"the attitude " + in_quotes(attitude.id.text()), attitude.at};
            texts_.required(attitude.title, "title", owner);
            texts_.optional(attitude.description, "description", owner);
        }
    }

    /// Reasons of this file; those of an overlay below it were checked with it.
    void check_unused() {
        for (const UnusedPart& part : content_.unused) {
            if (part.by.id.text() != content_.head.id || part.by.version != content_.head.version) continue;
            const char* noun = part.kind == UnusedPart::Kind::competency ? "competency " : "attitude ";
            texts_.required(part.reason, "reason", {std::string("the unused ") + noun + in_quotes(part.id), part.by.at});
        }
    }

    const FrameworkContent& content_;
    Diagnostics found_;
    TextCheck texts_;
    DidYouMean did_you_mean_level_;
    std::vector<bool> is_repeated_;  ///< by level: one above it has the same id
};

}  // namespace

Framework::Framework(FrameworkContent content) : content_(std::move(content)) {
    for (const Competency& competency : content_.competencies) competency_index_.add(competency.id.text());
    for (const Attitude& attitude : content_.attitudes) attitude_index_.add(attitude.id.text());
}

Result<Checked<Framework>> Framework::make(FrameworkContent content) {
    assert(!content.overlay && "an overlay is put over its base first");
    for (Competency& one : content.competencies) {
        if (one.described_by_statements) one.descriptors = descriptors_of_statements(one, content.levels);
    }
    Diagnostics found = FrameworkCheck(content).run();
    if (has_errors(found)) return Errors(std::move(found));
    return Checked<Framework>{Framework(std::move(content)), std::move(found)};
}

bool Framework::serves(const FrameworkRef& wanted) const {
    return wanted.same_as(ref()) ||
           std::any_of(content_.bases.begin(), content_.bases.end(), [&wanted](const BaseFramework& base) { return wanted.same_as(base.ref); });
}

const UnusedPart* Framework::unused(UnusedPart::Kind kind, std::string_view id) const {
    const auto found =
        std::find_if(content_.unused.begin(), content_.unused.end(), [&](const UnusedPart& part) { return part.kind == kind && part.id == id; });
    return found == content_.unused.end() ? nullptr : &*found;
}

std::optional<std::size_t> Framework::competency_index(std::string_view id) const {
    return competency_index_.find(id);
}

std::optional<std::size_t> Framework::attitude_index(std::string_view id) const {
    return attitude_index_.find(id);
}

const std::vector<std::string>& Framework::competency_ids() const noexcept {
    return competency_index_.names();
}

const std::vector<std::string>& Framework::attitude_ids() const noexcept {
    return attitude_index_.names();
}

Diagnostics check_blocks(const Framework& elements, const Framework& blocked) {
    Diagnostics found;
    const std::optional<FrameworkRef>& blocks_in = elements.content().blocks_in;
    if (!blocks_in) return found;
    if (!blocked.serves(*blocks_in)) {
        found.push_back(warning(
            codes::blocks_other_framework, blocks_in->at,
            "`blocks_in` is " + blocks_in->text() + ", the assessed framework is " + blocked.ref().text() + ": no element is a barrier to it"));
        return found;
    }
    DidYouMean did_you_mean(blocked.competency_ids());
    for (const Competency& element : elements.competencies()) {
        for (const BlockedCompetency& named : element.blocks) {
            const std::string& id = named.id.text();
            if (blocked.competency_index(id)) continue;
            MissingPart missing = missing_part(blocked, UnusedPart::Kind::competency, id, "it", did_you_mean);
            // What was written for the base may speak of what its overlay does without: it blocks nothing there.
            if (missing.unused && !blocks_in->same_as(blocked.ref())) continue;
            found.push_back(error(codes::blocked_competency_unknown, named.at,
                                  in_quotes(element.id.text()) + " blocks " + in_quotes(id) + ", which " + missing.lacking, std::move(missing.hint)));
        }
    }
    return found;
}

}  // namespace capgap
