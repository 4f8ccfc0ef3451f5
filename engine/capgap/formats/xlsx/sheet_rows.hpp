#pragma once

#include <capgap/formats/xlsx/number_text.hpp>
#include <capgap/formats/xlsx/spreadsheet.hpp>
#include <capgap/formats/xml/events.hpp>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace capgap::xlsx {

/// What the cells of every sheet refer to.
struct SharedParts {
    std::vector<std::string> texts;
    std::vector<NumberKind> kinds;
    bool from_1904 = false;
};

/// The XML of a sheet into rows of texts.
class SheetRows : public xml::Listener {
public:
    /// All must outlive it. `place`: "round.xlsx!Targets".
    SheetRows(const SharedParts& shared, std::string place, const std::function<bool(const SheetRow&)>& visit);

    /// Who tells, to be stopped where something is wrong or the visitor has seen enough.
    void listen_to(xml::Events& events) noexcept { events_ = &events; }

    [[nodiscard]] const std::optional<Diagnostic>& problem() const noexcept { return problem_; }
    /// Where formulas without results stand: the first place, and how many there are.
    [[nodiscard]] std::optional<Diagnostic> uncomputed() const;

    void begin(std::string_view name, const xml::Attributes& attributes) override;
    void end(std::string_view name) override;
    void text(std::string_view piece) override;

private:
    enum class Stored { number, shared, text, boolean, moment };

    void begin_row(const xml::Attributes& attributes);
    void begin_cell(const xml::Attributes& attributes);
    void take_place(std::string_view reference);
    void end_cell();
    std::string value_text();
    std::string shared_text();
    void end_row();
    void fail(const char* code, std::string message, std::string hint = {});

    const SharedParts& shared_;
    std::string place_;
    const std::function<bool(const SheetRow&)>& visit_;
    xml::Events* events_ = nullptr;
    std::optional<Diagnostic> problem_;

    std::uint32_t row_ = 0;
    std::uint32_t column_ = 0;
    std::vector<SheetCell> cells_;
    bool in_data_ = false;
    bool in_cell_ = false;
    bool in_value_ = false;
    bool guide_ = false;  ///< inside a pronunciation guide
    bool formula_ = false;
    Stored stored_ = Stored::number;
    NumberKind kind_ = NumberKind::plain;
    std::string value_;
    std::uint64_t uncomputed_ = 0;
    Location first_uncomputed_;
};

}  // namespace capgap::xlsx
