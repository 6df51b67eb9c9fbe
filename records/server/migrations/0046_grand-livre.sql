-- The ledger: each movement of money that the journal makes, in double entry. A row holds its debit and its credit, so
-- that no book that is out of balance can be written at all.

create table comptes_du_livre (
  compte text primary key,
  libelle text not null,
  ordre integer not null unique
);
comment on table comptes_du_livre is 'Accounts of the ledger; their French names are those of the exports.';
insert into comptes_du_livre (compte, libelle, ordre) values
  ('aide', 'Aides accordées', 1),
  ('a-payer', 'Ordonnancé, à payer', 2),
  ('a-reemettre', 'Rejeté ou retourné, à réémettre', 3),
  ('a-recouvrer', 'À recouvrer', 4),
  ('a-rendre', 'Remboursé en trop, à rendre', 5),
  ('banque', 'Banque', 6),
  ('remise', 'Remises accordées', 7),
  ('imputation', 'Remboursements imputés à une autre créance', 8),
  ('reprise', 'Payé avant la reprise du dossier', 9);

create table grand_livre (
  ess text not null,
  rang integer not null,
  ligne smallint not null check (ligne >= 1),
  le date not null,
  caisse text not null,
  contrat text not null check (contrat in ('amorcage', 'dotation')),
  annee integer not null check (annee >= 1),
  objet text not null,
  nature text not null,
  debit text not null references comptes_du_livre,
  credit text not null references comptes_du_livre,
  montant_centimes bigint not null,
  reference text,
  primary key (ess, rang, ligne),
  foreign key (ess, rang) references journal (ess, rang),
  constraint grand_livre_equilibre check (debit <> credit and montant_centimes > 0)
);
comment on table grand_livre is 'Double entry, derived from the journal in its transaction (records/money/grand-livre.ts); append-only.';
comment on column grand_livre.le is 'Day on which it is booked: that of the event, never before what the case already held.';
comment on column grand_livre.annee is 'Contract year.';
comment on column grand_livre.objet is 'Payment key, or key of the recovery.';
create index grand_livre_caisse on grand_livre (caisse, le);

create trigger grand_livre_garde before update or delete on grand_livre
  for each row execute function refuser_changement_d_argent();
create trigger grand_livre_sans_vidage before truncate on grand_livre
  for each statement execute function refuser_changement_d_argent();

-- One line a side, as books are read.
create view lignes_du_livre as
  select ess, rang, ligne, le, caisse, contrat, annee, objet, nature, reference,
    cote.compte, cote.debit as debit_centimes, cote.credit as credit_centimes
  from grand_livre g
  cross join lateral (values (g.debit, g.montant_centimes, 0::bigint), (g.credit, 0::bigint, g.montant_centimes))
    as cote (compte, debit, credit);
comment on view lignes_du_livre is 'Each movement of the ledger on its two accounts.';
