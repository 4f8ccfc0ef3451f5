#include <capgap/survey/survey_diff.hpp>

#include <capgap/base/message.hpp>
#include <capgap/framework/by_id.hpp>
#include <capgap/framework/words_diff.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace capgap {

namespace {

std::string score_of(const Option& option) {
    return option.score ? option.score->to_string() : "no score";
}

/// "0=0, 1=1, other=no score": what an answer counts, without its words.
std::string options_of(const Scale& scale) {
    std::string out;
    for (const Option& option : scale.options) out += (out.empty() ? "" : ", ") + option.id.text() + '=' + score_of(option);
    return out;
}

std::string numbers_of(const std::vector<Decimal>& numbers) {
    std::string out;
    for (const Decimal& number : numbers) out += (out.empty() ? "" : ", ") + number.to_string();
    return out;
}

std::string condition_of(const Item& item) {
    if (!item.ask_if) return "asked of all";
    std::string out = "where " + item.ask_if->question + " is";
    for (std::size_t i = 0; i < item.ask_if->any_of.size(); ++i) out += (i == 0 ? " " : " or ") + item.ask_if->any_of[i];
    return out;
}

/// "competency 1.1"
std::string measured_by(const Item& item) {
    if (!item.anchors.empty()) return "vignette of " + item.anchors.text();
    return item.competency.empty() ? "attitude " + item.attitude.text() : "competency " + item.competency.text();
}

class SurveyDiff {
public:
    SurveyDiff(const SurveyContent& was, const SurveyContent& is)
        : was_(was), is_(is), words_(was.head, is.head, out_.changes), scales_before_(was.scales), scales_after_(is.scales) {
        out_.kind = "survey";
        out_.was = was.head.id + ' ' + was.head.version;
        out_.is = is.head.id + ' ' + is.head.version;
        out_.of_what = "scores and levels";
        for (const SurveyContent* file : {&was, &is}) {
            for (const Item& item : file->items) {
                if (!item.competency.empty() && place_.try_emplace(item.competency.text(), out_.verdicts.size()).second)
                    out_.verdicts.push_back({item.competency.text()});
            }
        }
    }

    Differences run() {
        of_the_file();
        of_scales();
        of_items();
        of_background();
        of_scoring();
        of_notice();
        return std::move(out_);
    }

private:
    void of_the_file() {
        words_.compare(was_.framework.text(), is_.framework.text(), "survey", "", "framework");
        const auto unit = [](const SurveyContent& one) { return std::string(one.unit == Unit::person ? "person" : "institution"); };
        if (words_.compare(unit(was_), unit(is_), "survey", "", "unit")) all(Comparability::not_comparable, "others answer: unit");
        words_.compare(was_.title, is_.title, "survey", "", "title");
        words_.compare(was_.description, is_.description, "survey", "", "description");
        words_.compare(was_.disclaimer, is_.disclaimer, "survey", "", "disclaimer");
        const auto special = [this](const Text& was, const Text& is, const std::string& id) {
            if (!words_.compare(was, is, "special answer", id, "title").empty())
                all(Comparability::with_care, "the answer " + in_quotes(id) + " is worded differently");
        };
        special(was_.title_na, is_.title_na, "na");
        special(was_.title_dk, is_.title_dk, "dk");
        special(was_.title_ref, is_.title_ref, "ref");
        const auto most = [](const SurveyContent& one) { return one.wanted ? "at most " + std::to_string(one.wanted->max) : std::string(); };
        words_.compare(most(was_), most(is_), "survey", "", "wanted");
        if (was_.wanted && is_.wanted) words_.compare(was_.wanted->title, is_.wanted->title, "survey", "", "title of wanted");
    }

    void change(Change::Kind kind, const std::string& what, const std::string& id, const std::string& was, const std::string& is) {
        out_.changes.push_back({kind, what, id, "", "", was, is});
    }

    void judge(const Item& item, Comparability comparability, const std::string& reason) {
        if (!item.competency.empty()) out_.verdicts[place_.at(item.competency.text())].add(comparability, reason);
    }

    void all(Comparability comparability, const std::string& reason) {
        for (Verdict& one : out_.verdicts) one.add(comparability, reason);
    }

    static const std::string& words_of(const Text& text, const SurveyContent& in) { return text.in(in.head.languages.front()); }

    // Scales

