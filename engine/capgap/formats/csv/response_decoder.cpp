#include <capgap/formats/csv/response_decoder.hpp>

#include <capgap/base/id.hpp>
#include <capgap/base/message.hpp>
#include <capgap/formats/csv/cell_checks.hpp>
#include <capgap/formats/csv/codes.hpp>
#include <capgap/responses/language_tag.hpp>

#include <algorithm>
#include <map>
#include <utility>

namespace capgap::csv {

namespace {

using Entries = std::vector<std::pair<std::string, std::int32_t>>;
constexpr double least_weight = 1e-6;
constexpr double most_weight = 1e6;

Entries numbered(const StringIndex& names) {
    Entries entries;
    for (std::uint32_t i = 0; i < names.size(); ++i) entries.emplace_back(names.name(i), static_cast<std::int32_t>(i));
    return entries;
}

Entries item_entries(const StringIndex& options) {
    Entries entries = numbered(options);
    entries.insert(entries.end(), {{"", Batch::empty}, {"na", Batch::not_applicable}, {"dk", Batch::do_not_know}, {"ref", Batch::refused}});
    return entries;
}

/// Whatever the reason, the category is not known.
Entries background_entries(const StringIndex& categories) {
    Entries entries = numbered(categories);
    for (const char* none : {"", "na", "dk", "ref"}) entries.emplace_back(none, Batch::unknown_category);
    return entries;
}

/// What to say of a number with the other decimal mark.
std::string hint_on_mark(std::string_view text, const AssumedForm& form) {
    if (text.find(form.decimal_comma ? '.' : ',') == std::string_view::npos) return {};
    return form.decimal_comma ? "`file` says that numbers have a decimal comma"
                              : "numbers are written with a decimal point, unless `file: {decimal: comma}` says otherwise";
}

/// One table for all questions with the same options, so that the tables of a questionnaire stay in the cache.
class SharedTables {
public:
    explicit SharedTables(Entries (*entries)(const StringIndex&)) : entries_(entries) {}

