/** What `ess demarche` says and does of the démarches that are followed: their state, and the case of a dossier. */
import { depuis } from '../../domain/calculs/date.ts';
import { dateDe } from '../../domain/calendrier/calendrier.ts';
import { etatInitial } from '../../domain/etat.ts';
import { finDecisionLi } from '../../domain/lettre-intention/delais.ts';
import { instant } from '../../domain/valeurs.ts';
import { nameCase } from '../../records/demarches/dossiers.ts';
import { overviewOfDemarches, type Overview } from '../../records/demarches/readings.ts';
import { isEssIdentifier } from '../../identity/scope.ts';
import { WrongCall, withRecords } from '../verb.ts';

const PARIS = 'Europe/Paris';
const MOTIFS: Readonly<Record<string, string>> = {
  'nature-inconnue': 'rien ne dit si c’est une lettre d’intention ou un projet de santé',
  'champs-manquants': 'un champ sans lequel aucun dossier ne s’ouvre est vide ou n’a pas de correspondance',
  'sans-lien': 'le projet de santé ne nomme ni sa lettre ni son ESS',
  'lien-inconnu': 'la lettre ou l’ESS qu’il nomme n’est pas connue',
  'liens-contraires': 'la lettre et l’ESS qu’il nomme ne sont pas la même',
};

/** LI-07 — the two months run from the deposit, whether or not anybody has taken the dossier. */
const deadlineOf = (deposeLe: Date): string =>
  finDecisionLi(depuis('LettreIntentionDeposee', dateDe(instant(deposeLe.getTime()), PARIS)), {
    ...etatInitial('a-rattacher'),
    siege: '75',
  }).resultat;

const day = (date: Date): string => dateDe(instant(date.getTime()), PARIS);
const LATE_MS = 86_400_000;

/** A day without a complete reading, or something for a person: exit code 1. */
export async function etatDesDemarches(): Promise<number> {
  const all = await withRecords(overviewOfDemarches);
  if (all.length === 0) console.log('Aucune démarche n’est suivie.');
  return all.map(tell).some((wrong) => wrong) ? 1 : 0;
}

function tell({
  instance,
  numero,
  dossiers,
  releveLe,
  entierLe,
  panne,
  panneDepuis,
  ecritureSuspendue,
  aRattacher,
  echecs,
  ouverts,
}: Overview): boolean {
  const late = releveLe === null || Date.now() - releveLe.getTime() > LATE_MS;
  console.log(
    `${instance} ${numero} : ${dossiers} dossier(s), relevée ${releveLe === null ? 'jamais' : `le ${releveLe.toISOString()}`}, en entier ${entierLe === null ? 'jamais' : `le ${entierLe.toISOString()}`}`,
  );
  if (late)
    console.log(
      '  ✗ Aucune relève complète depuis un jour : au-delà des trois jours de grâce, des silences s’appliqueraient à tort.',
    );
  if (panne !== null) console.log(`  ✗ En panne (${panne}) depuis le ${panneDepuis?.toISOString() ?? ''}`);
  if (ecritureSuspendue !== null) console.log(`  ✗ Plus rien n’y est écrit : ${ecritureSuspendue}`);
  for (const one of aRattacher)
    console.log(
      `  ! n° ${one.numero}, déposé le ${day(one.deposeLe)} (deux mois : ${deadlineOf(one.deposeLe)}), attend quelqu’un : ${MOTIFS[one.motif ?? ''] ?? one.motif ?? ''}`,
    );
  for (const { numero: dossier, cause, essais, prochainLe } of echecs)
    console.log(`  ! n° ${dossier} échoue (${cause}), ${essais} essai(s), prochain le ${prochainLe.toISOString()}`);
  for (const { numero: dossier, genre, statut, detail, le } of ouverts)
    console.log(
      `  ${statut === 'incident' ? '✗' : '!'} n° ${dossier} : ${genre}${detail === null ? '' : ` (${detail})`}, le ${day(le)}`,
    );
  return (
    late ||
    panne !== null ||
    ecritureSuspendue !== null ||
    aRattacher.length + echecs.length > 0 ||
    ouverts.some(({ statut }) => statut === 'incident')
  );
}

/** `rattacher NUMERO ESS`. */
export async function rattacher([numero, ess, ...reste]: readonly string[], instance: string): Promise<number> {
  if (
    numero === undefined ||
    !/^\d{1,9}$/.test(numero) ||
    ess === undefined ||
    !isEssIdentifier(ess) ||
    reste.length > 0
  )
    throw new WrongCall('Indiquez le numéro du dossier de Démarche Numérique, puis l’identifiant de l’ESS (ess-33-…).');
  const named = await withRecords((pool) => nameCase(pool, instance, Number(numero), ess));
  console.log(
    named
      ? `Le dossier ${numero} sera remis à ${ess} à la prochaine relève.`
      : `Aucun projet de santé n° ${numero} n’attend d’être rattaché.`,
  );
  return named ? 0 : 1;
}
