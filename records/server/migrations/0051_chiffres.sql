-- SUI-03: what each ESS brings to the national picture, year after year, so that a picture reads figures and not journals.
create table chiffres_annuels (
  ess text not null,
  annee smallint not null,
  suivante smallint check (suivante > annee),
  version smallint not null,
  dernier_le date not null,
  enregistre_le timestamptz not null,
  chiffres text,
  primary key (ess, annee)
);
comment on table chiffres_annuels is 'Figures of each ESS at the end of each year in which something happened, derived from its journal; nothing is decided on them.';
comment on column chiffres_annuels.suivante is 'Next year that has a row; null: none. The years between say what this one does, without its acts.';
comment on column chiffres_annuels.version is 'VERSION_CHIFFRES (domain/etat-des-lieux/chiffres-gardes.ts) of the program that derived them; another one does not read them.';
comment on column chiffres_annuels.dernier_le is 'Legal date of the last event counted: a picture of a day before reads the journal.';
comment on column chiffres_annuels.enregistre_le is 'When the last row counted was recorded: a picture that stops before reads the journal.';
comment on column chiffres_annuels.chiffres is 'JSON as text: only the program reads it. Null: the ESS had not entered, or its entry was struck.';

-- One row for each write of a journal since its figures were derived. Never unique: whoever writes waits for no one.
create table chiffres_a_refaire (
  id bigint generated always as identity primary key,
  ess text not null,
  marque_le timestamptz not null default now()
);
comment on table chiffres_a_refaire is 'Cases whose figures are behind their journal: a picture reads their journal, and the worker derives their figures again.';
create index chiffres_a_refaire_ess on chiffres_a_refaire (ess);

-- In the transaction of the journal, without an exchange of its own, and whoever writes it.
create function marquer_chiffres_a_refaire() returns trigger language plpgsql as $$
begin
  insert into chiffres_a_refaire (ess) select distinct ess from ajoutees;
  return null;
end
$$;
create trigger journal_chiffres after insert on journal referencing new table as ajoutees
  for each statement execute function marquer_chiffres_a_refaire();
alter table journal enable always trigger journal_chiffres;

insert into chiffres_a_refaire (ess) select distinct ess from journal;
