alter table espaces add column recapitulatif_le date;
comment on column espaces.recapitulatif_le is 'Day of the last digest that was looked at, sent or not: once a week, even when nothing awaits.';
create index espaces_a_recapituler on espaces (recapitulatif) where recapitulatif is not null;
