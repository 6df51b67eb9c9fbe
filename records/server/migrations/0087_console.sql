-- The console's own: who is signed in, and what was typed when a session ended. No other program reads it.
create table console_sessions (
  -- SHA-256 of the cookie: whoever reads this table can open no session.
  id bytea primary key check (octet_length(id) = 32),
  sujet text not null check (sujet <> ''),
  -- JWE (dir, A256GCM): tokens of the provider, role, delegation, token of the forms.
  contenu text not null,
  creee_le timestamptz not null default now(),
  vue_le timestamptz not null default now()
);
comment on table console_sessions is 'Browser sessions of the console: revocable (a row deleted is a session closed), tokens encrypted.';
create index console_sessions_sujet on console_sessions (sujet);
create index console_sessions_vue on console_sessions (vue_le);

create table console_saisies (
  id uuid primary key,
  -- Who was typing: given back to the same person alone.
  sujet text not null check (sujet <> ''),
  chemin text not null,
  -- JWE (dir, A256GCM): the fields of the form.
  contenu text not null,
  creee_le timestamptz not null default now()
);
comment on table console_saisies is 'Forms sent after the end of a session, kept an hour for their author.';
create index console_saisies_creee on console_saisies (creee_le);
