#pragma once

#include <capgap/base/diagnostic.hpp>
#include <capgap/base/did_you_mean.hpp>
#include <capgap/base/message.hpp>
#include <capgap/framework/codes.hpp>
#include <capgap/framework/overlay_content.hpp>

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace capgap {

/// The ids of one kind in the base, and what the overlay says of each. Says what is wrong with it.
class KindInOverlay {
public:
    template <class Part>
    KindInOverlay(std::string noun, const std::vector<Part>& parts, const OverlayOfKind& said, const FrameworkRef& base, Diagnostics& found)
        : noun_(std::move(noun)), base_(base), found_(found), did_you_mean_(ids_of(parts)) {
        for (const Part& part : parts) ids_.insert(part.id.text());
        for (const LeavingOut& one : said.unused) {
            if (known(one.id, one.at)) unused_.emplace(one.id, &one);
        }
        for (const Renaming& one : said.renamed) {
            if (used(one.id, one.at)) renamed_.emplace(one.id, &one);
        }
        for (const Translation& one : said.translated) {
            // Of what is not used too: a report says its title, with the reason.
            if (known(one.id, one.at)) translated_.emplace(one.id, &one);
        }
    }

    const LeavingOut* unused(const std::string& id) const { return find(unused_, id); }
    const Renaming* renamed(const std::string& id) const { return find(renamed_, id); }
    const Translation* translated(const std::string& id) const { return find(translated_, id); }
    bool has(const std::string& id) const { return ids_.contains(id); }
    std::string hint(const std::string& id) { return did_you_mean_(id); }
    /// "the competency '1.1'"
    std::string name(const std::string& id) const { return "the " + noun_ + ' ' + in_quotes(id); }

    /// Whether an added id is one of the overlay's own.
    bool is_new(const std::string& id, const Location& at, bool unused_below) {
        if (!has(id) && !unused_below) return true;
        found_.push_back(error(codes::overlay_id_taken, at, name(id) + " is added, but " + base_.text() + " has one of this id",
                               "an id keeps its meaning, also where it is not used: give the new one another id, or `rename` the old one"));
        return false;
    }

private:
    template <class Part>
    static std::vector<std::string> ids_of(const std::vector<Part>& parts) {
        std::vector<std::string> ids;
        for (const Part& part : parts) ids.push_back(part.id.text());
        return ids;
    }

    template <class One>
    static const One* find(const std::map<std::string, const One*>& all, const std::string& id) {
        const auto found = all.find(id);
        return found == all.end() ? nullptr : found->second;
    }

    bool known(const std::string& id, const Location& at) {
        if (has(id)) return true;
        found_.push_back(error(codes::overlay_id_unknown, at, base_.text() + " has no " + noun_ + ' ' + in_quotes(id), did_you_mean_(id)));
        return false;
    }

    bool used(const std::string& id, const Location& at) {
        if (!known(id, at)) return false;
        const LeavingOut* out = unused(id);
        if (out == nullptr) return true;
        found_.push_back(error(codes::overlay_of_unused, at, name(id) + " is renamed here, and marked unused at " + place_from(at, out->at),
                               "take it out of one of the two"));
        return false;
    }

    std::string noun_;
    const FrameworkRef& base_;
    Diagnostics& found_;
    DidYouMean did_you_mean_;
    std::set<std::string> ids_;
    std::map<std::string, const LeavingOut*> unused_;
    std::map<std::string, const Renaming*> renamed_;
    std::map<std::string, const Translation*> translated_;
};

}  // namespace capgap
