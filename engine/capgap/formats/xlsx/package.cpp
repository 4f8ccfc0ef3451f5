#include <capgap/formats/xlsx/package.hpp>

#include <capgap/formats/xlsx/codes.hpp>

#include <zip.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <new>
#include <system_error>
#include <type_traits>
#include <vector>

namespace capgap::xlsx {

namespace {

using Archive = std::unique_ptr<zip_t, decltype(&zip_discard)>;
using Part = std::unique_ptr<zip_file_t, decltype(&zip_fclose)>;

constexpr std::size_t block_bytes = std::size_t{64} << 10U;

/// What people take for a workbook, by its first bytes.
std::string what_it_is(std::string_view beginning) {
    if (beginning.starts_with("\xD0\xCF\x11\xE0")) return "an old workbook (.xls), or one that is locked with a password";
    if (beginning.starts_with("PK")) return "a damaged archive";
    if (beginning.empty()) return "an empty file";
    if (beginning.starts_with("<") || beginning.starts_with("\xEF\xBB\xBF<")) return "a web page or XML";
    return "another kind of file";
}

std::string first_bytes(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::string out(8, '\0');
    in.read(out.data(), static_cast<std::streamsize>(out.size()));
    out.resize(static_cast<std::size_t>(in.gcount()));
    return out;
}

Diagnostic not_a_workbook(const std::string& name, std::string_view beginning) {
    return error(codes::xlsx_not_a_workbook, {name}, "this is " + what_it_is(beginning) + ", expected a workbook (.xlsx)",
                 "open it in a spreadsheet program and save it as 'Excel workbook (.xlsx)', without a password");
}

}  // namespace

class Package::Impl {
public:
    Impl(Archive archive, std::string package_name, const PackageLimits& limits)
        : archive_(std::move(archive)), name(std::move(package_name)), limits_(limits) {}

    zip_int64_t find(const std::string& part) const {
        const zip_int64_t exact = zip_name_locate(archive_.get(), part.c_str(), 0);
        return exact >= 0 ? exact : zip_name_locate(archive_.get(), part.c_str(), ZIP_FL_NOCASE);
    }

    std::optional<Diagnostic> read(const std::string& part, const std::function<bool(std::string_view, bool)>& sink) const {
        const zip_int64_t index = find(part);
        if (index < 0) return damaged(part, "is missing");
        zip_stat_t stat;
        zip_stat_init(&stat);
        if (zip_stat_index(archive_.get(), static_cast<zip_uint64_t>(index), 0, &stat) != 0) return damaged(part, "cannot be read");
        if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE) {
            return error(codes::xlsx_not_a_workbook, {name}, "the workbook is locked with a password", "save it without one");
        }
        const Part file(zip_fopen_index(archive_.get(), static_cast<zip_uint64_t>(index), 0), zip_fclose);
        if (file == nullptr) return damaged(part, "cannot be unpacked");
        return unpack(part, *file, (stat.valid & ZIP_STAT_COMP_SIZE) != 0 ? stat.comp_size : 0, sink);
    }

private:
    std::optional<Diagnostic> unpack(const std::string& part, zip_file_t& file, std::uint64_t packed,
                                     const std::function<bool(std::string_view, bool)>& sink) const {
        std::vector<char> block(block_bytes);
        std::uint64_t unpacked = 0;
        while (true) {
            const zip_int64_t got = zip_fread(&file, block.data(), block.size());
            if (got < 0) return damaged(part, "breaks off");
            if (got == 0) break;
            unpacked += static_cast<std::uint64_t>(got);
            if (unpacked > limits_.part_bytes || (unpacked > limits_.small_bytes && unpacked / limits_.ratio > packed)) return too_large(part);
            if (!sink({block.data(), static_cast<std::size_t>(got)}, false)) return std::nullopt;
        }
        sink({}, true);
        return std::nullopt;
    }

    Diagnostic damaged(const std::string& part, const std::string& how) const {
        return error(codes::xlsx_damaged, {name}, "the workbook is not whole: its part '" + part + "' " + how,
                     "open it in a spreadsheet program, and save it again");
    }

    Diagnostic too_large(const std::string& part) const {
        return error(codes::xlsx_too_large, {name}, "the part '" + part + "' unpacks to far more than a workbook holds",
                     "where does the file come from?");
    }

    Archive archive_;

public:
    std::string name;

private:
    PackageLimits limits_;
};

Package::Package(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Package::Package(Package&&) noexcept = default;
Package& Package::operator=(Package&&) noexcept = default;
Package::~Package() = default;

Result<Package> Package::open(const std::filesystem::path& path, std::string name, const PackageLimits& limits) {
    int problem = 0;
    Archive archive(zip_open(path.c_str(), ZIP_RDONLY, &problem), zip_discard);
    if (archive == nullptr) {
        if (problem == ZIP_ER_MEMORY) throw std::bad_alloc();
        if (problem == ZIP_ER_OPEN || problem == ZIP_ER_READ || problem == ZIP_ER_NOENT) {
            throw std::system_error(errno, std::generic_category(), "cannot read " + name);
        }
        return not_a_workbook(name, first_bytes(path));
    }
    return Package(std::make_unique<Impl>(std::move(archive), std::move(name), limits));
}

Result<Package> Package::of_bytes(std::string_view bytes, std::string name, const PackageLimits& limits) {
    zip_source_t* const source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
    if (source == nullptr) throw std::bad_alloc();
    Archive archive(zip_open_from_source(source, ZIP_RDONLY, nullptr), zip_discard);
    if (archive == nullptr) {
        zip_source_free(source);
        return not_a_workbook(name, bytes);
    }
    return Package(std::make_unique<Impl>(std::move(archive), std::move(name), limits));
}

const std::string& Package::name() const noexcept {
    return impl_->name;
}

bool Package::has(const std::string& part) const {
    return impl_->find(part) >= 0;
}

std::optional<Diagnostic> Package::read(const std::string& part, const std::function<bool(std::string_view, bool)>& sink) const {
    return impl_->read(part, sink);
}

}  // namespace capgap::xlsx
