/**
 * Every form of the console, filled with what nobody should type: never a fault, never a tag, never a word of programs, and
 * what was typed is given back. `FORMULAIRES=20`: so many draws of each form; `GRAINE`: others.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decode, formulairesDe, type Champ, type Formulaire } from '../formulaires.ts';
import { civilToday } from '../../../console/words/dates.ts';
import { ouvrirConsole, type ConsoleOuverte } from '../ouvrir.ts';
import { visiteur, type Reponse, type Visiteur } from '../visiteur.ts';
import { adresses } from '../visites.ts';

const TIRAGES = Number(process.env['FORMULAIRES'] ?? 2);
const GRAINE = Number(process.env['GRAINE'] ?? 23);
const PAGES_VUES = 120;
const BALISE = '<svg/onload=alert(1)>';

const HOSTILES: readonly string[] = [
  `${BALISE}"'`,
  'a\u0000b',
  'x\r\nSet-Cookie: a=b',
  '\u202Egnirts',
  '=HYPERLINK("https://ailleurs.example")',
  "' or 1=1--",
  '../../etc/passwd',
  '__proto__',
  'constructor',
  '{{7*7}}',
  '-1',
  '1e308',
  '9'.repeat(400),
  '0001-01-01',
  '2026-02-30',
  '9999-12-31',
  '12,5 €',
  ' ',
  '',
  'é'.repeat(3_000),
  'x'.repeat(30_000),
  '🩺'.repeat(50),
];
const FICHIERS: readonly (readonly [nom: string, contenu: Uint8Array<ArrayBuffer> | string])[] = [
  ['vide.pdf', ''],
  ['faux.pdf', '<script>alert(1)</script>'],
  ['../../evasion.pdf', '%PDF-1.7\nrien'],
  [`${BALISE}.png`, new Uint8Array(5_000)],
  ['archive.zip', 'PK\u0003\u0004'],
];

interface Saisie {
  readonly champs: readonly (readonly [string, string])[];
  readonly fichier: number | null;
}

const AUJOURDHUI = civilToday();
/** What somebody would type who means to be let in, with a tag in each free word. */
function plausible({ genre, valeurs }: Champ): fc.Arbitrary<readonly string[]> {
  const choix = valeurs.filter((valeur) => valeur !== '');
  if (genre === 'select' || genre === 'radio')
    return fc.constantFrom(...(choix.length === 0 ? [''] : choix)).map((un) => [un]);
  if (genre === 'checkbox') return fc.subarray([...choix]);
  if (genre === 'date') return fc.constant([choix[0] ?? AUJOURDHUI]);
  if (genre === 'number') return fc.constantFrom('1', '3', '12').map((un) => [un]);
  return fc.constantFrom(`${BALISE}"' texte`, 'Texte =1+1', choix[0] ?? 'Texte').map((un) => [un]);
}

function quelconque({ genre, valeurs }: Champ): fc.Arbitrary<readonly string[]> {
  const hostile = fc.constantFrom(...HOSTILES).map((une) => [une]);
  const sienne = fc.constantFrom(...(valeurs.length === 0 ? [''] : valeurs)).map((une) => [une]);
  const absente = fc.constant([]);
  const deux = fc.constantFrom(...HOSTILES).map((une) => [une, une]);
  return genre === 'hidden'
    ? fc.oneof({ weight: 8, arbitrary: sienne }, hostile, absente)
    : fc.oneof({ weight: 3, arbitrary: hostile }, { weight: 4, arbitrary: sienne }, absente, deux);
}

const valeurDe = (champ: Champ, sage: boolean): fc.Arbitrary<readonly string[]> => {
  if (champ.nom === '_jeton' || (sage && champ.genre === 'hidden')) return fc.constant([...champ.valeurs]);
  if (!sage) return quelconque(champ);
  // What nobody has to fill in stays mostly as it is: otherwise nothing is ever let in.
  const telQuel = fc.constant(['checkbox', 'radio'].includes(champ.genre) ? [] : champ.valeurs.slice(0, 1));
  return champ.requis ? plausible(champ) : fc.oneof({ weight: 9, arbitrary: telQuel }, plausible(champ));
};

/** One button is pressed, or Enter is. */
const boutonDe = (champs: readonly Champ[]): fc.Arbitrary<readonly (readonly [string, string])[]> =>
  fc.constantFrom(
    [],
    ...champs.flatMap(({ nom, genre, valeurs }) =>
      genre === 'button' ? valeurs.map((valeur): readonly (readonly [string, string])[] => [[nom, valeur]]) : [],
    ),
  );

