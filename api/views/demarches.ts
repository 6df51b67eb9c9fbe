/** A démarche of Démarche Numérique as it is shown: its health, what fails, what waits for someone, in sentences. */
import { depuis } from '../../domain/calculs/date.ts';
import { dateDe, fuseau } from '../../domain/calendrier/calendrier.ts';
import { caissesDe } from '../../domain/creation/caisses.ts';
import { etatInitial } from '../../domain/etat.ts';
import { finDecisionLi } from '../../domain/lettre-intention/delais.ts';
import { finDecisionPs } from '../../domain/projet-sante/delais.ts';
import { instant } from '../../domain/valeurs.ts';
import type { Overview, ToLookAt, Waiting } from '../../records/demarches/overview.ts';
import {
  whatToLookAt,
  whyItFailed,
  whyItIsNotRead,
  whyItIsNotWritten,
  whyItWaits,
} from '../../records/demarches/sentences.ts';

const PARIS = 'Europe/Paris';
const DAY_MS = 86_400_000;
/** A turn is every five minutes, an hour at most. */
const AT_WORK_MS = 90 * 60_000;

const dayOf = (date: Date): string => dateDe(instant(date.getTime()), PARIS);

/** LI-07, PS-06 — the two months run from the deposit, whether or not anybody has taken the dossier. */
export function lastDayOf({ deposeLe, nature, siege }: Pick<Waiting, 'deposeLe' | 'nature' | 'siege'>): string {
  const ressort = { ...etatInitial('a-rattacher'), siege: siege ?? '75' };
  const le = dateDe(instant(deposeLe.getTime()), fuseau(ressort.siege));
  return nature === 'projet-sante'
    ? finDecisionPs(le, ressort).resultat
    : finDecisionLi(depuis('LettreIntentionDeposee', le), ressort).resultat;
}

/** The page of a dossier there: the applicant's, or the agents'. */
export const pageOfDossier = (
  {
    adresse,
    demarche,
    numero,
  }: { readonly adresse: string | null; readonly demarche: number; readonly numero: number },
  agent: boolean,
): string | null =>
  adresse === null ? null : `${adresse}${agent ? `/procedures/${demarche}` : ''}/dossiers/${numero}`;

/** How it goes: `arret`, nothing is read or written any more; `attention`, someone is awaited. */
type Sante = 'bonne' | 'attention' | 'arret';

export function presentDemarche(one: Overview, maintenant: Date) {
  const retard = one.releveLe === null ? null : Math.max(0, maintenant.getTime() - one.releveLe.getTime());
  const enMarche = one.essaiLe !== null && maintenant.getTime() - one.essaiLe.getTime() < AT_WORK_MS;
  const jours =
    one.jetonExpireLe === null
      ? null
      : Math.round((Date.parse(one.jetonExpireLe) - Date.parse(dayOf(maintenant))) / DAY_MS);
  const page = (numero: number) => pageOfDossier({ adresse: one.adresse, demarche: one.numero, numero }, true);
  return {
    instance: one.instance,
    demarche: one.numero,
    titre: one.titre,
    sante: healthOf(one, { retard, enMarche, jours }),
    enMarche,
    essaiLe: one.essaiLe?.toISOString() ?? null,
    releveLe: one.releveLe?.toISOString() ?? null,
    entierLe: one.entierLe?.toISOString() ?? null,
    retardSecondes: retard === null ? null : Math.floor(retard / 1000),
    panne:
      one.panne === null
        ? null
        : { cause: one.panne, phrase: whyItIsNotRead(one.panne), depuis: one.panneDepuis?.toISOString() ?? null },
    empechements: one.empechements,
    jeton: one.jetonExpireLe === null || jours === null ? null : { expireLe: one.jetonExpireLe, jours },
    ecriture: one.ecriture,
    suspension:
      one.ecritureSuspendue === null
        ? null
        : {
            motif: one.ecritureSuspendue,
            phrase: whyItIsNotWritten(one.ecritureSuspendue),
            depuis: one.ecritureSuspendueLe?.toISOString() ?? null,
          },
    nombres: { ...one.nombres, ecarts: one.ecarts.length },
    aRattacher: one.aRattacher.map((waiting) => ({ ...presentWaiting(waiting), page: page(waiting.numero) })),
    echecs: one.echecs.map(({ cause, depuis: since, prochainLe, ...rest }) => ({
      ...rest,
      phrase: whyItFailed(cause),
      depuis: since.toISOString(),
      prochainLe: prochainLe.toISOString(),
      page: page(rest.numero),
    })),
    aVoir: one.ouverts.map((open) => ({ ...presentToLookAt(open), page: page(open.numero) })),
    ecarts: one.ecarts.map((ecart) => ({ ...ecart, page: page(ecart.numero) })),
  };
}

/** A token of which so few days are left asks for someone. */
const TOKEN_DAYS = 30;

function healthOf(
  { panne, empechements, ecritureSuspendue, nombres, ecarts, ouverts }: Overview,
  {
    retard,
    enMarche,
    jours,
  }: { readonly retard: number | null; readonly enMarche: boolean; readonly jours: number | null },
): Sante {
  const stopped = !enMarche || empechements.length > 0 || retard === null || retard >= DAY_MS || (jours ?? 1) < 0;
  if (stopped || ecritureSuspendue !== null) return 'arret';
  const awaited =
    panne !== null ||
    (jours !== null && jours <= TOKEN_DAYS) ||
    nombres.aRattacher + nombres.echecs + ecarts.length > 0 ||
    ouverts.some(({ statut }) => statut === 'incident');
  return awaited ? 'attention' : 'bonne';
}

function presentWaiting({ numero, nature, deposeLe, motif, siege, repondu }: Waiting) {
  const caisses = motif === 'caisse-a-dire' && siege !== null ? caissesDe(siege) : [];
  return {
    numero,
    nature,
    deposeLe: dateDe(instant(deposeLe.getTime()), fuseau(siege ?? '75')),
    dernierJour: lastDayOf({ deposeLe, nature, siege }),
    motif: motif ?? '',
    phrase:
      motif === 'caisse-a-dire' && caisses.length === 0
        ? 'Aucune caisse ne sert le département du siège qu’il nomme : demandez au déposant de le corriger.'
        : whyItWaits(motif),
    caisses: caisses.map(({ code, nom }) => ({ code, nom })),
    repondu,
  };
}

/** The act by which somebody settles it here, where there is one. */
const BY: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'decision-a-motiver': {
    'lettre-intention': 'refuser-lettre-intention',
    'projet-sante': 'refuser-projet-sante',
  },
  'reponse-a-reprendre': {
    'lettre-intention': 'completer-lettre-intention',
    'projet-sante': 'repondre-precisions',
  },
};

const presentToLookAt = ({ genre, detail, le, ess, nature, ...rest }: ToLookAt) => ({
  ...rest,
  ess,
  genre,
  phrase: whatToLookAt(genre, detail),
  acte: ess === null ? null : (BY[genre]?.[nature ?? ''] ?? null),
  le: le.toISOString(),
});
