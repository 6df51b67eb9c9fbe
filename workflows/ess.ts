/**
 * The durable shell of one ESS: takes commands, asks the pure domain, folds, arms timers, runs effects in order, shows
 * the operator where the case stands, and lives on by continue-as-new. The law is in `domain/`, none of it here.
 */
import {
  ApplicationFailure,
  CancellationScope,
  allHandlersFinished,
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  defineUpdate,
  isCancellation,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import type { Commande, NomCommande } from '../domain/commandes.ts';
import { decider, evenementsDus } from '../domain/decider.ts';
import { automatique } from '../domain/decision.ts';
import { demandes, reexamen, repondre } from '../domain/demandes.ts';
import type { Demande, LigneJournal } from '../domain/demandes.types.ts';
import { dateDe, fuseau } from '../domain/calendrier.ts';
import { echeances } from '../domain/echeances.ts';
import { effets } from '../domain/effets.ts';
import { etatInitial, type Etat } from '../domain/etat.ts';
import type { Evenement } from '../domain/evenements.ts';
import { evoluer, evoluerTous } from '../domain/evoluer.ts';
import { Refus } from '../domain/refus.ts';
import { TABLE } from '../domain/table.ts';
import { instant, type Instant } from '../domain/valeurs.ts';
import { attributs, details } from './exploitant.ts';
import {
  TERRITOIRE_LIBERE,
  type ArgumentsEss,
  type DetailsRefus,
  type Message,
  type Recu,
  type TerritoireLibere,
  type Traitee,
  type VueEss,
} from './messages.ts';
import { Minuteurs } from './minuteurs.ts';
import { Sortie } from './sortie.ts';
import { File, interroger } from './voies.ts';

/** A run is renewed before its history is long: replay costs about 1 ms an event. A nominal five-year life fits in one. */
const EVENEMENTS_PAR_RUN = 1500;
/** Recent commands whose answer is kept for a repetition after continue-as-new. */
const REPONSES_GARDEES = 100;

const AUTRE_DEMANDE = new Refus(
  'SAISIE',
  'Cette clé a déjà servi pour une autre demande : chaque demande a la sienne (Idempotency-Key).',
  'etat',
);

/** A case is not cancelled from outside: it ends by the law, or not at all. A request to cancel is therefore ignored. */
export const ess = (args: ArgumentsEss): Promise<void> => CancellationScope.nonCancellable(() => mener(args));

async function mener(args: ArgumentsEss): Promise<void> {
  let etat: Etat = args.suite?.etat ?? etatInitial(args.ess, args.grace, args.rappels);
  const decalage = args.suite?.decalage ?? (args.origine === undefined ? 0 : args.origine - Date.now());
  const traitees = new Map<string, Traitee>(args.suite?.traitees);
  const repondues = new Set<string>(args.suite?.repondues);
  const sortie = new Sortie(args.ess, () => etat);
  const liberations = new File<TerritoireLibere>();
  let questionsPosees = 0;
  let publies = '';

  const maintenant = (): Instant => instant(Date.now() + decalage);
  const enCours = (): string[] => [
    ...sortie.enCours,
    ...demandes(etat, maintenant(), repondues).map(({ cle }) => cle),
    ...liberations.contenu.map(({ par }) => `${args.ess}/revendiquer-territoire/${par}`),
  ];
  /** FINESS comes last and alone: a registry that does not answer holds up no count of adherents, hence no payment. */
  function prochaineDemande(finess: boolean): Demande | undefined {
    const toutes = demandes(etat, maintenant(), repondues);
    const autres = toutes.filter(({ type }) => type !== 'attribuer-finess');
    return finess && autres.length === 0 ? toutes[0] : finess ? undefined : autres[0];
  }

  const minuteurs = new Minuteurs(() => echoir());

  /** Folds events, queues their journal lines and effects, then brings timers and operator view up to date. */
  function enregistrer(evenements: readonly Evenement[]): void {
    if (evenements.length === 0) return;
    const enregistreLe = maintenant();
    const lignes: LigneJournal[] = [];
    const sortants = [];
    for (const evenement of evenements) {
      etat = evoluer(etat, evenement);
      const { rang } = etat;
      lignes.push({ rang, enregistreLe, evenement });
      sortants.push(...effets(evenement, etat).map((effet) => ({ effet, rang })));
    }
    sortie.ajouter(lignes, sortants);
    minuteurs.armer(echeances(etat), enregistreLe);
    publier();
  }

  function publier(): void {
    setCurrentDetails(details(etat, maintenant(), decalage));
    const nouveaux = attributs(etat);
    const empreinte = JSON.stringify(nouveaux);
    if (empreinte === publies) return;
    publies = empreinte;
    upsertSearchAttributes(nouveaux);
  }

  /** Applies every deadline that is due; the legal effect waits for nothing outside. */
  function echoir(): void {
    for (let dus = evenementsDus(etat, maintenant()); dus.length > 0; dus = evenementsDus(etat, maintenant()))
      enregistrer(dus);
  }

  const commandeDe = (nom: NomCommande, { acteur, donnees }: Message): Commande => ({ commande: nom, acteur, donnees });

  /** Read-only: what would be decided now, deadlines due by now applied first. */
  function examiner(commande: Commande, siRang: number | undefined): readonly Evenement[] | Refus {
    let courant = etat;
    for (let dus = evenementsDus(courant, maintenant()); dus.length > 0; dus = evenementsDus(courant, maintenant()))
      courant = evoluerTous(courant, dus);
    exigerRang(courant, siRang);
    return decider(courant, commande, maintenant());
  }

  /** Nobody decides on a state that is not the one they saw. */
  function exigerRang({ rang }: Etat, siRang: number | undefined): void {
    if (siRang === undefined || siRang === rang) return;
    const phrase = `Le dossier a changé depuis que vous l’avez lu (événement ${siRang}, et maintenant ${rang}) : relisez-le avant de décider.`;
    throw ApplicationFailure.create({
      type: 'Refus',
      message: phrase,
      nonRetryable: true,
      details: [{ nature: 'perime', regle: 'SAISIE', phrase } satisfies DetailsRefus],
    });
  }

  function refuser({ regle, nature, message }: Refus): ApplicationFailure {
    return ApplicationFailure.create({
      type: 'Refus',
      message,
      nonRetryable: true,
      details: [{ nature, regle, phrase: message }],
    });
  }

  async function commander(nom: NomCommande, message: Message): Promise<Recu> {
    const recu = dejaTraitee(message)?.recu ?? accepter(nom, message);
    await condition(() => sortie.consigneJusque >= recu.rang);
    return recu;
  }

  /** The answer given under the same id, or undefined; refused when it was given to something else. */
  function dejaTraitee({ id, empreinte }: Message): Traitee | undefined {
    const traitee = traitees.get(id);
    if (traitee !== undefined && traitee.empreinte !== (empreinte ?? null)) throw refuser(AUTRE_DEMANDE);
    return traitee;
  }

  function accepter(nom: NomCommande, message: Message): Recu {
    echoir();
    exigerRang(etat, message.siRang);
    const evenements = decider(etat, commandeDe(nom, message), maintenant());
    if (evenements instanceof Refus) throw refuser(evenements);
    enregistrer(evenements);
    const recu = { rang: etat.rang, evenements };
    traitees.set(message.id, { recu, empreinte: message.empreinte ?? null });
    return recu;
  }

  /** A Signal answers nobody: its refusal is journalled. */
  function signaler(nom: NomCommande, recu: Partial<Message> | undefined): void {
    // Anyone can send a Signal, with anything in it: what lacks is refused below, like any wrong form.
    const message = { ...recu, acteur: recu?.acteur ?? 'systeme' } as Message;
    if (message.id !== undefined && traitees.has(message.id)) return;
    echoir();
    const decision = decider(etat, commandeDe(nom, message), maintenant());
    if (!(decision instanceof Refus)) enregistrer(decision);
    else if (etat.rang > 0 && etat.phase !== 'close')
      enregistrer([
        {
          ...automatique(dateDe(maintenant(), fuseau(etat.siege)), 'CommandeRefusee', decision.regle, {
            commande: nom,
            phrase: decision.message,
          }),
          acteur: message.acteur,
        },
      ]);
    if (message.id !== undefined)
      traitees.set(message.id, {
        recu: { rang: etat.rang, evenements: decision instanceof Refus ? [] : decision },
        empreinte: message.empreinte ?? null,
      });
  }

  setHandler(defineQuery<VueEss>('etat'), () => ({ etat, maintenant: maintenant(), decalage, enCours: enCours() }));
  setHandler(defineQuery('echeancier'), () => echeances(etat));
  setHandler(defineSignal<[TerritoireLibere]>(TERRITOIRE_LIBERE), (liberation) => liberations.ajouter(liberation));
  for (const nom of Object.keys(TABLE) as NomCommande[]) {
    setHandler(
      defineUpdate<Recu, [Message]>(nom),
      (message) => CancellationScope.nonCancellable(() => commander(nom, message)),
      {
        description: TABLE[nom].regle,
        validator: (message: Message) => {
          if (dejaTraitee(message) !== undefined) return;
          const decision = examiner(commandeDe(nom, message), message.siRang);
          if (decision instanceof Refus) throw refuser(decision);
        },
      },
    );
    setHandler(defineSignal<[Message]>(nom), (message) =>
      CancellationScope.nonCancellable(() => Promise.resolve(signaler(nom, message))),
    );
  }

  async function questionner(finess: boolean): Promise<never> {
    for (;;) {
      await condition(() => prochaineDemande(finess) !== undefined);
      const demande = prochaineDemande(finess);
      if (demande === undefined) continue;
      questionsPosees += 1;
      const portee = new CancellationScope();
      const reponse = portee
        .run(() => interroger(demande))
        .catch((erreur: unknown) => {
          if (isCancellation(erreur)) return undefined;
          throw erreur;
        });
      // Answered by hand meanwhile (`attribuer-finess`), or the case is over: no need to insist.
      const caduque = condition(() => !demandes(etat, maintenant(), repondues).some(({ cle }) => cle === demande.cle));
      await Promise.race([reponse, caduque.then(() => portee.cancel())]);
      const recue = await reponse;
      repondues.add(demande.cle);
      questionsPosees -= 1;
      if (recue === undefined) continue;
      echoir();
      enregistrer(repondre(etat, demande, recue, maintenant()));
    }
  }

  /** DEC-15 — another ESS freed its territory: a contested claim is made again. */
  async function reexaminer([liberation]: readonly TerritoireLibere[]): Promise<number> {
    const demande = liberation === undefined ? null : reexamen(etat, liberation.par, liberation.le);
    if (demande !== null) enregistrer(repondre(etat, demande, await interroger(demande), maintenant()));
    return 1;
  }

  const repos = () => sortie.enCours.length === 0 && questionsPosees === 0 && liberations.contenu.length === 0;
  const aRenouveler = () => workflowInfo().continueAsNewSuggested || workflowInfo().historyLength >= EVENEMENTS_PAR_RUN;

  minuteurs.armer(echeances(etat), maintenant());
  if (etat.rang > 0) publier();
  echoir();
  const boucles = [...sortie.boucles(), questionner(false), questionner(true), liberations.traiter(reexaminer)];
  const ouverte = await condition(() => etat.rang > 0, '10 minutes', { summary: 'Premier acte attendu' });
  if (!ouverte) return; // opened by a deposit that was refused in the end: nothing to carry

  const fini = condition(() => repos() && (etat.phase === 'close' || aRenouveler()) && allHandlersFinished());
  await Promise.race([fini, ...boucles]);
  if (etat.phase === 'close') return;
  const gardees = [...traitees].slice(-REPONSES_GARDEES);
  await continueAsNew<typeof ess>({
    ess: args.ess,
    suite: { etat, decalage, traitees: gardees, repondues: [...repondues] },
  });
}
