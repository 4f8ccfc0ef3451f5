#include <capgap/disclosure/choose_pools.hpp>

#include <capgap/disclosure/group_mask.hpp>

#include <algorithm>
#include <map>
#include <ranges>
#include <set>

namespace capgap {

namespace {

struct Office {
    Pool::Member member;
    Staff staff;
};

void add(Staff& to, const Staff& from) {
    to.respondents += from.respondents;
    if (to.headcount && from.headcount) *to.headcount += *from.headcount;
}

class PoolChooser {
public:
    PoolChooser(const InstitutionTree& tree, const std::vector<Staff>& own, const std::vector<std::vector<std::size_t>>& named, const Policy& policy)
        : tree_(tree), own_(own), total_(own), named_(named), policy_(policy), pooled_(tree.size(), false) {
        for (const std::size_t institution : std::views::reverse(tree.in_tree_order())) {
            if (const auto parent = tree.parent(institution)) add(total_[*parent], total_[institution]);
        }
    }

    std::vector<Pool> choose() {
        if (tree_.roots().size() > 1) choose_among(-1, offices_of(tree_.roots()));
        for (const std::size_t institution : tree_.in_tree_order()) {
            const auto parent = tree_.parent(institution);
            if (parent && pooled_[*parent]) pooled_[institution] = true;
            if (pooled_[institution] || tree_.children(institution).empty()) continue;
            std::vector<Office> offices = offices_of(tree_.children(institution));
            offices.insert(offices.begin(), Office{{institution, true}, own_[institution]});
            choose_among(static_cast<int>(institution), offices);
        }
        return std::move(pools_);
    }

private:
    std::vector<Office> offices_of(const std::vector<std::size_t>& institutions) const {
        std::vector<Office> out;
        for (const std::size_t institution : institutions) out.push_back({{institution, false}, total_[institution]});
        return out;
    }

    bool small(const Staff& staff) const { return too_few(staff.respondents, staff.headcount, policy_); }

    static bool nobody_there(const Office& office) {
        return office.staff.respondents == 0 && office.staff.headcount.value_or(office.member.own_staff ? 0 : 1) == 0;
    }

    void choose_among(int parent, std::vector<Office> offices) {
        std::erase_if(offices, nobody_there);
        int number = 0;
        for (std::size_t i = 0; i < named_.size(); ++i) {
            std::vector<Office> members;
            for (const Office& office : offices) {
                const auto& wanted = named_[i];
                if (!office.member.own_staff && std::find(wanted.begin(), wanted.end(), office.member.institution) != wanted.end())
                    members.push_back(office);
            }
            const bool needed = std::any_of(members.begin(), members.end(), [&](const Office& office) { return small(office.staff); });
            if (!needed || !holds(members)) continue;
            keep(parent, ++number, members, i);
            std::erase_if(offices, [&](const Office& office) { return is_in(office, members); });
        }
        choose_others(parent, number + 1, std::move(offices));
    }

    void choose_others(int parent, int number, std::vector<Office> offices) {
        const auto rest = std::stable_partition(offices.begin(), offices.end(), [&](const Office& office) { return small(office.staff); });
        std::vector<Office> members(offices.begin(), rest);
        std::vector<Office> others(rest, offices.end());
        if (members.empty()) return;
        std::stable_sort(others.begin(), others.end(), [](const Office& a, const Office& b) { return a.staff.respondents < b.staff.respondents; });
        for (const Office& other : others) {
            if (holds(members)) break;
            members.push_back(other);
        }
        if (holds(members)) keep(parent, number, std::move(members), std::nullopt);
    }

    bool holds(const std::vector<Office>& members) const {
        if (members.size() < 2) return false;
        Staff together = members.front().staff;
        for (std::size_t i = 1; i < members.size(); ++i) add(together, members[i].staff);
        return !small(together);
    }

    static bool is_in(const Office& office, const std::vector<Office>& members) {
        return std::any_of(members.begin(), members.end(), [&](const Office& member) { return member.member == office.member; });
    }

    void keep(int parent, int number, const std::vector<Office>& members, std::optional<std::size_t> named) {
        Pool pool{parent, number, {}, named};
        for (const Office& office : members) {
            pool.members.push_back(office.member);
            if (!office.member.own_staff) pooled_[office.member.institution] = true;
        }
        std::sort(pool.members.begin(), pool.members.end(), [](const Pool::Member& a, const Pool::Member& b) {
            return a.own_staff != b.own_staff ? a.own_staff : a.institution < b.institution;
        });
        pools_.push_back(std::move(pool));
    }

    const InstitutionTree& tree_;
    const std::vector<Staff>& own_;
    std::vector<Staff> total_;
    const std::vector<std::vector<std::size_t>>& named_;
    const Policy& policy_;
    std::vector<bool> pooled_;  ///< itself or an institution above it
    std::vector<Pool> pools_;
};

}  // namespace

std::vector<Pool> choose_pools(const InstitutionTree& tree, const std::vector<Staff>& own, const std::vector<std::vector<std::size_t>>& named,
                               const Policy& policy) {
    return PoolChooser(tree, own, named, policy).choose();
}

}  // namespace capgap
