/**
 * The durable shell of one ESS: takes commands, asks the pure domain, folds, arms timers, runs effects in order, shows
 * the operator where the case stands, and lives on by continue-as-new. The law is in `domain/`, none of it here.
 */
import {
  CancellationScope,
  allHandlersFinished,
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  defineUpdate,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { Commande, NomCommande } from '../domain/commandes.ts';
import { decider, evenementsDus } from '../domain/decider.ts';
import { automatique } from '../domain/chapitre.ts';
import type { LigneJournal } from '../domain/demandes.types.ts';
import { dateDe, fuseau } from '../domain/calendrier/calendrier.ts';
import { echeances } from '../domain/echeances.ts';
import { effets } from '../domain/effets.ts';
import { etatInitial, type Etat } from '../domain/etat.ts';
import type { Evenement } from '../domain/evenements.ts';
import { evoluer, evoluerTous } from '../domain/evoluer.ts';
import { impossible, surJournal } from '../domain/rectification/sur-journal.ts';
import { cleAvis, cleJournal, cleRejeu } from '../domain/suivi/incidents.ts';
import { mettreANiveau } from '../domain/mise-a-niveau.ts';
import { Refus } from '../domain/refus.ts';
import { TABLE } from '../domain/table.ts';
import { ROLES, instant, type Instant } from '../domain/valeurs.ts';
import { exigerPlace } from './bounds.ts';
import { lireLiberation, lireMessage, lireSouffrance } from './doors.ts';
import { attributs, details } from './operator-view.ts';
import { Publication } from './publication.ts';
import { lu } from './payload-converter.ts';
import { Incidents } from './incidents.ts';
import {
  AVIS_EN_SOUFFRANCE,
  TERRITOIRE_LIBERE,
  type ArgumentsEss,
  type Message,
  type Recu,
  type Suite,
  type VueEss,
} from './messages.ts';
import { Minuteurs } from './timers.ts';
import { Questions } from './questions.ts';
import { Reponses, refuser } from './answers.ts';
import { programmePlusRecent, revisionDuRun } from './revision.ts';
import { Sortie } from './outbox.ts';
import { Signaux } from './signals.ts';
import { Voies, demander } from './lanes.ts';

/**
 * Events after which a run is renewed: a replay, which costs about 1 ms an event, then takes a quarter of a second, and a
 * case can be given to another worker at any moment. A closed case does little more: it is not renewed for a dozen events.
 */
const EVENEMENTS_PAR_RUN = 250;
const EVENEMENTS_D_UN_DOSSIER_CLOS = 500;

/** A case is not cancelled from outside: it ends by the law, or not at all. A request to cancel is therefore ignored. */
export const ess = (args: ArgumentsEss): Promise<void> =>
  CancellationScope.nonCancellable(() => mener(lu(args, 'What the run begins with')));

async function mener({ ess: nomDossier, origine, grace, rappels, droit, suite }: ArgumentsEss): Promise<void> {
  const revision = revisionDuRun();
  const depart = suite === undefined ? etatInitial(nomDossier, grace, rappels, droit) : mettreANiveau(suite.etat);
  let etat: Etat = { ...depart, revision };
  const decalage = suite?.decalage ?? (origine === undefined ? 0 : origine - Date.now());
  const maintenant = (): Instant => instant(Date.now() + decalage);
  const reponses = new Reponses(suite?.traitees);
  const incidents = new Incidents(
    () => etat,
    (evenement, effet) => enregistrer([automatique(aujourdhui(), evenement, 'INCIDENT', { effet })]),
  );
  const sortie = new Sortie({
    etat: () => etat,
    incidents,
    essai: decalage !== 0,
    emporter: () => questions.emporter(),
    surEcriture(demandes, reponses) {
      questions.rapporter(demandes, reponses);
      afficher();
    },
    suite,
  });
  const questions: Questions = new Questions(
    {
      etat: () => etat,
      maintenant,
      incidents,
      ecrit: () => sortie.ecrit,
      recevoir(evenements) {
        echoir();
        enregistrer(evenements());
        echoir(); // what is already due once it is known: no timer waits for it
      },
    },
    suite?.repondues,
    suite?.liberations,
  );
  const signaux = new Signaux();
  const minuteurs = new Minuteurs(() => echoir());
  const publication = new Publication({
    attributs: () => attributs(etat),
    // Once for all that a task does; at once when the journal cannot be written, which is what is looked for then.
    moment: () => sortie.ecrit || incidents.ouvert(cleJournal(nomDossier)),
  });

  const aujourdhui = () => dateDe(maintenant(), fuseau(etat.siege));
  const enCours = (): string[] => [...sortie.enCours, ...questions.enCours];

  /** Folds events, queues their journal lines and effects, then brings timers and operator view up to date. */
  function enregistrer(evenements: readonly Evenement[], message?: Message, nombre = evenements.length): void {
    if (evenements.length === 0) return;
    const enregistreLe = maintenant();
    const lignes: LigneJournal[] = [];
    const sortants = [];
    for (const evenement of evenements) {
      const avant = etat;
      etat = evoluer(avant, evenement);
      const { rang } = etat;
      lignes.push({ rang, enregistreLe, evenement });
      sortants.push(...effets(evenement, etat, avant).map((effet) => ({ effet, rang })));
      if (evenement.evenement === 'EffetRelance') incidents.relancer(evenement.effet);
    }
    // A Signal may have no id: nothing can repeat it.
    const traitee =
      message?.id === undefined
        ? undefined
        : { id: message.id, empreinte: message.empreinte ?? null, rang: etat.rang, nombre };
    sortie.ajouter(lignes, sortants, traitee);
    minuteurs.armer(echeances(etat), enregistreLe);
    publication.demander();
    afficher();
  }

  /** Costs no event: read when the Web UI asks. */
  function afficher(): void {
    setCurrentDetails(details(etat, { maintenant: maintenant(), decalage, liens: sortie.liens, incidents }));
  }

  /** Applies every deadline that is due; the legal effect waits for nothing outside. */
  function echoir(): void {
    for (let dus = evenementsDus(etat, maintenant()); dus.length > 0; dus = evenementsDus(etat, maintenant()))
      enregistrer(dus);
  }

  const commandeDe = (nom: NomCommande, { acteur, donnees }: Message): Commande => ({ commande: nom, acteur, donnees });

  /** Read-only: what would be decided now, deadlines due by now applied first; what the journal decides is let through. */
  function examiner(commande: Commande, siRang: number | undefined): Refus | undefined {
    let courant = etat;
    for (let dus = evenementsDus(courant, maintenant()); dus.length > 0; dus = evenementsDus(courant, maintenant()))
      courant = evoluerTous(courant, dus);
    exigerRang(courant, siRang);
    if (surJournal(courant, commande, maintenant())) return impossible(courant, commande, maintenant());
    const reponse = decision(courant, commande);
    return reponse instanceof Refus ? reponse : undefined;
  }

  /**
   * DEC-33: decided on the whole journal, which an activity reads: written until here, and asked again when the case has
   * moved meanwhile.
   */
  async function surLeJournal(commande: Commande): Promise<readonly Evenement[] | Refus> {
    for (;;) {
      const { rang, grace: jours, droit: textes } = etat;
      await sortie.consigne(rang);
      const jugement = {
        ess: nomDossier,
        rang,
        grace: jours,
        ...(textes === undefined ? {} : { droit: textes }),
        commande,
        maintenant: maintenant(),
      };
      const juge = await incidents.tenir(`${nomDossier}/juger`, (essais) =>
        demander('juger', essais, `Relire le journal : ${commande.commande}`, jugement),
      );
      echoir();
      if (etat.rang !== rang) continue;
      const lue = lu(juge, 'What the journal decides');
      if ('phrase' in lue) {
        if (lue.regle === 'INCIDENT') incidents.ouvrir(cleRejeu(nomDossier));
        return new Refus(lue.regle, lue.phrase, lue.nature);
      }
      return exigerPlace(evoluerTous(etat, lue.evenements), sortie) ?? lue.evenements;
    }
  }

  /** What the law says, within what a case may weigh. */
  function decision(courant: Etat, commande: Commande): readonly Evenement[] | Refus {
    const evenements = decider(courant, commande, maintenant());
    if (evenements instanceof Refus) return evenements;
    return exigerPlace(evoluerTous(courant, evenements), sortie) ?? evenements;
  }

  /** Nobody decides on a state that is not the one they saw. */
  function exigerRang({ rang }: Etat, siRang: number | undefined): void {
    if (siRang === undefined || siRang === rang) return;
    const phrase = `Le dossier a changé depuis que vous l’avez lu (événement ${siRang}, et maintenant ${rang}) : relisez-le avant de décider.`;
    throw refuser(new Refus('SAISIE', phrase), 'perime');
  }

  /** Looked for one after the other: Signals keep their order. */
  let recherches = Promise.resolve();
  function retrouver({ id }: Message): Promise<void> {
    recherches = recherches.then(async () => {
      const trouvee = await incidents.tenir(`${nomDossier}/retrouver`, (essais) =>
        demander('retrouver', essais, 'Chercher une réponse déjà donnée', { ess: nomDossier, id }),
      );
      const traitee = lu(trouvee, 'An answer given before');
      if (traitee !== null) reponses.retenir(id, traitee);
    });
    return recherches;
  }

  /** The validator has let it through: it is a message. */
  async function commander(nom: NomCommande, message: Message): Promise<Recu> {
    if (reponses.aChercher(message)) await retrouver(message);
    const recu = reponses.dejaDonnee(message) ?? (await accepter(nom, message));
    await sortie.consigne(recu.rang);
    return recu;
  }

  async function accepter(nom: NomCommande, message: Message): Promise<Recu> {
    echoir();
    exigerRang(etat, message.siRang);
    const commande = commandeDe(nom, message);
    const evenements = surJournal(etat, commande, maintenant())
      ? await surLeJournal(commande)
      : decision(etat, commande);
    // The same demand may have been answered while the journal was read.
    const deja = reponses.dejaDonnee(message);
    if (deja !== undefined) return deja;
    if (evenements instanceof Refus) throw refuser(evenements, evenements.nature);
    enregistrer(evenements, message);
    const recu = { rang: etat.rang, nombre: evenements.length };
    reponses.garder(message, recu);
    echoir(); // what an entry leaves already due takes effect now (DEC-31)
    return recu;
  }

  /** A Signal answers nobody: its refusal is journalled. */
  function signaler(nom: NomCommande, recu: unknown): void | Promise<void> {
    const message = lireMessage(recu, { id: false });
    if (!(message instanceof Refus) && message.id !== undefined && reponses.aChercher(message))
      return retrouver(message).then(() => signaler(nom, { ...message, cherchee: true }));
    if (!(message instanceof Refus) && message.id !== undefined && reponses.connue(message.id)) return;
    echoir();
    if (message instanceof Refus) return noter(nom, message, message);
    const commande = commandeDe(nom, message);
    if (!surJournal(etat, commande, maintenant())) return noter(nom, message, decision(etat, commande));
    return surLeJournal(commande).then((reponse) => {
      if (message.id === undefined || !reponses.connue(message.id)) noter(nom, message, reponse);
    });
  }

  function noter(nom: NomCommande, message: Message | Refus, reponse: readonly Evenement[] | Refus): void {
    const connu = message instanceof Refus ? undefined : message;
    if (!(reponse instanceof Refus)) enregistrer(reponse, connu);
    else if (etat.rang > 0 && etat.archiveLe === null) {
      const acteur = message instanceof Refus ? undefined : ROLES.find((role) => role === message.acteur);
      const refusee = { commande: nom, phrase: reponse.message };
      const evenement = {
        ...automatique(aujourdhui(), 'CommandeRefusee', reponse.regle, refusee),
        acteur: acteur ?? 'systeme',
      };
      enregistrer([evenement], connu, 0);
    }
    if (!(message instanceof Refus) && message.id !== undefined)
      reponses.garder(message, { rang: etat.rang, nombre: reponse instanceof Refus ? 0 : reponse.length });
    echoir();
  }

  setHandler(defineQuery<VueEss>('etat'), () => ({ etat, maintenant: maintenant(), decalage, enCours: enCours() }));
  setHandler(defineQuery('echeancier'), () => echeances(etat));
  setHandler(defineSignal<[unknown]>(TERRITOIRE_LIBERE), (recue) => {
    const liberation = lireLiberation(recue);
    if (liberation !== undefined) signaux.recevoir(() => questions.liberer(liberation));
  });
  setHandler(defineSignal<[unknown]>(AVIS_EN_SOUFFRANCE), (recue) => {
    const enSouffrance = lireSouffrance(recue);
    if (enSouffrance === true) signaux.recevoir(() => incidents.ouvrir(cleAvis(nomDossier)));
    if (enSouffrance === false) signaux.recevoir(() => incidents.lever(cleAvis(nomDossier)));
  });
  for (const nom of Object.keys(TABLE) as NomCommande[]) {
    setHandler(defineUpdate<Recu, [Message]>(nom), (message) => commander(nom, message), {
      description: TABLE[nom].regle,
      validator: (recu: unknown) => {
        const message = lireMessage(recu, { id: true });
        if (message instanceof Refus) throw refuser(message, message.nature);
        // What may have been answered is looked for by the handler: a validator waits for nothing.
        if (reponses.dejaDonnee(message) !== undefined || reponses.aChercher(message)) return;
        const reponse = examiner(commandeDe(nom, message), message.siRang);
        if (reponse !== undefined) throw refuser(reponse, reponse.nature);
      },
    });
    setHandler(defineSignal<[unknown]>(nom), (recu) => signaux.recevoir(() => signaler(nom, recu)));
  }

  /** Opened by a deposit that was refused in the end: nothing to carry. */
  let abandonne = false;
  /** All is done, or what is left can be handed to a next run; for an archived case (DEC-35), all is done. */
  const aFinir = () => {
    if (!allHandlersFinished() || !signaux.repos) return false;
    if (etat.rang === 0) return abandonne;
    if (etat.archiveLe !== null) return sortie.enCours.length === 0 && questions.repos && !publication.prete;
    if (!sortie.cessible || !questions.cessible || publication.prete) return false;
    const { continueAsNewSuggested, historyLength } = workflowInfo();
    const limite = etat.phase === 'close' ? EVENEMENTS_D_UN_DOSSIER_CLOS : EVENEMENTS_PAR_RUN;
    return continueAsNewSuggested || historyLength >= limite || programmePlusRecent(revision);
  };

  minuteurs.armer(echeances(etat), maintenant());
  if (etat.rang > 0) publication.demander();
  afficher();
  echoir();
  void condition(() => etat.rang > 0, '10 minutes', { summary: 'Premier acte attendu' }).then((ouvert) => {
    abandonne = !ouvert;
  });
  const voies = new Voies([...sortie.voies, ...questions.voies, signaux, publication]);
  // A timer that fired in the same activation may record an event between the condition and here: looked at again, with
  // nothing awaited between this look and the state that is carried on.
  do {
    await condition(() => voies.regarder() || aFinir());
    voies.avancer();
  } while (!aFinir());
  if (etat.rang === 0 || etat.archiveLe !== null) return;
  const { reste, liens } = sortie;
  const { repondues, liberations } = questions;
  const traitees = reponses.recentes;
  const aPorter: Suite = { etat, decalage, traitees, repondues, liens, liberations, reste };
  await continueAsNew<typeof ess>({ ess: nomDossier, suite: aPorter });
}
