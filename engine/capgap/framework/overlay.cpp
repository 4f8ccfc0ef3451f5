#include <capgap/framework/overlay.hpp>

#include <capgap/base/did_you_mean.hpp>
#include <capgap/base/message.hpp>
#include <capgap/framework/by_id.hpp>
#include <capgap/framework/codes.hpp>
#include <capgap/framework/inherited.hpp>
#include <capgap/framework/kind_in_overlay.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace capgap {

namespace {

class Merge {
public:
    Merge(const Framework& base, FrameworkContent overlay)
        : base_(base.content()),
          base_ref_(base.ref()),
          out_(std::move(overlay)),
          said_(std::move(*out_.overlay)),
          self_{FrameworkId(out_.head.id), out_.head.version, said_.extends_at},
          inherit_(out_.head, said_.extends_at, found_),
          levels_("level", base_.levels, said_.levels, base_ref_, found_),
          domains_("domain", base_.domains, said_.domains, base_ref_, found_),
          competencies_("competency", base_.competencies, said_.competencies, base_ref_, found_),
          attitudes_("attitude", base_.attitudes, said_.attitudes, base_ref_, found_) {
        out_.overlay.reset();
    }

    Result<Checked<Framework>> run() {
        check_own_id();
        merge_sources();
        merge_levels();
        merge_competencies();
        merge_domains();
        merge_attitudes();
        merge_unused();
        out_.blocks_in = base_.blocks_in;
        merge_bases(core());
        auto made = Framework::make(std::move(out_));
        append(found_, made.has_error() ? std::move(made).error().all : std::move(made->remarks));
        sort_by_place(found_);
        if (has_errors(found_)) return Errors(std::move(found_));
        return Checked<Framework>{std::move(made->value), std::move(found_)};
    }

private:
    void check_own_id() {
        const auto is_own = [this](const FrameworkId& id) { return id.text() != out_.head.id; };
        const bool all_others =
            is_own(base_ref_.id) && std::all_of(base_.bases.begin(), base_.bases.end(), [&](const BaseFramework& one) { return is_own(one.ref.id); });
        if (all_others) return;
        found_.push_back(error(codes::overlay_same_id, out_.head.at, "the overlay has the id " + in_quotes(out_.head.id) + ", as has what it extends",
                               "results must tell the two apart: give it an id of its own, as one with the code of the country"));
    }

    /// The base's sources go along with its texts. One that both name is one source, or two that must not share an id.
    void merge_sources() {
        for (const Source& theirs : base_.head.sources) {
            const auto same_id = [&theirs](const Source& own) { return own.id == theirs.id; };
            const auto own = std::find_if(out_.head.sources.begin(), out_.head.sources.end(), same_id);
            if (own == out_.head.sources.end()) {
                out_.head.sources.push_back(theirs);
                out_.head.sources.back().at = said_.extends_at;
            } else if (own->title != theirs.title || (!own->licence.empty() && own->licence != theirs.licence)) {
                found_.push_back(error(codes::source_other, own->at,
                                       "the source " + in_quotes(own->id.text()) + " is " + in_quotes(theirs.title) +
                                           (theirs.licence.empty() ? "" : ", " + theirs.licence + ',') + " in " + base_ref_.text(),
                                       "give this one another id, or the same title and licence"));
            } else {
                const Location at = own->at;
                *own = theirs;
                own->at = at;
            }
        }
    }

    void merge_levels() {
        for (const Level& level : base_.levels) {
            const Translation* words = levels_.translated(level.id.text());
            const std::string owner = levels_.name(level.id.text());
            out_.levels.push_back({level.id, said_.extends_at, inherit_.text(level.title, title_of(words), "title", owner),
                                   inherit_.text(level.description, description_of(words), "description", owner)});
        }
    }

    static const Text& title_of(const Translation* words) { return words != nullptr ? words->title : nothing(); }
    static const Text& description_of(const Translation* words) { return words != nullptr ? words->description : nothing(); }
    static const Text& nothing() {
        static const Text none;
        return none;
    }

    /// Title, description and original title of what the base has.
    template <class Part>
    void take_words(Part& part, const KindInOverlay& kind) {
        const std::string& id = part.id.text();
        const std::string owner = kind.name(id);
        const Translation* words = kind.translated(id);
        if (const Renaming* renamed = kind.renamed(id)) {
            if (part.original_title.empty()) part.original_title = part.title;
            part.title = renamed->title;
            if (!title_of(words).empty()) {
                found_.push_back(error(codes::translation_of_renamed, title_of(words).entries().front().at,
                                       "the title of " + owner + " is translated here, and another one at " + place_from(words->at, renamed->at),
                                       "give the new title in this language there"));
            }
        } else {
            part.title = inherit_.text(part.title, title_of(words), "title", owner);
        }
        part.description = inherit_.text(part.description, description_of(words), "description", owner);
        part.at = said_.extends_at;
    }

