#include <capgap/gaps/tables.hpp>

#include <capgap/assessment/institution_tree.hpp>

namespace capgap {

std::string place_id(const Group& group, const InstitutionTree& tree) {
    std::string id = group.institution == Group::everyone ? "*" : tree[static_cast<std::size_t>(group.institution)].id.text();
    if (group.pool > 0) return id + "/pool-" + std::to_string(group.pool);
    return group.own_staff ? id + "/own" : id;
}

}  // namespace capgap
