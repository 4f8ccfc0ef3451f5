#pragma once

#include <capgap/base/location.hpp>

#include <cstddef>
#include <map>
#include <string>

namespace capgap::yaml {

/// Names that a file uses and does not define. Each is said once, where it is used first: whoever forgot to define it made one mistake.
class UnknownNames {
public:
    struct Uses {
        Location first;
        std::size_t count = 0;

        /// ", used in 42 texts,"; nothing where it is used once.
        [[nodiscard]] std::string in_words(const std::string& used_in_nouns) const {
            return count == 1 ? std::string() : ", used in " + std::to_string(count) + ' ' + used_in_nouns + ',';
        }
    };

    void add(const std::string& name, const Location& at) {
        Uses& uses = all_.try_emplace(name, Uses{at, 0}).first->second;
        ++uses.count;
    }

    [[nodiscard]] const std::map<std::string, Uses>& all() const noexcept { return all_; }

private:
    std::map<std::string, Uses> all_;
};

}  // namespace capgap::yaml
