#pragma once

#include <capgap/files/references.hpp>
#include <capgap/files/round.hpp>
#include <capgap/files/sheet_table.hpp>
#include <capgap/formats/book/round_book.hpp>
#include <capgap/formats/yaml/load.hpp>

#include <filesystem>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace capgap {

/// Loads file after file and keeps everything there is to say.
class Loader {
public:
    Loader(std::filesystem::path folder, const Places& places) : folder_(std::move(folder)), places_(places) {}
    /// For what `file` names: relative to its folder; where it is a workbook, `!Targets` is a sheet of its own.
    static Loader beside(const std::filesystem::path& file, const Places& places);

    Diagnostics found;
    std::vector<InputFile> inputs;
    Answers answers = Answers::expected;

    const Places& places() const noexcept { return places_; }

    /// The file that a reference means, read by `read(bytes, name)`.
    template <class Read>
    auto load(const FileReference& reference, ReferenceKind kind, const std::string& role, Read read) {
        using Content = typename std::remove_cvref_t<decltype(read(std::string_view{}, std::string{}))>::value_type;
        std::optional<decltype(Content::value)> out;
        std::filesystem::path path;
        if (!take(located(reference, kind), path, found)) return out;
        if constexpr (std::is_invocable_v<Read, const Document&, const std::string&>) {
            if (const auto sheet = sheet_path(path)) {
                const yaml::Node* const tree = document_in(*sheet, kind_name(kind, role), reference, role);
                if (tree != nullptr) take(read(Document(*tree), sheet->workbook.generic_string()), out, found);
                return out;
            }
        }
        std::string bytes;
        std::string name = path.generic_string();
        if (!read_bytes(path, reference, role, bytes, name)) return out;
        Diagnostics of_file;
        take(read(std::string_view(bytes), name), out, of_file);
        add_from_file(std::move(of_file), reference.at, role);
        return out;
    }

    /// A table, CSV or a sheet of a workbook, read by `read(std::istream&, name)`. It is at most 64 MiB.
    template <class Read>
    auto load_table(const FileReference& reference, const std::string& role, Read read) {
        return load(reference, ReferenceKind::other, role, [&read](std::string_view bytes, const std::string& name) {
            std::istringstream in{std::string(bytes)};
            return read(in, name);
        });
    }

    /// A file that will be streamed.
    struct Expected {
        std::filesystem::path path;  ///< empty: it is not there, which was said
        std::string name;            ///< for messages
    };
    /// Looks for a file that is streamed later. Standard input ("-") and pipes are kept meanwhile.
    Expected expect(const FileReference& reference, const std::string& role);

private:
    Result<std::filesystem::path> located(const FileReference& reference, ReferenceKind kind) const;
    /// "profiles"; of others the beginning of the role.
    static std::string kind_name(ReferenceKind kind, const std::string& role);
    /// Null where it was said why there is none. A workbook is read once.
    const yaml::Node* document_in(const SheetPath& sheet, const std::string& kind, const FileReference& reference, const std::string& role);
    const RoundBook* book_of(const std::filesystem::path& workbook, const Location& named_at);
    /// Of a file, or of a sheet as CSV; `name` becomes the sheet's.
    bool read_bytes(const std::filesystem::path& path, const FileReference& reference, const std::string& role, std::string& bytes,
                    std::string& name);
    Expected keep_sheet(const FileReference& reference, const SheetPath& sheet, const std::string& role);
    Expected sheet_as_table(const SheetPath& sheet, const std::string& name);
    Expected keep(const FileReference& reference, const std::string& source, const std::string& role);
    /// Where the wrong file was named, its own words do not help: the place of the name is added.
    void add_from_file(Diagnostics of_file, const Location& named_at, const std::string& role);

    std::filesystem::path folder_;
    std::filesystem::path workbook_;  ///< empty: a file of text
    const Places& places_;
    std::map<std::filesystem::path, std::optional<RoundBook>> books_;
};

}  // namespace capgap
