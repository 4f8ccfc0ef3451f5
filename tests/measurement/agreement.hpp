#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <sstream>
#include <string>
#include <utility>

namespace capgap {

/// How near numbers come to another program's: expected to be within a tolerance, and noted among the properties of the test, from which
/// engine/tools/accuracy.py makes engine/docs/accuracy.md.
class Agreement {
public:
    enum class By { difference, ratio };

    /// `statistic`, `other` (program and version) and `answers` are words of the page.
    Agreement(std::string statistic, std::string other, std::string answers, double tolerance, By by = By::difference)
        : words_(std::move(statistic) + '|' + std::move(other) + '|' + std::move(answers)), tolerance_(tolerance), by_(by) {}
    Agreement(const Agreement&) = delete;
    Agreement& operator=(const Agreement&) = delete;
    Agreement(Agreement&&) = delete;
    Agreement& operator=(Agreement&&) = delete;

    ~Agreement() {
        EXPECT_GT(numbers_, 0U) << words_;
        EXPECT_LE(largest_, tolerance_) << words_;
        std::ostringstream note;
        note << words_ << '|' << numbers_ << '|' << largest_ << '|' << (by_ == By::ratio ? "ratio" : "difference") << '|' << tolerance_;
        static int notes = 0;
        testing::Test::RecordProperty("agreement_" + std::to_string(++notes), note.str());
    }

    void look(double ours, double theirs) {
        ++numbers_;
        const double off = std::abs(by_ == By::ratio ? ours / theirs - 1 : ours - theirs);
        if (!(off <= largest_)) largest_ = std::isnan(off) ? HUGE_VAL : off;
    }

private:
    std::string words_;
    double tolerance_;
    By by_;
    std::size_t numbers_ = 0;
    double largest_ = 0;
};

}  // namespace capgap
