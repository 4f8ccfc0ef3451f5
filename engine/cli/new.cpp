#include "commands.hpp"

#include <capgap/files/new_answer_form.hpp>
#include <capgap/files/new_round.hpp>

#include <iostream>

namespace capgap::cli {

namespace {

Exit make_form(const NewOptions& options, const Common& common) {
    auto made =
        new_answer_form({options.framework, options.survey, options.targets, options.institutions, options.language, options.out}, common.places());
    if (made.has_error()) {
        print(std::move(made).error().all, common.diagnostics);
        return Exit::data_wrong;
    }
    print(std::move(made->remarks), common.diagnostics);
    std::cout << options.out << " is to be handed out, one for each person; `capgap import FOLDER --from form` reads what comes back\n";
    return Exit::done;
}

}  // namespace

Exit make_new(const NewOptions& options, const Common& common) {
    if (options.answer_form) return make_form(options, common);
    auto made =
        new_round({options.framework, options.survey, options.targets, options.courses_only, options.own_questions, options.out}, common.places());
    if (made.has_error()) {
        print(std::move(made).error().all, common.diagnostics);
        return Exit::data_wrong;
    }
    print(std::move(made->remarks), common.diagnostics);
    std::cout << options.out << " is to be filled in: its sheet 'Start here' says how\n";
    return Exit::done;
}

}  // namespace capgap::cli
