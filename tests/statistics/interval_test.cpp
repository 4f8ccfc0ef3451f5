#include <capgap/statistics/interval.hpp>

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace capgap {
namespace {

// R 4.2.2, prop.test(x, n, correct = FALSE)$conf.int, to the printed digits; also Newcombe 1998, Statistics in Medicine 17, table I, method 3:
// 81/263 0.2553 0.3662; 15/148 0.0624 0.1605; 0/20 0 0.1611; 1/29 0.0061 0.1718.
TEST(WilsonInterval, agrees_with_newcombe_1998_table_1) {
    struct Published {
        double x, n, low, high;
    };
    for (const auto& [x, n, low, high] :
         {Published{81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {0, 20, 0.0000, 0.1611}, {1, 29, 0.0061, 0.1718}}) {
        const Interval interval = wilson_interval(x / n, n);
        EXPECT_NEAR(interval.low, low, 5e-5) << x << '/' << n;
        EXPECT_NEAR(interval.high, high, 5e-5) << x << '/' << n;
    }
}

TEST(WilsonInterval, holds_the_share_stays_within_0_and_1_and_mirrors) {
    EXPECT_TRUE(rc::check([] {
        const double share = *rc::gen::inRange(0, 1001) / 1000.0;
        const double n = *rc::gen::inRange(1, 1'000'000) / 10.0;
        const Interval interval = wilson_interval(share, n);
        RC_ASSERT(0 <= interval.low && interval.low <= share && share <= interval.high && interval.high <= 1);
        const Interval mirrored = wilson_interval(1 - share, n);
        RC_ASSERT(std::abs(mirrored.low - (1 - interval.high)) < 1e-12);
    }));
}

}  // namespace
}  // namespace capgap
