#include <capgap/base/id_check.hpp>
#include <capgap/base/message.hpp>
#include <capgap/survey/checks.hpp>
#include <capgap/survey/codes.hpp>
#include <capgap/survey/scoring_key.hpp>

#include <map>
#include <string>

namespace capgap {

namespace {

void check_options(const SurveyCheck& check, const Scale& scale, const std::string& name) {
    const std::size_t count = scale.options.size();
    if (count < 2 || count > Survey::max_options) {
        check.found.push_back(error(codes::option_count, scale.at,
                                    name + " has " + counted(count, "option") + ", 2 to " + std::to_string(Survey::max_options) + " are possible"));
    }
    IdCheck ids({codes::survey_id_malformed, codes::survey_id_repeated}, check.found);
    for (const Option& option : scale.options) {
        ids.add("option", option.id.text(), option.at);
        check.texts.required(option.title, "title", {"the option " + in_quotes(option.id.text()) + " of " + name, option.at});
    }
}

/// The first item on a competency that uses each scale.
std::map<std::string, const Item*> first_uses(const SurveyContent& content) {
    std::map<std::string, const Item*> uses;
    for (const Item& item : content.items) {
        if (!item.competency.empty()) uses.try_emplace(item.scale.text(), &item);
    }
    return uses;
}

}  // namespace

void check_scales(const SurveyCheck& check) {
    const std::map<std::string, const Item*> uses = first_uses(check.content);
    IdCheck ids({codes::survey_id_malformed, codes::survey_id_repeated}, check.found);
    for (const Scale& scale : check.content.scales) {
        ids.add("scale", scale.id.text(), scale.at);
        const std::string name = "the scale " + in_quotes(scale.id.text());
        check_options(check, scale, name);
        const auto use = uses.find(scale.id.text());
        if (use == uses.end() || denominator(scale) != 0) continue;
        check.found.push_back(error(codes::scale_without_range, scale.at,
                                    name + " has fewer than two different scores, but the item " + in_quotes(use->second->id.text()) + " at " +
                                        place_from(scale.at, use->second->at) + " measures a competency with it",
                                    "give at least two of its options a `score`, the lowest and the highest different"));
    }
}

}  // namespace capgap
