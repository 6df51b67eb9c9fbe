create table fiches (
  id uuid primary key,
  ess text not null,
  nature text not null,
  contenu jsonb not null,
  cree_le timestamptz not null default now()
);
comment on table fiches is 'Personal or free data that a command carries outside the workflow, which holds only the id. Erasing a person is a deletion here.';
create index fiches_ess on fiches (ess, nature);

create table adhesions (
  ess text not null,
  rpps text not null check (rpps ~ '^[0-9]{11}$'),
  nom text not null,
  prenom text not null,
  specialite text not null,
  liberal boolean not null,
  signee_le date not null,
  sortie_le date,
  maj_le timestamptz not null default now(),
  primary key (ess, rpps, signee_le),
  check (sortie_le is null or sortie_le >= signee_le)
);
comment on table adhesions is 'Signed adhesion forms (ADH-01); counted on a date for the dotation (DEC-11).';
comment on column adhesions.sortie_le is 'Day the doctor left: no longer counted on that day.';
