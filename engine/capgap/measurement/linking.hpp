#pragma once

#include <capgap/measurement/calibrate.hpp>
#include <capgap/measurement/item_model.hpp>
#include <capgap/measurement/quadrature.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace capgap {

// Three ways to one scale, for answers of two rounds or countries with items in common:
// - concurrent: calibrate() all answers together, each round a group, what was not asked missing. One set of parameters; needs all answers at once.
// - fixed: calibrate() the new answers with CalibrationOptions::fixed as fixed_items() gives it. The old parameters stay to the last digit.
// - apart, then linked: two calibrations and link_scales(). Needs no answers, and its error tells how far the common items agree.

/// theta on the scale `to` = slope x theta on the scale `from` + shift.
struct ScaleTransformation {
    double slope = 1;  ///< above 0; 1 for models without slopes
    double shift = 0;

    friend bool operator==(const ScaleTransformation&, const ScaleTransformation&) = default;
};

[[nodiscard]] ScaleTransformation inverse(const ScaleTransformation& of);

/// The same on the scale `to`: a point of theta, as a cut; the parameters of an item (a / slope, d - a shift / slope: its probabilities stay); where
/// a group stands; all of a calibration.
[[nodiscard]] double transformed(double theta, const ScaleTransformation& by);
[[nodiscard]] ItemParameters transformed(ItemParameters item, const ScaleTransformation& by);
[[nodiscard]] GroupMoments transformed(GroupMoments group, const ScaleTransformation& by);
[[nodiscard]] Calibration transformed(Calibration calibration, const ScaleTransformation& by);

/// An item with parameters on both scales, of the same categories.
struct CommonItem {
    ItemParameters from;
    ItemParameters to;
    std::vector<double> worth;  ///< by category; empty: 0, 1, 2, ...
};

/// Of items named by pairs (index in `from`, index in `to`), those that vary, and with the same categories used, on both sides; worth the number of
/// the category. Throws std::invalid_argument for a pair that is none.
[[nodiscard]] std::vector<CommonItem> common_items(const Calibration& from, const Calibration& to,
                                                   std::span<const std::pair<std::size_t, std::size_t>> pairs);

/// For CalibrationOptions::fixed of answers with `items` items: the parameters of `known`, for pairs (index in `known`, index in the answers) of
/// items that vary there and of whose `categories` all were used. Throws as common_items().
[[nodiscard]] std::vector<std::optional<ItemParameters>> fixed_items(const Calibration& known,
                                                                     std::span<const std::pair<std::size_t, std::size_t>> pairs,
                                                                     std::span<const std::size_t> categories);

struct LinkOptions {
    /// Where on theta curves are compared, in standard deviations of `people`.
    Quadrature quadrature;
    /// On the scale `to`, whose weights are taken: usually the group that its scale is of.
    NormalDistribution people;
};

struct Linking {
    ScaleTransformation transformation;
    std::vector<ScaleTransformation> without;  ///< by item: as it were without it; empty for one item
    double loss = 0;                           ///< Stocking and Lord's, see link_scales(); 0 for models without slopes
    bool converged = true;
};

/// Models with slopes: Stocking & Lord 1983, the transformation that minimises
///
///     sum over nodes t of w(t) (T_to(t) - T_from((t - shift) / slope))^2
///
/// T the mean over the common items of the worth that is expected at t, w the weights of `people`; Levenberg-Marquardt over log slope and shift, from
/// mean/mean on. Models without slopes: mean/mean (Loyd & Hoover 1980), the mean over items of their mean difficulty on `to` less that on `from`.
/// Nothing without an item. One item of two categories or more is enough for an answer, and not for its error. Assumption: the common items mean the
/// same on both scales; look for those that do not with item_dif() or likelihood_ratio_dif() first. Throws std::invalid_argument where the two sides,
/// or worth, have other categories. Cost: items x nodes x some ten steps, for each item left out again.
[[nodiscard]] std::optional<Linking> link_scales(ItemModel model, const std::vector<CommonItem>& items, const LinkOptions& options = {});

/// Standard error that the choice of common items leaves, by the jackknife that deletes one item at a time (Monseur & Berezner 2007):
///
///     se^2 = (J - 1) / J  sum over items of (t_j - mean of t)^2
///
/// t_j what is asked for without item j. It holds for items that are a sample of those that could be common; the sampling error of people comes to
/// it. Of slope, of shift, and of a point of `from` brought to `to`, as a cut or a mean. Nothing for fewer than two common items.
struct LinkingErrors {
    double slope = 0;
    double shift = 0;
};
[[nodiscard]] std::optional<LinkingErrors> linking_errors(const Linking& linking);
[[nodiscard]] std::optional<double> linking_error_at(const Linking& linking, double theta_from);

}  // namespace capgap
