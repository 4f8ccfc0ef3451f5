#include <capgap/framework/framework_diff.hpp>

#include <capgap/base/message.hpp>
#include <capgap/framework/by_id.hpp>
#include <capgap/framework/words_diff.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace capgap {

namespace {

/// How two frameworks belong together.
struct Relation {
    enum class Kind { versions, overlay, strangers };

    Kind kind = Kind::versions;
    std::string overlay;         ///< which of the two extends the other
    std::set<std::string> core;  ///< what it declares to have kept its meaning
    std::string words;
};

Relation overlay_of(const Framework& overlay, const Framework& base) {
    Relation out{Relation::Kind::overlay, overlay.ref().text(), {}, overlay.ref().text() + " extends " + base.ref().text()};
    for (const BaseFramework& one : overlay.content().bases) {
        if (!one.ref.same_as(base.ref())) continue;
        for (const CompetencyId& id : one.core) out.core.insert(id.text());
    }
    return out;
}

Relation relation_of(const Framework& was, const Framework& is) {
    if (was.ref().id == is.ref().id) return {};
    if (is.serves(was.ref())) return overlay_of(is, was);
    if (was.serves(is.ref())) return overlay_of(was, is);
    return {Relation::Kind::strangers, "", {}, "neither of the two extends the other"};
}

class FrameworkDiff {
public:
    FrameworkDiff(const Framework& was, const Framework& is)
        : was_(was), is_(is), relation_(relation_of(was, is)), words_(was.content().head, is.content().head, out_.changes) {
        out_.kind = "framework";
        out_.was = was.ref().text();
        out_.is = is.ref().text();
        out_.relation = relation_.words;
        out_.of_what = "scores and levels";
    }

    Differences run() {
        of_the_file();
        of_levels();
        of_domains();
        of_competencies();
        of_attitudes();
        return std::move(out_);
    }

private:
    void of_the_file() {
        const FrameworkContent& was = was_.content();
        const FrameworkContent& is = is_.content();
        words_.compare(was.title, is.title, "framework", "", "title");
        words_.compare(was.description, is.description, "framework", "", "description");
        words_.compare(was.attribution, is.attribution, "framework", "", "attribution");
        words_.compare(was.endorsement, is.endorsement, "framework", "", "endorsement");
        words_.compare(was.licence_name, is.licence_name, "framework", "", "licence");
        const auto ref = [](const std::optional<FrameworkRef>& one) { return one ? one->text() : std::string(); };
        words_.compare(ref(was.blocks_in), ref(is.blocks_in), "framework", "", "blocks_in");
    }

    void of_levels() {
        const std::vector<Level>& was = was_.levels();
        const std::vector<Level>& is = is_.levels();
        const ById<Level> before(was);
        const ById<Level> after(is);
        for (std::size_t l = 0; l < was.size(); ++l) {
            const std::string& id = was[l].id.text();
            const Level* now = after.find(id);
            if (now == nullptr) {
                change(Change::Kind::removed, "level", id, "", std::to_string(l + 1), "");
                continue;
            }
            const auto place = static_cast<std::size_t>(now - is.data());
            if (place != l) change(Change::Kind::relevelled, "level", id, "", std::to_string(l + 1), std::to_string(place + 1));
            const auto title = words_.compare(was[l].title, now->title, "level", id, "title");
            const auto description = words_.compare(was[l].description, now->description, "level", id, "description");
            if (!title.empty() || !description.empty()) reworded_levels_.push_back(id);
        }
        for (std::size_t l = 0; l < is.size(); ++l) {
            if (before.find(is[l].id.text()) == nullptr) change(Change::Kind::added, "level", is[l].id.text(), "", "", std::to_string(l + 1));
        }
        other_levels_ =
            was.size() != is.size() || !std::equal(was.begin(), was.end(), is.begin(), [](const Level& a, const Level& b) { return a.id == b.id; });
    }

    void change(Change::Kind kind, const std::string& what, const std::string& id, const std::string& part, const std::string& was,
                const std::string& is) {
        out_.changes.push_back({kind, what, id, part, "", was, is});
    }

