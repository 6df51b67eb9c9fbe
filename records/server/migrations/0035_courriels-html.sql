-- The e-mail of a letter has two forms of the same words: text, and HTML. Null: written before, sent as text alone.
alter table avis add column corps_html text;
comment on column avis.corps_html is 'The same words as `corps`, for readers of HTML.';
