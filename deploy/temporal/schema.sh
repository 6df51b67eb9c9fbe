#!/bin/sh
# Brings Temporal's two databases to the schema of this release of its tools. Safe to run again: at each upgrade, before
# the new server starts. The databases exist already (deploy/postgres). POSTGRES_HOTE and POSTGRES_PORT: a server
# that is elsewhere.
set -eu
SQL_PASSWORD="$(cat "${SECRETS:-/run/secrets}/mot-de-passe-temporal")"
export SQL_PASSWORD

for base in temporal temporal_visibility; do
  case "$base" in
    temporal) schema=temporal ;;
    *) schema=visibility ;;
  esac
  outil() {
    temporal-sql-tool --plugin postgres12 --ep "${POSTGRES_HOTE:-postgres}" --port "${POSTGRES_PORT:-5432}" \
      --user temporal --db "$base" "$@"
  }
  # Where a version is recorded, the tables of versions are there: setting them up again would fail.
  outil setup-schema --version 0.0 || echo "schema $base: set up before"
  outil update-schema --schema-dir "${SCHEMAS:-/etc/temporal/schema}/postgresql/v12/$schema/versioned"
done
