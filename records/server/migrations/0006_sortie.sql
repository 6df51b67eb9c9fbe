-- What must go out is written in the transaction of its cause; the addresses are looked up when it is sent.
alter table avis
  add column courrier jsonb,
  add column pdf_sha256 text,
  add column echec_depuis timestamptz,
  alter column adresses drop not null,
  add constraint avis_envoye_a_quelqu_un check (envoye_le is null or adresses is not null);
comment on table avis is 'Outbox of notices: one per event and addressee, written with the event, before anything is sent.';
comment on column avis.courrier is 'The letter (courriers/courrier.ts), as composed when the event was written.';
comment on column avis.adresses is 'Where it was sent, or last tried; null before.';
comment on column avis.pdf_sha256 is 'SHA-256 of the PDF that was attached.';
comment on column avis.echec_depuis is 'First failure since the last success; null when none.';

create table avis_pdf (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  contenu bytea not null
);
comment on table avis_pdf is 'The PDFs that were sent, by their digest.';

create table remises (
  cle text primary key,
  ess text not null,
  paiement text not null,
  caisse text not null,
  nature text not null check (nature in ('ordre', 'reemission', 'interruption')),
  le date not null,
  remise_le timestamptz not null default now()
);
comment on table remises is 'What was handed over to the caisse of the seat (its own worker, or ours): an order, an order issued again, an interruption.';
create index remises_paiement on remises (ess, paiement);

create table incidents (
  id bigint generated always as identity primary key,
  ess text not null,
  cle text not null,
  nature text not null check (nature in ('envoi-impossible', 'adresse-refusee', 'courriel-revenu')),
  message text not null,
  ouvert_le timestamptz not null default now(),
  leve_le timestamptz
);
comment on table incidents is 'What a person must look at: a notice that does not leave, an address refused, an e-mail that came back.';
create unique index incidents_un_seul_ouvert on incidents (cle, nature) where leve_le is null;
create index incidents_ouverts on incidents (ess) where leve_le is null;
