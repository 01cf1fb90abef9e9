#!/bin/sh
# LibreOffice Writer and poppler for the tests that measure the report's pages: installed where that is permitted, else said in words.
set -eu

writer() {
    command -v soffice >/dev/null 2>&1 || return 1
    # Debian may have the office without its Writer; elsewhere it comes whole.
    ! command -v apt-get >/dev/null 2>&1 || [ -e "$(dirname "$(readlink -f "$(command -v soffice)")")/libswlo.so" ]
}

poppler() {
    command -v pdftotext >/dev/null 2>&1
}

missing=""
writer || missing="libreoffice-writer-nogui"
poppler || missing="$missing poppler-utils"
[ -z "$missing" ] && exit 0

if [ "$(id -u)" = 0 ]; then
    as_root=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    as_root="sudo -n"
else
    as_root="no"
fi

if [ "$as_root" != no ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing for the layout tests: $missing"
    options="-qq -y -o Acquire::Retries=3 -o DPkg::Lock::Timeout=120"
    # shellcheck disable=SC2086  # each of these is a list of words
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get $options update </dev/null &&
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get $options install --no-install-recommends $missing \
            </dev/null >/dev/null || echo "apt-get failed." >&2
fi

writer && poppler && exit 0
{
    echo "The layout tests need LibreOffice Writer and pdftotext. Please install them, then run this again:"
    echo "    Debian:  sudo apt-get install libreoffice-writer-nogui poppler-utils"
    echo "    Fedora:  sudo dnf install libreoffice-writer poppler-utils"
} >&2
exit 1
