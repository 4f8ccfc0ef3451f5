#pragma once

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace capgap {

/// Calls `work(i)` for i = 0 .. count-1 on up to `threads` threads, the calling one among them; each takes the next i that nobody has taken. A result
/// must not depend on who does what: each i writes only what is its own. After an exception no further i is begun; that of the lowest i is rethrown
/// once all threads have ended.
template <class Work>
void parallel_for(std::size_t count, unsigned threads, Work work) {
    const std::size_t workers = std::clamp<std::size_t>(threads, 1, std::max<std::size_t>(count, 1));
    std::vector<std::exception_ptr> failures(count);
    std::atomic<std::size_t> next = 0;
    const auto run = [&] {
        for (std::size_t i = next++; i < count; i = next++) {
            try {
                work(i);
            } catch (...) {
                failures[i] = std::current_exception();
                next = count;
            }
        }
    };
    std::vector<std::thread> others;
    for (std::size_t worker = 1; worker < workers; ++worker) others.emplace_back(run);
    run();
    for (std::thread& other : others) other.join();
    for (const std::exception_ptr& failure : failures) {
        if (failure) std::rethrow_exception(failure);
    }
}

/// Calls `make(i)` side by side, as parallel_for() does, and `take(i, what was made)` one after the other, in the order of i: no more is held of what
/// was made than each thread has in hand. After an exception nothing more is taken.
template <class Make, class Take>
void parallel_in_order(std::size_t count, unsigned threads, Make make, Take take) {
    std::mutex mutex;
    std::condition_variable changed;
    std::size_t turn = 0;
    bool failed = false;
    const auto pass_on = [&](bool well) {
        const std::lock_guard lock(mutex);
        ++turn;
        failed = failed || !well;
        changed.notify_all();
    };
    parallel_for(count, threads, [&](std::size_t i) {
        try {
            auto made = make(i);
            std::unique_lock lock(mutex);
            changed.wait(lock, [&] { return turn == i || failed; });
            if (failed) return;
            lock.unlock();  // nobody else has the turn
            take(i, std::move(made));
        } catch (...) {
            pass_on(false);
            throw;
        }
        pass_on(true);
    });
}

}  // namespace capgap
