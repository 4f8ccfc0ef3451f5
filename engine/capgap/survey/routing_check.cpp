#include <capgap/base/did_you_mean.hpp>
#include <capgap/base/message.hpp>
#include <capgap/survey/checks.hpp>
#include <capgap/survey/codes.hpp>

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace capgap {

namespace {

constexpr const char* profile_question = "profile";

bool is_special_answer(const std::string& id) {
    return id == "na" || id == "dk" || id == "ref";
}

template <class Options>
std::vector<std::string> option_ids(const Options& options) {
    std::vector<std::string> ids;
    for (const auto& option : options) ids.push_back(option.id.text());
    return ids;
}

/// The conditions under which items are asked.
class RoutingCheck {
public:
    explicit RoutingCheck(const SurveyCheck& check) : check_(check), question_hint_(question_ids(check.content)) {
        const SurveyContent& content = check.content;
        for (const Scale& scale : content.scales) scales_.try_emplace(scale.id.text(), &scale);
        for (const BackgroundQuestion& question : content.background) background_.try_emplace(question.id.text(), &question);
        for (std::size_t i = 0; i < content.items.size(); ++i) items_.try_emplace(content.items[i].id.text(), i);
    }

    void run() {
        for (std::size_t i = 0; i < check_.content.items.size(); ++i) {
            const Item& item = check_.content.items[i];
            if (item.ask_if) check_condition(i, *item.ask_if, "the item " + in_quotes(item.id.text()));
        }
    }

private:
    static std::vector<std::string> question_ids(const SurveyContent& content) {
        std::vector<std::string> ids{profile_question};
        for (const BackgroundQuestion& question : content.background) ids.push_back(question.id.text());
        for (const Item& item : content.items) ids.push_back(item.id.text());
        return ids;
    }

    void check_condition(std::size_t item, const Condition& condition, const std::string& name) {
        if (condition.any_of.empty()) {
            check_.found.push_back(error(codes::routing_without_option, condition.at, name + " is asked for no answer at all: `in` is empty"));
        }
        if (condition.question == profile_question) {
            check_profile_is_known(condition, name);
        } else if (const auto background = background_.find(condition.question); background != background_.end()) {
            check_background_condition(*background->second, condition, name);
        } else if (const auto other = items_.find(condition.question); other != items_.end()) {
            check_item_condition(item, other->second, condition, name);
        } else {
            check_.found.push_back(
                error(codes::routing_question_unknown, condition.at,
                      name + " is asked by the answer to " + in_quotes(condition.question) + ", which is no question of this survey",
                      question_hint_(condition.question)));
        }
    }

    void check_profile_is_known(const Condition& condition, const std::string& name) {
        if (check_.content.unit == Unit::person) return;
        check_.found.push_back(error(codes::question_of_persons_only, condition.at,
                                     name + " is asked by the profile, and the survey asks institutions", "institutions have no profile"));
    }

    void check_background_condition(const BackgroundQuestion& question, const Condition& condition, const std::string& name) {
        check_options(condition, name, option_ids(question.options));
        if (question.active) return;
        check_.found.push_back(warning(codes::routing_question_inactive, condition.at,
                                       name + " is asked by the answer to " + in_quotes(condition.question) +
                                           ", which is not active: where an assessment does not switch it on, nobody is asked"));
    }

    void check_item_condition(std::size_t item, std::size_t other, const Condition& condition, const std::string& name) {
        if (other >= item) {
            const bool itself = other == item;
            check_.found.push_back(error(itself ? codes::routing_to_itself : codes::routing_to_later_item, condition.at,
                                         name + (itself ? " is asked by its own answer"
                                                        : " is asked by the answer to " + in_quotes(condition.question) + ", which comes later, at " +
                                                              place_from(condition.at, check_.content.items[other].at)),
                                         "routing looks back: to the profile, a background question or an earlier item"));
        }
        const auto scale = scales_.find(check_.content.items[other].scale.text());
        if (scale != scales_.end()) check_options(condition, name, option_ids(scale->second->options));
    }

    void check_options(const Condition& condition, const std::string& name, std::vector<std::string> options) {
        for (const std::string& wanted : condition.any_of) {
            if (std::find(options.begin(), options.end(), wanted) != options.end()) continue;
            std::string hint =
                is_special_answer(wanted) ? "where the answer is na, dk or ref, or missing, the item is never asked" : DidYouMean(options)(wanted);
            check_.found.push_back(
                error(codes::routing_option_unknown, condition.at,
                      name + " is asked for the answer " + in_quotes(wanted) + ", which is no option of " + in_quotes(condition.question),
                      std::move(hint)));
        }
    }

    const SurveyCheck& check_;
    DidYouMean question_hint_;
    std::unordered_map<std::string, const Scale*> scales_;
    std::unordered_map<std::string, const BackgroundQuestion*> background_;
    std::unordered_map<std::string, std::size_t> items_;
};

}  // namespace

void check_routing(const SurveyCheck& check) {
    RoutingCheck(check).run();
}

Diagnostics check_profile_routing(const Survey& survey, const Profiles& profiles) {
    Diagnostics found;
    std::vector<std::string> ids;
    for (const ProfileContent& profile : profiles.content().profiles) ids.push_back(profile.id.text());
    DidYouMean did_you_mean(std::move(ids));
    for (const Item& item : survey.items()) {
        if (!item.ask_if || item.ask_if->question != profile_question) continue;
        for (const std::string& wanted : item.ask_if->any_of) {
            if (profiles.index(wanted)) continue;
            found.push_back(error(codes::routing_profile_unknown, item.ask_if->at,
                                  "the item " + in_quotes(item.id.text()) + " is asked of the profile " + in_quotes(wanted) + ", which " +
                                      profiles.content().head.id + " does not have",
                                  did_you_mean(wanted)));
        }
    }
    return found;
}

}  // namespace capgap
