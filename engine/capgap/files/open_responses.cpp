#include <capgap/formats/csv/responses.hpp>

#include <capgap/files/codes.hpp>
#include <capgap/files/round.hpp>

#include <cerrno>
#include <fstream>
#include <system_error>

namespace capgap {

namespace {

/// A source together with the repeated ids it looks up.
class OwningSource : public ResponseSource {
public:
    explicit OwningSource(DuplicateIds duplicates) : duplicates_(std::move(duplicates)) {}

    const DuplicateIds* duplicates() const { return &duplicates_; }
    void own(std::unique_ptr<ResponseSource> source) { source_ = std::move(source); }

    Result<bool> next(Batch& batch) override { return source_->next(batch); }
    const SourceSummary& summary() const override { return source_->summary(); }
    const std::vector<Cluster>& clusters() const override { return source_->clusters(); }

private:
    DuplicateIds duplicates_;
    std::unique_ptr<ResponseSource> source_;
};

std::unique_ptr<std::ifstream> open(const std::filesystem::path& path) {
    auto in = std::make_unique<std::ifstream>(path, std::ios::binary);
    if (!*in) throw std::system_error(errno, std::generic_category(), "cannot read " + path.string());
    return in;
}

}  // namespace

Result<std::unique_ptr<ResponseSource>> open_responses(const LoadedInstrument& instrument, bool keep_respondents) {
    const std::string file = instrument.responses.generic_string();
    const Mapping* mapping = instrument.mapping ? &*instrument.mapping : nullptr;
    const auto first_pass = open(instrument.responses);
    auto repeated = mapping != nullptr ? find_duplicate_respondents(*first_pass, file, instrument.codebook, *mapping)
                                       : find_duplicate_respondents(*first_pass, file, instrument.codebook);
    if (repeated.has_error()) return std::move(repeated).error();

    auto owning = std::make_unique<OwningSource>(std::move(*repeated));
    ResponseOptions options;
    options.keep_respondents = keep_respondents;
    options.duplicates = owning->duplicates();
    auto source = mapping != nullptr ? open_mapped(open(instrument.responses), file, instrument.codebook, *mapping, options)
                                     : open_tidy(open(instrument.responses), file, instrument.codebook, options);
    if (source.has_error()) return std::move(source).error();
    owning->own(std::move(*source));
    return std::unique_ptr<ResponseSource>(std::move(owning));
}

}  // namespace capgap
