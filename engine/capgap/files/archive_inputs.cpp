#include <capgap/files/archive_inputs.hpp>

#include <capgap/base/message.hpp>
#include <capgap/files/codes.hpp>
#include <capgap/files/durable.hpp>
#include <capgap/files/sha256.hpp>
#include <capgap/files/sheet_table.hpp>

#include <algorithm>
#include <set>

namespace capgap {

namespace fs = std::filesystem;

namespace {

const HashedFile* assessment_in(const Manifest& manifest) {
    const auto found = std::find_if(manifest.inputs.begin(), manifest.inputs.end(), [](const HashedFile& one) { return one.role == "assessment"; });
    return found == manifest.inputs.end() ? nullptr : &*found;
}

/// "round.xlsx!Assessment" -> "round.xlsx"
std::string file_of(const std::string& reference) {
    return reference.substr(0, reference.find('!'));
}

fs::path workbook_or_file(const fs::path& path) {
    const auto sheet = sheet_path(path);
    return sheet ? sheet->workbook : path;
}

class InputFinder {
public:
    InputFinder(const Manifest& manifest, const fs::path& assessment, const Places& places, const Round& round)
        : manifest_(manifest), assessment_(assessment), places_(places), round_(round) {}

    std::vector<FoundInput> find(bool with_persons) {
        std::vector<FoundInput> out;
        for (const HashedFile& file : manifest_.inputs) {
            FoundInput& input = out.emplace_back(FoundInput{file, path_of(file), {}, is_of_persons(file)});
            if (!input.of_persons || with_persons) check(input);
        }
        mark_shared_files(out);
        name_all(out);
        return out;
    }

    Diagnostics problems;

private:
    static bool is_tests(const HashedFile& file) { return file.role == "tests" || file.role.starts_with("tests "); }
    /// What there is only once people have answered: the round is loaded without it.
    static bool is_answers(const HashedFile& file) { return file.role == "responses" || file.role.starts_with("responses ") || is_tests(file); }
    bool is_of_persons(const HashedFile& file) const {
        return is_tests(file) || (is_answers(file) && file.name == round_.persons.responses_reference);
    }

    /// Empty where it cannot be told; that is said.
    fs::path path_of(const HashedFile& file) {
        if (file.role == "assessment") return workbook_or_file(assessment_);
        if (is_answers(file)) return path_of_answers(file);
        const auto found = std::find_if(round_.inputs.begin(), round_.inputs.end(),
                                        [&file](const InputFile& one) { return one.role == file.role && one.reference == file.name; });
        if (found != round_.inputs.end()) return found->path;
        problems.push_back(
            error(codes::input_not_found_again, {assessment_.generic_string(), 0, 0},
                  "names no " + in_quotes(file.role) + " called " + in_quotes(file.name) + ", which manifest.json has among the inputs",
                  "name the assessment of this round with --assessment"));
        return {};
    }

    fs::path path_of_answers(const HashedFile& file) {
        if (file.name.starts_with('!')) return workbook_or_file(assessment_);
        fs::path path;
        if (!take(resolve({file.name, {assessment_.generic_string(), 0, 0}}, ReferenceKind::other, assessment_.parent_path(), places_), path,
                  problems))
            return {};
        return workbook_or_file(path);
    }

    void check(const FoundInput& input) {
        if (input.path.empty()) return;
        const Location at{input.path.generic_string(), 0, 0};
        const std::string what = in_quotes(input.file.role) + " of the round";
        std::error_code unreadable;
        if (!fs::is_regular_file(input.path, unreadable)) {
            const bool was_piped = input.file.name == "-";
            problems.push_back(error(codes::input_not_found_again, at,
                                     was_piped ? what + " was read from standard input" : what + " is not there any more",
                                     was_piped ? "it cannot be found again; leave out --restricted" : "put it back, or run the round again"));
        } else if (sha256_of_file(input.path) != input.file.sha256) {
            problems.push_back(error(codes::input_changed, at, what + " was changed since the run: its hash is not the one in manifest.json",
                                     "put the file back as it was, or run the round again"));
        }
    }

    /// A workbook that holds the answers beside other sheets.
    static void mark_shared_files(std::vector<FoundInput>& inputs) {
        std::set<fs::path> of_persons;
        for (const FoundInput& input : inputs) {
            if (input.of_persons) of_persons.insert(input.path.lexically_normal());
        }
        for (FoundInput& input : inputs) input.of_persons = input.of_persons || of_persons.contains(input.path.lexically_normal());
    }

    /// Files keep their places below the assessment, and those that come with the program theirs below its data, so that the round can be run again
    /// from the archive. What lies elsewhere is numbered.
    void name_all(std::vector<FoundInput>& inputs) const {
        std::size_t elsewhere = 0;
        for (FoundInput& input : inputs) {
            const fs::path below_round = input.path.lexically_normal().lexically_relative(parent_folder(assessment_).lexically_normal());
            const fs::path below_data = input.path.lexically_normal().lexically_relative(places_.data_root.lexically_normal());
            const auto inside = [](const fs::path& path) { return !path.empty() && *path.begin() != ".."; };
            if (input.file.name.starts_with("builtin:") && inside(below_data)) {
                input.name = "inputs/data/" + below_data.generic_string();
            } else if (inside(below_round)) {
                input.name = "inputs/round/" + below_round.generic_string();
            } else {
                input.name = "inputs/elsewhere/" + std::to_string(++elsewhere) + '/' + input.path.filename().generic_string();
            }
        }
    }

    const Manifest& manifest_;
    const fs::path& assessment_;
    const Places& places_;
    const Round& round_;
};

}  // namespace

Result<fs::path> find_assessment(const Manifest& manifest, const fs::path& folder) {
    const HashedFile* const named = assessment_in(manifest);
    const std::string name = named == nullptr ? std::string() : file_of(named->name);
    std::error_code ignored;
    const fs::path beside = (folder.has_filename() ? folder : folder.parent_path()).parent_path() / name;
    for (const fs::path& path : {beside, fs::path(name)}) {
        if (!name.empty() && fs::is_regular_file(path, ignored) && sha256_of_file(path) == named->sha256) return path;
    }
    return error(codes::input_not_found_again, {folder.generic_string(), 0, 0},
                 "the assessment " + in_quotes(name) + " that these results were made of lies neither beside this folder nor in the current one",
                 "name it with --assessment FILE");
}

Result<FoundRound> find_inputs(const Manifest& manifest, const fs::path& assessment, const Places& places, bool with_persons) {
    const HashedFile* const named = assessment_in(manifest);
    std::error_code unreadable;
    if (named != nullptr && fs::is_regular_file(assessment, unreadable) && sha256_of_file(assessment) != named->sha256) {
        return error(codes::input_changed, {assessment.generic_string(), 0, 0},
                     "is not the assessment that these results were made of: its hash is not the one in manifest.json",
                     "put the file back as it was, or run the round again");
    }
    auto round = load_round(assessment, places, Answers::not_yet);
    if (round.has_error()) return std::move(round).error();
    InputFinder finder(manifest, assessment, places, round->value);
    std::vector<FoundInput> inputs = finder.find(with_persons);
    if (!finder.problems.empty()) return std::move(finder.problems);
    return FoundRound{std::move(round->value), std::move(inputs)};
}

}  // namespace capgap
