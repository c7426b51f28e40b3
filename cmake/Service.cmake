# parcours_service(<name> [DOMAIN_LINK <library>...]) declares a whole service from its folder:
#   <name>_domain         domain/*.cpp and the rule tables rules/*.textproto, built in
#   <name>_service        use_cases/, projections/ and what lies beside main.cpp
#   parcours-<name>       main.cpp
#   <name>_domain_tests   tests/domain, linked with the domain alone
#   <name>_tests          the rest of tests/

include(Tests)

set(PARCOURS_CONTEXTS partners recruitment followup support insertion)

function(parcours_service name)
  cmake_parse_arguments(ARG "" "" "DOMAIN_LINK" ${ARGN})
  set(folder ${PROJECT_SOURCE_DIR}/services/${name})
  if(NOT IS_DIRECTORY ${folder})
    return()
  endif()
  parcours_domain_library(${name} ${folder} ${ARG_DOMAIN_LINK})
  parcours_service_library(${name} ${folder})
  if(EXISTS ${folder}/main.cpp)
    add_executable(parcours-${name} ${folder}/main.cpp)
    target_link_libraries(parcours-${name} PRIVATE ${name}_service)
    parcours_reuse_precompiled(parcours-${name} precompiled_grpc)
  endif()
  parcours_tests(${name}_domain_tests FOLDER ${folder}/tests/domain
                 LINK ${name}_domain LABEL domain)
  parcours_tests(${name}_tests FOLDER ${folder}/tests RECURSE EXCLUDE "/tests/domain/"
                 LINK ${name}_service platform_testing LABEL service)
endfunction()

# The rule tables as text: parcours::<name>::RuleText("<file>.textproto"), empty for an unknown one.
function(parcours_embed_rules name folder result)
  file(GLOB rules CONFIGURE_DEPENDS ${folder}/rules/*.textproto)
  set(header ${PARCOURS_GEN}/${name}/rules.h)
  set(source ${PARCOURS_GEN}/${name}/rules.cpp)
  file(CONFIGURE OUTPUT ${header} CONTENT "#pragma once\n\n#include <string_view>\n
namespace parcours::${name} {\n
// Text of a table of services/${name}/rules; empty where there is no such file.
std::string_view RuleText(std::string_view file_name);\n
}  // namespace parcours::${name}\n")
  list(JOIN rules "|" joined)
  add_custom_command(
    OUTPUT ${source}
    COMMAND ${CMAKE_COMMAND} -DSERVICE=${name} -DOUTPUT=${source} "-DFILES=${joined}"
            -P ${PROJECT_SOURCE_DIR}/cmake/EmbedRules.cmake
    DEPENDS ${rules} ${PROJECT_SOURCE_DIR}/cmake/EmbedRules.cmake
    COMMENT "rule tables of ${name}"
    VERBATIM)
  set(${result} ${source} PARENT_SCOPE)
endfunction()

function(parcours_domain_library name folder)
  file(GLOB sources CONFIGURE_DEPENDS ${folder}/domain/*.cpp)
  parcours_embed_rules(${name} ${folder} rules_source)
  add_library(${name}_domain STATIC ${sources} ${rules_source})
  target_include_directories(${name}_domain SYSTEM PUBLIC ${PARCOURS_GEN})
  parcours_link(${name}_domain PUBLIC platform_core proto_${name} proto_type proto_options
                protobuf::libprotobuf nlohmann_json::nlohmann_json ${ARGN})
endfunction()

function(parcours_service_library name folder)
  file(GLOB sources CONFIGURE_DEPENDS ${folder}/use_cases/*.cpp ${folder}/projections/*.cpp
       ${folder}/*.cpp)
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
  if(sources)
    add_library(${name}_service STATIC ${sources})
    parcours_reuse_precompiled(${name}_service precompiled_grpc)
  else()
    add_library(${name}_service INTERFACE)
  endif()
  list(TRANSFORM PARCOURS_CONTEXTS PREPEND proto_ OUTPUT_VARIABLE messages)
  parcours_link(${name}_service PUBLIC ${name}_domain platform_all services_directory grpc_${name}
                ${messages})
endfunction()
