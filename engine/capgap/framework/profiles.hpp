#pragma once

#include <capgap/framework/framework.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace capgap {

struct Target {
    CompetencyId competency;
    int level = 0;  ///< 1..L
    Location at;
};

struct ProfileContent {
    ProfileId id;
    Location at;
    Text title;
    Text description;
    std::vector<Target> targets;
};

struct ProfilesContent {
    Head head;
    FrameworkRef framework;
    bool approved = false;
    std::string approved_by;
    std::string approved_on;  ///< YYYY-MM-DD
    std::vector<ProfileContent> profiles;
    Location status_at;       ///< of `status`; the head's place stands in where it is not known
    Location approved_on_at;  ///< likewise
};

/// Roles and the levels they require, checked against a framework.
class Profiles {
public:
    /// Profiles are coded in 16 bits, and one code says "none".
    static constexpr std::size_t max_profiles = 65'535;

    static Result<Checked<Profiles>> make(ProfilesContent content, const Framework& framework);

    const ProfilesContent& content() const noexcept { return content_; }
    std::size_t size() const noexcept { return content_.profiles.size(); }
    std::optional<std::size_t> index(std::string_view profile_id) const;
    /// The required level 1..L; 0 where the profile has no target for the competency.
    int target(std::size_t profile, std::size_t competency) const { return targets_[profile][competency]; }

private:
    Profiles() = default;

    ProfilesContent content_;
    StringIndex index_;
    std::vector<std::vector<int>> targets_;  ///< [profile][competency]
};

}  // namespace capgap
