#!/bin/sh
# Makes the pictures of the README from the program itself: a card judged, and the first screen.
#   cargo build && scripts/screenshots.sh [target/debug/acquis]
set -eu
cd "$(dirname "$0")/.."
acquis=$PWD/${1:-target/debug/acquis}
ACQUIS_HOME=$(mktemp -d)
export ACQUIS_HOME ACQUIS_SEED=1 LANG=C.UTF-8
trap 'rm -rf "$ACQUIS_HOME"' EXIT
picture() { python3 scripts/screenshot.py "$@"; }

ACQUIS_NOW=2026-12-30T18:00:00+01:00 "$acquis" plan --exam 2027-01-20 --minutes 20 >/dev/null
for day in 30 31; do
    export ACQUIS_NOW=2026-12-${day}T18:00:00+01:00
    printf '1975\n\n2012\n\n2013\n\n:q\n' | "$acquis" study --kind date --plain >/dev/null 2>&1
done
export ACQUIS_NOW=2027-01-04T18:00:00+01:00
picture docs/screen-overview.png --crop --size 80x20 -- "$acquis"
picture docs/screen-study.png --crop --size 80x24 --theme light --keys '20 dec 2018' --keys '\r' \
    -- "$acquis" study tests/screens/deck.toml --kind date
