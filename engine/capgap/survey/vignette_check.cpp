#include <capgap/base/did_you_mean.hpp>
#include <capgap/base/message.hpp>
#include <capgap/survey/checks.hpp>
#include <capgap/survey/codes.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace capgap {

namespace {

/// Which self-rating each vignette goes with. An item that has more than one of competency, attitude and anchors is reported elsewhere.
class VignetteCheck {
public:
    explicit VignetteCheck(const SurveyCheck& check) : check_(check), hint_(self_ratings(check.content)) {
        for (const Item& item : check.content.items) items_.try_emplace(item.id.text(), &item);
    }

    void run() {
        for (const Item& item : check_.content.items) {
            if (!item.anchors.empty()) check_vignette(item, "the vignette " + in_quotes(item.id.text()));
        }
        for (const auto& [item, vignettes] : vignettes_of_) {
            if (vignettes <= Survey::max_vignettes) continue;
            check_.found.push_back(error(codes::vignettes_too_many, item->at,
                                         "the item " + in_quotes(item->id.text()) + " has " + counted(vignettes, "vignette") + ", 1 to " +
                                             std::to_string(Survey::max_vignettes) + " are possible"));
        }
    }

private:
    static std::vector<std::string> self_ratings(const SurveyContent& content) {
        std::vector<std::string> ids;
        for (const Item& item : content.items) {
            if (!item.competency.empty()) ids.push_back(item.id.text());
        }
        return ids;
    }

    void check_vignette(const Item& vignette, const std::string& name) {
        if (check_.content.unit == Unit::institution) {
            check_.found.push_back(error(codes::question_of_persons_only, vignette.at,
                                         name + " asks to place a described person, and the survey asks institutions",
                                         "only persons have vignettes"));
        }
        if (vignette.reversed) {
            check_.found.push_back(error(codes::vignette_reversed, vignette.at, name + " says `reversed`",
                                         "leave it out: a vignette is turned round where the item that it anchors is"));
        }
        const auto found = items_.find(vignette.anchors.text());
        if (found == items_.end()) {
            check_.found.push_back(error(codes::vignette_item_unknown, vignette.at,
                                         name + " anchors " + in_quotes(vignette.anchors.text()) + ", which is no item of this survey",
                                         hint_(vignette.anchors.text())));
            return;
        }
        check_anchored(vignette, *found->second, name);
    }

    void check_anchored(const Item& vignette, const Item& anchored, const std::string& name) {
        const std::string place = in_quotes(anchored.id.text()) + " at " + place_from(vignette.at, anchored.at);
        if (anchored.competency.empty()) {
            const char* const what = &anchored == &vignette ? "is itself" : anchored.anchors.empty() ? "is on an attitude" : "is a vignette";
            check_.found.push_back(error(codes::vignette_item_unscored, vignette.at, name + " anchors " + place + ", which " + what,
                                         "a vignette goes with an item in which people rate themselves on a competency"));
            return;
        }
        if (anchored.scale != vignette.scale) {
            check_.found.push_back(error(codes::vignette_scale_differs, vignette.at,
                                         name + " has the scale " + in_quotes(vignette.scale.text()) + ", and " + place + ", which it anchors, " +
                                             in_quotes(anchored.scale.text()),
                                         "people place themselves and the described person on one scale"));
        }
        const auto known = std::find_if(vignettes_of_.begin(), vignettes_of_.end(), [&](const auto& one) { return one.first == &anchored; });
        if (known == vignettes_of_.end()) {
            vignettes_of_.emplace_back(&anchored, 1);
        } else {
            ++known->second;
        }
    }

    const SurveyCheck& check_;
    DidYouMean hint_;
    std::map<std::string, const Item*> items_;
    std::vector<std::pair<const Item*, std::size_t>> vignettes_of_;
};

}  // namespace

void check_vignettes(const SurveyCheck& check) {
    VignetteCheck(check).run();
}

}  // namespace capgap
