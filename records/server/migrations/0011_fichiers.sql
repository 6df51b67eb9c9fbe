create table fichiers (
  id uuid primary key,
  ess text not null,
  code text not null,
  exercice integer,
  nom text not null,
  type text not null,
  taille bigint not null check (taille > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  examen text not null check (examen in ('sain', 'non-analyse')),
  depose_par text not null,
  depose_le timestamptz not null default now(),
  unique nulls not distinct (ess, code, exercice, sha256)
);
comment on table fichiers is 'Files of a case; their content is outside, under its SHA-256. The same file sent again for the same piece is one row.';
comment on column fichiers.examen is 'non-analyse: no virus scanner was set when it was received.';
create index fichiers_sha256 on fichiers (sha256);

create table acces (
  id bigint generated always as identity primary key,
  ess text not null,
  objet text not null,
  cle text not null,
  acte text not null check (acte in ('depot', 'lecture', 'effacement')),
  par text not null,
  le timestamptz not null default now()
);
comment on table acces is 'Who put, read or erased a file or a record that names people. It names no one but the role, and is kept when the thing is erased.';
create index acces_ess on acces (ess, id);
