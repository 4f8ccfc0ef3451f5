#pragma once

#include <capgap/formats/csv/cell_picker.hpp>
#include <capgap/formats/csv/foreign_header.hpp>
#include <capgap/formats/csv/problem_list.hpp>
#include <capgap/responses/mapping.hpp>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace capgap::csv {

/// What a field may hold.
struct Vocabulary {
    std::string field;                             ///< "item 'c1'"
    std::function<bool(std::string_view)> allows;  ///< null: nothing is known beforehand
    std::string expected;                          ///< "'0', '1' and '2'"
};

/// Rules of a mapping into cell pickers. Reports tables that do not exist or contradict themselves, columns that are not in the file, and every value
/// that a table, a constant or an `otherwise` gives and the field cannot hold.
class MappingRules {
public:
    MappingRules(const std::vector<ValueTable>& tables, ForeignHeader& header, ProblemList& problems);

    /// Nothing if the rule was reported.
    std::optional<CellPicker> picker(const FieldRule& rule, const Vocabulary& vocabulary);

    /// After the last rule: the values that fields cannot hold, each once, however many fields share a table.
    void finish();

private:
    /// A value that some fields cannot hold.
    struct WrongValue {
        Location at;
        std::string given;  ///< "table 'frequency' gives 'often'"
        std::string expected;
        std::string field;     ///< the first of them
        std::size_t more = 0;  ///< how many others
    };

    void add_table(const ValueTable& table);
    std::optional<CellPicker> raw_picker(const FieldRule& rule, const Vocabulary& of_parts);
    std::optional<CellPicker> picker_of_parts(const FieldRule& rule, const Vocabulary& of_parts);
    bool translate(CellPicker& picker, const FieldRule& rule, const Vocabulary& vocabulary);
    void check_value(std::string_view value, const std::string& giver, const Location& at, const Vocabulary& vocabulary);

    ForeignHeader& header_;
    ProblemList& problems_;
    std::map<std::string, std::shared_ptr<const ValueMap>> tables_;
    std::map<std::string, std::map<std::string, Location>> value_places_;  ///< by table and value: where it was written first
    std::vector<WrongValue> wrong_values_;
    DidYouMean similar_table_;
};

}  // namespace capgap::csv