const saisieDe = (formulaire: Formulaire): fc.Arbitrary<Saisie> =>
  fc.boolean().chain((sage) => saisie(formulaire, sage));

const saisie = ({ champs }: Formulaire, sage: boolean): fc.Arbitrary<Saisie> =>
  fc
    .tuple(
      fc.tuple(
        ...champs
          .filter(({ genre }) => genre !== 'file' && genre !== 'button')
          .map((champ) => valeurDe(champ, sage).map((siennes) => ({ champ, siennes }))),
      ),
      fc.constantFrom([], [], [['__proto__', 'x']], [['constructor', 'x']], [['inconnu[a]', BALISE]]),
      sage ? fc.constant([]) : boutonDe(champs),
      fc.option(fc.nat(FICHIERS.length - 1)),
    )
    .map(([siens, enPlus, bouton, fichier]) => ({
      champs: [
        ...siens.flatMap(({ champ, siennes }) => siennes.map((une): readonly [string, string] => [champ.nom, une])),
        ...enPlus.map(([nom = '', valeur = '']): readonly [string, string] => [nom, valeur]),
        ...bouton,
      ],
      fichier,
    }));

function corpsDe({ fichiers, champs }: Formulaire, saisie: Saisie): URLSearchParams | FormData {
  if (!fichiers) return new URLSearchParams(saisie.champs.map(([nom, valeur]) => [nom, valeur]));
  const corps = new FormData();
  for (const [nom, valeur] of saisie.champs) corps.append(nom, valeur);
  const [nom, contenu] = FICHIERS[saisie.fichier ?? -1] ?? [];
  for (const { nom: champ, genre } of champs)
    if (genre === 'file') corps.append(champ, nom === undefined ? new File([], '') : new File([contenu ?? ''], nom));
  return corps;
}

