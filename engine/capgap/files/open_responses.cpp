#include <capgap/formats/csv/responses.hpp>

#include <capgap/base/message.hpp>
#include <capgap/files/codes.hpp>
#include <capgap/files/observed_file.hpp>
#include <capgap/files/round.hpp>
#include <capgap/formats/csv/assumed_form.hpp>
#include <capgap/formats/csv/codes.hpp>

#include <algorithm>
#include <cerrno>
#include <istream>
#include <limits>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace capgap {

namespace {

/// A source together with the repeated ids it looks up, and whom it tells how far it is.
class OwningSource : public ResponseSource {
public:
    OwningSource(DuplicateIds duplicates, Progress progress) : duplicates_(std::move(duplicates)), progress_(std::move(progress)) {}

    const DuplicateIds* duplicates() const { return &duplicates_; }
    const Progress& progress() const { return progress_; }
    void own(std::unique_ptr<ResponseSource> source) { source_ = std::move(source); }

    Result<bool> next(Batch& batch) override { return source_->next(batch); }
    const SourceSummary& summary() const override { return source_->summary(); }
    bool has_background(std::size_t question) const override { return source_->has_background(question); }
    const std::vector<Cluster>& clusters() const override { return source_->clusters(); }

private:
    DuplicateIds duplicates_;
    Progress progress_;
    std::unique_ptr<ResponseSource> source_;
};

/// The file of an instrument, which is read three times: how it is written, which ids are repeated, the answers.
class ResponsesOnDisk {
public:
    ResponsesOnDisk(const LoadedInstrument& instrument, const Progress& progress)
        : instrument_(instrument),
          progress_(progress),
          file_(instrument.responses_name),
          mapping_(instrument.mapping ? &*instrument.mapping : nullptr) {}

    Result<std::unique_ptr<ResponseSource>> open(bool keep_respondents) {
        auto source = read(keep_respondents);
        if (!source.has_error()) return source;
        // How the file was read may be why it seems wrong.
        Errors errors = std::move(source).error();
        append(errors.all, std::move(options_.said));
        return errors;
    }

private:
    Result<std::unique_ptr<ResponseSource>> read(bool keep_respondents) {
        auto form = assume_form(*stream(unobserved_, Stage::reading), file_, instrument_.file);
        if (form.has_error()) return std::move(form).error();
        take_form(std::move(*form));
        if (instrument_.tests) {
            has_row_.assign(instrument_.tests->people().size(), false);
            options_.each_id = [this](std::string_view id) {
                if (const auto person = instrument_.tests->people().find(id)) has_row_[*person] = true;
            };
        }
        auto repeated = find_repeated();
        if (repeated.has_error()) return std::move(repeated).error();
        options_.each_id = nullptr;
        if (auto unknown = people_without_row()) return std::move(*unknown);
        auto owning = std::make_unique<OwningSource>(std::move(*repeated), progress_);
        options_.keep_respondents = keep_respondents;
        options_.duplicates = owning->duplicates();
        options_.duplicate_rows = instrument_.duplicates;
        auto source = mapping_ != nullptr ? open_mapped(stream(owning->progress(), Stage::scoring), file_, instrument_.codebook, *mapping_, options_)
                                          : open_tidy(stream(owning->progress(), Stage::scoring), file_, instrument_.codebook, options_);
        if (source.has_error()) return std::move(source).error();
        owning->own(std::move(*source));
        return std::unique_ptr<ResponseSource>(std::move(owning));
    }

    std::unique_ptr<std::istream> stream(const Progress& progress, Stage stage) const {
        auto in = std::make_unique<ObservedFile>(instrument_.responses, progress, stage);
        if (!*in) throw std::system_error(errno, std::generic_category(), "cannot read " + file_);
        return in;
    }

    void take_form(Checked<AssumedForm> form) {
        options_.form = form.value;
        append(options_.said, std::move(form.remarks));
    }

    /// Where the file turns out not to be UTF-8, and nobody said what it is: once more, with a guess.
    Result<DuplicateIds> find_repeated() {
        auto repeated = first_pass();
        if (!repeated.has_error() || instrument_.file.encoding || !is_not_utf8(repeated.error())) return repeated;
        auto guessed = guess_encoding(*stream(unobserved_, Stage::reading), file_, options_.form);
        if (guessed.has_error()) return std::move(guessed).error();
        take_form(std::move(*guessed));
        return first_pass();
    }

    Result<DuplicateIds> first_pass() const {
        const auto in = stream(progress_, Stage::reading);
        return mapping_ != nullptr ? find_duplicate_respondents(*in, file_, instrument_.codebook, *mapping_, options_)
                                   : find_duplicate_respondents(*in, file_, instrument_.codebook, options_);
    }

    /// Those of the test results whom no row of the responses names.
    std::optional<Diagnostic> people_without_row() const {
        constexpr std::size_t named = 3;
        std::size_t people = 0;
        std::string first;
        Location at;
        for (std::uint32_t person = 0; person < has_row_.size(); ++person) {
            if (has_row_[person]) continue;
            const std::uint32_t line = first_line(person);
            if (people == 0) at = {instrument_.tests->file(), line};
            if (people < named)
                first += (people == 0 ? "" : ", ") + in_quotes(instrument_.tests->people().name(person)) + " (line " + std::to_string(line) + ')';
            ++people;
        }
        if (people == 0) return std::nullopt;
        if (people > named) first += " and " + std::to_string(people - named) + " more";
        return error(
            codes::tests_unknown_respondent, at,
            std::to_string(people) + " of " + std::to_string(has_row_.size()) + " people tested stand in no row of " + file_ + ": " + first,
            "the ids must be those of the responses; leave out who did not answer, as nothing can be made of a result without a self-rating");
    }

    std::uint32_t first_line(std::uint32_t person) const {
        std::uint32_t out = std::numeric_limits<std::uint32_t>::max();
        for (const TestResults::Result& one : instrument_.tests->of(person)) out = std::min(out, one.line);
        return out;
    }

    static bool is_not_utf8(const Errors& errors) {
        return std::any_of(errors.all.begin(), errors.all.end(), [](const Diagnostic& one) { return one.code == codes::csv_not_utf8; });
    }

    const LoadedInstrument& instrument_;
    const Progress& progress_;
    Progress unobserved_;  ///< of files of which only the beginning is read, or a second time
    std::string file_;
    const Mapping* mapping_;
    ResponseOptions options_;
    std::vector<bool> has_row_;  ///< by person of the test results
};

}  // namespace

Result<std::unique_ptr<ResponseSource>> open_responses(const LoadedInstrument& instrument, bool keep_respondents, const Progress& progress) {
    return ResponsesOnDisk(instrument, progress).open(keep_respondents);
}

}  // namespace capgap
