#include "program.hpp"

#include <capgap/base/version.hpp>

#include <CLI/CLI.hpp>

#include <malloc.h>

#include <exception>
#include <iostream>
#include <new>
#include <system_error>

namespace {

using namespace capgap::cli;

int fail(Exit code, const std::string& what) {
    std::cerr << "capgap: " << what << '\n';
    return static_cast<int>(code);
}

int parse_and_run(int argc, char** argv) {
    Program program;
    CLI::App app{
        "capgap measures digital capacity in the public sector: from a competency framework and self-assessments to the gaps of every institution.",
        "capgap"};
    app.set_version_flag("--version", "capgap " + std::string(capgap::version()));
    app.require_subcommand(1);
    app.footer("Exit codes: 0 done, 1 the data are wrong, 2 wrong usage, 3 internal error, 4 the environment failed.");
    add_check(app, program);
    add_notice(app, program);
    add_open(app, program);
    add_calibrate(app, program);
    add_run(app, program);
    add_import(app, program);
    add_export(app, program);
    add_new(app, program);
    add_convert(app, program);
    add_coverage(app, program);
    add_report(app, program);
    add_archive(app, program);
    add_explain(app, program);
    add_diff(app, program);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& problem) {
        return app.exit(problem) == 0 ? static_cast<int>(Exit::done) : static_cast<int>(Exit::usage_wrong);
    }
    // What was said must have arrived: a full disk under a redirected output is a failure.
    std::cout.flush();
    return std::cout ? static_cast<int>(program.result) : fail(Exit::environment_failed, "standard output cannot be written");
}

/// Tables of one competency follow those of another in the same room: given back to the system in between, all of it would be zeroed anew. Where the
/// allocator is another one, it does as it likes.
void keep_memory() {
#ifdef __GLIBC__
    constexpr int largest_block = 32 << 20;
    constexpr int most_kept = 256 << 20;
    mallopt(M_MMAP_THRESHOLD, largest_block);
    mallopt(M_TRIM_THRESHOLD, most_kept);
#endif
}

}  // namespace

int main(int argc, char** argv) {
    keep_memory();
    try {
        return parse_and_run(argc, argv);
    } catch (const std::bad_alloc&) {
        return fail(Exit::environment_failed, "there is not enough memory");
    } catch (const std::system_error& problem) {
        return fail(Exit::environment_failed, problem.what());
    } catch (const std::exception& problem) {
        return fail(Exit::internal_error, std::string("internal error: ") + problem.what() +
                                              "\nThis is a fault of the program; please report it with the command that led here.");
    }
}
