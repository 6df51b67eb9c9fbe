/** `ess demarche`: the file that joins a démarche of Démarche Numérique to the product, made and checked; no database. */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { compareTo, readSchema, SETS } from '../../demarches/client/compare.ts';
import { createDnClient, type DnClient } from '../../demarches/client/client.ts';
import { READ_DEMARCHE, READ_INSTRUCTORS } from '../../demarches/client/demarche.ts';
import { DnFault } from '../../demarches/client/faults.ts';
import { tokenOf } from '../../demarches/client/token.ts';
import { checkExpiry, checkLive } from '../../demarches/mapping/check-live.ts';
import { checkForm, type Finding } from '../../demarches/mapping/check.ts';
import { formsOf, readDescriptor, type SavedDescriptor } from '../../demarches/mapping/descriptor.ts';
import { readMapping, UnreadableMapping } from '../../demarches/mapping/file.ts';
import { proposeMapping, type Group } from '../../demarches/mapping/generate.ts';
import { dateDe } from '../../domain/calendrier/calendrier.ts';
import { REGIONS } from '../../domain/creation/regions.ts';
import { instant } from '../../domain/valeurs.ts';
import { etatDesDemarches, rattacher } from './demarche-suivi.ts';
import { codeOf, regionDe } from '../form-words.ts';
import { WrongCall, type Verb } from '../verb.ts';

const ADRESSE = 'https://demarche.numerique.gouv.fr/api/v2/graphql';

