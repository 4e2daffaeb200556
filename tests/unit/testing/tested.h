// A test file run against rules, with a small vocabulary of our own: what came out, as lines to compare.
#pragma once

#include <string>
#include <vector>

#include "testing/run_tests.h"

/// The rules that every test file of this folder is about.
extern const char* const kRules;

struct Tested {
  eligo::testing::FileResult result;
  std::vector<std::string> mistakes;    // "E0904 line 7: the rules have no criterion `I9`; did you mean …"
  std::string accepted;                 // the text of the file after accepting what the rules say
};

/// `tests`: the text of the file from its second line on; the first says `on: 2026-11-22`.
Tested tested(const std::string& tests, const std::string& rules = kRules, const std::string& part = "");

/// "I1: pass" for each answer that is met, "I1: pass, not fail" for each other, in the order of the file.
std::vector<std::string> answers(const Tested& tested);
