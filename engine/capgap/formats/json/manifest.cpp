#include <capgap/formats/json/manifest.hpp>

#include <capgap/formats/json/codes.hpp>

#include <nlohmann/json.hpp>

namespace capgap {

using Json = nlohmann::ordered_json;

namespace {

constexpr const char* manifest_kind = "manifest/1";

Json render(const std::vector<HashedFile>& files) {
    Json out = Json::array();
    for (const HashedFile& file : files) {
        Json one;
        if (!file.role.empty()) one["role"] = file.role;
        one["name"] = file.name;
        one["bytes"] = file.bytes;
        one["sha256"] = file.sha256;
        out.push_back(std::move(one));
    }
    return out;
}

std::vector<HashedFile> files_of(const Json& list) {
    std::vector<HashedFile> out;
    for (const Json& one : list) {
        out.push_back(
            {one.value("role", ""), one.at("name").get<std::string>(), one.at("sha256").get<std::string>(), one.at("bytes").get<std::uint64_t>()});
    }
    return out;
}

Json render(const std::vector<OriginalTitle>& titles) {
    Json out = Json::object();
    for (const OriginalTitle& title : titles) {
        out[title.competency]["framework"] = title.framework;
        for (const auto& [language, words] : title.words) out[title.competency]["title"][language] = words;
    }
    return out;
}

std::vector<OriginalTitle> original_titles_of(const Json& titles) {
    std::vector<OriginalTitle> out;
    for (const auto& [competency, original] : titles.items()) {
        OriginalTitle& title = out.emplace_back(OriginalTitle{competency, original.at("framework").get<std::string>(), {}});
        for (const auto& [language, text] : original.at("title").items()) title.words.emplace_back(language, text.get<std::string>());
    }
    return out;
}

Json render(const ManifestOpening& opening) {
    Json out;
    out["on"] = opening.on;
    out["sha256"] = opening.sha256;
    out["notice_sha256"] = opening.notice_sha256;
    if (opening.reanalysis.empty()) return out;
    out["reanalysis"] = {{"name", opening.reanalysis}, {"reason", opening.reason}, {"date", opening.date}};
    out["changed"] = Json::array();
    for (const ChangedSetting& one : opening.changed)
        out["changed"].push_back({{"part", one.part}, {"key", one.key}, {"promised", one.promised}, {"used", one.used}});
    return out;
}

ManifestOpening opening_of(const Json& said) {
    const auto text = [](const Json& of, const char* key) { return of.at(key).get<std::string>(); };
    ManifestOpening out{text(said, "on"), text(said, "sha256"), text(said, "notice_sha256"), {}, {}, {}, {}};
    if (!said.contains("reanalysis")) return out;
    const Json& reanalysis = said.at("reanalysis");
    out.reanalysis = text(reanalysis, "name");
    out.reason = text(reanalysis, "reason");
    out.date = text(reanalysis, "date");
    for (const Json& one : said.at("changed")) out.changed.push_back({text(one, "part"), text(one, "key"), text(one, "promised"), text(one, "used")});
    return out;
}

}  // namespace

std::string render_manifest(const Manifest& manifest) {
    Json out;
    out["capgap"] = manifest_kind;
    out["program"] = manifest.capgap_version;
    out["assessment"] = manifest.assessment;
    out["framework"] = manifest.framework;
    if (!manifest.extends.empty()) out["extends"] = manifest.extends;
    if (!manifest.original_titles.empty()) out["original_titles"] = render(manifest.original_titles);
    out["survey"] = manifest.survey;
    out["targets"] = manifest.targets;
    out["options"] = Json::object();
    for (const auto& [name, value] : manifest.options) out["options"][name] = value;
    out["counts"] = Json::object();
    for (const auto& [name, value] : manifest.counts) out["counts"][name] = value;
    out["notice"] = manifest.notice_sha256.empty() ? Json() : Json{{"sha256", manifest.notice_sha256}};
    out["opening"] = manifest.opening ? render(*manifest.opening) : Json();
    out["inputs"] = render(manifest.inputs);
    out["outputs"] = render(manifest.outputs);
    // Bytes that are not UTF-8 (a file name may hold them) are replaced rather than thrown at the user.
    return out.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

Result<Manifest> parse_manifest(std::string_view bytes, const std::string& file) {
    const Location at{file, 0, 0};
    // A callback that gives up on depth: the parser itself does not recurse, its result would.
    bool too_deep = false;
    const Json parsed = Json::parse(
        bytes,
        [&too_deep](int depth, Json::parse_event_t, Json&) {
            too_deep = too_deep || depth > 8;
            return depth <= 8;
        },
        false);
    if (parsed.is_discarded() || too_deep || !parsed.is_object())
        return error(codes::manifest_malformed, at, "is not a manifest of capgap: it is not a JSON object");
    try {
        if (parsed.at("capgap").get<std::string>() != manifest_kind)
            return error(codes::manifest_malformed, at, "is not a manifest of this version of capgap");
        Manifest out;
        out.capgap_version = parsed.at("program").get<std::string>();
        out.assessment = parsed.at("assessment").get<std::string>();
        out.framework = parsed.at("framework").get<std::string>();
        if (parsed.contains("extends")) out.extends = parsed.at("extends").get<std::vector<std::string>>();
        if (parsed.contains("original_titles")) out.original_titles = original_titles_of(parsed.at("original_titles"));
        out.survey = parsed.at("survey").get<std::string>();
        out.targets = parsed.at("targets").get<std::string>();
        for (const auto& [name, value] : parsed.at("options").items()) out.options.emplace_back(name, value.get<std::string>());
        for (const auto& [name, value] : parsed.at("counts").items()) out.counts.emplace_back(name, value.get<std::uint64_t>());
        if (const Json notice = parsed.value("notice", Json()); notice.is_object()) out.notice_sha256 = notice.at("sha256").get<std::string>();
        if (const Json opening = parsed.value("opening", Json()); opening.is_object()) out.opening = opening_of(opening);
        out.inputs = files_of(parsed.at("inputs"));
        out.outputs = files_of(parsed.at("outputs"));
        return out;
    } catch (const Json::exception& problem) {
        return error(codes::manifest_malformed, at, std::string("is not a manifest of capgap: ") + problem.what());
    }
}

}  // namespace capgap
