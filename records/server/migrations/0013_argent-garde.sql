-- What has been said of money is not unsaid: the database itself keeps a payment from being made again.

create function garder_le_paiement() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'a payment order is never deleted (%, %)', old.ess, old.paiement
      using errcode = 'integrity_constraint_violation', constraint = 'paiements_sans_retrait';
  end if;
  if (new.ess, new.paiement, new.cle, new.montant_centimes, new.le, new.caisse)
     is distinct from (old.ess, old.paiement, old.cle, old.montant_centimes, old.le, old.caisse) then
    raise exception 'a payment order is never changed (%, %)', old.ess, old.paiement
      using errcode = 'integrity_constraint_violation', constraint = 'paiements_sans_retouche';
  end if;
  if old.statut in ('execute', 'interrompu') and new.statut <> old.statut then
    raise exception 'payment % of % is %: it cannot become %', old.paiement, old.ess, old.statut, new.statut
      using errcode = 'integrity_constraint_violation', constraint = 'paiements_sans_retour';
  end if;
  return new;
end
$$;
comment on function garder_le_paiement is 'An order keeps its amount and its caisse; executed or interrupted, it stays so.';

create function refuser_changement_d_argent() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: % refused', tg_table_name, tg_op using errcode = 'integrity_constraint_violation';
end
$$;

create trigger paiements_gardes before update or delete on paiements
  for each row execute function garder_le_paiement();
create trigger suivis_gardes before update or delete on suivis_paiement
  for each row execute function refuser_changement_d_argent();
create trigger lots_gardes before update or delete on lots
  for each row execute function refuser_changement_d_argent();
create trigger lignes_gardees before update or delete on lot_lignes
  for each row execute function refuser_changement_d_argent();
create trigger remises_gardees before update or delete on remises
  for each row execute function refuser_changement_d_argent();

-- Address of the account that pays: structured (rue), or hybrid (two free lines at most beside the town).
alter table comptes_caisse
  add column rue text,
  add column lignes text[] check (cardinality(lignes) between 1 and 2),
  add check (ville is not null or (rue is null and lignes is null));