    void of_scales() {
        for (const Scale& before : was_.scales) {
            const Scale* after = scales_after_.find(before.id.text());
            if (after == nullptr) {
                change(Change::Kind::removed, "scale", before.id.text(), options_of(before), "");
            } else if (!words_.compare(options_of(before), options_of(*after), "scale", before.id.text(), "options")) {
                of_option_words(before, *after);
            }
        }
        for (const Scale& after : is_.scales) {
            if (scales_before_.find(after.id.text()) == nullptr) change(Change::Kind::added, "scale", after.id.text(), "", options_of(after));
        }
    }

    /// Of the same options with the same scores.
    void of_option_words(const Scale& was, const Scale& is) {
        for (std::size_t o = 0; o < was.options.size(); ++o) {
            const std::string id = was.id.text() + '/' + was.options[o].id.text();
            if (!words_.compare(was.options[o].title, is.options[o].title, "option", id, "title").empty()) reworded_scales_.push_back(was.id.text());
        }
    }

    // Items

    void of_items() {
        const ById<Item> all_before(was_.items);
        const ById<Item> all_after(is_.items);
        for (const Item& before : was_.items) {
            if (const Item* after = all_after.find(before.id.text())) {
                of_both(before, *after);
                continue;
            }
            change(Change::Kind::removed, "item", before.id.text(), words_of(before.title, was_), "");
            removed_[before.competency.text()].push_back(before.id.text());
        }
        for (const Item& after : is_.items) {
            if (all_before.find(after.id.text()) != nullptr) continue;
            change(Change::Kind::added, "item", after.id.text(), "", words_of(after.title, is_));
            added_[after.competency.text()].push_back(after.id.text());
        }
        for (Verdict& one : out_.verdicts) {
            of_all(removed_, "removed", one);
            of_all(added_, "added", one);
        }
    }

    /// "items 'c13a' and 'c13b' removed"
    static void of_all(const std::map<std::string, std::vector<std::string>>& items, const std::string& done, Verdict& verdict) {
        const auto found = items.find(verdict.competency);
        if (found == items.end()) return;
        verdict.add(Comparability::not_comparable, (found->second.size() == 1 ? "item " : "items ") + listed(found->second) + ' ' + done);
    }

    void of_both(const Item& was, const Item& is) {
        const std::string& id = was.id.text();
        const auto worse = [&](Comparability comparability, const std::string& reason) {
            judge(was, comparability, reason);
            judge(is, comparability, reason);
        };
        const std::string item = "the item " + in_quotes(id);
        if (words_.compare(measured_by(was), measured_by(is), "item", id, "measures")) {
            worse(Comparability::not_comparable, item + " measured " + measured_by(was) + ", now " + measured_by(is));
        }
        const auto direction = [](const Item& one) { return std::string(one.reversed ? "reversed" : "not reversed"); };
        if (words_.compare(direction(was), direction(is), "item", id, "direction")) worse(Comparability::not_comparable, item + " is turned round");
        if (words_.compare(condition_of(was), condition_of(is), "item", id, "ask_if"))
            worse(Comparability::not_comparable, item + " is asked of others");
        of_scale_of(was, is, worse);
        auto title = words_.compare(was.title, is.title, "item", id, "title");
        if (!title.empty()) worse(Comparability::with_care, reworded_in(item, title));
        auto help = words_.compare(was.help, is.help, "item", id, "help");
        if (!help.empty()) worse(Comparability::with_care, reworded_in("the help of " + item, help));
    }

    template <class Worse>
    void of_scale_of(const Item& was, const Item& is, Worse worse) {
        const Scale* before = scales_before_.find(was.scale.text());
        const Scale* after = scales_after_.find(is.scale.text());
        const bool other_scale = words_.compare(was.scale.text(), is.scale.text(), "item", was.id.text(), "scale");
        if (before == nullptr || after == nullptr) return;  // no survey: the check has said so
        const std::string item = "the item " + in_quotes(was.id.text());
        if (options_of(*before) != options_of(*after)) {
            worse(Comparability::not_comparable, "the options of " + item + " or their scores are others");
        } else if (other_scale) {
            worse(Comparability::with_care, item + " has another scale of the same scores");
        } else if (std::find(reworded_scales_.begin(), reworded_scales_.end(), was.scale.text()) != reworded_scales_.end()) {
            worse(Comparability::with_care, "options of the scale " + in_quotes(was.scale.text()) + " reworded");
        }
    }

    // What breaks tables down, and how answers become scores

