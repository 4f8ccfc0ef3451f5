#include <capgap/files/archive.hpp>

#include <capgap/base/message.hpp>
#include <capgap/files/archive_inputs.hpp>
#include <capgap/files/codes.hpp>
#include <capgap/files/finished_folder.hpp>
#include <capgap/files/load_texts.hpp>
#include <capgap/files/notice_file.hpp>
#include <capgap/files/scratch_folder.hpp>
#include <capgap/files/sha256.hpp>
#include <capgap/formats/csv/codebook.hpp>
#include <capgap/formats/zip/zip_writer.hpp>
#include <capgap/report/archive_readme.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

namespace capgap {

namespace fs = std::filesystem;

namespace {

/// What a run writes of persons, and what their own pages need beside it.
constexpr std::array<std::pair<const char*, const char*>, 2> files_of_persons{
    {{"restricted/scores.csv", "scores"}, {"restricted/basis.json", "basis"}}};

/// What goes into one zip. README.txt comes first and SHA256SUMS, which is of all others, last.
class Bundle {
public:
    void add(ArchivedFile file, fs::path path, std::string sha256) {
        if (!names_.insert(file.name).second) return;  // one file may have two roles
        entries_.push_back({std::move(path), {}, std::move(sha256)});
        listed_.push_back(std::move(file));
    }
    void add(ArchivedFile file, std::string bytes) {
        names_.insert(file.name);
        entries_.push_back({{}, bytes, sha256_of(bytes)});
        listed_.push_back(std::move(file));
    }

    bool empty() const { return entries_.empty(); }
    std::size_t files() const { return entries_.size() + 2; }

    /// For README.txt.
    std::vector<ArchivedFile> listed() const {
        std::vector<ArchivedFile> out = listed_;
        out.push_back({"SHA256SUMS", "sums", {}, {}, 0});
        return out;
    }

    void write(const fs::path& file, const std::string& readme, ReadableBy readers) const {
        const ScratchFolder scratch(file);
        const fs::path made = scratch.path() / "archive.zip";
        ZipWriter zip(made);
        std::string sums = sha256_of(readme) + "  README.txt\n";
        zip.add_bytes("README.txt", readme);
        for (std::size_t i = 0; i < entries_.size(); ++i) {
            const std::string& name = listed_[i].name;
            sums += entries_[i].sha256 + "  " + name + '\n';
            if (entries_[i].path.empty()) {
                zip.add_bytes(name, entries_[i].bytes);
            } else {
                zip.add_file(name, entries_[i].path);
            }
        }
        zip.add_bytes("SHA256SUMS", sums);
        zip.finish();
        put_in_place(made, file, readers);
    }

private:
    struct Entry {
        fs::path path;  ///< or
        std::string bytes;
        std::string sha256;
    };
    std::vector<Entry> entries_;
    std::vector<ArchivedFile> listed_;  ///< as entries_
    std::set<std::string> names_;
};

class Archiving {
public:
    Archiving(const ArchiveRequest& request, const Places& places) : request_(request), places_(places) {}

    Result<ArchiveOutcome> run() {
        if (auto is_read = read(); is_read.has_error()) return std::move(is_read).error();
        auto texts = texts_of_round(found_->round, language(), places_);
        if (texts.has_error()) return std::move(texts).error();
        add_made_files();
        add_results();
        add_inputs();
        readme_.title = found_->round.assessment.title.in(texts->language());
        readme_.program = manifest_.capgap_version;
        readme_.files = main_.listed();
        main_.write(request_.zip, archive_readme(readme_, *texts), ReadableBy::everyone);
        ArchiveOutcome out{main_.files(), 0};
        if (request_.restricted.empty()) return out;
        readme_.files = restricted_.listed();
        restricted_.write(request_.restricted, restricted_readme(readme_, *texts), ReadableBy::owner);
        out.restricted_files = restricted_.files();
        return out;
    }

private:
    Result<bool> read() {
        auto manifest = read_manifest_of(request_.folder);
        if (manifest.has_error()) return std::move(manifest).error();
        manifest_ = std::move(*manifest);
        Diagnostics problems = refuse_places();
        std::vector<std::string> names;
        for (const HashedFile& file : manifest_.outputs) names.push_back(file.name);
        append(problems, check_finished_files(request_.folder, manifest_, names));
        auto assessment = request_.assessment.empty() ? find_assessment(manifest_, request_.folder) : Result<fs::path>(request_.assessment);
        if (assessment.has_error()) {
            append(problems, std::move(assessment).error().all);
            return problems;
        }
        assessment_ = std::move(*assessment);
        take(find_inputs(manifest_, assessment_, places_, !request_.restricted.empty()), found_, problems);
        if (found_) append(problems, refuse_inputs());
        if (has_errors(problems)) return problems;
        return true;
    }

