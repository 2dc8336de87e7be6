-- The roles of Kept, once per cluster. Run as a superuser in any database; may be run again.
-- Passwords are set apart (deploy/init-db.sh, config/launch/roles.py), table grants after migrate.
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY[
        'kept_owner', 'kept_migrate', 'kept_app', 'kept_purge', 'kept_worker', 'kept_backup'
    ] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', name);
        END IF;
    END LOOP;
END
$$;

-- Owns the schema and the tables; nobody signs in as it.
ALTER ROLE kept_owner NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION;
-- Migrations only: becomes the owner as soon as it connects.
ALTER ROLE kept_migrate LOGIN NOINHERIT NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION;
-- The web: member of nothing.
ALTER ROLE kept_app LOGIN NOINHERIT NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION;
-- Removes what has expired; sees the expiry column only.
ALTER ROLE kept_purge NOLOGIN NOINHERIT NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION;
-- The Celery worker.
ALTER ROLE kept_worker LOGIN NOINHERIT NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION;
-- Dumps every row, changes none.
ALTER ROLE kept_backup LOGIN NOINHERIT NOSUPERUSER BYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION;
ALTER ROLE kept_backup SET default_transaction_read_only = on;

GRANT kept_owner TO kept_migrate WITH INHERIT FALSE, SET TRUE, ADMIN FALSE;
GRANT kept_purge TO kept_worker WITH INHERIT FALSE, SET TRUE, ADMIN FALSE;
ALTER ROLE kept_migrate SET role = 'kept_owner';
