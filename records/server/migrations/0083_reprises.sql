-- DEC-67: cases under way that an agency takes up together. Facts wait here until both authorities agree; then each case is opened.
create table reprises (
  id uuid primary key default gen_random_uuid(),
  region text not null,
  nom text not null,
  sha256 text not null,
  proposee_par jsonb not null,
  proposee_le timestamptz not null default now(),
  retiree_le timestamptz
);
comment on column reprises.proposee_par is 'Identity of the agent of the ARS: in whose name the cases are opened.';

create table reprises_dossiers (
  reprise uuid not null references reprises on delete cascade,
  place integer not null,
  region text not null,
  reference text not null,
  caisse text not null,
  ess text not null,
  mandataire text,
  faits text not null,
  situation text not null,
  etat text not null default 'proposee' check (etat in ('proposee', 'acceptee', 'refusee', 'ouverte', 'en-erreur', 'retiree')),
  motif text,
  repondue_par jsonb,
  repondue_le timestamptz,
  ouverture_le date,
  ouverte_le timestamptz,
  primary key (reprise, place)
);
comment on column reprises_dossiers.reference is 'The agency''s own name of the case.';
comment on column reprises_dossiers.faits is 'JSON as text: the list of facts, as `reprendre` takes it.';
comment on column reprises_dossiers.repondue_par is 'Identity of the agent of the caisse who agreed: in whose name the reprise is confirmed.';
comment on column reprises_dossiers.ouverture_le is 'Day of the first attempt: an opening that is begun again the day after is the same act.';
create unique index reprises_dossiers_une_fois on reprises_dossiers (region, reference)
  where etat in ('proposee', 'acceptee', 'ouverte');
create index reprises_dossiers_caisse on reprises_dossiers (caisse, etat);

alter table ecritures
  drop constraint ecritures_objet_check,
  add constraint ecritures_objet_check check (objet in ('compte-caisse', 'lot', 'adhesions', 'mandat', 'delegation',
    'abonnement', 'calendrier', 'retour-bancaire', 'verification-beneficiaire', 'reprise'));
