-- DEC-66: a caisse is an organisation, named by its code; DEC-47, DEC-49: who reads a case beside those who decide.
alter table dossiers
  add column caisse text not null default '',
  add column caisses text[] not null default '{}',
  add column regions text[] not null default '{}';
update dossiers set regions = array[region];
comment on column dossiers.region is 'Of the ARS that decides (DEC-49), fixed at the deposit.';
comment on column dossiers.regions is 'Of the ARS that read, that one included.';
comment on column dossiers.caisse is 'Code of the caisse of the seat (DEC-66).';
comment on column dossiers.caisses is 'Codes of the caisses that read: that of the seat, the one that is asked to confirm a new seat, those of before (DEC-47).';
create index dossiers_caisses on dossiers using gin (caisses);
create index dossiers_regions on dossiers using gin (regions);
create index dossiers_caisse on dossiers (caisse, ess);

comment on column contacts.territoire is 'Set: region of an ARS or code of a caisse. Neither set: everywhere (national, exploitant).';
comment on table comptes_caisse is 'Account from which a caisse (its code) pays.';

-- DEC-47: an order that is not executed goes to the caisse of the new seat; the one of before stays on record.
alter table paiements add column anciennes_caisses text[] not null default '{}';
comment on column paiements.caisse is 'Code of the caisse that pays: that of the seat (GEN-06, DEC-66).';
comment on column paiements.anciennes_caisses is 'Caisses that had the order before the seat moved (DEC-47), the last one last.';
create or replace function garder_le_paiement() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'a payment order is never deleted (%, %)', old.ess, old.paiement
      using errcode = 'integrity_constraint_violation', constraint = 'paiements_sans_retrait';
  end if;
  if (new.ess, new.paiement, new.cle, new.montant_centimes, new.le, new.sans_ordre)
     is distinct from (old.ess, old.paiement, old.cle, old.montant_centimes, old.le, old.sans_ordre) then
    raise exception 'a payment order is never changed (%, %)', old.ess, old.paiement
      using errcode = 'integrity_constraint_violation', constraint = 'paiements_sans_retouche';
  end if;
  if (new.caisse, new.anciennes_caisses) is distinct from (old.caisse, old.anciennes_caisses)
     and (old.statut in ('execute', 'interrompu') or new.anciennes_caisses <> old.anciennes_caisses || old.caisse) then
    raise exception 'a payment order is never changed (%, %)', old.ess, old.paiement
      using errcode = 'integrity_constraint_violation', constraint = 'paiements_sans_retouche';
  end if;
  -- Executed, it can only come back. Interrupted, a transfer that had left can still be learnt of; due again after a
  -- correction (DEC-34), it is issued again under its own key.
  if (old.statut = 'execute' and new.statut not in ('execute', 'retourne'))
     or (old.statut = 'interrompu' and new.statut not in ('interrompu', 'execute', 'retourne', 'ordonnance')) then
    raise exception 'payment % of % is %: it cannot become %', old.paiement, old.ess, old.statut, new.statut
      using errcode = 'integrity_constraint_violation', constraint = 'paiements_sans_retour';
  end if;
  return new;
end
$$;
comment on function garder_le_paiement is 'An order keeps its amount; executed, it can only come back. It goes to another caisse only before it is executed or interrupted, and says from which.';

-- Subscriptions: the scope of a caisse is its code, that of an ARS what it reads.
alter table abonnements rename column sieges to caisses;
create or replace function abonnement_voit(a abonnements, d dossiers) returns boolean language sql stable as $$
  select (a.regions is null or d.regions && a.regions)
    and (a.caisses is null or d.caisses && a.caisses)
    and (a.titulaires is null or exists (
      select 1 from mandats m where m.ess = d.ess and m.titulaire = any(a.titulaires) and m.retire_le is null))
$$;

-- The search finds a case by the name of its caisse.
create or replace function rendre_cherchable() returns trigger language plpgsql as $$
declare
  texte text := sans_accents(concat_ws(' ', new.intitule, array_to_string(new.specialites, ' '),
    -- « dermatologue » is looked for as often as « dermatologie »
    replace(array_to_string(new.specialites, ' '), 'logie', 'logue'), replace(new.region, '-', ' '),
    replace(new.caisse, '-', ' '),
    (select string_agg(code || ' ' || nom, ' ' order by code) from lieux where code = any(new.departements || new.siege))));
begin
  new.nom_tri := coalesce(nullif(sans_accents(new.intitule), ''), '~');
  new.recherche := to_tsvector('french', texte) || to_tsvector('simple', texte);
  return new;
end
$$;
