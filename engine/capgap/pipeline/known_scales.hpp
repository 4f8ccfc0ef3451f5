#pragma once

#include <capgap/base/diagnostic.hpp>
#include <capgap/measurement/instrument_calibration.hpp>
#include <capgap/measurement/item_model.hpp>

#include <string>

namespace capgap {

/// An earlier calibration on whose scales a new one is to be, in either way of linking.
class KnownScales {
public:
    /// `known` must outlive it.
    explicit KnownScales(const InstrumentCalibration& known) : known_(known) {}

    /// Wrong where the two are of other frameworks or models.
    [[nodiscard]] Diagnostics not_of_one_kind(const std::string& framework_id, ItemModel model) const;
    /// The model of a competency; null where there is none.
    [[nodiscard]] const CompetencyCalibration* model_of(const std::string& competency) const;
    /// Wrong where a competency has other levels here than there.
    [[nodiscard]] static Diagnostics other_levels(const CompetencyCalibration& known, std::size_t cuts);
    /// Of a competency that cannot be linked.
    [[nodiscard]] Diagnostic stays_apart(const std::string& competency, const std::string& why) const;
    /// Of a scale that hangs on one item.
    [[nodiscard]] static Diagnostic hangs_on_one_item(const CompetencyCalibration& known);
    /// Whether people stand on the grid after linking; says so in `linked` where they do not.
    [[nodiscard]] static Diagnostics beyond_grid(CompetencyCalibration& linked, const Quadrature& grid, const CompetencyCalibration& known);

private:
    const InstrumentCalibration& known_;
};

}  // namespace capgap
