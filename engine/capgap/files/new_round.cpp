#include <capgap/files/new_round.hpp>

#include <capgap/base/message.hpp>
#include <capgap/files/beside_framework.hpp>
#include <capgap/files/codes.hpp>
#include <capgap/files/existing_file.hpp>
#include <capgap/files/framework_of.hpp>
#include <capgap/files/loader.hpp>
#include <capgap/files/references.hpp>
#include <capgap/files/survey_parts.hpp>
#include <capgap/files/write_book.hpp>
#include <capgap/formats/book/round_book.hpp>
#include <capgap/formats/book/tree_path.hpp>
#include <capgap/formats/yaml/load.hpp>
#include <capgap/formats/yaml/parser.hpp>

#include <algorithm>

namespace capgap {

namespace fs = std::filesystem;

namespace {

using yaml::Node;

Node tree_of(const std::string& text) {
    auto parsed = yaml::parse(text, "new");
    return std::move(parsed.root).value();
}

void set_text(Node& node, std::string_view key, const std::string& text) {
    if (Node* found = node.find(key)) found->text = text;
}

/// A file that a reference means, as a tree, and what it is read as.
template <class Content>
struct Taken {
    Content content;
    Node tree;
    std::string reference;
};

class NewRound {
public:
    NewRound(const NewRoundRequest& request, const Places& places) : request_(request), places_(places) {}

    Result<Checked<bool>> write() {
        refuse_if_there(request_.out, found_);
        auto framework = take<FrameworkContent>(request_.framework, ReferenceKind::framework, read_framework);
        if (!framework || !put_over_base(framework->content)) return Errors(std::move(found_));
        if (request_.courses_only) return write_courses(framework->content);
        const std::string survey_named = request_.survey.empty() ? builtin_survey_for(framework->content.head, places_) : request_.survey;
        const std::string targets_named = request_.targets.empty() ? profiles_beside(request_.framework) : request_.targets;
        own_questions_ = request_.own_questions || survey_named.empty();
        auto survey = survey_named.empty() ? blank_survey(framework->content) : take<SurveyContent>(survey_named, ReferenceKind::survey, read_survey);
        auto targets =
            targets_named.empty() ? blank_targets(framework->content) : take<ProfilesContent>(targets_named, ReferenceKind::profiles, read_profiles);
        if (!survey || !targets || has_errors(found_)) return Errors(std::move(found_));
        fill(*framework, *survey, *targets);
        auto sheets = sheets_of(book_, form_);
        write_book(request_.out, "A round with " + first_text(framework->content.title), std::move(sheets.value));
        return Checked<bool>{true, std::move(found_)};
    }

private:
    /// An overlay has competencies and levels only together with what it extends.
    bool put_over_base(FrameworkContent& content) {
        if (!content.overlay) return true;
        fs::path path;
        if (!capgap::take(resolve(on_command_line(request_.framework), ReferenceKind::framework, {}, places_), path, found_)) return false;
        Diagnostics said;
        const auto framework = made_framework(std::move(content), path, places_, said);
        if (!framework) append(found_, std::move(said));
        if (framework) content = framework->content();
        return framework.has_value();
    }

    Result<Checked<bool>> write_courses(const FrameworkContent& framework) {
        if (has_errors(found_)) return Errors(std::move(found_));
        const std::string first = framework.head.languages.front();
        add_catalogue(framework, first);
        add_remedies(framework, first);
        add_ratings(framework);
        auto sheets = sheets_of(book_, form_);
        write_book(request_.out, "Courses for " + first_text(framework.title), std::move(sheets.value), BookUse::courses);
        return Checked<bool>{true, std::move(found_)};
    }

    template <class Content, class Read>
    std::optional<Taken<Content>> take(const std::string& reference, ReferenceKind kind, Read read) {
        if (reference.empty()) return std::nullopt;
        fs::path path;
        std::string bytes;
        std::optional<Content> content;
        if (!capgap::take(resolve(on_command_line(reference), kind, {}, places_), path, found_)) return std::nullopt;
        if (!capgap::take(read_file(path, {"command line", 0, 0}), bytes, found_)) return std::nullopt;
        Diagnostics said;
        capgap::take(read(Document(bytes), path.generic_string()), content, said);
        if (has_errors(said)) append(found_, std::move(said));
        if (!content) return std::nullopt;
        return Taken<Content>{std::move(*content), std::move(*yaml::parse(bytes, path.generic_string()).root), reference};
    }

