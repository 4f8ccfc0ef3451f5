#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace capgap {

/// Which ids occur more than once in a file, and where. Made by a first pass over the file: what becomes of the first row of an id depends
/// on those behind it.
class DuplicateIds {
public:
    struct Lines {
        std::uint32_t first = 0;
        std::uint32_t second = 0;
        std::uint32_t last = 0;
    };

    /// Gathers ids in 16 bytes each: 96 bits of a hash and the line. That two of ten million different ids are taken for one has a chance of 6e-16.
    class Gathering {
    public:
        void add(std::string_view id, std::uint32_t line);
        DuplicateIds finish() &&;

    private:
        friend class DuplicateIds;
        struct Entry {
            std::uint64_t hash = 0;
            std::uint32_t more_hash = 0;
            std::uint32_t line = 0;
        };
        static_assert(sizeof(Entry) == 16);
        void forget_single();

        std::vector<Entry> entries_;
    };

    /// Where the id was seen first, next and last; nothing if it is unique.
    std::optional<Lines> find(std::string_view id) const;
    /// How many different ids are repeated.
    std::size_t size() const noexcept { return repeated_.size(); }
    /// In how many rows they stand.
    std::size_t rows() const noexcept { return rows_; }
    bool empty() const noexcept { return repeated_.empty(); }

private:
    struct Repeated {
        std::uint64_t hash = 0;
        std::uint32_t more_hash = 0;
        Lines lines;
    };
    std::vector<Repeated> repeated_;  ///< by hash
    std::size_t rows_ = 0;
};

}  // namespace capgap
