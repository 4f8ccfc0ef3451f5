#include <capgap/base/parallel.hpp>

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace capgap {
namespace {

TEST(Parallel, does_each_once_whatever_the_threads) {
    for (const unsigned threads : {0U, 1U, 2U, 7U, 64U}) {
        for (const std::size_t count : {0U, 1U, 2U, 5U, 1000U}) {
            std::vector<int> done(count, 0);
            parallel_for(count, threads, [&](std::size_t i) { ++done[i]; });
            EXPECT_EQ(done, std::vector<int>(count, 1)) << threads << " threads";
        }
    }
}

TEST(Parallel, a_slow_one_does_not_keep_the_others_waiting) {
    std::atomic<int> others = 0;
    int seen = 0;
    parallel_for(20, 2, [&](std::size_t i) {
        if (i > 0) {
            ++others;
            return;
        }
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (others < 19 && std::chrono::steady_clock::now() < end) std::this_thread::yield();
        seen = others;
    });
    EXPECT_EQ(seen, 19);
}

TEST(Parallel, the_first_failure_is_thrown_once_all_have_ended) {
    for (const unsigned threads : {1U, 2U, 7U}) {
        std::atomic<int> begun = 0;
        std::atomic<int> ended = 0;
        try {
            parallel_for(100, threads, [&](std::size_t i) {
                ++begun;
                if (i == 3 || i == 4) {
                    ++ended;
                    throw std::runtime_error(std::to_string(i));
                }
                ++ended;
            });
            FAIL() << "nothing was thrown";
        } catch (const std::runtime_error& failure) {
            EXPECT_TRUE(std::string(failure.what()) == "3" || (threads > 1 && std::string(failure.what()) == "4"));
        }
        EXPECT_EQ(begun, ended);
    }
}

TEST(ParallelInOrder, what_was_made_side_by_side_is_taken_in_order) {
    for (const unsigned threads : {1U, 2U, 7U}) {
        std::vector<std::size_t> taken;
        parallel_in_order(
            500, threads, [](std::size_t i) { return i * i; }, [&taken](std::size_t i, std::size_t made) { taken.push_back(made - i * i + i); });
        ASSERT_EQ(taken.size(), 500U);
        for (std::size_t i = 0; i < taken.size(); ++i) EXPECT_EQ(taken[i], i) << threads << " threads";
    }
}

/// Those that wait for their turn are let go.
TEST(ParallelInOrder, a_failure_ends_it) {
    for (const unsigned threads : {1U, 2U, 7U}) {
        for (const bool in_make : {true, false}) {
            std::size_t taken = 0;
            const auto fail_at_ten = [](std::size_t i, bool fails) {
                if (fails && i == 10) throw std::runtime_error("ten");
                return i;
            };
            EXPECT_THROW(parallel_in_order(
                             100, threads, [&](std::size_t i) { return fail_at_ten(i, in_make); },
                             [&](std::size_t i, std::size_t) {
                                 fail_at_ten(i, !in_make);
                                 ++taken;
                             }),
                         std::runtime_error);
            EXPECT_LE(taken, 10U);
        }
    }
}

}  // namespace
}  // namespace capgap