    /// A questionnaire whose questions, scales and settings are to be filled in.
    Taken<SurveyContent> blank_survey(const FrameworkContent& framework) {
        found_.push_back(remark(codes::new_without_questions, {request_.framework, 0, 0},
                                "no questionnaire for this framework comes with the program: the sheets Questions and Scales are to be filled in",
                                "--survey names a questionnaire"));
        const std::string first = framework.head.languages.front();
        Taken<SurveyContent> out;
        out.content.head.languages = {first};
        out.tree = own_file("survey", "own-questions", framework, "unit: person\nscoring: {method: classical, min_answered: 0.5}\n");
        for (const char* setting :
             {"title.", "disclaimer.", "scoring.cut_scores.method.", "notice.purpose.", "notice.excluded_uses.", "notice.contact."})
            form_.settings.push_back("survey." + (setting + first));
        form_.settings.insert(form_.settings.end(), {"survey.scoring.cut_scores.values[]", "survey.scoring.cut_scores.source"});
        form_.sheets["Scales"] = {
            {{"id", {}, {}}, {"options.id", {}, {}}, {"options.score", {}, {}}, {"options.title." + first, {}, {}}},
            {{"practice", "0", "0", "I have not done this yet"}, {"", "1", "1", "I do this with help"}, {"", "2", "2", "I do this alone"}}};
        return out;
    }

    Taken<ProfilesContent> blank_targets(const FrameworkContent& framework) {
        found_.push_back(remark(codes::new_without_targets, {request_.framework, 0, 0},
                                "there are no targets beside this framework: the sheet Targets is to be filled in",
                                "--targets names a file of them"));
        return {{}, own_file("profiles", "own-targets", framework, "status: proposed\n"), {}};
    }

    /// The head of a file of one's own on this framework, with `more` behind it.
    static Node own_file(const std::string& kind, const std::string& id, const FrameworkContent& framework, const std::string& more) {
        Node tree = tree_of("capgap: " + kind + "/1\nid: " + id + "\nversion: \"1\"\nframework: {id: x, version: x}\nlanguages: [" +
                            framework.head.languages.front() + "]\ntext_default: {status: project, source: ours}\n" +
                            "sources: {ours: {title: Our own administration}}\n" + more);
        set_text(*tree.find("framework"), "id", framework.head.id);
        set_text(*tree.find("framework"), "version", framework.head.version);
        return tree;
    }

    static std::string first_text(const Text& text) { return text.entries().empty() ? std::string() : text.entries().front().text; }

    /// As the workbook names it: beside it, or built in.
    std::string from_workbook(const std::string& reference) const {
        if (reference.starts_with("builtin:")) return reference;
        std::error_code ignored;
        const fs::path relative = fs::proximate(reference, fs::absolute(request_.out).parent_path(), ignored);
        return relative.empty() ? reference : relative.generic_string();
    }

    void fill(const Taken<FrameworkContent>& framework, const Taken<SurveyContent>& survey, const Taken<ProfilesContent>& targets) {
        std::string languages;
        for (const std::string& one : survey.content.head.languages) languages += (languages.empty() ? "" : ", ") + one;
        const std::string first = survey.content.head.languages.front();
        book_.documents["assessment"] =
            tree_of("capgap: assessment/1\nid: my-round\nlanguages: [" + languages +
                    "]\ntext_default: {status: project}\ndesign: census\ninstitutions: \"!Institutions\"\n" +
                    "population: \"!Headcounts\"\nprivacy: {min_cell: 10}\n" +
                    (remedies_serve(framework.content) ? "catalogue: [\"builtin:remedies/1.0\"]\n" : "") +
                    "instruments:\n  - framework: x\n    survey: x\n" + "    targets: \"!Targets\"\n    responses: \"!Answers\"\n    format: tidy\n");
        Node& instrument = book_.documents["assessment"].find("instruments")->items.front();
        set_text(instrument, "framework", from_workbook(framework.reference));
        set_text(instrument, "survey", own_questions_ ? "!Questions" : from_workbook(survey.reference));
        form_.settings.insert(form_.settings.begin(),
                              {"assessment.title." + first, "assessment.data.collected_from", "assessment.data.collected_to"});
        book_.documents["profiles"] = targets.tree;
        set_text(book_.documents["profiles"], "id", "own-targets");
        set_text(book_.documents["profiles"], "version", "1");
        if (own_questions_) book_.documents["survey"] = survey.tree;
        add_catalogue(framework.content, first);
        add_tables();
        add_lists(framework.content, survey.content, first);
        add_answers(survey.content);
    }