const OPTIONS = {
  descripteur: { type: 'string' },
  adresse: { type: 'string', default: ADRESSE },
  numero: { type: 'string' },
  jeton: { type: 'string' },
  'expire-le': { type: 'string' },
  nature: { type: 'string' },
  instance: { type: 'string', default: 'DN' },
  instructeur: { type: 'string' },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

export const DEMARCHE: Verb = {
  summary:
    'correspondance | verifier FICHIER | schema FICHIER | etat | rattacher NUMERO ESS|CAISSE : le lien avec une démarche de Démarche Numérique',
  usage: `  correspondance        imprime une première correspondance entre le formulaire et nos champs, à relire avant de s'en servir
    --descripteur FICHIER   le formulaire, enregistré depuis sa page publique « …/preremplir/<démarche>/schema » (sans jeton)
    --numero N --jeton FICHIER [--expire-le AAAA-MM-JJ]   le formulaire et ses groupes, demandés au service
    --instructeur COURRIEL  l'instructeur du programme : mis à chaque groupe dont il est
    --nature lettre-intention|projet-sante   ce que sont tous ses dossiers, si le formulaire n'a pas de champ qui le dise
    --adresse URL           l'API de l'instance (${ADRESSE})
  verifier FICHIER      vérifie une correspondance auprès du service, ou d'un formulaire enregistré (--descripteur)
  schema FICHIER        vérifie nos demandes selon un schéma du service (SDL ou introspection), et dit ce qui lui manque
  etat                  dit de chaque démarche suivie jusqu'où elle est relevée, ce qui échoue, ce qui attend quelqu'un
  rattacher NUMERO ESS  dit de quelle ESS est un projet de santé qui n'en nomme aucune [--instance DN]
  rattacher NUMERO CAISSE   dit de quelle caisse est une lettre dont le département en a plusieurs
  Les trois premiers n'écrivent rien, ni ici ni là-bas, et se passent de base de données ; les deux autres en demandent une. Code de retour 1 quand quelque chose empêche le connecteur de démarrer.`,
  async run([quoi, ...argv]) {
    const { values, positionals } = parseArgs({ args: argv, allowPositionals: true, options: OPTIONS });
    if (quoi === 'etat' && positionals.length === 0) return await etatDesDemarches();
    if (quoi === 'rattacher') return await rattacher(positionals, values.instance);
    const [fichier, ...reste] = positionals;
    if (reste.length > 0) throw new WrongCall('Un seul fichier est attendu.');
    if (quoi === 'correspondance' && fichier === undefined) return await correspondance(values);
    if (fichier === undefined || (quoi !== 'verifier' && quoi !== 'schema'))
      throw new WrongCall('Indiquez « correspondance », « verifier FICHIER » ou « schema FICHIER ».');
    return quoi === 'schema' ? await schema(fichier) : await verifier(fichier, values.descripteur);
  },
};

async function textOf(fichier: string): Promise<string> {
  return await readFile(fichier, 'utf8').catch((error: Error) => {
    throw new WrongCall(`Fichier illisible : ${error.message}`);
  });
}

async function descriptorOf(fichier: string): Promise<SavedDescriptor> {
  const text = await textOf(fichier);
  try {
    return readDescriptor(text);
  } catch (error) {
    throw new WrongCall(`${fichier} : ${(error as Error).message}`);
  }
}

async function schema(fichier: string): Promise<number> {
  const text = await textOf(fichier);
  let compared: ReturnType<typeof compareTo>;
  try {
    compared = compareTo(readSchema(text));
  } catch (error) {
    throw new WrongCall(`${fichier} : ce n’est pas un schéma GraphQL (${(error as Error).message}).`);
  }
  for (const absent of compared.absents) console.log(`✗ ${absent}`);
  for (const jeu of compared.manquants) console.log(`! Sans « ${jeu} » : ${SETS[jeu] ?? ''}.`);
  console.log(
    compared.absents.length === 0 ? 'Nos demandes sont valides selon ce schéma.' : 'Ce schéma ne convient pas.',
  );
  return compared.absents.length === 0 ? 0 : 1;
}

const today = (): string => dateDe(instant(Date.now()), 'Europe/Paris');

function said(findings: readonly Finding[]): number {
  for (const { niveau, phrase } of findings) console.log(`${niveau === 'arret' ? '✗' : '!'} ${phrase}`);
  const stops = findings.filter(({ niveau }) => niveau === 'arret').length;
  console.log(
    stops === 0 ? 'Le connecteur peut démarrer.' : `${stops} point(s) empêche(nt) le connecteur de démarrer.`,
  );
  return stops === 0 ? 0 : 1;
}

async function verifier(fichier: string, descripteur: string | undefined): Promise<number> {
  const read = await readMapping(fichier).catch((error: unknown) => {
    if (error instanceof UnreadableMapping) throw new WrongCall(`${fichier} :\n${error.message}`);
    throw error;
  });
  const unknown = read.groupes
    .filter(({ region }) => !REGIONS.some(({ code }) => code === region))
    .map(({ libelle, region }): Finding => ({
      niveau: 'arret',
      phrase: `Groupe « ${libelle} » : aucune région « ${region} ».`,
    }));
  if (descripteur === undefined) return said([...unknown, ...(await checkLive(read, today()))]);
  const { numero, declarative, form } = await descriptorOf(descripteur);
  const other: readonly Finding[] =
    numero === read.demarche
      ? []
      : [{ niveau: 'arret', phrase: `Ce formulaire est celui de la démarche ${numero}, pas de la ${read.demarche}.` }];
  const alone: readonly Finding[] =
    declarative === null
      ? []
      : [{ niveau: 'arret', phrase: `La démarche est déclarative (« ${declarative} ») : elle déciderait seule.` }];
  return said([...unknown, ...other, ...alone, ...checkExpiry(read, today()), ...checkForm(read, form)]);
}

async function asked(
  values: Values,
): Promise<{ readonly descriptor: SavedDescriptor; readonly groupes: readonly Group[] }> {
  if (values.descripteur !== undefined) return { descriptor: await descriptorOf(values.descripteur), groupes: [] };
  const numero = Number(values.numero);
  if (!Number.isInteger(numero) || numero < 1 || values.jeton === undefined)
    throw new WrongCall('Indiquez « --descripteur FICHIER », ou « --numero N --jeton FICHIER ».');
  const settings = { url: values.adresse, token: tokenOf(values.jeton) };
  try {
    const live = await createDnClient(settings).introspect();
    const client = createDnClient({ ...settings, schema: live });
    const { demarche } = (await client.ask(READ_DEMARCHE, { number: numero }, numero)).data;
    const own = values.instructeur === undefined ? undefined : await groupsOf(client, numero, values.instructeur);
    const { published, draft } = formsOf(demarche);
    return {
      descriptor: {
        numero,
        titre: demarche.title,
        etat: demarche.state,
        declarative: demarche.declarative,
        form: published ?? draft,
      },
      groupes: demarche.groupeInstructeurs.map(({ id, label, closed, instructeurs }) => ({
        id,
        libelle: label,
        ferme: closed,
        instructeurs: own === undefined ? instructeurs.map((un) => un.id) : (own.get(id) ?? []),
      })),
    };
  } catch (error) {
    if (error instanceof DnFault) throw new WrongCall(error.message);
    throw error;
  }
}

/** By group: the id of that instructor, where they are in it. */
async function groupsOf(
  client: DnClient,
  number: number,
  courriel: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { demarche } = (await client.ask(READ_INSTRUCTORS, { number }, number)).data;
  const found = demarche.groupeInstructeurs.map(({ id, instructeurs }): readonly [string, readonly string[]] => [
    id,
    instructeurs.filter(({ email }) => email.toLowerCase() === courriel.toLowerCase()).map((un) => un.id),
  ]);
  if (found.every(([, ids]) => ids.length === 0))
    throw new WrongCall(`${courriel} n’est instructeur d’aucun groupe de la démarche ${number}.`);
  return new Map(found);
}

async function correspondance(values: Values): Promise<number> {
  const { descriptor, groupes } = await asked(values);
  const jeton = { fichier: values.jeton ?? 'à compléter', expireLe: values['expire-le'] ?? 'à compléter' };
  const { nature } = values;
  if (nature !== undefined && nature !== 'lettre-intention' && nature !== 'projet-sante')
    throw new WrongCall('« --nature » est « lettre-intention » ou « projet-sante ».');
  const proposal = proposeMapping(descriptor, codeOf, { adresse: values.adresse, jeton, groupes, regionDe, nature });
  console.log(JSON.stringify(proposal.correspondance, null, 2));
  console.error(
    `« ${descriptor.titre} » : ${Object.keys((proposal.correspondance as { champs: object }).champs).length} champ(s) reconnu(s). À relire : les libellés ne prouvent rien.`,
  );
  for (const { libelle, id, obligatoire } of proposal.nonRepris)
    console.error(`! Non repris : « ${libelle} » (${id})${obligatoire ? ', obligatoire dans le formulaire' : ''}.`);
  for (const { libelle, ferme, instructeurs } of groupes)
    if (!ferme && instructeurs.length !== 1)
      console.error(
        `! Groupe « ${libelle} » : ${instructeurs.length === 0 ? 'l’instructeur du programme n’y est pas' : `${instructeurs.length} instructeurs`}. Pour y écrire, donnez « --instructeur COURRIEL ».`,
      );
  for (const nom of proposal.manquants) console.error(`✗ Aucun champ du formulaire ne semble être « ${nom} ».`);
  return proposal.manquants.length === 0 ? 0 : 1;
}
