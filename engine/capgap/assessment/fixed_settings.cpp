#include <capgap/assessment/fixed_settings.hpp>

#include <capgap/assessment/notice.hpp>

#include <algorithm>
#include <utility>

namespace capgap {

namespace {

/// What a file says, as one text: fields behind each other with their lengths, so that no two contents make one text.
class ContentText {
public:
    ContentText& field(std::string_view text) {
        out_ += std::to_string(text.size());
        out_ += ':';
        out_ += text;
        return *this;
    }
    /// By language, as the order in a file means nothing.
    ContentText& text(const Text& words) {
        std::vector<std::pair<std::string_view, std::string_view>> all;
        for (const Text::Entry& entry : words.entries()) all.emplace_back(entry.language, entry.text);
        std::sort(all.begin(), all.end());
        count(all.size());
        for (const auto& [language, said] : all) field(language).field(said);
        return *this;
    }
    ContentText& count(std::size_t number) { return field(std::to_string(number)); }
    const std::string& all() const { return out_; }

private:
    std::string out_;
};

std::string framework_text(const FrameworkContent& framework) {
    ContentText out;
    out.text(framework.title).count(framework.levels.size());
    for (const Level& level : framework.levels) out.field(level.id.text()).text(level.title).text(level.description);
    out.count(framework.domains.size());
    for (const Domain& domain : framework.domains) out.field(domain.id.text()).text(domain.title).text(domain.description);
    out.count(framework.competencies.size());
    for (const Competency& one : framework.competencies) {
        out.field(one.id.text()).count(one.domain).text(one.title).text(one.description).count(one.descriptors.size());
        for (const Text& descriptor : one.descriptors) out.text(descriptor);
        out.count(one.blocks.size());
        for (const auto& blocked : one.blocks) out.field(blocked.id.text());
    }
    out.count(framework.attitudes.size());
    for (const Attitude& one : framework.attitudes) out.field(one.id.text()).text(one.title).text(one.description);
    return out.all();
}

void add_items(ContentText& out, const SurveyContent& survey) {
    out.count(survey.items.size());
    for (const Item& item : survey.items) {
        out.field(item.id.text()).field(item.competency.text()).field(item.attitude.text());
        if (!item.anchors.empty()) out.field(item.anchors.text());
        out.field(item.scale.text()).field(item.reversed ? "1" : "0");
        out.text(item.title).text(item.help).field(item.ask_if ? item.ask_if->question : "").count(item.ask_if ? item.ask_if->any_of.size() : 0);
        if (!item.ask_if) continue;
        for (const std::string& option : item.ask_if->any_of) out.field(option);
    }
}

}  // namespace

std::string survey_text(const SurveyContent& survey) {
    ContentText out;
    out.text(survey.title).text(survey.description).text(survey.disclaimer).text(survey.title_na).text(survey.title_dk).text(survey.title_ref);
    out.count(survey.scales.size());
    for (const Scale& scale : survey.scales) {
        out.field(scale.id.text()).count(scale.options.size());
        for (const Option& option : scale.options)
            out.field(option.id.text()).field(option.score ? option.score->to_string() : "").text(option.title);
    }
    add_items(out, survey);
    out.count(survey.background.size());
    for (const BackgroundQuestion& question : survey.background) {
        out.field(question.id.text()).text(question.title).count(question.options.size());
        for (const BackgroundOption& option : question.options) out.field(option.id.text()).text(option.title);
    }
    out.count(survey.wanted ? static_cast<std::size_t>(std::max(0, survey.wanted->max)) : 0);
    if (survey.wanted) out.text(survey.wanted->title);
    return out.all();
}

namespace {

std::string list_of(const std::vector<std::string>& texts) {
    std::string out;
    for (const std::string& one : texts) out += (out.empty() ? "" : ", ") + one;
    return out.empty() ? "none" : out;
}

std::string list_of(const std::vector<Decimal>& numbers) {
    std::vector<std::string> texts;
    for (const Decimal& number : numbers) texts.push_back(number.to_string());
    return list_of(texts);
}

std::string yes_no(bool yes) {
    return yes ? "true" : "false";
}

class FixedSettings {
public:
    FixedSettings(const AssessmentContent& assessment, const Hash& hash) : assessment_(assessment), hash_(hash) {}

