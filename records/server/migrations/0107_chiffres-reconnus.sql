-- A picture asks for the text of the figures that it has not read yet: the others, it knows by their digest.
alter table chiffres_annuels add column empreinte text generated always as (md5(chiffres)) stored;
comment on column chiffres_annuels.empreinte is 'MD5 of `chiffres`: whoever keeps figures already read knows them by it. Guards against nothing.';
