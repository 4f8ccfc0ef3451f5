#pragma once

#include <capgap/responses/source.hpp>

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace capgap::csv {

/// Codes of the pairs of stratum and primary sampling unit, in the order they come.
class ClusterCodes {
public:
    std::uint32_t code(std::string_view stratum, std::string_view psu) {
        if (psu.empty()) return add({std::string(stratum), {}, true});
        key_.assign(stratum).push_back('\0');  // no cell holds NUL
        key_ += psu;
        const auto found = codes_.find(key_);
        if (found != codes_.end()) return found->second;
        const std::uint32_t code = add({std::string(stratum), std::string(psu), false});
        codes_.emplace(key_, code);
        return code;
    }

    const std::vector<Cluster>& clusters() const noexcept { return clusters_; }

private:
    std::uint32_t add(Cluster cluster) {
        clusters_.push_back(std::move(cluster));
        return static_cast<std::uint32_t>(clusters_.size() - 1);
    }

    std::string key_;
    std::unordered_map<std::string, std::uint32_t> codes_;
    std::vector<Cluster> clusters_;
};

}  // namespace capgap::csv
