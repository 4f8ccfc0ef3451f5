// Reading responses: what our reader, and the decoder behind it, add to (or save of) a plain libcsv parse of the same bytes. The plain parse only
// sums up the bytes of fields. Each ratio is taken inside one run, the two in turn, so that a busy machine slows both: its counter is `times_libcsv`.
//
//     csv_benchmark --benchmark_counters_tabular=true
#include <capgap/formats/csv/reader.hpp>
#include <capgap/formats/csv/responses.hpp>

#include <benchmark/benchmark.h>
#include <csv.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <random>
#include <sstream>
#include <stdexcept>
#include <string>

namespace {

using Seconds = std::chrono::duration<double>;

constexpr int rows = 100'000;
constexpr int columns = 60;  // respondent, institution, profile and 57 items

capgap::StringIndex names(std::initializer_list<const char*> all) {
    capgap::StringIndex index;
    for (const char* name : all) index.add(name);
    return index;
}

std::string item(int number) {
    return std::string("item").append(std::to_string(number));
}

const capgap::Codebook& codebook() {
    static const capgap::Codebook made = [] {
        capgap::Codebook book;
        for (int i = 0; i < 60; ++i) book.institutions.add(std::string("directorate-").append(std::to_string(i)));
        book.profiles = names({"policymaker", "manager", "ict_staff"});
        for (int i = 3; i < columns; ++i) book.items.push_back({item(i), names({"0", "1", "2", "3", "4"})});
        return book;
    }();
    return made;
}

/// A file of responses as capgap writes it, or with quotes around every field, as R does.
std::string generated(bool in_quotes) {
    std::mt19937 generator(20260302);
    const auto random = [&generator] { return static_cast<std::uint32_t>(generator()); };
    const std::string quote = in_quotes ? "\"" : "";
    const std::string between = quote + ',' + quote;
    std::string text = quote + "respondent" + between + "institution" + between + "profile";
    for (int i = 3; i < columns; ++i) text += between + item(i);
    text += quote + '\n';
    const char* const answers[] = {"0", "1", "2", "3", "4", "0", "1", "2", "3", "4", "2", "3", "na", "dk", ""};
    for (int row = 0; row < rows; ++row) {
        text += quote + "person-" + std::to_string(row) + between + codebook().institutions.name(random() % 60) + between +
                codebook().profiles.name(random() % 3);
        for (int i = 3; i < columns; ++i) text += between + answers[random() % std::size(answers)];
        text += quote + '\n';
    }
    return text;
}

const std::string& plain_file() {
    static const std::string text = generated(false);
    return text;
}

const std::string& quoted_file() {
    static const std::string text = generated(true);
    return text;
}

std::uint64_t parse_with_libcsv(const std::string& text) {
    std::uint64_t bytes = 0;
    csv_parser parser;
    csv_init(&parser, 0);
    const auto on_field = [](void*, std::size_t size, void* sum) { *static_cast<std::uint64_t*>(sum) += size; };
    const auto on_row = [](int, void*) {};
    csv_parse(&parser, text.data(), text.size(), on_field, on_row, &bytes);
    csv_fini(&parser, on_field, on_row, &bytes);
    csv_free(&parser);
    return bytes;
}

std::uint64_t read_with_ours(const std::string& text) {
    std::istringstream in(text);
    auto reader = capgap::CsvReader::open(in, "generated").value();
    std::uint64_t bytes = 0;
    for (const std::string& name : reader.header()) bytes += name.size();
    while (reader.next().value() == capgap::CsvReader::Step::row) {
        for (const std::string_view field : reader.row().fields) bytes += field.size();
    }
    return bytes;
}

std::uint64_t decode(const std::string& text) {
    const auto source = capgap::open_tidy(std::make_unique<std::istringstream>(text), "generated", codebook()).value();
    capgap::Batch batch;
    std::uint64_t taken = 0;
    while (source->next(batch).value()) taken += batch.rows;
    if (taken != rows) throw std::logic_error("a row was set aside");
    return taken;
}

std::uint64_t find_duplicates(const std::string& text) {
    std::istringstream in(text);
    return capgap::find_duplicate_respondents(in, "generated", codebook()).value().size();
}

template <class Work>
double seconds(Work&& work) {
    const auto begin = std::chrono::steady_clock::now();
    benchmark::DoNotOptimize(work());
    return Seconds(std::chrono::steady_clock::now() - begin).count();
}

/// Runs `work` and the plain parse in turn.
void against_libcsv(benchmark::State& state, const std::string& text, std::uint64_t (*work)(const std::string&)) {
    double ours = 0;
    double libcsvs = 0;
    for (auto _ : state) {
        libcsvs += seconds([&] { return parse_with_libcsv(text); });
        const double once = seconds([&] { return work(text); });
        state.SetIterationTime(once);
        ours += once;
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(text.size()) * state.iterations());
    state.SetItemsProcessed(static_cast<std::int64_t>(rows) * state.iterations());
    state.counters["times_libcsv"] = ours / libcsvs;
}

void same_bytes(const std::string& text) {
    if (parse_with_libcsv(text) != read_with_ours(text)) throw std::logic_error("libcsv and our reader see different fields");
}

void read_rows(benchmark::State& state) {
    same_bytes(plain_file());
    against_libcsv(state, plain_file(), &read_with_ours);
}
void read_rows_in_quotes(benchmark::State& state) {
    same_bytes(quoted_file());
    against_libcsv(state, quoted_file(), &read_with_ours);
}
void responses_to_batches(benchmark::State& state) {
    against_libcsv(state, plain_file(), &decode);
}
void responses_in_quotes_to_batches(benchmark::State& state) {
    against_libcsv(state, quoted_file(), &decode);
}
void first_pass_for_repeated_ids(benchmark::State& state) {
    against_libcsv(state, plain_file(), &find_duplicates);
}

BENCHMARK(read_rows)->UseManualTime()->Unit(benchmark::kMillisecond);
BENCHMARK(read_rows_in_quotes)->UseManualTime()->Unit(benchmark::kMillisecond);
BENCHMARK(responses_to_batches)->UseManualTime()->Unit(benchmark::kMillisecond);
BENCHMARK(responses_in_quotes_to_batches)->UseManualTime()->Unit(benchmark::kMillisecond);
BENCHMARK(first_pass_for_repeated_ids)->UseManualTime()->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
