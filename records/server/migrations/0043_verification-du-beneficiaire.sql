-- Verification of payee: what the bank says of a name and an IBAN. A mismatch holds the payments until a person decides.
create table verifications_beneficiaire (
  id bigint generated always as identity primary key,
  caisse text not null,
  ess text not null,
  compte_sha256 text not null check (compte_sha256 ~ '^[0-9a-f]{64}$'),
  resultat text not null check (resultat in ('concorde', 'proche', 'different', 'impossible')),
  nom_du_compte text,
  decision text check (decision in ('payer', 'ne-pas-payer')),
  motif text,
  le timestamptz not null default now(),
  check ((decision is null) = (motif is null))
);
comment on table verifications_beneficiaire is 'Append-only: each result, each decision on it. The last line of an account holds its payments or lets them go.';
comment on column verifications_beneficiaire.compte_sha256 is 'Print of the IBAN and the holder that were verified: another account is to be verified again.';
comment on column verifications_beneficiaire.nom_du_compte is 'Holder that the bank answers, when it says so.';
create index verifications_beneficiaire_compte on verifications_beneficiaire (ess, compte_sha256, id);

create trigger verifications_gardees before update or delete on verifications_beneficiaire
  for each row execute function refuser_changement_d_argent();

-- Who handed in a bank's file, and who verified a payee.
alter table ecritures
  drop constraint ecritures_objet_check,
  add constraint ecritures_objet_check check (objet in ('compte-caisse', 'lot', 'adhesions', 'mandat', 'delegation',
    'abonnement', 'calendrier', 'retour-bancaire', 'verification-beneficiaire'));
