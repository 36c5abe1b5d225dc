#!/usr/bin/env bash
# Prints every HTML file of a folder in headless Chromium, on A4 and on Letter, and draws each page as a picture, so that
# a printed exam can be looked at. A page that holds hardly more than its foot is told, and ends in exit 1.
#
#   acquis exam paper --seed 7 --out printed --versions A,B
#   scripts/print-paper.sh printed
#
# Needs chromium and pdftoppm (poppler-utils).
set -euo pipefail
folder=${1:?usage: print-paper.sh FOLDER}
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || {
    echo "print-paper: no chromium found; install it first" >&2
    exit 2
}
command -v pdftoppm >/dev/null || {
    echo "print-paper: no pdftoppm found; install poppler-utils first" >&2
    exit 2
}
scratch=$(mktemp -d)
orphans=0
trap 'rm -rf "$scratch"' EXIT
for page in "$folder"/*.html; do
    [ -e "$page" ] || { echo "print-paper: no HTML file in $folder" >&2; exit 2; }
    for size in A4 letter; do
        name="$(basename "$page" .html)-$size"
        # The paper's own style leaves the size to the printer: here it is set as a printer would.
        sed "s/@page {/@page { size: $size;/" "$page" >"$scratch/$name.html"
        "$browser" --headless --no-sandbox --disable-gpu --no-pdf-header-footer --user-data-dir="$scratch/profile" \
            --print-to-pdf="$folder/$name.pdf" "file://$scratch/$name.html" >/dev/null 2>&1
        pdftoppm -r 60 -png "$folder/$name.pdf" "$folder/$name"
        echo "$folder/$name.pdf"
        # The foot is some 60 characters.
        pages=$(pdfinfo "$folder/$name.pdf" | sed -n 's/^Pages: *//p')
        for number in $(seq "$pages"); do
            signs=$(pdftotext -f "$number" -l "$number" "$folder/$name.pdf" - | tr -d '[:space:]' | wc -m)
            if [ "$signs" -lt 100 ]; then
                echo "print-paper: page $number of $name holds hardly more than its foot" >&2
                orphans=1
            fi
        done
    done
done
exit "$orphans"
