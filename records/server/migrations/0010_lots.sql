create table comptes_caisse (
  caisse text primary key,
  titulaire text not null,
  iban text not null,
  bic text,
  ville text,
  code_postal text,
  maj_le timestamptz not null default now(),
  check (ville is not null or code_postal is null)
);
comment on table comptes_caisse is 'Account from which a caisse (department) pays.';

create table lots (
  caisse text not null,
  numero integer not null check (numero >= 1),
  identifiant text not null unique,
  execution_le date not null,
  nombre integer not null check (nombre >= 1),
  total_centimes bigint not null check (total_centimes > 0),
  contenu text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  cree_le timestamptz not null,
  primary key (caisse, numero)
);
comment on table lots is 'Batches of credit transfers given to a bank, as they were written: exported again, the same file.';

create table lot_lignes (
  reference text primary key,
  caisse text not null,
  numero integer not null,
  ess text not null,
  paiement text not null,
  emission integer not null check (emission >= 1),
  montant_centimes bigint not null check (montant_centimes > 0),
  unique (ess, paiement, emission),
  foreign key (caisse, numero) references lots (caisse, numero),
  foreign key (ess, paiement) references paiements (ess, paiement)
);
comment on table lot_lignes is 'One line a transfer. The same issue of a payment is never in two batches.';
comment on column lot_lignes.emission is '1 for the order, 2 for the first time it was issued again…';
create index lot_lignes_lot on lot_lignes (caisse, numero);
