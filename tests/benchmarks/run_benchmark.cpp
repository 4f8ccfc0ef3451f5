// A whole `capgap run --no-report` of a generated round, beside a plain libcsv parse of the same file of responses in the same run: its counter is
// `times_libcsv`. `memory_MB` is the largest resident set of the program. Files are kept under the temporary folder only while a case runs.
//
//     run_benchmark --benchmark_counters_tabular=true
#include <benchmark/benchmark.h>
#include <csv.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;
using Seconds = std::chrono::duration<double>;

/// The example questionnaire: three items for each of fourteen competencies, and two for each of five attitudes.
std::vector<std::string> items() {
    std::vector<std::string> made;
    for (const char* competency : {"11", "12", "13", "14", "21", "22", "23", "24", "25", "26", "31", "32", "33", "34"}) {
        for (const char* item : {"a", "b", "c"}) made.push_back("c" + std::string(competency) + item);
    }
    for (const char* attitude : {"trust", "creativity", "adaptability", "curiosity", "experimentation"}) {
        for (const char* item : {"_1", "_2"}) made.push_back(attitude + std::string(item));
    }
    return made;
}

struct Question {
    const char* id;
    std::vector<const char*> options;
};

const std::vector<Question>& questions() {
    static const std::vector<Question> made = {{"gender", {"female", "male", "other"}},
                                               {"region", {"capital", "other_city", "rural", "abroad"}},
                                               {"age_group", {"under_30", "from_30", "from_40", "from_50", "from_60"}},
                                               {"seniority", {"support", "officer", "team_head", "director"}}};
    return made;
}

/// Their rows are a table of their own in every institution: rounds are timed with one, and with all.
constexpr std::array profiles = {"policymaker", "regulator", "senior_manager", "digital_leader", "ict_staff", "service_delivery_staff"};
constexpr int institutions = 2'000;
constexpr int agencies = 40;

/// A fixed sequence, so that every run times the same file.
class Draws {
public:
    std::uint32_t below(std::uint32_t end) {
        state_ = state_ * 6364136223846793005U + 1442695040888963407U;
        return static_cast<std::uint32_t>((state_ >> 33) % end);
    }

private:
    std::uint64_t state_ = 1;
};

/// A round in a folder of its own.
class GeneratedRound {
public:
    GeneratedRound(std::int64_t respondents, std::size_t profiles_used, std::size_t dimensions, bool weighted)
        : folder_(fs::temp_directory_path() / ("capgap-run-benchmark-" + std::to_string(getpid()))),
          profiles_(profiles_used),
          dimensions_(dimensions),
          weighted_(weighted) {
        fs::create_directories(folder_);
        write_institutions();
        write_assessment();
        write_responses(respondents);
        if (weighted_) write_population();
        ::sync();  // what was just written is not written while a run is timed
    }
    ~GeneratedRound() {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }
    GeneratedRound(const GeneratedRound&) = delete;
    GeneratedRound& operator=(const GeneratedRound&) = delete;

    fs::path file(const char* name) const { return folder_ / name; }

private:
    void write_institutions() const {
        std::ofstream out(file("institutions.csv"));
        out << "institution,parent,name\nroot,,The service\n";
        for (int i = 1; i < institutions; ++i) {
            out << 'i' << i << ',' << (i <= agencies ? "root" : "i" + std::to_string(1 + i % agencies)) << ",Office " << i << '\n';
        }
    }

    void write_assessment() const {
        std::ofstream out(file("assessment.yaml"));
        out << "capgap: assessment/1\nid: benchmark\nlanguages: [en]\ntext_default: {status: project}\ntitle: {en: A benchmark}\n"
               "data: {collected_from: 2026-03-02, collected_to: 2026-03-27, simulated: true}\ndesign: census\ninstitutions: institutions.csv\n";
        if (weighted_) out << "population: population.csv\nweighting: {method: post_stratified}\n";
        out << "privacy: {min_cell: 10}\ninstruments:\n  - framework: builtin:unesco-dcf/2022\n    survey: builtin:dcf-self/1.0\n"
               "    targets: builtin:unesco-dcf/2022\n    responses: responses.csv\n    format: tidy\n    breakdowns: [";
        for (std::size_t d = 0; d < dimensions_; ++d) out << (d > 0 ? ", " : "") << questions()[d].id;
        out << "]\n";
    }

    void write_responses(std::int64_t respondents) {
        std::ofstream out(file("responses.csv"), std::ios::binary);
        out << "respondent,institution,profile";
        for (std::size_t d = 0; d < dimensions_; ++d) out << ',' << questions()[d].id;
        for (const std::string& item : items()) out << ',' << item;
        out << '\n';
        std::string row;
        for (std::int64_t i = 0; i < respondents; ++i) {
            const auto institution = 1 + draws_.below(institutions - 1);
            const auto profile = draws_.below(static_cast<std::uint32_t>(profiles_));
            ++people_[institution * profiles.size() + profile];
            row = "p" + std::to_string(i) + ",i" + std::to_string(institution) + ',' + profiles[profile];
            for (std::size_t d = 0; d < dimensions_; ++d) {
                row += ',';
                row += questions()[d].options[draws_.below(static_cast<std::uint32_t>(questions()[d].options.size()))];
            }
            for (std::size_t item = 0; item < items_; ++item) {
                row += ',';
                const auto answer = draws_.below(20);
                if (answer == 0) continue;
                row += static_cast<char>('0' + answer % 4);
            }
            row += '\n';
            out << row;
        }
    }

