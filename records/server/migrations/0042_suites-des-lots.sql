-- A batch that was not sent can be withdrawn, and its payments are due again under another reference; sent, it cannot.
create table lots_suites (
  caisse text not null,
  numero integer not null,
  suite text not null check (suite in ('envoye', 'retire')),
  motif text,
  le timestamptz not null default now(),
  primary key (caisse, numero),
  foreign key (caisse, numero) references lots (caisse, numero),
  check ((suite = 'retire') = (motif is not null))
);
comment on table lots_suites is 'What became of a batch: sent to the bank, or withdrawn. One of the two, once.';

create trigger lots_suites_gardees before update or delete on lots_suites
  for each row execute function refuser_changement_d_argent();
comment on column lot_lignes.emission is '1 for the order, one more each time it was issued again, paid in part, or withdrawn with its batch.';
