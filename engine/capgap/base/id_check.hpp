#pragma once

#include <capgap/base/diagnostic.hpp>

#include <string>
#include <string_view>
#include <unordered_map>

namespace capgap {

/// Checks the ids of one list as they come: each well-formed, each there once.
class IdCheck {
public:
    struct Codes {
        const char* malformed;
        const char* repeated;
    };

    IdCheck(Codes codes, Diagnostics& found) : codes_(codes), found_(found) {}

    /// `noun` says what bears the id: "competency". A repeated id is reported where it is repeated and names the first place. True where the id is
    /// new.
    bool add(std::string_view noun, const std::string& id, const Location& at);

private:
    struct First {
        std::string noun;
        Location at;
    };

    Codes codes_;
    Diagnostics& found_;
    std::unordered_map<std::string, First> first_;
};

}  // namespace capgap
