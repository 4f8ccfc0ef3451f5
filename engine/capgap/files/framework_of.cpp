#include <capgap/files/framework_of.hpp>

#include <capgap/base/message.hpp>
#include <capgap/files/codes.hpp>
#include <capgap/formats/yaml/load.hpp>
#include <capgap/framework/overlay.hpp>

#include <algorithm>
#include <utility>

namespace capgap {

namespace fs = std::filesystem;

namespace {

/// From an overlay down to the framework that extends nothing, and up again.
class Chain {
public:
    Chain(const Places& places, Diagnostics& found, std::vector<InputFile>* bases) : places_(places), found_(found), bases_(bases) {}

    std::optional<Framework> make(FrameworkContent content, const fs::path& file) {
        std::optional<Framework> framework;
        if (!content.overlay) {
            take(Framework::make(std::move(content)), framework, found_);
        } else if (const auto base = base_of(*content.overlay, file)) {
            take(extend(*base, std::move(content)), framework, found_);
        }
        return framework;
    }

private:
    std::optional<Framework> base_of(const OverlayContent& overlay, const fs::path& file) {
        const FileReference reference{overlay.extends, overlay.extends_at};
        fs::path path;
        std::string bytes;
        above_.push_back(file.lexically_normal());
        if (!take(resolve(reference, ReferenceKind::framework, file.parent_path(), places_), path, found_) || !may_go_on(path, overlay)) return {};
        if (!take(read_file(path, reference.at), bytes, found_)) return {};
        if (bases_ != nullptr) bases_->push_back({"", reference.text, path});
        Diagnostics of_base;
        std::optional<FrameworkContent> content;
        std::optional<Framework> base;
        if (take(read_framework(bytes, path.generic_string()), content, of_base)) {
            base = Chain(*this, of_base).make(std::move(*content), path);
        }
        if (!base) append(found_, std::move(of_base));
        return base;
    }

    /// For the next one below, whose remarks are its own.
    Chain(const Chain& above, Diagnostics& found) : places_(above.places_), found_(found), bases_(above.bases_), above_(above.above_) {}

    bool may_go_on(const fs::path& path, const OverlayContent& overlay) {
        std::error_code ignored;
        const auto is_same = [&](const fs::path& one) { return one == path.lexically_normal() || fs::equivalent(one, path, ignored); };
        if (std::any_of(above_.begin(), above_.end(), is_same)) {
            found_.push_back(error(codes::extends_in_a_circle, overlay.extends_at,
                                   in_quotes(path.generic_string()) + (above_.size() == 1 ? " extends itself" : " extends itself by way of others"),
                                   "`extends` names the framework that this one is made from"));
            return false;
        }
        if (above_.size() <= most_overlays) return true;
        found_.push_back(error(codes::extends_too_often, overlay.extends_at,
                               "more than " + std::to_string(most_overlays) + " overlays lie one over the other",
                               "extend the framework itself, or one that is nearer to it"));
        return false;
    }

    const Places& places_;
    Diagnostics& found_;
    std::vector<InputFile>* bases_;
    std::vector<fs::path> above_;
};

}  // namespace

std::optional<Framework> made_framework(FrameworkContent content, const fs::path& file, const Places& places, Diagnostics& found,
                                        std::vector<InputFile>* bases) {
    return Chain(places, found, bases).make(std::move(content), file);
}

std::optional<Framework> load_framework(Loader& loader, const FileReference& reference, const std::string& role) {
    auto content = loader.load(reference, ReferenceKind::framework, role, read_framework);
    if (!content) return std::nullopt;
    std::vector<InputFile> bases;
    const fs::path file = loader.inputs.back().path;
    std::optional<Framework> framework = made_framework(std::move(*content), file, loader.places(), loader.found, &bases);
    for (std::size_t i = 0; i < bases.size(); ++i) {
        bases[i].role = role + " base" + (i == 0 ? "" : ' ' + std::to_string(i + 1));
        loader.inputs.push_back(std::move(bases[i]));
    }
    return framework;
}

std::optional<Framework> sound_framework(const fs::path& path, const Location& named_at, const Places& places) {
    Diagnostics of_framework;
    std::string bytes;
    std::optional<FrameworkContent> content;
    if (!take(read_file(path, named_at), bytes, of_framework) || !take(read_framework(bytes, path.generic_string()), content, of_framework))
        return {};
    return made_framework(std::move(*content), path, places, of_framework);
}

std::optional<Framework> framework_for(const FrameworkRef& wanted, fs::path path, const Places& places, Diagnostics& found) {
    const FileReference builtin{"builtin:" + wanted.id.text() + '/' + wanted.version, wanted.at};
    std::error_code ignored;
    if (!fs::is_regular_file(path, ignored)) {
        auto resolved = resolve(builtin, ReferenceKind::framework, {}, places);
        if (resolved.has_error()) {
            found.push_back(remark(codes::framework_not_at_hand, wanted.at,
                                   "the framework " + wanted.text() + " is neither beside this file nor among the built-in ones",
                                   "only what the file itself tells was checked; check an assessment that names both"));
            return std::nullopt;
        }
        path = std::move(*resolved);
    }
    std::optional<Framework> framework = sound_framework(path, wanted.at, places);
    if (!framework) {
        found.push_back(error(codes::framework_not_at_hand, wanted.at, "the framework in '" + path.generic_string() + "' has errors of its own",
                              "check it first"));
    }
    return framework;
}

}  // namespace capgap
