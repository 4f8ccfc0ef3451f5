#include <capgap/files/import_responses.hpp>

#include <capgap/base/message.hpp>
#include <capgap/files/codes.hpp>
#include <capgap/files/load_instrument.hpp>
#include <capgap/files/loader.hpp>
#include <capgap/files/mapping_notes.hpp>
#include <capgap/files/observed_file.hpp>
#include <capgap/files/references.hpp>
#include <capgap/files/survey_parts.hpp>
#include <capgap/files/whole_file.hpp>
#include <capgap/formats/csv/codes.hpp>
#include <capgap/formats/csv/column_summaries.hpp>
#include <capgap/formats/csv/responses.hpp>
#include <capgap/formats/yaml/load.hpp>
#include <capgap/formats/yaml/write.hpp>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <system_error>
#include <utility>

namespace capgap {

namespace fs = std::filesystem;

namespace {

/// Everything but the answers.
struct ImportParts : SurveyParts {
    std::optional<Mapping> mapping;
    Loader::Expected source;
};

ImportParts load_parts(const ImportRequest& request, const Places& places, Loader& loader) {
    ImportParts parts;
    static_cast<SurveyParts&>(parts) = load_survey_parts({request.survey, request.framework, request.targets, request.institutions}, places, loader);
    if (!request.mapping.empty()) parts.mapping = loader.load(on_command_line(request.mapping), ReferenceKind::other, "mapping", read_mapping);
    if (parts.mapping && parts.survey) append(loader.found, check_mapping_survey(*parts.mapping, *parts.survey));
    parts.source = loader.expect(on_command_line(request.source), "responses");
    return parts;
}

/// Refuses to write over what a person has written.
void check_places(const ImportRequest& request, const fs::path& mapping_out, Diagnostics& found) {
    std::error_code ignored;
    const auto refuse = [&found](const fs::path& path, std::string message, std::string hint) {
        found.push_back(error(codes::import_would_overwrite, {path.generic_string(), 0, 0}, std::move(message), std::move(hint)));
    };
    for (const std::string& input : {request.source, request.survey, request.framework, request.targets, request.institutions, request.mapping}) {
        if (!input.empty() && fs::equivalent(request.out, input, ignored))
            refuse(request.out, "the output is one of the files that are read", "choose another -o");
    }
    if (request.mapping.empty() && mapping_out.lexically_normal() == request.out.lexically_normal()) {
        refuse(request.out, "responses and mapping would be one file", "choose another --write-mapping");
    } else if (request.mapping.empty() && fs::exists(mapping_out, ignored)) {
        refuse(mapping_out, "there is a mapping already, which somebody may have corrected",
               "use it with --mapping " + mapping_out.generic_string() + ", or take it away");
    }
}

/// The foreign file, read as it seems to be written. Where it turns out not to be UTF-8, and nobody said what it is: once more, with a guess.
class ForeignFile {
public:
    /// `progress` must outlive it.
    ForeignFile(Loader::Expected source, FileForm stated, const Progress& progress)
        : source_(std::move(source)), stated_(std::move(stated)), progress_(progress) {}

    /// Once before with_form().
    Result<bool> assume() {
        auto form = assume_form(*stream(), source_.name, stated_);
        if (form.has_error()) return std::move(form).error();
        take_form(std::move(*form));
        return true;
    }

    /// `read(std::istream&, form)` returns a Result.
    template <class Read>
    auto with_form(Read&& read) -> decltype(read(std::declval<std::istream&>(), std::declval<const AssumedForm&>())) {
        auto result = read(*stream(), form_);
        if (!result.has_error() || stated_.encoding || guessed_ || !is_not_utf8(result.error())) return result;
        auto guess = guess_encoding(*stream(), source_.name, form_);
        if (guess.has_error()) return std::move(guess).error();
        guessed_ = true;
        take_form(std::move(*guess));
        return read(*stream(), form_);
    }

