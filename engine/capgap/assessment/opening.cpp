#include <capgap/assessment/opening.hpp>

#include <algorithm>
#include <map>
#include <utility>

namespace capgap {

namespace {

/// A tab or line end within a field would make two openings one text.
void add_field(std::string& line, const std::string& text) {
    if (!line.empty()) line += '\t';
    for (const char c : text) {
        if (c == '\\' || c == '\t' || c == '\n') line += '\\';
        line += c == '\t' ? 't' : c == '\n' ? 'n' : c;
    }
}

std::string line_of(const std::vector<std::string>& fields) {
    std::string line;
    for (const std::string& field : fields) add_field(line, field);
    return line + '\n';
}

using Values = std::map<std::pair<std::string, std::string>, std::string>;

Values values_of(const std::vector<FixedSetting>& settings) {
    Values out;
    for (const FixedSetting& one : settings) out[{one.part, one.key}] = one.value;
    return out;
}

}  // namespace

std::string sealed_text(const Opening& opening) {
    std::string out = line_of({"on", opening.on}) + line_of({"program", opening.program}) + line_of({"notice", opening.notice_sha256});
    for (const std::string& draft : opening.drafts) out += line_of({"draft", draft});
    for (const FixedSetting& one : opening.settings) out += line_of({"fixed", one.part, one.key, one.value});
    return out;
}

std::vector<ChangedSetting> changed_settings(const std::vector<FixedSetting>& promised, const std::vector<FixedSetting>& used) {
    std::vector<ChangedSetting> out;
    const Values then = values_of(promised);
    const Values now = values_of(used);
    for (const FixedSetting& one : promised) {
        const auto found = now.find({one.part, one.key});
        const std::string value = found == now.end() ? std::string() : found->second;
        if (value != one.value) out.push_back({one.part, one.key, one.value, value});
    }
    for (const FixedSetting& one : used) {
        if (!then.contains({one.part, one.key})) out.push_back({one.part, one.key, {}, one.value});
    }
    return out;
}

}  // namespace capgap
