#include <capgap/base/message.hpp>
#include <capgap/framework/text_check.hpp>
#include <capgap/survey/checks.hpp>
#include <capgap/survey/codes.hpp>
#include <capgap/survey/survey.hpp>

#include <map>
#include <string>
#include <utility>

namespace capgap {

std::vector<Decimal> Scoring::default_match_bands() {
    std::vector<Decimal> out;
    for (const std::int64_t limit : {20, 40, 60, 80}) out.push_back(Decimal::of_millionths(limit * Decimal::per_unit));
    return out;
}

namespace {

void check_framework(const SurveyCheck& check) {
    if (check.fits) return;
    check.found.push_back(error(codes::survey_framework_mismatch, check.content.framework.at,
                                "the survey is for " + check.content.framework.text() + ", the framework is " + check.framework.ref().text(),
                                "use the framework it was written for, or review the items and change `framework`"));
}

void check_texts(const SurveyCheck& check) {
    const SurveyContent& content = check.content;
    const TextOwner survey{"the survey", content.head.at};
    check.texts.required(content.title, "title", survey);
    check.texts.optional(content.description, "description", survey);
    check.texts.required(content.disclaimer, "disclaimer", survey);
    check.texts.optional(content.title_na, "title of na", survey);
    check.texts.optional(content.title_dk, "title of dk", survey);
    check.texts.optional(content.title_ref, "title of ref", survey);
}

void check_wanted(const SurveyCheck& check) {
    if (!check.content.wanted) return;
    const Wanted& wanted = *check.content.wanted;
    const Location& at = wanted.at.line != 0 ? wanted.at : check.content.head.at;
    check.texts.required(wanted.title, "title", {"the question `wanted`", at});
    if (check.content.unit == Unit::institution) {
        check.found.push_back(
            error(codes::question_of_persons_only, at, "the survey asks institutions, and has the question `wanted`; only persons are asked it"));
    }
    const std::size_t most = check.framework.competencies().size();
    if (wanted.max >= 1 && (!check.fits || static_cast<std::size_t>(wanted.max) <= most)) return;
    check.found.push_back(error(codes::wanted_out_of_range, at,
                                "`wanted` lets people name " + std::to_string(wanted.max) + " competencies; 1 to " + std::to_string(most) +
                                    " are possible: the framework has " + std::to_string(most)));
}

void check_notice(const SurveyCheck& check) {
    const Location& at = check.content.head.at;
    if (!check.content.notice) {
        if (check.content.unit == Unit::institution) return;
        check.found.push_back(
            error(codes::notice_missing, at, "the survey asks persons, but has no `notice`",
                  "people are told who asks, on what legal basis, for what purpose, which uses are excluded, how long answers are kept, and "
                  "whom to ask"));
        return;
    }
    if (check.content.unit == Unit::institution) {
        check.found.push_back(remark(codes::notice_not_needed, at, "the survey asks institutions: its `notice` is not needed"));
    }
    const Notice& notice = *check.content.notice;
    const TextOwner owner{"the notice", at};
    for (const NoticePart& part : notice_parts) {
        if (part.in_every_survey) {
            check.texts.required(notice.*part.text, part.key, owner);
        } else {
            check.texts.optional(notice.*part.text, part.key, owner);
        }
    }
}

Diagnostics problems_of(const SurveyContent& content, const Framework& framework) {
    Diagnostics found;
    TextCheck texts(content.head, TextCheck::Version::required, found);
    const SurveyCheck check{content, framework, framework.serves(content.framework), texts, found};
    check_framework(check);
    check_texts(check);
    check_scales(check);
    check_column_names(check);
    check_items(check);
    check_vignettes(check);
    check_background(check);
    check_routing(check);
    check_wanted(check);
    check_scoring(check);
    check_notice(check);
    texts.finish();
    sort_by_place(found);
    return found;
}

std::vector<AnchoredItem> anchored_items_of(const std::vector<Item>& items, const StringIndex& index) {
    std::map<std::size_t, AnchoredItem> out;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (items[i].anchors.empty()) continue;
        const std::size_t anchored = *index.find(items[i].anchors.text());
        AnchoredItem& one = out[anchored];
        one.item = anchored;
        one.vignettes.push_back(i);
    }
    std::vector<AnchoredItem> list;
    list.reserve(out.size());
    for (auto& [item, one] : out) list.push_back(std::move(one));
    return list;
}

}  // namespace

Result<Checked<Survey>> Survey::make(SurveyContent content, const Framework& framework) {
    Diagnostics found = problems_of(content, framework);
    if (has_errors(found)) return Errors(std::move(found));
    Survey survey;
    StringIndex scales;
    for (const Scale& scale : content.scales) scales.add(scale.id.text());
    for (const Item& item : content.items) {
        survey.item_index_.add(item.id.text());
        survey.scale_of_item_.push_back(*scales.find(item.scale.text()));
        survey.competency_of_item_.push_back(framework.competency_index(item.competency.text()));
        survey.attitude_of_item_.push_back(framework.attitude_index(item.attitude.text()));
    }
    survey.anchored_items_ = anchored_items_of(content.items, survey.item_index_);
    for (const BackgroundQuestion& question : content.background) survey.background_index_.add(question.id.text());
    survey.competencies_ = framework.competencies().size();
    survey.content_ = std::move(content);
    return Checked<Survey>{std::move(survey), std::move(found)};
}

std::optional<std::size_t> Survey::item_index(std::string_view id) const {
    return item_index_.find(id);
}

std::optional<std::size_t> Survey::background_index(std::string_view id) const {
    return background_index_.find(id);
}

}  // namespace capgap
