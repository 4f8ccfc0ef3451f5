#pragma once

#include <capgap/responses/batch.hpp>

#include <boost/container_hash/hash.hpp>
#include <boost/unordered/unordered_flat_map.hpp>

#include <compare>
#include <cstdint>
#include <vector>

namespace capgap {

/// People who share all that a weight can depend on.
struct ClassKey {
    std::uint32_t institution = 0;
    std::uint16_t profile = Batch::no_profile;
    std::vector<std::uint16_t> margin_categories;  ///< one per margin question
    double base_weight = 1;
    std::uint32_t cluster = 0;

    friend auto operator<=>(const ClassKey&, const ClassKey&) = default;
};

/// Finds what a map of classes holds by hash, and a class's slots by number: maps of thousands take a dozen comparisons a person. It refers to the
/// maps' elements, so a copy begins empty, and whoever removes one forgets them all.
template <class Counts, class Slot>
class ClassIndex {
public:
    struct Entry {
        Counts* counts = nullptr;
        std::vector<Slot*> slots;  ///< by number, as far as they were asked for; null: not yet
    };

    ClassIndex() = default;
    ClassIndex(const ClassIndex&) {}
    ClassIndex(ClassIndex&&) noexcept = default;
    ClassIndex& operator=(const ClassIndex& other) {
        if (this != &other) forget();
        return *this;
    }
    ClassIndex& operator=(ClassIndex&&) noexcept = default;
    ~ClassIndex() = default;

    /// The entry of the key; the map makes the element where there is none. Valid until the next is asked for.
    template <class Map>
    Entry& find(const ClassKey& key, Map& map) {
        Entry& entry = of_key_[key];
        if (entry.counts == nullptr) entry.counts = &map[key];
        return entry;
    }
    void forget() { of_key_.clear(); }

    /// An index is no part of what is counted.
    friend bool operator==(const ClassIndex&, const ClassIndex&) { return true; }

private:
    struct Hash {
        std::size_t operator()(const ClassKey& key) const {
            std::size_t seed = key.institution;
            boost::hash_combine(seed, key.profile);
            boost::hash_range(seed, key.margin_categories.begin(), key.margin_categories.end());
            boost::hash_combine(seed, key.base_weight);
            boost::hash_combine(seed, key.cluster);
            return seed;
        }
    };
    boost::unordered_flat_map<ClassKey, Entry, Hash> of_key_;
};

}  // namespace capgap
