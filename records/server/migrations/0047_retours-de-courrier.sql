-- A notice goes to several addresses, each with its own fate: an incident for each that failed.
alter table incidents add column sur text not null default '';
comment on column incidents.sur is 'Which address, among those of the notice, as a digest; empty: the whole.';
drop index incidents_un_seul_ouvert;
create unique index incidents_un_seul_ouvert on incidents (cle, nature, sur) where leve_le is null;

alter table avis add column revenu_le timestamptz;
comment on column avis.revenu_le is 'Came back from one of its addresses at least; null again once it is sent again.';
