-- What the connector of Démarche Numérique knows of each démarche and of each of its dossiers. No content of a form: that is
-- in the fiches of the case, where it can be erased.
create table demarches (
  instance text not null,
  numero integer not null,
  releve_jusqua timestamptz,
  releve_le timestamptz,
  entier_le timestamptz,
  panne text,
  panne_depuis timestamptz,
  ecriture_suspendue text,
  ecarts jsonb not null default '[]',
  primary key (instance, numero)
);
comment on column demarches.releve_jusqua is 'By the clock of the service: when the last complete reading began.';
comment on column demarches.ecriture_suspendue is 'Why nothing more is written there: the service would decide by itself.';

create table dossiers_demarches (
  instance text not null,
  numero integer not null,
  demarche integer not null,
  groupe text not null,
  etat text not null check (etat in ('en_construction', 'en_instruction', 'accepte', 'refuse', 'sans_suite', 'retire', 'expire', 'supprime')),
  depose_le timestamptz not null,
  modifie_le timestamptz not null,
  traite_jusqua timestamptz,
  nature text check (nature in ('lettre-intention', 'projet-sante')),
  ess text,
  rattache_a text,
  suite text not null default 'a-importer' check (suite in ('a-importer', 'a-rattacher', 'importe')),
  motif text,
  ecrit_rang integer not null default 0,
  constats jsonb not null default '[]',
  primary key (instance, numero),
  foreign key (instance, demarche) references demarches (instance, numero),
  constraint importe_dans_un_dossier check ((suite = 'importe') = (ess is not null))
);
comment on column dossiers_demarches.traite_jusqua is 'The last change that was wholly dealt with; null: to be looked at again.';
comment on column dossiers_demarches.rattache_a is 'The case that someone named for a dossier which named none.';
comment on column dossiers_demarches.ecrit_rang is 'Up to which line the journal of the case was written there.';
create index dossiers_demarches_ess on dossiers_demarches (ess) where ess is not null;
create index dossiers_demarches_a_traiter on dossiers_demarches (instance, demarche, depose_le)
  where traite_jusqua is null or traite_jusqua < modifie_le;

create table echecs_demarches (
  instance text not null,
  numero integer not null,
  cause text not null,
  essais integer not null check (essais > 0),
  depuis timestamptz not null,
  prochain_le timestamptz not null,
  primary key (instance, numero),
  foreign key (instance, numero) references dossiers_demarches (instance, numero)
);

create table actes_demarches (
  cle text primary key,
  instance text not null,
  numero integer not null,
  genre text not null,
  statut text not null check (statut in ('fait', 'alerte', 'incident')),
  detail text,
  le timestamptz not null default now(),
  leve_le timestamptz,
  foreign key (instance, numero) references dossiers_demarches (instance, numero)
);
comment on table actes_demarches is 'What was done once and for all of a dossier, here or there, and what someone must look at.';
create index actes_demarches_dossier on actes_demarches (instance, numero);
create index actes_demarches_ouverts on actes_demarches (instance) where statut <> 'fait' and leve_le is null;
