#!/bin/sh
# Roles, passwords and database, once, when the volume is empty (postgres image, initdb.d).
set -eu
deploy=${KEPT_DEPLOY:-/deploy}
secrets=${KEPT_SECRETS:-/run/secrets}
query() { psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username postgres --dbname kept "$@"; }

query --file "$deploy/roles.sql"
for role in app worker migrate backup; do
    # The password stands in the address that the role's own container reads.
    KEPT_PASSWORD=$(sed -E 's#^[^:]+://[^:]+:([^@]+)@.*#\1#' "$secrets/${role}_database_url")
    export KEPT_PASSWORD
    query --set role="kept_$role" <<'SQL'
\getenv password KEPT_PASSWORD
ALTER ROLE :"role" PASSWORD :'password';
SQL
done
query --file "$deploy/database.sql"
