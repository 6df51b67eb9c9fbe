#!/bin/bash
# Stand-ins of the images of docker-compose.yml that are not ours, for a machine that reaches Debian's packages and Go's
# modules and no image registry: the same programs at the same versions (PostgreSQL: Debian's package), built from their
# own sources, with their own entry points. As root, with debootstrap, podman, Go and busybox-static.
# Usage: services.sh NODE_IMAGE POSTGRES TEMPORAL_SERVER TEMPORAL_TOOLS TEMPORAL_UI MAILPIT, the names of the images.
set -euo pipefail
node_image=$1 postgres=$2 serveur=$3 outils=$4 interface=$5 mailpit=$6
ici=$(cd "$(dirname "$0")" && pwd)
travail=$(mktemp -d)
trap 'chmod -R u+w "$travail" && rm -rf "$travail"' EXIT
version() { echo "${1##*:}" | sed 's/^v//'; }
absente() { ! podman image exists "$1"; }
construire() { # folder, name
  buildah bud --quiet --isolation chroot --pull-never --label substitut=oui -t "$2" "$1"
}

if absente "$postgres"; then
  # Debian testing has PostgreSQL 18; its scripts of debootstrap are those of sid.
  debootstrap --variant=minbase --include=postgresql-18 forky "$travail/pg" "" /usr/share/debootstrap/scripts/sid >"$travail/journal" 2>&1 ||
    { tail -n 20 "$travail/journal" >&2; exit 1; }
  rm -rf "$travail/pg"/{var/cache/apt,var/lib/apt/lists,usr/share/{doc,man,locale,info},var/log,var/lib/postgresql}/*
  # The official image's user, whoever has its numbers here.
  chroot "$travail/pg" sh -c 'for autre in $(getent group 999 | cut -d: -f1); do groupmod -g 899 "$autre"; done
    for autre in $(getent passwd 999 | cut -d: -f1); do usermod -u 899 "$autre"; done
    groupmod -g 999 postgres && usermod -u 999 -g 999 -d /var/lib/postgresql postgres'
  mkdir -p "$travail/pg/docker-entrypoint-initdb.d" "$travail/pg/run/postgresql"
  chown 999:999 "$travail/pg/var/lib/postgresql" "$travail/pg/run/postgresql"
  chmod 1777 "$travail/pg/var/lib/postgresql" && chmod 3777 "$travail/pg/run/postgresql"
  # As the official image has it.
  sed -ri "s!^#?(listen_addresses)\s*=\s*\S+.*!\1 = '*'!" "$travail/pg/usr/share/postgresql/18/postgresql.conf.sample"
  install -m 755 "$ici/postgres-entrypoint.sh" "$travail/pg/usr/local/bin/docker-entrypoint.sh"
  touch "$travail/pg/usr/local/bin/docker-ensure-initdb.sh"
  tar -C "$travail/pg" --numeric-owner -c . | podman import --quiet --change='LABEL substitut=oui' \
    --change='ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/lib/postgresql/18/bin' \
    --change='ENV PGDATA=/var/lib/postgresql/18/docker' --change='ENV PG_MAJOR=18' --change='ENV LANG=C.UTF-8' \
    --change='VOLUME /var/lib/postgresql' --change='STOPSIGNAL SIGINT' \
    --change='ENTRYPOINT ["docker-entrypoint.sh"]' --change='CMD ["postgres"]' - "$postgres"
fi

# The others have Alpine: its shell and its tools are busybox.
mkdir "$travail/alpin"
cp /bin/busybox "$travail/alpin/"
alpin() { # folder
  cp "$travail/alpin/busybox" "$1/busybox"
  # Debian's busybox has no nc -z, which Alpine's has: whether somebody listens.
  printf '#!/bin/bash\n[ "$1" = -z ] && exec 3<>"/dev/tcp/$2/$3"\n' >"$1/nc"
  cat >"$1/Containerfile" <<FIN
FROM $node_image
COPY busybox /bin/busybox
COPY --chmod=755 nc /usr/local/bin/nc
RUN ln -sf busybox /bin/sh && ln -sf /bin/busybox /usr/local/bin/hostname \
  && printf 'temporal:x:1000:1000::/home/temporal:/bin/sh\n' >> /etc/passwd && printf 'temporal:x:1000:\n' >> /etc/group \
  && rm -rf /usr/local/bin/node /usr/local/lib/node_modules
FIN
}

compiler() { # module, version, package, file
  local dossier="$travail/modules/${1//\//-}"
  mkdir -p "$dossier"
  (
    cd "$dossier"
    [ -f go.mod ] || { printf 'module substitut\ngo 1.26\n' >go.mod && go get "$1@v$2" >/dev/null; }
    CGO_ENABLED=0 GOFLAGS=-mod=mod go build -trimpath -ldflags='-s -w' -gcflags=all=-dwarf=false -tags=disable_grpc_modules -o "$4" "$1/$3"
  ) >"$travail/journal" 2>&1 || { tail -n 20 "$travail/journal" >&2; exit 1; }
}
module() { # module, version: where its sources are
  echo "$(go env GOMODCACHE)/$1@v$2"
}

temporal=go.temporal.io/server
if absente "$serveur"; then
  mkdir "$travail/serveur" && alpin "$travail/serveur"
  compiler $temporal "$(version "$serveur")" cmd/server "$travail/serveur/temporal-server"
  cp "$(module $temporal "$(version "$serveur")")/docker/scripts/sh/entrypoint.sh" "$travail/serveur/"
  cat >>"$travail/serveur/Containerfile" <<'FIN'
COPY --chmod=755 temporal-server /usr/local/bin/
COPY --chmod=755 entrypoint.sh /etc/temporal/entrypoint.sh
WORKDIR /etc/temporal
USER temporal
CMD [ "/etc/temporal/entrypoint.sh" ]
FIN
  construire "$travail/serveur" "$serveur"
fi

if absente "$outils"; then
  mkdir "$travail/outils" && alpin "$travail/outils"
  compiler $temporal "$(version "$outils")" cmd/tools/sql "$travail/outils/temporal-sql-tool"
  cp -r "$(module $temporal "$(version "$outils")")/schema" "$travail/outils/schema"
  chmod -R u+w "$travail/outils/schema"
  cat >>"$travail/outils/Containerfile" <<'FIN'
COPY --chmod=755 temporal-sql-tool /usr/local/bin/
COPY schema /etc/temporal/schema
USER temporal
FIN
  construire "$travail/outils" "$outils"
fi

ui=github.com/temporalio/ui-server/v2
if absente "$interface"; then
  mkdir "$travail/ui" && alpin "$travail/ui"
  compiler $ui "$(version "$interface")" cmd/server "$travail/ui/ui-server"
  sources=$(module $ui "$(version "$interface")")
  install -m 644 "$sources/config/docker.yaml" "$travail/ui/docker.yaml"
  install -m 755 "$sources/docker/start-ui-server.sh" "$travail/ui/"
  cat >>"$travail/ui/Containerfile" <<'FIN'
WORKDIR /home/ui-server
COPY --chown=1000:1000 ui-server start-ui-server.sh ./
COPY --chown=1000:1000 docker.yaml ./config/docker.yaml
USER temporal
EXPOSE 8080
ENTRYPOINT ["./start-ui-server.sh"]
FIN
  construire "$travail/ui" "$interface"
fi

boite=github.com/axllent/mailpit
if absente "$mailpit"; then
  mkdir "$travail/mailpit" && alpin "$travail/mailpit"
  compiler $boite "$(version "$mailpit")" . "$travail/mailpit/mailpit"
  cat >>"$travail/mailpit/Containerfile" <<'FIN'
COPY --chmod=755 mailpit /mailpit
EXPOSE 1025 8025
ENTRYPOINT ["/mailpit"]
FIN
  construire "$travail/mailpit" "$mailpit"
fi
