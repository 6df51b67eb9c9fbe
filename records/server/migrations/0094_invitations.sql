-- Somebody is asked by e-mail to act for a team. The address stands here until they answer or the link is over, and never elsewhere.
create table invitations (
  id uuid primary key default gen_random_uuid(),
  ess text not null,
  adresse text check (length(adresse) <= 254),
  sha256 text not null unique,
  invite_par text not null,
  invite_le timestamptz not null default now(),
  expire_le timestamptz not null,
  issue text check (issue in ('acceptee', 'refusee', 'retiree')),
  finie_le timestamptz,
  constraint fin_datee check ((issue is null) = (finie_le is null)),
  constraint adresse_oubliee check (issue is null or adresse is null)
);
comment on table invitations is 'Invitations to act for an ESS: one link each, of limited life. Who accepted stands in `mandats`.';
comment on column invitations.sha256 is 'Digest of the secret of the link: the secret is kept nowhere once its mail has left.';
create unique index invitations_en_attente on invitations (ess, lower(adresse)) where issue is null and adresse is not null;
create index invitations_ess on invitations (ess, invite_le);
create index invitations_expire_le on invitations (expire_le);

alter table courriels_personnels
  alter column sujet drop not null,
  add column invitation uuid references invitations on delete cascade,
  drop constraint courriels_personnels_nature_check,
  add constraint courriels_personnels_nature_check check (nature in ('code', 'recapitulatif', 'invitation')),
  add constraint courriels_personnels_de_quelqu_un check (num_nonnulls(sujet, invitation) = 1);
create index courriels_personnels_invitation on courriels_personnels (invitation) where invitation is not null;

alter table ecritures
  drop constraint ecritures_objet_check,
  add constraint ecritures_objet_check check (objet in ('compte-caisse', 'lot', 'adhesions', 'mandat', 'delegation',
    'abonnement', 'calendrier', 'retour-bancaire', 'verification-beneficiaire', 'reprise', 'invitation'));
