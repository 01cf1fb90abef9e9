#!/bin/sh
# What the browser tests need beyond Python: Chromium and a Chinese font, through apt where that is allowed.
set -eu

missing=""
command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 || missing="chromium"
# fc-list comes with fontconfig, which Chromium brings; without it no Chinese font is known either.
if ! command -v fc-list >/dev/null 2>&1 || [ -z "$(fc-list :lang=zh family 2>/dev/null)" ]; then
    missing="$missing fonts-noto-cjk fontconfig"
fi
[ -z "$missing" ] && exit 0

if command -v apt-get >/dev/null 2>&1; then
    if [ "$(id -u)" = 0 ]; then root=""; elif sudo -n true 2>/dev/null; then root="sudo"; else root="no"; fi
    if [ "$root" != no ]; then
        $root apt-get update -qq
        # shellcheck disable=SC2086
        DEBIAN_FRONTEND=noninteractive $root apt-get install -y -qq --no-install-recommends $missing
        exit 0
    fi
fi
echo "The browser tests need:$missing. Please install them, e.g. on Debian or Ubuntu:" >&2
echo "    sudo apt-get install $missing" >&2
exit 1