    // Competencies, by domains: those of the base, then those that are added.

    struct Placed {
        std::string domain;
        Competency competency;
    };

    void merge_competencies() {
        for (Competency one : base_.competencies) {
            if (competencies_.unused(one.id.text()) != nullptr) continue;
            take_words(one, competencies_);
            take_descriptors(one);
            take_statements(one);
            placed_.push_back({base_.domains[one.domain].id.text(), std::move(one)});
        }
        for (AddedCompetency& added : said_.added_competencies) {
            if (!competencies_.is_new(added.competency.id.text(), added.competency.at,
                                      unused_below(UnusedPart::Kind::competency, added.competency.id.text())))
                continue;
            added.competency.added_by = self_;
            added.competency.descriptors = by_level(added.descriptors);
            placed_.push_back({added.domain.text(), std::move(added.competency)});
            places_.push_back({added.domain.text(), added.domain_at});
        }
    }

    void take_descriptors(Competency& one) {
        const Translation* words = competencies_.translated(one.id.text());
        if (one.described_by_statements) {  // their translations are its own
            if (words != nullptr && !words->descriptors.empty()) refuse_descriptors(one, *words);
            return;
        }
        std::vector<Text> translated = words != nullptr ? by_level(words->descriptors) : std::vector<Text>(base_.levels.size());
        const std::string owner = competencies_.name(one.id.text());
        for (std::size_t i = 0; i < one.descriptors.size(); ++i) {
            one.descriptors[i] =
                inherit_.text(one.descriptors[i], translated[i], "descriptor of the level " + in_quotes(base_.levels[i].id.text()), owner);
        }
    }

    void refuse_descriptors(const Competency& one, const Translation& words) {
        found_.push_back(error(codes::translation_of_nothing, words.descriptors.front().at,
                               "descriptors of " + competencies_.name(one.id.text()) + " are translated here, but it is described by its statements",
                               "translate `statements`"));
    }

    void take_statements(Competency& one) {
        const Translation* words = competencies_.translated(one.id.text());
        const std::string owner = competencies_.name(one.id.text());
        take_words(one.statements, words != nullptr ? words->statements : std::vector<StatementWords>{}, "statement", owner);
        take_words(one.outcomes, words != nullptr ? words->outcomes : std::vector<StatementWords>{}, "learning outcome", owner);
    }

    template <class Part>
    void take_words(std::vector<Part>& parts, const std::vector<StatementWords>& words, const std::string& noun, const std::string& owner) {
        const ById<StatementWords> translated(words);
        for (Part& part : parts) {
            const StatementWords* own = translated.find(part.id.text());
            part.text = inherit_.text(part.text, own != nullptr ? own->text : nothing(), "text", "the " + noun + ' ' + in_quotes(part.id.text()));
            part.at = part.level_at = said_.extends_at;
        }
        const ById<Part> known(parts);
        for (const StatementWords& own : words) {
            if (known.find(own.id.text()) != nullptr) continue;
            found_.push_back(
                error(codes::overlay_id_unknown, own.at, owner + " has no " + noun + ' ' + in_quotes(own.id.text()) + " in " + base_ref_.text()));
        }
    }

    /// One text per level, empty where nothing is said.
    std::vector<Text> by_level(const std::vector<LevelWords>& words) {
        std::vector<Text> out(base_.levels.size());
        for (const LevelWords& one : words) {
            const auto level = std::find_if(base_.levels.begin(), base_.levels.end(), [&one](const Level& known) { return known.id == one.level; });
            if (level == base_.levels.end()) {
                found_.push_back(error(codes::overlay_level_unknown, one.at,
                                       in_quotes(one.level.text()) + " is none of the levels of " + base_ref_.text(),
                                       levels_.hint(one.level.text())));
            } else {
                out[static_cast<std::size_t>(level - base_.levels.begin())] = one.text;
            }
        }
        return out;
    }

    bool unused_below(UnusedPart::Kind kind, const std::string& id) const {
        return std::any_of(base_.unused.begin(), base_.unused.end(), [&](const UnusedPart& part) { return part.kind == kind && part.id == id; });
    }

