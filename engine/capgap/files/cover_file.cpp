#include <capgap/files/cover_file.hpp>

#include <capgap/base/message.hpp>
#include <capgap/base/version.hpp>
#include <capgap/files/codes.hpp>
#include <capgap/files/framework_of.hpp>
#include <capgap/files/load_texts.hpp>
#include <capgap/files/loader.hpp>
#include <capgap/files/other_program.hpp>
#include <capgap/files/references.hpp>
#include <capgap/files/result_folder.hpp>
#include <capgap/files/run.hpp>
#include <capgap/files/sha256.hpp>
#include <capgap/files/whole_file.hpp>
#include <capgap/formats/csv/ratings.hpp>
#include <capgap/formats/csv/result_table.hpp>
#include <capgap/formats/csv/writer.hpp>
#include <capgap/formats/html/coverage_html.hpp>
#include <capgap/formats/json/manifest.hpp>
#include <capgap/formats/markdown/syllabus_markdown.hpp>
#include <capgap/formats/xlsx/spreadsheet.hpp>
#include <capgap/pipeline/assess.hpp>
#include <capgap/pipeline/cover.hpp>

#include <algorithm>
#include <sstream>
#include <thread>

namespace capgap {

namespace fs = std::filesystem;

namespace {

constexpr const char* ratings_sheet = "Ratings";
constexpr const char* docx_name = "syllabus.docx";

class Covering {
public:
    Covering(const CoverRequest& request, const Places& places) : request_(request), places_(places), loader_({}, places) {}

    Result<Checked<CoverOutcome>> run() {
        if (request_.assessment.empty()) {
            load_framework();
        } else {
            load_round();
        }
        load_catalogue();
        load_ratings();
        auto texts = round_ ? texts_of_round(*round_, language(), places_) : load_texts(language(), places_);
        if (texts.has_error()) append(loader_.found, std::move(texts).error().all);
        if (has_errors(loader_.found)) return Errors(std::move(loader_.found));
        CoverageStudy study = cover(*framework_, *catalogue_, std::move(ratings_));
        std::optional<Assessed> assessed;
        if (round_ && !add_demand(study, assessed)) return Errors(std::move(loader_.found));
        auto folder = ResultFolder::begin(request_.out);
        if (folder.has_error()) return std::move(folder).error();
        write(study, *texts, *folder);
        folder->commit();
        CoverOutcome outcome;
        outcome.sentences = make_coverage_page(study, *texts).lead;
        take_rating_problems(outcome);
        return Checked<CoverOutcome>{std::move(outcome), std::move(loader_.found)};
    }

private:
    void load_framework() {
        own_framework_ = ::capgap::load_framework(loader_, on_command_line(request_.framework), "framework");
        if (own_framework_) framework_ = &*own_framework_;
    }

    void load_round() {
        take(::capgap::load_round(request_.assessment, places_), round_, loader_.found);
        if (!round_) return;
        framework_ = &round_->persons.framework;
        loader_.inputs = round_->inputs;
    }

    /// The only catalogue of the round, where none is named.
    void take_catalogue_of_round() {
        if (!round_) return;
        const std::size_t count = round_->catalogues.size();
        if (count == 1) {
            languages_ = round_->assessment.head.languages;
            catalogue_ = std::move(round_->catalogues.front());
            return;
        }
        loader_.found.push_back(error(codes::coverage_of_which, {request_.assessment, 0, 0},
                                      count == 0 ? "the round names no catalogue of courses" : "the round names " + counted(count, "catalogue"),
                                      "--catalogue names the one to be laid beside the framework"));
    }

    /// The answers of the round, as far as they may be shown. `assessed` must outlive the study.
    bool add_demand(CoverageStudy& study, std::optional<Assessed>& assessed) {
        auto responses = open_all_responses(*round_, false);
        if (responses.has_error()) {
            append(loader_.found, std::move(responses).error().all);
            return false;
        }
        const unsigned threads = std::max(1U, std::thread::hardware_concurrency());
        if (!take(assess(assess_input(*round_, *responses->persons, environment_inputs(*round_, *responses), threads)), assessed, loader_.found))
            return false;
        study.demand.emplace(CoverageDemand{round_->assessment, round_->tree, *assessed->tables,
                                            demand_of(assessed->tables, round_->tree, framework_->levels().size())});
        return true;
    }

    void load_catalogue() {
        if (request_.catalogue.empty()) return take_catalogue_of_round();
        auto content = loader_.load(on_command_line(request_.catalogue), ReferenceKind::catalogue, "catalogue", read_catalogue);
        if (!content) return;
        languages_ = content->head.languages;
        if (framework_) take(Catalogue::make(std::move(*content), *framework_, nullptr, CatalogueUse::coverage), catalogue_, loader_.found);
    }

    void load_ratings() {
        const std::string reference = request_.ratings.empty() ? ratings_in_workbook() : request_.ratings;
        if (!catalogue_ || reference.empty()) return;
        auto read = loader_.load_table(on_command_line(reference), "ratings", [this](std::istream& in, const std::string& name) {
            return read_ratings(in, name, *catalogue_, *framework_);
        });
        if (!read) return;
        ratings_ = std::move(*read);
        rating_problems_ = check_ratings(*catalogue_, ratings_);
    }

