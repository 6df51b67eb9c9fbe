-- What the bank was given, and when in the life of each case: the ledger follows a transfer from its order to its fate.
insert into comptes_du_livre (compte, libelle, ordre) values ('envoye', 'Envoyé à la banque', 10);

create table envois (
  id bigint generated always as identity primary key,
  reference text not null unique references lot_lignes (reference),
  ess text not null,
  rang integer not null,
  paiement text not null,
  montant_centimes bigint not null check (montant_centimes > 0),
  le date not null,
  foreign key (ess, rang) references journal (ess, rang)
);
comment on table envois is 'Transfers of the batches that were sent; append-only. With the journal, all that the ledger is derived from.';
comment on column envois.rang is 'Ordinal of the last event of the case when its transfer was given to the bank.';
comment on column envois.le is 'Civil date of the sending, where the caisse is.';
create index envois_ess on envois (ess, id);

create trigger envois_gardes before update or delete on envois
  for each row execute function refuser_changement_d_argent();
create trigger envois_sans_vidage before truncate on envois
  for each statement execute function refuser_changement_d_argent();

insert into envois (reference, ess, rang, paiement, montant_centimes, le)
select l.reference, l.ess, j.rang, l.paiement, l.montant_centimes, (s.le at time zone 'Europe/Paris')::date
from lots_suites s join lot_lignes l using (caisse, numero)
cross join lateral (select coalesce(max(rang) filter (where enregistre_le <= s.le), min(rang)) as rang from journal j
  where j.ess = l.ess having count(*) > 0) j
where s.suite = 'envoye' order by s.le, l.caisse, l.numero, l.ess, l.reference;

-- Derived again, with what was sent, as the schema is brought up to date (records/server/migrate.ts).
alter table grand_livre disable trigger user;
truncate grand_livre;
alter table grand_livre enable trigger user;
