// Calibration of one scale: graded response, five categories, 61 nodes. Seconds of the processor (all threads) and by the clock; counters:
// steps: E-steps to the end; operations_per_s: 2 x people x items x nodes for each E-step, by the processor's time; MB_above_answers: what the
// process held at most, less what it held with the answers before.

#include <capgap/measurement/calibrate.hpp>
#include <capgap/measurement/expected_counts.hpp>
#include <capgap/measurement/lanes.hpp>
#include <capgap/measurement/likelihood_kernel.hpp>
#include <capgap/measurement/likelihood_ratio_dif.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace capgap {
namespace {

struct Drawn {
    std::vector<ItemParameters> items;
    AnswerTable answers{{}};
};

/// Answers as those of the files that other programs were measured with: log a ~ N(log 1.5, 0.3), difficulties about -1.5, -0.5, 0.5, 1.5, theta
/// standard normal. Of two groups the second stands 0.3 higher.
Drawn draw(std::size_t people, std::size_t items, std::size_t groups = 1) {
    std::mt19937_64 random(1);
    std::normal_distribution<double> normal;
    Drawn out;
    for (std::size_t j = 0; j < items; ++j) {
        ItemParameters& one = out.items.emplace_back();
        one.slope = 1.5 * std::exp(0.3 * normal(random));
        const double centre = 0.5 * normal(random);
        for (const double step : {-1.5, -0.5, 0.5, 1.5}) one.intercepts.push_back(-one.slope * (centre + step));
    }
    out.answers = AnswerTable(std::vector<std::size_t>(items, 5));
    std::vector<std::uint8_t> codes(items);
    for (std::size_t p = 0; p < people; ++p) {
        const std::size_t group = p % groups;
        const double theta = normal(random) + 0.3 * static_cast<double>(group);
        for (std::size_t j = 0; j < items; ++j) {
            const double at = std::generate_canonical<double, 53>(random);
            // P(X >= k) > u where a theta + d_k > log(u / (1 - u))
            const double limit = std::log(at / (1 - at)) - out.items[j].slope * theta;
            codes[j] = static_cast<std::uint8_t>(
                std::count_if(out.items[j].intercepts.begin(), out.items[j].intercepts.end(), [limit](double d) { return d > limit; }));
        }
        out.answers.add(codes, 1, static_cast<std::uint16_t>(group));
    }
    return out;
}

/// Drawn once for all benchmarks that need the same; the last is kept.
const Drawn& drawn(const benchmark::State& state) {
    static std::pair<std::int64_t, std::int64_t> size;
    static Drawn kept;
    if (const std::pair wanted{state.range(0), state.range(1)}; wanted != size) {
        kept = {};
        kept = draw(static_cast<std::size_t>(wanted.first), static_cast<std::size_t>(wanted.second));
        size = wanted;
    }
    return kept;
}

/// Of this process, in MB: "VmRSS:" now, "VmHWM:" at most since peak_again().
double memory_mb(std::string_view what) {
    std::ifstream in("/proc/self/status");
    for (std::string word; in >> word;) {
        double kib = 0;
        if (word == what && in >> kib) return kib / 1024;
    }
    return 0;
}

void peak_again() {
    std::ofstream("/proc/self/clear_refs") << 5;
}

/// People, items, threads, the tolerance as a power of ten.
void calibration(benchmark::State& state) {
    const AnswerTable& answers = drawn(state).answers;
    CalibrationOptions options;
    options.threads = static_cast<unsigned>(state.range(2));
    options.tolerance = std::pow(10.0, -static_cast<double>(state.range(3)));
    peak_again();
    const double before = memory_mb("VmRSS:");
    std::size_t steps = 0;
    for (auto _ : state) steps = calibrate(answers, ItemModel::graded, options).e_steps;
    state.counters["steps"] = static_cast<double>(steps);
    state.counters["MB_above_answers"] = memory_mb("VmHWM:") - before;
}

/// People, items, threads: theta of each person and its error, on 121 nodes.
void eap(benchmark::State& state) {
    const Drawn& of = drawn(state);
    Calibration known;
    for (const ItemParameters& one : of.items) known.items.push_back({one, {0, 1, 2, 3, 4}, ItemEnd::estimated});
    known.groups.resize(1);
    for (auto _ : state) benchmark::DoNotOptimize(expected_a_posteriori(of.answers, known, {121, 6}, static_cast<unsigned>(state.range(2))));
}

/// People, items, threads.
void e_step(benchmark::State& state) {
    const Drawn& of = drawn(state);
    const Quadrature grid;
    const NodeTable table = probability_table(ItemModel::graded, of.items, grid.points());
    const std::vector<std::vector<double>> prior{grid.normal_weights(0, 1)};
    for (auto _ : state) benchmark::DoNotOptimize(expected_counts(of.answers, table, prior, static_cast<unsigned>(state.range(2))));
    state.counters["operations_per_s"] = benchmark::Counter(
        2.0 * static_cast<double>(state.range(0) * state.range(1)) * static_cast<double>(grid.nodes), benchmark::Counter::kIsIterationInvariantRate);
}

constexpr std::size_t vectors = 8;
constexpr std::size_t rows = 16;
constexpr std::size_t rounds = 1 << 16;

/// What the processor can do: multiplications and additions of vectors in registers, with the same operand or, as the E-step, each with one that is
/// loaded from rows in the first cache.
template <bool loading>
CAPGAP_INLINE double multiply_and_add(const double* table) {
    Lanes product[vectors];
    Lanes sum[vectors];
    for (std::size_t v = 0; v < vectors; ++v) product[v] = sum[v] = lanes_at(table + v * lane_width) + static_cast<double>(v);
    const Lanes one = lanes_at(table);
    for (std::size_t i = 0; i < rounds; ++i) {
        const double* row = table + i % rows * vectors * lane_width;
        for (std::size_t v = 0; v < vectors; ++v) product[v] *= loading ? lanes_at(row + v * lane_width) : one;
        row = table + (i + rows / 2) % rows * vectors * lane_width;  // not what is loaded already
        for (std::size_t v = 0; v < vectors; ++v) sum[v] += loading ? lanes_at(row + v * lane_width) : one;
    }
    double out = 0;
    for (std::size_t v = 0; v < vectors; ++v) out += sum_of_lanes(product[v]) + sum_of_lanes(sum[v]);
    return out;
}

#define CAPGAP_YARDSTICK(name, target)                                                   \
    target double yardstick_##name(const double* table, bool loading) {                  \
        return loading ? multiply_and_add<true>(table) : multiply_and_add<false>(table); \
    }

