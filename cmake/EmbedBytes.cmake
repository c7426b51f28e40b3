# cmake -DINPUT=<file> -DOUTPUT=<cpp> -DFUNCTION=<name> -P EmbedBytes.cmake
# Writes a source file whose function parcours::<name>() gives the bytes of a file.

file(READ ${INPUT} bytes HEX)
string(REGEX REPLACE "(..)" "\\\\x\\1" bytes "${bytes}")
file(SIZE ${INPUT} size)
file(WRITE ${OUTPUT} "#include <string_view>\n\nnamespace parcours {\n\n"
     "std::string_view ${FUNCTION}() {\n  return {\"${bytes}\", ${size}};\n}\n\n}  // namespace parcours\n")
