#include <capgap/training/recommend.hpp>

#include <capgap/training/needs.hpp>
#include <capgap/training/places.hpp>
#include <capgap/training/unit_advice.hpp>

#include <algorithm>
#include <map>

namespace capgap {

std::string Reason::text() const {
    std::string out = code;
    for (const auto& [name, of] : values) out += ';' + name + '=' + of;
    return out;
}

std::string Reason::value(std::string_view name) const {
    const auto found = std::find_if(values.begin(), values.end(), [name](const auto& one) { return one.first == name; });
    return found == values.end() ? std::string() : found->second;
}

namespace {

/// The advice of a round, group by group in their order: parents come before what is below them.
class RoundAdvice {
public:
    explicit RoundAdvice(const RecommendInput& input)
        : input_(input), needs_(*input.tables, input.institutions, input.framework.levels().size()), barriers_(input), languages_(input) {}

    std::vector<Recommendation> make() {
        const std::vector<ShownGroup>& groups = input_.tables->groups;
        for (std::size_t g = 0; g < groups.size(); ++g) {
            const Group& keys = groups[g].keys;
            if (!groups[g].suppressed && keys.dimension == Group::everyone && keys.profile == Group::everyone) add(g);
        }
        return std::move(out_);
    }

private:
    void add(std::size_t group) {
        const GroupNeeds needs = needs_.of(group);
        const Group& keys = input_.tables->groups[group].keys;
        UnitFacts facts{group, needs.needs, {}, barriers_.of(keys, needs), languages_.of(keys)};
        for (const std::size_t competency : needs.nearly_everyone) facts.nearly_everyone.push_back(from_above(competency, keys));
        const std::size_t begin = out_.size();
        for (Recommendation& line : UnitAdvice(input_, std::move(facts)).lines()) out_.push_back(std::move(line));
        lines_of_[place_key(keys)] = {begin, out_.size()};
    }

    NearlyEveryone from_above(std::size_t competency, const Group& keys) const {
        NearlyEveryone out{competency, {}, {}};
        for (const PlaceKey& place : up_from(keys, input_.institutions)) {
            if (place != place_key(keys) && take_from(place, out)) break;
        }
        return out;
    }

    bool take_from(const PlaceKey& place, NearlyEveryone& to) const {
        const auto lines = lines_of_.find(place);
        if (lines == lines_of_.end()) return false;
        for (std::size_t i = lines->second.first; i < lines->second.second; ++i) {
            const Recommendation& line = out_[i];
            const bool is_its_own = line.kind == Recommendation::Kind::remedy && line.reason.code != "nearly_everyone";
            if (is_its_own && line.competency == to.competency) to.remedies.push_back(line);
        }
        to.as_in = place.institution == Group::everyone ? "*" : input_.institutions[static_cast<std::size_t>(place.institution)].id.text();
        return !to.remedies.empty();
    }

    const RecommendInput& input_;
    Needs needs_;
    EnvironmentBarriers barriers_;
    WorkingLanguages languages_;
    std::vector<Recommendation> out_;
    std::map<PlaceKey, std::pair<std::size_t, std::size_t>> lines_of_;
};

}  // namespace

std::vector<Recommendation> recommend(const RecommendInput& input) {
    return RoundAdvice(input).make();
}

}  // namespace capgap
