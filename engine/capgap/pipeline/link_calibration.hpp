#pragma once

#include <capgap/base/result.hpp>
#include <capgap/measurement/instrument_calibration.hpp>

namespace capgap {

/// `found` on the scales of `known`, of an earlier round or another country, competency by competency, through the items that both have
/// (link_scales(): Stocking & Lord 1983): slopes, difficulties, their errors, and where people stand; the cuts are those of `known`, so that a level
/// means the same, with the error that the choice of common items leaves at each. An item is common if it has the same id, and options that count
/// alike in the same steps. Errors: another framework or model, other numbers of cuts. Remarks: a competency without a common item stays on its own
/// scale; one with fewer than two has no linking error.
///
/// The common items are taken to mean the same in both: item_dif() tells where they do not.
[[nodiscard]] Result<Checked<InstrumentCalibration>> linked_calibration(InstrumentCalibration found, const InstrumentCalibration& known);

}  // namespace capgap
