#include <capgap/responses/batch.hpp>

namespace capgap {

void Batch::clear() {
    rows = 0;
    respondent.clear();
    institution.clear();
    profile.clear();
    for (auto& column : background) column.clear();
    for (auto& column : item) column.clear();
    for (auto& column : wanted) column.clear();
    weight.clear();
    cluster.clear();
    seconds.clear();
}

}  // namespace capgap
