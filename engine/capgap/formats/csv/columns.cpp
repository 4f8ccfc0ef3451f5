#include <capgap/formats/csv/columns.hpp>

#include <capgap/base/did_you_mean.hpp>
#include <capgap/base/message.hpp>

#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace capgap::csv {

namespace {

std::vector<std::string> allowed_names(const std::vector<KnownColumn>& known) {
    std::vector<std::string> names;
    for (const KnownColumn& column : known) {
        if (column.not_here.empty()) names.push_back(column.name);
    }
    return names;
}

/// Which columns the header has, and what is wrong with it.
class ColumnSearch {
public:
    ColumnSearch(const CsvReader& reader, const std::vector<KnownColumn>& known, const ColumnCodes& codes, ProblemList& problems,
                 std::vector<std::optional<std::size_t>>& found)
        : reader_(reader), known_(known), codes_(codes), problems_(problems), found_(found), did_you_mean_(allowed_names(known)) {
        found_.assign(known.size(), std::nullopt);
        for (std::size_t i = 0; i < known.size(); ++i) index_.emplace(known[i].name, i);
    }

    /// False where a row cannot be read.
    bool run() {
        for (std::size_t i = 0; i < reader_.header().size(); ++i) place(i);
        if (!any_known_) {
            report_foreign_header();
            return false;
        }
        for (const KnownColumn& column : known_) {
            if (column.required && !found_[index_.at(column.name)]) missing_.push_back(column.name);
        }
        usable_ = usable_ && missing_.empty();
        for (const std::size_t column : unknown_) report_unknown(column);
        for (const std::string& name : missing_) problems_.add(error(codes_.missing, at_line(), "column " + in_quotes(name) + " is missing"));
        return usable_;
    }

private:
    Location at_line() const { return {reader_.file(), reader_.header_line()}; }
    Location at(std::size_t column) const { return {reader_.file(), reader_.header_line(), static_cast<std::uint32_t>(column + 1)}; }

    void place(std::size_t column) {
        const std::string& name = reader_.header()[column];
        const auto which = index_.find(name);
        if (which == index_.end()) return unknown_.push_back(column);
        any_known_ = true;
        auto& place = found_[which->second];
        if (const std::string& reason = known_[which->second].not_here; !reason.empty()) {
            problems_.add(error(codes_.unknown, at(column), "column " + in_quotes(name) + " does not belong here", reason));
        } else if (place) {
            usable_ = false;
            problems_.add(
                error(codes_.twice, at(column), "column " + in_quotes(name) + " is there twice, first as column " + std::to_string(*place + 1)));
        } else {
            place = column;
        }
    }

    /// Not one name is known: another file, or one without a header. One problem, not one for each column.
    void report_foreign_header() {
        constexpr std::size_t most = 6;
        std::vector<std::string> required;
        for (const KnownColumn& column : known_) {
            if (column.required) required.push_back(column.name);
        }
        problems_.add(
            error(codes_.missing, at_line(),
                  "the header has none of the columns that are read here, as " + listed(required, most) + "; found " + listed(reader_.header(), most),
                  "the first line names the columns; is this the right file?"));
    }

    /// Also takes back that a column is missing where this is probably what it is called.
    void report_unknown(std::size_t column) {
        const std::string& name = reader_.header()[column];
        if (name.empty()) return problems_.add(error(codes_.unknown, at(column), "a column without a name", "delete it, if it is empty"));
        std::string hint = did_you_mean_(name);
        if (missing_.size() == 1 && unknown_.size() == 1 && !is_guess(hint)) {
            hint = "is it the column " + in_quotes(missing_.front()) + ", which is missing?";
            missing_.clear();
        }
        constexpr std::size_t most_comparisons = 10'000;
        if (missing_.size() * unknown_.size() <= most_comparisons) {
            std::erase_if(missing_, [&name](const std::string& one) { return is_guess(DidYouMean({one})(name)); });
        }
        problems_.add(error(codes_.unknown, at(column), "unknown column " + in_quotes(name), std::move(hint)));
    }

    static bool is_guess(const std::string& hint) { return hint.starts_with("did you mean"); }

    const CsvReader& reader_;
    const std::vector<KnownColumn>& known_;
    const ColumnCodes& codes_;
    ProblemList& problems_;
    std::vector<std::optional<std::size_t>>& found_;
    DidYouMean did_you_mean_;
    std::unordered_map<std::string, std::size_t> index_;
    std::vector<std::size_t> unknown_;
    std::vector<std::string> missing_;
    bool any_known_ = false;
    bool usable_ = true;
};

}  // namespace

std::optional<Diagnostic> another_delimiter(const CsvReader& reader) {
    if (reader.header().size() != 1) return std::nullopt;
    for (const auto& [delimiter, name] : {std::pair{';', "semicolons"}, std::pair{'\t', "tabs"}, std::pair{',', "commas"}}) {
        if (reader.header().front().find(delimiter) == std::string::npos) continue;
        return error(codes::csv_another_delimiter, {reader.file(), reader.header_line()}, std::string("the header is one field that holds ") + name,
                     "save the file with commas between the fields; many spreadsheets take the separator from the regional settings");
    }
    return std::nullopt;
}

bool find_columns(const CsvReader& reader, const std::vector<KnownColumn>& known, const ColumnCodes& codes, ProblemList& problems,
                  std::vector<std::optional<std::size_t>>& found) {
    if (known.size() > 1) {
        if (auto other = another_delimiter(reader)) {
            problems.add(std::move(*other));
            found.assign(known.size(), std::nullopt);
            return false;
        }
    }
    return ColumnSearch(reader, known, codes, problems, found).run();
}

}  // namespace capgap::csv
