-- Rights of an account that runs the application without owning the schema: it cannot disable a trigger, drop a
-- constraint, or change what is append-only. Run by the owner, after each release that adds a table, e.g.
--   create role ess_app login password '…';
--   psql "$DATABASE_URL" -f records/server/compte-restreint.sql
grant usage on schema public to ess_app;
grant select, insert, update, delete on all tables in schema public to ess_app;
grant usage on all sequences in schema public to ess_app;
revoke update, delete, truncate on journal, suivis_paiement, anomalies, migrations from ess_app;
revoke update, delete, truncate on grand_livre, envois from ess_app;
revoke insert, update, delete, truncate on comptes_du_livre from ess_app;
revoke insert on migrations from ess_app;
revoke update, truncate on ecritures, acces from ess_app;
revoke delete on dossiers, paiements, territoires, finess, contrats, territoires_amorcage, mandats, delegations from ess_app;
-- Sessions of the console and the forms that it keeps: its own account's alone (compte-console.sql).
revoke all on console_sessions, console_saisies from ess_app;
