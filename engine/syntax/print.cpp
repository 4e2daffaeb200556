// The printer's two ways in: a file in the one style, and one expression on one line.
#include "syntax/print.h"

#include "syntax/printer.h"

namespace eligo::syntax {

std::string print(const File& file) { return Printer(file, Printer::Mode::kBroken).file(); }

std::string print(const File& file, ExprId expr) { return Printer(file, Printer::Mode::kFlat).one(expr); }

}  // namespace eligo::syntax
