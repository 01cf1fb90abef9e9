#!/bin/sh
# Chromium and a Chinese font for the browser tests: installed where that is permitted, else said in words.
# CHROMIUM=/path/to/browser names another one.
set -eu

browser() {
    [ -n "${CHROMIUM:-}" ] && [ -x "$CHROMIUM" ] && return
    for name in chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" >/dev/null 2>&1 && return
    done
    return 1
}

# Where fontconfig is missing, a system with its own Chinese fonts (macOS) needs none of ours.
chinese_font() {
    if command -v fc-list >/dev/null 2>&1; then
        [ -n "$(fc-list :lang=zh-cn)" ]
    else
        [ "$(uname)" = Darwin ]
    fi
}

missing=""
browser || missing="chromium"
chinese_font || missing="$missing fontconfig fonts-noto-cjk"
[ -z "$missing" ] && exit 0

if [ "$(id -u)" = 0 ]; then
    as_root=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    as_root="sudo -n"
else
    as_root="no"
fi

if [ "$as_root" != no ] && command -v apt-get >/dev/null 2>&1; then
    options="-qq -y -o Acquire::Retries=3 -o DPkg::Lock::Timeout=120"
    # shellcheck disable=SC2086  # each of these is a list of words
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get $options update </dev/null || echo "apt-get failed." >&2
    # The one without windows, where the system has it, is smaller and opens a page with less work.
    apt-cache show chromium-headless-shell >/dev/null 2>&1 && missing=$(echo "$missing" | sed "s/^chromium/&-headless-shell/")
    echo "Installing for the browser tests: $missing"
    # shellcheck disable=SC2086
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get $options install --no-install-recommends $missing \
        </dev/null >/dev/null || echo "apt-get failed." >&2
fi

browser && chinese_font && exit 0
{
    echo "The browser tests need Chromium and a Chinese font. Please install them, then run this again:"
    echo "    Debian:  sudo apt-get install chromium fontconfig fonts-noto-cjk"
    echo "    Fedora:  sudo dnf install chromium fontconfig google-noto-sans-cjk-fonts"
    echo "    other:   any Chromium or Chrome; name it with CHROMIUM=/path/to/browser"
} >&2
exit 1
