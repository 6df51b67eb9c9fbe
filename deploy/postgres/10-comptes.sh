#!/bin/bash
# Run once by the official PostgreSQL image, on an empty volume: one account and one database for each use, none of them
# superuser. Passwords come from the secrets; they are not written in any file of the container.
set -euo pipefail
secrets="${SECRETS:-/run/secrets}"

compte() { # account, secret
  psql --no-psqlrc -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
    -v compte="$1" -v secret="$(cat "$secrets/$2")" <<'SQL'
create role :"compte" login password :'secret';
SQL
}

base() { # database, owner
  psql --no-psqlrc -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres -v base="$1" -v compte="$2" <<'SQL'
create database :"base" owner :"compte";
revoke connect on database :"base" from public;
SQL
}

compte ess_migration mot-de-passe-migration
compte ess_app mot-de-passe-application
compte ess_console mot-de-passe-console
compte temporal mot-de-passe-temporal
base ess ess_migration
base temporal temporal
base temporal_visibility temporal
psql --no-psqlrc -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres -c 'grant connect on database ess to ess_app, ess_console'
