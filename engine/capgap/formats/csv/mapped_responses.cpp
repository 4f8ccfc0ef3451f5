#include <capgap/base/id.hpp>
#include <capgap/base/message.hpp>
#include <capgap/formats/csv/columns.hpp>
#include <capgap/formats/csv/mapping_rules.hpp>
#include <capgap/formats/csv/response_source.hpp>

#include <utility>

namespace capgap {

namespace {

using csv::Vocabulary;

bool is_missing_answer(std::string_view text) {
    return text.empty() || text == "na" || text == "dk" || text == "ref";
}

Vocabulary any_id(std::string field) {
    return {std::move(field), [](std::string_view text) { return text.empty() || is_well_formed_id(text); }, "an id"};
}

Vocabulary any_of(const StringIndex& names, std::string field) {
    return {std::move(field), [&names](std::string_view text) { return text.empty() || names.find(text).has_value(); }, one_of(names.names(), 10)};
}

Vocabulary answers_to(const Codebook::Question& question, const char* noun) {
    const StringIndex& options = question.categories;
    return {std::string(noun) + ' ' + in_quotes(question.id),
            [&options](std::string_view text) { return is_missing_answer(text) || options.find(text).has_value(); },
            one_of(options.names(), 10) + ", or na, dk, ref or nothing"};
}

std::vector<std::string> ids_of(const std::vector<Codebook::Question>& questions) {
    std::vector<std::string> ids;
    ids.reserve(questions.size());
    for (const Codebook::Question& question : questions) ids.push_back(question.id);
    return ids;
}

/// The rules of a mapping, field by field.
class MappingReading {
public:
    MappingReading(const CsvReader& reader, const Codebook& codebook, const Mapping& mapping, const ResponseOptions& options,
                   csv::ProblemList& problems)
        : codebook_(codebook),
          mapping_(mapping),
          options_(options),
          problems_(problems),
          header_(reader),
          rules_(mapping.tables, header_, problems) {}

    csv::ResponseFields fields() {
        refuse_row_numbers();
        csv::ResponseFields fields;
        fields.institution = required(mapping_.institution, "institution",
                                      options_.any_institution ? any_id("the institution") : any_of(codebook_.institutions, "the institution"));
        read_persons(fields);
        fields.background = questions(codebook_.background, mapping_.background, "background question");
        fields.items = questions(codebook_.items, mapping_.items, "item");
        fields.language = optional(mapping_.language);
        fields.seconds = optional(mapping_.seconds);
        fields.wave = optional(mapping_.wave);
        rules_.finish();
        if (mapping_.unused_columns_are_errors) header_.report_unused(problems_);
        return fields;
    }

private:
    void read_persons(csv::ResponseFields& fields) {
        const char* const no_persons = codebook_.unit == Unit::person ? nullptr : "institutions answer this survey, not persons";
        const char* const no_question = codebook_.wanted_max > 0 ? no_persons : "the survey does not ask for wanted competencies";
        if (no_persons == nullptr) {
            fields.respondent = required(mapping_.respondent, "respondent", {});
            read_profile(fields);
        } else {
            refuse(mapping_.respondent, "respondent", no_persons);
            refuse(mapping_.profile, "profile", no_persons);
            refuse(mapping_.post, "post", no_persons);
        }
        fields.wanted = no_question == nullptr ? optional(mapping_.wanted) : refuse(mapping_.wanted, "wanted", no_question);
        fields.weight = no_persons == nullptr ? optional(mapping_.weight) : refuse(mapping_.weight, "weight", no_persons);
        fields.stratum = no_persons == nullptr ? optional(mapping_.stratum) : refuse(mapping_.stratum, "stratum", no_persons);
        fields.psu = no_persons == nullptr ? optional(mapping_.psu) : refuse(mapping_.psu, "psu", no_persons);
    }

    /// The number of a row says who answered, and nothing else.
    void refuse_row_numbers() {
        if (mapping_.respondent) refuse_row_numbers(mapping_.respondent->parts);
        for (const auto* rule : {&mapping_.institution, &mapping_.profile, &mapping_.post, &mapping_.wanted, &mapping_.weight, &mapping_.stratum,
                                 &mapping_.psu, &mapping_.language, &mapping_.seconds, &mapping_.wave}) {
            if (*rule) refuse_row_numbers({**rule});
        }
        for (const auto* named : {&mapping_.background, &mapping_.items}) {
            for (const Mapping::Named& one : *named) refuse_row_numbers({one.rule});
        }
    }

    void refuse_row_numbers(const std::vector<FieldRule>& rules) {
        for (const FieldRule& rule : rules) {
            refuse_row_numbers(rule.parts);
            if (rule.kind != FieldRule::Kind::row) continue;
            problems_.add(error(codes::mapping_row_misplaced, rule.at, "the number of the row can only stand for `respondent`",
                                "name a column, or a constant"));
        }
    }

