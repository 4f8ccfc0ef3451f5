#include <capgap/assessment/codes.hpp>
#include <capgap/assessment/institution_tree.hpp>
#include <capgap/base/did_you_mean.hpp>
#include <capgap/base/id_check.hpp>
#include <capgap/base/message.hpp>

#include <algorithm>
#include <utility>

namespace capgap {

namespace {

using Parents = std::vector<std::optional<std::size_t>>;

/// Another field of the line that an institution stands in.
Location in_field(const InstitutionContent& institution, std::uint32_t column) {
    return column == 0 ? institution.at : Location{institution.at.file, institution.at.line, column};
}

bool is_capital(char c) {
    return c >= 'A' && c <= 'Z';
}

bool is_blank(const std::string& text) {
    return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

void check_fields(const std::vector<InstitutionContent>& institutions, Diagnostics& found) {
    IdCheck ids({codes::institution_id_malformed, codes::institution_repeated}, found);
    for (const InstitutionContent& institution : institutions) {
        ids.add("institution", institution.id.text(), institution.at);
        const std::string name = "the institution " + in_quotes(institution.id.text());
        if (is_blank(institution.name)) {
            found.push_back(error(codes::institution_name_missing, in_field(institution, institution.name_column), name + " has no name",
                                  "reports show the name, not the id"));
        }
        const std::string& country = institution.country;
        if (country.empty() || (country.size() == 2 && is_capital(country[0]) && is_capital(country[1]))) continue;
        found.push_back(error(codes::institution_country_malformed, in_field(institution, institution.country_column),
                              name + " has the country " + in_quotes(country) + ", two capital letters were expected",
                              "the code of ISO 3166-1 alpha-2, as RW; or leave it empty"));
    }
}

/// Where an id is repeated, the first institution that bears it is meant.
Parents find_parents(const std::vector<InstitutionContent>& institutions, const StringIndex& index, Diagnostics& found) {
    std::vector<std::size_t> first_with(index.size(), institutions.size());
    for (std::size_t i = institutions.size(); i-- > 0;) first_with[*index.find(institutions[i].id.text())] = i;
    DidYouMean did_you_mean(index.names());
    Parents parents;
    for (const InstitutionContent& institution : institutions) {
        std::optional<std::size_t>& parent = parents.emplace_back();
        if (institution.parent.empty()) continue;
        if (const auto code = index.find(institution.parent)) {
            parent = first_with[*code];
            continue;
        }
        found.push_back(error(codes::institution_parent_unknown, in_field(institution, institution.parent_column),
                              "the institution " + in_quotes(institution.id.text()) + " has the parent " + in_quotes(institution.parent) +
                                  ", which is no institution of this file",
                              did_you_mean(institution.parent)));
    }
    return parents;
}

/// The institutions from `member` upwards until `member` comes again, beginning with the first in the file.
std::vector<std::size_t> cycle_through(std::size_t member, const Parents& parents) {
    std::vector<std::size_t> cycle;
    for (std::size_t at = member; cycle.empty() || at != member; at = *parents[at]) cycle.push_back(at);
    std::rotate(cycle.begin(), std::min_element(cycle.begin(), cycle.end()), cycle.end());
    return cycle;
}

/// "a -> b -> a". Nobody reads a cycle of thousands: past fifty the middle is counted.
std::string in_words(const std::vector<std::size_t>& cycle, const std::vector<InstitutionContent>& institutions) {
    constexpr std::size_t most = 50;
    std::string words;
    for (std::size_t i = 0; i < std::min(cycle.size(), most); ++i) words += institutions[cycle[i]].id.text() + " -> ";
    if (cycle.size() > most) words += "... " + std::to_string(cycle.size() - most) + " more ... -> ";
    return words + institutions[cycle.front()].id.text();
}

/// Walks up from every institution until it meets one that was seen. One seen on the same walk closes a cycle; each cycle is found once.
void check_cycles(const std::vector<InstitutionContent>& institutions, const Parents& parents, Diagnostics& found) {
    std::vector<std::size_t> walk_of(parents.size(), 0);  // 0: not seen
    for (std::size_t start = 0; start < parents.size(); ++start) {
        const std::size_t walk = start + 1;
        std::optional<std::size_t> at = start;
        while (at && walk_of[*at] == 0) {
            walk_of[*at] = walk;
            at = parents[*at];
        }
        if (!at || walk_of[*at] != walk) continue;
        const std::vector<std::size_t> cycle = cycle_through(*at, parents);
        found.push_back(error(codes::institution_cycle, institutions[cycle.front()].at,
                              cycle.size() == 1 ? "the institution is its own parent: " + in_words(cycle, institutions)
                                                : "the parents of these institutions go round in a circle: " + in_words(cycle, institutions),
                              "one of them has another parent, or none"));
    }
}

}  // namespace

Result<Checked<InstitutionTree>> InstitutionTree::make(std::vector<InstitutionContent> institutions, const Location& file) {
    Diagnostics found;
    if (institutions.empty()) found.push_back(error(codes::institutions_missing, file, "the file has no institution"));
    check_fields(institutions, found);
    InstitutionTree tree;
    for (const InstitutionContent& institution : institutions) tree.index_.add(institution.id.text());
    tree.parent_ = find_parents(institutions, tree.index_, found);
    check_cycles(institutions, tree.parent_, found);
    sort_by_place(found);
    if (has_errors(found)) return Errors(std::move(found));
    tree.institutions_ = std::move(institutions);
    tree.arrange();
    return Checked<InstitutionTree>{std::move(tree), std::move(found)};
}

void InstitutionTree::arrange() {
    children_.resize(size());
    for (std::size_t i = 0; i < size(); ++i) {
        if (parent_[i]) {
            children_[*parent_[i]].push_back(i);
        } else {
            roots_.push_back(i);
        }
    }
    // A stack of its own: chains may be deeper than the machine's.
    std::vector<std::size_t> next(roots_.rbegin(), roots_.rend());
    while (!next.empty()) {
        const std::size_t institution = next.back();
        next.pop_back();
        tree_order_.push_back(institution);
        next.insert(next.end(), children_[institution].rbegin(), children_[institution].rend());
    }
}

std::optional<std::size_t> InstitutionTree::index(std::string_view id) const {
    return index_.find(id);
}

}  // namespace capgap
