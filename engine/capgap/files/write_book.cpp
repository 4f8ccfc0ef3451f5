#include <capgap/files/write_book.hpp>

#include <capgap/files/whole_file.hpp>

#include <algorithm>

namespace capgap {

namespace {

struct SheetWords {
    const char* sheet;
    const char* what;
};

constexpr SheetWords sheet_words[] = {
    {"Institutions", "the ministries, agencies and offices, each with the one it belongs to."},
    {"Answers", "what people answered, a row each, where no other program collects it."},
    {"Posts", "which posts belong to which profile of jobs."},
    {"Headcounts", "how many people work where, in which profile. Without it nobody knows how many stayed silent."},
    {"Targets", "the profiles of jobs, and the level of each competency that a job needs. They are proposals until somebody approves them."},
    {"Remedies", "courses and other help: what each costs, and from which level to which it leads."},
    {"Ratings", "what two people, each alone, say a course leads to, and what was decided where they differ."},
    {"Questions", "the questionnaire. Without this sheet the one that the settings name is used."},
    {"Scales", "the answers that people choose from."},
    {"Background", "questions on the person, by which results may be broken down."},
    {"Levels", "the levels of the framework."},
    {"Competencies", "the competencies of the framework, by domain."},
    {"Attitudes", "attitudes: described, never graded."},
    {"Translations", "every text in other languages."},
    {"Settings", "everything else, one value a row: who was asked, when, how people are protected."},
};

constexpr const char* how_to_write =
    "The first row of each sheet holds the keys; leave them as they are. Rows that begin with # explain or show an example; they are not read, and "
    "you may "
    "delete them. Ids are short names in small letters, digits and hyphens; they stay when a title changes.";

std::vector<std::string> lines_of_a_round(const std::string& file) {
    return {"This workbook is a round: what is measured, of whom, and how. Fill it in from left to right, save it, and check it:",
            "    capgap check " + file,
            "Every problem is said with its sheet and cell, as in " + file + "!Targets!C14. When there is none left:",
            "    capgap run " + file + " --out results",
            how_to_write,
            "Answers come from a sheet Answers, a row a person, or from a file of their own, a workbook or CSV: the settings name it "
            "(instruments[1].responses)."};
}

std::vector<std::string> lines_of_courses(const std::string& file) {
    return {
        "This workbook is a list of courses, to be laid beside a framework. Write the courses on the sheet Remedies, save it, and see what they "
        "cover:",
        "    capgap coverage --framework FRAMEWORK --catalogue " + file + " --out coverage",
        "Every problem is said with its sheet and cell, as in " + file +
            "!Remedies!C14. Leave a cell empty where you do not know. Then open "
            "coverage/coverage.html in a browser.",
        how_to_write,
        "For the sheet Ratings copy the rows of coverage/ratings.csv. Two people fill in their own columns without seeing the other's."};
}

std::vector<std::string> lines_of_translations(const std::string& file) {
    return {
        "This workbook holds texts to be translated, a row a text. Write the translation into the column text; empty cells stay untranslated, and "
        "readers "
        "see the original there.",
        "Who has reviewed a row writes project, rendering or verbatim into status, and name and day beside it. Whatever nobody has reviewed is a "
        "draft, "
        "and reports say so.",
        "Words in braces, as {count}, are filled by the program: keep each of them, anywhere in the sentence.",
        "What is grey belongs to the program and cannot be changed; by it every row finds its place again. Rows may be left out.",
        "Then put the texts back into the folder of the files that they came from:",
        "    capgap import " + file + " --from translations -o FOLDER",
        "A row whose original has changed meanwhile is left out and named."};
}

std::vector<std::string> lines_for(const std::string& file, BookUse use) {
    if (use == BookUse::translations) return lines_of_translations(file);
    return use == BookUse::round ? lines_of_a_round(file) : lines_of_courses(file);
}

std::vector<std::string> start_lines(const std::string& title, const std::vector<FormSheet>& sheets, const std::string& file, BookUse use) {
    std::vector<std::string> out{title};
    for (std::string& line : lines_for(file, use)) out.push_back(std::move(line));
    if (use == BookUse::translations) return out;
    out.push_back("The sheets:");
    for (const FormSheet& sheet : sheets) {
        const auto words =
            std::find_if(std::begin(sheet_words), std::end(sheet_words), [&](const SheetWords& one) { return sheet.name == one.sheet; });
        if (words != std::end(sheet_words)) out.push_back("    " + sheet.name + ": " + words->what);
    }
    return out;
}

}  // namespace

void write_book(const std::filesystem::path& out, const std::string& title, std::vector<FormSheet> sheets, BookUse use) {
    std::vector<std::string> lines = start_lines(title, sheets, out.filename().string(), use);
    WholeFile file(out);
    write_form_workbook(file.part(), {title, std::move(lines), std::move(sheets)}, std::filesystem::temp_directory_path());
    file.commit();
}

}  // namespace capgap
