#include <capgap/assessment/codes.hpp>
#include <capgap/assessment/posts.hpp>
#include <capgap/base/did_you_mean.hpp>
#include <capgap/base/message.hpp>

#include <algorithm>
#include <utility>

namespace capgap {

namespace {

/// The profiles of one post, in the order of the file.
struct Named {
    Location at;
    std::vector<std::size_t> profiles;
};

std::vector<std::string> profile_ids(const Profiles& profiles) {
    std::vector<std::string> ids;
    for (const ProfileContent& profile : profiles.content().profiles) ids.push_back(profile.id.text());
    return ids;
}

class PostCheck {
public:
    PostCheck(const Profiles& profiles, const Framework& framework) : profiles_(profiles), framework_(framework), similar_(profile_ids(profiles)) {}

    void add(const PostContent& line) {
        const Location profile_at{line.at.file, line.at.line, line.profile_column};
        if (line.post.empty()) {
            found_.push_back(error(codes::post_name_missing, line.at, "the line names no post"));
            return;
        }
        const auto profile = profiles_.index(line.profile);
        if (!profile) {
            found_.push_back(error(codes::post_profile_unknown, profile_at,
                                   "post " + in_quotes(line.post) + " has the profile " + in_quotes(line.profile) + ", which the targets do not have",
                                   similar_(line.profile)));
            return;
        }
        const std::uint32_t post = names_.add(line.post);
        if (post == posts_.size()) posts_.push_back({line.at, {}});
        std::vector<std::size_t>& named = posts_[post].profiles;
        if (std::find(named.begin(), named.end(), *profile) != named.end()) {
            found_.push_back(error(codes::post_profile_repeated, profile_at,
                                   "post " + in_quotes(line.post) + " has the profile " + in_quotes(line.profile) + " twice"));
            return;
        }
        named.push_back(*profile);
    }

    void check_targets() {
        for (std::size_t post = 0; post < posts_.size(); ++post) check_targets(posts_[post], names_.name(static_cast<std::uint32_t>(post)));
    }

    Diagnostics& found() { return found_; }
    StringIndex take_names() { return std::move(names_); }
    const std::vector<Named>& posts() const { return posts_; }

private:
    int highest(const Named& post, std::size_t competency) const {
        int out = 0;
        for (const std::size_t profile : post.profiles) out = std::max(out, profiles_.target(profile, competency));
        return out;
    }

    bool has_all_highest(const Named& post, std::size_t profile) const {
        for (std::size_t c = 0; c < framework_.competencies().size(); ++c) {
            if (profiles_.target(profile, c) < highest(post, c)) return false;
        }
        return true;
    }

    void check_targets(const Named& post, const std::string& name) {
        if (has_all_highest(post, post.profiles.front())) return;
        std::vector<std::string> higher;
        std::string all;
        for (std::size_t c = 0; c < framework_.competencies().size(); ++c) {
            const std::string& id = framework_.competencies()[c].id.text();
            const int target = highest(post, c);
            if (profiles_.target(post.profiles.front(), c) < target) higher.push_back(id);
            if (target > 0) all += (all.empty() ? "" : ", ") + ('"' + id + "\": ") + std::to_string(target);
        }
        const auto first =
            std::find_if(post.profiles.begin(), post.profiles.end(), [&](std::size_t profile) { return has_all_highest(post, profile); });
        const std::string hint = first != post.profiles.end() ? "name " + in_quotes(id_of(*first)) + " first: it has the highest targets of all"
                                                              : "give the post a profile of its own in the targets, with targets: {" + all + "}";
        found_.push_back(error(codes::post_targets_higher, post.at,
                               "post " + in_quotes(name) + " counts in the profile " + in_quotes(id_of(post.profiles.front())) +
                                   ", but another of its profiles asks for more in " + listed(higher) +
                                   ": the few people held to another target than their row says would stand out in it",
                               hint));
    }

    const std::string& id_of(std::size_t profile) const { return profiles_.content().profiles[profile].id.text(); }

    const Profiles& profiles_;
    const Framework& framework_;
    DidYouMean similar_;
    StringIndex names_;
    std::vector<Named> posts_;
    Diagnostics found_;
};

}  // namespace

Result<Checked<Posts>> Posts::make(const std::vector<PostContent>& content, const Profiles& profiles, const Framework& framework,
                                   const Location& at) {
    PostCheck check(profiles, framework);
    if (content.empty()) check.found().push_back(error(codes::posts_missing, at, "the file has no post"));
    for (const PostContent& line : content) check.add(line);
    check.check_targets();
    if (!check.found().empty()) {
        sort_by_place(check.found());
        return std::move(check.found());
    }
    Posts out;
    for (const Named& post : check.posts()) out.profile_.push_back(post.profiles.front());
    out.names_ = check.take_names();
    return Checked<Posts>{std::move(out), {}};
}

}  // namespace capgap
