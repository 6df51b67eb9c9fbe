/**
 * Lanes: effects leave in order within a lane, and a blocked lane holds up no other. An effect is never given up, and the
 * next one of its lane waits for it.
 */
import {
  TemporalFailure,
  getExternalWorkflowHandle,
  log,
  proxyActivities,
  type ActivityOptions,
} from '@temporalio/workflow';
import type { Activites } from '../activities/index.ts';
import type { ActivitesCaisse } from '../activities/paiements.ts';
import { TERRITOIRE_LIBERE, fileCaisse, type Acte } from './messages.ts';
import { lu } from './payload-converter.ts';
import type { Demande, Effet, Reponses, TypeDemande } from '../domain/demandes.types.ts';
import { centimes, type DateCivile } from '../domain/valeurs.ts';

/** A summary is cut at 200 bytes by the server. */
export const resume = (texte: string): string => [...texte].slice(0, 120).join('');

/** How an activity is tried: a bounded first time, whose end is an incident; then without end. */
export type Essais = NonNullable<ActivityOptions['retry']>;
/** 1, 2, 4, 8, 16 and 32 s apart: a server that restarts is no incident. */
export const PREMIERS_ESSAIS: Essais = { initialInterval: '1 second', backoffCoefficient: 2, maximumAttempts: 7 };
export const ESSAIS_SANS_FIN: Essais = {
  initialInterval: '1 minute',
  backoffCoefficient: 2,
  maximumInterval: '5 minutes',
};
const DUREE = { startToCloseTimeout: '30 seconds' } as const;
/** A queue that nobody serves: the caisse's own worker is away. */
const SANS_PRENEUR = { scheduleToStartTimeout: '1 day' } as const;

const activites = (retry: Essais) => proxyActivities<Activites>({ ...DUREE, retry });

/** Asks the records, with a line that an operator can read. */
export function demander<N extends keyof Activites>(
  nom: N,
  essais: Essais,
  summary: string,
  entree: Parameters<Activites[N]>[0],
): ReturnType<Activites[N]> {
  const activite = activites(essais)[nom] as unknown as {
    executeWithOptions: (options: ActivityOptions, args: [typeof entree]) => ReturnType<Activites[N]>;
  };
  return activite.executeWithOptions({ summary: resume(summary) }, [entree]);
}

/** The caisse's own worker answers on its queue, or ours in its place. */
const caisse = (code: string, retry: Essais) =>
  proxyActivities<ActivitesCaisse>({
    ...DUREE,
    ...(retry === PREMIERS_ESSAIS ? SANS_PRENEUR : {}),
    retry,
    taskQueue: fileCaisse(code),
  });

/** One thing after another. Idle, it waits for nothing: a case at rest keeps one promise for all its lanes. */
export interface Voie {
  /** There is something to do. */
  readonly prete: boolean;
  /** Does all there is. */
  avancer(): Promise<void>;
}

/** The lanes of a case: each is set going as soon as it has something to do, the longest idle first. */
export class Voies {
  #oisives: readonly Voie[];
  #pretes: readonly Voie[] = [];
  #panne: { readonly erreur: unknown } | undefined;

  constructor(voies: readonly Voie[]) {
    this.#oisives = voies;
  }

  /** Whether one has something to do, or failed. Those that have are set going by `avancer`, no other. */
  regarder(): boolean {
    this.#pretes = this.#oisives.filter(({ prete }) => prete);
    return this.#panne !== undefined || this.#pretes.length > 0;
  }

  /** Waits for none of them; throws what one of them threw. */
  avancer(): void {
    if (this.#panne !== undefined) throw this.#panne.erreur;
    const pretes = this.#pretes;
    this.#pretes = [];
    this.#oisives = this.#oisives.filter((voie) => !pretes.includes(voie));
    for (const voie of pretes)
      voie.avancer().then(
        () => {
          this.#oisives = [...this.#oisives, voie];
        },
        (erreur: unknown) => {
          this.#panne ??= { erreur };
        },
      );
  }
}

/** A queue, emptied in order. */
export class File<T> implements Voie {
  #attente: readonly T[];
  readonly #faire: (elements: readonly T[]) => Promise<number>;

