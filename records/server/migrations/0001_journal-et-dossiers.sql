create table dossiers (
  ess text primary key,
  rang integer not null check (rang >= 0),
  regime text not null,
  phase text not null,
  motif_cloture text,
  intitule text,
  siege text not null,
  region text not null,
  departements text[] not null,
  specialites text[] not null,
  prochaine_echeance date,
  prochaine_echeance_cle text,
  montant_verse_centimes bigint not null check (montant_verse_centimes >= 0),
  etat jsonb not null,
  vue jsonb,
  cree_le timestamptz not null default now(),
  maj_le timestamptz not null default now(),
  check ((prochaine_echeance is null) = (prochaine_echeance_cle is null))
);
comment on table dossiers is 'Read model: the last known state of each ESS. The workflow decides; this table only answers questions.';
comment on column dossiers.rang is 'Ordinal of the last event folded into etat; a save with a lower ordinal changes nothing.';
comment on column dossiers.etat is 'The whole domain state (domain/etat.ts), plain JSON, no personal data.';
comment on column dossiers.vue is 'What the console shows beside the state, when the writer gives it.';
comment on column dossiers.montant_verse_centimes is 'Sum of executed payments, integer cents (DEC-18).';
comment on column dossiers.prochaine_echeance is 'Last day of the next legal deadline.';
create index dossiers_phase on dossiers (phase, ess);
create index dossiers_region on dossiers (region, ess);
create index dossiers_echeance on dossiers (prochaine_echeance);
create index dossiers_departements on dossiers using gin (departements);
create index dossiers_specialites on dossiers using gin (specialites);

create table journal (
  ess text not null,
  rang integer not null check (rang >= 1),
  le date not null,
  enregistre_le timestamptz not null,
  evenement text not null,
  acteur text not null,
  regle text not null,
  contenu jsonb not null,
  primary key (ess, rang)
);
comment on table journal is 'Every event of every ESS, in order. Append-only: the triggers below refuse update, delete and truncate.';
comment on column journal.le is 'Legal date of the event (DEC-02).';
comment on column journal.enregistre_le is 'Instant, on the clock of the case, at which the system recorded it (DEC-18).';
comment on column journal.contenu is 'The whole event as the domain wrote it.';
create index journal_evenement on journal (evenement, le);

create function refuser_changement_du_journal() returns trigger language plpgsql as $$
begin
  raise exception 'the journal is append-only: % refused', tg_op using errcode = 'integrity_constraint_violation';
end
$$;
create trigger journal_sans_modification before update or delete on journal
  for each row execute function refuser_changement_du_journal();
create trigger journal_sans_vidage before truncate on journal
  for each statement execute function refuser_changement_du_journal();