    void add_instrument(const FixedInstrument& instrument, const std::string& number) {
        const Head& framework = instrument.framework.content().head;
        add("framework" + number,
            {{"id", framework.id}, {"version", framework.version}, {"content", hash_(framework_text(instrument.framework.content()))}});
        const SurveyContent& survey = instrument.survey.content();
        add("survey" + number, {{"id", survey.head.id}, {"version", survey.head.version}, {"content", hash_(survey_text(survey))}});
        for (const ProfileContent& profile : instrument.profiles.content().profiles) add_targets("targets" + number, profile);
        add("cuts" + number, {{"values", list_of(survey.scoring.cut_scores)}, {"min_answered", survey.scoring.min_answered.to_string()}});
        // Only where it is said: rounds were opened before it could be.
        if (survey.scoring.match_bands != Scoring::default_match_bands())
            add("comparison" + number, {{"match_bands", list_of(survey.scoring.match_bands)}});
        if (number.empty()) add("breakdowns", {{"questions", list_of(instrument.breakdowns)}});
    }

    void add_privacy() {
        add("privacy", {{"min_cell", std::to_string(assessment_.min_cell)},
                        {"anonymous", assessment_.anonymous ? yes_no(*assessment_.anonymous) : "none"},
                        {"person_scores", yes_no(allows_person_scores(assessment_))}});
        for (std::size_t i = 0; i < assessment_.pools.size(); ++i) {
            std::vector<std::string> members = assessment_.pools[i].institutions;
            std::sort(members.begin(), members.end());
            add("privacy", {{"pool " + std::to_string(i + 1), list_of(members)}});
        }
    }

    void add_notice(const SurveyContent& survey) {
        const Notice notice = notice_of(assessment_, survey);
        for (const NoticePart& part : notice_parts) add("notice", {{part.key, hash_(ContentText().text(notice.*part.text).all())}});
    }

    std::vector<FixedSetting> take() && { return std::move(out_); }

private:
    void add(const std::string& part, const std::vector<std::pair<std::string, std::string>>& values) {
        for (const auto& [key, value] : values) out_.push_back({part, key, value});
    }

    /// In the order of competencies' ids: that of the file means nothing.
    void add_targets(const std::string& part, const ProfileContent& profile) {
        std::vector<FixedSetting> targets;
        for (const Target& target : profile.targets)
            targets.push_back({part, profile.id.text() + '/' + target.competency.text(), std::to_string(target.level)});
        std::sort(targets.begin(), targets.end(), [](const FixedSetting& a, const FixedSetting& b) { return a.key < b.key; });
        out_.insert(out_.end(), targets.begin(), targets.end());
    }

    const AssessmentContent& assessment_;
    const Hash& hash_;
    std::vector<FixedSetting> out_;
};

bool is_draft(const Text& text) {
    return std::any_of(text.entries().begin(), text.entries().end(), [](const Text::Entry& entry) { return entry.status == TextStatus::draft; });
}

void add_drafts(const SurveyContent& survey, std::vector<std::string>& out) {
    for (const auto& [name, text] : std::vector<std::pair<std::string, const Text*>>{{"title", &survey.title},
                                                                                     {"description", &survey.description},
                                                                                     {"disclaimer", &survey.disclaimer},
                                                                                     {"answer na", &survey.title_na},
                                                                                     {"answer dk", &survey.title_dk},
                                                                                     {"answer ref", &survey.title_ref}}) {
        if (is_draft(*text)) out.push_back(name + " of " + survey.head.id);
    }
    for (const Scale& scale : survey.scales) {
        if (std::any_of(scale.options.begin(), scale.options.end(), [](const Option& one) { return is_draft(one.title); }))
            out.push_back("scale " + scale.id.text());
    }
    for (const Item& item : survey.items) {
        if (is_draft(item.title) || is_draft(item.help)) out.push_back("item " + item.id.text());
    }
    for (const BackgroundQuestion& question : survey.background) {
        const auto& options = question.options;
        if (is_draft(question.title) || std::any_of(options.begin(), options.end(), [](const BackgroundOption& one) { return is_draft(one.title); }))
            out.push_back("question " + question.id.text());
    }
    if (survey.wanted && is_draft(survey.wanted->title)) out.emplace_back("question wanted");
}

}  // namespace

std::vector<FixedSetting> fixed_settings(const AssessmentContent& assessment, const std::vector<FixedInstrument>& instruments, const Hash& hash) {
    FixedSettings out(assessment, hash);
    for (std::size_t i = 0; i < instruments.size(); ++i) out.add_instrument(instruments[i], i == 0 ? "" : ' ' + std::to_string(i + 1));
    out.add_privacy();
    out.add_notice(instruments.front().survey.content());
    return std::move(out).take();
}

std::vector<std::string> draft_texts(const AssessmentContent& assessment, const std::vector<FixedInstrument>& instruments) {
    std::vector<std::string> out;
    for (const FixedInstrument& instrument : instruments) add_drafts(instrument.survey.content(), out);
    const Notice notice = notice_of(assessment, instruments.front().survey.content());
    for (const NoticePart& part : notice_parts) {
        if (is_draft(notice.*part.text)) out.push_back("notice " + std::string(part.key));
    }
    return out;
}

}  // namespace capgap
