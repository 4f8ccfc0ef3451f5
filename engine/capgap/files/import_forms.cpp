#include <capgap/files/import_forms.hpp>

#include <capgap/assessment/fixed_settings.hpp>
#include <capgap/base/message.hpp>
#include <capgap/files/codes.hpp>
#include <capgap/files/open_workbook.hpp>
#include <capgap/files/sha256.hpp>
#include <capgap/files/survey_parts.hpp>
#include <capgap/files/whole_file.hpp>
#include <capgap/formats/csv/writer.hpp>
#include <capgap/formats/xlsx/answer_form.hpp>
#include <capgap/pipeline/form_answers.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace capgap {

namespace fs = std::filesystem;

namespace {

bool is_workbook(const fs::path& path) {
    const std::string name = path.filename().string();
    return path.extension() == ".xlsx" && !name.starts_with("~$") && !name.starts_with('.');  // ~$: a spreadsheet program has it open
}

/// The workbooks that are named, those of folders in the order of their names.
std::vector<fs::path> workbooks_of(const std::vector<std::string>& sources, Diagnostics& found) {
    std::vector<fs::path> out;
    for (const std::string& source : sources) {
        std::error_code failure;
        if (!fs::is_directory(source, failure)) {
            if (expect_file(source, {"command line", 0, 0}).has_value()) {
                out.emplace_back(source);
            } else {
                found.push_back(error(codes::file_not_found, {source, 0, 0}, "there is no such file or folder"));
            }
            continue;
        }
        std::vector<fs::path> in_folder;
        for (const auto& file : fs::directory_iterator(source, failure)) {
            if (is_workbook(file.path())) in_folder.push_back(file.path());
        }
        std::sort(in_folder.begin(), in_folder.end());
        if (in_folder.empty()) found.push_back(error(codes::no_form, {source, 0, 0}, "the folder holds no workbook (.xlsx)"));
        out.insert(out.end(), in_folder.begin(), in_folder.end());
    }
    return out;
}

class FormImport {
public:
    FormImport(const FormAnswers& answers, std::ostream& out) : answers_(answers), csv_(out) {
        for (const std::string& column : answers.columns()) csv_.text(column);
        csv_.end_row();
    }

    void add(const fs::path& path) {
        auto workbook = open_workbook(path);
        if (workbook.has_error()) {
            ++out_.unreadable;
            return say(std::move(workbook).error().all);
        }
        std::vector<FilledForm> forms;
        for (std::size_t sheet = 0; sheet < workbook->sheets().size(); ++sheet) read(*workbook, sheet, forms);
        const std::string name = path.stem().string();
        for (const FilledForm& form : forms) write(form, forms.size() == 1 ? name : name + '/' + sheet_of(form));
    }

    FormImportOutcome finished() && { return std::move(out_); }

private:
    /// Many forms may have many problems; what is shown is bounded, all are counted as set aside.
    static constexpr std::size_t most_said = 1'000;

    void say(Diagnostics found) {
        for (Diagnostic& one : found) {
            if (out_.said.size() < most_said) out_.said.push_back(std::move(one));
        }
    }

    void read(const Spreadsheet& workbook, std::size_t sheet, std::vector<FilledForm>& forms) {
        auto form = read_answer_form(workbook, sheet);
        if (form.has_error()) {
            ++out_.forms;
            ++out_.set_aside;
            return say(std::move(form).error().all);
        }
        if (form->value) {
            forms.push_back(std::move(*form->value));
            return say(std::move(form->remarks));
        }
        if (!workbook.sheets()[sheet].hidden) {
            say({warning(codes::sheet_is_no_form, {workbook.place_of(sheet), 0, 0},
                         "is not a form that `capgap new --answer-form` has written; it is left out")});
        }
    }

    static std::string sheet_of(const FilledForm& form) { return form.at.file.substr(form.at.file.rfind('!') + 1); }

    void write(const FilledForm& form, const std::string& respondent) {
        ++out_.forms;
        auto row = answers_.row_of(form, respondent);
        if (row.has_error()) {
            ++out_.set_aside;
            return say(std::move(row).error().all);
        }
        if (!*row) {
            ++out_.empty;
            return say({warning(codes::form_is_empty, {form.at.file, 0, 0}, "nobody has written anything into this form; it is left out")});
        }
        const auto [before, is_new] = respondents_.emplace((*row)->front(), form.at.file);
        if (!is_new) {
            say({warning(codes::form_respondent_twice, {form.at.file, 0, 0}, "has the same code as " + before->second + "; both are written",
                         "an assessment sets rows of one id aside, unless its `duplicates` says which one is used")});
        }
        for (const std::string& field : **row) csv_.text(field);
        csv_.end_row();
        ++out_.written;
    }

    const FormAnswers& answers_;
    CsvWriter csv_;
    std::map<std::string, std::string> respondents_;
    FormImportOutcome out_;
};

/// Nobody means to write over a form.
void check_output(const fs::path& out, const std::vector<fs::path>& workbooks, Diagnostics& found) {
    std::error_code ignored;
    const bool is_input = std::any_of(workbooks.begin(), workbooks.end(), [&](const fs::path& one) { return fs::equivalent(one, out, ignored); });
    if (is_input) {
        found.push_back(
            error(codes::import_would_overwrite, {out.generic_string(), 0, 0}, "the output is one of the files that are read", "choose another -o"));
    }
}

}  // namespace

Result<FormImportOutcome> import_forms(const FormImportRequest& request, const Places& places) {
    Loader loader({}, places);
    const SurveyParts parts = load_survey_parts({request.survey, request.framework, request.targets, request.institutions}, places, loader);
    const std::vector<fs::path> workbooks = workbooks_of(request.sources, loader.found);
    check_output(request.out, workbooks, loader.found);
    if (parts.survey && parts.survey->content().unit != Unit::person) {
        loader.found.push_back(
            error(codes::form_not_for_institutions, parts.survey->content().head.at, "is answered by institutions; a form is for one person"));
    }
    std::erase_if(loader.found, [](const Diagnostic& one) { return one.severity == Severity::remark; });  // said where the survey is checked
    if (!parts.survey || has_errors(loader.found)) return Errors(std::move(loader.found));
    const FormAnswers answers({*parts.framework, *parts.survey, sha256_of(survey_text(parts.survey->content())),
                               parts.profiles ? &*parts.profiles : nullptr, parts.institutions ? &*parts.institutions : nullptr});
    WholeFile file(request.out);
    FormImport import(answers, file.stream());
    for (const fs::path& workbook : workbooks) import.add(workbook);
    FormImportOutcome out = std::move(import).finished();
    if (out.forms == 0) {
        if (!has_errors(out.said)) out.said.push_back(error(codes::no_form, {"command line", 0, 0}, "none of the workbooks holds a form"));
        return Errors(std::move(out.said));
    }
    file.commit();
    return out;
}

}  // namespace capgap
