-- A notice that fails is tried again later and later; one that a person sets aside is never sent.
alter table avis
  add column prochain_essai timestamptz not null default now(),
  add column ecarte_le timestamptz;
comment on column avis.prochain_essai is 'Not tried before; each failure in a row sets it further away, a minute at most.';
comment on column avis.ecarte_le is 'Set aside by the operator, with a reason that the journal holds (EffetEcarte); never sent.';
drop index avis_a_envoyer;
create index avis_a_envoyer on avis (ess, rang) where envoye_le is null and ecarte_le is null;

-- What fails on the case itself: its key is the effect of the journal's IncidentOuvert.
alter table incidents
  drop constraint incidents_nature_check,
  add constraint incidents_nature_check
    check (nature in ('envoi-impossible', 'adresse-refusee', 'courriel-revenu', 'effet-en-echec'));
comment on table incidents is 'What a person must look at: an effect of a case that keeps failing, a notice that does not leave, an address refused, an e-mail that came back.';

-- Cases with an open incident, by their read model.
create index dossiers_en_incident on dossiers (ess) where etat -> 'incidents' <> '{}'::jsonb;