    const std::string& name() const { return source_.name; }
    const AssumedForm& form() const { return form_; }
    const Diagnostics& said() const { return said_; }

private:
    std::unique_ptr<std::istream> stream() const {
        auto in = std::make_unique<ObservedFile>(source_.path, progress_, Stage::reading);
        if (!*in) throw std::system_error(errno, std::generic_category(), "cannot read " + source_.name);
        return in;
    }

    void take_form(Checked<AssumedForm> form) {
        form_ = form.value;
        append(said_, std::move(form.remarks));
    }

    static bool is_not_utf8(const Errors& errors) {
        return std::any_of(errors.all.begin(), errors.all.end(), [](const Diagnostic& one) { return one.code == codes::csv_not_utf8; });
    }

    Loader::Expected source_;
    FileForm stated_;
    const Progress& progress_;
    AssumedForm form_;
    Diagnostics said_;
    bool guessed_ = false;
};

Codebook codebook_of(const ImportParts& parts) {
    std::vector<std::size_t> background;
    for (std::size_t q = 0; q < parts.survey->content().background.size(); ++q) {
        const BackgroundQuestion& question = parts.survey->content().background[q];
        const bool named = std::any_of(parts.mapping->background.begin(), parts.mapping->background.end(),
                                       [&](const Mapping::Named& one) { return one.id == question.id.text(); });
        if (question.active || named) background.push_back(q);
    }
    Codebook book = make_codebook(*parts.framework, *parts.survey, background);
    for (std::size_t i = 0; parts.institutions && i < parts.institutions->size(); ++i) book.institutions.add((*parts.institutions)[i].id.text());
    for (std::size_t i = 0; parts.profiles && i < parts.profiles->size(); ++i) book.profiles.add(parts.profiles->content().profiles[i].id.text());
    return book;
}

/// How the file was found to be written stands in the mapping: what was assumed can be corrected there.
void state_form(const AssumedForm& form, Mapping& mapping) {
    mapping.file.encoding = form.encoding;
    mapping.file.delimiter = form.delimiter;
    mapping.file.stated = true;
}

/// What every response needs and no column has, as errors; questions without a column, as warnings.
Diagnostics missing_fields(const MappingProposal& proposal, const fs::path& mapping_file, bool persons) {
    Diagnostics found;
    const Location at{mapping_file.generic_string(), 0, 0};
    const Mapping& mapping = proposal.mapping;
    const auto need = [&](bool there, const char* field, const char* example) {
        if (there) return;
        found.push_back(error(codes::import_field_missing, at,
                              std::string("no column is sure or likely to be ") + in_quotes(field) + ", so no responses were written",
                              std::string("write ") + example + " into this mapping, and import again with --mapping"));
    };
    need(mapping.institution.has_value(), "institution", "'institution: {constant: ID}', or the column with its table,");
    if (persons) need(mapping.respondent.has_value(), "respondent", "'respondent: {position: 1}', or the column that identifies a row,");
    if (persons) need(mapping.profile.has_value(), "profile", "'profile: {constant: ID}', or the column with its table,");
    need(!mapping.items.empty(), "items", "'items:' with the column of each item");
    std::vector<std::string> questions;
    for (const std::string& name : proposal.missing) {
        if (name.find(' ') != std::string::npos) questions.push_back(name);
    }
    if (!questions.empty() && !mapping.items.empty()) {
        found.push_back(
            warning(codes::import_question_missing, at,
                    "no column is sure or likely to be " + listed(questions, 60) + ": nobody's answer is known, and an item counts as never asked"));
    }
    return found;
}

/// Files that are known not to be a table, by how they begin: read as one they would only give nonsense.
Diagnostics check_kind_of_source(const Loader::Expected& source) {
    std::ifstream in(source.path, std::ios::binary);
    std::string begin(8, '\0');
    in.read(begin.data(), static_cast<std::streamsize>(begin.size()));
    if (begin.starts_with("\xEF\xBB\xBF")) begin.erase(0, 3);
    const Location at{source.name, 1, 1};
    if (begin.starts_with("<?xml")) {
        return {error(codes::import_of_another_kind, at, "this is XML, not a table of answers",
                      "a structure file of LimeSurvey is read with --from lss")};
    }
    return {};
}

class Import {
public:
    Import(const ImportRequest& request, const Places& places)
        : request_(request),
          places_(places),
          mapping_out_(request.mapping_out.empty() ? fs::path(request.out).replace_extension(".mapping.yaml") : request.mapping_out) {}

