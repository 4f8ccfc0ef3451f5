#pragma once

#include <capgap/base/decimal.hpp>
#include <capgap/base/string_index.hpp>
#include <capgap/framework/framework.hpp>
#include <capgap/framework/profiles.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace capgap {

/// Who answers: a civil servant, or an institution through its focal point.
enum class Unit { person, institution };

struct Option {
    OptionId id;
    Location at;
    Text title;
    std::optional<Decimal> score;  ///< without one the option counts as not answered
};

struct Scale {
    ScaleId id;
    Location at;
    std::vector<Option> options;
};

struct Condition {
    std::string question;             ///< "profile", a background question, or an earlier item
    std::vector<std::string> any_of;  ///< ids of that question's options
    Location at;
};

struct Item {
    ItemId id;
    Location at;
    CompetencyId competency;  ///< exactly one of competency, attitude and anchors is set
    AttitudeId attitude;
    ItemId anchors;  ///< this item is an anchoring vignette: a described person, to be placed on the scale of that self-rating. Enters no score
    ScaleId scale;
    bool reversed = false;
    Text title;
    Text help;
    std::optional<Condition> ask_if;
};

/// A self-rating and its anchoring vignettes, as indices of items.
struct AnchoredItem {
    std::size_t item = 0;
    std::vector<std::size_t> vignettes;  ///< from the lowest intended to the highest; at least one

    friend bool operator==(const AnchoredItem&, const AnchoredItem&) = default;
};

struct BackgroundOption {
    OptionId id;
    Location at;
    Text title;
};

struct BackgroundQuestion {
    BackgroundId id;
    Location at;
    Text title;
    std::vector<BackgroundOption> options;
    bool breakdown = false;
    bool sensitive = false;
    bool active = true;
};

struct Wanted {
    int max = 3;
    Text title;
    Location at;
};

/// What people are told of their data. A questionnaire that many use cannot name who asks: parts may be empty here, and be said by the round.
struct Notice {
    Text controller;
    Text legal_basis;
    Text purpose;
    Text excluded_uses;
    Text retention;
    Text contact;
};

struct NoticePart {
    const char* key;
    Text Notice::*text;
    bool in_every_survey;  ///< it follows from the questions; the others may be left to the round
};
inline constexpr std::array<NoticePart, 6> notice_parts = {{{"controller", &Notice::controller, false},
                                                            {"legal_basis", &Notice::legal_basis, false},
                                                            {"purpose", &Notice::purpose, true},
                                                            {"excluded_uses", &Notice::excluded_uses, true},
                                                            {"retention", &Notice::retention, false},
                                                            {"contact", &Notice::contact, false}}};

struct Scoring {
    /// As many as there are, always: figures of two rounds are figures of as many bands.
    static constexpr std::size_t match_band_limits = 4;

    std::string method;  ///< "classical"
    Decimal min_answered = Decimal::of_millionths(500'000);
    std::vector<Decimal> cut_scores;  ///< L-1, rising, on the scale 0..100
    Text cut_method;
    SourceId cut_source;
    Location at;
    /// Where on the matching score, 0 to 100, the bands end within which people are compared item by item (DifLayout::band_limits).
    std::vector<Decimal> match_bands = default_match_bands();
    Location match_bands_at;

    static std::vector<Decimal> default_match_bands();
};

struct SurveyContent {
    Head head;
    FrameworkRef framework;
    Unit unit = Unit::person;
    Text title;
    Text description;
    Text disclaimer;
    Text title_na;
    Text title_dk;
    Text title_ref;
    std::vector<Scale> scales;
    std::vector<Item> items;
    std::vector<BackgroundQuestion> background;
    std::optional<Wanted> wanted;
    Scoring scoring;
    std::optional<Notice> notice;
};

/// A questionnaire that makes sense for its framework: ids well-formed and unique (items and background questions share one space: they are columns),
/// scales with at least two different scores where a competency uses them, vignettes of self-ratings on a competency, routing that looks back, L-1
/// rising cuts, a notice where people answer.
class Survey {
public:
    static constexpr std::size_t max_options = 100;
    /// Categories of a background question are coded in 16 bits, and one code says "unknown".
    static constexpr std::size_t max_categories = 65'535;
    /// Of one item.
    static constexpr std::size_t max_vignettes = 50;

    static Result<Checked<Survey>> make(SurveyContent content, const Framework& framework);

    const SurveyContent& content() const noexcept { return content_; }
    const std::vector<Item>& items() const noexcept { return content_.items; }
    const Scale& scale_of(std::size_t item) const { return content_.scales[scale_of_item_[item]]; }
    /// Index of the item's competency in the framework; nothing for an item on an attitude and for a vignette.
    std::optional<std::size_t> competency_of(std::size_t item) const { return competency_of_item_[item]; }
    std::optional<std::size_t> attitude_of(std::size_t item) const { return attitude_of_item_[item]; }
    bool is_vignette(std::size_t item) const { return !items()[item].anchors.empty(); }
    /// The items that have vignettes, in their order.
    const std::vector<AnchoredItem>& anchored_items() const noexcept { return anchored_items_; }
    std::optional<std::size_t> item_index(std::string_view id) const;
    std::optional<std::size_t> background_index(std::string_view id) const;
    /// How many competencies the framework has, with or without items.
    std::size_t competencies() const noexcept { return competencies_; }

private:
    Survey() = default;

    SurveyContent content_;
    std::vector<std::size_t> scale_of_item_;
    std::vector<std::optional<std::size_t>> competency_of_item_;
    std::vector<std::optional<std::size_t>> attitude_of_item_;
    std::vector<AnchoredItem> anchored_items_;
    StringIndex item_index_;
    StringIndex background_index_;
    std::size_t competencies_ = 0;
};

/// Whether the profiles exist on which the routing of `survey` depends: a survey does not know them, an assessment does.
[[nodiscard]] Diagnostics check_profile_routing(const Survey& survey, const Profiles& profiles);

}  // namespace capgap
