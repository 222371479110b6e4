#!/usr/bin/env bash
# Builds the module http_async_client, which Debian's packages leave out, from Debian's own source of the installed Kamailio, and puts it
# beside Kamailio's other modules. As root. Build again after each upgrade of Kamailio.
set -euo pipefail
apt-get update
modules=$(kamailio -I | sed -n 's/.*Default paths to modules: //p')
version=$(dpkg-query --show --showformat='${source:Version}' kamailio)
# Where the installed version came from, as "500 http://... bookworm/main amd64 Packages".
read -r _ archive suite _ < <(apt-cache policy kamailio | grep --after-context=1 '\*\*\*' | tail -1)

work=$(mktemp --directory)
trap 'rm -rf "$work"' EXIT
mkdir --parents "$work/lists/partial"
echo "deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $archive ${suite%/*} ${suite#*/}" >"$work/sources.list"
sources=(-o "Dir::Etc::SourceList=$work/sources.list" -o Dir::Etc::SourceParts=- -o "Dir::State::Lists=$work/lists" -o APT::Sandbox::User=root)

apt-get install --yes --no-install-recommends gcc make libc6-dev flex bison pkg-config dpkg-dev libcurl4-openssl-dev libevent-dev
apt-get "${sources[@]}" update
cd "$work"
apt-get "${sources[@]}" source --download-only "kamailio=$version"
dpkg-source --extract kamailio_*.dsc source
cd source
make cfg prefix=/usr cfg_target=/etc/kamailio/ FLAVOUR=kamailio
make modules modules=src/modules/http_async_client
install --mode=644 src/modules/http_async_client/http_async_client.so "$modules/"
