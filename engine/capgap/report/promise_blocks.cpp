#include <capgap/report/sections.hpp>

namespace capgap {

void add_promise(ReportSection& section, const ReportView& view) {
    const NoticeStatement& notice = view.input().notice;
    section.blocks.emplace_back(ReportHeading{view.say("promise.title")});
    if (!notice.sha256.empty()) {
        section.blocks.emplace_back(ReportParagraph{view.say("promise.notice", {{"sha256", notice.sha256}})});
    } else if (notice.missing.empty()) {
        section.blocks.emplace_back(ReportParagraph{view.say("promise.no_notice_language")});
    } else {
        section.blocks.emplace_back(ReportParagraph{view.say("promise.no_notice", {{"missing", phrase::list_of(notice.missing, view.texts())}})});
    }
}

}  // namespace capgap
