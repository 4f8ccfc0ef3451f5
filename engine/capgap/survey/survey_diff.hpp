#pragma once

#include <capgap/framework/differences.hpp>
#include <capgap/survey/survey.hpp>

namespace capgap {

/// What two versions of a questionnaire have differently: items, what they measure, their options with scores, routing, background questions, cut
/// scores, `min_answered`, texts in the languages that both have. The verdict on a competency that items of either measure is the worst of
/// - not comparable: an item of it added, removed, moved from or to another competency, reversed or asked of others; its options or their scores, the
/// cut
///   scores, the method or who answers are others;
/// - with care: an item or its options are worded differently, or `min_answered` differs;
/// - comparable: none of these.
/// Of a survey and itself: no change, everything comparable.
[[nodiscard]] Differences diff(const SurveyContent& was, const SurveyContent& is);

/// Scores rest on the framework too: of each competency the worse verdict of the two.
void add_verdicts_of_frameworks(Differences& surveys, const Differences& frameworks);

}  // namespace capgap
