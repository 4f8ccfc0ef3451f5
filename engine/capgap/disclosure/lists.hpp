#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace capgap {

/// Lists of different lengths in one piece of memory, one behind the other.
template <class T>
class Lists {
public:
    void push_back(const T& one) { entries_.push_back(one); }
    void end_list() { ends_.push_back(entries_.size()); }
    void add(std::span<const T> list) {
        entries_.insert(entries_.end(), list.begin(), list.end());
        end_list();
    }
    void clear() noexcept {
        entries_.clear();
        ends_.clear();
    }

    [[nodiscard]] std::size_t size() const noexcept { return ends_.size(); }
    [[nodiscard]] std::span<const T> operator[](std::size_t list) const {
        const std::size_t begin = list == 0 ? 0 : ends_[list - 1];
        return {entries_.data() + begin, ends_[list] - begin};
    }

private:
    std::vector<T> entries_;
    std::vector<std::size_t> ends_;
};

/// Lists of numbers, by owner, that grow in any order; few have more than one entry.
class ShortLists {
    static constexpr std::uint32_t none = 0xffffffff;
    struct Entry {
        std::uint32_t value = 0;
        std::uint32_t next = none;
    };

public:
    class Iterator {
    public:
        Iterator(const std::vector<Entry>& entries, std::uint32_t at) : entries_(&entries), at_(at) {}
        std::uint32_t operator*() const { return (*entries_)[at_].value; }
        Iterator& operator++() {
            at_ = (*entries_)[at_].next;
            return *this;
        }
        friend bool operator==(const Iterator& a, const Iterator& b) { return a.at_ == b.at_; }

    private:
        const std::vector<Entry>* entries_;
        std::uint32_t at_;
    };
    struct List {
        Iterator first;
        Iterator last;
        Iterator begin() const { return first; }
        Iterator end() const { return last; }
    };

    void reserve(std::size_t owners, std::size_t entries) {
        first_.reserve(owners);
        entries_.reserve(entries);
    }
    /// With an empty list.
    void add_owner() { first_.push_back(none); }
    /// Behind the others of the owner.
    void add(std::size_t owner, std::uint32_t value) {
        std::uint32_t* end = &first_[owner];
        while (*end != none) end = &entries_[*end].next;
        *end = static_cast<std::uint32_t>(entries_.size());
        entries_.push_back({value, none});
    }

    [[nodiscard]] List operator[](std::size_t owner) const { return {{entries_, first_[owner]}, {entries_, none}}; }

private:
    std::vector<std::uint32_t> first_;  ///< by owner: an index of entries_
    std::vector<Entry> entries_;
};

/// Things that are used again and again, and keep the memory that they have once taken.
template <class T>
class Reused {
public:
    /// A cleared one behind the others.
    T& add() {
        if (size_ == items_.size()) items_.emplace_back();
        items_[size_].clear();
        return items_[size_++];
    }
    /// So many cleared ones.
    void restart(std::size_t size) {
        clear();
        while (size_ < size) add();
    }
    void clear() noexcept { size_ = 0; }
    void drop_last() noexcept { --size_; }

    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    T& operator[](std::size_t i) { return items_[i]; }
    const T& operator[](std::size_t i) const { return items_[i]; }

private:
    std::vector<T> items_;
    std::size_t size_ = 0;
};

}  // namespace capgap
