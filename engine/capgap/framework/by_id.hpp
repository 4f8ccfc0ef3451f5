#pragma once

#include <string>
#include <unordered_map>
#include <vector>

namespace capgap {

/// The parts of a list by their ids, for two lists that are set side by side. The list must outlive it.
template <class Part>
class ById {
public:
    explicit ById(const std::vector<Part>& parts) {
        for (const Part& part : parts) parts_.try_emplace(part.id.text(), &part);
    }

    /// Null where there is none.
    const Part* find(const std::string& id) const {
        const auto found = parts_.find(id);
        return found == parts_.end() ? nullptr : found->second;
    }

private:
    std::unordered_map<std::string, const Part*> parts_;
};

}  // namespace capgap