    /// A domain of which nothing is used goes out with it.
    void merge_domains() {
        std::set<std::string> in_use;
        for (const Placed& one : placed_) in_use.insert(one.domain);
        std::vector<Domain> all;
        for (Domain one : base_.domains) {
            take_words(one, domains_);
            if (in_use.contains(one.id.text())) all.push_back(std::move(one));
        }
        std::set<std::string> known;
        for (const Domain& one : base_.domains) known.insert(one.id.text());
        for (Domain& added : said_.added_domains) {
            if (domains_.is_new(added.id.text(), added.at, false)) all.push_back(added);
            known.insert(added.id.text());
        }
        check_domains_of_added(known);
        for (std::size_t d = 0; d < all.size(); ++d) {
            for (Placed& one : placed_) {
                if (one.domain != all[d].id.text()) continue;
                one.competency.domain = d;
                out_.competencies.push_back(std::move(one.competency));
            }
        }
        out_.domains = std::move(all);
    }

    void check_domains_of_added(const std::set<std::string>& known) {
        DidYouMean did_you_mean({known.begin(), known.end()});
        for (const auto& [domain, at] : places_) {
            if (known.contains(domain)) continue;
            found_.push_back(error(codes::overlay_id_unknown, at,
                                   "neither " + base_ref_.text() + " nor the overlay has a domain " + in_quotes(domain), did_you_mean(domain)));
        }
    }

    void merge_attitudes() {
        for (Attitude one : base_.attitudes) {
            if (attitudes_.unused(one.id.text()) != nullptr) continue;
            take_words(one, attitudes_);
            out_.attitudes.push_back(std::move(one));
        }
        for (Attitude& added : said_.added_attitudes) {
            if (!attitudes_.is_new(added.id.text(), added.at, unused_below(UnusedPart::Kind::attitude, added.id.text()))) continue;
            added.added_by = self_;
            out_.attitudes.push_back(std::move(added));
        }
    }

    void merge_unused() {
        out_.unused = base_.unused;
        const auto add = [this](UnusedPart::Kind kind, const auto& parts, const KindInOverlay& said) {
            for (const auto& part : parts) {
                const LeavingOut* one = said.unused(part.id.text());
                if (one == nullptr) continue;
                FrameworkRef by = self_;
                by.at = one->at;
                const Text& words = title_of(said.translated(part.id.text()));
                Text title = words.empty() ? part.title : inherit_.text(part.title, words, "title", said.name(part.id.text()));
                out_.unused.push_back({kind, part.id.text(), std::move(title), one->reason, std::move(by)});
            }
        };
        add(UnusedPart::Kind::competency, base_.competencies, competencies_);
        add(UnusedPart::Kind::attitude, base_.attitudes, attitudes_);
    }

    // What stays comparable

    std::vector<CompetencyId> core() {
        std::vector<CompetencyId> out;
        if (!said_.core) {
            for (const Competency& one : base_.competencies) {
                if (competencies_.unused(one.id.text()) == nullptr) out.push_back(one.id);
            }
            return out;
        }
        for (const CoreCompetency& one : *said_.core) {
            if (is_kept(one)) out.push_back(one.id);
        }
        return out;
    }

    bool is_kept(const CoreCompetency& one) {
        const std::string& id = one.id.text();
        if (!competencies_.has(id)) {
            found_.push_back(error(codes::core_not_kept, one.at, "`core` names " + in_quotes(id) + ", which " + base_ref_.text() + " does not have",
                                   "only what it has can stay comparable with it" + also(competencies_.hint(id))));
            return false;
        }
        const LeavingOut* unused = competencies_.unused(id);
        if (unused == nullptr) return true;
        found_.push_back(error(codes::overlay_of_unused, one.at,
                               competencies_.name(id) + " is among `core` here, and marked unused at " + place_from(one.at, unused->at),
                               "take it out of one of the two"));
        return false;
    }

    static std::string also(const std::string& hint) { return hint.empty() ? hint : "; " + hint; }

    void merge_bases(const std::vector<CompetencyId>& core) {
        out_.bases.push_back({base_ref_, base_.title, base_.attribution, base_.endorsement, base_.licence_name, base_.licence_url,
                              base_.licence_scope, base_.head.sources, core});
        for (const BaseFramework& further : base_.bases) {
            out_.bases.push_back(further);
            std::erase_if(out_.bases.back().core, [&core](const CompetencyId& id) { return std::find(core.begin(), core.end(), id) == core.end(); });
        }
    }

    const FrameworkContent& base_;
    FrameworkRef base_ref_;
    FrameworkContent out_;
    OverlayContent said_;
    FrameworkRef self_;
    Diagnostics found_;
    Inherited inherit_;
    KindInOverlay levels_;
    KindInOverlay domains_;
    KindInOverlay competencies_;
    KindInOverlay attitudes_;
    std::vector<Placed> placed_;
    std::vector<std::pair<std::string, Location>> places_;  ///< domains that added competencies name
};

}  // namespace

Result<Checked<Framework>> extend(const Framework& base, FrameworkContent overlay) {
    return Merge(base, std::move(overlay)).run();
}

}  // namespace capgap
