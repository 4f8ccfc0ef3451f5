// Any bytes as a mapping; behind a line "---answers" any bytes as the foreign file that it is for. What must hold, beside that nothing breaks:
// - a mapping that is read is written, and read again as the same;
// - what is rewritten as tidy responses is read as the same answers;
// - a mapping that is proposed for the file is written and read as the same, and no answer that it takes is refused.
#include <capgap/formats/csv/codes.hpp>
#include <capgap/formats/csv/column_summaries.hpp>
#include <capgap/formats/csv/responses.hpp>
#include <capgap/formats/yaml/load.hpp>
#include <capgap/formats/yaml/write.hpp>
#include <capgap/pipeline/propose_mapping.hpp>

#include <formats/yaml/same_content.hpp>
#include <fuzz/checks.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <sstream>
#include <string>
#include <string_view>

namespace {

using namespace capgap;

Text text(const char* english, const char* french) {
    return Text({{"en", english, TextStatus::project, SourceId("s"), {}}, {"fr", french, TextStatus::project, SourceId("s"), {}}});
}

Framework framework() {
    FrameworkContent content;
    content.head = {"f", "1", {}, {"en", "fr"}, {{SourceId("s"), {}, "s", "", "", ""}}};
    content.title = content.attribution = text("f", "f");
    content.endorsement = "none";
    content.levels = {{LevelId("l1"), {}, text("one", "un"), {}}, {LevelId("l2"), {}, text("two", "deux"), {}}};
    content.domains = {{DomainId("d"), {}, text("d", "d"), {}}};
    content.competencies = {{CompetencyId("c"), {}, 0, text("c", "c"), {}, {text("one", "un"), text("two", "deux")}, {}}};
    auto made = Framework::make(std::move(content));
    if (made.has_error()) must(false, "the framework of this test makes sense", [&] { return lines(made.error().all); });
    return std::move(made->value);
}

Item item(const char* id, const char* scale, const char* english, const char* french) {
    Item made;
    made.id = ItemId(id);
    made.competency = CompetencyId("c");
    made.scale = ScaleId(scale);
    made.title = text(english, french);
    return made;
}

Survey survey(const Framework& of) {
    SurveyContent content;
    content.head = {"survey", "1", {}, {"en", "fr"}, {{SourceId("s"), {}, "s", "", "", ""}}};
    content.framework = of.ref();
    content.title = content.disclaimer = text("s", "s");
    content.title_dk = text("Don't know", "Ne sait pas");
    const auto score = [](int value) { return Decimal::of_millionths(value * Decimal::per_unit); };
    content.scales = {
        {ScaleId("often"),
         {},
         {{OptionId("0"), {}, text("Never", "Jamais"), score(0)},
          {OptionId("1"), {}, text("Often", "Souvent"), score(1)},
          {OptionId("2"), {}, text("Always", "Toujours"), score(2)}}},
        {ScaleId("agree"), {}, {{OptionId("no"), {}, text("No", "Non"), score(0)}, {OptionId("yes"), {}, text("Yes", "Oui"), score(1)}}}};
    content.items = {item("q1", "often", "I share data", "Je partage des données"), item("q2_SQ001", "often", "I write", "J'écris"),
                     item("t1", "agree", "I tell", "Je dis")};
    content.background = {{BackgroundId("gender"),
                           {},
                           text("Gender", "Genre"),
                           {{OptionId("f"), {}, text("Woman", "Femme")}, {OptionId("m"), {}, text("Man", "Homme")}},
                           true,
                           false,
                           true}};
    content.wanted = Wanted{1, text("What?", "Quoi ?"), {}};
    content.scoring.method = "classical";
    content.scoring.cut_scores = {Decimal::of_millionths(50'000'000)};
    content.scoring.cut_method = text("middle", "milieu");
    content.scoring.cut_source = SourceId("s");
    content.notice = Notice{text("x", "x"), text("x", "x"), text("x", "x"), text("x", "x"), text("x", "x"), text("x", "x")};
    auto made = Survey::make(std::move(content), of);
    if (made.has_error()) must(false, "the survey of this test makes sense", [&] { return lines(made.error().all); });
    return std::move(made->value);
}

struct World {
    Framework framework = ::framework();
    Survey survey = ::survey(framework);
    Codebook codebook = make_codebook(framework, survey, {0});
};

const World& world() {
    static const World made = [] {
        World all;
        for (const char* id : {"office", "archive"}) all.codebook.institutions.add(id);
        for (const char* id : {"clerk", "head"}) all.codebook.profiles.add(id);
        return all;
    }();
    return made;
}

void check_written(const Mapping& mapping) {
    const std::string bytes = write_mapping(mapping);
    const auto again = read_mapping(bytes, "f");
    if (again.has_error()) must(false, "a mapping that was written is read", [&] { return lines(again.error().all) + bytes; });
    must(yaml::same_mapping(mapping, again->value), "a mapping is read as it was written", [&] { return bytes; });
}

struct Answers {
    std::size_t rows = 0;
    std::vector<std::string> respondent;
    std::vector<std::vector<std::int8_t>> item;
    std::vector<std::vector<std::uint16_t>> background, wanted;
    std::vector<std::uint32_t> institution;
    std::vector<std::uint16_t> profile;
    std::vector<double> weight, seconds;
    std::vector<std::string> clusters;
    std::string failed;
    std::uint64_t set_aside = 0;
    Diagnostics errors;
};

template <class Column>
void join(Column& to, const Column& from) {
    to.insert(to.end(), from.begin(), from.end());
}

Answers read_all(Result<std::unique_ptr<ResponseSource>> source) {
    Answers all;
    if (source.has_error()) {
        all.failed = lines(source.error().all);
        return all;
    }
    Batch batch;
    for (;;) {
        const auto more = (*source)->next(batch);
        if (more.has_error()) all.failed = "broken off";
        if (more.has_error() || !*more) break;
        all.rows += batch.rows;
        join(all.respondent, batch.respondent);
        join(all.institution, batch.institution);
        join(all.profile, batch.profile);
        join(all.weight, batch.weight);
        join(all.seconds, batch.seconds);
        for (const std::uint32_t code : batch.cluster) {
            const Cluster& cluster = (*source)->clusters()[code];
            all.clusters.push_back(cluster.stratum + '/' + cluster.psu);
        }
        all.item.resize(batch.item.size());
        all.background.resize(batch.background.size());
        all.wanted.resize(batch.wanted.size());
        for (std::size_t i = 0; i < batch.item.size(); ++i) {
            // An item that nobody was asked: a column of `na` in a tidy file.
            if (batch.item[i].empty()) batch.item[i].resize(batch.rows, Batch::not_applicable);
            join(all.item[i], batch.item[i]);
        }
        for (std::size_t i = 0; i < batch.background.size(); ++i) join(all.background[i], batch.background[i]);
        for (std::size_t i = 0; i < batch.wanted.size(); ++i) join(all.wanted[i], batch.wanted[i]);
    }
    all.set_aside = (*source)->summary().rows_set_aside;
    all.errors = (*source)->summary().row_errors;
    return all;
}

Answers check_rewritten(const Mapping& mapping, const std::string& answers, const AssumedForm& form) {
    ResponseOptions options;
    options.keep_respondents = true;
    options.form = form;
    options.form.decimal_comma = mapping.file.decimal_comma;
    const Answers direct = read_all(open_mapped(std::make_unique<std::istringstream>(answers), "f", world().codebook, mapping, options));
    std::istringstream in(answers);
    std::ostringstream out;
    const auto summary = rewrite_as_tidy(in, "f", world().codebook, mapping, options, out);
    must(summary.has_error() == !direct.failed.empty(), "what can be read can be rewritten");
    if (summary.has_error()) return direct;
    must(summary->rows_set_aside == direct.set_aside, "the same rows are set aside");
    const Answers tidy = read_all(open_tidy(std::make_unique<std::istringstream>(out.str()), "f", world().codebook, {.keep_respondents = true}));
    must(tidy.failed.empty() && tidy.set_aside == 0, "tidy responses are right", [&] { return tidy.failed + lines(tidy.errors) + out.str(); });
    must(tidy.rows == direct.rows && tidy.respondent == direct.respondent && tidy.institution == direct.institution &&
             tidy.profile == direct.profile && tidy.item == direct.item && tidy.background == direct.background && tidy.wanted == direct.wanted &&
             tidy.weight == direct.weight && tidy.seconds == direct.seconds && tidy.clusters == direct.clusters,
         "tidy responses are the same answers", [&] { return out.str(); });
    return direct;
}

void check_proposed(const std::string& answers, const AssumedForm& form) {
    std::istringstream in(answers);
    const auto columns = summarise_columns(in, "f", form);
    if (columns.has_error()) return;
    MappingProposal proposal = propose_mapping({world().survey, *columns});
    must(proposal.columns.size() == columns->size(), "every column has its say");
    FieldRule office;
    office.kind = FieldRule::Kind::constant;
    office.text = "office";
    proposal.mapping.institution = office;
    proposal.mapping.profile.reset();
    if (proposal.mapping.items.empty()) return;
    check_written(proposal.mapping);
    FieldRule clerk = office;
    clerk.text = "clerk";
    proposal.mapping.profile = clerk;
    if (!proposal.mapping.respondent) proposal.mapping.respondent = office;
    proposal.mapping.wanted.reset();  // taken as it is, and so are these
    proposal.mapping.weight.reset();
    proposal.mapping.wave.reset();
    const Answers read = check_rewritten(proposal.mapping, answers, form);
    must(read.failed.empty(), "a proposed mapping fits its file", [&] { return read.failed + write_mapping(proposal.mapping); });
    for (const Diagnostic& one : read.errors) {
        for (const char* code : {codes::responses_answer, codes::responses_category, codes::responses_not_in_table, codes::responses_seconds,
                                 codes::responses_language}) {
            must(one.code != code, "no answer that was taken is refused", [&] { return to_string(one) + '\n' + write_mapping(proposal.mapping); });
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes(data, data + size);
    constexpr std::string_view separator = "\n---answers\n";
    const std::size_t at = bytes.find(separator);
    const std::string mapping_bytes = bytes.substr(0, at);
    const std::string answers = at == std::string::npos ? "" : bytes.substr(at + separator.size());
    const auto mapping = read_mapping(mapping_bytes, "f");
    if (mapping.has_value()) check_written(mapping->value);
    if (answers.empty()) return 0;
    std::istringstream in(answers);
    const auto form = assume_form(in, "f", {});
    if (form.has_error()) return 0;
    if (mapping.has_value()) check_rewritten(mapping->value, answers, form->value);
    check_proposed(answers, form->value);
    return 0;
}
