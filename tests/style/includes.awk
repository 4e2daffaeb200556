# In: engine/README.md, then sources of engine/ and cli/. Out: a line for each #include that the table of the README does
# not allow. The headers of the standard library, which have no slash and no .h, are free to all.

function trim(text) { gsub(/^[ \t`]+|[ \t`]+$/, "", text); return text }

# Whether `from` may include `to`: itself, or by any chain of the table.
function reaches(from, to, seen,    i, n, parts) {
  if (from == to) return 1
  if (from in seen) return 0
  seen[from] = 1
  n = split(allowed[from], parts, ",")
  for (i = 1; i <= n; ++i) if (reaches(parts[i], to, seen)) return 1
  return 0
}

# The library a system header belongs to.
function library_of(header) {
  if (header ~ /^antlr4/ || header ~ /^Eligo(Lexer|Parser|.*Listener|.*Visitor)\.h$/) return "antlr4"
  if (header ~ /^yaml-cpp\//) return "yaml-cpp"
  if (header ~ /^nlohmann\//) return "nlohmann"
  if (header ~ /^(fmt|boost|openssl|CLI)\//) return substr(header, 1, index(header, "/") - 1)
  if (header ~ /^simdjson/) return "simdjson"
  if (header ~ /^(zlib|zstd|libdeflate)\.h$/) return substr(header, 1, index(header, ".") - 1)
  if (header ~ /^(sys\/.*|unistd\.h)$/) return "posix"
  return ""
}

function breach(text) { print FILENAME ":" FNR ": " text }

# The table: folder | what it holds | may include | libraries.
FILENAME == ARGV[1] && /^\| `/ {
  split($0, cells, "|")
  folder = trim(cells[2])
  names = cells[4]; gsub(/[ `]/, "", names)
  libs = cells[5]; gsub(/[ `]/, "", libs)
  allowed[folder] = names
  libraries[folder] = "," libs ","
  rows++
}
FILENAME == ARGV[1] { next }

FNR == 1 {
  if (!rows) { print ARGV[1] ":1: has no table of folders"; exit }
  split(FILENAME, path, "/")
  here = path[1] == "cli" ? "cli" : (path[3] == "" ? "engine.h" : path[2])
  allowed["cli"] = "engine.h,io,batch,testing"
  libraries["cli"] = ",CLI,fmt,posix,"
  if (!(here in allowed)) breach("the folder is not in the table of engine/README.md")
}

/^[ \t]*#[ \t]*include/ {
  header = $0
  sub(/^[ \t]*#[ \t]*include[ \t]*["<]/, "", header)
  sub(/[">].*/, "", header)
  library = library_of(header)
  if (library != "") {
    if (index(libraries[here], "," library ",") == 0) breach(here " may not use " library)
  } else if (header == "engine.h") {
    if (here != "cli" && here != "engine.h") breach(here " may not include engine.h")
  } else if ($0 ~ /"/ && header ~ /\//) {
    to = substr(header, 1, index(header, "/") - 1)
    split("", seen)
    if (!reaches(here, to, seen)) breach(here " may not include " to)
  } else if ($0 ~ /"/ && here != "cli") {
    breach("write the folder too: \"folder/" header "\"")
  } else if ($0 ~ /</ && header ~ /[\/]/) {
    breach("a library that the table does not know: " header)
  }
}
