#pragma once

#include <capgap/assessment/institution_tree.hpp>
#include <capgap/assessment/population.hpp>
#include <capgap/assessment/posts.hpp>
#include <capgap/base/result.hpp>
#include <capgap/responses/codebook.hpp>
#include <capgap/responses/test_results.hpp>

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

/// Reads `respondent,competency,score_0_100`, in any order: at most six decimals. Every problem of the file at once, 200 at most: a result that is
/// lost would change who was drawn, so no row is set aside. Whether the people answered is for whoever reads the answers to say.
Result<Checked<TestResults>> read_test_results(std::istream& in, const std::string& file, const Codebook& codebook);

}  // namespace capgap
