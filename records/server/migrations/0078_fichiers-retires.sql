-- Who sent a file by mistake takes it back before anyone else has looked at it. What is left says that a document lacks.
create table fichiers_retires (
  id uuid primary key,
  ess text not null,
  code text not null,
  exercice integer,
  retire_par text not null,
  retire_le timestamptz not null default now()
);
comment on table fichiers_retires is 'Files taken back by who sent them: of which piece, by which role. Neither their name nor their content is kept.';
create index fichiers_retires_ess on fichiers_retires (ess);