    void of_background() {
        const ById<BackgroundQuestion> all_before(was_.background);
        const ById<BackgroundQuestion> all_after(is_.background);
        for (const BackgroundQuestion& before : was_.background) {
            if (const BackgroundQuestion* after = all_after.find(before.id.text())) {
                of_question(before, *after);
            } else {
                change(Change::Kind::removed, "background question", before.id.text(), words_of(before.title, was_), "");
            }
        }
        for (const BackgroundQuestion& after : is_.background) {
            if (all_before.find(after.id.text()) == nullptr)
                change(Change::Kind::added, "background question", after.id.text(), "", words_of(after.title, is_));
        }
    }

    void of_question(const BackgroundQuestion& was, const BackgroundQuestion& is) {
        const std::string& id = was.id.text();
        const auto options = [](const BackgroundQuestion& one) {
            std::string out;
            for (const BackgroundOption& option : one.options) out += (out.empty() ? "" : ", ") + option.id.text();
            return out;
        };
        const auto uses = [](const BackgroundQuestion& one) {
            return std::string(one.breakdown ? "breakdown" : "no breakdown") + (one.sensitive ? ", sensitive" : "") +
                   (one.active ? "" : ", not active");
        };
        words_.compare(was.title, is.title, "background question", id, "title");
        words_.compare(options(was), options(is), "background question", id, "options");
        words_.compare(uses(was), uses(is), "background question", id, "use");
        const ById<BackgroundOption> before(was.options);
        for (const BackgroundOption& option : is.options) {
            if (const BackgroundOption* same = before.find(option.id.text()))
                words_.compare(same->title, option.title, "background option", id + '/' + option.id.text(), "title");
        }
    }

    void of_scoring() {
        const Scoring& was = was_.scoring;
        const Scoring& is = is_.scoring;
        if (words_.compare(was.method, is.method, "scoring", "", "method")) all(Comparability::not_comparable, "scores are made by another method");
        if (words_.compare(numbers_of(was.cut_scores), numbers_of(is.cut_scores), "scoring", "", "cut_scores"))
            all(Comparability::not_comparable, "the cut scores are others: levels differ, scores of 0 to 100 do not for that");
        if (words_.compare(was.min_answered.to_string(), is.min_answered.to_string(), "scoring", "", "min_answered"))
            all(Comparability::with_care, "`min_answered` is another: of other people there is no score");
        words_.compare(numbers_of(was.match_bands), numbers_of(is.match_bands), "scoring", "", "match_bands");
        words_.compare(was.cut_method, is.cut_method, "scoring", "", "method of the cut scores");
    }

    void of_notice() {
        const Notice nothing;
        const Notice& was = was_.notice ? *was_.notice : nothing;
        const Notice& is = is_.notice ? *is_.notice : nothing;
        const std::vector<std::pair<const char*, Text Notice::*>> parts = {
            {"controller", &Notice::controller},       {"legal_basis", &Notice::legal_basis}, {"purpose", &Notice::purpose},
            {"excluded_uses", &Notice::excluded_uses}, {"retention", &Notice::retention},     {"contact", &Notice::contact}};
        for (const auto& [name, part] : parts) words_.compare(was.*part, is.*part, "notice", "", name);
    }

    const SurveyContent& was_;
    const SurveyContent& is_;
    Differences out_;
    WordsDiff words_;
    ById<Scale> scales_before_;
    ById<Scale> scales_after_;
    std::vector<std::string> reworded_scales_;
    std::map<std::string, std::size_t> place_;                 ///< of the verdict on a competency
    std::map<std::string, std::vector<std::string>> removed_;  ///< items, by competency
    std::map<std::string, std::vector<std::string>> added_;
};

}  // namespace

Differences diff(const SurveyContent& was, const SurveyContent& is) {
    return SurveyDiff(was, is).run();
}

void add_verdicts_of_frameworks(Differences& surveys, const Differences& frameworks) {
    std::map<std::string, const Verdict*> known;
    for (const Verdict& one : frameworks.verdicts) known.emplace(one.competency, &one);
    for (Verdict& one : surveys.verdicts) {
        const auto found = known.find(one.competency);
        if (found == known.end()) continue;
        // That the framework stands in no way matters where nothing else does.
        const bool says_something = found->second->comparability != Comparability::comparable || one.comparability == Comparability::comparable;
        for (const std::string& reason : says_something ? found->second->reasons : std::vector<std::string>()) {
            one.add(found->second->comparability, "framework: " + reason);
        }
        one.comparability = std::max(one.comparability, found->second->comparability);
    }
    if (surveys.relation.empty()) surveys.relation = frameworks.relation;
}

}  // namespace capgap
