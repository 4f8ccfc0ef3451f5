#include <capgap/report/sections.hpp>

#include <string>
#include <utility>

namespace capgap {

namespace {

/// Where people place themselves among the described persons, item by item; and how they place these.
class VignetteBlocks {
public:
    explicit VignetteBlocks(const ReportView& view) : view_(view) {}

    void add_to(ReportSection& section) const {
        const auto& anchored = view_.input().survey.anchored_items();
        if (anchored.empty()) return;
        section.blocks.emplace_back(ReportHeading{say("quality.vignettes.title")});
        section.blocks.emplace_back(ReportParagraph{say("quality.vignettes.lead")});
        for (const AnchoredItem& one : anchored) add_item(one, section);
        section.blocks.emplace_back(ReportParagraph{say("quality.vignettes.limits")});
    }

private:
    std::string say(const std::string& id, const Texts::Values& values = {}) const { return view_.say(id, values); }

    const std::string& id_of(std::size_t item) const { return view_.input().survey.items()[item].id.text(); }

    std::string question(std::size_t item) const {
        return phrase::quoted(view_.in_language(view_.input().survey.items()[item].title), view_.texts());
    }

    const QualityRow* row(const std::string& id, const char* statistic) const { return view_.quality("vignettes", id, statistic); }

    std::string in_100(double share) const { return phrase::in_100(share, view_.texts()); }

    std::string least() const { return phrase::number(view_.input().assessment.min_cell, view_.texts()); }

    void add_item(const AnchoredItem& one, ReportSection& section) const {
        ReportPoints points;
        const QualityRow* const one_rank = row(id_of(one.item), "one_rank_share");
        if (one_rank == nullptr) {
            points.points.push_back(say("quality.vignettes.few", {{"question", question(one.item)}, {"least", least()}}));
            section.blocks.emplace_back(std::move(points));
            return;
        }
        section.blocks.emplace_back(table(one, *one_rank));
        const QualityRow* const ranked = row(id_of(one.item), "ranked_share");
        if (ranked != nullptr && ranked->value) points.points.push_back(say("quality.vignettes.ranked", {{"share", in_100(*ranked->value)}}));
        for (std::size_t j = 0; j < one.vignettes.size(); ++j)
            points.points.push_back(say("quality.vignettes.person", {{"number", number(j)}, {"title", question(one.vignettes[j])}}));
        for (std::size_t j = 0; j + 1 < one.vignettes.size(); ++j) points.points.push_back(neighbours(one, j));
        section.blocks.emplace_back(std::move(points));
    }

    std::string number(std::size_t vignette) const { return phrase::number(static_cast<std::int64_t>(vignette) + 1, view_.texts()); }

    ReportTable table(const AnchoredItem& one, const QualityRow& one_rank) const {
        const std::string& id = id_of(one.item);
        ReportTable out;
        out.id = "vignettes-" + id;
        out.caption = say("quality.vignettes.caption", {{"question", question(one.item)}});
        out.head = say("quality.vignettes.head");
        out.columns = {{say("quality.vignettes.alone"), "", "", false, "statistics.vignettes.rank_share"},
                       {say("quality.vignettes.shared_out"), "", "", false, "statistics.vignettes.allocated_share"}};
        for (std::size_t rank = 1; rank <= 2 * one.vignettes.size() + 1; ++rank) {
            const std::string of = id + '/' + std::to_string(rank);
            out.rows.push_back({place(rank, one.vignettes.size()), "", 0, false, {cell(row(of, "rank_share")), cell(row(of, "allocated_share"))}});
        }
        ReportCell several = cell(nullptr);
        if (one_rank.value) several = number_cell(in_100(1 - *one_rank.value));
        out.rows.push_back({say("quality.vignettes.several"), "", 0, false, {std::move(several), number_cell("")}});
        return out;
    }

    /// The words of a rank, 1..2J+1.
    std::string place(std::size_t rank, std::size_t vignettes) const {
        if (rank == 1) return say("quality.vignettes.below", {{"number", number(0)}});
        if (rank % 2 == 0) return say("quality.vignettes.like", {{"number", number(rank / 2 - 1)}});
        if (rank == 2 * vignettes + 1) return say("quality.vignettes.above", {{"number", number(vignettes - 1)}});
        return say("quality.vignettes.between", {{"lower", number(rank / 2 - 1)}, {"upper", number(rank / 2)}});
    }

    static ReportCell number_cell(std::string text) {
        ReportCell out;
        out.kind = text.empty() ? ReportCell::Kind::blank : ReportCell::Kind::number;
        out.text = std::move(text);
        return out;
    }

    /// Where it is not shown the words say so: an empty cell would be taken for nobody.
    ReportCell cell(const QualityRow* found) const {
        if (found != nullptr && found->value) return number_cell(in_100(*found->value));
        ReportCell out;
        out.kind = ReportCell::Kind::text;
        out.text = say("quality.vignettes.hidden");
        return out;
    }

    /// How people place two persons, one of whom comes next to the other.
    std::string neighbours(const AnchoredItem& one, std::size_t lower) const {
        const std::string id = id_of(one.item) + '/' + id_of(one.vignettes[lower]) + '/' + id_of(one.vignettes[lower + 1]);
        const QualityRow* const intended = row(id, "as_intended_share");
        const QualityRow* const tied = row(id, "tied_share");
        const QualityRow* const violated = row(id, "violated_share");
        Texts::Values values{{"lower", number(lower)}, {"upper", number(lower + 1)}, {"least", least()}};
        if (intended == nullptr || !intended->value) {
            const bool nearly_all = intended != nullptr && intended->flag == "nearly_all";
            return say(nearly_all ? "quality.vignettes.pair_nearly_all" : "quality.vignettes.pair_hidden", values);
        }
        values.emplace_back("intended", in_100(*intended->value));
        if (tied == nullptr || violated == nullptr || !tied->value || !violated->value) return say("quality.vignettes.pair_intended", values);
        values.emplace_back("tied", in_100(*tied->value));
        values.emplace_back("violated", in_100(*violated->value));
        return say("quality.vignettes.pair", values);
    }

    const ReportView& view_;
};

}  // namespace

void add_vignettes(ReportSection& section, const ReportView& view) {
    VignetteBlocks(view).add_to(section);
}

}  // namespace capgap
