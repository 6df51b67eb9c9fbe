-- DEC-33, DEC-34: a life played again may make another thing of a payment. Its transfer was of a lesser sum, or did not leave,
-- or did not come back: what is ordered follows the journal, which says the rectification.

alter table suivis_paiement
  drop constraint suivis_paiement_statut_check,
  add constraint suivis_paiement_statut_check
    check (statut in ('ordonnance', 'execute', 'rejete', 'interrompu', 'retenu', 'libere', 'retourne', 'rectifie'));
comment on column suivis_paiement.montant_centimes is 'Of the transfer that left or came back; of all that left, rectified; of what was still to be paid otherwise.';

create or replace function garder_le_paiement() returns trigger language plpgsql as $$
declare
  -- Executed without order, then struck: what is ordered afterwards is its first order.
  rien constant boolean := tg_op = 'UPDATE' and old.sans_ordre and old.statut = 'interrompu' and not new.sans_ordre;
begin
  if tg_op = 'DELETE' then
    raise exception 'a payment order is never deleted (%, %)', old.ess, old.paiement
      using errcode = 'integrity_constraint_violation', constraint = 'paiements_sans_retrait';
  end if;
  if not rien and (new.ess, new.paiement, new.cle, new.montant_centimes, new.le, new.sans_ordre)
     is distinct from (old.ess, old.paiement, old.cle, old.montant_centimes, old.le, old.sans_ordre) then
    raise exception 'a payment order is never changed (%, %)', old.ess, old.paiement
      using errcode = 'integrity_constraint_violation', constraint = 'paiements_sans_retouche';
  end if;
  if not rien and (new.caisse, new.anciennes_caisses) is distinct from (old.caisse, old.anciennes_caisses)
     and (old.statut in ('execute', 'interrompu') or new.anciennes_caisses <> old.anciennes_caisses || old.caisse) then
    raise exception 'a payment order is never changed (%, %)', old.ess, old.paiement
      using errcode = 'integrity_constraint_violation', constraint = 'paiements_sans_retouche';
  end if;
  -- Executed, it can only come back. Interrupted, a transfer that had left can still be learnt of; due again after a
  -- correction (DEC-34), it is issued again under its own key. Anything else is of a life that was played again.
  if ((old.statut = 'execute' and new.statut not in ('execute', 'retourne'))
     or (old.statut = 'interrompu' and new.statut not in ('interrompu', 'execute', 'retourne', 'ordonnance')))
     and not exists (select 1 from journal where ess = old.ess and evenement = 'FaitRectifie') then
    raise exception 'payment % of % is %: it cannot become %', old.paiement, old.ess, old.statut, new.statut
      using errcode = 'integrity_constraint_violation', constraint = 'paiements_sans_retour';
  end if;
  return new;
end
$$;
comment on function garder_le_paiement is 'An order keeps its amount; executed, it can only come back, unless the journal says a rectification of the case (DEC-33). It goes to another caisse only before it is executed or interrupted, and says from which.';
