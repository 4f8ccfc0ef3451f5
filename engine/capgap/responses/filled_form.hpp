#pragma once

#include <capgap/base/location.hpp>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace capgap {

/// What tells forms apart: a form is only read for the questionnaire that it was written for.
struct FormIdentity {
    std::string survey;  ///< "dcf-self"
    std::string version;
    std::string sha256;    ///< of all that the questionnaire says
    std::string language;  ///< BCP 47: of the form

    friend bool operator==(const FormIdentity&, const FormIdentity&) = default;
};

/// Words to choose from, each with the id that it stands for. What is to be chosen by its words has them once.
using FormChoices = std::vector<std::pair<std::string, std::string>>;

/// What somebody has written into a form, cell by cell, as text.
struct FilledForm {
    struct Cell {
        std::string key;       ///< the column of tidy responses that it fills
        std::size_t list = 0;  ///< index into lists + 1; 0: anything may be written
        std::string text;
        Location at;
    };

    Location at;
    FormIdentity identity;
    std::vector<FormChoices> lists;
    std::vector<Cell> cells;  ///< from above; those that were left empty too
};

}  // namespace capgap
