#!/usr/bin/env bash
# Drives `acquis lsp` with VS Code as code-server shows it in a browser, with the extension of docs/editors.md: what the deck
# says wrong, repair, hover, completion, rename from a deck and from an exam, the list of entries. The extension is packed by
# `vsce`, which looks its files over, and installed as any other.
#
#   CODE_SERVER=DIR tests/clients/vscode.sh [SCRATCH]    exit 0 if everything came as it should
#
# DIR is where the npm package code-server lies with what it needs (4.99 for Node.js 20); npm brings the rest. Chromium as
# `CHROMIUM`, or /usr/bin/chromium.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd); root=$(cd "$here/../.." && pwd)
scratch=${1:-$(mktemp -d)}; mkdir -p "$scratch/bin" "$scratch/extension" "$scratch/client" "$scratch/user/User"
acquis=${ACQUIS:-$root/target/debug/acquis}
[ -x "$acquis" ] || (cd "$root" && cargo build --quiet)
ln -sf "$acquis" "$scratch/bin/acquis"
block() { awk -v kind="$1" '/^## /{here = $0 == "## VS Code"} /^```$/{inside = 0} here && inside{print} here && $0 == "```" kind{inside = 1}' "$root/docs/editors.md"; }
block json > "$scratch/extension/package.json"
# With its whole path, as the page says where VS Code does not see it.
block js | sed "s|command: \"acquis\"|command: \"$scratch/bin/acquis\"|" > "$scratch/extension/extension.js"
[ -s "$scratch/extension/package.json" ] && [ -s "$scratch/extension/extension.js" ] || { echo "docs/editors.md has no extension"; exit 1; }
[ -e "$scratch/acquis.vsix" ] || (cd "$scratch/extension" && npm install --silent --no-audit --no-fund vscode-languageclient@9 \
  && npx --yes @vscode/vsce@3 package --allow-missing-repository --skip-license -o "$scratch/acquis.vsix" </dev/null >"$scratch/vsce.log")
[ -e "$scratch/client/node_modules" ] || (cd "$scratch/client" && npm install --silent --no-audit --no-fund playwright-core)
echo '{ "workbench.startupEditor": "none", "security.workspace.trust.enabled": false, "extensions.ignoreRecommendations": true }' \
  > "$scratch/user/User/settings.json"
export PATH="$scratch/bin:$PATH" SCRATCH="$scratch" ACQUIS_HOME="$scratch/home" ADDRESS="http://127.0.0.1:${PORT:-18080}"
server=("$CODE_SERVER/out/node/entry.js" --user-data-dir "$scratch/user" --extensions-dir "$scratch/extensions")
node "${server[@]}" --install-extension "$scratch/acquis.vsix" >"$scratch/install.log" 2>&1
node "${server[@]}" --auth none --bind-addr "${ADDRESS#http://}" --disable-telemetry --disable-update-check >"$scratch/server.log" 2>&1 &
running=$!
trap 'kill "$running"' EXIT
for _ in $(seq 60); do curl -sf -o "$scratch/page" "$ADDRESS/healthz" && break; read -rt 0.5 <> <(:) || true; done
NODE_PATH="$scratch/client/node_modules" timeout 300 node "$here/vscode.cjs"
