#!/usr/bin/env bash
# The pages looked at with other people's tools: poppler, qpdf, Chromium and axe. `tests/pages.sh` after `cargo build`;
# .ci/run calls it. Everything it makes lies in a folder of its own that goes with it.
set -euo pipefail
cd "$(dirname "$0")/.."

need() { command -v "$1" >/dev/null 2>&1 || missing+=("$2"); }
missing=()
need pdftotext poppler-utils
need qpdf qpdf
need chromium chromium
need npm npm
need python3 python3-venv
if [ ${#missing[@]} -gt 0 ]; then
    echo "+ installing ${missing[*]}"
    apt-get update -qq && apt-get install -y -qq "${missing[@]}"
fi

here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cuebook=${CARGO_TARGET_DIR:-$PWD/target}/debug/cuebook
journal=$here/journal.cuebook
export CUEBOOK_NOW=2026-11-22T20:00:00+00:00 TZ=Europe/London
fail() { echo "pages: $*" >&2; exit 1; }
run() { "$cuebook" --journal "$journal" "$@" >>"$here/said" 2>>"$here/erred"; }

run demo
first=$("$cuebook" --journal "$journal" set | sed -n 's/^carer  *//p' | sed -n 1p | sed 's/ (.*//')
second=$("$cuebook" --journal "$journal" set | sed -n 's/^carer  *//p' | sed -n 2p | sed 's/ (.*//')
run log --carer "$first" okay, tired\; note zebrafish of the first
run log --carer "$second" heavy, lonely\; note quokka of the second
run log --carer "$first" note axolotl for nobody @visit @private
run log note '<script>alert(1)</script> ](javascript:alert(2)) @visit'

for ending in pdf html md txt; do run report --out "$here/page.$ending"; done
run report --weeks 12 --out "$here/long.pdf"
run report --weeks 12 --with checkins --carer "$first" --out "$here/long.html"
for ending in pdf html md txt; do run report --with checkins --carer "$first" --out "$here/ticked.$ending"; done
for ending in pdf html; do
    run report --card --out "$here/card.$ending"
    run report --blank --out "$here/blank.$ending"
done
run export --format fhir --out "$here/unticked.bundle.json"
run export --format fhir --with checkins --carer "$first" --out "$here/ticked.bundle.json"
"$cuebook" --journal "$journal" trends --weeks 2 >"$here/trends.txt"
"$cuebook" --journal "$journal" trends --weeks 2 --json >"$here/trends.json"

# The same journal and clock make the same bytes.
run report --out "$here/again.pdf"
cmp "$here/page.pdf" "$here/again.pdf" || fail "the PDF is not the same twice"
[ "$(stat -c %s "$here/long.pdf")" -lt 300000 ] || fail "the PDF is too big"
[ "$(stat -c %a "$here/page.pdf")" = 600 ] || fail "others may read the PDF"

baby() { "$cuebook" --journal "$journal" export --out - 2>/dev/null | python3 -c 'import json, sys; print(json.load(sys.stdin)["family"]["babies"][0]["name"])'; }
sheets() { pdfinfo "$1" 2>/dev/null | sed -n 's/^Pages: *//p'; }
for pdf in page long ticked card blank; do
    qpdf --check "$here/$pdf.pdf" >"$here/qpdf" 2>&1 || fail "qpdf on $pdf.pdf: $(cat "$here/qpdf")"
    pdffonts "$here/$pdf.pdf" 2>/dev/null | tail -n +3 | awk '$(NF-4) != "yes" || $(NF-3) != "yes"' | grep . && fail "a font is not embedded"
    pdfinfo "$here/$pdf.pdf" 2>/dev/null >"$here/info"
    grep -q '^Tagged: *yes' "$here/info" || fail "$pdf.pdf is not tagged"
    size="A4"; title="health visitor"
    [ "$pdf" = card ] && { size="419.5.* x 595.2"; title="how I talk"; }
    grep -q "^Page size:.*$size" "$here/info" || fail "$pdf.pdf is not $size"
    grep -q "^Title: .*$title" "$here/info" || fail "$pdf.pdf has no title"
    [ "$(sheets "$here/$pdf.pdf")" -le 2 ] || fail "$pdf.pdf has more than two sheets"
    pdftotext "$here/$pdf.pdf" "$here/$pdf.pdf.txt" 2>/dev/null
done
# The tree, the languages and the marks of PDF/UA as other people's programs find them. pdfua checks a part of the rules;
# veraPDF, which checks all that a program can, needs a Java machine and is not a package here.
if python3 -m venv "$here/python" && "$here/python/bin/pip" install --quiet pdfua==0.1.3 pikepdf; then
    check_structure() {
        "$here/python/bin/python" tests/pages_structure.py "$@" || fail "the structure of $(basename "$1")"
        "$here/python/bin/pdfua" check "$1" >"$here/pdfua" || fail "pdfua on $(basename "$1"): $(cat "$here/pdfua")"
    }
else
    echo "pages: SKIPPED the tag tree and pdfua, as pdfua and pikepdf could not be installed" >&2
    check_structure() { :; }
fi
for name in 'he=\u05dc\u05d0\u05d5\u05e8\u05d4' 'ar=\u0645\u0631\u064a\u0645' 'und-Cyrl=\u0414\u0430\u0440\u044c\u044f' 'th=\u0e20\u0e39\u0e21\u0e34' 'und-Hani=\u738b\u5c0f\u660e' 'ko=\ud558\ub298'; do
    name=$(printf '%b' "$name")
    run set baby --rename "${name#*=}" "$(baby)"
    run report --out "$here/${name%%=*}.pdf"
    check_structure "$here/${name%%=*}.pdf" "$name"
done
run set baby --rename Wren "$(baby)"
for pdf in page long ticked; do
    check_structure "$here/$pdf.pdf"
done
# After a photocopier every row still says what was asleep, awake and not known.
python3 tests/pages_copy.py "$cuebook" "$journal" "$here/page.pdf" || fail "a copy of the page cannot be told"
qpdf --qdf --object-streams=disable "$here/page.pdf" "$here/page.qdf"
grep -q 'pdfuaid:part>1<' "$here/page.qdf" || fail "the PDF does not claim PDF/UA-1"
grep -qa '/Lang (en-GB)' "$here/page.qdf" || fail "the PDF names no language"

# In the order in which they are read.
order='for the health visitor|^What we would like to talk about|^Sleep, |^Usually|^What we see|^Touch together'
read='for the health visitor|What we would like to talk about|Sleep, |Usually|What we see|Touch together'
grep -oE "$order" "$here/page.pdf.txt" | awk '!seen[$0]++' | paste -sd'|' | grep -qxF "$read" || fail "the words of the PDF do not come in order: $(cat "$here/page.pdf.txt")"
[ "$(sheets "$here/page.pdf")" = 1 ] || fail "a fortnight is not one sheet"

# Every figure a second time, from the list of entries alone.
for days in "" "2026-10-26 2026-11-15" "2026-09-03 2026-11-15"; do
    # shellcheck disable=SC2086 # two days, or none
    python3 tests/pages_numbers.py "$cuebook" "$journal" $days || fail "the figures of the sheet are not those of the list"
done

# A private note is in no format, whatever else is ticked.
grep -liaF axolotl "$here"/page.* "$here"/ticked.* "$here"/unticked.* && fail "a private note is on a page without its tick"

# Without the tick nothing of a check-in is anywhere; with it only its writer's.
for word in zebrafish quokka lonely heavy check-in; do
    grep -liaF -- "$word" "$here"/page.* && fail "\"$word\" is on a page without the tick"
done
for word in zebrafish quokka lonely check-in felt feeling; do
    grep -qiF -- "$word" "$here/unticked.bundle.json" && fail "\"$word\" is in a bundle without the tick"
done
for page in ticked.pdf.txt ticked.html ticked.md ticked.txt ticked.bundle.json; do
    grep -q zebrafish "$here/$page" || fail "the check-in asked for is not in $page"
    grep -q quokka "$here/$page" && fail "another carer's check-in is in $page"
done
grep -qF '<script' "$here/page.html" && fail "typed markup is markup in the HTML"

npm install --silent --no-audit --no-fund --prefix "$here" axe-core@4 playwright-core@1 fhir@4 >/dev/null
cp tests/pages.mjs "$here/"
sed -e 's/<style>.*<\/style>//' "$here/page.html" | tr -d '\n' | sed -e 's/<style>.*<\/style>//' -e 's/<[^>]*>/ /g' >"$here/page.html.txt"
CHROMIUM=$(command -v chromium) node "$here/pages.mjs" "$here" page.html,ticked.html,long.html,card.html,blank.html
for page in page ticked long card blank; do
    [ "$(sheets "$here/$page.html.pdf")" -le $(($(sheets "$here/$page.pdf") + 1)) ] || fail "$page.html prints on too many sheets"
done
# The bundles against the resources that FHIR R4 defines.
for bundle in unticked ticked; do
    NODE_PATH=$here/node_modules node -e '
        const { Fhir } = require("fhir/fhir");
        const told = new Fhir().validate(JSON.parse(require("fs").readFileSync(process.argv[1])), { errorOnUnexpected: true });
        const wrong = told.messages.filter((it) => ["error", "fatal"].includes(it.severity));
        if (!told.valid || wrong.length) { console.error(wrong.slice(0, 5)); process.exit(1); }
    ' "$here/$bundle.bundle.json" || fail "$bundle.bundle.json is not FHIR R4"
done
echo "pages: fonts, tags, order, bytes, bundles and privacy hold"
