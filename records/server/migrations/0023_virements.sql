-- A transfer that left is a fact (DEC-37), one that came back too (DEC-38): what was ordered stays, what was done is added.

alter table paiements
  drop constraint paiements_paiement_check,
  add constraint paiements_paiement_check
    check (paiement ~ '^(amorcage-(1|2|30)|dotation-[1-9][0-9]*)(-complement(-[1-9][0-9]?)?)?$'),
  drop constraint paiements_statut_check,
  add constraint paiements_statut_check
    check (statut in ('ordonnance', 'execute', 'rejete', 'interrompu', 'retenu', 'retourne')),
  add column sans_ordre boolean not null default false,
  add column reste_centimes bigint check (reste_centimes >= 0),
  drop constraint paiements_plafond,
  -- AMO-09: 40 000 € a tranche; TRA-B: 24 000 €; DOT-05: 100 000 € a year. What was paid without order is only recorded.
  add constraint paiements_plafond check (
    montant_centimes > 0 and (sans_ordre or montant_centimes <= case
      when paiement like 'amorcage-30%' then 2400000
      when paiement like 'amorcage-%' then 4000000
      else 10000000
    end)
  );
comment on column paiements.sans_ordre is 'Executed without having been ordered (DEC-37).';
comment on column paiements.reste_centimes is 'What is still to be paid of it; null: nothing has been since the order.';

alter table remises
  drop constraint remises_nature_check,
  add constraint remises_nature_check check (nature in ('ordre', 'reemission', 'interruption', 'liberation'));

alter table suivis_paiement
  drop constraint suivis_paiement_statut_check,
  add constraint suivis_paiement_statut_check
    check (statut in ('ordonnance', 'execute', 'rejete', 'interrompu', 'retenu', 'libere', 'retourne')),
  add column montant_centimes bigint check (montant_centimes >= 0),
  add column partiel boolean not null default false;
comment on column suivis_paiement.montant_centimes is 'Of the transfer that left or came back; of what was still to be paid otherwise.';
comment on column suivis_paiement.partiel is 'The transfer did not pay all: what is left goes into a batch again.';

create or replace function garder_le_paiement() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'a payment order is never deleted (%, %)', old.ess, old.paiement
      using errcode = 'integrity_constraint_violation', constraint = 'paiements_sans_retrait';
  end if;
  if (new.ess, new.paiement, new.cle, new.montant_centimes, new.le, new.caisse, new.sans_ordre)
     is distinct from (old.ess, old.paiement, old.cle, old.montant_centimes, old.le, old.caisse, old.sans_ordre) then
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
