#!/bin/bash
# Stand-ins of the two base images of the Dockerfile, for a machine that reaches Debian's packages and no image registry: the
# same packages, under the same names. As root, with debootstrap and podman. Usage: bases.sh NODE_IMAGE BASE_IMAGE NODE_BINARY
set -euo pipefail
node_image=$1 base_image=$2 node=$3
travail=$(mktemp -d)
trap 'rm -rf "$travail"' EXIT

importer() { # folder, name, changes…
  local racine=$1 nom=$2
  shift 2
  tar -C "$racine" --numeric-owner -c . | podman import --quiet "${@/#/--change=}" --change='LABEL substitut=oui' - "$nom"
}

# node:…-bookworm-slim: a minimal Debian less its documentation, Node and npm. Its authorities are this machine's: a
# network may have one of its own.
debootstrap --variant=minbase --include=ca-certificates bookworm "$travail/node" >"$travail/journal" 2>&1 ||
  { tail -n 20 "$travail/journal" >&2; exit 1; }
rm -rf "$travail/node"/{var/cache/apt,var/lib/apt/lists,usr/share/{doc,man,locale,info},var/log}/*
install -m 755 "$node" "$travail/node/usr/local/bin/node"
npm=$(dirname "$(dirname "$(readlink -f "$(command -v npm)")")")
mkdir -p "$travail/node/usr/local/lib/node_modules"
cp -a "$npm" "$travail/node/usr/local/lib/node_modules/npm"
ln -s ../lib/node_modules/npm/bin/npm-cli.js "$travail/node/usr/local/bin/npm"
cp --dereference /etc/ssl/certs/ca-certificates.crt "$travail/node/etc/ssl/certs/ca-certificates.crt"
importer "$travail/node" "$node_image" 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' \
  'ENV NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt' 'CMD ["node"]'

# gcr.io/distroless/cc-debian12: the files of these packages alone.
mkdir -p "$travail/paquets" "$travail/cc/etc/ssl/certs" "$travail/cc/tmp"
(cd "$travail/paquets" && chmod 755 "$travail" . && apt-get download -q base-files netbase tzdata libc6 libgcc-s1 libstdc++6 libgomp1 libssl3 gcc-12-base media-types) >"$travail/journal" 2>&1 ||
  { cat "$travail/journal" >&2; exit 1; }
for paquet in "$travail"/paquets/*.deb; do dpkg-deb -x "$paquet" "$travail/cc"; done
rm -rf "$travail/cc"/usr/share/{doc,man,locale,info,lintian}/* "$travail/cc/usr/lib/x86_64-linux-gnu/gconv"
cp "$travail/node/etc/ssl/certs/ca-certificates.crt" "$travail/cc/etc/ssl/certs/"
printf 'hosts: files dns\n' >"$travail/cc/etc/nsswitch.conf"
chmod 1777 "$travail/cc/tmp"
importer "$travail/cc" "$base_image" 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' 'USER 65532'
