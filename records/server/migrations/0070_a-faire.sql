-- What each case awaits of each role (domain/attentes), kept at each write of the journal; what time makes of it is computed at reading.
create table attentes (
  ess text not null references dossiers,
  de text not null,
  aupres text not null,
  cle text not null,
  actes text[] not null,
  connus jsonb not null,
  dernier_jour date,
  silence text,
  silence_le date,
  regle text not null,
  depuis date not null,
  fuseau text not null,
  decalage interval not null default '0',
  primary key (ess, de, aupres, cle),
  check ((silence is null) = (silence_le is null))
);
comment on table attentes is 'What is awaited of whom, of each case as it stands: « à faire ».';
comment on column attentes.aupres is 'Region of the ARS or code of the caisse that is awaited; empty for the other roles.';
comment on column attentes.depuis is 'Legal date of the event from which it is awaited.';
comment on column attentes.decalage is 'Of the clock of the case on the real one: none outside tests and demonstrations.';
create index attentes_de on attentes (de, aupres);
create index attentes_ordre on attentes (de, (coalesce(dernier_jour, 'infinity'::date)), ess, cle, aupres);

-- Who of an organisation looks at a case, or deals with it: told to colleagues, never a right. Erased at will.
create table suivis (
  ess text not null references dossiers,
  role text not null,
  organisation text not null,
  sujet text not null,
  comme text not null check (comme in ('regarde', 'traite')),
  nom text,
  depuis timestamptz not null default now(),
  primary key (ess, role, organisation, sujet)
);

alter table dossiers
  add column attendu text[] not null default '{}',
  add column attendu_jour date,
  add column avis text not null default 'aucun',
  add column rivaux integer not null default 0,
  add column dates_signalees integer not null default 0,
  add column dernier_acte text,
  add column dernier_acteur text,
  add column dernier_acte_le date;
comment on column dossiers.attendu is 'Roles of which something is awaited.';
comment on column dossiers.attendu_jour is 'The first last day of what is awaited, past ones included.';
comment on column dossiers.avis is 'The opinion of the caisse: awaited, or the last one given.';
comment on column dossiers.rivaux is 'How many other cases claim a part of the territory (DEC-56).';
comment on column dossiers.dates_signalees is 'Dates declared by the porteur that nobody has confirmed or contested (DEC-29).';
comment on column dossiers.dernier_acte is 'The last event that somebody made, not the system.';
create index dossiers_attendu on dossiers using gin (attendu);
create index dossiers_tri_attendu on dossiers ((coalesce(attendu_jour, 'infinity'::date)), ess);
create index dossiers_tri_rivaux on dossiers (rivaux, ess);
create index dossiers_tri_dernier_acte on dossiers ((coalesce(dernier_acte_le, '-infinity'::date)), ess);
