-- Lists: what is searched, sorted and filtered. No extension: a restricted account on a server of one's own is enough.
create function sans_accents(texte text) returns text language sql immutable strict parallel safe as $$
  select btrim(regexp_replace(lower(replace(replace(replace(replace(
    regexp_replace(normalize(texte, NFD), '[\u0300-\u036f]', '', 'g'), 'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'), 'Æ', 'ae')),
    '[^a-z0-9]+', ' ', 'g'))
$$;
comment on function sans_accents is 'Words in lower case without accents or punctuation, one space between them.';

create function recherche_de(saisie text) returns tsquery language sql immutable strict parallel safe as $$
  with mots as (
    select mot, to_tsquery('french', mot) as racine, quote_literal(mot) || ':*' as debut
    from regexp_split_to_table(sans_accents(saisie), ' ') as mot where mot <> ''),
  termes as (
    select debut, case when numnode(racine) > 0 then racine::text || ' | ' || debut end as terme from mots)
  select coalesce(
    string_agg('(' || terme || ')', ' & '), -- words like « de » and « la » are left out, unless there is nothing else
    string_agg(debut, ' & '))::tsquery from termes
$$;
comment on function recherche_de is 'Every word, by its French root or as the beginning of a word.';

create table lieux (code text primary key, nom text not null);
comment on table lieux is 'Departments and regions by name, for the search.';
insert into lieux values
  ('01', 'Ain'), ('02', 'Aisne'), ('03', 'Allier'), ('04', 'Alpes-de-Haute-Provence'), ('05', 'Hautes-Alpes'),
  ('06', 'Alpes-Maritimes'), ('07', 'Ardèche'), ('08', 'Ardennes'), ('09', 'Ariège'), ('10', 'Aube'), ('11', 'Aude'),
  ('12', 'Aveyron'), ('13', 'Bouches-du-Rhône'), ('14', 'Calvados'), ('15', 'Cantal'), ('16', 'Charente'),
  ('17', 'Charente-Maritime'), ('18', 'Cher'), ('19', 'Corrèze'), ('2A', 'Corse-du-Sud'), ('2B', 'Haute-Corse'),
  ('21', 'Côte-d''Or'), ('22', 'Côtes-d''Armor'), ('23', 'Creuse'), ('24', 'Dordogne'), ('25', 'Doubs'),
  ('26', 'Drôme'), ('27', 'Eure'), ('28', 'Eure-et-Loir'), ('29', 'Finistère'), ('30', 'Gard'),
  ('31', 'Haute-Garonne'), ('32', 'Gers'), ('33', 'Gironde'), ('34', 'Hérault'), ('35', 'Ille-et-Vilaine'),
  ('36', 'Indre'), ('37', 'Indre-et-Loire'), ('38', 'Isère'), ('39', 'Jura'), ('40', 'Landes'),
  ('41', 'Loir-et-Cher'), ('42', 'Loire'), ('43', 'Haute-Loire'), ('44', 'Loire-Atlantique'), ('45', 'Loiret'),
  ('46', 'Lot'), ('47', 'Lot-et-Garonne'), ('48', 'Lozère'), ('49', 'Maine-et-Loire'), ('50', 'Manche'),
  ('51', 'Marne'), ('52', 'Haute-Marne'), ('53', 'Mayenne'), ('54', 'Meurthe-et-Moselle'), ('55', 'Meuse'),
  ('56', 'Morbihan'), ('57', 'Moselle'), ('58', 'Nièvre'), ('59', 'Nord'), ('60', 'Oise'), ('61', 'Orne'),
  ('62', 'Pas-de-Calais'), ('63', 'Puy-de-Dôme'), ('64', 'Pyrénées-Atlantiques'), ('65', 'Hautes-Pyrénées'),
  ('66', 'Pyrénées-Orientales'), ('67', 'Bas-Rhin'), ('68', 'Haut-Rhin'), ('69', 'Rhône'), ('70', 'Haute-Saône'),
  ('71', 'Saône-et-Loire'), ('72', 'Sarthe'), ('73', 'Savoie'), ('74', 'Haute-Savoie'), ('75', 'Paris'),
  ('76', 'Seine-Maritime'), ('77', 'Seine-et-Marne'), ('78', 'Yvelines'), ('79', 'Deux-Sèvres'), ('80', 'Somme'),
  ('81', 'Tarn'), ('82', 'Tarn-et-Garonne'), ('83', 'Var'), ('84', 'Vaucluse'), ('85', 'Vendée'), ('86', 'Vienne'),
  ('87', 'Haute-Vienne'), ('88', 'Vosges'), ('89', 'Yonne'), ('90', 'Territoire de Belfort'), ('91', 'Essonne'),
  ('92', 'Hauts-de-Seine'), ('93', 'Seine-Saint-Denis'), ('94', 'Val-de-Marne'), ('95', 'Val-d''Oise'),
  ('971', 'Guadeloupe'), ('972', 'Martinique'), ('973', 'Guyane'), ('974', 'La Réunion'),
  ('975', 'Saint-Pierre-et-Miquelon'), ('976', 'Mayotte'), ('977', 'Saint-Barthélemy'), ('978', 'Saint-Martin');

alter table dossiers
  add column projet_sante text,
  add column conteste boolean not null default false,
  add column retards text[] not null default '{}',
  add column nom_tri text collate "C" not null default '~',
  add column recherche tsvector not null default '';
comment on column dossiers.projet_sante is 'State of the projet de santé (domain/suivi/situation.ts).';
comment on column dossiers.conteste is 'Another ESS holds part of the territory (DEC-15).';
comment on column dossiers.retards is 'Deadlines whose last day is past and whose act is still awaited.';
comment on column dossiers.nom_tri is 'The title as lists are sorted: without accents; after all others when there is none.';

create function rendre_cherchable() returns trigger language plpgsql as $$
declare
  texte text := sans_accents(concat_ws(' ', new.intitule, array_to_string(new.specialites, ' '),
    -- « dermatologue » is looked for as often as « dermatologie »
    replace(array_to_string(new.specialites, ' '), 'logie', 'logue'), replace(new.region, '-', ' '),
    (select string_agg(code || ' ' || nom, ' ' order by code) from lieux where code = any(new.departements || new.siege))));
begin
  new.nom_tri := coalesce(nullif(sans_accents(new.intitule), ''), '~');
  new.recherche := to_tsvector('french', texte) || to_tsvector('simple', texte);
  return new;
end
$$;
create trigger dossiers_recherche before insert or update on dossiers
  for each row execute function rendre_cherchable();

update dossiers set conteste = coalesce(etat ->> 'territoire' = 'conteste', false), projet_sante = case
  when etat #>> '{projetSante,decision,sens}' is not null then etat #>> '{projetSante,decision,sens}'
  when etat #>> '{projetSante,recuLe}' is null then
    case when etat #> '{depassees,depot-projet-sante}' is null then 'attendu' else 'en-retard' end
  when etat #>> '{projetSante,precisions,demandeesLe}' is not null
    and etat #>> '{projetSante,precisions,recuesLe}' is null then 'precisions-demandees'
  else 'en-instruction' end;

drop index dossiers_echeance;
create index dossiers_tri_echeance on dossiers ((coalesce(prochaine_echeance, 'infinity'::date)), ess);
create index dossiers_tri_modification on dossiers (maj_le, ess);
create index dossiers_tri_nom on dossiers (nom_tri, ess);
create index dossiers_tri_montant on dossiers (montant_verse_centimes, ess);
create index dossiers_siege on dossiers (siege, ess);
create index dossiers_tri_phase on dossiers ((coalesce(array_position(
  array['lettre-intention', 'creation', 'amorcage', 'dotation', 'recouvrement', 'close'], phase), 0)), ess);
-- Searched more often than written: no list of pending entries to go through.
create index dossiers_mots on dossiers using gin (recherche) with (fastupdate = off);
create index dossiers_en_retard on dossiers (ess) where retards <> '{}';
create index dossiers_contestes on dossiers (ess) where conteste;