    /// Whether the remedies that come with the program are for this framework, or one that it extends. Without them, or where they cannot be read,
    /// there is one thing less to begin with.
    bool remedies_serve(const FrameworkContent& framework) const {
        fs::path path;
        std::string bytes;
        std::optional<CatalogueContent> remedies;
        Diagnostics unsaid;
        if (!capgap::take(resolve(on_command_line("builtin:remedies/1.0"), ReferenceKind::catalogue, {}, places_), path, unsaid) ||
            !capgap::take(read_file(path, {"command line", 0, 0}), bytes, unsaid) ||
            !capgap::take(read_catalogue(Document(bytes), path.generic_string()), remedies, unsaid))
            return false;
        const FrameworkRef& theirs = remedies->framework;
        const FrameworkRef own{FrameworkId(framework.head.id), framework.head.version, {}};
        return theirs.same_as(own) ||
               std::any_of(framework.bases.begin(), framework.bases.end(), [&theirs](const BaseFramework& base) { return theirs.same_as(base.ref); });
    }

    /// Only its head: it counts as soon as the assessment names !Remedies.
    void add_catalogue(const FrameworkContent& framework, const std::string& first) {
        book_.documents["catalogue"] = own_file("catalogue", "own-remedies", framework,
                                                "title: {" + first + ": Our own courses}\nmapping_method: {" + first +
                                                    ": Each module was given its competency and levels by those who teach it.}\nlicence: none\n");
    }

    void add_tables() {
        form_.sheets["Institutions"] = {
            {{"institution", "An id: a short name in small letters. It stays when the name changes.", {}},
             {"parent", "The id of the institution that it belongs to; empty for the top.", {}, "Institutions"},
             {"name", "The name that readers see.", {}},
             {"kind", "What it is: ministry, agency, office. May be empty.", {}}},
            {{"mps", "", "Ministry of Public Services", "ministry"}, {"strategy", "mps", "Directorate of Strategy", "directorate"}}};
        form_.sheets["Posts"] = {
            {{"post",
              "A post, as the answers name it. Only where people give their post and not their profile: then Settings need assessment.posts with the "
              "value !Posts.",
              {}},
             {"profile", "The profile of the post: an id of the sheet Targets. A post with several has a row for each.", {}, "Targets"}},
            {{"desk-officer", "policymaker"}}};
        form_.sheets["Headcounts"] = {{{"institution", "An id of the sheet Institutions.", {}, "Institutions"},
                                       {"profile", "An id of the sheet Targets.", {}, "Targets"},
                                       {"headcount", "How many people of this profile work there, without the offices below it.", {}}},
                                      {{"strategy", "policymaker", "24"}}};
    }

    void add_lists(const FrameworkContent& framework, const SurveyContent& survey, const std::string& first) {
        const std::vector<std::string> levels = levels_of(framework);
        std::vector<std::string> competencies;
        BookForm::Sheet& targets = form_.sheets["Targets"];
        targets.columns = {{"id", {}, {}}, {"title." + first, {}, {}}, {"description." + first, {}, {}}};
        for (const Competency& one : framework.competencies) {
            competencies.push_back(one.id.text());
            targets.columns.push_back(
                {book::path_to("targets", one.id.text()),
                 first_text(one.title) + ": the level that the job needs, 1 to " + levels.back() + "; empty: it is no part of the job.", levels});
        }
        add_remedies(framework, first);
        std::vector<std::string> scales;
        for (const Scale& one : survey.scales) scales.push_back(one.id.text());
        add_questions(competencies, attitudes_of(framework), scales, first);
        if (!own_questions_) {
            form_.sheets["Questions"].columns.front().help =
                "Only for a questionnaire of your own: the settings name one that comes with the program. capgap new --own-questions writes it here.";
        }
    }

    /// Questions are about a competency; the columns for others stand last. Without attitudes in the framework there is none for them.
    void add_questions(const std::vector<std::string>& competencies, const std::vector<std::string>& attitudes,
                       const std::vector<std::string>& scales, const std::string& first) {
        BookForm::Sheet& sheet = form_.sheets["Questions"];
        sheet.columns = {{"id", {}, {}},       {"competency", {}, competencies}, {"scale", {}, scales},
                         {"reversed", {}, {}}, {"title." + first, {}, {}},       {"help." + first, {}, {}}};
        sheet.examples = {
            {"q1", competencies.front(), scales.empty() ? "practice" : scales.front(), "", "I find the figures that I need for a decision.", ""}};
        if (!attitudes.empty())
            sheet.columns.push_back({"attitude", "In place of a competency: the attitude that the question is about.", attitudes});
        sheet.columns.push_back({"anchors",
                                 "In place of a competency, of a described person (vignette): the id of the question that people answered for "
                                 "themselves. It enters no score.",
                                 {},
                                 "Questions"});
    }

    static std::vector<std::string> attitudes_of(const FrameworkContent& framework) {
        std::vector<std::string> out;
        for (const Attitude& one : framework.attitudes) out.push_back(one.id.text());
        return out;
    }

    static std::vector<std::string> levels_of(const FrameworkContent& framework) {
        std::vector<std::string> levels;
        for (std::size_t i = 1; i <= framework.levels.size(); ++i) levels.push_back(std::to_string(i));
        return levels;
    }

