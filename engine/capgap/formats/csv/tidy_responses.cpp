#include <capgap/base/message.hpp>
#include <capgap/formats/csv/columns.hpp>
#include <capgap/formats/csv/response_source.hpp>

#include <algorithm>
#include <utility>

namespace capgap {

namespace {

using csv::KnownColumn;

namespace tidy_column {
enum Column : std::size_t { respondent, institution, profile, wanted, weight, stratum, psu, language, seconds, wave, fixed_columns };
}  // namespace tidy_column

/// The fixed columns, then background questions, then items.
std::vector<KnownColumn> tidy_columns(const Codebook& codebook) {
    const bool persons = codebook.unit == Unit::person;
    const bool posts = codebook.posts.size() > 0;
    const std::string not_of_persons = persons ? "" : "institutions answer this survey, not persons";
    const std::string no_question = codebook.wanted_max > 0 ? not_of_persons : "the survey does not ask for wanted competencies";
    std::vector<KnownColumn> known{{"respondent", persons, not_of_persons},
                                   {"institution", true},
                                   {"profile", persons && !posts, not_of_persons},
                                   {"wanted", false, no_question},
                                   {"weight", false, not_of_persons},
                                   {"stratum", false, not_of_persons},
                                   {"psu", false, not_of_persons},
                                   {"language"},
                                   {"seconds"},
                                   {"wave"}};
    for (const Codebook::Question& question : codebook.background) known.push_back({question.id});
    for (const Codebook::Question& item : codebook.items) known.push_back({item.id, true});
    // Last, as a survey without posts may have a question of this name.
    const bool is_question = std::any_of(known.begin(), known.end(), [](const KnownColumn& one) { return one.name == "post"; });
    if (posts) {
        known.push_back({"post"});
    } else if (!is_question) {
        known.push_back({"post", false, persons ? "the assessment has no `posts`, a file that says which profile a post has" : not_of_persons});
    }
    return known;
}

/// Questions that nobody could answer, because their column is another.
void report_clashes(const std::vector<KnownColumn>& known, const std::string& file, csv::ProblemList& problems) {
    for (std::size_t i = tidy_column::fixed_columns; i < known.size(); ++i) {
        for (std::size_t j = 0; j < known.size(); ++j) {
            const bool is_fixed = j < tidy_column::fixed_columns || (j + 1 == known.size() && j != i && known[j].name == "post");
            if (!is_fixed || known[i].name != known[j].name) continue;
            problems.add(error(codes::responses_column_clash, {file, 0},
                               "the survey has a question " + in_quotes(known[i].name) + ", which is the name of another column",
                               "give the question another id"));
        }
    }
}

using Places = std::vector<std::optional<std::size_t>>;

csv::ResponseFields fields_at(const Places& places, const Codebook& codebook) {
    const auto field = [&places](std::size_t column) {
        return places[column] ? std::optional(csv::CellPicker::column(*places[column])) : std::nullopt;
    };
    csv::ResponseFields fields;
    fields.respondent = field(tidy_column::respondent);
    fields.institution = field(tidy_column::institution);
    fields.profile = field(tidy_column::profile);
    for (std::size_t i = 0; i < codebook.background.size(); ++i) fields.background.push_back(field(tidy_column::fixed_columns + i));
    for (std::size_t i = 0; i < codebook.items.size(); ++i)
        fields.items.push_back(field(tidy_column::fixed_columns + codebook.background.size() + i));
    fields.wanted = field(tidy_column::wanted);
    fields.weight = field(tidy_column::weight);
    fields.stratum = field(tidy_column::stratum);
    fields.psu = field(tidy_column::psu);
    fields.language = field(tidy_column::language);
    fields.seconds = field(tidy_column::seconds);
    fields.wave = field(tidy_column::wave);
    if (codebook.posts.size() > 0) fields.post = field(places.size() - 1);
    return fields;
}

Result<csv::ResponseFile> open_columns(std::istream& in, std::string file, const Codebook& codebook, const ResponseOptions& options) {
    auto reader = CsvReader::open(in, std::move(file), {.delimiter = options.form.delimiter, .encoding = options.form.encoding});
    if (reader.has_error()) return std::move(reader).error();
    csv::ProblemList problems;
    Places places;
    const std::vector<KnownColumn> known = tidy_columns(codebook);
    report_clashes(known, reader->file(), problems);
    csv::find_columns(*reader, known, {codes::responses_unknown_column, codes::responses_missing_column, codes::responses_column_twice}, problems,
                      places);
    if (problems.empty() && codebook.posts.size() > 0 && !places.back() && !places[tidy_column::profile]) {
        problems.add(
            error(codes::responses_missing_column, {reader->file(), reader->header_line()}, "neither of the columns 'post' and 'profile' is there"));
    }
    if (!problems.empty()) return Errors(std::move(problems).take(reader->file()));
    csv::ResponseFields fields = fields_at(places, codebook);
    Diagnostics warnings = csv::warnings_on(fields, codebook, {reader->file(), reader->header_line()});
    return csv::ResponseFile{std::move(*reader), std::move(fields), std::move(warnings)};
}

}  // namespace

Result<std::unique_ptr<ResponseSource>> open_tidy(std::unique_ptr<std::istream> in, std::string file, const Codebook& codebook,
                                                  const ResponseOptions& options) {
    auto opened = open_columns(*in, std::move(file), codebook, options);
    if (opened.has_error()) return std::move(opened).error();
    return csv::make_source(std::move(in), std::move(*opened), codebook, options);
}

Result<DuplicateIds> find_duplicate_respondents(std::istream& in, const std::string& file, const Codebook& codebook, const ResponseOptions& options) {
    auto opened = open_columns(in, file, codebook, options);
    if (opened.has_error()) return std::move(opened).error();
    return csv::find_duplicates(std::move(*opened), codebook.unit, options.each_id);
}

}  // namespace capgap
