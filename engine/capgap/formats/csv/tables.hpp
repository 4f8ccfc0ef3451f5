#pragma once

#include <capgap/assessment/institution_tree.hpp>
#include <capgap/assessment/population.hpp>
#include <capgap/assessment/posts.hpp>
#include <capgap/base/result.hpp>
#include <capgap/responses/codebook.hpp>

#include <istream>
#include <string>
#include <vector>

namespace capgap {

/// Reads `institution,parent,name,country,kind` (country and kind may be left out), in any order. Every problem of the file at once, 200 at most;
/// whether the lines make sense (ids, parents, country codes) is InstitutionTree::make's to say.
Result<Checked<std::vector<InstitutionContent>>> read_institutions(std::istream& in, const std::string& file);

/// Reads `post,profile`, in any order. Every problem of the file at once, 200 at most; whether the lines make sense is Posts::make's to say.
Result<Checked<std::vector<PostContent>>> read_posts(std::istream& in, const std::string& file);

/// Reads `institution,profile,<any background questions>,headcount`, in any order. Every problem of the file at once, 200 at most: a headcount that
/// is lost would change every weight, so no row is set aside.
Result<Checked<Population>> read_population(std::istream& in, const std::string& file, const Codebook& codebook);

}  // namespace capgap
