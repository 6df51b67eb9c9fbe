alter table territoires add column en_instruction boolean not null default false;
alter table territoires add constraint territoires_en_instruction_conteste check (not en_instruction or conteste);
comment on column territoires.en_instruction is 'No claim yet: a case that looks for its territory, known to those on the same pair (DEC-56).';
