#pragma once

#include "exit_code.hpp"
#include "terminal.hpp"

#include <capgap/files/references.hpp>
#include <capgap/measurement/instrument_calibration.hpp>

#include <optional>
#include <string>
#include <vector>

namespace capgap::cli {

/// Options that every command takes.
struct Common {
    std::string data;  ///< --data; empty: beside the program
    DiagnosticsAs diagnostics = DiagnosticsAs::text;

    Places places() const;
};

struct CheckOptions {
    std::vector<std::string> files;
    bool translations = false;
    std::vector<std::string> to;  ///< languages; empty: those of each file
    bool strict = false;
};

struct RunCommandOptions {
    std::string assessment;
    std::string out;
    bool persons = false;
    bool no_report = false;
    bool strict = false;
    unsigned threads = 0;  ///< 0: as many as the machine has
};

struct ExplainOptions {
    std::string folder;
    std::string place;   ///< "gaps.csv:17"
    std::string column;  ///< empty: all
    std::string language = "en";
    std::string texts;  ///< a file of sentences; empty: those of the program
};

struct ReportOptions {
    std::string folder;
    std::string brief;   ///< what is empty is not asked for
    std::string charts;  ///< a folder
    bool png = false;
    std::string pdf;
    std::string language;               ///< empty: the first of the round
    std::string texts;                  ///< a file of sentences; empty: those of the program
    std::optional<std::string> person;  ///< an id: only the page of this person is written, to `out`
    std::string out;
};

struct ArchiveOptions {
    std::string folder;
    std::string out;
    std::string restricted;  ///< empty: no second archive
    std::string assessment;  ///< empty: looked for
    std::string language;    ///< empty: the first of the round
};

struct DiffOptions {
    std::string was;
    std::string is;
    bool json = false;
};

struct NoticeOptions {
    std::string assessment;
    std::string out;
};

struct CalibrateOptions {
    std::string assessment;  ///< empty with `mstep`
    std::string out;
    std::string link;                ///< a calibration on whose scales the new one shall be; empty: none
    std::string link_by;             ///< "stocking-lord", "fixed", "concurrent"; empty: the first
    std::string log;                 ///< each step of each model; empty: none
    std::string groups;              ///< id of a background question; empty: one group
    std::string model;               ///< empty: grm
    std::string structure;           ///< empty: the usual one
    std::string estep;               ///< "start", or a file of parameters; empty: not over several sites
    std::vector<std::string> mstep;  ///< counts of all sites
    unsigned threads = 0;
};

struct OpenOptions {
    std::string assessment;
    std::string out;
    std::string on;  ///< empty: today
    bool accept_drafts = false;
};

/// What SOURCE of `capgap import` is.
enum class ImportFrom { automatic, lss, digcomp, form, translations };

struct ImportOptions {
    std::vector<std::string> sources;  ///< one, but for forms
    ImportFrom from = ImportFrom::automatic;
    std::string survey;
    std::string framework;
    std::string targets;
    std::string institutions;
    std::string mapping;
    std::string out;
    std::string mapping_out;
    bool accept_stale = false;
    bool strict = false;
};

struct ExportOptions {
    std::string translations;  ///< the file whose texts are written
    std::vector<std::string> to;
    std::string out;
    bool only_open = false;
};

struct NewOptions {
    std::string framework;
    std::string survey;
    std::string targets;
    std::string out;
    std::string institutions;  ///< of an answer form
    std::string language;      ///< likewise
    bool courses_only = false;
    bool own_questions = false;
    bool answer_form = false;
};

struct ConvertOptions {
    std::string source;
    std::string out;
    char delimiter = ',';
    bool decimal_comma = false;
    bool for_spreadsheet = false;
};

struct CoverageOptions {
    std::string assessment;
    std::string framework;
    std::string catalogue;
    std::string ratings;
    std::string language;
    bool docx = false;
    std::string out;
};

Exit check(const CheckOptions& options, const Common& common);
Exit run(const RunCommandOptions& options, const Common& common);
Exit import(const ImportOptions& options, const Common& common);
Exit export_texts(const ExportOptions& options, const Common& common);
Exit make_new(const NewOptions& options, const Common& common);
Exit convert(const ConvertOptions& options, const Common& common);
Exit notice(const NoticeOptions& options, const Common& common);
Exit calibrate(const CalibrateOptions& options, const Common& common);
/// `calibrate --estep`, `calibrate --mstep`.
Exit count_site(const CalibrateOptions& options, const Common& common);
Exit join_sites(const CalibrateOptions& options, const Common& common);
/// "2.1: 412 people, 3 items, converged after 24 steps, log-likelihood -1234.5"
std::string line_of(const CompetencyCalibration& one);
Exit open(const OpenOptions& options, const Common& common);
Exit coverage(const CoverageOptions& options, const Common& common);
Exit explain(const ExplainOptions& options, const Common& common);
/// `report --person`.
Exit person_page(const ReportOptions& options, const Common& common);
Exit report(const ReportOptions& options, const Common& common);
Exit archive(const ArchiveOptions& options, const Common& common);
Exit diff(const DiffOptions& options, const Common& common);

}  // namespace capgap::cli