    /// The one that a person chose, the post that decides it, or both.
    void read_profile(csv::ResponseFields& fields) {
        const Vocabulary profiles = options_.any_profile ? any_id("the profile") : any_of(codebook_.profiles, "the profile");
        if (codebook_.posts.size() > 0) {
            if (mapping_.post) fields.post = rules_.picker(*mapping_.post, any_of(codebook_.posts, "the post"));
        } else if (options_.any_post) {
            fields.post = optional(mapping_.post);
        } else {
            refuse(mapping_.post, "post", "the assessment has no `posts`, a file that says which profile a post has");
        }
        fields.profile = fields.post && !mapping_.profile ? std::nullopt : required(mapping_.profile, "profile", profiles);
    }

    std::optional<csv::CellPicker> optional(const std::optional<FieldRule>& rule) { return rule ? rules_.picker(*rule, {}) : std::nullopt; }

    std::optional<csv::CellPicker> required(const std::optional<FieldRule>& rule, const char* field, const Vocabulary& vocabulary) {
        if (rule) return rules_.picker(*rule, vocabulary);
        problems_.add(error(codes::mapping_missing_field, mapping_.at, std::string("the mapping has no rule for ") + in_quotes(field),
                            std::string(field) == "respondent" ? "name its column, as 'respondent: {position: 1}'"
                                                               : "one value for all rows is written {constant: ID}"));
        return std::nullopt;
    }

    std::optional<csv::CellPicker> refuse(const std::optional<FieldRule>& rule, const char* field, const char* reason) {
        if (rule) problems_.add(error(codes::mapping_field_not_asked, rule->at, in_quotes(field) + " does not belong here", reason));
        return std::nullopt;
    }

    std::vector<std::optional<csv::CellPicker>> questions(const std::vector<Codebook::Question>& known, const std::vector<Mapping::Named>& rules,
                                                          const char* noun) {
        std::vector<std::optional<csv::CellPicker>> pickers(known.size());
        DidYouMean did_you_mean(ids_of(known));
        for (const Mapping::Named& named : rules) {
            std::size_t i = 0;
            while (i < known.size() && known[i].id != named.id) ++i;
            if (i < known.size()) {
                pickers[i] = rules_.picker(named.rule, answers_to(known[i], noun));
            } else {
                problems_.add(error(codes::mapping_unknown_field, named.at, std::string("unknown ") + noun + ' ' + in_quotes(named.id),
                                    did_you_mean(named.id)));
            }
        }
        return pickers;
    }

    const Codebook& codebook_;
    const Mapping& mapping_;
    const ResponseOptions& options_;
    csv::ProblemList& problems_;
    csv::ForeignHeader header_;
    csv::MappingRules rules_;
};

}  // namespace

Result<csv::ResponseFile> csv::open_mapped_columns(std::istream& in, std::string file, const Codebook& codebook, const Mapping& mapping,
                                                   const ResponseOptions& options) {
    auto reader = CsvReader::open(in, std::move(file), {.delimiter = options.form.delimiter, .encoding = options.form.encoding});
    if (reader.has_error()) return std::move(reader).error();
    csv::ProblemList problems;
    csv::ResponseFields fields = MappingReading(*reader, codebook, mapping, options, problems).fields();
    if (!problems.empty()) {
        // Where the file has one column only, that no column is found says nothing.
        if (auto other = csv::another_delimiter(*reader)) return Errors(std::move(*other));
        return Errors(std::move(problems).take(reader->file()));
    }
    Diagnostics warnings = csv::warnings_on(fields, codebook, mapping.at);
    return csv::ResponseFile{std::move(*reader), std::move(fields), std::move(warnings)};
}

Result<std::unique_ptr<ResponseSource>> open_mapped(std::unique_ptr<std::istream> in, std::string file, const Codebook& codebook,
                                                    const Mapping& mapping, const ResponseOptions& options) {
    auto opened = csv::open_mapped_columns(*in, std::move(file), codebook, mapping, options);
    if (opened.has_error()) return std::move(opened).error();
    return csv::make_source(std::move(in), std::move(*opened), codebook, options);
}

Result<DuplicateIds> find_duplicate_respondents(std::istream& in, const std::string& file, const Codebook& codebook, const Mapping& mapping,
                                                const ResponseOptions& options) {
    auto opened = csv::open_mapped_columns(in, file, codebook, mapping, options);
    if (opened.has_error()) return std::move(opened).error();
    return csv::find_duplicates(std::move(*opened), codebook.unit, options.each_id);
}

}  // namespace capgap