CAPGAP_YARDSTICK(baseline, )
#ifdef __x86_64__
CAPGAP_YARDSTICK(avx2, __attribute__((target("avx2"))))
CAPGAP_YARDSTICK(avx512, __attribute__((target("avx512f"))))
#endif

/// With the vectors that the kernels of the E-step have on this processor. 0: in registers; 1: loading.
void yardstick(benchmark::State& state) {
    const std::vector<double> table(rows * vectors * lane_width, 1 + 1e-12);
    const std::string_view name = kernels().name;
    auto* run = yardstick_baseline;
#ifdef __x86_64__
    if (name == "avx2") run = yardstick_avx2;
    if (name == "avx512") run = yardstick_avx512;
#endif
    for (auto _ : state) benchmark::DoNotOptimize(run(table.data(), state.range(0) == 1));
    state.SetLabel(std::string(name));
    state.counters["operations_per_s"] =
        benchmark::Counter(2.0 * static_cast<double>(vectors * lane_width * rounds), benchmark::Counter::kIsIterationInvariantRate);
}

/// People, items, threads: each item by itself between two groups.
void likelihood_ratio(benchmark::State& state) {
    const Drawn of = draw(static_cast<std::size_t>(state.range(0)), static_cast<std::size_t>(state.range(1)), 2);
    CalibrationOptions options;
    options.threads = static_cast<unsigned>(state.range(2));
    std::size_t steps = 0;
    for (auto _ : state) {
        const LikelihoodRatioDif found = likelihood_ratio_dif(of.answers, ItemModel::graded, options);
        steps = found.common.e_steps;
        for (const FreedItem& one : found.items) steps += one.e_steps;
    }
    state.counters["steps"] = static_cast<double>(steps);
}

double least(const std::vector<double>& of) {
    return *std::min_element(of.begin(), of.end());
}

/// Others use the processor too: the least of some repetitions.
void repeated(benchmark::internal::Benchmark* of) {
    of->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime()->ComputeStatistics("least", least)->ReportAggregatesOnly();
}

void sizes(benchmark::internal::Benchmark* of) {
    for (const std::int64_t threads : {1, 2}) {
        for (const std::int64_t tolerance : {8, 4}) {
            for (const std::int64_t people : {1'000, 10'000, 100'000}) of->Args({people, 24, threads, tolerance});
            for (const std::int64_t people : {10'000, 100'000}) of->Args({people, 60, threads, tolerance});
        }
    }
    repeated(of->Iterations(1)->Repetitions(5));
}

void largest(benchmark::internal::Benchmark* of) {
    for (const std::int64_t threads : {1, 2}) {
        for (const std::int64_t tolerance : {8, 4}) of->Args({1'000'000, 60, threads, tolerance});
    }
    repeated(of->Iterations(1)->Repetitions(3));
}

BENCHMARK(yardstick)->Arg(0)->Arg(1)->Repetitions(3)->Apply(repeated);
BENCHMARK(e_step)->ArgsProduct({{1'000, 100'000}, {24, 60}, {1, 2}})->Repetitions(3)->Apply(repeated);
BENCHMARK(calibration)->Apply(sizes);
BENCHMARK(eap)->ArgsProduct({{100'000}, {24}, {1, 2}})->Iterations(1)->Repetitions(5)->Apply(repeated);
BENCHMARK(likelihood_ratio)->ArgsProduct({{10'000}, {24}, {1, 2}})->Iterations(1)->Repetitions(3)->Apply(repeated);
BENCHMARK(calibration)->Name("calibration_of_a_million")->Apply(largest);

}  // namespace
}  // namespace capgap

BENCHMARK_MAIN();
