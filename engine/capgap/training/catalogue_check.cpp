#include <capgap/training/catalogue_check.hpp>

#include <capgap/base/date.hpp>
#include <capgap/base/did_you_mean.hpp>
#include <capgap/base/id_check.hpp>
#include <capgap/base/message.hpp>
#include <capgap/framework/codes.hpp>
#include <capgap/framework/missing_part.hpp>
#include <capgap/framework/text_check.hpp>
#include <capgap/training/codes.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace capgap {

namespace {

std::vector<std::string> ids_of(const std::vector<RemedyContent>& remedies) {
    std::vector<std::string> ids;
    for (const RemedyContent& remedy : remedies) ids.push_back(remedy.id.text());
    return ids;
}

/// What is wrong with the remedies one by one, in the order of the file.
class CatalogueCheck {
public:
    CatalogueCheck(const CatalogueContent& content, const Framework& framework, const Framework* mended, CatalogueUse use)
        : use_(use),
          content_(content),
          framework_(framework),
          mended_(mended),
          texts_(content.head, TextCheck::Version::required, found_),
          did_you_mean_competency_(framework.competency_ids()),
          did_you_mean_element_(mended != nullptr ? mended->competency_ids() : std::vector<std::string>()),
          did_you_mean_remedy_(ids_of(content.remedies)) {}

    Diagnostics run() {
        check_framework();
        const TextOwner file{"the catalogue", content_.head.at};
        texts_.required(content_.title, "title", file);
        texts_.optional(content_.description, "description", file);
        texts_.required(content_.mapping_method, "mapping_method", file);
        for (const RemedyContent& remedy : content_.remedies) remedies_.insert(remedy.id.text());
        IdCheck ids({codes::remedy_id_malformed, codes::remedy_repeated}, found_);
        for (const RemedyContent& remedy : content_.remedies) {
            ids.add("remedy", remedy.id.text(), remedy.at);
            check_remedy(remedy);
        }
        if (use_ == CatalogueUse::advice) check_cycles();
        remark_on_idle();
        texts_.finish();
        sort_by_place(found_);
        return std::move(found_);
    }

private:
    void add(const char* code, const Location& at, std::string message, std::string hint = {}) {
        found_.push_back(error(code, at, std::move(message), std::move(hint)));
    }

    void check_framework() {
        fits_ = framework_.serves(content_.framework);
        for_base_ = fits_ && !content_.framework.same_as(framework_.ref());
        if (fits_) return;
        add(codes::catalogue_framework_mismatch, content_.framework.at,
            "the catalogue is for " + content_.framework.text() + ", the framework is " + framework_.ref().text(),
            "use the framework it was written for, or review its modules and change `framework`");
    }

    void check_remedy(const RemedyContent& remedy) {
        const TextOwner owner{"the remedy " + in_quotes(remedy.id.text()), remedy.at};
        texts_.required(remedy.title, "title", owner);
        texts_.optional(remedy.description, "description", owner);
        if (remedy.modules.empty() && remedy.mends.empty()) {
            add(codes::remedy_does_nothing, remedy.at, owner.name + " has neither `modules` nor `mends`",
                "say which competency it raises from which level to which, or which elements of the environment it mends");
        }
        check_expectations(remedy, owner.name);
        for (const ModuleContent& module : remedy.modules) check_module(module, owner.name);
        check_starts(remedy, owner.name);
        check_figures(remedy, owner.name);
        check_dates(remedy);
        check_named(remedy, owner.name);
    }

    void check_expectations(const RemedyContent& remedy, const std::string& name) {
        if (remedy.modules.empty() || use_ == CatalogueUse::coverage) return;
        const std::string hint = "without it nobody can say what it closes; an estimate will do, and says that it is one";
        if (!remedy.completion) add(codes::expectation_missing, remedy.at, name + " has modules, but no `completion`: the share who finish", hint);
        if (!remedy.success)
            add(codes::expectation_missing, remedy.at, name + " has modules, but no `success`: the share of those who then reach the level", hint);
    }

    /// A catalogue for the base of an overlay serves the overlay: what it raises beyond is not recommended, and that is no mistake of its own.
    void remark_on_idle() {
        if (idle_.empty()) return;
        found_.push_back(
            remark(codes::part_unused, content_.framework.at,
                   framework_.ref().text() + " does not use " + listed({idle_.begin(), idle_.end()}) + ": modules for it are not recommended"));
    }

