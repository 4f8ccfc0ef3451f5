# What `cmake --install` puts where: headers, libcapgap.a with its package file, and the data that `builtin:` refers to. The program installs itself.
include(CMakePackageConfigHelpers)
set(capgap_data_dir ${CMAKE_INSTALL_DATADIR}/capgap)
set(capgap_package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/capgap)

install(TARGETS capgap EXPORT capgapTargets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}/capgap DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.hpp"
        PATTERN schemas EXCLUDE)
install(EXPORT capgapTargets NAMESPACE capgap:: DESTINATION ${capgap_package_dir})

configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/capgapConfig.cmake.in ${PROJECT_BINARY_DIR}/capgapConfig.cmake
  INSTALL_DESTINATION ${capgap_package_dir} PATH_VARS capgap_data_dir)
# Until 1.0 a new minor version may change the interface.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/capgapConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/capgapConfig.cmake ${PROJECT_BINARY_DIR}/capgapConfigVersion.cmake
              ${CMAKE_CURRENT_LIST_DIR}/FindLibCSV.cmake ${CMAKE_CURRENT_LIST_DIR}/FindXLSXWriter.cmake
              ${CMAKE_CURRENT_LIST_DIR}/FindLibZip.cmake
        DESTINATION ${capgap_package_dir})

foreach(folder frameworks surveys reports)
  install(DIRECTORY ${PROJECT_SOURCE_DIR}/${folder} DESTINATION ${capgap_data_dir} OPTIONAL)
endforeach()
install(DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}/capgap/formats/schemas DESTINATION ${capgap_data_dir} FILES_MATCHING PATTERN "*.json")
# `capgap explain` and the diagnostics refer to these pages.
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE ${CMAKE_CURRENT_SOURCE_DIR}/docs/formats.md ${CMAKE_CURRENT_SOURCE_DIR}/docs/methods.md
              ${CMAKE_CURRENT_SOURCE_DIR}/docs/bibliography.md ${CMAKE_CURRENT_SOURCE_DIR}/docs/glossary.md ${CMAKE_CURRENT_SOURCE_DIR}/docs/diagnostics.md
        DESTINATION ${CMAKE_INSTALL_DOCDIR})