    Diagnostics refuse_places() const {
        std::error_code ignored;
        Diagnostics out;
        const auto same = [&](const fs::path& a, const fs::path& b) {
            return a.lexically_normal() == b.lexically_normal() || fs::equivalent(a, b, ignored);
        };
        if (!request_.restricted.empty() && same(request_.zip, request_.restricted)) {
            out.push_back(error(codes::output_is_input, {request_.restricted.generic_string(), 0, 0},
                                "the restricted part would be written over the archive", "name another file with --restricted"));
        }
        for (const HashedFile& file : manifest_.outputs) {
            for (const fs::path& wanted : {request_.zip, request_.restricted}) {
                if (!wanted.empty() && same(wanted, request_.folder / file.name)) out.push_back(over_a_file_of_the_round(wanted, file.name));
            }
        }
        return out;
    }

    Diagnostics refuse_inputs() const {
        std::error_code ignored;
        Diagnostics out;
        for (const FoundInput& input : found_->inputs) {
            for (const fs::path& wanted : {request_.zip, request_.restricted}) {
                if (!wanted.empty() && fs::equivalent(wanted, input.path, ignored)) out.push_back(over_a_file_of_the_round(wanted, input.file.role));
            }
        }
        return out;
    }

    static Diagnostic over_a_file_of_the_round(const fs::path& wanted, const std::string& role) {
        return error(codes::output_is_input, {wanted.generic_string(), 0, 0}, "this is a file of the round, named as " + in_quotes(role),
                     "name another file for the archive");
    }

    std::string language() const { return request_.language.empty() ? found_->round.assessment.head.languages.front() : request_.language; }

    /// What is made of the inputs: what the codes stand for, and what people were told.
    void add_made_files() {
        std::vector<const Survey*> surveys = {&found_->round.persons.survey};
        for (const LoadedInstrument& environment : found_->round.environments) surveys.push_back(&environment.survey);
        main_.add({"codebook.csv", "codebook", {}, {}, 0}, write_codebook(surveys, found_->round.assessment.head.languages));
        if (manifest_.notice_sha256.empty()) return;
        auto notice = make_notice_page(found_->round, places_);
        // Of another version of the program the sentences may be others: then it is not what people were told.
        if (!notice.has_error() && notice->value.sha256 == manifest_.notice_sha256) {
            main_.add({"notice.html", "notice", {}, {}, 0}, std::move(notice->value.bytes));
        } else {
            readme_.left_out.push_back({"notice.html", "notice_of_then", {}, manifest_.notice_sha256, 0});
        }
    }

    void add_results() {
        for (const HashedFile& file : manifest_.outputs)
            main_.add({"results/" + file.name, what_is(file.name), {}, {}, 0}, request_.folder / file.name, file.sha256);
        const fs::path manifest = request_.folder / "manifest.json";
        main_.add({"results/manifest.json", "manifest", {}, {}, 0}, manifest, sha256_of_file(manifest));
        for (const auto& [name, what] : files_of_persons) add_of_persons(name, what);
    }

    void add_of_persons(const std::string& name, const char* what) {
        const fs::path path = request_.folder / name;
        std::error_code ignored;
        if (!fs::is_regular_file(path, ignored)) return;
        readme_.left_out.push_back({"results/" + name, what, {}, {}, 0});
        if (!request_.restricted.empty()) restricted_.add({"results/" + name, what, {}, {}, 0}, path, sha256_of_file(path));
    }

    static std::string what_is(const std::string& name) {
        const fs::path path(name);
        if (path.extension() == ".csv") return path.stem().string();
        if (path.extension() == ".html") return "report";
        return path.extension() == ".xlsx" ? "workbook" : "results";
    }

    void add_inputs() {
        bool all_in_place = true;  // else the round cannot be run from the archive as it is
        for (const FoundInput& input : found_->inputs) {
            const ArchivedFile file{input.name, "input", input.file.role, input.file.sha256, input.file.bytes};
            if (input.name.starts_with("inputs/elsewhere/")) all_in_place = false;
            readme_.with_data = readme_.with_data || input.name.starts_with("inputs/data/");
            if (!input.of_persons) {
                if (input.file.role == "assessment") readme_.assessment = input.name;
                main_.add(file, input.path, input.file.sha256);
                continue;
            }
            const bool listed =
                std::any_of(readme_.left_out.begin(), readme_.left_out.end(), [&file](const ArchivedFile& one) { return one.name == file.name; });
            if (!listed) readme_.left_out.push_back(file);
            if (!request_.restricted.empty()) restricted_.add(file, input.path, input.file.sha256);
        }
        if (!all_in_place) readme_.assessment.clear();
    }

    const ArchiveRequest& request_;
    const Places& places_;
    Manifest manifest_;
    fs::path assessment_;
    std::optional<FoundRound> found_;
    Bundle main_;
    Bundle restricted_;
    ArchiveReadme readme_;
};

}  // namespace

Result<ArchiveOutcome> write_archive(const ArchiveRequest& request, const Places& places) {
    return Archiving(request, places).run();
}

}  // namespace capgap
