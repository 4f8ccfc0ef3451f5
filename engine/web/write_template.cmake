# cmake -DPAGE=index.html -DOUTPUT=page_template.cpp -P write_template.cmake; without a page the template is empty.
set(bytes "")
if(PAGE)
  file(READ ${PAGE} bytes HEX)
  string(REGEX REPLACE "(................................................................)" "\\1\n" bytes "${bytes}")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
endif()
file(WRITE ${OUTPUT} "#include <capgap/formats/json/page_template.hpp>

namespace capgap {

namespace {
constexpr unsigned char bytes[] = {
${bytes} 0};
}

std::string_view page_template() {
    return {reinterpret_cast<const char*>(bytes), sizeof bytes - 1};
}

}  // namespace capgap
")
