#include <capgap/gaps/pair_counts.hpp>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace capgap {
namespace {

using Standing = PairCounts::Standing;
using Person = std::vector<Standing>;

/// By the definition, person by person.
std::vector<PairCount> by_definition(const std::vector<Person>& people) {
    std::vector<PairCount> out;
    const std::size_t n = people.empty() ? 0 : people.front().size();
    for (std::size_t a = 0; a < n; ++a) {
        for (std::size_t b = a + 1; b < n; ++b) {
            PairCount count;
            for (const Person& person : people) {
                if (person[a] == Standing::unknown || person[b] == Standing::unknown) continue;
                ++count.both;
                if (person[a] == Standing::below && person[b] == Standing::reached) ++count.only_first;
                if (person[b] == Standing::below && person[a] == Standing::reached) ++count.only_second;
            }
            out.push_back(count);
        }
    }
    return out;
}

PairCounts counted(const std::vector<Person>& people) {
    PairCounts out;
    for (const Person& person : people) out.add(person);
    return out;
}

std::vector<Person> some_people(std::size_t competencies) {
    const auto standing = rc::gen::element(Standing::unknown, Standing::reached, Standing::below);
    const auto count = *rc::gen::inRange<std::size_t>(0, 200);  // several words of 64, and parts of one
    return *rc::gen::container<std::vector<Person>>(count, rc::gen::container<Person>(competencies, standing));
}

RC_GTEST_PROP(PairCounts, are_what_the_definition_says, ()) {
    const auto people = some_people(*rc::gen::inRange<std::size_t>(1, 6));
    RC_ASSERT(counted(people).counts() == by_definition(people));
}

RC_GTEST_PROP(PairCounts, merge_and_subtract_like_the_people, ()) {
    const auto some = some_people(3);
    const auto others = some_people(3);
    std::vector<Person> all = some;
    all.insert(all.end(), others.begin(), others.end());
    PairCounts merged = counted(some);
    merged.merge(counted(others));
    RC_ASSERT(merged.counts() == by_definition(all));
    merged.subtract(counted(others));
    RC_ASSERT(some.empty() || merged.counts() == by_definition(some));
}

TEST(PairCounts, one_competency_has_no_pair) {
    EXPECT_TRUE(counted(std::vector<Person>(100, Person{Standing::below})).counts().empty());
}

}  // namespace
}  // namespace capgap
