#!/usr/bin/env bash
# Two tests need a program that is not a Python wheel: find it, or install Debian's package.
#   paquets.sh chromium    a browser        paquets.sh clamd    the antivirus
set -u
PATH=$PATH:/usr/local/sbin:/usr/sbin

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

need() { # what it is for, Debian's package, whether with what it recommends, the program's possible names
  local pour=$1 paquet=$2 avec=$3 nom; shift 3
  for nom in "$@"; do
    if command -v "$nom" >/dev/null 2>&1; then return 0; fi
  done
  echo "  Installation de ${paquet}…"
  if command -v apt-get >/dev/null 2>&1 &&
     as_root apt-get update -qq >/dev/null 2>&1 &&
     DEBIAN_FRONTEND=noninteractive as_root apt-get install -y -qq "--$avec" "$paquet" >/dev/null 2>&1; then
    return 0
  fi
  echo "Les tests $pour ont besoin du paquet « $paquet » : installez-le puis relancez make test." >&2
  return 1
}

for un in "$@"; do
  case $un in
    chromium) need "du navigateur" chromium install-recommends chromium chromium-browser google-chrome || exit 1 ;;
    clamd) need "de l'antivirus" clamav-daemon no-install-recommends clamd || exit 1 ;;
  esac
done
