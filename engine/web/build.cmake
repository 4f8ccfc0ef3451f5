# The report page: engine/web becomes one HTML file, and its bytes a part of the library. Needs node and npm at build time, nothing at run time.
option(CAPGAP_WEB "Build the report page (needs node 18 and npm); without it `capgap run` needs --no-report" ON)

# capgap_embed_page(<target>): adds page_template.cpp to it.
function(capgap_embed_page target)
  set(folder ${CMAKE_CURRENT_FUNCTION_LIST_DIR})
  set(built ${PROJECT_BINARY_DIR}/web)
  set(output ${CMAKE_CURRENT_BINARY_DIR}/page_template.cpp)
  if(CAPGAP_WEB)
    find_program(CAPGAP_NPM npm)
    find_program(CAPGAP_NODE NAMES node nodejs)
    mark_as_advanced(CAPGAP_NPM CAPGAP_NODE)
    if(NOT CAPGAP_NPM OR NOT CAPGAP_NODE)
      message(FATAL_ERROR "node and npm build the report page, and are not here: run engine/tools/install_packages.sh build, or leave the page out with -DCAPGAP_WEB=OFF")
    endif()
    # npm writes this file last. It lies in the source folder, so that all build folders share one installation.
    set(installed ${folder}/node_modules/.package-lock.json)
    add_custom_command(OUTPUT ${installed}
      COMMAND ${CMAKE_COMMAND} -DNPM=${CAPGAP_NPM} -P ${folder}/install.cmake
      DEPENDS ${folder}/package.json ${folder}/package-lock.json ${folder}/.npmrc WORKING_DIRECTORY ${folder}
      COMMENT "Installing what builds the report page" VERBATIM)
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${folder}/src/*)
    add_custom_command(OUTPUT ${built}/index.html
      COMMAND ${CAPGAP_NODE} node_modules/typescript/bin/tsc --noEmit
      COMMAND ${CAPGAP_NODE} node_modules/vite/bin/vite.js build --logLevel warn --outDir ${built}
      DEPENDS ${installed} ${sources} ${folder}/index.html ${folder}/vite.config.mjs ${folder}/tsconfig.json WORKING_DIRECTORY ${folder}
      COMMENT "Building the report page" VERBATIM)
    set(page ${built}/index.html)
  else()
    set(page "")
  endif()
  add_custom_command(OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DPAGE=${page} -DOUTPUT=${output} -P ${folder}/write_template.cmake
    DEPENDS ${page} ${folder}/write_template.cmake
    COMMENT "Embedding the report page" VERBATIM)
  target_sources(${target} PRIVATE ${output})
endfunction()
