#pragma once

#include <capgap/base/location.hpp>
#include <capgap/base/text.hpp>

#include <string>
#include <vector>

namespace capgap {

/// A setting as it stood on a day, in words that can be compared: {"privacy", "min_cell", "10"}. What would be too long to print is a hash.
struct FixedSetting {
    std::string part;  ///< framework, survey, targets, cuts, breakdowns, privacy, notice; of a further instrument with its number: "targets 2"
    std::string key;
    std::string value;

    friend bool operator==(const FixedSetting&, const FixedSetting&) = default;
};

/// What `capgap open` wrote into an assessment: what was promised on the day on which people were first asked.
struct Opening {
    std::string on;                   ///< YYYY-MM-DD
    std::string program;              ///< version
    std::string sha256;               ///< of sealed_text(): whoever noted it down then can tell whether anything here was changed
    std::string notice_sha256;        ///< of the page that people were given
    std::vector<std::string> drafts;  ///< texts that nobody had reviewed and that were accepted: "item c11a"
    std::vector<FixedSetting> settings;
    Location at;
    Location on_at;
    Location sha256_at;
};

/// Why and since when other settings are used than were promised.
struct Reanalysis {
    Text name;
    Text reason;
    std::string date;  ///< YYYY-MM-DD
    Location at;
    Location date_at;
};

/// A setting that is not what was promised. Empty where the setting was not there, or is not there any more.
struct ChangedSetting {
    std::string part;
    std::string key;
    std::string promised;
    std::string used;

    friend bool operator==(const ChangedSetting&, const ChangedSetting&) = default;
};

/// All that an opening says but its hash, in one form: a line for each, fields apart by tabs.
[[nodiscard]] std::string sealed_text(const Opening& opening);

/// In the order of `promised`, then of `used`.
[[nodiscard]] std::vector<ChangedSetting> changed_settings(const std::vector<FixedSetting>& promised, const std::vector<FixedSetting>& used);

}  // namespace capgap
