// Dark text on light tints only: should a printer leave the tints out, everything can still be read. Every pair of
// colours has a contrast of at least 4.5 to 1. Sizes hang on that of the root, which is smaller on paper.
#include "explain/html_style.h"

#include "explain/html_text.h"

namespace eligo::explain {

namespace {

constexpr const char* kRules = R"(
:root { --ink: #1c2733; --grey: #4d5966; --line: #b9c4ce; --navy: #17375e; --tint: #eef2f6;
  --fail: #96161d; --fail-tint: #fdf0ef; --open: #7a4a00; --open-tint: #fff5dd; --pass: #1b5e34; --pass-tint: #edf7f0; }
* { box-sizing: border-box; }
html { font: 10pt/1.36 "Helvetica Neue", Arial, "Liberation Sans", "DejaVu Sans", sans-serif; color: var(--ink); background: #fff;
  -webkit-print-color-adjust: exact; print-color-adjust: exact; }
body { max-width: 60rem; margin: 0 auto; padding: 1.2rem; overflow-wrap: break-word; }
h1, h2, p, dl, dd, ol, table { margin: 0; padding: 0; }
h1 { font-size: 1.55rem; line-height: 1.2; color: var(--navy); }
h2 { font-size: 1.05rem; color: var(--navy); margin-bottom: .2rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.banner { border: 1px solid var(--open); border-radius: 3px; background: var(--open-tint); color: var(--ink); padding: .2rem .6rem; margin-bottom: .6rem; text-align: center; }
header .trial { color: var(--grey); margin-top: .1rem; }
.whose { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: flex-end; gap: .3rem 2rem; padding-bottom: .35rem; margin-bottom: .5rem; border-bottom: 1.5px solid var(--navy); }
.facts { display: flex; flex-wrap: wrap; gap: .1rem 1.8rem; }
.facts dt { font-size: .8rem; color: var(--grey); }
.facts dd { font-weight: bold; font-size: 1.08rem; }
main > section + section:not(.signature) { margin-top: .6rem; }
.verdict { border: 1px solid; border-left-width: 6px; border-radius: 3px; padding: .4rem .7rem; }
.verdict .says { font-size: 1.25rem; line-height: 1.3; }
.verdict p + p { margin-top: .15rem; }
.verdict.pass { background: var(--pass-tint); } .verdict.fail { background: var(--fail-tint); } .verdict.open { background: var(--open-tint); }
.verdict.pass { border-color: var(--pass); } .verdict.fail { border-color: var(--fail); } .verdict.open { border-color: var(--open); }
.pass .says, .pass .status, p.pass { color: var(--pass); } .fail .says, .fail .status, p.fail { color: var(--fail); }
.open .says, .open .status, p.open { color: var(--open); }
.sign { display: inline-block; min-width: .9em; font-weight: bold; font-family: "DejaVu Sans", "Segoe UI Symbol", "Apple Symbols", sans-serif; }
table { width: 100%; border-collapse: collapse; }
th, td { text-align: left; vertical-align: top; padding: .13rem .4rem; border: 1px solid var(--line); color: var(--ink); }
thead { display: table-header-group; }
thead th { background: var(--navy); color: #fff; font-size: .9rem; font-weight: bold; border-color: var(--navy); }
tr { break-inside: avoid; }
.group th { background: var(--tint); color: var(--navy); font-size: .9rem; break-after: avoid; }
.checklist { table-layout: fixed; line-height: 1.25; }
.checklist thead th:nth-child(1) { width: 2.9rem; } .checklist thead th:nth-child(2) { width: 31%; }
.checklist thead th:nth-child(3) { width: 8.8rem; } .checklist thead th:nth-child(5) { width: 4rem; }
.checklist .status { font-weight: bold; white-space: nowrap; }
.checklist .fail > * { background: var(--fail-tint); } .checklist .open > * { background: var(--open-tint); }
.checklist p + p { margin-top: .15rem; }
.aside { font-weight: normal; font-size: .86rem; color: var(--grey); }
.source { font-size: .8rem; color: var(--grey); }
.wanted td:nth-child(1) { width: 60%; }
time { white-space: nowrap; } sup { font-size: .7rem; line-height: 1; vertical-align: top; } sup a { color: var(--navy); text-decoration: none; }
.notes { columns: 2; column-gap: 1.6rem; font-size: .86rem; line-height: 1.25; padding-left: 1.5rem; }
.notes li, .plain li { break-inside: avoid; margin-bottom: .1rem; }
.plain { font-size: .86rem; line-height: 1.25; padding-left: 1.5rem; }
.signature { break-inside: avoid; border: 1.5px solid var(--navy); border-radius: 3px; padding: .3rem .7rem .5rem; margin-top: .6rem; }
.signature h2 { margin: 0; }
.signature .choices { display: flex; flex-wrap: wrap; align-items: baseline; gap: .2rem 2.4rem; }
.box { display: inline-block; width: .85em; height: .85em; border: 1.2px solid var(--ink); margin-right: .4em; vertical-align: -.08em; }
.lines { display: grid; grid-template-columns: 5fr 5fr 3fr; gap: 0 1.6rem; }
.lines div { border-bottom: 1px solid var(--ink); height: 2.1rem; display: flex; align-items: flex-end; }
.lines dt { font-size: .8rem; color: var(--grey); }
footer { margin-top: .45rem; padding-top: .3rem; border-top: 1px solid var(--line); color: var(--grey); font-size: .78rem; line-height: 1.3; }
footer dl { display: flex; flex-wrap: wrap; gap: 0 1.4rem; } footer dl div { display: flex; gap: .4em; }
footer dd { overflow-wrap: anywhere; } .sum { font-family: "DejaVu Sans Mono", Consolas, Menlo, monospace; font-size: .92em; }
@media screen { html { background: #e7ebef; } body { background: #fff; margin: 1.2rem auto; padding: 2rem 2.2rem; box-shadow: 0 1px 4px #0003; } }
@media print { body { max-width: none; margin: 0; padding: 0; } }
)";

// The room that a page takes, in characters: those outside the markup, and what the rows of its tables take besides.
std::size_t room_of(std::string_view body) {
  constexpr std::size_t kRow = 60;
  std::size_t room = 0;
  bool is_markup = false;
  for (std::size_t at = 0; at < body.size(); ++at) {
    if (body.substr(at).starts_with("<tr")) room += kRow;
    if (body[at] == '<') is_markup = true;
    if (!is_markup) ++room;
    if (body[at] == '>') is_markup = false;
  }
  return room;
}

// Set small where that brings the page on one sheet; larger where there is room, and where two sheets are needed anyway.
std::string paper_size(std::string_view body) {
  constexpr std::size_t kRoomy = 5200, kOneSheet = 8600;
  const std::size_t room = room_of(body);
  const char* size = room < kRoomy ? "8pt" : room < kOneSheet ? "6.9pt" : "7.4pt";
  return std::string("@media print { html { font-size: ") + size + "; } }\n";
}

// Margin boxes are the only place where a browser knows the number of a printed page.
std::string printed_margins(const Report& report) {
  const std::string whose = "Patient " + report.patient + "  -  " + report.protocol + "  -  screened " + report.screening;
  const std::string font = "font: 7pt Arial, \"Liberation Sans\", \"DejaVu Sans\", sans-serif; color: #4d5966; vertical-align: top; padding-top: 2mm;";
  return "@page { margin: 8mm 10mm 12mm; @bottom-left { content: " + css_string(whose) + "; width: 75%; white-space: nowrap; overflow: hidden; " + font +
         " } @bottom-right { content: \"Page \" counter(page) \" of \" counter(pages); " + font + " } }\n";
}

}  // namespace

std::string style_sheet(const Report& report, std::string_view body) { return kRules + paper_size(body) + printed_margins(report); }

}  // namespace eligo::explain