    Result<ImportOutcome> run() {
        Loader loader({}, places_);
        check_places(request_, mapping_out_, loader.found);
        parts_ = load_parts(request_, places_, loader);
        if (!parts_.source.path.empty()) append(loader.found, check_kind_of_source(parts_.source));
        if (has_errors(loader.found)) return Errors(std::move(loader.found));
        // What is only worth knowing of a survey is said where it is checked.
        std::erase_if(loader.found, [](const Diagnostic& one) { return one.severity == Severity::remark; });
        out_.said = std::move(loader.found);
        ForeignFile file(parts_.source, parts_.mapping ? parts_.mapping->file : FileForm{}, request_.progress);
        if (auto assumed = file.assume(); assumed.has_error()) return std::move(assumed).error();
        if (!parts_.mapping) {
            auto proposed = propose(file);
            if (proposed.has_error() || !*proposed) return finished(std::move(proposed), file);
        }
        return finished(rewrite(file), file);
    }

private:
    /// How the file was read may be why it seems wrong.
    Result<ImportOutcome> finished(Result<bool>&& done, const ForeignFile& file) {
        if (done.has_error()) {
            Errors errors = std::move(done).error();
            append(errors.all, Diagnostics(file.said()));
            return errors;
        }
        append(out_.said, Diagnostics(file.said()));
        return std::move(out_);
    }

    /// False: what it lacks was said.
    Result<bool> propose(ForeignFile& file) {
        auto columns = file.with_form([&](std::istream& in, const AssumedForm& form) { return summarise_columns(in, file.name(), form); });
        if (columns.has_error()) return std::move(columns).error();
        MappingProposal proposal = propose_mapping(
            {*parts_.survey, *columns, parts_.profiles ? &*parts_.profiles : nullptr, parts_.institutions ? &*parts_.institutions : nullptr});
        state_form(file.form(), proposal.mapping);
        write_whole_file(mapping_out_, write_mapping(proposal.mapping, mapping_notes(proposal, file.name())));
        out_.mapping_written = mapping_out_;
        append(out_.said, missing_fields(proposal, mapping_out_, parts_.survey->content().unit == Unit::person));
        parts_.mapping = proposal.mapping;
        parts_.mapping->at = {mapping_out_.generic_string(), 0, 0};
        out_.proposal = std::move(proposal);
        return !has_errors(out_.said);
    }

    Result<bool> rewrite(ForeignFile& file) {
        const Codebook codebook = codebook_of(parts_);
        return file.with_form([&](std::istream& in, const AssumedForm& form) -> Result<bool> {
            ResponseOptions options;
            options.form = form;
            options.form.decimal_comma = parts_.mapping->file.decimal_comma;
            options.any_institution = !parts_.institutions;
            options.any_profile = !parts_.profiles;
            options.any_post = true;
            WholeFile out(request_.out);
            auto summary = rewrite_as_tidy(in, file.name(), codebook, *parts_.mapping, options, out.stream());
            if (summary.has_error()) return std::move(summary).error();
            out.commit();
            out_.summary = std::move(*summary);
            out_.rows_written = out_.summary.rows_read - out_.summary.rows_set_aside;
            out_.responses_written = true;
            return true;
        });
    }

    const ImportRequest& request_;
    const Places& places_;
    fs::path mapping_out_;
    ImportParts parts_;
    ImportOutcome out_;
};

}  // namespace

Result<ImportOutcome> import_responses(const ImportRequest& request, const Places& places) {
    return Import(request, places).run();
}

}  // namespace capgap