/** Words of programs, outside what was typed and what is copied. */
const PROGRAMMES =
  /\[object |\bundefined\b|\bPOST \/|\/api\/v1|\bInvalid\b|\bRequired\b|\bExpected\b|Error:|node_modules|\bNaN\b/;
const luDans = (html: string): string =>
  decode(html.replaceAll(/<(script|style|textarea|code|select)\b[\s\S]*?<\/\1>|<[^>]+>/g, ' '));

/** What is wrong with an answer to this. */
function fautesDe({ status, texte }: Reponse, saisie: Saisie): readonly string[] {
  const fautes: string[] = [];
  if (status >= 500) fautes.push(`statut ${status}`);
  if (texte.includes(BALISE)) fautes.push('une balise saisie est dans la page');
  let lu = luDans(texte);
  for (const [, valeur] of saisie.champs) if (valeur.trim() !== '') lu = lu.replaceAll(valeur.trim(), '');
  const mot = PROGRAMMES.exec(lu);
  if (mot !== null)
    fautes.push(`on y lit « ${lu.slice(Math.max(0, mot.index - 60), mot.index + 60).replaceAll(/\s+/g, ' ')} »`);
  return fautes;
}

/** What was typed in the open fields, and is neither on the page that answers nor kept by it. */
function perdus({ status, texte }: Reponse, formulaire: Formulaire, saisie: Saisie): readonly string[] {
  // 404: what the form was about is done, or gone: there is nothing left to send it to.
  if (status < 400 || status === 404 || texte.includes('saisie=')) return [];
  const tout = decode(texte).replaceAll('\r\n', '\n');
  const ouverts = new Set(
    formulaire.champs
      .filter(({ genre }) => ['text', 'textarea', 'search', 'email'].includes(genre))
      .map(({ nom }) => nom),
  );
  return saisie.champs.flatMap(([nom, valeur]) => {
    const attendu = valeur.trim().replaceAll('\r\n', '\n');
    // What HTML itself cannot hold.
    const possible = !attendu.includes('\u0000');
    return ouverts.has(nom) && possible && !tout.includes(attendu) ? [`${nom} = ${valeur.slice(0, 40)}`] : [];
  });
}

let console_: ConsoleOuverte;
const lignes: string[] = [];
beforeAll(async () => {
  console_ = await ouvrirConsole({ journal: (ligne) => lignes.push(ligne) });
});
afterAll(() => console_.fermer());

/** Forms reached from the pages of this account, each kind once, where it was found. */
async function formulairesDuCompte(
  qui: Visiteur,
): Promise<ReadonlyMap<string, { readonly chemin: string; readonly formulaire: Formulaire }>> {
  const trouves = new Map<string, { chemin: string; formulaire: Formulaire }>();
  const vus = new Set<string>();
  const aVoir = [...adresses(console_)];
  for (let chemin; (chemin = aVoir.shift()) !== undefined && vus.size < PAGES_VUES;) {
    if (vus.has(chemin)) continue;
    vus.add(chemin);
    const { status, headers, texte } = await qui.demander(chemin);
    if (status !== 200 || headers.get('content-type')?.startsWith('text/html') !== true) continue;
    for (const formulaire of formulairesDe(texte)) {
      const action = new URL(formulaire.action === '' ? chemin : formulaire.action, console_.url);
      if (action.pathname === '/deconnexion') continue;
      const genre = `${action.pathname.replaceAll(/ess-[a-z0-9-]+/g, ':ess')} ${formulaire.champs.map(({ nom }) => nom.replaceAll(/\d+/g, 'n')).join()}`;
      if (!trouves.has(genre)) trouves.set(genre, { chemin: `${action.pathname}${action.search}`, formulaire });
    }
    // The acts that are proposed: each has a form of its own.
    for (const [, lien = ''] of texte.matchAll(/href="(\/dossiers\/[^"?#]+\/actes\/[^"#]+)"/g))
      aVoir.push(decode(lien));
  }
  return trouves;
}

/** The second page of an act, and of a deposit: all that was typed, hidden, and one thing left to do. */
const estUnEnvoi = ({ champs }: Formulaire): boolean =>
  champs.some(({ nom, genre }) => nom === 'cle' && genre === 'hidden');
const tel = ({ champs }: Formulaire): URLSearchParams =>
  new URLSearchParams(
    champs.flatMap(({ nom, genre, valeurs }) =>
      genre === 'button' ? [] : (genre === 'hidden' ? valeurs : valeurs.slice(0, 1)).map((valeur) => [nom, valeur]),
    ),
  );

const avecJeton = ({ champs, ...reste }: Formulaire, jeton: string): Formulaire => ({
  ...reste,
  champs: champs.map((champ) => (champ.nom === '_jeton' ? { ...champ, valeurs: [jeton] } : champ)),
});

describe(`les formulaires de chaque rôle, ${TIRAGES} tirages chacun (graine ${GRAINE})`, () => {
  test.each(['ars-nouvelle-aquitaine', 'caisse-gironde', 'porteur-01', 'national', 'exploitant'])(
    '%s : ni faute, ni balise, ni mot de programme, et rien de saisi ne se perd',
    async (compte) => {
      let qui = visiteur(console_);
      await qui.connecter(compte);
      const formulaires = await formulairesDuCompte(qui);
      lignes.length = 0;
      const fautes: string[] = [];
      const statuts = new Map<number, number>();
      let envois = 0;
      for (const [genre, { chemin, formulaire }] of formulaires) {
        const jeton = await qui.jeton();
        const dire = (reponse: Reponse, siennes: readonly string[]) =>
          fautes.push(...siennes.map((faute) => `${genre.slice(0, 120)} → ${reponse.status} ${faute}`));
        for (const saisie of fc.sample(saisieDe(avecJeton(formulaire, jeton)), { numRuns: TIRAGES, seed: GRAINE })) {
          const reponse = await qui.demander(chemin, { method: 'POST', body: corpsDe(formulaire, saisie) });
          statuts.set(reponse.status, (statuts.get(reponse.status) ?? 0) + 1);
          const perdu = perdus(reponse, formulaire, saisie).map((mot) => `perdu : ${mot}`);
          dire(reponse, [...fautesDe(reponse, saisie), ...perdu]);
          // « Vérifier » was passed: what was typed is sent.
          const [envoi] = reponse.status === 200 ? formulairesDe(reponse.texte).filter(estUnEnvoi) : [];
          if (envoi === undefined) continue;
          const recu = await qui.poster(envoi.action || chemin, tel(envoi));
          envois += 1;
          dire(recu, fautesDe(recu, saisie));
        }
        if ((await qui.demander('/preferences')).status !== 200) {
          qui = visiteur(console_);
          await qui.connecter(compte);
        }
      }
      // What was let in is shown on other pages.
      for (const chemin of adresses(console_)) {
        const { status, texte } = await qui.demander(chemin);
        if (status >= 500 || texte.includes(BALISE)) fautes.push(`${chemin} : ${status}`);
      }
      expect([...new Set(fautes)]).toEqual([]);
      expect(lignes.filter((ligne) => /"level":"error"|failure/.test(ligne))).toEqual([]);
      expect(formulaires.size).toBeGreaterThan(1);
      if (process.env['BILAN'] !== undefined) console.log(compte, formulaires.size, [...statuts], envois);
    },
    TIRAGES * 600_000,
  );
});
