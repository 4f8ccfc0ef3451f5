#include <capgap/measurement/calibrate.hpp>

#include <measurement/agreement.hpp>
#include <measurement/psychometric_files.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <random>

namespace capgap {
namespace {

using namespace psychometric;

void look_at_items(const Calibration& found, const std::vector<std::vector<double>>& reference, Agreement& agreement) {
    for (std::size_t j = 0; j < reference.size(); ++j) {
        agreement.look(found.items[j].parameters.slope, reference[j][0]);
        for (std::size_t k = 1; k < reference[j].size(); ++k) agreement.look(found.items[j].parameters.intercepts[k - 1], reference[j][k]);
    }
}

void expect_as_mirt(const std::filesystem::path& data, const std::filesystem::path& reference, const std::string& name, std::size_t items,
                    const std::string& words) {
    const AnswerTable answers = answers_of(data / (name + ".csv"), items);
    const Calibration found = calibrate(answers, ItemModel::graded, {});
    EXPECT_EQ(found.end, CalibrationEnd::converged);
    EXPECT_LT(found.e_steps, 40U) << "expansion takes few steps";
    const double log_likelihood = numbers(reference / (name + "_tight_fit.csv"), 1)[0][0];
    const std::string mirt = "mirt 1.47, EM to 1e-8";
    Agreement("log-likelihood, graded response", mirt, words, 1e-8, Agreement::By::ratio).look(found.log_likelihood, log_likelihood);
    Agreement parameters("slopes and intercepts, graded response", mirt, words, 1e-5);
    look_at_items(found, numbers(reference / (name + "_tight_items.csv"), 1), parameters);
    const PosteriorMoments people = expected_a_posteriori(answers, found, {121, 6});
    const auto eap = numbers(reference / (name + "_tight_eap.csv"));
    ASSERT_EQ(people.mean.size(), eap.size());
    Agreement of_people("theta of persons (EAP) and its error", mirt, words, 1e-6);
    for (std::size_t p = 0; p < eap.size(); ++p) {
        of_people.look(people.mean[p], eap[p][0]);
        of_people.look(people.sd[p], eap[p][1]);
    }
}

TEST(Calibrate, graded_response_is_that_of_mirt) {
    expect_as_mirt(folder, folder, "grm_J24_N1000", 24, "1,000 people, 24 items");
}

TEST(Calibrate, graded_response_is_that_of_mirt_on_larger_files) {
    const char* real_data = std::getenv("REAL_DATA");
    if (real_data == nullptr) GTEST_SKIP() << "REAL_DATA is not set";
    const std::filesystem::path data = std::filesystem::path(real_data) / "psychometric";
    expect_as_mirt(data, data / "reference", "grm_J24_N10000", 24, "10,000 people, 24 items");
    expect_as_mirt(data, data / "reference", "grm_J24_N10000_mcar15", 24, "10,000 people, 24 items, 15 % missing");
    expect_as_mirt(data, data / "reference", "grm_J60_N1000", 60, "1,000 people, 60 items");
}

// mirt stopped at its usual tolerance here, on a fit whose parameters are all common to both groups but mean and spread of the second.
TEST(Calibrate, two_groups_are_those_of_mirt) {
    const char* real_data = std::getenv("REAL_DATA");
    if (real_data == nullptr) GTEST_SKIP() << "REAL_DATA is not set";
    const std::filesystem::path data = std::filesystem::path(real_data) / "psychometric";
    const AnswerTable alone = answers_of(data / "grm_2group_J24_N10000.csv", 24);
    const auto groups = numbers(data / "group_2group_J24_N10000.csv");
    ASSERT_EQ(groups.size(), alone.people());
    AnswerTable answers(std::vector<std::size_t>(24, 5));
    for (std::size_t p = 0; p < alone.people(); ++p) answers.add(alone.person(p), 1, static_cast<std::uint16_t>(groups[p][0] - 1));
    const Calibration found = calibrate(answers, ItemModel::graded, {});
    EXPECT_EQ(found.end, CalibrationEnd::converged);
    const std::vector<double> fit = numbers(data / "reference/mg_fits.csv", 1)[1];
    EXPECT_NEAR(found.log_likelihood, fit[0], 0.05);
    EXPECT_GE(found.log_likelihood, fit[0] - 1e-3) << "at least as likely";
    EXPECT_EQ(static_cast<double>(found.free_parameters), fit[1]);
    EXPECT_NEAR(found.groups[1].mean, fit[4], 2e-3);
    EXPECT_NEAR(found.groups[1].sd * found.groups[1].sd, fit[5], 5e-3);
    Agreement parameters("slopes and intercepts, graded response in two groups", "mirt 1.47, EM to 1e-4", "10,000 people, 24 items", 0.01);
    look_at_items(found, numbers(data / "reference/mg_m1_group1_items.csv", 1), parameters);
}

// TAM stops at its usual tolerance: its parameters are near, and what they give is almost as likely, and not more.
TEST(Calibrate, generalised_partial_credit_is_that_of_tam) {
    const AnswerTable answers = answers_of(folder / "grm_J24_N1000.csv", 24);
    CalibrationOptions options;
    options.quadrature = {21, 6};
    const Calibration found = calibrate(answers, ItemModel::generalised_partial_credit, options);
    EXPECT_EQ(found.end, CalibrationEnd::converged);
    CalibrationOptions theirs = options;
    theirs.free_groups = false;
    std::vector<std::vector<double>> expected;
    for (const std::vector<double>& row : numbers(folder / "TAM_grm_J24_N1000_gpcm_items.csv", 4)) {
        ItemParameters item{row[4], {}};
        for (std::size_t k = 0; k < 4; ++k) item.intercepts.push_back((k == 0 ? 0 : row[k - 1]) - row[k]);
        expected.push_back({item.slope});
        expected.back().insert(expected.back().end(), item.intercepts.begin(), item.intercepts.end());
        theirs.fixed.emplace_back(std::move(item));
    }
    Agreement parameters("slopes and intercepts, generalised partial credit", "TAM 4.4, at its usual tolerance", "1,000 people, 24 items", 0.01);
    look_at_items(found, expected, parameters);
    const Calibration at_theirs = calibrate(answers, ItemModel::generalised_partial_credit, theirs);
    EXPECT_GE(found.log_likelihood, at_theirs.log_likelihood);
    EXPECT_NEAR(found.log_likelihood, at_theirs.log_likelihood, 0.02);
}

// Two items of two categories say nothing of more than three shares: the model fits these exactly, whatever the program.
TEST(Calibrate, rating_scale_of_two_categories_is_rasch) {
    AnswerTable answers({2, 2, 2});
    std::mt19937 random(5);
    std::normal_distribution<double> theta;
    for (int p = 0; p < 500; ++p) {
        const double of = theta(random);
        std::vector<std::uint8_t> codes;
        for (const double d : {-0.5, 0.0, 0.8}) codes.push_back(std::generate_canonical<double, 53>(random) < 1 / (1 + std::exp(-(of + d))) ? 1 : 0);
        answers.add(codes);
    }
    const Calibration scale = calibrate(answers, ItemModel::rating_scale, {});
    const Calibration rasch = calibrate(answers, ItemModel::rasch, {});
    const Calibration partial = calibrate(answers, ItemModel::partial_credit, {});
    EXPECT_NEAR(scale.log_likelihood, rasch.log_likelihood, 1e-9);
    EXPECT_NEAR(scale.groups[0].sd, rasch.groups[0].sd, 1e-6);
    EXPECT_EQ(partial.items[2].parameters, rasch.items[2].parameters);
    EXPECT_EQ(rasch.free_parameters, 4U) << "three difficulties and the spread";
    EXPECT_EQ(scale.free_parameters, 4U);
}

TEST(Calibrate, tells_of_each_step) {
    const AnswerTable answers = answers_of(folder / "grm_J24_N1000.csv", 24);
    const Calibration plain = calibrate(answers, ItemModel::graded, {});
    std::vector<CalibrationStep> first;
    for (const unsigned threads : {1U, 2U}) {
        std::vector<CalibrationStep> steps;
        CalibrationOptions options;
        options.threads = threads;
        options.on_step = [&steps](const CalibrationStep& one) { steps.push_back(one); };
        const Calibration found = calibrate(answers, ItemModel::graded, options);
        ASSERT_EQ(steps.size(), plain.e_steps);
        for (std::size_t i = 0; i < steps.size(); ++i) {
            EXPECT_EQ(steps[i].step, i + 1);
            ASSERT_TRUE(steps[i].log_likelihood);
        }
        EXPECT_EQ(steps.front().phase, "expanding");
        EXPECT_EQ(steps.back().phase, "first");
        EXPECT_EQ(steps.back().largest_change, plain.last_change);
        EXPECT_EQ(*steps.back().log_likelihood, plain.log_likelihood);
        for (std::size_t j = 0; j < 24; ++j) EXPECT_EQ(found.items[j].parameters, plain.items[j].parameters) << "looking on changes nothing";
        if (threads == 1) first = steps;
        for (std::size_t i = 0; i < steps.size(); ++i) {
            EXPECT_EQ(steps[i].log_likelihood, first[i].log_likelihood);
            EXPECT_EQ(steps[i].largest_change, first[i].largest_change);
        }
    }
    CalibrationOptions options;
    options.on_step = [](const CalibrationStep&) { FAIL() << "nobody answered"; };
    EXPECT_EQ(calibrate(AnswerTable({5, 5}), ItemModel::graded, options).e_steps, 0U);
}

TEST(Calibrate, fixed_items_stay_and_the_group_moves) {
    const AnswerTable answers = answers_of(folder / "grm_J24_N1000.csv", 24);
    const Calibration free = calibrate(answers, ItemModel::graded, {});
    CalibrationOptions options;
    for (const CalibratedItem& one : free.items) {
        ItemParameters shifted = one.parameters;  // theta = theta' - 0.4: everybody stands 0.4 higher
        for (double& d : shifted.intercepts) d -= 0.4 * shifted.slope;
        options.fixed.emplace_back(shifted);
    }
    const Calibration found = calibrate(answers, ItemModel::graded, options);
    EXPECT_EQ(found.end, CalibrationEnd::converged);
    EXPECT_EQ(found.items[3].end, ItemEnd::fixed);
    EXPECT_EQ(found.items[3].parameters, *options.fixed[3]);
    EXPECT_NEAR(found.groups[0].mean, 0.4, 1e-3);
    EXPECT_NEAR(found.groups[0].sd, 1, 1e-3);
    EXPECT_EQ(found.free_parameters, 2U);
}

// Anchored: four items are known, the others and where the people stand on their scale are not.
TEST(Calibrate, a_few_fixed_items_carry_the_scale) {
    const AnswerTable answers = answers_of(folder / "grm_J24_N1000.csv", 24);
    const Calibration free = calibrate(answers, ItemModel::graded, {});
    const auto moved = [](ItemParameters one) {  // theta' = 1.25 theta + 0.4
        one.slope /= 1.25;
        for (double& d : one.intercepts) d -= 0.4 * one.slope;
        return one;
    };
    CalibrationOptions options;
    for (std::size_t j = 0; j < 4; ++j) options.fixed.emplace_back(moved(free.items[j].parameters));
    options.quadrature = {121, 8};
    const Calibration found = calibrate(answers, ItemModel::graded, options);
    EXPECT_EQ(found.end, CalibrationEnd::converged);
    EXPECT_NEAR(found.groups[0].mean, 0.4, 1e-3);
    EXPECT_NEAR(found.groups[0].sd, 1.25, 1e-3);
    EXPECT_NEAR(found.items[20].parameters.slope, moved(free.items[20].parameters).slope, 1e-3);
    EXPECT_NEAR(found.log_likelihood, free.log_likelihood, 1e-3);
    EXPECT_EQ(found.free_parameters, 20U * 5 + 2);
}

TEST(Calibrate, a_rating_scale_is_fixed_as_a_whole) {
    AnswerTable answers({3, 3});
    std::mt19937 random(3);
    for (int p = 0; p < 200; ++p) {
        const auto able = random() % 2;
        const auto code = [&] { return static_cast<std::uint8_t>(able + random() % 2); };
        const std::vector<std::uint8_t> codes{code(), code()};
        answers.add(codes);
    }
    const Calibration free = calibrate(answers, ItemModel::rating_scale, {});
    CalibrationOptions options;
    options.fixed = {free.items[0].parameters, free.items[1].parameters};
    const Calibration found = calibrate(answers, ItemModel::rating_scale, options);
    EXPECT_EQ(found.items[0].parameters, free.items[0].parameters);
    EXPECT_NEAR(found.groups[0].mean, 0, 1e-4);
    EXPECT_NEAR(found.groups[0].sd, free.groups[0].sd, 1e-4);
    EXPECT_EQ(found.free_parameters, 2U);
    options.fixed.pop_back();
    EXPECT_THROW(static_cast<void>(calibrate(answers, ItemModel::rating_scale, options)), std::invalid_argument);
}

TEST(Calibrate, nine_answers_in_ten_missing_is_no_obstacle) {
    AnswerTable full = answers_of(folder / "grm_J24_N1000.csv", 24);
    AnswerTable thin(std::vector<std::size_t>(24, 5));
    std::mt19937 random(2);
    for (std::size_t p = 0; p < full.people(); ++p) {
        std::vector<std::uint8_t> codes(full.person(p).begin(), full.person(p).end());
        for (std::uint8_t& one : codes) one = random() % 10 == 0 ? one : AnswerTable::missing;
        thin.add(codes);
    }
    EXPECT_EQ(calibrate(thin, ItemModel::graded, {}).end, CalibrationEnd::converged);
}

TEST(Calibrate, weights_are_people) {
    const AnswerTable once = answers_of(folder / "grm_J24_N1000.csv", 24);
    AnswerTable weighted(std::vector<std::size_t>(24, 5));
    AnswerTable repeated(std::vector<std::size_t>(24, 5));
    for (std::size_t p = 0; p < 300; ++p) {
        weighted.add(once.person(p), static_cast<double>(p % 3));  // who weighs nothing counts for nothing
        for (std::size_t again = 0; again < p % 3; ++again) repeated.add(once.person(p));
    }
    const Calibration a = calibrate(weighted, ItemModel::graded, {});
    const Calibration b = calibrate(repeated, ItemModel::graded, {});
    EXPECT_NEAR(a.log_likelihood, b.log_likelihood, 1e-7);
    EXPECT_NEAR(a.items[4].parameters.slope, b.items[4].parameters.slope, 1e-5);
}

TEST(Calibrate, begins_where_it_is_told) {
    const AnswerTable once = answers_of(folder / "grm_J24_N1000.csv", 24);
    AnswerTable answers(std::vector<std::size_t>(24, 5));
    for (std::size_t p = 0; p < once.people(); ++p) answers.add(once.person(p), 1, p % 3 == 0 ? 1 : 0);
    const Calibration found = calibrate(answers, ItemModel::graded, {});
    CalibrationOptions options;
    for (const CalibratedItem& one : found.items) options.start.emplace_back(one.parameters);
    for (const GroupMoments& one : found.groups) options.start_groups.push_back({one.mean, one.sd});
    const Calibration again = calibrate(answers, ItemModel::graded, options);
    EXPECT_EQ(again.end, CalibrationEnd::converged);
    EXPECT_LT(again.e_steps, found.e_steps);
    EXPECT_LT(std::abs(again.items[7].parameters.slope - found.items[7].parameters.slope), 1e-6);
    EXPECT_NEAR(again.log_likelihood, found.log_likelihood, 1e-7);
    options.start[3] = ItemParameters{1, {0, 1, 2, 3}};  // rising: left aside
    options.start[4] = ItemParameters{1, {0}};           // of two categories
    options.start[5] = std::nullopt;
    EXPECT_NEAR(calibrate(answers, ItemModel::graded, options).log_likelihood, found.log_likelihood, 1e-7);
    // One slope, and none, whatever the start has.
    CalibrationOptions equal;
    equal.equal_slopes = true;
    const Calibration with_equal = calibrate(answers, ItemModel::graded, equal);
    options.equal_slopes = true;
    const Calibration equal_again = calibrate(answers, ItemModel::graded, options);
    EXPECT_EQ(equal_again.items[0].parameters.slope, equal_again.items[9].parameters.slope);
    EXPECT_NEAR(equal_again.log_likelihood, with_equal.log_likelihood, 1e-6);
    options.equal_slopes = false;
    EXPECT_EQ(calibrate(answers, ItemModel::partial_credit, options).items[9].parameters.slope, 1);
    options.start.resize(25);
    EXPECT_THROW(static_cast<void>(calibrate(answers, ItemModel::graded, options)), std::invalid_argument);
    options.start.clear();
    options.start_groups.resize(3);
    EXPECT_THROW(static_cast<void>(calibrate(answers, ItemModel::graded, options)), std::invalid_argument);
}

// Fifteen nodes over twelve units: slopes come out too low, and only the grid says so.
TEST(Calibrate, of_a_coarse_grid_says_so) {
    const AnswerTable answers = answers_of(folder / "grm_J24_N1000.csv", 24);
    CalibrationOptions options;
    EXPECT_EQ(calibrate(answers, ItemModel::graded, options).grid, GridFit::fits);
    options.quadrature = {15, 6};
    EXPECT_EQ(calibrate(answers, ItemModel::graded, options).grid, GridFit::too_coarse);
    options.quadrature = {61, 2};
    EXPECT_EQ(calibrate(answers, ItemModel::graded, options).grid, GridFit::too_narrow);
}

TEST(Calibrate, is_the_same_whatever_the_threads) {
    const AnswerTable answers = answers_of(folder / "grm_J24_N1000.csv", 24);
    CalibrationOptions two;
    two.threads = 2;
    const Calibration a = calibrate(answers, ItemModel::graded, {});
    const Calibration b = calibrate(answers, ItemModel::graded, two);
    EXPECT_EQ(a.log_likelihood, b.log_likelihood);
    for (std::size_t j = 0; j < 24; ++j) EXPECT_EQ(a.items[j].parameters, b.items[j].parameters);
}

}  // namespace
}  // namespace capgap
