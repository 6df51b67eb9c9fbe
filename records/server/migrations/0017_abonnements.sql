-- Partner systems told of what happens: who asked, the secrets that sign, and what is due to each.

create table abonnements (
  id uuid primary key default gen_random_uuid(),
  adresse text not null,
  evenements text[] check (evenements <> '{}'),
  role text not null check (role in ('porteur', 'ars', 'caisse', 'national')),
  organisation text not null,
  sujet text not null,
  regions text[],
  sieges text[],
  titulaires text[],
  cree_le timestamptz not null default now(),
  suspendu_le timestamptz,
  suspension text check (suspension in ('demande', 'echecs', 'parti')),
  check ((suspendu_le is null) = (suspension is null)),
  -- Each role has its own limit, and only one has none.
  check ((role = 'ars') = (regions is not null)),
  check ((role = 'caisse') = (sieges is not null)),
  check ((role = 'porteur') = (titulaires is not null))
);
comment on table abonnements is 'Partner systems to which events are posted. The scope is that of who subscribed, on that day.';
comment on column abonnements.evenements is 'Names of events; null: all.';
comment on column abonnements.suspension is 'Asked for; or nothing accepted for days; or the receiver said that it is gone (410).';
create index abonnements_organisation on abonnements (organisation, role, cree_le);

create table secrets_abonnement (
  id bigint generated always as identity primary key,
  abonnement uuid not null references abonnements on delete cascade,
  secret text not null check (secret ~ '^whsec_[A-Za-z0-9+/]{43}=$'),
  cree_le timestamptz not null default now(),
  expire_le timestamptz
);
comment on table secrets_abonnement is 'Keys of the signatures: they must be readable to sign. While one replaces another, both sign.';
create index secrets_abonnement_de on secrets_abonnement (abonnement);

create table livraisons (
  id bigint generated always as identity primary key,
  abonnement uuid not null references abonnements on delete cascade,
  ess text,
  rang integer,
  etat text not null default 'attente' check (etat in ('attente', 'livree', 'abandonnee')),
  tentatives integer not null default 0 check (tentatives >= 0),
  prochain_essai timestamptz not null default now(),
  bail_jusqu_a timestamptz,
  statut integer,
  erreur text,
  cree_le timestamptz not null default now(),
  finie_le timestamptz,
  unique (abonnement, ess, rang),
  foreign key (ess, rang) references journal (ess, rang),
  check ((ess is null) = (rang is null)),
  check ((etat = 'attente') = (finie_le is null))
);
comment on table livraisons is 'What is due to each subscription: one row an event, written with it. Without event: a trial that the subscriber asked for.';
comment on column livraisons.bail_jusqu_a is 'Somebody is sending it, until then; later, whoever did is gone.';
comment on column livraisons.statut is 'HTTP status of the last answer. Its body is not kept.';
create index livraisons_dues on livraisons (abonnement, prochain_essai, id) where etat = 'attente';
create index livraisons_en_ordre on livraisons (abonnement, ess, rang) where etat = 'attente';
create index livraisons_registre on livraisons (abonnement, id);
create index livraisons_finies on livraisons (finie_le) where etat <> 'attente';

-- The same limits as a reader's (records/journal/dossiers.ts). A porteur's are the mandates of the day.
create function abonnement_voit(a abonnements, d dossiers) returns boolean language sql stable as $$
  select (a.regions is null or d.region = any(a.regions))
    and (a.sieges is null or d.siege = any(a.sieges))
    and (a.titulaires is null or exists (
      select 1 from mandats m where m.ess = d.ess and m.titulaire = any(a.titulaires) and m.retire_le is null))
$$;
comment on function abonnement_voit is 'Whether a case is within the scope of a subscription.';