  /** `faire` is handed all there is, and says how many were done: what is listed is what is left. */
  constructor(faire: (elements: readonly T[]) => Promise<number>, attente: readonly T[] = []) {
    this.#faire = faire;
    this.#attente = attente;
  }

  ajouter(...elements: readonly T[]): void {
    this.#attente = [...this.#attente, ...elements];
  }
  get contenu(): readonly T[] {
    return this.#attente;
  }
  get prete(): boolean {
    return this.#attente.length > 0;
  }
  async avancer(): Promise<void> {
    while (this.#attente.length > 0) {
      const faits = await this.#faire(this.#attente);
      this.#attente = this.#attente.slice(faits); // others may have come meanwhile
    }
  }
}

/** Cases to tell that something has changed on the territory of this one. */
export interface Annonce {
  readonly cle: string;
  readonly ess: string;
  readonly le: DateCivile;
  readonly dossiers: readonly string[];
}

/** Carries out one effect on money, with a line that an operator can read. */
export function executer(effet: Acte, essais: Essais): Promise<void> {
  switch (effet.type) {
    case 'ordonner-paiement':
      return caisse(effet.caisse, essais).ordonnerPaiement.executeWithOptions(
        {
          summary: resume(
            `Ordre de paiement ${effet.paiement} : ${(effet.montantCentimes / 100).toFixed(2)} €, au plus tard le ${effet.dateLimite}`,
          ),
        },
        [effet],
      );
    case 'suivre-paiement':
      return caisse(effet.caisse, essais).suivrePaiement.executeWithOptions(
        { summary: resume(`Paiement ${effet.paiement} : ${effet.statut}`) },
        [effet],
      );
    case 'transferer-ordre':
      return transfererOrdre(effet, essais);
  }
}

/** DEC-47 — the caisse of before is told that it pays no more, then the new one is given the order. */
async function transfererOrdre(
  {
    type: _,
    de,
    vers,
    statut,
    cle,
    voie,
    ess,
    paiement,
    montantCentimes,
    le,
    dateLimite,
  }: Effet & {
    readonly type: 'transferer-ordre';
  },
  essais: Essais,
): Promise<void> {
  // A rejected one is handed over when it is issued again.
  if (statut !== 'ordonnance') return;
  const commun = { voie, ess, paiement, le };
  await executer(
    {
      ...commun,
      type: 'suivre-paiement',
      cle: `${cle}/retrait`,
      caisse: de,
      statut: 'interrompu',
      montantCentimes,
      apres: 'interrompu',
      resteCentimes: centimes(0),
    },
    essais,
  );
  await executer({ ...commun, type: 'ordonner-paiement', cle, caisse: vers, montantCentimes, dateLimite }, essais);
}

/** DEC-15, DEC-56 — these cases ask again what concerns the territory of this one. */
export async function faireRegarder({ dossiers, ess, le }: Annonce): Promise<void> {
  for (const dossier of dossiers)
    try {
      await getExternalWorkflowHandle(dossier).signal(TERRITOIRE_LIBERE, { par: ess, le });
    } catch (erreur) {
      // That case ended meanwhile: it claims nothing any more. (The engine has no other reason to refuse a signal.)
      if (!(erreur instanceof TemporalFailure)) throw erreur;
      log.warn('a case of the same territory could not be told', { dossier, raison: erreur.message });
    }
}

const QUESTIONS: Readonly<Record<TypeDemande, string>> = {
  'signaler-conflits': 'Autres ESS de la spécialité sur le territoire (ELI-02)',
  'revendiquer-territoire': 'Revendication du territoire (DEC-15)',
  'attribuer-finess': 'Attribution du numéro FINESS (FIN-01)',
  'denombrer-adherents': 'Dénombrement des adhérents (DEC-11)',
};

/** Asks one question and returns its answer. */
export const interroger = async (demande: Demande, essais: Essais): Promise<Reponses[TypeDemande]> =>
  lu(await demander('interroger', essais, QUESTIONS[demande.type], demande), `The answer to ${demande.type}`);
