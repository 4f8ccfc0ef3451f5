#include <capgap/base/did_you_mean.hpp>
#include <capgap/base/message.hpp>
#include <capgap/framework/missing_part.hpp>
#include <capgap/survey/checks.hpp>
#include <capgap/survey/codes.hpp>

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace capgap {

namespace {

std::vector<std::string> scale_ids(const SurveyContent& content) {
    std::vector<std::string> ids;
    for (const Scale& scale : content.scales) ids.push_back(scale.id.text());
    return ids;
}

/// What each item measures, and on which scale.
class ItemCheck {
public:
    explicit ItemCheck(const SurveyCheck& check)
        : check_(check),
          competency_hint_(check.framework.competency_ids()),
          attitude_hint_(check.framework.attitude_ids()),
          scale_hint_(scale_ids(check.content)),
          items_of_(check.framework.competencies().size()) {
        for (const Scale& scale : check.content.scales) scales_.insert(scale.id.text());
    }

    void run() {
        if (check_.content.items.empty()) check_.found.push_back(error(codes::item_count, check_.content.head.at, "the survey has no item"));
        for (const Item& item : check_.content.items) {
            const std::string name = "the item " + in_quotes(item.id.text());
            check_.texts.required(item.title, "title", {name, item.at});
            check_.texts.optional(item.help, "help", {name, item.at});
            check_measured(item, name);
            check_scale(item, name);
        }
        if (check_.fits && all_known_ && !check_.content.items.empty()) check_coverage();
    }

private:
    void check_measured(const Item& item, const std::string& name) {
        const bool has_competency = !item.competency.empty();
        const bool has_attitude = !item.attitude.empty();
        const int measured = int{has_competency} + int{has_attitude} + int{!item.anchors.empty()};
        if (measured != 1) {
            check_.found.push_back(error(codes::item_measures_not_one, item.at,
                                         name + (measured > 1 ? " has more than one of competency, attitude and anchors"
                                                              : " has neither a competency nor an attitude, and anchors no other item"),
                                         "an item has exactly one of the three"));
        }
        if (!check_.fits) return;
        if (has_competency) check_competency(item, name);
        if (has_attitude) check_attitude(item, name);
    }

    void check_competency(const Item& item, const std::string& name) {
        const std::string& id = item.competency.text();
        if (const auto competency = check_.framework.competency_index(id)) {
            items_of_[*competency].push_back(&item);
            return;
        }
        all_known_ = false;
        MissingPart missing = missing_part(check_.framework, UnusedPart::Kind::competency, id, "the item", competency_hint_);
        if (check_.framework.attitude_index(id)) missing.hint = "it is an attitude: write `attitude: " + id + '`';
        check_.found.push_back(error(codes::item_competency_unknown, item.at,
                                     name + " names the competency " + in_quotes(id) + ", which " + missing.lacking, std::move(missing.hint)));
    }

    void check_attitude(const Item& item, const std::string& name) {
        const std::string& id = item.attitude.text();
        if (check_.framework.attitude_index(id)) return;
        MissingPart missing = missing_part(check_.framework, UnusedPart::Kind::attitude, id, "the item", attitude_hint_);
        if (check_.framework.competency_index(id)) missing.hint = "it is a competency: write `competency: " + id + '`';
        check_.found.push_back(error(codes::item_attitude_unknown, item.at,
                                     name + " names the attitude " + in_quotes(id) + ", which " + missing.lacking, std::move(missing.hint)));
    }

    void check_scale(const Item& item, const std::string& name) {
        const std::string& id = item.scale.text();
        if (scales_.count(id) > 0) return;
        check_.found.push_back(
            error(codes::item_scale_unknown, item.at, name + " names the scale " + in_quotes(id) + ", which is none of `scales`", scale_hint_(id)));
    }

    void check_coverage() {
        std::vector<std::string> without;
        for (std::size_t i = 0; i < items_of_.size(); ++i) {
            const std::string& id = check_.framework.competencies()[i].id.text();
            if (items_of_[i].empty()) without.push_back(id);
            if (items_of_[i].size() == 1 && check_.content.unit == Unit::person) {
                check_.found.push_back(remark(codes::competency_with_single_item, items_of_[i].front()->at,
                                              "this is the only item of the competency " + in_quotes(id) +
                                                  ": a person's level hangs on one answer, and no reliability can be computed"));
            }
        }
        if (without.empty()) return;
        check_.found.push_back(warning(codes::competency_without_item, check_.content.framework.at,
                                       "no item measures " + listed(without) + ", which " + check_.framework.ref().text() + " has"));
    }

    const SurveyCheck& check_;
    DidYouMean competency_hint_;
    DidYouMean attitude_hint_;
    DidYouMean scale_hint_;
    std::set<std::string> scales_;
    std::vector<std::vector<const Item*>> items_of_;  ///< by competency
    bool all_known_ = true;                           ///< no item names a competency that there is not
};

}  // namespace

void check_items(const SurveyCheck& check) {
    ItemCheck(check).run();
}

}  // namespace capgap
