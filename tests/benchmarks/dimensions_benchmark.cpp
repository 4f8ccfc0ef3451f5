#include <capgap/measurement/multidimensional.hpp>
#include <capgap/measurement/second_order.hpp>

#include <benchmark/benchmark.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

namespace capgap {
namespace {

/// Five categories; dimensions that correlate by 0.6.
AnswerTable drawn_answers(std::size_t people, std::size_t dimensions, std::size_t items) {
    std::mt19937 random(1);
    std::normal_distribution<double> normal;
    AnswerTable out(std::vector<std::size_t>(dimensions * items, 5));
    for (std::size_t p = 0; p < people; ++p) {
        const double general = normal(random);
        std::vector<std::uint8_t> codes;
        for (std::size_t d = 0; d < dimensions; ++d) {
            const double theta = std::sqrt(0.6) * general + std::sqrt(0.4) * normal(random);
            for (std::size_t j = 0; j < items; ++j) {
                const double draw = std::generate_canonical<double, 53>(random);
                std::uint8_t code = 0;
                for (const double d_k : {2.0, 0.7, -0.6, -1.9})
                    code = static_cast<std::uint8_t>(code + (draw < 1 / (1 + std::exp(-1.5 * theta - d_k)) ? 1 : 0));
                codes.push_back(code);
            }
        }
        out.add(codes);
    }
    return out;
}

std::vector<std::size_t> dimension_of(std::size_t dimensions, std::size_t items) {
    std::vector<std::size_t> out;
    for (std::size_t d = 0; d < dimensions; ++d) out.insert(out.end(), items, d);
    return out;
}

/// People, dimensions, items of each, nodes of each grid on [-5, 5].
void correlated_dimensions(benchmark::State& state) {
    const auto dimensions = static_cast<std::size_t>(state.range(1));
    const auto items = static_cast<std::size_t>(state.range(2));
    const AnswerTable answers = drawn_answers(static_cast<std::size_t>(state.range(0)), dimensions, items);
    DimensionsOptions options;
    options.quadrature = {static_cast<std::size_t>(state.range(3)), 5};
    std::size_t steps = 0;
    for (auto _ : state) steps = calibrate_dimensions(answers, dimension_of(dimensions, items), ItemModel::graded, options).e_steps;
    state.counters["steps"] = static_cast<double>(steps);
}

void second_order(benchmark::State& state) {
    const auto competencies = static_cast<std::size_t>(state.range(1));
    const auto items = static_cast<std::size_t>(state.range(2));
    const AnswerTable answers = drawn_answers(static_cast<std::size_t>(state.range(0)), competencies, items);
    DimensionsOptions options;
    options.quadrature = {static_cast<std::size_t>(state.range(3)), 5};
    std::size_t steps = 0;
    for (auto _ : state) steps = calibrate_second_order(answers, dimension_of(competencies, items), ItemModel::graded, options).e_steps;
    state.counters["steps"] = static_cast<double>(steps);
}

BENCHMARK(correlated_dimensions)
    ->Args({10'000, 3, 20, 31})
    ->Args({10'000, 3, 4, 31})
    ->Args({10'000, 2, 20, 31})
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1)
    ->UseRealTime();
BENCHMARK(second_order)->Args({10'000, 3, 20, 41})->Args({10'000, 20, 4, 41})->Unit(benchmark::kMillisecond)->Iterations(1)->UseRealTime();

}  // namespace
}  // namespace capgap

BENCHMARK_MAIN();
