-- Who did it, beside what stands in `actes`: every other write, and every reading of what names people.
create table ecritures (
  id bigint generated always as identity primary key,
  objet text not null check (objet in
    ('compte-caisse', 'lot', 'adhesions', 'mandat', 'delegation', 'abonnement', 'calendrier')),
  cle text not null,
  ess text,
  acte text not null check (acte <> ''),
  role text not null,
  sujet text not null,
  organisation text not null,
  delegation uuid references delegations (id),
  le timestamptz not null default now()
);
comment on table ecritures is 'Who wrote what is no command: subject, organisation, delegation. Written in the transaction of the write; never changed.';
create index ecritures_objet on ecritures (objet, cle, id);
create index ecritures_ess on ecritures (ess, id) where ess is not null;

alter table acces
  add column sujet text,
  add column organisation text,
  add column delegation uuid references delegations (id),
  add check ((sujet is null) = (organisation is null));
comment on table acces is 'Who put, read or erased what names people: role, subject, organisation, delegation; no subject: from the machine itself (effacer, conservation), or before this column was. Kept when the thing is erased.';

-- A delegation is not prepared years ahead. What was given before stays.
alter table delegations add constraint delegations_prochaines
  check (du <= (creee_le at time zone 'Europe/Paris')::date + 366) not valid;
