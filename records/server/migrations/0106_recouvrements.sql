-- Whether a case has a recovery, beside its state: the page of recoveries does not read the state of all the others.
alter table dossiers add column a_recouvrement boolean not null
  generated always as (coalesce(etat -> 'recouvrements', '{}') <> '{}'::jsonb) stored;
