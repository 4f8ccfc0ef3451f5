#pragma once

#include <capgap/formats/xlsx/number_text.hpp>
#include <capgap/formats/xlsx/package.hpp>
#include <capgap/formats/xml/events.hpp>

#include <map>
#include <string>
#include <vector>

namespace capgap::xlsx {

/// Lets `listener` hear a part, and says what was wrong with it: with the archive or with the XML.
[[nodiscard]] std::optional<Diagnostic> hear(const Package& package, const std::string& part, xml::Listener& listener);
/// The same for a listener that may stop(): it is given the events to do so.
[[nodiscard]] std::optional<Diagnostic> hear(const Package& package, const std::string& part, xml::Events& events);

/// Where a part leads: by id, and by what it is for.
struct Relations {
    struct One {
        std::string id;
        std::string type;  ///< the last word of its address: "worksheet", "sharedStrings"
        std::string target;
    };
    std::vector<One> all;

    [[nodiscard]] const One* by_id(std::string_view id) const;
    [[nodiscard]] const One* by_type(std::string_view type) const;
};

/// Of the part "xl/workbook.xml", with targets as names of parts. `part` empty: of the package.
[[nodiscard]] Result<Relations> read_relations(const Package& package, const std::string& part);

struct ListedSheet {
    std::string name;
    std::string relation;
    bool hidden = false;
};

struct WorkbookList {
    std::vector<ListedSheet> sheets;
    bool from_1904 = false;
};

[[nodiscard]] Result<WorkbookList> read_workbook_list(const Package& package, const std::string& part);

/// The kind of number of each cell format, in their order.
[[nodiscard]] Result<std::vector<NumberKind>> read_number_kinds(const Package& package, const std::string& part);

/// The texts that cells refer to by number. Those of one text that are pronunciation guides are left out.
[[nodiscard]] Result<std::vector<std::string>> read_shared_texts(const Package& package, const std::string& part, std::size_t max_bytes);

/// Takes `_x000D_`, as which characters are written that XML cannot hold, for the character.
void unescape(std::string& text);

}  // namespace capgap::xlsx
