# parcours_test_label(<label>): tests_<label> builds every test executable of that label.
function(parcours_test_label label)
  if(NOT TARGET tests_${label})
    add_custom_target(tests_${label})
  endif()
endfunction()

foreach(label domain platform service architecture end_to_end)
  parcours_test_label(${label})
endforeach()

# parcours_tests(<name> FOLDER <folder> [RECURSE] [EXCLUDE <regex>] LABEL <label> LINK <library>...)
#
# Builds the folder's *_test.cpp (and the .cpp beside them that they share) into one executable,
# each test known to ctest. Files named *_kafka_test.cpp form <name minus _tests>_kafka_tests, which
# ctest runs as one test, so that a real broker is started once for all of them.

function(parcours_tests name)
  cmake_parse_arguments(ARG "RECURSE" "FOLDER;EXCLUDE;LABEL" "LINK" ${ARGN})
  if(ARG_RECURSE)
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${ARG_FOLDER}/*.cpp)
  else()
    file(GLOB sources CONFIGURE_DEPENDS ${ARG_FOLDER}/*.cpp)
  endif()
  if(ARG_EXCLUDE)
    list(FILTER sources EXCLUDE REGEX "${ARG_EXCLUDE}")
  endif()
  set(with_kafka ${sources})
  list(FILTER with_kafka INCLUDE REGEX "_kafka_test\\.cpp$")
  list(FILTER sources EXCLUDE REGEX "_kafka_test\\.cpp$")
  set(shared ${sources})
  list(FILTER shared EXCLUDE REGEX "_test\\.cpp$")
  list(FILTER sources INCLUDE REGEX "_test\\.cpp$")
  if(sources)
    parcours_test_executable(${name} ${ARG_LABEL} SOURCES ${sources} ${shared} LINK ${ARG_LINK})
    gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}
                         TEST_PREFIX ${name}. PROPERTIES TIMEOUT 300 LABELS ${ARG_LABEL})
  endif()
  if(with_kafka)
    string(REGEX REPLACE "_tests$" "_kafka_tests" kafka_name ${name})
    parcours_test_executable(${kafka_name} ${ARG_LABEL} SOURCES ${with_kafka} ${shared}
                             LINK ${ARG_LINK})
    add_test(NAME ${kafka_name} COMMAND ${kafka_name} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
    # The longest, and only one of them at a time: first, that the others run beside them.
    set_tests_properties(${kafka_name} PROPERTIES TIMEOUT 900 RESOURCE_LOCK kafka COST 1000
                                                  LABELS "${ARG_LABEL};kafka")
  endif()
endfunction()

function(parcours_test_executable name label)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  if(PARCOURS_SANITIZE MATCHES thread)
    target_sources(${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests/preload/c11_threads.cpp)
  endif()
  add_dependencies(tests_${label} ${name})
  parcours_link(${name} PRIVATE ${ARG_LINK})
  target_link_libraries(${name} PRIVATE GTest::gtest_main GTest::gmock nlohmann_json::nlohmann_json)
  target_compile_definitions(${name} PRIVATE PARCOURS_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
                                             PARCOURS_BINARY_DIR="${PROJECT_BINARY_DIR}")
  parcours_reuse_precompiled(${name} precompiled_tests)
endfunction()
