#include <capgap/training/ratings.hpp>

#include <capgap/base/message.hpp>
#include <capgap/training/codes.hpp>

#include <array>
#include <map>
#include <utility>

namespace capgap {

namespace {

std::string words(const LevelRange& range) {
    return std::to_string(range.from) + " to " + std::to_string(range.to);
}

/// "no `decision_from` and `decision_to`, and no `decided_by`"
std::string what_is_missing(const ModuleRating& rating) {
    std::string out;
    const auto add = [&out](bool missing, const char* columns) {
        if (missing) out += (out.empty() ? "" : ", ") + std::string(columns);
    };
    add(!rating.decision, "`decision_from` and `decision_to`");
    add(rating.decided_by.empty(), "`decided_by`");
    add(rating.decided_on.empty(), "`decided_on`");
    return out;
}

std::optional<LevelRange> settled(const ModuleRating& rating) {
    const RatingStatus status = status_of(rating);
    if (status == RatingStatus::decided) return rating.decision;
    return status == RatingStatus::agreed ? rating.first : std::nullopt;
}

}  // namespace

RatingStatus status_of(const ModuleRating& rating) {
    if (!rating.first || !rating.second) return RatingStatus::unrated;
    if (rating.decision && !rating.decided_by.empty() && !rating.decided_on.empty()) return RatingStatus::decided;
    return *rating.first == *rating.second && !rating.decision ? RatingStatus::agreed : RatingStatus::undecided;
}

std::string_view to_string(RatingStatus status) {
    static constexpr std::array<std::string_view, 4> names = {"unrated", "agreed", "undecided", "decided"};
    return names[static_cast<std::size_t>(status)];
}

std::string module_name(const Catalogue& catalogue, std::size_t remedy, std::size_t module) {
    return catalogue.remedies()[remedy].id.text() + '#' + std::to_string(module + 1);
}

std::vector<ModuleRating> with_unrated(const Catalogue& catalogue, std::vector<ModuleRating> ratings) {
    std::map<std::pair<std::size_t, std::size_t>, ModuleRating> known;
    for (ModuleRating& one : ratings) known.emplace(std::pair{one.remedy, one.module}, std::move(one));
    std::vector<ModuleRating> out;
    for (std::size_t r = 0; r < catalogue.remedies().size(); ++r) {
        for (std::size_t m = 0; m < catalogue.remedies()[r].modules.size(); ++m) {
            const auto found = known.find({r, m});
            if (found != known.end()) {
                out.push_back(std::move(found->second));
            } else {
                out.emplace_back();
                out.back().remedy = r;
                out.back().module = m;
            }
        }
    }
    return out;
}

Diagnostics check_ratings(const Catalogue& catalogue, const std::vector<ModuleRating>& ratings) {
    Diagnostics found;
    for (const ModuleRating& one : ratings) {
        const std::string name = in_quotes(module_name(catalogue, one.remedy, one.module));
        if (status_of(one) == RatingStatus::undecided) {
            const bool differ = *one.first != *one.second;
            found.push_back(error(codes::rating_undecided, one.at,
                                  differ ? "of the module " + name + " one says level " + words(*one.first) + ", the other " + words(*one.second) +
                                               "; missing: " + what_is_missing(one)
                                         : "both say level " + words(*one.first) + " of the module " + name +
                                               ", and a decision stands beside it without its author and date; missing: " + what_is_missing(one),
                                  "a decision has a name and a day"));
        }
        const ModuleContent& module = catalogue.remedies()[one.remedy].modules[one.module];
        const auto range = settled(one);
        if (!range || *range == LevelRange{module.from, module.to}) continue;
        found.push_back(warning(
            codes::rating_differs, one.at,
            "the module " + name + " was settled to lead from level " + words(*range) + ", the catalogue says " + words({module.from, module.to}),
            "the coverage is that of the catalogue: bring it up to date"));
    }
    return found;
}

}  // namespace capgap
