-- What makes the records provable: the journal chained by hash, the contracts under a constraint, anomalies on record.

alter table journal add column empreinte bytea;

-- One canonical text, whatever the session's time zone, date style or search path: every field as
-- «octets:value», in this order. `records/journal/chain.ts` computes the same outside the database.
create function empreinte_du_journal(precedente bytea, ligne journal) returns bytea language sql stable as $$
  select sha256(precedente || convert_to(string_agg(octet_length(champ)::text || ':' || champ, '' order by ordre), 'UTF8'))
  from unnest(array[
    ligne.ess,
    ligne.rang::text,
    to_char(ligne.le, 'YYYY-MM-DD'),
    (extract(epoch from ligne.enregistre_le) * 1000000)::bigint::text,
    ligne.evenement,
    ligne.acteur,
    ligne.regle,
    ligne.contenu::text
  ]) with ordinality as champs (champ, ordre)
$$;
comment on function empreinte_du_journal is 'SHA-256 of the previous hash (none: empty) followed by every field as octets:value.';

create function chainer_le_journal() returns trigger language plpgsql as $$
declare
  precedente bytea := ''::bytea;
begin
  if new.rang > 1 then
    select empreinte into precedente from journal where ess = new.ess and rang = new.rang - 1;
    if not found then
      raise exception 'the journal has no gap: % has no event at ordinal %', new.ess, new.rang - 1
        using errcode = 'integrity_constraint_violation', constraint = 'journal_sans_trou';
    end if;
  end if;
  new.empreinte := empreinte_du_journal(precedente, new);
  return new;
end
$$;

-- The rows that are there already, in order.
alter table journal disable trigger journal_sans_modification;
do $$
declare
  ligne journal;
  precedente bytea;
  dossier text;
begin
  for ligne in select * from journal order by ess, rang loop
    if dossier is distinct from ligne.ess then precedente := ''::bytea; end if;
    dossier := ligne.ess;
    precedente := empreinte_du_journal(precedente, ligne);
    update journal set empreinte = precedente where ess = ligne.ess and rang = ligne.rang;
  end loop;
end
$$;
alter table journal enable trigger journal_sans_modification;
alter table journal
  alter column empreinte set not null,
  add constraint journal_empreinte_sha256 check (octet_length(empreinte) = 32);
comment on column journal.empreinte is 'SHA-256 chained to the previous row of the same ESS; set by the database, whatever the writer says.';

create trigger journal_chaine before insert on journal for each row execute function chainer_le_journal();
-- Always: `session_replication_role = replica`, which silences ordinary triggers, does not silence these.
alter table journal enable always trigger journal_chaine;
alter table journal enable always trigger journal_sans_modification;
alter table journal enable always trigger journal_sans_vidage;

create table contrats (
  ess text not null,
  contrat text not null check (contrat in ('amorcage', 'dotation')),
  rang integer not null check (rang >= 1),
  maj_rang integer not null,
  conclu_le date not null,
  fini_le date,
  fin text check (fin in ('termine', 'resilie')),
  reconductions integer not null default 0 check (reconductions >= 0),
  primary key (ess, contrat),
  check ((fini_le is null) = (fin is null)),
  check (contrat = 'dotation' or reconductions = 0)
);
comment on table contrats is 'Contracts concluded (AMO-05: one amorçage per ESS, for ever; DOT-10), written with the journal.';
comment on column contrats.rang is 'Ordinal of the event that concluded it.';
comment on column contrats.maj_rang is 'Ordinal of the state it was last drawn from; an earlier one arriving late changes nothing.';

create table territoires_amorcage (
  ess text not null,
  contrat text not null default 'amorcage' check (contrat = 'amorcage'),
  specialite text not null,
  departement text not null,
  derogation boolean not null,
  en_conflit boolean not null,
  libere_le date,
  primary key (ess, specialite, departement),
  foreign key (ess, contrat) references contrats (ess, contrat),
  check (not (derogation and en_conflit))
);
comment on table territoires_amorcage is 'What each amorçage contract covers: AMO-05, one funded ESS per specialty and territory.';
comment on column territoires_amorcage.derogation is 'The CPN allowed it beside another (DER-02).';
comment on column territoires_amorcage.en_conflit is 'Concluded on a pair that another contract covers, without derogation: on record in anomalies.';
comment on column territoires_amorcage.libere_le is 'The ESS closed and freed the pair (DEC-15).';
create unique index territoires_amorcage_un_seul_contrat on territoires_amorcage (specialite, departement)
  where libere_le is null and not derogation and not en_conflit;

create table anomalies (
  ess text not null,
  rang integer not null,
  regle text not null,
  constat text not null,
  cree_le timestamptz not null default now(),
  primary key (ess, rang, regle)
);
comment on table anomalies is 'Events that have happened against a rule: kept in the journal, and told here.';
comment on column anomalies.constat is 'French sentence; no personal data.';

-- The contracts that are there already.
insert into contrats (ess, contrat, rang, maj_rang, conclu_le, fini_le, fin, reconductions)
select d.ess, j.contrat, j.rang, d.rang, coalesce((etat -> j.contrat ->> 'concluLe')::date, j.le),
  (etat -> j.contrat ->> 'finiLe')::date, etat -> j.contrat ->> 'fin',
  coalesce((etat -> j.contrat ->> 'reconductions')::int, 0)
from dossiers d
join (
  select distinct on (ess, evenement) ess, rang, le,
    case evenement when 'ContratAmorcageConclu' then 'amorcage' else 'dotation' end as contrat
  from journal where evenement in ('ContratAmorcageConclu', 'ContratDotationConclu') order by ess, evenement, rang
) j using (ess);

with paires as (
  select d.ess, specialite, departement, c.conclu_le,
    coalesce(d.etat -> 'derogation' -> 'unicite' ->> 'sens' = 'accordee', false) as derogation,
    (select max(j.le) from journal j where j.ess = d.ess and j.evenement = 'TerritoireLibere') as libere_le
  from contrats c
  join dossiers d using (ess), unnest(d.specialites) as s (specialite), unnest(d.departements) as p (departement)
  where c.contrat = 'amorcage'
)
insert into territoires_amorcage (ess, specialite, departement, derogation, en_conflit, libere_le)
select ess, specialite, departement, derogation,
  libere_le is null and not derogation and row_number() over (
    partition by specialite, departement, libere_le is null and not derogation order by conclu_le, ess
  ) > 1,
  libere_le
from paires;

insert into anomalies (ess, rang, regle, constat)
select distinct c.ess, c.rang, 'AMO-05',
  'Le contrat d''amorçage couvrait un territoire que couvrait déjà un autre contrat lors de la reprise des données.'
from territoires_amorcage t join contrats c using (ess, contrat) where t.en_conflit;
