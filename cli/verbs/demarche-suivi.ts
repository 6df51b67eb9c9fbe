/** What `ess demarche` says and does of the démarches that are followed: their state, and the case or caisse of a dossier. */
import { presentDemarche } from '../../api/views/demarches.ts';
import { caissesDe, estCaisse } from '../../domain/creation/caisses.ts';
import { isEssIdentifier } from '../../identity/scope.ts';
import { inWords } from '../../records/demarches/dates.ts';
import { answerForDossier } from '../../records/demarches/gestures.ts';
import { overviewOfDemarches, readWaiting } from '../../records/demarches/overview.ts';
import { isDossier } from '../../records/journal/dossiers.ts';
import { WrongCall, withRecords } from '../verb.ts';

type Shown = ReturnType<typeof presentDemarche>;

/** A démarche that stopped, or something for a person: exit code 1. */
export async function etatDesDemarches(): Promise<number> {
  const all = await withRecords((pool) => overviewOfDemarches(pool));
  if (all.length === 0) console.log('Aucune démarche n’est suivie.');
  const maintenant = new Date();
  const shown = all.map((one) => presentDemarche(one, maintenant));
  for (const one of shown) tell(one);
  return shown.every(({ sante }) => sante === 'bonne') ? 0 : 1;
}

const at = (instant: string | null): string =>
  instant === null
    ? 'jamais'
    : `le ${new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Paris' }).format(new Date(instant))}`;

const DAY_S = 86_400;

/** What it is, then each thing that someone has to do. */
function tell(one: Shown): void {
  const { nombres, jeton, panne, suspension } = one;
  const say = (mark: '✗' | '!', phrase: string) => console.log(`  ${mark} ${phrase}`);
  console.log(
    `${one.instance} ${one.demarche}${one.titre === null ? '' : ` « ${one.titre} »`} : ${nombres.dossiers} dossier(s), dont ${nombres.importes} repris`,
  );
  console.log(`  relevée ${at(one.releveLe)} ; en entier ${at(one.entierLe)}`);
  if (!one.enMarche) say('✗', `Le connecteur ne tourne pas : vu pour la dernière fois ${at(one.essaiLe)}.`);
  if (one.retardSecondes === null || one.retardSecondes >= DAY_S)
    say(
      '✗',
      'Aucune relève complète depuis un jour : au-delà des trois jours de grâce, des silences s’appliqueraient à tort.',
    );
  if (panne !== null) say('✗', `${panne.phrase} (depuis ${at(panne.depuis)})`);
  for (const phrase of one.empechements) say('✗', phrase);
  if (suspension !== null) say('✗', `Plus rien n’y est écrit. ${suspension.phrase}`);
  if (jeton !== null && jeton.jours <= 30)
    say(
      jeton.jours < 0 ? '✗' : '!',
      `Le jeton ${jeton.jours < 0 ? 'a expiré' : 'expire'} le ${inWords(jeton.expireLe)} : l’administrateur de la démarche doit en créer un autre.`,
    );
  for (const { numero, deposeLe, dernierJour, phrase, caisses, repondu } of one.aRattacher) {
    const choice = caisses.length === 0 ? '' : ` (${caisses.map(({ code, nom }) => `${code} : ${nom}`).join(' ; ')})`;
    say(
      '!',
      `n° ${numero}, déposé le ${inWords(deposeLe)}, dernier jour le ${inWords(dernierJour)}. ${phrase}${choice}${repondu ? ' Réponse prise en compte à la prochaine relève.' : ''}`,
    );
  }
  for (const { numero, phrase, essais, prochainLe } of one.echecs)
    say('!', `n° ${numero}, ${essais} essai(s), prochain ${at(prochainLe)}. ${phrase}`);
  for (const { numero, statut, phrase, ess } of one.aVoir)
    say(statut === 'incident' ? '✗' : '!', `n° ${numero}${ess === null ? '' : ` (${ess})`}. ${phrase}`);
  for (const { numero, ess, phrase } of one.ecarts) say('!', `n° ${numero} (${ess}). ${phrase}`);
}

const CALL = 'Indiquez le numéro du dossier de Démarche Numérique, puis l’ESS (ess-33-…) ou la caisse (lille-douai).';

/** `rattacher NUMERO ESS` or `rattacher NUMERO CAISSE`. */
export async function rattacher([texte, qui, ...reste]: readonly string[], instance: string): Promise<number> {
  if (texte === undefined || !/^\d{1,9}$/.test(texte) || qui === undefined || reste.length > 0)
    throw new WrongCall(CALL);
  const numero = Number(texte);
  // Codes of caisses have the form of identifiers.
  if (estCaisse(qui)) return await nameCaisse(instance, numero, qui);
  if (isEssIdentifier(qui)) return await attach(instance, numero, qui);
  throw new WrongCall(CALL);
}

async function attach(instance: string, numero: number, ess: string): Promise<number> {
  return await withRecords(async (pool) => {
    if (!(await isDossier(pool, ess, {}))) return told(1, `Aucune ESS ne porte l’identifiant ${ess}.`);
    return (await answerForDossier(pool, instance, numero, { ess })) === undefined
      ? told(1, `Aucun projet de santé n° ${numero} n’attend d’être rattaché.`)
      : told(0, `Le dossier ${numero} sera remis à ${ess} à la prochaine relève.`);
  });
}

async function nameCaisse(instance: string, numero: number, caisse: string): Promise<number> {
  return await withRecords(async (pool) => {
    const waiting = await readWaiting(pool, instance, numero, {});
    if (waiting?.motif !== 'caisse-a-dire') return told(1, `Aucune lettre n° ${numero} n’attend sa caisse.`);
    const serving = caissesDe(waiting.siege ?? '');
    if (!serving.some(({ code }) => code === caisse))
      return told(1, `Cette caisse n’est pas du siège : ${serving.map(({ code }) => code).join(', ')}.`);
    await answerForDossier(pool, instance, numero, { caisse });
    return told(0, `La lettre ${numero} sera reprise avec cette caisse à la prochaine relève.`);
  });
}

const told = (code: 0 | 1, phrase: string): number => {
  console.log(phrase);
  return code;
};