    void write_population() const {
        std::ofstream out(file("population.csv"));
        out << "institution,profile,headcount\n";
        for (std::size_t i = 1; i < static_cast<std::size_t>(institutions); ++i) {
            for (std::size_t p = 0; p < profiles.size(); ++p) {
                if (const auto people = people_[i * profiles.size() + p]; people > 0)
                    out << 'i' << i << ',' << profiles[p] << ',' << people + people / 2 + 1 << '\n';
            }
        }
    }

    fs::path folder_;
    std::size_t profiles_;
    std::size_t dimensions_;
    bool weighted_;
    Draws draws_;
    std::size_t items_ = items().size();
    std::vector<int> people_ = std::vector<int>(static_cast<std::size_t>(institutions) * profiles.size());
};

double parse_with_libcsv(const fs::path& path) {
    const auto begin = std::chrono::steady_clock::now();
    std::ifstream in(path, std::ios::binary);
    std::vector<char> block(1 << 16);
    std::uint64_t bytes = 0;
    csv_parser parser;
    csv_init(&parser, 0);
    const auto on_field = [](void*, std::size_t size, void* sum) { *static_cast<std::uint64_t*>(sum) += size; };
    const auto on_row = [](int, void*) {};
    while (in.read(block.data(), static_cast<std::streamsize>(block.size())) || in.gcount() > 0)
        csv_parse(&parser, block.data(), static_cast<std::size_t>(in.gcount()), on_field, on_row, &bytes);
    csv_fini(&parser, on_field, on_row, &bytes);
    csv_free(&parser);
    benchmark::DoNotOptimize(bytes);
    return Seconds(std::chrono::steady_clock::now() - begin).count();
}

struct Used {
    double seconds = 0;
    double megabytes = 0;
};

Used run_capgap(const GeneratedRound& round) {
    const auto begin = std::chrono::steady_clock::now();
    const pid_t child = fork();
    if (child == 0) {
        const std::string assessment = round.file("assessment.yaml").string();
        const std::string out = round.file("out").string();
        if (freopen("/dev/null", "w", stdout) == nullptr || freopen("/dev/null", "w", stderr) == nullptr) _exit(126);
        execl(CAPGAP_PROGRAM, "capgap", "run", assessment.c_str(), "--out", out.c_str(), "--no-report", "--threads", "2", "--data", CAPGAP_DATA,
              nullptr);
        _exit(127);
    }
    int status = 0;
    rusage usage{};
    if (child < 0 || wait4(child, &status, 0, &usage) < 0 || status != 0) throw std::runtime_error("capgap run failed");
    const double seconds = Seconds(std::chrono::steady_clock::now() - begin).count();
    fs::remove_all(round.file("out"));
    return {seconds, static_cast<double>(usage.ru_maxrss) / 1024};
}

/// Respondents, profiles, dimensions, whether it is weighted.
void run_of_a_round(benchmark::State& state) {
    const GeneratedRound round(state.range(0), static_cast<std::size_t>(state.range(1)), static_cast<std::size_t>(state.range(2)),
                               state.range(3) != 0);
    double libcsv = 0;
    double capgap = 0;
    double memory = 0;
    for (auto _ : state) {
        libcsv += parse_with_libcsv(round.file("responses.csv"));
        const Used used = run_capgap(round);
        capgap += used.seconds;
        memory = std::max(memory, used.megabytes);
        state.SetIterationTime(used.seconds);
    }
    state.counters["libcsv_s"] = libcsv / static_cast<double>(state.iterations());
    state.counters["times_libcsv"] = capgap / libcsv;
    state.counters["memory_MB"] = memory;
    state.counters["bytes_per_person"] = (memory - 300) * 1024 * 1024 / static_cast<double>(state.range(0));
}
BENCHMARK(run_of_a_round)
    ->ArgNames({"respondents", "profiles", "dimensions", "weighted"})
    ->Args({1'000'000, 1, 0, 0})
    ->Args({1'000'000, 6, 0, 0})
    ->Args({1'000'000, 1, 4, 1})
    ->Args({1'000'000, 6, 4, 1})
    ->Args({2'000'000, 1, 0, 0})
    ->Args({2'000'000, 1, 4, 1})
    ->UseManualTime()
    ->Iterations(3)
    ->Unit(benchmark::kSecond);

}  // namespace

BENCHMARK_MAIN();
