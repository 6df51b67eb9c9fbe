create table contacts (
  id bigint generated always as identity primary key,
  ess text,
  territoire text,
  role text not null check (role in ('porteur', 'ars', 'caisse', 'national', 'exploitant')),
  adresse text not null check (adresse like '_%@_%'),
  nom text,
  check (ess is null or territoire is null),
  unique nulls not distinct (ess, territoire, role, adresse)
);
comment on table contacts is 'Where notices go. A row of the ESS wins over the row of its territory, which wins over the default address.';
comment on column contacts.ess is 'Set: the contact is this ESS''s own (its référent for the porteur).';
comment on column contacts.territoire is 'Set: region of an ARS or department of a caisse. Neither set: everywhere (national, exploitant).';
comment on column contacts.nom is 'Personal data: erased with the contact.';

create table avis (
  id bigint generated always as identity primary key,
  cle text not null,
  destinataire text not null,
  ess text not null,
  rang integer not null,
  evenement text not null,
  objet text not null,
  corps text not null,
  adresses text[] not null check (cardinality(adresses) > 0),
  message_id text not null unique,
  cree_le timestamptz not null default now(),
  envoye_le timestamptz,
  tentatives integer not null default 0,
  derniere_erreur text,
  unique (cle, destinataire)
);
comment on table avis is 'Outbox of e-mails: one per effect and addressee, written before anything is sent.';
comment on column avis.message_id is 'Derived from (cle, destinataire): a second delivery of the same notice carries the same identifier.';
create index avis_a_envoyer on avis (cree_le) where envoye_le is null;
create index avis_ess on avis (ess, rang);
