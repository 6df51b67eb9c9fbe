-- What a person keeps for themselves: drafts, views, what they have read, how they want to be told. All of it goes with the row of
-- `espaces`; nothing of it is a fact of a case, and none of it is ever in the journal.
create table espaces (
  sujet text primary key,
  version integer not null default 0,
  courriel text check (length(courriel) <= 254),
  courriel_confirme_le timestamptz,
  recapitulatif smallint check (recapitulatif between 1 and 7),
  avec_rien boolean not null default false,
  raccourcis boolean not null default false,
  identite jsonb,
  desinscription uuid not null default gen_random_uuid() unique,
  venu_le date not null default current_date,
  constraint recapitulatif_quelque_part check (recapitulatif is null or courriel is not null)
);
comment on column espaces.sujet is 'Issuer and subject of the token: a person at their provider.';
comment on column espaces.version is 'Raised by each change of what the person chose: the ETag of the preferences.';
comment on column espaces.courriel_confirme_le is 'When a code sent to that address came back; nothing else is sent to it before.';
comment on column espaces.recapitulatif is 'ISO day of the week of the digest; null: none.';
comment on column espaces.identite is 'Role and scope of the last token: in whose name the digest is read.';
comment on column espaces.desinscription is 'Secret of the links that end the digest: it can do nothing else.';
comment on column espaces.venu_le is 'Last day on which the person came: what follows from it ends when they come no more.';

create table brouillons (
  sujet text not null references espaces on delete cascade,
  id uuid not null,
  version integer not null default 1,
  formulaire text not null,
  ess text,
  titre text,
  contenu text not null check (octet_length(contenu) <= 131072),
  cree_le timestamptz not null default now(),
  modifie_le timestamptz not null default now(),
  primary key (sujet, id)
);
comment on column brouillons.contenu is 'JSON as text, as it was typed: it may hold what jsonb does not take.';
create index brouillons_modifie_le on brouillons (modifie_le);

create table vues (
  sujet text not null references espaces on delete cascade,
  id uuid not null,
  page text not null,
  nom text not null,
  requete text not null check (length(requete) <= 4000),
  cree_le timestamptz not null default now(),
  primary key (sujet, id),
  unique (sujet, page, nom)
);
comment on column vues.requete is 'Query string of the page: criteria, sort, columns.';

create table lus (
  sujet text not null references espaces on delete cascade,
  ess text not null,
  rang integer not null check (rang >= 0),
  lu_le timestamptz not null default now(),
  primary key (sujet, ess)
);
create index lus_du_plus_recent on lus (sujet, lu_le desc);

create table codes_de_courriel (
  sujet text primary key references espaces on delete cascade,
  courriel text not null,
  sha256 text not null,
  expire_le timestamptz not null,
  essais smallint not null default 0
);
comment on table codes_de_courriel is 'The code last sent to prove that an address is read by who gave it; its digest is kept.';

create table courriels_personnels (
  id bigint generated always as identity primary key,
  cle text not null unique,
  sujet text not null references espaces on delete cascade,
  nature text not null check (nature in ('code', 'recapitulatif')),
  adresse text not null,
  objet text not null,
  corps text not null,
  corps_html text,
  message_id text not null,
  cree_le timestamptz not null default now(),
  envoye_le timestamptz,
  tentatives integer not null default 0,
  prochain_essai timestamptz not null default now(),
  derniere_erreur text
);
comment on table courriels_personnels is 'Mails to a person about their own work: never a letter of the procedure. The key says which one, for ever: no one is told the same thing twice.';
create index courriels_personnels_a_envoyer on courriels_personnels (prochain_essai) where envoye_le is null;
create index courriels_personnels_sujet on courriels_personnels (sujet, cree_le);
