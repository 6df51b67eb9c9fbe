-- What the connector says of itself to whoever watches over it, what the service last said of each decision, and who lifted
-- what, and why.
alter table demarches
  add column titre text,
  add column adresse text,
  add column connue_le timestamptz not null default now(),
  add column ecriture boolean not null default true,
  add column jeton_expire_le date,
  add column empechements jsonb not null default '[]',
  add column essai_le timestamptz,
  add column ecriture_suspendue_le timestamptz,
  add column reprise_motif text;
comment on column demarches.adresse is 'Origin of the service, under which its pages are.';
comment on column demarches.ecriture is 'Whether its mapping lets anything be written there.';
comment on column demarches.empechements is 'Sentences: why the connector does not start on it.';
comment on column demarches.essai_le is 'When the connector last had it in hand, whatever came of it.';
comment on column demarches.reprise_motif is 'Why somebody lifted the last suspension.';

create table groupes_demarches (
  instance text not null,
  demarche integer not null,
  groupe text not null,
  libelle text not null,
  region text not null,
  primary key (instance, demarche, groupe),
  foreign key (instance, demarche) references demarches (instance, numero)
);
comment on table groupes_demarches is 'Whose the dossiers of a group are, as its mapping says.';

alter table dossiers_demarches
  add column siege_dit text,
  add column caisse_dite text,
  add column decide_le timestamptz,
  add column decide_par_nous boolean not null default false;
comment on column dossiers_demarches.siege_dit is 'Department whose caisse is to be named, while it is.';
comment on column dossiers_demarches.caisse_dite is 'DEC-66: the caisse that someone named, where its seat has several and the form says none.';
comment on column dossiers_demarches.decide_le is 'When the service last registered a decision.';

alter table actes_demarches
  add column id uuid not null default gen_random_uuid() unique,
  add column leve_motif text;

alter table ecritures
  drop constraint ecritures_objet_check,
  add constraint ecritures_objet_check check (objet in ('compte-caisse', 'lot', 'adhesions', 'mandat', 'delegation',
    'abonnement', 'calendrier', 'retour-bancaire', 'verification-beneficiaire', 'reprise', 'invitation', 'demarche'));
