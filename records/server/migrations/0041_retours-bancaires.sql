-- What banks answered, and what became of it: nothing is applied twice when a file comes twice, or both as camt and pain.
create table retours_bancaires (
  caisse text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  format text not null check (format in ('pain.002', 'camt', 'csv')),
  lignes integer not null check (lignes >= 1),
  recu_le timestamptz not null default now(),
  primary key (caisse, sha256)
);
comment on table retours_bancaires is 'Files that a caisse received from its bank and gave us, by their print: what they say of others stays with the caisse.';

create table retour_lignes (
  reference text not null references lot_lignes (reference),
  statut text not null check (statut in ('execute', 'rejete', 'retourne')),
  caisse text not null,
  sha256 text not null,
  ess text not null,
  paiement text not null,
  le date not null,
  montant_centimes bigint not null check (montant_centimes > 0),
  raison text,
  applique_le timestamptz not null default now(),
  primary key (reference, statut),
  foreign key (caisse, sha256) references retours_bancaires (caisse, sha256)
);
comment on table retour_lignes is 'Lines of those files that became acts of the caisse: a transfer leaves once, is rejected once, comes back once.';
create index retour_lignes_fichier on retour_lignes (caisse, sha256);
create index retour_lignes_paiement on retour_lignes (ess, paiement);

create trigger retours_gardes before update or delete on retours_bancaires
  for each row execute function refuser_changement_d_argent();
create trigger retour_lignes_gardees before update or delete on retour_lignes
  for each row execute function refuser_changement_d_argent();
