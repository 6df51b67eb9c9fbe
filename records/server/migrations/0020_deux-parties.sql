-- Acts of two parties (sign, propose then approve): within one case, an organisation is one party of each, never two.
create extension if not exists btree_gist;

alter table actes
  add column famille text,
  add column empreinte text,
  add column envois smallint not null default 0 check (envois >= 0);
comment on column actes.famille is 'Acts that are two sides of one thing (identity/rights.ts); null for the others.';
comment on column actes.empreinte is 'Digest of what was asked under that identifier, where the act has a family.';
comment on column actes.envois is 'Requests of this act whose answer has not come, where the act has a family: none may still be accepted at 0.';

-- What was accepted before stays. Where an organisation acted for two parties already, its first one is the party that it is.
update actes set famille = parties.famille
from (
  select id, role, f.famille, first_value(role) over (partition by ess, f.famille, organisation order by id) as premier
  from actes join (values
    ('signer-contrat-amorcage', 'contrat-amorcage'),
    ('signer-contrat-dotation', 'contrat-dotation'),
    ('proposer-resiliation', 'resiliation'),
    ('approuver-resiliation', 'resiliation'),
    ('fixer-montant-dotation', 'montant-dotation'),
    ('approuver-montant-dotation', 'montant-dotation')) as f (commande, famille) using (commande)
  where issue <> 'refuse') as parties
where actes.id = parties.id and parties.role = parties.premier;

-- Refused by the case, an act leaves the way free. Anything else counts, also while its answer has not come.
alter table actes add constraint actes_deux_parties
  exclude using gist (ess with =, famille with =, organisation with =, role with <>)
  where (famille is not null and issue <> 'refuse');
