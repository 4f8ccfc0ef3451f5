#include <capgap/base/date.hpp>
#include <capgap/base/did_you_mean.hpp>
#include <capgap/base/id_check.hpp>
#include <capgap/base/message.hpp>
#include <capgap/framework/codes.hpp>
#include <capgap/framework/missing_part.hpp>
#include <capgap/framework/profiles.hpp>
#include <capgap/framework/text_check.hpp>

#include <map>
#include <utility>

namespace capgap {

namespace {

/// Everything a schema cannot say about a profiles file, in the order of the file.
class ProfilesCheck {
public:
    ProfilesCheck(const ProfilesContent& content, const Framework& framework)
        : content_(content),
          framework_(framework),
          texts_(content.head, TextCheck::Version::required, found_),
          did_you_mean_(framework.competency_ids()),
          has_target_(framework.competencies().size(), false) {}

    Diagnostics run() {
        check_framework();
        check_approval();
        check_profiles();
        texts_.finish();
        sort_by_place(found_);
        return std::move(found_);
    }

private:
    void check_framework() {
        fits_ = framework_.serves(content_.framework);
        if (fits_) return;
        found_.push_back(error(codes::profiles_framework_mismatch, content_.framework.at,
                               "the profiles are for " + content_.framework.text() + ", the framework is " + framework_.ref().text(),
                               "use the framework they were written for, or review the targets and change `framework`"));
    }

    void check_approval() {
        const Location& at = content_.status_at.line != 0 ? content_.status_at : content_.head.at;
        if (!content_.approved) {
            if (content_.approved_by.empty() && content_.approved_on.empty()) return;
            found_.push_back(warning(codes::approval_of_proposal, at,
                                     "an approval is named, but the status is proposed: reports will say that nobody approved",
                                     "write `status: approved`, or take the approval out"));
            return;
        }
        const char* hint = "approved targets say who approved them and on which day: reports print both";
        if (content_.approved_by.empty())
            found_.push_back(error(codes::approval_incomplete, at, "the status is approved, but `approved_by` is missing", hint));
        if (content_.approved_on.empty()) {
            found_.push_back(error(codes::approval_incomplete, at, "the status is approved, but `approved_on` is missing", hint));
        } else if (!parse_date(content_.approved_on)) {
            found_.push_back(error(codes::approval_date_malformed, content_.approved_on_at.line != 0 ? content_.approved_on_at : at,
                                   "`approved_on` is " + in_quotes(content_.approved_on) + ", a day of the calendar was expected",
                                   "write it as YYYY-MM-DD"));
        }
    }

    void check_profiles() {
        const std::size_t count = content_.profiles.size();
        if (count == 0) found_.push_back(error(codes::profile_count, content_.head.at, "the file has no profile"));
        if (count > Profiles::max_profiles) {
            found_.push_back(
                error(codes::profile_count, content_.profiles[Profiles::max_profiles].at,
                      "the file has " + std::to_string(count) + " profiles, at most " + std::to_string(Profiles::max_profiles) + " are possible"));
        }
        IdCheck ids({codes::profile_id_malformed, codes::profile_repeated}, found_);
        for (const ProfileContent& profile : content_.profiles) {
            ids.add("profile", profile.id.text(), profile.at);
            const TextOwner owner{"the profile " + in_quotes(profile.id.text()), profile.at};
            texts_.required(profile.title, "title", owner);
            texts_.optional(profile.description, "description", owner);
            check_targets(profile, owner.name);
        }
        if (fits_ && count > 0) remark_on_competencies_without_target();
    }

    void check_targets(const ProfileContent& profile, const std::string& name) {
        if (profile.targets.empty()) {
            found_.push_back(warning(codes::profile_without_target, profile.at, name + " has no target: nobody with it is in a table of gaps"));
        }
        std::map<std::string, Location> seen;
        for (const Target& target : profile.targets) {
            const auto [first, is_new] = seen.try_emplace(target.competency.text(), target.at);
            if (!is_new) {
                found_.push_back(error(
                    codes::target_repeated, target.at,
                    name + " has two targets for " + in_quotes(target.competency.text()) + ", the first at " + place_from(target.at, first->second)));
            }
            // Against another framework every target would look wrong, and none of these messages would help.
            if (fits_) check_target(target, name);
        }
    }

    void check_target(const Target& target, const std::string& name) {
        const std::string& id = target.competency.text();
        const auto competency = framework_.competency_index(id);
        if (competency) {
            has_target_[*competency] = true;
        } else if (framework_.attitude_index(id)) {
            found_.push_back(error(codes::target_competency_unknown, target.at,
                                   name + " has a target for " + in_quotes(id) + ", which is an attitude",
                                   "attitudes are described, never graded: take the target out"));
        } else {
            MissingPart missing = missing_part(framework_, UnusedPart::Kind::competency, id, "the target", did_you_mean_);
            found_.push_back(error(codes::target_competency_unknown, target.at,
                                   name + " has a target for " + in_quotes(id) + ", a competency that " + missing.lacking, std::move(missing.hint)));
        }
        const auto levels = static_cast<int>(framework_.levels().size());
        if (target.level >= 1 && target.level <= levels) return;
        found_.push_back(error(codes::target_out_of_range, target.at,
                               name + " has the target " + std::to_string(target.level) + " for " + in_quotes(id) + ", a level from 1 to " +
                                   std::to_string(levels) + " was expected",
                               target.level == 0 ? "leave a competency out that the profile does not require" : ""));
    }

    void remark_on_competencies_without_target() {
        std::vector<std::string> without;
        for (std::size_t i = 0; i < has_target_.size(); ++i) {
            if (!has_target_[i]) without.push_back(framework_.competencies()[i].id.text());
        }
        if (without.empty()) return;
        found_.push_back(remark(codes::competency_without_target, content_.head.at, "no profile has a target for " + listed(without)));
    }

    const ProfilesContent& content_;
    const Framework& framework_;
    Diagnostics found_;
    TextCheck texts_;
    DidYouMean did_you_mean_;
    std::vector<bool> has_target_;
    bool fits_ = true;
};

}  // namespace

Result<Checked<Profiles>> Profiles::make(ProfilesContent content, const Framework& framework) {
    Diagnostics found = ProfilesCheck(content, framework).run();
    if (has_errors(found)) return Errors(std::move(found));
    Profiles profiles;
    for (const ProfileContent& profile : content.profiles) {
        profiles.index_.add(profile.id.text());
        std::vector<int>& levels = profiles.targets_.emplace_back(framework.competencies().size(), 0);
        for (const Target& target : profile.targets) levels[*framework.competency_index(target.competency.text())] = target.level;
    }
    profiles.content_ = std::move(content);
    return Checked<Profiles>{std::move(profiles), std::move(found)};
}

std::optional<std::size_t> Profiles::index(std::string_view profile_id) const {
    return index_.find(profile_id);
}

}  // namespace capgap
