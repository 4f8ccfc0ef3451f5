#pragma once

#include <capgap/responses/mapping.hpp>
#include <capgap/survey/survey.hpp>

#include <algorithm>
#include <functional>

namespace capgap::yaml {

// Whether two files say the same, wherever in them it stands.

template <class T, class Same>
bool same_all(const std::vector<T>& a, const std::vector<T>& b, Same same) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), same);
}

template <class T, class Same>
bool same_if_any(const std::optional<T>& a, const std::optional<T>& b, Same same) {
    return a.has_value() == b.has_value() && (!a || same(*a, *b));
}

inline bool same_rule(const FieldRule& a, const FieldRule& b) {
    return a.kind == b.kind && a.text == b.text && a.position == b.position && a.separator == b.separator && a.table == b.table &&
           a.otherwise == b.otherwise && same_all(a.parts, b.parts, same_rule);
}

inline bool same_named(const Mapping::Named& a, const Mapping::Named& b) {
    return a.id == b.id && same_rule(a.rule, b.rule);
}

inline bool same_mapping(const Mapping& a, const Mapping& b) {
    const auto same_table = [](const ValueTable& x, const ValueTable& y) { return x.id == y.id && x.entries == y.entries; };
    bool same = a.id == b.id && a.survey_id == b.survey_id && a.survey_version == b.survey_version && a.file.encoding == b.file.encoding &&
                a.file.delimiter == b.file.delimiter && a.file.decimal_comma == b.file.decimal_comma &&
                a.unused_columns_are_errors == b.unused_columns_are_errors && same_all(a.tables, b.tables, same_table) &&
                same_all(a.background, b.background, same_named) && same_all(a.items, b.items, same_named);
    for (const auto field : {&Mapping::respondent, &Mapping::institution, &Mapping::profile, &Mapping::wanted, &Mapping::weight, &Mapping::stratum,
                             &Mapping::psu, &Mapping::language, &Mapping::seconds, &Mapping::wave}) {
        same = same && same_if_any(a.*field, b.*field, same_rule);
    }
    return same;
}

inline bool same_text(const Text& a, const Text& b) {
    return same_all(a.entries(), b.entries(), [](const Text::Entry& x, const Text::Entry& y) {
        return x.language == y.language && x.text == y.text && x.status == y.status && x.source == y.source;
    });
}

inline bool same_item(const Item& a, const Item& b) {
    return a.id == b.id && a.competency == b.competency && a.attitude == b.attitude && a.anchors == b.anchors && a.scale == b.scale &&
           a.reversed == b.reversed && same_text(a.title, b.title) && same_text(a.help, b.help) &&
           same_if_any(a.ask_if, b.ask_if, [](const Condition& x, const Condition& y) { return x.question == y.question && x.any_of == y.any_of; });
}

inline bool same_scale(const Scale& a, const Scale& b) {
    return a.id == b.id && same_all(a.options, b.options, [](const Option& x, const Option& y) {
               return x.id == y.id && x.score == y.score && same_text(x.title, y.title);
           });
}

inline bool same_background(const BackgroundQuestion& a, const BackgroundQuestion& b) {
    return a.id == b.id && same_text(a.title, b.title) && a.breakdown == b.breakdown && a.sensitive == b.sensitive && a.active == b.active &&
           same_all(a.options, b.options,
                    [](const BackgroundOption& x, const BackgroundOption& y) { return x.id == y.id && same_text(x.title, y.title); });
}

inline bool same_head(const Head& a, const Head& b) {
    return a.id == b.id && a.version == b.version && a.languages == b.languages &&
           same_all(a.sources, b.sources, [](const Source& x, const Source& y) {
               return x.id == y.id && x.title == y.title && x.licence == y.licence && x.url == y.url && x.note == y.note;
           });
}

inline bool same_notice(const Notice& a, const Notice& b) {
    return same_text(a.controller, b.controller) && same_text(a.legal_basis, b.legal_basis) && same_text(a.purpose, b.purpose) &&
           same_text(a.excluded_uses, b.excluded_uses) && same_text(a.retention, b.retention) && same_text(a.contact, b.contact);
}

inline bool same_survey(const SurveyContent& a, const SurveyContent& b) {
    const auto same_wanted = [](const Wanted& x, const Wanted& y) { return x.max == y.max && same_text(x.title, y.title); };
    return same_head(a.head, b.head) && a.framework.same_as(b.framework) && a.unit == b.unit && same_text(a.title, b.title) &&
           same_text(a.description, b.description) && same_text(a.disclaimer, b.disclaimer) && same_text(a.title_na, b.title_na) &&
           same_text(a.title_dk, b.title_dk) && same_text(a.title_ref, b.title_ref) && same_all(a.scales, b.scales, same_scale) &&
           same_all(a.items, b.items, same_item) && same_all(a.background, b.background, same_background) &&
           same_if_any(a.wanted, b.wanted, same_wanted) && a.scoring.method == b.scoring.method && a.scoring.min_answered == b.scoring.min_answered &&
           a.scoring.cut_scores == b.scoring.cut_scores && same_text(a.scoring.cut_method, b.scoring.cut_method) &&
           a.scoring.cut_source == b.scoring.cut_source && a.scoring.match_bands == b.scoring.match_bands &&
           same_if_any(a.notice, b.notice, same_notice);
}

}  // namespace capgap::yaml