    static const std::string& title_of(const Text& title, const Framework& framework) { return title.in(framework.content().head.languages.front()); }

    /// Parts with a title and a description; `both(was, is)` for those that both have.
    template <class Part, class Both>
    void of_parts(const char* what, const std::vector<Part>& was, const std::vector<Part>& is, Both both) {
        const ById<Part> all_before(was);
        const ById<Part> all_after(is);
        for (const Part& before : was) {
            if (const Part* after = all_after.find(before.id.text())) {
                both(before, *after);
            } else {
                change(Change::Kind::removed, what, before.id.text(), "", title_of(name_of(before), was_), "");
            }
        }
        for (const Part& after : is) {
            if (all_before.find(after.id.text()) == nullptr)
                change(Change::Kind::added, what, after.id.text(), "", "", title_of(name_of(after), is_));
        }
    }

    void of_domains() {
        of_parts("domain", was_.content().domains, is_.content().domains, [this](const Domain& was, const Domain& is) {
            words_.compare(was.title, is.title, "domain", was.id.text(), "title");
            words_.compare(was.description, is.description, "domain", was.id.text(), "description");
        });
    }

    void of_attitudes() {
        of_parts("attitude", was_.attitudes(), is_.attitudes(), [this](const Attitude& was, const Attitude& is) {
            words_.compare(was.title, is.title, "attitude", was.id.text(), "title");
            words_.compare(was.description, is.description, "attitude", was.id.text(), "description");
        });
    }

    // Competencies

    void of_competencies() {
        std::map<std::string, Verdict> verdicts;
        of_parts("competency", was_.competencies(), is_.competencies(),
                 [&](const Competency& was, const Competency& is) { verdicts.emplace(was.id.text(), verdict_on(was, is)); });
        for (const Competency& one : is_.competencies()) {
            const auto known = verdicts.find(one.id.text());
            out_.verdicts.push_back(known != verdicts.end() ? std::move(known->second) : only_in(one.id.text(), is_, was_));
        }
        for (const Competency& one : was_.competencies()) {
            if (!verdicts.contains(one.id.text())) out_.verdicts.push_back(only_in(one.id.text(), was_, is_));
        }
    }

    static Verdict only_in(const std::string& id, const Framework& here, const Framework& other) {
        const UnusedPart* unused = other.unused(UnusedPart::Kind::competency, id);
        const std::string reason = unused == nullptr
                                       ? "only in " + here.ref().text()
                                       : "not used in " + unused->by.text() + ": " + unused->reason.in(other.content().head.languages.front());
        return {id, Comparability::not_comparable, {reason}};
    }

    Verdict verdict_on(const Competency& was, const Competency& is) {
        Verdict out{was.id.text()};
        const std::string& id = was.id.text();
        const bool declared = relation_.core.contains(id);
        if (declared) out.add(Comparability::comparable, "in the core of " + relation_.overlay);
        const auto title = words_.compare(was.title, is.title, "competency", id, "title");
        if (!title.empty())
            out.add(declared ? Comparability::comparable : Comparability::with_care, declared ? "renamed" : reworded_in("title", title));
        const auto description = words_.compare(was.description, is.description, "competency", id, "description");
        if (!description.empty()) out.add(Comparability::with_care, reworded_in("description", description));
        words_.compare(domain_of(was, was_), domain_of(is, is_), "competency", id, "domain");
        words_.compare(blocks_of(was), blocks_of(is), "competency", id, "blocks");
        if (!was.described_by_statements || !is.described_by_statements) of_descriptors(was, is, out);
        of_statements("statement", was.statements, is.statements, out);
        Verdict no_matter{id};  // outcomes of courses say nothing of the measure
        of_statements("outcome", was.outcomes, is.outcomes, no_matter);
        if (other_levels_) out.add(Comparability::not_comparable, "the levels are others");
        if (!reworded_levels_.empty()) out.add(Comparability::with_care, "words of the levels " + listed(reworded_levels_) + " differ");
        if (relation_.kind == Relation::Kind::overlay && !declared) out.add(Comparability::with_care, "not in the core of " + relation_.overlay);
        if (relation_.kind == Relation::Kind::strangers) out.add(Comparability::with_care, "nobody declares that the id means the same in both");
        return out;
    }

