#include <capgap/formats/json/joint_files.hpp>

#include <capgap/measurement/calibration_steps.hpp>

#include <measurement/psychometric_files.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>

namespace capgap {
namespace {

struct Study {
    AnswerTable answers{{}};
    std::vector<std::vector<double>> chosen;
    JointParameters parameters;
};

Study study() {
    Study out;
    out.answers = psychometric::answers_of(psychometric::folder / "grm_J24_N1000.csv", 24);
    out.parameters.made_by = "capgap 0";
    out.parameters.assessment = "house";
    out.parameters.sites = 1;
    out.parameters.design = {"framework", "1", "survey", "1.10", "f00d", ItemModel::graded, {}, {12.5, 100.0 / 3}, {{"1.1", 4, {}}}};
    ScaleProgress& scale = out.parameters.scales.emplace_back();
    scale.people = 1000;
    for (std::size_t j = 0; j < 24; ++j) {
        out.chosen.push_back(out.answers.category_weights(j));
        scale.chosen.emplace_back(out.chosen.back().begin(), out.chosen.back().end());
        scale.asked.push_back(j % 2 == 0);
        out.parameters.design.scales[0].items.push_back({"q" + std::to_string(j), {{0, {"a", "\"b\"\n"}}, {4, {"c"}}}});
    }
    scale.em = CalibrationSteps(ItemModel::graded, {}, out.chosen).state();
    return out;
}

TEST(JointFiles, calibration_that_is_written_and_read_at_each_step_is_the_same_to_the_bit) {
    const Study of = study();
    std::string parameters = render_joint_parameters(of.parameters);
    for (;;) {
        const auto at_site = parse_joint_parameters(parameters, "parameters");
        ASSERT_TRUE(at_site) << to_string(at_site.error().all.front());
        ASSERT_EQ(render_joint_parameters(*at_site), parameters);
        CalibrationSteps steps(ItemModel::graded, {}, of.chosen, *at_site->scales[0].em);
        if (steps.finished()) {
            const Calibration found = steps.result();
            const Calibration expected = calibrate(of.answers, ItemModel::graded, {});
            EXPECT_EQ(found.log_likelihood, expected.log_likelihood);
            EXPECT_EQ(found.e_steps, expected.e_steps);
            EXPECT_EQ(found.last_change, expected.last_change);
            EXPECT_EQ(found.grid, expected.grid);
            for (std::size_t j = 0; j < 24; ++j) EXPECT_EQ(found.items[j].parameters, expected.items[j].parameters) << j;
            return;
        }
        SiteCounts counts;
        counts.parameters = *at_site;
        counts.parameters_sha256 = "beef";
        counts.scales.push_back({1000, {}, {}, steps.e_step(of.answers)});
        const auto at_centre = parse_site_counts(render_site_counts(counts), "counts");
        ASSERT_TRUE(at_centre) << to_string(at_centre.error().all.front());
        ASSERT_EQ(at_centre->scales[0].sums, counts.scales[0].sums);
        steps.take(std::span(&*at_centre->scales[0].sums, 1));
        JointParameters next = *at_centre->parameters;
        ++next.exchange;
        next.scales[0].em = steps.state();
        parameters = render_joint_parameters(next);
    }
}

TEST(JointFiles, what_is_known_before_the_answers_is_the_same_again) {
    const Study of = study();
    SiteCounts counts;
    counts.made_by = "capgap 0";
    counts.assessment = "house";
    counts.design = of.parameters.design;
    counts.scales.push_back({7, {true, false}, {{3, 4}, {0, 0}}, {}});
    const auto read = parse_site_counts(render_site_counts(counts), "a.counts");
    ASSERT_TRUE(read);
    EXPECT_EQ(read->at.file, "a.counts");
    EXPECT_EQ(read->exchange(), 0U);
    EXPECT_EQ(read->design, counts.design);
    EXPECT_EQ(read->scales[0].people, 7);
    EXPECT_EQ(read->scales[0].asked, counts.scales[0].asked);
    EXPECT_EQ(read->scales[0].chosen, counts.scales[0].chosen);
    EXPECT_FALSE(read->scales[0].sums);
}

TEST(JointFiles, likelihood_that_is_not_finite_is_none) {
    Study of = study();
    of.parameters.scales[0].em->log_likelihood = std::numeric_limits<double>::quiet_NaN();
    const auto read = parse_joint_parameters(render_joint_parameters(of.parameters), "parameters");
    ASSERT_TRUE(read);
    EXPECT_TRUE(std::isnan(read->scales[0].em->log_likelihood));
}

TEST(JointFiles, whatever_the_bytes_are) {
    const std::string written = render_joint_parameters(study().parameters);
    for (const std::string& bytes : {std::string(), std::string("{"), std::string("[]"), std::string("{}"), std::string("null"), std::string(20, '['),
                                     written + "x", written.substr(0, written.size() / 2), std::string("{\"made_by\": \"\xff\"}")}) {
        const auto read = parse_joint_parameters(bytes, "file");
        ASSERT_TRUE(read.has_error()) << bytes.substr(0, 50);
        EXPECT_EQ(read.error().all.front().code, "CG2160");
        EXPECT_TRUE(parse_site_counts(bytes, "file").has_error());
    }
    const auto with = [&written](const std::string& from, const std::string& to) {
        std::string out = written;
        out.replace(out.find(from), from.size(), to);
        return parse_joint_parameters(out, "file").has_error();
    };
    EXPECT_FALSE(with("\"people\":1000", "\"people\":1001"));
    for (const char* wrong : {"-1", "1.5", "1e3", "1e999", "true", "\"1\"", "null", "[1]", "99999999999999999999"})
        EXPECT_TRUE(with("\"people\":1000", std::string("\"people\":") + wrong)) << wrong;
    EXPECT_TRUE(with("\"slope\":", "\"slope\":1e999,\"more\":"));
    EXPECT_TRUE(with("\"asked\":[true", "\"asked\":[1"));
}

}  // namespace
}  // namespace capgap
