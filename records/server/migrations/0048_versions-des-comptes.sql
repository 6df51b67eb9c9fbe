-- The account of an association is a fact with a history: a transfer names the declaration that it used.
alter table lot_lignes add column compte_rang integer;
comment on column lot_lignes.compte_rang is 'Ordinal of the declaration of the account that was paid (CoordonneesBancairesDeclarees).';
