create table mandats (
  id uuid primary key default gen_random_uuid(),
  ess text not null,
  titulaire text not null,
  donne_par text not null,
  donne_le timestamptz not null default now(),
  retire_le timestamptz
);
comment on table mandats is 'Who may act for an ESS as its porteur: a subject (issuer|sub) of an identity provider, or a whole organisation.';
create unique index mandats_en_cours on mandats (ess, titulaire) where retire_le is null;
create index mandats_titulaire on mandats (titulaire) where retire_le is null;

create table delegations (
  id uuid primary key default gen_random_uuid(),
  delegant text not null,
  delegataire text not null check (delegataire <> delegant),
  organisation text not null,
  role text not null check (role in ('ars', 'caisse')),
  regions text[] not null,
  caisses text[] not null,
  du date not null,
  au date not null check (au >= du and au <= du + 366),
  motif text not null check (motif <> ''),
  creee_le timestamptz not null default now(),
  revoquee_le timestamptz
);
comment on table delegations is 'An agent acts for another of the same organisation, for a time; never erased, ended by revoquee_le.';
create index delegations_delegataire on delegations (delegataire, au);
create index delegations_delegant on delegations (delegant, au);

create table actes (
  id bigint generated always as identity primary key,
  ess text not null,
  message_id text not null,
  commande text not null,
  role text not null,
  sujet text not null,
  organisation text not null,
  delegation uuid references delegations (id),
  issue text not null default 'demande' check (issue in ('demande', 'accepte', 'refuse')),
  le timestamptz not null default now(),
  unique (ess, message_id)
);
comment on table actes is 'Who asked for each command: the journal only names a role. Written before the command is sent, settled by its answer.';
create index actes_commande on actes (ess, commande, id);

alter table acces add column motif text;
comment on column acces.motif is 'Why something was erased.';

create table calendriers (
  id uuid primary key default gen_random_uuid(),
  secret_sha256 text not null unique check (secret_sha256 ~ '^[0-9a-f]{64}$'),
  demande jsonb not null,
  identite jsonb not null,
  sujet text not null,
  cree_le timestamptz not null default now(),
  expire_le timestamptz not null default now() + interval '1 year',
  revoque_le timestamptz
);
comment on table calendriers is 'Links for calendar programs, which carry no token: what they show, in the name of whom, until when. The secret itself is not kept.';
create index calendriers_sujet on calendriers (sujet, cree_le);
