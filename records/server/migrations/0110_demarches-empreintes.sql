-- What the list of the service says of a dossier, when it was last wholly dealt with: a reading of all asks again one by one
-- only for those of which it says something else.
alter table dossiers_demarches add column empreinte text;
comment on column dossiers_demarches.empreinte is 'Digest of what its list said, and of the mapping, when all was dealt with.';

-- With which content its case was opened or joined: a change that came later is told, one that was in it is not.
alter table dossiers_demarches add column contenu_du timestamptz;
comment on column dossiers_demarches.contenu_du is 'Last change there of the content that was first sent to its case.';
