# Every library comes from Debian packages; scripts/install names them.

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(OpenSSL REQUIRED COMPONENTS Crypto SSL)
find_package(SQLite3 REQUIRED)
find_package(Protobuf REQUIRED)
find_package(gRPC CONFIG REQUIRED)
find_package(absl CONFIG REQUIRED)
find_package(Boost REQUIRED)
find_package(tl-expected CONFIG REQUIRED)
find_package(fmt CONFIG REQUIRED)
find_package(spdlog CONFIG REQUIRED)
find_package(prometheus-cpp CONFIG REQUIRED)
find_package(nlohmann_json CONFIG REQUIRED)
find_package(CLI11 CONFIG REQUIRED)
find_package(GTest CONFIG REQUIRED)
find_package(benchmark CONFIG QUIET)
include(GoogleTest)

pkg_check_modules(rdkafka REQUIRED IMPORTED_TARGET GLOBAL rdkafka)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET GLOBAL libsodium)

# Libraries that ship neither a CMake package nor a pkg-config file.
function(parcours_find_library name header)
  cmake_parse_arguments(ARG "OPTIONAL" "" "LIBRARIES" ${ARGN})
  find_path(${name}_INCLUDE_DIR ${header})
  set(found ${${name}_INCLUDE_DIR})
  foreach(library IN LISTS ARG_LIBRARIES)
    find_library(${name}_${library}_LIBRARY ${library})
    list(APPEND files ${${name}_${library}_LIBRARY})
    if(NOT ${name}_${library}_LIBRARY)
      set(found FALSE)
    endif()
  endforeach()
  if(found)
    add_library(parcours::${name} INTERFACE IMPORTED GLOBAL)
    target_include_directories(parcours::${name} SYSTEM INTERFACE ${${name}_INCLUDE_DIR})
    target_link_libraries(parcours::${name} INTERFACE ${files})
  elseif(NOT ARG_OPTIONAL)
    message(FATAL_ERROR "${name} is missing (${header}, ${ARG_LIBRARIES}): run scripts/install")
  endif()
endfunction()

parcours_find_library(soci soci/soci.h LIBRARIES soci_core soci_sqlite3)
parcours_find_library(icu unicode/unistr.h LIBRARIES icuuc)
parcours_find_library(phonenumber phonenumbers/phonenumberutil.h LIBRARIES phonenumber OPTIONAL)

find_program(PARCOURS_GRPC_PLUGIN grpc_cpp_plugin REQUIRED)

# google/api and google/rpc, from golang-github-grpc-ecosystem-grpc-gateway-dev.
find_path(PARCOURS_GOOGLEAPIS google/api/annotations.proto REQUIRED
          PATHS /usr/share/gocode/src/github.com/grpc-ecosystem/grpc-gateway/third_party/googleapis)
