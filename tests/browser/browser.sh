#!/bin/sh
# The HTML page in a real browser: headless Chromium prints it, and axe-core looks for what keeps people from reading it.
# Run as: browser.sh ROOT ELIGO AXE_FOLDER [KEEP_FOLDER]; ends with 77 where the browser or axe-core is not there.
# With KEEP_FOLDER a picture of each page stays there, to be looked at.
set -u
root=$1
eligo=$2
axe=$3
keep=${4:-}
here=$root/tests/browser

skip() { echo "SKIPPED: $*"; exit 77; }
command -v chromium >/dev/null 2>&1 || skip 'the page was not looked at in a browser: chromium is not installed (sh tests/run.sh installs it)'
command -v pdfinfo >/dev/null 2>&1 || skip 'the printed pages were not counted: poppler-utils is not installed (sh tests/run.sh installs it)'

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
complain() { echo "$*"; failed=1; }

# chrome ARGUMENTS…: without network, sandbox (it may run as root) and anything from an earlier run.
chrome() {
  timeout 120 chromium --headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --disable-extensions --no-first-run \
    --disable-background-networking --disable-component-update --host-resolver-rules='MAP * ~NOTFOUND' --user-data-dir="$work/profile" "$@" 2>"$work/chrome.err"
}

# ---- The pages: all samples, and a protocol of 25 criteria of every status
for rules in "$root"/rules/*/*.elig; do
  trial=$(basename "$rules" .elig)
  [ -d "$root/samples/$trial" ] || continue
  "$eligo" screen "$rules" "$root/samples/$trial"/*.yaml --format html --out "$work/pages" >"$work/out" 2>&1 || complain "no pages for $trial: $(cat "$work/out")"
done
"$eligo" screen "$here/twenty_five.elig" "$here/twenty_five.yaml" --format html --out "$work/pages" >"$work/out" 2>&1 || complain "no page for 25 criteria: $(cat "$work/out")"

# ---- Nothing runs, nothing is fetched
for page in "$work"/pages/*.html; do
  name=$(basename "$page")
  grep -qi '<script\|javascript:\| on[a-z]*="' "$page" && complain "$name: a script"
  grep -qi '<link\|<img\|<iframe\|<object\|<embed\| src=\|@import\|url(\|http:\|https:\|//[a-z]' "$page" && complain "$name: an outside resource"
  grep -q '<html lang="en"' "$page" || complain "$name: no language"
  grep -q "content=\"default-src 'none'; style-src 'unsafe-inline'" "$page" || complain "$name: a script could run"
done

# ---- Paper
# printed PAGE SIZE: prints the page, and tells the number of sheets.
printed() {
  sed "s/@page { margin/@page { size: $2; margin/" "$work/pages/$1.html" >"$work/print.html"
  rm -f "$work/print.pdf"
  chrome --no-pdf-header-footer --print-to-pdf="$work/print.pdf" "file://$work/print.html" >/dev/null || complain "$1 on $2: not printed: $(cat "$work/chrome.err")"
  pdfinfo "$work/print.pdf" | sed -n 's/^Pages: *//p'
}

# one_sheet PAGE WORDS: on A4 and Letter, with its number in the margin and all WORDS still on it.
one_sheet() {
  for size in A4 letter; do
    sheets=$(printed "$1" "$size")
    [ "$sheets" = 1 ] || complain "$1 on $size: $sheets sheets, expected 1"
    pdftotext -layout "$work/print.pdf" "$work/print.txt"
    for words in 'Page 1 of 1' 'Decision of the investigator' 'SHA-256 of the vocabulary' "$2"; do
      grep -qF "$words" "$work/print.txt" || complain "$1 on $size: no \`$words\` on the sheet"
    done
  done
}
one_sheet NCT06223646_P-0501 Eligible
one_sheet NCT06223646_P-0502 Ineligible
one_sheet NCT06223646_P-0503 Undetermined
one_sheet TWENTY_FIVE_P-0025 'Page 1 of 1'
sheets=$(printed NCT06585345_P-0003 letter)
[ "$sheets" -le 2 ] || complain "29 criteria on Letter: $sheets sheets, expected at most 2"

if [ -n "$keep" ]; then
  mkdir -p "$keep"
  for page in "$work"/pages/*.html; do
    printed "$(basename "$page" .html)" A4 >/dev/null
    pdftoppm -r 110 -png "$work/print.pdf" "$keep/$(basename "$page" .html)"
  done
fi

# ---- Readers
[ -f "$axe/axe.min.js" ] || { [ "$failed" -eq 0 ] || exit 1; skip 'the page was printed, but not checked with axe-core: it could not be fetched from npm'; }
cp "$axe/axe.min.js" "$work/"

# looked_at PAGE CHANGE: what axe-core finds on a copy of the page, to which a sed command was applied. The policy that
# forbids scripts is taken out, or axe could not run.
looked_at() {
  sed -e '/Content-Security-Policy/d' -e "$2" -e '/^<\/body>/d' -e '/^<\/html>/d' "$work/pages/$1.html" | cat - "$here/axe_runner.html" >"$work/axe.html"
  chrome --allow-file-access-from-files --virtual-time-budget=60000 --dump-dom "file://$work/axe.html" >"$work/found"
}

# What axe-core cannot decide counts, too, but for two things: the contrast of a sign alone (it has the colour of the word
# beside it, which is measured), and the column for initials, which has no cell with words in it on purpose.
findings() { grep 'violation \|undecided ' "$1" | grep -v 'undecided color-contrast: &lt;span class="sign"\|undecided th-has-data-cells: &lt;table class="checklist"'; }

for page in NCT06585345_P-0001 NCT06585345_P-0003 NCT06585345_P-0009 NCT06310811_P-0402 TWENTY_FIVE_P-0025; do
  for look in screen print; do
    change=
    [ "$look" = screen ] || change='s/@media screen/@media speech/; s/@media print/@media all/'
    looked_at "$page" "$change"
    findings "$work/found" >"$work/findings"
    [ ! -s "$work/findings" ] || complain "$page on $look: $(head -n 5 "$work/findings")"
    contrasts=$(sed -n 's/.*contrasts passed: \([0-9]*\).*/\1/p' "$work/found")
    [ "${contrasts:-0}" -ge 50 ] || complain "$page on $look: contrast was measured in ${contrasts:-no} places only"
  done
done

# The check can fail: a page without language and with pale text.
looked_at NCT06585345_P-0001 's/ lang="en"//; s/--grey: #[0-9a-f]*/--grey: #c0c0c0/'
grep -q 'violation html-has-lang' "$work/found" || complain 'a missing language is not found'
grep -q 'violation color-contrast' "$work/found" || complain 'pale text is not found'

[ "$failed" -eq 0 ] && echo 'the pages print on one sheet, and axe-core finds nothing'
exit "$failed"
