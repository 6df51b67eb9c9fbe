-- A signed letter comes back as a scan, attached to the event that it carries.
alter table fichiers add column rang integer check (rang > 0);
comment on column fichiers.rang is 'Ordinal of the event whose signed letter this is; null for every other document.';
alter table fichiers drop constraint fichiers_ess_code_exercice_sha256_key;
alter table fichiers add constraint fichiers_contenu unique nulls not distinct (ess, code, exercice, rang, sha256);
create index fichiers_rang on fichiers (ess, rang) where rang is not null;