    void check_module(const ModuleContent& module, const std::string& name) {
        texts_.optional(module.title, "title", {"a module of " + name, module.at});
        if (!fits_) return;  // against another framework every module would look wrong
        const std::string& id = module.competency.text();
        if (framework_.attitude_index(id)) {
            add(codes::module_competency_unknown, module.at, name + " has a module for " + in_quotes(id) + ", which is an attitude",
                "attitudes have no level, so nothing raises them: take the module out");
        } else if (!framework_.competency_index(id)) {
            MissingPart missing = missing_part(framework_, UnusedPart::Kind::competency, id, "the module", did_you_mean_competency_);
            if (missing.unused && for_base_) {
                idle_.insert(id);
            } else {
                add(codes::module_competency_unknown, module.at,
                    name + " has a module for " + in_quotes(id) + ", a competency that " + missing.lacking, std::move(missing.hint));
            }
        }
        const auto levels = static_cast<int>(framework_.levels().size());
        if (module.from >= 1 && module.from < module.to && module.to <= levels) return;
        add(codes::module_range_wrong, module.at,
            name + " has a module for " + in_quotes(id) + " from level " + std::to_string(module.from) + " to " + std::to_string(module.to) +
                ", two levels from 1 to " + std::to_string(levels) + " were expected, the second higher");
    }

    /// Two modules that start at one level would close the same steps twice.
    void check_starts(const RemedyContent& remedy, const std::string& name) {
        std::map<std::pair<std::string, int>, Location> seen;
        for (const ModuleContent& module : remedy.modules) {
            const auto [first, is_new] = seen.try_emplace({module.competency.text(), module.from}, module.at);
            if (is_new) continue;
            add(codes::module_repeated, module.at,
                name + " has two modules for " + in_quotes(module.competency.text()) + " from level " + std::to_string(module.from) +
                    ", the first at " + place_from(module.at, first->second));
        }
    }

    void check_figures(const RemedyContent& remedy, const std::string& name) {
        for (const auto* figure : {&remedy.hours, &remedy.seats, &remedy.completion, &remedy.success}) {
            if (*figure) check_figure(**figure);
        }
        for (const ModuleContent& module : remedy.modules) {
            if (module.hours) check_figure(*module.hours);
        }
        if (remedy.seats && remedy.seats->value.millionths() % Decimal::per_unit != 0) {
            add(codes::number_not_whole, remedy.seats->at,
                "`seats` of " + name + " is " + remedy.seats->value.to_string() + ", a whole number of people was expected");
        }
        for (const CostLine& cost : remedy.costs) {
            check_figure(cost.amount);
            if (cost.per == CostLine::Per::session && !remedy.seats) {
                add(codes::seats_missing, cost.amount.at, name + " costs something per session, but does not say how many people a session holds",
                    "add `seats`");
            }
        }
        // What is free is free in every currency.
        const auto priced =
            std::find_if(remedy.costs.begin(), remedy.costs.end(), [](const CostLine& cost) { return cost.amount.value > Decimal(); });
        if (priced == remedy.costs.end() || !content_.currency.empty() || std::exchange(currency_said_, true)) return;
        add(codes::currency_missing, priced->amount.at, "there are costs, but the catalogue names no `currency`",
            "add `currency: ` and its code of three letters, as USD");
    }

    void check_figure(const Figure& figure) {
        if (figure.status == FigureStatus::fact && figure.source.empty()) {
            add(codes::figure_source_missing, figure.at, "this number is said to be a fact, but names no source",
                "name the source it comes from, or call it an estimate or an assumption");
        }
        if (figure.source.empty() || texts_.has_source(figure.source)) return;
        add(codes::figure_source_unknown, figure.at,
            "this number names the source " + in_quotes(figure.source.text()) + ", which is none of `sources`", texts_.source_hint(figure.source));
    }

    void check_dates(const RemedyContent& remedy) {
        for (const RemedyDates& dates : remedy.dates) {
            const auto is_wrong = [](const std::string& written) { return !written.empty() && !parse_date(written); };
            if (is_wrong(dates.from) || is_wrong(dates.to)) {
                add(codes::remedy_date_wrong, dates.at, in_quotes(is_wrong(dates.from) ? dates.from : dates.to) + " is no day of the calendar",
                    "write it as YYYY-MM-DD");
            } else if (!dates.to.empty() && dates.to < dates.from) {
                add(codes::remedy_date_wrong, dates.at, "from " + dates.from + " to " + dates.to + ": the end comes before the beginning");
            }
        }
    }

