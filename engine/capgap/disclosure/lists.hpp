#pragma once

#include <cstddef>
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
