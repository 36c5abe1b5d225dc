#!/usr/bin/env bash
# Drives `acquis lsp` with Neovim, without a window, set up as docs/editors.md says: what the deck says wrong, words to
# choose from, repairs, hover, rename, the list of entries, on a deck with mistakes, on 1 000 entries, on hostile text; the
# server killed and started again; its memory after 10 000 edits. Needs Neovim 0.7 or later.
#
#   tests/clients/editor.sh [SCRATCH]     exit 0 if everything came as it should; times in milliseconds on the way
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd); root=$(cd "$here/../.." && pwd)
scratch=${1:-$(mktemp -d)}; mkdir -p "$scratch/nvim/nvim" "$scratch/bin"
acquis=${ACQUIS:-$root/target/debug/acquis}
[ -x "$acquis" ] || (cd "$root" && cargo build --quiet)
ln -sf "$acquis" "$scratch/bin/acquis"
awk '/^## /{here = $0 == "## Neovim"} /^```$/{inside = 0} here && inside{print} here && /^```lua$/{inside = 1}' \
  "$root/docs/editors.md" > "$scratch/nvim/nvim/init.lua"
[ -s "$scratch/nvim/nvim/init.lua" ] || { echo "docs/editors.md has no set-up for Neovim"; exit 1; }
export PATH="$scratch/bin:$PATH" SCRATCH="$scratch" ACQUIS_HOME="$scratch/home" XDG_CONFIG_HOME="$scratch/nvim" EDITS="${EDITS:-10000}"
exec timeout 900 nvim --headless -i NONE -n -c "luafile $here/editor.lua"
