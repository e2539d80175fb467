#!/usr/bin/env bash
# The browser tests need a Chromium: find one, or install Debian's package.
set -u
for name in chromium chromium-browser google-chrome; do
  if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
echo "  Installation de Chromium…"
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }
if command -v apt-get >/dev/null 2>&1 &&
   as_root apt-get update -qq >/dev/null 2>&1 &&
   DEBIAN_FRONTEND=noninteractive as_root apt-get install -y -qq chromium >/dev/null 2>&1; then
  exit 0
fi
echo "Les tests du navigateur ont besoin de Chromium : installez le paquet « chromium » puis relancez make test." >&2
exit 1
