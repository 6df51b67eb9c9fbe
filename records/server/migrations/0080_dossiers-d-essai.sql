-- A case whose clock starts elsewhere than now is a demonstration or a test: it is in no figure of the nation (SUI-03).
create table dossiers_d_essai (ess text primary key);
comment on table dossiers_d_essai is 'Cases opened with a clock of their own (X-Horloge-Origine): seen as any other, counted in no national picture.';
