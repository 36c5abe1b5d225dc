#!/usr/bin/env bash
# Drives `acquis lsp` with Neovim, without a window: what the deck says wrong, words to choose from, repairs, hover, rename,
# on a deck with mistakes, on 1 000 entries, on hostile text; the server killed and started again; its memory after 10 000
# edits. Needs Neovim 0.7 or later.
#
#   tests/clients/editor.sh [SCRATCH]     exit 0 if everything came as it should; times in milliseconds on the way
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd); root=$(cd "$here/../.." && pwd)
scratch=${1:-$(mktemp -d)}; mkdir -p "$scratch"
acquis=${ACQUIS:-$root/target/debug/acquis}
[ -x "$acquis" ] || (cd "$root" && cargo build --quiet)
export ACQUIS="$acquis" SCRATCH="$scratch" ACQUIS_HOME="$scratch/home" XDG_CONFIG_HOME="$scratch/nvim" EDITS="${EDITS:-10000}"
exec timeout 900 nvim --headless -u NONE -i NONE -n -c "luafile $here/editor.lua"