    static std::string domain_of(const Competency& one, const Framework& framework) { return framework.content().domains[one.domain].id.text(); }

    static std::string blocks_of(const Competency& one) {
        std::string out;
        for (const BlockedCompetency& blocked : one.blocks) out += (out.empty() ? "" : ", ") + blocked.id.text();
        return out;
    }

    void of_descriptors(const Competency& was, const Competency& is, Verdict& verdict) {
        const std::string& id = was.id.text();
        std::vector<std::string> reworded;
        for (std::size_t l = 0; l < was.descriptors.size(); ++l) {
            const std::string& level = was_.levels()[l].id.text();
            if (const auto moved_to = level_of_words(was.descriptors[l], is); moved_to && *moved_to != level) {
                change(Change::Kind::relevelled, "competency", id, "descriptor", level + ": " + title_of(was.descriptors[l], was_), *moved_to);
                verdict.add(Comparability::not_comparable, "the descriptor of " + in_quotes(level) + " is that of " + in_quotes(*moved_to) + " now");
                continue;
            }
            const Level* now = ById<Level>(is_.levels()).find(level);
            if (now == nullptr) continue;  // a level that is removed takes its descriptors with it
            const Text& after = is.descriptors[static_cast<std::size_t>(now - is_.levels().data())];
            if (!words_.compare(was.descriptors[l], after, "competency", id, "descriptor of " + level).empty()) reworded.push_back(level);
        }
        if (!reworded.empty()) verdict.add(Comparability::with_care, "descriptors of " + listed(reworded) + " reworded");
    }

    template <class Part>
    void of_statements(const char* what, const std::vector<Part>& was, const std::vector<Part>& is, Verdict& verdict) {
        std::vector<std::string> moved;
        std::vector<std::string> reworded;
        const std::size_t before = out_.changes.size();
        of_parts(what, was, is, [&](const Part& a, const Part& b) {
            const std::string& id = a.id.text();
            if (a.level != b.level) {
                change(Change::Kind::relevelled, what, id, "", a.level.text(), b.level.text());
                moved.push_back(id);
            }
            if (!words_.compare(a.text, b.text, what, id, "text").empty()) reworded.push_back(id);
        });
        const auto is_other_set = [](const Change& one) { return one.kind == Change::Kind::added || one.kind == Change::Kind::removed; };
        const bool other_set = std::any_of(out_.changes.begin() + static_cast<std::ptrdiff_t>(before), out_.changes.end(), is_other_set);
        if (!moved.empty()) verdict.add(Comparability::not_comparable, "at other levels: " + listed(moved));
        if (!reworded.empty()) verdict.add(Comparability::with_care, "reworded: " + listed(reworded));
        if (other_set) verdict.add(Comparability::with_care, "other statements");
    }

    template <class Part>
    static const Text& name_of(const Part& one) {
        if constexpr (std::is_base_of_v<Statement, Part>) {
            return one.text;
        } else {
            return one.title;
        }
    }

    /// The level that these very words describe in the other framework; nothing where they describe none, or several.
    std::optional<std::string> level_of_words(const Text& words, const Competency& in) const {
        const std::string& language = was_.content().head.languages.front();
        std::optional<std::string> found;
        for (std::size_t l = 0; l < in.descriptors.size(); ++l) {
            const Text::Entry& entry = in.descriptors[l].entry(language);
            if (entry.language != language || entry.text != words.in(language)) continue;
            if (found) return std::nullopt;
            found = is_.levels()[l].id.text();
        }
        return found;
    }

    const Framework& was_;
    const Framework& is_;
    Relation relation_;
    Differences out_;
    WordsDiff words_;
    std::vector<std::string> reworded_levels_;
    bool other_levels_ = false;
};

}  // namespace

Differences diff(const Framework& was, const Framework& is) {
    return FrameworkDiff(was, is).run();
}

}  // namespace capgap
