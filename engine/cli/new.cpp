#include "commands.hpp"

#include <capgap/files/new_round.hpp>

#include <iostream>

namespace capgap::cli {

Exit make_new(const NewOptions& options, const Common& common) {
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
