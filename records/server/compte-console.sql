-- Rights of the console's own account: its sessions and the forms that it keeps an hour; it checks that the schema is that of
-- its release. Nothing of a case, of a payment, of a person: those come from the API, in the name of who is signed in.
-- Run by the owner (`ess migrer --console ess_console`), or by hand:
--   create role ess_console login password '…';
--   psql "$DATABASE_URL" -f records/server/compte-console.sql
grant usage on schema public to ess_console;
grant select, insert, update, delete on console_sessions, console_saisies to ess_console;
grant select on migrations to ess_console;
