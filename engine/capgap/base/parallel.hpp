#pragma once

#include <cstddef>
#include <exception>
#include <thread>
#include <vector>

namespace capgap {

/// Calls `work(i)` for i = 0 .. count-1 on up to `threads` threads, the calling one among them. Which thread does which i is fixed (i mod threads),
/// and a result must not depend on it: each i writes only what is its own. The first exception by i is rethrown once all threads have ended.
template <class Work>
void parallel_for(std::size_t count, unsigned threads, Work work) {
    const std::size_t workers = threads < 2 || count < 2 ? 1 : (threads < count ? threads : count);
    std::vector<std::exception_ptr> failures(workers);
    const auto run = [&](std::size_t worker) {
        try {
            for (std::size_t i = worker; i < count; i += workers) work(i);
        } catch (...) {
            failures[worker] = std::current_exception();
        }
    };
    std::vector<std::thread> others;
    for (std::size_t worker = 1; worker < workers; ++worker) others.emplace_back(run, worker);
    run(0);
    for (std::thread& other : others) other.join();
    for (const std::exception_ptr& failure : failures) {
        if (failure) std::rethrow_exception(failure);
    }
}

}  // namespace capgap
