-- The database of Kept. Run as a superuser inside the database "kept"; may be run again.
ALTER DATABASE kept OWNER TO kept_owner;
REVOKE ALL ON DATABASE kept FROM PUBLIC;
GRANT CONNECT ON DATABASE kept TO kept_migrate, kept_app, kept_worker, kept_backup;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO kept_owner;
GRANT USAGE ON SCHEMA public TO kept_app, kept_purge, kept_worker, kept_backup;
