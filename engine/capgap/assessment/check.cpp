#include <capgap/assessment/check.hpp>
#include <capgap/assessment/codes.hpp>
#include <capgap/base/date.hpp>
#include <capgap/base/did_you_mean.hpp>
#include <capgap/base/message.hpp>
#include <capgap/framework/text_check.hpp>

#include <algorithm>
#include <cassert>
#include <map>
#include <set>
#include <utility>

namespace capgap {

namespace {

bool checked_date(const std::string& written, const char* key, const Location& at, Diagnostics& found) {
    if (parse_date(written)) return true;
    found.push_back(error(codes::collection_date_malformed, at,
                          std::string("`") + key + "` is " + in_quotes(written) + ", a day of the calendar was expected", "write it as YYYY-MM-DD"));
    return false;
}

void check_dates(const AssessmentContent& content, Diagnostics& found) {
    const Location& at = content.data_at.line != 0 ? content.data_at : content.head.at;
    const auto or_data = [&at](const Location& place) { return place.line != 0 ? place : at; };
    const bool has_from = checked_date(content.collected_from, "collected_from", or_data(content.collected_from_at), found);
    const bool has_to = checked_date(content.collected_to, "collected_to", or_data(content.collected_to_at), found);
    if (!has_from || !has_to || *parse_date(content.collected_from) <= *parse_date(content.collected_to)) return;
    found.push_back(
        error(codes::collection_dates_reversed, at,
              "the answers were collected from " + content.collected_from + " to " + content.collected_to + ": the end comes before the beginning"));
}

void check_privacy(const AssessmentContent& content, Diagnostics& found) {
    const int least = content.simulated ? 1 : least_min_cell;
    if (content.min_cell >= least) return;
    found.push_back(error(codes::min_cell_too_small, content.min_cell_at,
                          "`min_cell` is " + std::to_string(content.min_cell) + ", at least " + std::to_string(least) + " was expected",
                          content.simulated ? "" : "in a smaller group colleagues recognise each other; only for simulated data may it be less"));
}

void check_person_scores(const AssessmentContent& content, Diagnostics& found) {
    if (!content.anonymous.value_or(false) || !content.person_scores.value_or(false)) return;
    found.push_back(error(codes::person_scores_of_nobody, content.person_scores_at,
                          "the round is anonymous, and yet a list of persons' scores is to be allowed",
                          "nobody could be given their own line of it; it would only help to find out who answered what: leave `person_scores` out"));
}

void check_tests(const AssessmentContent& content, Diagnostics& found) {
    if (!content.anonymous.value_or(false)) return;
    for (const InstrumentContent& instrument : content.instruments) {
        if (instrument.tests.empty()) continue;
        found.push_back(error(codes::tests_of_nobody, instrument.tests.at,
                              "the round is anonymous, and yet results of a test are to be laid beside the answers of the same people",
                              "what belongs to whom cannot be told, and was promised not to be: take `tests` out"));
    }
}

void check_opening(const AssessmentContent& content, Diagnostics& found) {
    const auto is_day = [&found](const std::string& written, const char* key, const Location& at) {
        if (parse_date(written)) return true;
        found.push_back(error(codes::opening_date_malformed, at,
                              std::string("`") + key + "` is " + in_quotes(written) + ", a day of the calendar was expected",
                              "write it as YYYY-MM-DD"));
        return false;
    };
    const bool opened = content.opening && is_day(content.opening->on, "on", content.opening->on_at);
    const bool dated = content.reanalysis && is_day(content.reanalysis->date, "date", content.reanalysis->date_at);
    if (content.reanalysis && !content.opening) {
        found.push_back(error(codes::reanalysis_without_opening, content.reanalysis->at, "there is a `reanalysis`, but the round was never opened",
                              "a re-analysis departs from what `capgap open` fixed; without that, just run it"));
    }
    if (!opened || !dated || *parse_date(content.opening->on) <= *parse_date(content.reanalysis->date)) return;
    found.push_back(error(codes::reanalysis_before_opening, content.reanalysis->date_at,
                          "the re-analysis is of " + content.reanalysis->date + ", the round was opened on " + content.opening->on));
}

void check_margin(const Margin& margin, Diagnostics& found) {
    if (margin.variables.empty()) found.push_back(error(codes::margin_empty, margin.at, "the margin names no variable"));
    std::set<std::string> seen;
    for (const std::string& variable : margin.variables) {
        if (seen.insert(variable).second) continue;
        found.push_back(error(codes::margin_variable_repeated, margin.at, "the margin names " + in_quotes(variable) + " twice"));
    }
}

void check_weighting(const AssessmentContent& content, Diagnostics& found) {
    const WeightingMethod method = weighting_of(content);
    const bool raked = method == WeightingMethod::raked;
    if (method != WeightingMethod::none && content.population.empty()) {
        found.push_back(error(codes::weighting_without_population, content.weighting_at,
                              std::string("the weighting is ") + (raked ? "raked" : "post_stratified") + ", but there is no `population`",
                              "weights bring the answers to the headcounts of the population: name its file, or write `method: none`"));
    }
    if (raked && content.margins.empty()) {
        found.push_back(error(codes::margins_missing, content.weighting_at, "the weighting is raked, but has no `margins`",
                              "name the margins, each a list of variables: `margins: [[institution], [profile]]`"));
    }
    if (!raked && !content.margins.empty()) {
        found.push_back(error(codes::margins_not_used, content.margins.front().at, "the weighting has `margins`, but is not raked",
                              "write `method: raked`, or take the margins out"));
    }
    std::map<std::set<std::string>, Location> seen;
    for (const Margin& margin : content.margins) {
        check_margin(margin, found);
        const auto [first, is_new] = seen.try_emplace({margin.variables.begin(), margin.variables.end()}, margin.at);
        if (is_new || margin.variables.empty()) continue;
        found.push_back(error(codes::margin_repeated, margin.at,
                              "the margin of " + listed(margin.variables) + " is there already, at " + place_from(margin.at, first->second)));
    }
}

void check_breakdown_list(const InstrumentContent& instrument, Diagnostics& found) {
    if (!instrument.breakdowns) return;
    std::set<std::string> seen;
    for (const std::string& id : *instrument.breakdowns) {
        if (seen.insert(id).second) continue;
        found.push_back(error(codes::breakdown_repeated, instrument.breakdowns_at, "`breakdowns` names " + in_quotes(id) + " twice"));
    }
}

void check_instrument_list(const AssessmentContent& content, Diagnostics& found) {
    if (content.instruments.empty()) {
        found.push_back(error(codes::instruments_missing, content.head.at, "the assessment has no instrument", "at least one asks persons"));
    }
    std::map<std::string, Location> surveys;
    const InstrumentContent* reads_input = nullptr;
    for (const InstrumentContent& instrument : content.instruments) {
        const auto [first, is_new] = surveys.try_emplace(instrument.survey.text, instrument.survey.at);
        if (!is_new) {
            found.push_back(error(codes::instrument_survey_repeated, instrument.survey.at,
                                  "the survey " + in_quotes(instrument.survey.text) + " is that of another instrument, at " +
                                      place_from(instrument.survey.at, first->second),
                                  "put all answers to a survey into one file of responses"));
        }
        if (instrument.format == ResponseFormat::limesurvey && instrument.mapping.empty()) {
            found.push_back(error(codes::mapping_missing, instrument.at,
                                  "the responses have the format limesurvey, but the instrument has no `mapping`",
                                  "a mapping file says which column is which item"));
        }
        if (instrument.responses.text == "-") {
            if (reads_input != nullptr) {
                found.push_back(error(
                    codes::standard_input_twice, instrument.responses.at,
                    "standard input is read by the instrument at " + place_from(instrument.responses.at, reads_input->responses.at) + " already",
                    "name a file"));
            }
            reads_input = &instrument;
        }
        if (instrument.file.stated && !instrument.mapping.empty()) {
            found.push_back(error(codes::file_form_in_two_places, instrument.file.at, "this instrument has a mapping, so `file` does not belong here",
                                  "say in the mapping how the responses are written"));
        }
        check_breakdown_list(instrument, found);
    }
}

}  // namespace

Diagnostics check(const AssessmentContent& content) {
    Diagnostics found;
    TextCheck texts(content.head, TextCheck::Version::absent, found);
    const TextOwner assessment{"the assessment", content.head.at};
    texts.required(content.title, "title", assessment);
    texts.optional(content.note, "note", {"the data", content.data_at});
    for (const PoolContent& pool : content.pools) texts.required(pool.name, "name", {"the pool", pool.at});
    for (const NoticePart& part : notice_parts) texts.optional(content.notice.*part.text, part.key, {"the notice", content.notice_at});
    if (content.reanalysis) {
        texts.required(content.reanalysis->name, "name", {"the re-analysis", content.reanalysis->at});
        texts.required(content.reanalysis->reason, "reason", {"the re-analysis", content.reanalysis->at});
    }
    texts.finish();
    check_dates(content, found);
    check_privacy(content, found);
    check_person_scores(content, found);
    check_tests(content, found);
    check_opening(content, found);
    check_weighting(content, found);
    check_instrument_list(content, found);
    sort_by_place(found);
    return found;
}

Diagnostics check_instruments(const AssessmentContent& content, const std::vector<Unit>& units) {
    assert(units.size() == content.instruments.size() && "one unit for each instrument");
    Diagnostics found;
    const InstrumentContent* first = nullptr;
    for (std::size_t i = 0; i < units.size(); ++i) {
        const InstrumentContent& instrument = content.instruments[i];
        if (units[i] != Unit::person) {
            if (instrument.leave_out != LeaveOut{}) {
                found.push_back(error(codes::leave_out_of_institutions, instrument.leave_out_at,
                                      "institutions answer this survey: how people answer says nothing here", "leave `leave_out` out"));
            }
            if (!instrument.tests.empty()) {
                found.push_back(error(codes::tests_of_institutions, instrument.tests.at,
                                      "institutions answer this survey, and only people are tested",
                                      "name `tests` in the instrument that asks persons"));
            }
            continue;
        }
        if (first == nullptr) {
            first = &instrument;
            continue;
        }
        found.push_back(error(codes::person_instrument_repeated, instrument.at,
                              "this instrument asks persons, as the one at " + place_from(instrument.at, first->at) + " does; exactly one may",
                              "make an assessment of each"));
    }
    if (first == nullptr && !units.empty()) {
        found.push_back(error(codes::person_instrument_missing, content.instruments.front().at, "no instrument asks persons; exactly one does",
                              "an instrument asks persons where its survey has `unit: person`"));
    }
    return found;
}

Diagnostics check_margins(const AssessmentContent& content, const std::vector<std::string>& population_background) {
    std::vector<std::string> known{"institution", "profile"};
    known.insert(known.end(), population_background.begin(), population_background.end());
    DidYouMean did_you_mean(known);
    Diagnostics found;
    for (const Margin& margin : content.margins) {
        for (const std::string& variable : margin.variables) {
            if (std::find(known.begin(), known.end(), variable) != known.end()) continue;
            found.push_back(error(codes::margin_variable_unknown, margin.at,
                                  "the margin names " + in_quotes(variable) + ", which is no column of the population", did_you_mean(variable)));
        }
    }
    return found;
}

namespace {

/// Institutions of one pool as far as they are known, each once over all pools.
class PoolCheck {
public:
    explicit PoolCheck(const InstitutionTree& tree) : tree_(tree), did_you_mean_(ids(tree)) {}

