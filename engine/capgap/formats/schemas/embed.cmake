# The schemas become part of the library: it needs no file at run time to know its formats.
function(capgap_embed_schemas target)
  set(folder ${CMAKE_CURRENT_FUNCTION_LIST_DIR})
  set(output ${CMAKE_CURRENT_BINARY_DIR}/schema_texts.cpp)
  file(GLOB schemas CONFIGURE_DEPENDS ${folder}/*.schema.json)
  list(FILTER schemas EXCLUDE REGEX results[.]schema[.]json)  # describes what is written, not what is read
  add_custom_command(OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DFOLDER=${folder} -DOUTPUT=${output} -P ${folder}/write_schema_texts.cmake
    DEPENDS ${schemas} ${folder}/write_schema_texts.cmake
    COMMENT "Embedding the schemas" VERBATIM)
  target_sources(${target} PRIVATE ${output})
endfunction()
