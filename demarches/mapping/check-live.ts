/** A mapping beside the service itself: what `ess demarche verifier` says, and what the connector looks at before it starts. */
import type { GraphQLSchema } from 'graphql';
import { TAKE_IN_CHARGE } from '../client/acts.ts';
import { createDnClient, type DnClient } from '../client/client.ts';
import { compareTo, SETS } from '../client/compare.ts';
import { READ_DEMARCHE, type Demarche } from '../client/demarche.ts';
import { CAUSES, DnFault, DnRefusal } from '../client/faults.ts';
import { expiryNotice, tokenOf } from '../client/token.ts';
import { checkDraft, checkForm, type Finding } from './check.ts';
import { formsOf } from './descriptor.ts';
import { inWords } from '../../records/demarches/dates.ts';
import type { Correspondance } from './file.ts';

const stop = (phrase: string): Finding => ({ niveau: 'arret', phrase });
const warn = (phrase: string): Finding => ({ niveau: 'avertissement', phrase });

/** What the schema lacks of what we ask. */
export function checkSchema(schema: GraphQLSchema): readonly Finding[] {
  const { manquants, absents } = compareTo(schema);
  return [
    ...absents.map((absent) => stop(`Le schéma de Démarche Numérique ne convient pas : ${absent}.`)),
    ...manquants.map((jeu) => warn(`Le schéma n’a pas « ${jeu} » : ${SETS[jeu] ?? 'le connecteur s’en passe'}.`)),
  ];
}

/** The token's own end, from the day that its administrator was given. `aujourdhui`: civil date. */
export function checkExpiry({ jeton }: Correspondance, aujourdhui: string): readonly Finding[] {
  const notice = expiryNotice(jeton.expireLe, aujourdhui);
  if (notice === undefined) return [];
  const { jours } = notice;
  if (jours < 0)
    return [
      stop(`Le jeton a expiré le ${inWords(jeton.expireLe)} : l’administrateur de la démarche doit en créer un autre.`),
    ];
  return [
    warn(
      `Le jeton expire ${jours === 0 ? 'aujourd’hui' : `dans ${jours} jour${jours > 1 ? 's' : ''}`} (le ${inWords(jeton.expireLe)}) : l’administrateur de la démarche doit en créer un autre.`,
    ),
  ];
}

/** State, declarative, groups and who writes there. */
export function checkDemarche(correspondance: Correspondance, demarche: Demarche): readonly Finding[] {
  const findings: Finding[] = [];
  if (demarche.declarative !== null)
    findings.push(
      stop(
        `La démarche est déclarative (« ${demarche.declarative} ») : elle déciderait seule, dès le dépôt. Le connecteur ne démarre pas.`,
      ),
    );
  if (demarche.state !== 'publiee') findings.push(warn(`La démarche n’est pas publiée (« ${demarche.state} »).`));
  for (const { id, libelle, instructeur } of correspondance.groupes) {
    const found = demarche.groupeInstructeurs.find((groupe) => groupe.id === id);
    if (found === undefined) findings.push(stop(`Le groupe « ${libelle} » (${id}) n’existe pas dans la démarche.`));
    else if (found.closed) findings.push(stop(`Le groupe « ${found.label} » est fermé.`));
    else if (correspondance.ecriture && instructeur === undefined)
      findings.push(stop(`Le groupe « ${libelle} » n’a pas d’instructeur : rien ne peut y être écrit.`));
    else if (instructeur !== undefined && !found.instructeurs.some((un) => un.id === instructeur))
      findings.push(
        stop(`L’instructeur ${instructeur} n’est pas du groupe « ${found.label} » : rien ne peut y être écrit.`),
      );
  }
  for (const { id, label, closed } of demarche.groupeInstructeurs)
    if (!closed && !correspondance.groupes.some((groupe) => groupe.id === id))
      findings.push(stop(`Le groupe ouvert « ${label} » (${id}) n’a pas de région.`));
  findings.push(...checkLabels(correspondance, demarche));
  const { published, draft } = formsOf(demarche);
  const form = published ?? draft;
  const now = checkForm(correspondance, form);
  findings.push(...now);
  if (draft.revision !== form.revision) findings.push(...checkDraft(correspondance, draft, now));
  return findings;
}

/** Labels: by their id; their name is a check, as that of a field is. */
function checkLabels({ etiquettes }: Correspondance, { labels }: Demarche): readonly Finding[] {
  return Object.entries(etiquettes).flatMap(([nom, { id, libelle }]) => {
    const found = (labels ?? []).find((label) => label.id === id);
    if (found === undefined) return [stop(`L’étiquette « ${nom} » (${libelle}, ${id}) n’existe pas dans la démarche.`)];
    return found.name === libelle
      ? []
      : [warn(`L’étiquette « ${nom} » (${id}) s’appelle désormais « ${found.name} ».`)];
  });
}

/**
 * Whether the token may write, without writing anything: its scope is looked at before what it is asked about, so that a
 * dossier that does not exist is refused as read-only, or as not found.
 */
export async function checkWriting(
  client: DnClient,
  { ecriture, groupes, demarche }: Correspondance,
): Promise<readonly Finding[]> {
  if (!ecriture) return [];
  const instructeurId =
    groupes.find(({ instructeur }) => instructeur !== undefined)?.instructeur ?? 'SW5zdHJ1Y3RldXItMA==';
  try {
    await client.ask(TAKE_IN_CHARGE, { input: { dossierId: 'RG9zc2llci0w', instructeurId } }, demarche);
  } catch (error) {
    if (error instanceof DnRefusal && error.reasons.includes('lecture-seule')) return [stop(CAUSES['lecture-seule'])];
    if (error instanceof DnFault && error.motif === 'introuvable') return [];
    if (!(error instanceof DnRefusal)) throw error;
  }
  return [];
}

/** The whole check. Faults of the service become findings; anything else is thrown. `aujourdhui`: civil date. */
export async function checkLive(correspondance: Correspondance, aujourdhui: string): Promise<readonly Finding[]> {
  const findings: Finding[] = [...checkExpiry(correspondance, aujourdhui)];
  const settings = { url: correspondance.adresse, token: tokenOf(correspondance.jeton.fichier) };
  try {
    const schema = await createDnClient(settings).introspect();
    findings.push(...checkSchema(schema));
    const client = createDnClient({ ...settings, schema });
    const { data } = await client.ask(READ_DEMARCHE, { number: correspondance.demarche }, correspondance.demarche);
    findings.push(...checkDemarche(correspondance, data.demarche), ...(await checkWriting(client, correspondance)));
  } catch (error) {
    if (!(error instanceof DnFault)) throw error;
    findings.push(
      stop(
        error.motif === 'jeton-absent'
          ? `${CAUSES[error.motif]} Cherché : ${correspondance.jeton.fichier}`
          : error.message,
      ),
    );
  }
  return findings;
}
