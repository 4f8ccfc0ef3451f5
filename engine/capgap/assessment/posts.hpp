#pragma once

#include <capgap/base/result.hpp>
#include <capgap/base/string_index.hpp>
#include <capgap/framework/framework.hpp>
#include <capgap/framework/profiles.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace capgap {

/// A line of the posts file. A post stands in several lines where it has several profiles, the one it counts in first.
struct PostContent {
    std::string post;
    std::string profile;
    Location at;                       ///< of the post
    std::uint32_t profile_column = 0;  ///< 1-based; 0: not known
};

/// Which profile the people of a post are compared with and counted in.
///
/// A post with several profiles is given, per competency, the highest of their targets, and counts in the first. That can be shown without giving
/// anybody away only where the first has all the highest: people who are held to another target than their row says would stand out in it (the people
/// under target less those at the levels under the row's target), however few they are. Other posts are therefore errors that say what to do.
class Posts {
public:
    /// `profiles` are for `framework`. `at`: the file. Errors: nothing in it, a post without name, an unknown profile, a profile twice for one post,
    /// a post whose first profile does not have the highest targets.
    static Result<Checked<Posts>> make(const std::vector<PostContent>& content, const Profiles& profiles, const Framework& framework,
                                       const Location& at);

    const StringIndex& names() const noexcept { return names_; }
    /// Index of the profile in Profiles.
    std::size_t profile(std::size_t post) const { return profile_[post]; }

private:
    Posts() = default;

    StringIndex names_;
    std::vector<std::size_t> profile_;
};

}  // namespace capgap
