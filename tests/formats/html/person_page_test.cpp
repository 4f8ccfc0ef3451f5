#include <capgap/formats/html/person_page.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace capgap {
namespace {

using testing::HasSubstr;
using testing::Not;

PersonDocument sample() {
    PersonDocument out;
    out.language = "en";
    out.kind = "Your own result";
    out.title = {"Round"};
    out.lead = {{"For a only."}, {"Role."}};
    out.levels = 5;
    PersonCompetency one;
    one.title = {"Systems"};
    one.range = "“With help” to “Experienced”";
    one.levels = {{{"With help"}, {"Does it."}}, {{"Experienced"}, {"Does more."}}};
    one.notes = {"First.", "Second."};
    one.low = 2;
    one.high = 4;
    one.target = 4;
    PersonCompetency none;
    none.title = {"Other"};
    none.notes = {"Not asked."};
    none.target = 3;
    out.domains = {{{"Domain"}, {one, none}}};
    out.steps = {{{"Course"}, {{"For: x."}}}};
    return out;
}

TEST(PersonPageHtml, fills_the_levels_of_the_range_and_marks_the_target) {
    const std::string page = render_person_page(sample());
    EXPECT_THAT(page, HasSubstr("<div class=\"scale\" aria-hidden=\"true\"><span></span><span class=\"in\"></span><span class=\"in\"></span>"
                                "<span class=\"in target\"></span><span></span></div>"));
    EXPECT_EQ(page.find("class=\"scale\""), page.rfind("class=\"scale\"")) << "a picture without a range";
    EXPECT_THAT(page, HasSubstr("<p>First. Second.</p>"));
    EXPECT_EQ(render_person_page(sample()), page);
}

TEST(PersonPageHtml, every_word_is_text) {
    const std::string hostile = "</title><script>alert(1)</script>&\"'";
    PersonDocument page = sample();
    for (std::string* text :
         {&page.kind, &page.title.text, &page.banner, &page.lead[0].text, &page.lead[1].text, &page.results_title, &page.steps_title, &page.how.title,
          &page.domains[0].title.text, &page.domains[0].competencies[0].title.text, &page.domains[0].competencies[0].range,
          &page.domains[0].competencies[0].notes[0], &page.domains[0].competencies[0].levels[0].title.text,
          &page.domains[0].competencies[0].levels[0].descriptor.text, &page.steps[0].title.text, &page.steps[0].lines[0].text})
        *text = hostile;
    page.how.points = {{hostile, hostile}};
    page.sections = {{"rights", hostile, {{hostile}}, {{hostile, {hostile, "\"><b>"}}}, {}}};
    page.steps_lead = {hostile};
    page.sources = {{hostile}};
    const std::string bytes = render_person_page(page);
    EXPECT_THAT(bytes, Not(HasSubstr("<script")));
    EXPECT_THAT(bytes, Not(HasSubstr("<b>")));
    EXPECT_THAT(bytes, HasSubstr("&lt;script&gt;"));
}

TEST(PersonPageHtml, loads_and_runs_nothing) {
    const std::string page = render_person_page(sample());
    EXPECT_THAT(page, HasSubstr("Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\""));
    for (const char* word : {"<script", "<img", "<link", "<iframe", "url(", "@import", " href=", " src="}) EXPECT_THAT(page, Not(HasSubstr(word)));
}

}  // namespace
}  // namespace capgap