    void add_remedies(const FrameworkContent& framework, const std::string& first) {
        const std::vector<std::string> levels = levels_of(framework);
        std::vector<std::string> competencies;
        for (const Competency& one : framework.competencies) competencies.push_back(one.id.text());
        BookForm::Sheet& sheet = form_.sheets["Remedies"];
        sheet.columns = {
            {"id", {}, {}},
            {"kind", {}, {}},
            {"title." + first, {}, {}},
            {"provider", {}, {}},
            {"languages[]", "The languages it is given in, with semicolons between them: en; fr.", {}},
            {"mode", {}, {}},
            {"hours.value", "Hours that a person spends on it.", {}},
            {"hours.status", {}, {}},
            {"modules.competency", "A competency that it raises; a further one on the next row, with the cells before it left empty.", competencies},
            {"modules.from", "The level at which one begins.", levels},
            {"modules.to", "The level that it leads to.", levels}};
        sheet.examples = {{"privacy-basics", "course", "Privacy and security at the desk", "School of Public Administration", first, "online", "6",
                           "estimate", competencies.back(), "1", "2"}};
        if (!request_.courses_only) return;
        sheet.columns.insert(sheet.columns.end(), {{"modules.hours.value", "Hours of this competency alone, where they are known.", {}},
                                                   {"modules.hours.status", {}, {}},
                                                   {"seats.value", "How many people a session holds.", {}},
                                                   {"seats.status", {}, {}},
                                                   {"prerequisites[]", "Ids of the courses that come first, with semicolons between them.", {}},
                                                   {"offered", {}, {}}});
        sheet.examples.front().insert(sheet.examples.front().end(), {"", "", "20", "estimate", "", "true"});
    }

    void add_ratings(const FrameworkContent& framework) {
        const std::vector<std::string> levels = levels_of(framework);
        form_.sheets["Ratings"] = {{{"module", "The course, # and which of its competencies: privacy-basics#1.", {}},
                                    {"competency", "The competency of that module.", {}},
                                    {"rater_1_from", "The level at which it begins, in the judgement of the first person.", levels},
                                    {"rater_1_to", "The level that it leads to; the same as before it: it raises nobody.", levels},
                                    {"rater_2_from", "The same in the judgement of a second person, who has not seen the first.", levels},
                                    {"rater_2_to", "Likewise.", levels},
                                    {"decision_from", "Where the two differ: what was decided.", levels},
                                    {"decision_to", "Likewise.", levels},
                                    {"decided_by", "Who decided.", {}},
                                    {"decided_on", "On which day: YYYY-MM-DD.", {}},
                                    {"note", "Why. May be empty.", {}}},
                                   {}};
    }

    /// One row a person: what a form on paper holds.
    void add_answers(const SurveyContent& survey) {
        BookForm::Sheet& answers = form_.sheets["Answers"];
        answers.columns = {{"respondent", "Any id, each once: a number is enough. No name.", {}},
                           {"institution", "Where the person works: an id of the sheet Institutions.", {}, "Institutions"},
                           {"profile", "What the person does: an id of the sheet Targets.", {}, "Targets"}};
        for (const BackgroundQuestion& question : survey.background) {
            if (!question.active) continue;
            FormColumn column{question.id.text(), first_text(question.title) + '\n', {}};
            for (const BackgroundOption& option : question.options) add_option(column, option.id.text(), option.title);
            answers.columns.push_back(std::move(column));
        }
        for (const Item& item : survey.items) {
            FormColumn column{item.id.text(), first_text(item.title) + '\n', {}};
            const auto scale = std::find_if(survey.scales.begin(), survey.scales.end(), [&item](const Scale& one) { return one.id == item.scale; });
            if (scale != survey.scales.end()) {
                for (const Option& option : scale->options) add_option(column, option.id.text(), option.title);
            }
            add_option(column, "na", survey.title_na);
            add_option(column, "dk", survey.title_dk);
            add_option(column, "ref", survey.title_ref);
            answers.columns.push_back(std::move(column));
        }
    }

    static void add_option(FormColumn& column, const std::string& id, const Text& title) {
        column.help += id + (title.empty() ? "" : " = " + first_text(title)) + '\n';
        column.choices.push_back(id);
    }

    const NewRoundRequest& request_;
    const Places& places_;
    RoundBook book_;
    BookForm form_;
    bool own_questions_ = false;  ///< the questionnaire stands in the workbook
    Diagnostics found_;
};

}  // namespace

Result<Checked<bool>> new_round(const NewRoundRequest& request, const Places& places) {
    return NewRound(request, places).write();
}

}  // namespace capgap
