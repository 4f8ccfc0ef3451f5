#include <capgap/base/message.hpp>
#include <capgap/formats/csv/codes.hpp>
#include <capgap/formats/csv/response_fields.hpp>

namespace capgap::csv {

Diagnostics warnings_on(const ResponseFields& fields, const Codebook& codebook, const Location& at) {
    Diagnostics warnings;
    for (std::size_t i = 0; i < codebook.background.size(); ++i) {
        if (fields.background[i]) continue;
        warnings.push_back(warning(
            codes::responses_background_missing, at,
            "question " + in_quotes(codebook.background[i].id) + " has no column: nobody's answer to it is known, and nothing is broken down by it"));
    }
    if (codebook.posts.size() > 0 && !fields.post) {
        warnings.push_back(warning(codes::responses_post_missing, at, "there is no `post`: people count in the profile that they chose themselves",
                                   "the assessment names `posts`; a field `post` with the post of each person lets the personnel list decide"));
    }
    if (fields.stratum && !fields.psu) {
        warnings.push_back(warning(codes::responses_stratum_alone, at, "'stratum' is not used, because there is no 'psu'"));
    }
    return warnings;
}

}  // namespace capgap::csv
