-- The answer of every command, for as long as its case: a demand repeated years later gets it again, and does nothing twice.
create table reponses (
  ess text not null,
  message_id text not null,
  empreinte text,
  rang integer not null check (rang > 0),
  nombre integer not null check (nombre >= 0),
  primary key (ess, message_id)
);
comment on table reponses is 'Under which id each command of a case was accepted, and where its events stand in the journal: the last one at rang, nombre of them. Written with them.';
comment on column reponses.empreinte is 'Digest of what was asked: the same id for something else is refused.';
comment on column reponses.nombre is 'Zero: a Signal that was refused, which rang tells.';
