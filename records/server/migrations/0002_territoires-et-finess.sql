create table territoires (
  id bigint generated always as identity primary key,
  specialite text not null,
  departement text not null,
  ess text not null,
  conteste boolean not null,
  derogation boolean not null,
  revendique_le date not null,
  libere_le date,
  check (not (conteste and derogation))
);
comment on table territoires is 'Claims on (specialty, department) pairs (ELI-02, DEC-15).';
comment on column territoires.conteste is 'Another ESS held the pair when this claim was made: its contract stays blocked (AMO-05).';
comment on column territoires.derogation is 'The CPN allowed this claim beside another (DER-02).';
create unique index territoires_un_seul_titulaire on territoires (specialite, departement)
  where libere_le is null and not conteste and not derogation;
create unique index territoires_une_revendication_par_ess on territoires (ess, specialite, departement)
  where libere_le is null;
create index territoires_paires on territoires (specialite, departement) where libere_le is null;

create table finess (
  ess text primary key,
  numero text not null unique check (numero ~ '^([0-9]{2}|2[AB])[0-9]{7}$'),
  departement text,
  mode text not null check (mode in ('automatique', 'manuel')),
  attribue_le timestamptz not null default now(),
  ferme_le date
);
comment on table finess is 'FINESS numbers of the ESS (FIN-01): one each, never the same twice.';

create table plages_finess (
  departement text primary key,
  prefixe text not null,
  prochain integer not null,
  dernier integer not null,
  check (prochain between 0 and dernier + 1),
  check (dernier <= 999999)
);
comment on table plages_finess is 'Range of ordinals from which the numbers of a department are taken; an ARS may set its own range here.';
comment on column plages_finess.prochain is 'Next ordinal; it only moves forward, so a number is never given twice.';
