#pragma once

#include <compare>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace capgap {

/// An id that people wrote: text, compared as bytes ("1.10" is not "1.1"). Ids of different kinds are different types.
template <class Kind>
class Id {
public:
    Id() = default;
    explicit Id(std::string text) : text_(std::move(text)) {}

    const std::string& text() const noexcept { return text_; }
    bool empty() const noexcept { return text_.empty(); }

    friend bool operator==(const Id&, const Id&) = default;
    friend auto operator<=>(const Id&, const Id&) = default;

private:
    std::string text_;
};

/// 1 to 64 characters of A-Z a-z 0-9 . _ - beginning with a letter or digit, and not one of the reserved words
/// `none`, `unknown`, `own`, `na`, `dk`, `ref`.
[[nodiscard]] bool is_well_formed_id(std::string_view text);

/// `none`, `unknown`, `own`, `na`, `dk`, `ref` and `*`: words that files and tables use in the place of an id.
[[nodiscard]] bool is_reserved_id(std::string_view text);

using FrameworkId = Id<struct FrameworkKind>;
using LevelId = Id<struct LevelKind>;
using DomainId = Id<struct DomainKind>;
using CompetencyId = Id<struct CompetencyKind>;
using StatementId = Id<struct StatementKind>;
using AttitudeId = Id<struct AttitudeKind>;
using ProfileSetId = Id<struct ProfileSetKind>;
using ProfileId = Id<struct ProfileKind>;
using SurveyId = Id<struct SurveyKind>;
using ScaleId = Id<struct ScaleKind>;
using OptionId = Id<struct OptionKind>;
using ItemId = Id<struct ItemKind>;
using BackgroundId = Id<struct BackgroundKind>;
using SourceId = Id<struct SourceKind>;
using InstitutionId = Id<struct InstitutionKind>;
using AssessmentId = Id<struct AssessmentKind>;
using MappingId = Id<struct MappingKind>;
using TableId = Id<struct TableKind>;
using RemedyId = Id<struct RemedyIdKind>;

}  // namespace capgap

template <class Kind>
struct std::hash<capgap::Id<Kind>> {
    std::size_t operator()(const capgap::Id<Kind>& id) const noexcept { return std::hash<std::string>{}(id.text()); }
};
