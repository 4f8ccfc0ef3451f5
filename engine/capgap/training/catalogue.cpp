#include <capgap/training/catalogue.hpp>

#include <capgap/training/catalogue_check.hpp>

#include <array>
#include <map>
#include <utility>

namespace capgap {

namespace {

std::vector<std::size_t> indices_of(const std::vector<NamedId>& named, const std::map<std::string, std::size_t>& index) {
    std::vector<std::size_t> out;
    for (const NamedId& one : named) out.push_back(index.at(one.id));
    return out;
}

}  // namespace

std::string_view to_string(RemedyKind kind) {
    static constexpr std::array<std::string_view, 8> names = {"course",     "coaching",    "job_aid",        "community",
                                                              "secondment", "recruitment", "shared_service", "rule_or_tool"};
    return names[static_cast<std::size_t>(kind)];
}

const std::vector<RemedyKind>& remedy_kinds() {
    static const std::vector<RemedyKind> all = {RemedyKind::course,         RemedyKind::coaching,    RemedyKind::job_aid,
                                                RemedyKind::community,      RemedyKind::secondment,  RemedyKind::recruitment,
                                                RemedyKind::shared_service, RemedyKind::rule_or_tool};
    return all;
}

Result<Checked<Catalogue>> Catalogue::make(CatalogueContent content, const Framework& framework, const Framework* mended, CatalogueUse use) {
    Diagnostics found = check_catalogue(content, framework, mended, use);
    if (has_errors(found)) return Errors(std::move(found));
    std::map<std::string, std::size_t> remedies;
    for (std::size_t r = 0; r < content.remedies.size(); ++r) remedies.emplace(content.remedies[r].id.text(), r);
    // Written for the base of an overlay: what the overlay does not use, nothing there raises or mends.
    for (RemedyContent& remedy : content.remedies) {
        std::erase_if(remedy.modules, [&framework](const ModuleContent& one) { return !framework.competency_index(one.competency.text()); });
        std::erase_if(remedy.mends, [mended](const NamedId& one) { return mended != nullptr && !mended->competency_index(one.id); });
    }
    Catalogue made;
    for (const RemedyContent& remedy : content.remedies) {
        std::vector<std::size_t>& competencies = made.competencies_.emplace_back();
        for (const ModuleContent& module : remedy.modules) competencies.push_back(*framework.competency_index(module.competency.text()));
        made.prerequisites_.push_back(indices_of(remedy.prerequisites, remedies));
        std::vector<std::size_t>& mends = made.mends_.emplace_back();
        for (const NamedId& element : remedy.mends) {
            if (mended != nullptr) mends.push_back(*mended->competency_index(element.id));
        }
    }
    made.content_ = std::move(content);
    return Checked<Catalogue>{std::move(made), std::move(found)};
}

}  // namespace capgap