    void add(const PoolContent& pool) {
        std::optional<std::size_t> first;
        bool siblings = true;
        for (const std::string& id : pool.institutions) {
            const auto institution = tree_.index(id);
            if (!institution) {
                found.push_back(error(codes::pool_member_unknown, pool.at,
                                      "the pool names " + in_quotes(id) + ", which is no institution of the institutions file", did_you_mean_(id)));
                continue;
            }
            if (!seen_.insert(*institution).second) {
                found.push_back(error(codes::pool_member_repeated, pool.at, "the institution " + in_quotes(id) + " stands in the pools twice",
                                      "an institution is in one pool at most"));
            }
            siblings = siblings && (!first || tree_.parent(*first) == tree_.parent(*institution));
            first = first ? first : institution;
        }
        if (!siblings) {
            found.push_back(error(codes::pool_members_not_siblings, pool.at,
                                  "the institutions " + listed(pool.institutions) + " have different parents",
                                  "only institutions of one parent are shown together: make a pool for each parent"));
        }
        if (pool.institutions.size() < 2) {
            found.push_back(error(codes::pool_too_small, pool.at, "the pool has fewer than two institutions",
                                  "name those that are shown together where one of them is small"));
        }
    }

    Diagnostics found;

private:
    static std::vector<std::string> ids(const InstitutionTree& tree) {
        std::vector<std::string> out;
        for (std::size_t i = 0; i < tree.size(); ++i) out.push_back(tree[i].id.text());
        return out;
    }

