#pragma once

#include <capgap/training/places.hpp>
#include <capgap/training/recommend.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace capgap {

/// "pt-BR" speaks to "pt" and the other way round, whatever the case: one is the beginning of the other, part by part.
[[nodiscard]] bool same_language(std::string_view a, std::string_view b);

/// In which languages the people of a group work, as far as it is shown.
class WorkingLanguages {
public:
    explicit WorkingLanguages(const RecommendInput& input);

    /// Those with a shown row of the group; where it has none, of the nearest group above that has; empty where nothing is known.
    [[nodiscard]] const std::vector<std::string>& of(const Group& group) const;

private:
    const InstitutionTree& institutions_;
    std::map<PlaceKey, std::vector<std::string>> shown_;
};

}  // namespace capgap