    void check_named(const RemedyContent& remedy, const std::string& name) {
        for (const NamedId& needed : remedy.prerequisites) {
            if (remedies_.contains(needed.id)) continue;
            add(codes::prerequisite_unknown, needed.at, name + " needs " + in_quotes(needed.id) + " first, which is no remedy of this catalogue",
                did_you_mean_remedy_(needed.id));
        }
        if (!remedy.mends.empty() && !content_.mends_in) {
            add(codes::mends_without_framework, remedy.mends.front().at, name + " has `mends`, but the catalogue has no `mends_in`",
                "`mends_in` names the framework whose elements are meant, by id and version");
        }
        for (const NamedId& element : remedy.mends) {
            if (mended_ == nullptr || mended_->competency_index(element.id)) continue;
            MissingPart missing = missing_part(*mended_, UnusedPart::Kind::competency, element.id, "it", did_you_mean_element_);
            if (missing.unused && !content_.mends_in->same_as(mended_->ref())) continue;  // as of a module for the base
            add(codes::mended_element_unknown, element.at, name + " mends " + in_quotes(element.id) + ", an element that " + missing.lacking,
                std::move(missing.hint));
        }
    }

    /// Whoever can be taken once all that it needs is taken is taken; what is left lies on a cycle, or behind one.
    void check_cycles() {
        std::map<std::string, const RemedyContent*> left;
        for (const RemedyContent& remedy : content_.remedies) left.emplace(remedy.id.text(), &remedy);
        const auto is_free = [&left](const auto& one) {
            return std::none_of(one.second->prerequisites.begin(), one.second->prerequisites.end(),
                                [&left](const NamedId& needed) { return left.contains(needed.id); });
        };
        while (std::erase_if(left, is_free) > 0) {
        }
        if (left.empty()) return;
        std::vector<std::string> names = cycle_in(left);
        const RemedyContent& first = *left.at(names.front());
        add(codes::prerequisite_cycle, first.at, "the remedies " + listed(names) + " need each other first: nobody could begin");
    }

    /// Follows what is needed from the first on, until one comes again. Whatever is left needs something that is left.
    static std::vector<std::string> cycle_in(const std::map<std::string, const RemedyContent*>& left) {
        std::vector<std::string> path = {left.begin()->first};
        for (;;) {
            const auto& needed = left.at(path.back())->prerequisites;
            const auto next = std::find_if(needed.begin(), needed.end(), [&left](const NamedId& one) { return left.contains(one.id); });
            const auto again = std::find(path.begin(), path.end(), next->id);
            if (again != path.end()) return {again, path.end()};
            path.push_back(next->id);
        }
    }

    CatalogueUse use_;
    const CatalogueContent& content_;
    const Framework& framework_;
    const Framework* mended_;
    Diagnostics found_;
    TextCheck texts_;
    DidYouMean did_you_mean_competency_;
    DidYouMean did_you_mean_element_;
    DidYouMean did_you_mean_remedy_;
    std::set<std::string> remedies_;
    std::set<std::string> idle_;  ///< competencies of modules that the framework does not use
    bool fits_ = true;
    bool for_base_ = false;  ///< the framework is an overlay of that of the catalogue
    bool currency_said_ = false;
};

}  // namespace

Diagnostics check_catalogue(const CatalogueContent& content, const Framework& framework, const Framework* mended, CatalogueUse use) {
    return CatalogueCheck(content, framework, mended, use).run();
}

Diagnostics check_catalogues(const std::vector<Catalogue>& catalogues) {
    Diagnostics found;
    std::map<std::string, Location> seen;
    const CatalogueContent* priced = nullptr;
    for (const Catalogue& catalogue : catalogues) {
        for (const RemedyContent& remedy : catalogue.remedies()) {
            const auto [first, is_new] = seen.try_emplace(remedy.id.text(), remedy.at);
            if (is_new) continue;
            found.push_back(error(codes::remedy_repeated, remedy.at,
                                  "the remedy " + in_quotes(remedy.id.text()) + " is there already, at " + place_from(remedy.at, first->second)));
        }
        const CatalogueContent& content = catalogue.content();
        if (content.currency.empty()) continue;
        if (priced != nullptr && priced->currency != content.currency) {
            found.push_back(error(codes::currency_differs, content.head.at,
                                  "the catalogue counts in " + content.currency + ", " + in_quotes(priced->head.id) + " in " + priced->currency,
                                  "costs are compared and added: bring them to one currency"));
        }
        priced = &content;
    }
    return found;
}

}  // namespace capgap
