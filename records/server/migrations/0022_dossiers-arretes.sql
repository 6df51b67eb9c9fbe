-- A case that the engine holds and that fails its tasks, or that the engine no longer runs while its procedure is open.
alter table incidents
  drop constraint incidents_nature_check,
  add constraint incidents_nature_check
    check (nature in ('envoi-impossible', 'adresse-refusee', 'courriel-revenu', 'effet-en-echec', 'dossier-bloque', 'dossier-interrompu'));