    /// The sheet of the catalogue's own workbook, where there is one with a heading.
    std::string ratings_in_workbook() {
        // Its problems were said when it was read.
        Diagnostics unsaid;
        const auto input =
            std::find_if(loader_.inputs.rbegin(), loader_.inputs.rend(), [](const InputFile& one) { return one.role.starts_with("catalogue"); });
        if (input == loader_.inputs.rend()) return {};
        const auto sheet = sheet_path(input->path);
        if (!sheet) return {};
        const auto workbook = Spreadsheet::open(sheet->workbook, sheet->workbook.generic_string());
        if (workbook.has_error()) return {};
        const auto index = workbook->find(ratings_sheet);
        if (!index) return {};
        bool holds_something = false;
        append(unsaid, workbook->read(*index, [&holds_something](const SheetRow& row) {
            holds_something = holds_something || !row.cells.empty();
            return !holds_something;
        }));
        return holds_something ? sheet->workbook.generic_string() + '!' + ratings_sheet : std::string();
    }

    std::string language() const {
        if (!request_.language.empty()) return request_.language;
        if (round_) return round_->assessment.head.languages.front();
        std::error_code ignored;
        const auto spoken = std::find_if(languages_.begin(), languages_.end(), [&](const std::string& one) {
            return fs::is_regular_file(places_.data_root / "reports" / "texts" / (one + ".yaml"), ignored);
        });
        return spoken == languages_.end() ? "en" : *spoken;
    }

    void write(const CoverageStudy& study, const Texts& texts, ResultFolder& folder) {
        for (const CoverageTable& table : coverage_tables(study)) {
            std::ostringstream bytes;
            CsvWriter csv(bytes);
            for (const std::string& column : table.columns) csv.text(column);
            csv.end_row();
            for (const auto& row : table.rows) write_row(csv, row);
            folder.write(table.name + ".csv", bytes.str());
        }
        folder.write("coverage.html", render_html(make_coverage_page(study, texts)));
        const Syllabus syllabus = make_syllabus(study, texts);
        folder.write("syllabus.md", render_markdown(syllabus));
        if (request_.docx) write_docx(syllabus, folder);
        folder.write("manifest.json", render_manifest(manifest(study, texts, folder)));
    }

    /// The page that it is made of is gone afterwards. Without the other program all the rest is as it would be.
    void write_docx(const Syllabus& syllabus, ResultFolder& folder) {
        const fs::path html = folder.path_of("syllabus.html");
        write_whole_file(html, render_html(syllabus));
        const Conversion made = convert_to_docx(folder.path_of(docx_name), folder.staging());
        fs::remove(html);
        if (made == Conversion::done) {
            static_cast<void>(folder.reserve(docx_name));
            return;
        }
        const bool none = made == Conversion::no_program;
        loader_.found.push_back(warning(none ? codes::docx_no_program : codes::docx_failed, {(request_.out / docx_name).generic_string(), 0, 0},
                                        none ? "the syllabus was not written for a word processor: neither pandoc nor LibreOffice is installed"
                                             : "the syllabus was not written for a word processor: the program that is installed could not do it",
                                        none ? "install one of them, or open syllabus.md, which holds the same"
                                             : "LibreOffice needs its part Writer; or install pandoc, or open syllabus.md, which holds the same"));
    }

    Manifest manifest(const CoverageStudy& study, const Texts& texts, const ResultFolder& folder) const {
        Manifest out;
        out.capgap_version = version();
        out.framework = study.framework.ref().text();
        if (round_) out.assessment = round_->assessment.head.id;
        out.options = {{"command", "coverage"}, {"language", texts.language()}};
        out.counts = {{"remedies", study.catalogue.remedies().size()}, {"modules", study.ratings.size()}, {"steps", study.coverage.steps.size()}};
        for (const InputFile& input : loader_.inputs) out.inputs.push_back(hashed({input.role, name_of(input.reference), {}, {}}, input.path));
        for (const std::string& name : folder.names()) {
            if (name == docx_name) continue;  // another program's bytes, which may hold the time
            out.outputs.push_back(hashed({{}, name, {}, {}}, folder.path_of(name)));
        }
        return out;
    }

    static HashedFile hashed(HashedFile file, const fs::path& path) {
        file.sha256 = sha256_of_file(path);
        file.bytes = fs::file_size(path);
        return file;
    }

    /// Where a file lay changes no result.
    static std::string name_of(const std::string& reference) {
        return reference.starts_with("builtin:") ? reference : fs::path(reference).filename().generic_string();
    }

    void take_rating_problems(CoverOutcome& outcome) {
        for (Diagnostic& one : rating_problems_) (one.severity == Severity::error ? outcome.undecided : loader_.found).push_back(std::move(one));
    }

    const CoverRequest& request_;
    const Places& places_;
    Loader loader_;
    std::optional<Round> round_;
    std::optional<Framework> own_framework_;
    const Framework* framework_ = nullptr;  ///< one of the two
    std::optional<Catalogue> catalogue_;
    std::vector<std::string> languages_;
    std::vector<ModuleRating> ratings_;
    Diagnostics rating_problems_;
};

}  // namespace

Result<Checked<CoverOutcome>> cover_file(const CoverRequest& request, const Places& places) {
    return Covering(request, places).run();
}

}  // namespace capgap
