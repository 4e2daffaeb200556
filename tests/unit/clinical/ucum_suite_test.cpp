// The functional tests of UCUM, where the data set lies beside the project. Cases outside our subset are listed with the
// reason in ucum_unsupported.txt; a case that is listed there and agrees all the same fails too, so the list stays true.
#include <boost/property_tree/ptree.hpp>
#include <boost/property_tree/xml_parser.hpp>
#include <cmath>
#include <fstream>
#include <set>
#include <string>

#include "catch.h"
#include "clinical/unit.h"

using namespace eligo::clinical;
using boost::property_tree::ptree;
using eligo::value::Number;

namespace {

const std::string kSuite = ELIGO_DATASETS "/ucum/UcumFunctionalTests.xml";

std::optional<ptree> suite() {
  std::ifstream file(kSuite);
  if (!file) return std::nullopt;
  ptree tree;
  boost::property_tree::read_xml(file, tree);
  return tree.get_child("ucumTests");
}

std::string attribute(const ptree& node, const char* name) { return node.get<std::string>("<xmlattr>." + std::string(name), ""); }

// "id unit" of every line that is no comment; what follows a colon is the reason.
std::set<std::string> unsupported() {
  std::ifstream file(ELIGO_UNIT_TESTS "/clinical/ucum_unsupported.txt");
  REQUIRE(file);
  std::set<std::string> out;
  for (std::string line; std::getline(file, line);) {
    if (!line.empty() && line[0] != '#') out.insert(line.substr(0, line.find(" : ")));
  }
  return out;
}

// Half a unit of the last digit that `written` shows, as the suite rounds its outcomes.
double half_last_place(const std::string& written) {
  const std::size_t exponent_at = written.find_first_of("eE");
  const int exponent = exponent_at == std::string::npos ? 0 : std::stoi(written.substr(exponent_at + 1));
  const std::string mantissa = written.substr(0, exponent_at);
  const std::size_t point = mantissa.find('.');
  const int decimals = point == std::string::npos ? 0 : static_cast<int>(mantissa.size() - point - 1);
  return 0.5 * std::pow(10.0, exponent - decimals) * 1.0000001;
}

void check_outcome(const std::string& value, const std::string& from, const std::string& to, const std::string& outcome) {
  const std::optional<Unit> source = parse_unit(from), target = parse_unit(to);
  REQUIRE((source && target));
  const std::optional<Conversion> c = conversion(*source, *target, {});
  REQUIRE(c);
  const Number result = c->apply(Number::from_decimal(value).value());
  const Number expected = Number::from_decimal(outcome).value();
  CHECK(std::fabs((result - expected).to_double()) <= half_last_place(outcome));
}

}  // namespace

TEST_CASE("ucum_validity_agrees_or_is_listed_as_unsupported") {
  const std::optional<ptree> tests = suite();
  if (!tests) {
    WARN("SKIPPED: no file " << kSuite);
    return;
  }
  std::set<std::string> listed = unsupported();
  std::size_t compared = 0, disagreeing = 0;
  for (const auto& [tag, test] : tests->get_child("validation")) {
    if (tag != "case") continue;
    const std::string unit = attribute(test, "unit");
    const std::string key = attribute(test, "id") + " " + unit;
    const bool agrees = parse_unit(unit).has_value() == (attribute(test, "valid") == "true");
    ++compared;
    if (!agrees) ++disagreeing;
    INFO(key);
    CHECK(agrees != (listed.count(key) > 0));
    listed.erase(key);
  }
  for (const std::string& left : listed) FAIL("listed, but not in the suite: " << left);
  CHECK(compared > 500);
  CHECK(disagreeing < compared / 10);
}

TEST_CASE("ucum_conversions_agree") {
  const std::optional<ptree> tests = suite();
  if (!tests) {
    WARN("SKIPPED: no file " << kSuite);
    return;
  }
  std::size_t compared = 0;
  for (const auto& [tag, test] : tests->get_child("conversion")) {
    if (tag != "case") continue;
    INFO(attribute(test, "id") << ": " << attribute(test, "srcUnit") << " to " << attribute(test, "dstUnit"));
    check_outcome(attribute(test, "value"), attribute(test, "srcUnit"), attribute(test, "dstUnit"), attribute(test, "outcome"));
    ++compared;
  }
  CHECK(compared > 25);
}

TEST_CASE("ucum_products_and_quotients_agree") {
  const std::optional<ptree> tests = suite();
  if (!tests) {
    WARN("SKIPPED: no file " << kSuite);
    return;
  }
  for (const char* group : {"multiplication", "division"}) {
    for (const auto& [tag, test] : tests->get_child(group)) {
      if (tag != "case") continue;
      const bool divides = std::string_view(group) == "division";
      const Number a = Number::from_decimal(attribute(test, "v1")).value(), b = Number::from_decimal(attribute(test, "v2")).value();
      const std::string unit = "(" + attribute(test, "u1") + (divides ? ")/(" : ").(") + attribute(test, "u2") + ")";
      INFO(group << " " << attribute(test, "id"));
      check_outcome((divides ? a / b : a * b).to_text(), unit, attribute(test, "uRes"), attribute(test, "vRes"));
    }
  }
}
