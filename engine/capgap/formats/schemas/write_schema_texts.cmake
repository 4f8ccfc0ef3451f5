# cmake -DFOLDER=... -DOUTPUT=... -P write_schema_texts.cmake
file(GLOB schemas ${FOLDER}/*.schema.json)
list(FILTER schemas EXCLUDE REGEX results[.]schema[.]json)
list(SORT schemas)
set(cases "")
foreach(schema IN LISTS schemas)
  get_filename_component(kind ${schema} NAME_WE)
  file(READ ${schema} text)
  string(APPEND cases "    if (kind == \"${kind}\") return R\"schema(${text})schema\";\n")
endforeach()
file(WRITE ${OUTPUT} "#include <capgap/formats/yaml/schema_texts.hpp>

namespace capgap::yaml {

std::string_view schema_text(std::string_view kind) {
${cases}    return {};
}

}  // namespace capgap::yaml
")