    const InstitutionTree& tree_;
    DidYouMean did_you_mean_;
    std::set<std::size_t> seen_;
};

}  // namespace

Diagnostics check_pools(const AssessmentContent& content, const InstitutionTree& tree) {
    PoolCheck check(tree);
    for (const PoolContent& pool : content.pools) check.add(pool);
    return std::move(check.found);
}

Diagnostics check_breakdowns(const InstrumentContent& instrument, const Survey& survey) {
    Diagnostics found;
    if (!instrument.breakdowns) return found;
    const Location& at = instrument.breakdowns_at;
    if (survey.content().unit == Unit::institution) {
        found.push_back(error(codes::breakdowns_of_institutions, at, "the instrument asks institutions, and has `breakdowns`",
                              "only the answers of persons are broken down: take them out"));
        return found;
    }
    std::vector<std::string> allowed;
    for (const BackgroundQuestion& question : survey.content().background) {
        if (question.breakdown) allowed.push_back(question.id.text());
    }
    DidYouMean did_you_mean(std::move(allowed));
    for (const std::string& id : *instrument.breakdowns) {
        const auto index = survey.background_index(id);
        if (!index) {
            found.push_back(error(codes::breakdown_unknown, at,
                                  "`breakdowns` names " + in_quotes(id) + ", which is no background question of " + survey.content().head.id,
                                  did_you_mean(id)));
            continue;
        }
        const BackgroundQuestion& question = survey.content().background[*index];
        if (!question.breakdown) {
            found.push_back(error(codes::breakdown_not_allowed, at,
                                  "`breakdowns` names " + in_quotes(id) + ", by which the survey allows no tables: `breakdown: false` at " +
                                      place_from(at, question.at)));
        }
        if (!question.active) {
            found.push_back(
                remark(codes::breakdown_inactive, at,
                       "`breakdowns` names " + in_quotes(id) + " and so switches the question on: `active: false` at " + place_from(at, question.at),
                       question.sensitive ? "it is sensitive: make sure that the notice covers it" : ""));
        }
    }
    return found;
}

Diagnostics check_comparisons(const InstrumentContent& instrument, const Survey& survey) {
    Diagnostics found;
    std::vector<std::string> allowed;
    for (const BackgroundQuestion& question : survey.content().background) {
        const std::string& id = question.id.text();
        const auto& named = instrument.breakdowns;
        const bool is_broken_down = named ? std::find(named->begin(), named->end(), id) != named->end() : question.breakdown && question.active;
        if (is_broken_down && survey.content().unit == Unit::person) allowed.push_back(id);
    }
    DidYouMean did_you_mean(allowed);
    for (const std::string& id : instrument.compare_items_by) {
        if (std::find(allowed.begin(), allowed.end(), id) != allowed.end()) continue;
        found.push_back(error(codes::comparison_not_broken_down, instrument.compare_items_by_at,
                              "`compare_items_by` names " + in_quotes(id) + ", by which no tables of persons are broken down in this round",
                              did_you_mean(id)));
    }
    return found;
}

Diagnostics check_targets(const InstrumentContent& instrument, const Survey& survey, const Profiles& profiles) {
    if (survey.content().unit == Unit::person || profiles.size() == 1) return {};
    return {error(codes::several_profiles_of_institutions, instrument.targets.at,
                  "the targets of an instrument that asks institutions have " + std::to_string(profiles.size()) + " profiles; one is expected",
                  "institutions have no profile: keep the one whose targets hold for all")};
}

}  // namespace capgap