    std::shared_ptr<const CodeTable> of(const StringIndex& options) {
        auto& table = tables_[options.names()];
        if (table == nullptr) table = std::make_shared<const CodeTable>(entries_(options));
        return table;
    }

private:
    Entries (*entries_)(const StringIndex&);
    std::map<std::vector<std::string>, std::shared_ptr<const CodeTable>> tables_;
};

}  // namespace

ResponseDecoder::ResponseDecoder(const Codebook& codebook, ResponseFields fields, ResponseOptions options)
    : codebook_(codebook),
      fields_(std::move(fields)),
      options_(std::move(options)),
      institutions_(numbered(codebook.institutions)),
      profiles_(numbered(codebook.profiles)),
      posts_(numbered(codebook.posts)),
      competencies_(numbered(codebook.competencies)),
      similar_institution_(codebook.institutions.names()),
      similar_profile_(codebook.profiles.names()),
      similar_post_(codebook.posts.names()),
      similar_competency_(codebook.competencies.names()) {
    SharedTables of_categories(&background_entries);
    for (std::size_t i = 0; i < codebook.background.size(); ++i) {
        if (fields_.background[i]) background_.push_back({*fields_.background[i], of_categories.of(codebook.background[i].categories), i});
    }
    SharedTables of_options(&item_entries);
    for (std::size_t i = 0; i < codebook.items.size(); ++i) {
        if (fields_.items[i]) items_.push_back({*fields_.items[i], of_options.of(codebook.items[i].categories), i});
    }
}

void ResponseDecoder::begin(Batch& batch) const {
    batch.clear();
    batch.background.resize(codebook_.background.size());
    batch.item.resize(codebook_.items.size());
    batch.wanted.resize(static_cast<std::size_t>(codebook_.wanted_max));
    if (options_.keep_respondents && fields_.respondent) batch.respondent.resize(Batch::max_rows);
    batch.institution.resize(Batch::max_rows);
    batch.profile.resize(Batch::max_rows);
    for (const Coded& question : background_) batch.background[question.question].resize(Batch::max_rows);
    for (const Coded& item : items_) batch.item[item.question].resize(Batch::max_rows);
    for (auto& slot : batch.wanted) slot.resize(Batch::max_rows);
    if (fields_.weight) batch.weight.resize(Batch::max_rows);
    if (fields_.psu) batch.cluster.resize(Batch::max_rows);
    if (fields_.seconds) batch.seconds.resize(Batch::max_rows);
}

void ResponseDecoder::end(Batch& batch) const {
    const auto cut = [&batch](auto& column) {
        if (column.size() > batch.rows) column.resize(batch.rows);
    };
    cut(batch.respondent);
    cut(batch.institution);
    cut(batch.profile);
    for (auto& column : batch.background) cut(column);
    for (auto& column : batch.item) cut(column);
    for (auto& column : batch.wanted) cut(column);
    cut(batch.weight);
    cut(batch.cluster);
    cut(batch.seconds);
}

ResponseDecoder::Outcome ResponseDecoder::decode(const CsvRow& row, Batch& batch, RowProblems& problems) {
    scratch_.begin(row.line);
    if (is_left_out(row)) return Outcome::left_out;
    decode_respondent(row, batch, problems);
    decode_institution(row, batch, problems);
    decode_profile(row, batch, problems);
    decode_background(row, batch, problems);
    decode_items(row, batch, problems);
    decode_wanted(row, batch, problems);
    decode_weight(row, batch, problems);
    decode_seconds(row, batch, problems);
    check_unused_fields(row, problems);
    decode_cluster(row, batch, problems);
    if (problems.count() > 0) return Outcome::wrong;
    ++batch.rows;
    posts_and_profiles_ += has_both_ ? 1U : 0U;
    posts_differ_ += differs_ ? 1U : 0U;
    return Outcome::taken;
}

/// Whatever else the row holds: which row of an id is used depends on nothing but the order of the file.
bool ResponseDecoder::is_left_out(const CsvRow& row) {
    if (options_.duplicate_rows == DuplicateRows::set_aside || options_.duplicates == nullptr || options_.duplicates->empty()) return false;
    const Picked id = (codebook_.unit == Unit::person ? *fields_.respondent : *fields_.institution).pick(row.fields, scratch_);
    const auto lines = id.refused_by == nullptr && !id.text.empty() ? options_.duplicates->find(id.text) : std::nullopt;
    if (!lines) return false;
    return row.line != (options_.duplicate_rows == DuplicateRows::first ? lines->first : lines->last);
}

void ResponseDecoder::report_refused(const Picked& picked, RowProblems& problems) {
    problems.add(codes::responses_not_in_table, picked.column, [&picked] {
        return RowProblems::Words{"table " + in_quotes(picked.refused_by->id()) + " of the mapping does not hold " + in_quotes(picked.text),
                                  "add it to the table, or say `otherwise`"};
    });
}

void ResponseDecoder::decode_respondent(const CsvRow& row, Batch& batch, RowProblems& problems) {
    if (!fields_.respondent) return;
    const Picked id = pick(*fields_.respondent, row, problems);
    if (id.refused_by != nullptr) return;
    if (id.text.empty()) {
        problems.add(codes::responses_respondent_empty, id.column, [] { return RowProblems::Words{"no respondent id, expected one for each row"}; });
        return;
    }
    check_unique(id, codes::responses_respondent_twice, "respondent", problems);
    if (options_.keep_respondents) batch.respondent[batch.rows] = id.text;
}

void ResponseDecoder::check_unique(const Picked& id, const char* code, const char* noun, RowProblems& problems) const {
    if (options_.duplicate_rows != DuplicateRows::set_aside || options_.duplicates == nullptr || options_.duplicates->empty()) return;
    const auto lines = options_.duplicates->find(id.text);
    if (!lines) return;
    problems.add(code, id.column, [&] {
        const bool is_first = problems.line() == lines->first;
        const std::string other = is_first ? "again in line " + std::to_string(lines->second) : "first in line " + std::to_string(lines->first);
        return RowProblems::Words{std::string(noun) + ' ' + in_quotes(id.text) + " occurs more than once, " + other,
                                  "all rows of this id are set aside, unless the assessment says `duplicates: first` or `last`"};
    });
}

void ResponseDecoder::decode_institution(const CsvRow& row, Batch& batch, RowProblems& problems) {
    const Picked id = pick(*fields_.institution, row, problems);
    if (id.refused_by != nullptr) return;
    if (options_.any_institution && is_well_formed_id(id.text)) return;
    const std::int32_t code = institutions_.find(id.text);
    if (code == CodeTable::not_found) {
        problems.add(codes::responses_unknown_institution, id.column, [&] {
            if (id.text.empty()) return RowProblems::Words{"no institution, expected one for each row"};
            if (options_.any_institution)
                return RowProblems::Words{in_quotes(id.text) + " is no id of an institution", "a table of the mapping turns names into ids"};
            return RowProblems::Words{"unknown institution " + in_quotes(id.text), similar_institution_(id.text)};
        });
        return;
    }
    if (codebook_.unit == Unit::institution) check_unique(id, codes::responses_institution_twice, "institution", problems);
    batch.institution[batch.rows] = static_cast<std::uint32_t>(code);
}

std::uint16_t ResponseDecoder::chosen_profile(const CsvRow& row, RowProblems& problems) {
    if (!fields_.profile) return Batch::no_profile;
    const Picked id = pick(*fields_.profile, row, problems);
    if (id.refused_by != nullptr || id.text.empty()) return Batch::no_profile;
    if (options_.any_profile && is_well_formed_id(id.text)) return Batch::no_profile;
    const std::int32_t code = profiles_.find(id.text);
    if (code != CodeTable::not_found) return static_cast<std::uint16_t>(code);
    problems.add(codes::responses_unknown_profile, id.column, [&] {
        return RowProblems::Words{"unknown profile " + in_quotes(id.text),
                                  id.text == "none" ? "a person without a profile: leave the cell empty" : similar_profile_(id.text)};
    });
    return Batch::no_profile;
}

/// The post decides, where there is one: what people take themselves for is compared with it.
void ResponseDecoder::decode_profile(const CsvRow& row, Batch& batch, RowProblems& problems) {
    const std::uint16_t chosen = chosen_profile(row, problems);
    batch.profile[batch.rows] = chosen;
    if (!fields_.post || options_.any_post) return;
    has_both_ = differs_ = false;
    const Picked id = pick(*fields_.post, row, problems);
    if (id.refused_by != nullptr || id.text.empty()) return;
    const std::int32_t code = posts_.find(id.text);
    if (code == CodeTable::not_found) {
        problems.add(codes::responses_unknown_post, id.column, [&] {
            return RowProblems::Words{"unknown post " + in_quotes(id.text), similar_post_(id.text)};
        });
        return;
    }
    const std::uint16_t of_post = codebook_.profile_of_post[static_cast<std::size_t>(code)];
    has_both_ = chosen != Batch::no_profile;
    differs_ = has_both_ && chosen != of_post;
    batch.profile[batch.rows] = of_post;
}

void ResponseDecoder::wrong_option(const char* code, const Picked& picked, const Codebook::Question& question, RowProblems& problems) const {
    problems.add(code, picked.column, [&] {
        return RowProblems::Words{in_quotes(picked.text) + " is no option of " + in_quotes(question.id),
                                  "expected " + one_of(question.categories.names()) + ", or na, dk, ref or nothing"};
    });
}

void ResponseDecoder::decode_background(const CsvRow& row, Batch& batch, RowProblems& problems) {
    for (const Coded& question : background_) {
        const Picked picked = pick(question.picker, row, problems);
        if (picked.refused_by != nullptr) continue;
        const std::int32_t code = question.codes->find(picked.text);
        if (code == CodeTable::not_found) wrong_option(codes::responses_category, picked, codebook_.background[question.question], problems);
        batch.background[question.question][batch.rows] = static_cast<std::uint16_t>(code);
    }
}

void ResponseDecoder::decode_items(const CsvRow& row, Batch& batch, RowProblems& problems) {
    for (const Coded& item : items_) {
        const Picked picked = pick(item.picker, row, problems);
        if (picked.refused_by != nullptr) continue;
        const std::int32_t code = item.codes->find(picked.text);
        if (code == CodeTable::not_found) wrong_option(codes::responses_answer, picked, codebook_.items[item.question], problems);
        batch.item[item.question][batch.rows] = static_cast<std::int8_t>(code);
    }
}

/// Ids joined by ";"; an id that is named twice counts once, but takes its place among the `wanted_max`.
void ResponseDecoder::decode_wanted(const CsvRow& row, Batch& batch, RowProblems& problems) {
    for (auto& slot : batch.wanted) slot[batch.rows] = Batch::none_wanted;
    if (!fields_.wanted) return;
    const Picked picked = pick(*fields_.wanted, row, problems);
    if (picked.refused_by != nullptr) return;
    std::size_t named = 0;
    std::size_t different = 0;
    for (std::string_view rest = picked.text; !rest.empty();) {
        const std::string_view id = rest.substr(0, rest.find(';'));
        rest.remove_prefix(std::min(rest.size(), id.size() + 1));
        if (id.empty()) continue;
        ++named;
        const std::int32_t code = competencies_.find(id);
        if (code == CodeTable::not_found) {
            problems.add(codes::responses_wanted, picked.column, [&] {
                return RowProblems::Words{"wanted: unknown competency " + in_quotes(id),
                                          id.find(',') == std::string_view::npos ? similar_competency_(id) : "ids are joined by ';'"};
            });
            continue;
        }
        if (named > batch.wanted.size()) continue;
        const auto competency = static_cast<std::uint16_t>(code);
        const auto end = batch.wanted.begin() + static_cast<std::ptrdiff_t>(different);
        const bool is_new = std::none_of(batch.wanted.begin(), end, [&](const auto& slot) { return slot[batch.rows] == competency; });
        if (is_new) batch.wanted[different++][batch.rows] = competency;
    }
    if (named > batch.wanted.size()) {
        problems.add(codes::responses_wanted, picked.column, [&] {
            return RowProblems::Words{"wanted: " + std::to_string(named) + " competencies, at most " + std::to_string(batch.wanted.size()) +
                                      " may be named"};
        });
    }
}

void ResponseDecoder::decode_weight(const CsvRow& row, Batch& batch, RowProblems& problems) {
    if (!fields_.weight) return;
    const Picked picked = pick(*fields_.weight, row, problems);
    if (picked.refused_by != nullptr) return;
    const auto weight = parse_unsigned_number(picked.text, options_.form.decimal_comma ? ',' : '.');
    if (!weight || *weight < least_weight || *weight > most_weight) {
        problems.add(codes::responses_weight, picked.column, [&] {
            return RowProblems::Words{
                (picked.text.empty() ? "no weight" : in_quotes(picked.text) + " is no weight") + ", expected a number from 0.000001 to 1,000,000",
                hint_on_mark(picked.text, options_.form)};
        });
        return;
    }
    batch.weight[batch.rows] = *weight;
}

void ResponseDecoder::decode_seconds(const CsvRow& row, Batch& batch, RowProblems& problems) {
    if (!fields_.seconds) return;
    batch.seconds[batch.rows] = Batch::unknown_seconds;
    const Picked picked = pick(*fields_.seconds, row, problems);
    if (picked.refused_by != nullptr || picked.text.empty()) return;
    if (const auto seconds = parse_unsigned_number(picked.text, options_.form.decimal_comma ? ',' : '.')) {
        batch.seconds[batch.rows] = *seconds;
        return;
    }
    problems.add(codes::responses_seconds, picked.column, [&] {
        return RowProblems::Words{in_quotes(picked.text) + " is no number of seconds, expected one from 0, or nothing",
                                  hint_on_mark(picked.text, options_.form)};
    });
}

/// Columns that files may have for the programs of others: checked, not kept.
void ResponseDecoder::check_unused_fields(const CsvRow& row, RowProblems& problems) {
    const auto check = [&](const std::optional<CellPicker>& field, const char* code, bool (*is_right)(std::string_view), const char* expected) {
        if (!field) return;
        const Picked picked = pick(*field, row, problems);
        if (picked.refused_by != nullptr || picked.text.empty() || is_right(picked.text)) return;
        problems.add(code, picked.column, [&] { return RowProblems::Words{in_quotes(picked.text) + " is no " + expected}; });
    };
    check(fields_.language, codes::responses_language, &is_language_tag, "language, expected a tag as 'en' or 'fr-CA', or nothing");
    check(fields_.wave, codes::responses_wave, &is_well_formed_id, "wave, expected an id, or nothing");
}

/// Last: a row that is set aside makes no cluster.
void ResponseDecoder::decode_cluster(const CsvRow& row, Batch& batch, RowProblems& problems) {
    if (!fields_.psu) return;
    const Picked psu = pick(*fields_.psu, row, problems);
    const Picked stratum = fields_.stratum ? pick(*fields_.stratum, row, problems) : Picked{};
    if (problems.count() == 0) batch.cluster[batch.rows] = clusters_.code(stratum.text, psu.text);
}

}  // namespace capgap::csv
