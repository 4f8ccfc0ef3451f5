#include <capgap/framework/framework_diff.hpp>

#include <capgap/base/message.hpp>
#include <capgap/framework/by_id.hpp>
#include <capgap/framework/words_diff.hpp>

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace capgap {

namespace {

std::map<std::string, int> targets_of(const ProfileContent& profile) {
    std::map<std::string, int> out;
    for (const Target& target : profile.targets) out.emplace(target.competency.text(), target.level);
    return out;
}

class ProfilesDiff {
public:
    ProfilesDiff(const ProfilesContent& was, const ProfilesContent& is) : was_(was), is_(is), words_(was.head, is.head, out_.changes) {
        out_.kind = "profiles";
        out_.was = was.head.id + ' ' + was.head.version;
        out_.is = is.head.id + ' ' + is.head.version;
        out_.of_what = "shares below target";
        for (const ProfilesContent* file : {&was, &is}) {
            for (const ProfileContent& profile : file->profiles) {
                for (const Target& target : profile.targets) add_verdict(target.competency.text());
            }
        }
    }

    Differences run() {
        words_.compare(was_.framework.text(), is_.framework.text(), "profiles", "", "framework");
        words_.compare(status_of(was_), status_of(is_), "profiles", "", "status");
        words_.compare(was_.approved_by, is_.approved_by, "profiles", "", "approved_by");
        words_.compare(was_.approved_on, is_.approved_on, "profiles", "", "approved_on");
        const ById<ProfileContent> all_before(was_.profiles);
        const ById<ProfileContent> all_after(is_.profiles);
        for (const ProfileContent& before : was_.profiles) {
            if (const ProfileContent* after = all_after.find(before.id.text())) {
                of_both(before, *after);
            } else {
                of_one(before, Change::Kind::removed, was_);
            }
        }
        for (const ProfileContent& after : is_.profiles) {
            if (all_before.find(after.id.text()) == nullptr) of_one(after, Change::Kind::added, is_);
        }
        for (Verdict& one : out_.verdicts) judge_profiles(one);
        return std::move(out_);
    }

private:
    /// Of the profiles that have a target for a competency.
    struct One {
        std::vector<std::string> removed;
        std::vector<std::string> added;
        bool in_both = false;
    };

    /// Where profiles come and go, the share of all together speaks of other people.
    void judge_profiles(Verdict& verdict) {
        const One& of = of_competency_[verdict.competency];
        const auto say = [&](const std::vector<std::string>& profiles, const std::string& done) {
            if (profiles.empty()) return;
            verdict.add(Comparability::with_care, (profiles.size() == 1 ? "profile " : "profiles ") + listed(profiles) + ' ' + done);
        };
        if (!of.in_both) verdict.add(Comparability::not_comparable, "no profile of both has a target for it");
        say(of.removed, "removed");
        say(of.added, "added");
        if (of.in_both && !(of.removed.empty() && of.added.empty())) verdict.add(Comparability::with_care, "compare profile by profile");
    }

    static std::string status_of(const ProfilesContent& content) { return content.approved ? "approved" : "proposed"; }

    void add_verdict(const std::string& competency) {
        if (!place_.try_emplace(competency, out_.verdicts.size()).second) return;
        out_.verdicts.push_back({competency});
    }
    Verdict& verdict(const std::string& competency) { return out_.verdicts[place_.at(competency)]; }

    /// A profile that only one file has.
    void of_one(const ProfileContent& profile, Change::Kind kind, const ProfilesContent& file) {
        const std::string& title = profile.title.in(file.head.languages.front());
        out_.changes.push_back(
            {kind, "profile", profile.id.text(), "", "", kind == Change::Kind::removed ? title : "", kind == Change::Kind::added ? title : ""});
        for (const Target& target : profile.targets) {
            One& of = of_competency_[target.competency.text()];
            (kind == Change::Kind::removed ? of.removed : of.added).push_back(profile.id.text());
        }
    }

    void of_both(const ProfileContent& was, const ProfileContent& is) {
        const std::string& id = was.id.text();
        words_.compare(was.title, is.title, "profile", id, "title");
        words_.compare(was.description, is.description, "profile", id, "description");
        const std::map<std::string, int> before = targets_of(was);
        std::map<std::string, int> all = targets_of(is);
        for (const auto& [competency, level] : before) all.emplace(competency, 0);
        for (const auto& [competency, level] : all) {
            const auto known = before.find(competency);
            of_target(id, competency, known == before.end() ? 0 : known->second, level);
        }
    }

    void of_target(const std::string& profile, const std::string& competency, int was, int is) {
        if (was != 0 && is != 0) of_competency_[competency].in_both = true;
        if (was == is) return;
        Change::Kind kind = is > was ? Change::Kind::raised : Change::Kind::lowered;
        if (was == 0) kind = Change::Kind::added;
        if (is == 0) kind = Change::Kind::removed;
        const auto level = [](int target) { return target == 0 ? std::string() : std::to_string(target); };
        out_.changes.push_back({kind, "profile", profile, "target for " + competency, "", level(was), level(is)});
        const std::string step = was == 0 || is == 0 ? "" : " from " + level(was) + " to " + level(is);
        verdict(competency).add(Comparability::not_comparable, "the target of " + in_quotes(profile) + " is " + std::string(to_string(kind)) + step);
    }

    const ProfilesContent& was_;
    const ProfilesContent& is_;
    Differences out_;
    WordsDiff words_;
    std::map<std::string, std::size_t> place_;
    std::map<std::string, One> of_competency_;
};

}  // namespace

Differences diff(const ProfilesContent& was, const ProfilesContent& is) {
    return ProfilesDiff(was, is).run();
}

}  // namespace capgap
