create table paiements (
  ess text not null,
  paiement text not null check (paiement ~ '^(amorcage-(1|2|30)|dotation-[1-9][0-9]*)$'),
  cle text not null unique,
  montant_centimes bigint not null,
  le date not null,
  date_limite date not null,
  statut text not null check (statut in ('ordonnance', 'execute', 'rejete', 'interrompu')),
  reference text,
  caisse text not null,
  cree_le timestamptz not null default now(),
  maj_le timestamptz not null default now(),
  primary key (ess, paiement),
  -- AMO-09: 40 000 € a tranche; TRA-B: 24 000 €; DOT-05: 100 000 € a year.
  constraint paiements_plafond check (
    montant_centimes > 0 and montant_centimes <= case
      when paiement in ('amorcage-1', 'amorcage-2') then 4000000
      when paiement = 'amorcage-30' then 2400000
      else 10000000
    end
  )
);
comment on table paiements is 'Payment orders to the caisses: one row per payment of an ESS, whatever is retried.';
comment on column paiements.cle is 'Key of the effect that ordered it; the same key twice is one order.';
comment on column paiements.caisse is 'Department of the seat, whose caisse pays (GEN-06).';
create index paiements_caisse on paiements (caisse, statut, date_limite);

create table suivis_paiement (
  cle text primary key,
  ess text not null,
  paiement text not null,
  statut text not null check (statut in ('ordonnance', 'execute', 'rejete', 'interrompu')),
  le date not null,
  reference text,
  enregistre_le timestamptz not null default now()
);
comment on table suivis_paiement is 'History of what became of each payment, one row per effect.';
create index suivis_paiement_paiement on suivis_paiement (ess, paiement, enregistre_le);
