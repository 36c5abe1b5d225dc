#!/usr/bin/env bash
# Opens our exports with the programs that they are for: Anki (PyPI), gift-pegjs (npm), Moodle's documented XML, QTI's document
# type and reader (Pyslet, PyPI), a CSV reader of another library, and LibreOffice where it is there; holds a history from Anki against py-fsrs, and the figures of a class
# against numpy and scipy. Installs them into a scratch directory; needs python3, node, npm and the network once.
#
#   tests/clients/run.sh [SCRATCH]     exit 0 if every client took what it should
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd); root=$(cd "$here/../.." && pwd)
scratch=${1:-$(mktemp -d)}; mkdir -p "$scratch"
acquis=${ACQUIS:-$root/target/debug/acquis}
[ -x "$acquis" ] || (cd "$root" && cargo build --quiet)
if [ ! -x "$scratch/py/bin/python" ]; then python3 -m venv "$scratch/py"; fi
"$scratch/py/bin/pip" install --quiet anki fsrs lxml numpy openpyxl pyslet scipy
(cd "$scratch" && [ -d node_modules/gift-pegjs ] || npm install --silent --prefix "$scratch" gift-pegjs >/dev/null)
out="$scratch/out"; rm -rf "$out"; mkdir -p "$out"
export ACQUIS_HOME="$scratch/home" ACQUIS_SEED=1
for deck in overview dates institutions instruments positions; do
  for to in gift moodle qti csv tsv xlsx json anki; do
    "$acquis" export "eu-china-cyber-$deck" --to "$to" -o "$out/$deck.$to" 2>/dev/null
  done
done
for to in gift moodle qti csv tsv xlsx json anki; do
  "$acquis" export "$root/tests/data/exchange/all-kinds.toml" --to "$to" -o "$out/all.$to" 2>/dev/null || [ $? = 1 ]
done
(cd "$scratch" && NODE_PATH="$scratch/node_modules" node "$here/gift.cjs" "$out"/*.gift)
"$scratch/py/bin/python" "$here/moodle.py" "$out"/*.moodle
"$scratch/py/bin/python" "$here/table.py" "$out"
"$scratch/py/bin/python" "$here/workbook.py" "$out"
if command -v soffice >/dev/null; then "$scratch/py/bin/python" "$here/libreoffice.py" "$acquis" "$out"; else echo "LibreOffice: not here, nothing tried"; fi
"$scratch/py/bin/python" "$here/qti.py" "$out"/*.qti
"$scratch/py/bin/python" "$here/history.py" "$acquis" "$scratch"
for students in 1 2 7 60; do "$scratch/py/bin/python" "$here/class.py" "$acquis" "$scratch" "$students"; done
cases="$root/tests/data/exchange/cases"
(cd "$scratch" && NODE_PATH="$scratch/node_modules" node "$here/gift-counts.cjs" "$cases"/*.gift >"$out/gift-counts.tsv")
"$scratch/py/bin/python" "$here/counts.py" "$acquis" "$cases" "$out" "$out/gift-counts.tsv"
"$scratch/py/bin/python" "$here/table_counts.py" "$acquis" "$root/tests/data/exchange/tables"
"$scratch/py/bin/python" "$here/anki_client.py" "$acquis" "$out"
"$acquis" package eu-china-cyber -o "$out/course.zip" 2>/dev/null
"$scratch/py/bin/python" "$here/package_client.py" "$out/course.zip"
echo "every client took what it should"
