#pragma once

#include <cstddef>
#include <new>
#include <vector>

namespace capgap {

/// Memory that begins with a line of the cache: a vector of eight numbers that lies across two lines takes two accesses.
template <class T>
struct LineAllocator {
    using value_type = T;
    static constexpr std::align_val_t line{64};

    LineAllocator() = default;
    template <class Other>
    LineAllocator(const LineAllocator<Other>&) noexcept {}  // NOLINT(google-explicit-constructor): allocators are rebound

    T* allocate(std::size_t count) { return static_cast<T*>(::operator new(count * sizeof(T), line)); }
    void deallocate(T* at, std::size_t) noexcept { ::operator delete(at, line); }

    friend bool operator==(const LineAllocator&, const LineAllocator&) { return true; }
};

/// Numbers that kernels work on. For this folder only.
using AlignedNumbers = std::vector<double, LineAllocator<double>>;

}  // namespace capgap
