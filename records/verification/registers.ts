/** Checks of the other tables against the journal replayed: read model, payments, territories, FINESS, contracts. */
import { echeances } from '../../domain/echeances.ts';
import { mettreANiveau } from '../../domain/mise-a-niveau.ts';
import { caisseDuPaiement, caissesInformees, regionsInformees } from '../../domain/creation/competence.ts';
import { situation } from '../../domain/suivi/situation.ts';
import { attentes } from '../../domain/attentes/attentes.ts';
import { CONTRATS } from '../../domain/valeurs.ts';
import { firstDifference } from './difference.ts';
import type { Check, Life } from './types.ts';
import type { RegisterRows } from './readings.ts';
import { totalPaye } from '../../domain/paiements/verses.ts';

/** One check whose subject is a value expected and a value found, compared to the last field. */
const compare = (
  nom: string,
  garantie: string,
  valeurs: (vie: Life) => { readonly attendu: unknown; readonly trouve: unknown },
): Check<Life> => ({
  nom,
  garantie,
  verify: (vie, juge) => {
    const { attendu, trouve } = valeurs(vie);
    const difference = firstDifference(attendu, trouve);
    juge(difference === undefined, () => ({
      attendu: dire(difference?.chemin, difference?.attendu),
      trouve: dire(difference?.chemin, difference?.trouve),
    }));
  },
});

const dire = (chemin: string | undefined, valeur: unknown): string => {
  const texte = valeur === undefined ? 'rien' : JSON.stringify(valeur);
  return chemin === undefined || chemin === '' ? texte : `${chemin} : ${texte}`;
};

/** What lists search, as the workflow draws it from the state. */
function resumeAttendu({ etat }: Life) {
  const prochaine = echeances(etat).find(({ effet }) => effet !== 'rappel');
  // What is awaited, line by line, has a check of its own.
  const { attentes: attendues, fuseau: _, ...listee } = situation(etat);
  const jours = attendues.flatMap(({ dernierJour }) => dernierJour ?? []).toSorted();
  return {
    regime: etat.regime,
    phase: etat.phase,
    motifCloture: etat.motifCloture,
    siege: etat.siege,
    region: etat.ars,
    regions: regionsInformees(etat),
    caisse: etat.caisse,
    caisses: caissesInformees(etat),
    departements: etat.departements,
    specialites: etat.specialites,
    prochaineEcheance: prochaine === undefined ? null : { cle: prochaine.cle, expire: prochaine.expire },
    ...listee,
    attendu: [...new Set(attendues.map(({ de }) => de))],
    attenduJour: jours[0] ?? null,
  };
}

const cleAttente = ({ de, aupres, cle }: { readonly de: string; readonly aupres: string; readonly cle: string }) =>
  [de, aupres, cle].filter((mot) => mot !== '').join('/');

/** What « à faire » must say of the case. */
const attentesAttendues = ({ etat }: Life) =>
  Object.fromEntries(
    attentes(etat).map((attente) => {
      const { actes, dernierJour, silence, regle } = attente;
      const dite = { actes, dernierJour, silence: silence?.effet ?? null, silenceLe: silence?.le ?? null, regle };
      return [cleAttente(attente), dite];
    }),
  );

/** Without the title, which comes from a record, the sum, which has its own check, and the last act, which is the journal's. */
function resumeTrouve({ dossier }: RegisterRows) {
  if (dossier === undefined) return undefined;
  const { intitule: _, montantVerseCentimes: __, dernierActe: ___, ...resume } = dossier.resume;
  return resume;
}

const parPaire = <T extends { readonly specialite: string; readonly departement: string }>(
  lignes: readonly T[],
  valeur: (ligne: T) => unknown,
) => Object.fromEntries(lignes.map((ligne) => [`${ligne.specialite}/${ligne.departement}`, valeur(ligne)]));

const pairesDe = ({ etat }: Life) =>
  etat.specialites.flatMap((specialite) => etat.departements.map((departement) => ({ specialite, departement })));

const SUITES = {
  PaiementOrdonnance: ['ordonner-paiement', 'ordonnance'],
  PaiementReemis: ['suivre-paiement', 'ordonnance'],
  PaiementExecute: ['suivre-paiement', 'execute'],
  PaiementRejete: ['suivre-paiement', 'rejete'],
  PaiementInterrompu: ['suivre-paiement', 'interrompu'],
  PaiementRetenu: ['suivre-paiement', 'retenu'],
  PaiementLibere: ['suivre-paiement', 'libere'],
  PaiementRetourne: ['suivre-paiement', 'retourne'],
} as const;
const estSuite = (nom: string): nom is keyof typeof SUITES => Object.hasOwn(SUITES, nom);

/** Rows of `paiements` and of `suivis_paiement` that the events of the journal call for, by key of the effect. */
function ordresAttendus({ ess, etat, argent }: Life) {
  const attendus: Record<string, object> = {};
  for (const { rang, evenement } of argent) {
    const { evenement: nom } = evenement;
    if (nom !== 'PaiementOrdonnance' && nom !== 'PaiementExecute') continue;
    const { paiement, montantCentimes } = evenement;
    // DEC-37: what was executed without order has a row of its own.
    if (nom === 'PaiementExecute' && attendus[paiement] !== undefined) continue;
    attendus[paiement] = {
      cle: `${ess}/${nom === 'PaiementExecute' ? 'suivre' : 'ordonner'}-paiement/${rang}`,
      montantCentimes,
      statut: etat.paiements[paiement]?.statut,
      dateLimite: nom === 'PaiementExecute' ? evenement.le : evenement.dateLimite,
      caisse: caisseDuPaiement(etat, paiement),
    };
  }
  return attendus;
}
function suivisAttendus({ ess, argent }: Life) {
  return Object.fromEntries(
    argent.flatMap(({ rang, evenement }) => {
      if (!estSuite(evenement.evenement) || !('paiement' in evenement)) return [];
      const [effet, statut] = SUITES[evenement.evenement];
      return [[`${ess}/${effet}/${rang}`, { paiement: evenement.paiement, statut }]];
    }),
  );
}

export const REGISTER_CHECKS: readonly Check<Life>[] = [
  compare('dossier.rang', 'Le dossier est à jour du dernier événement du journal.', ({ dernierRang, registres }) => ({
    attendu: dernierRang,
    trouve: registres.dossier?.rang,
  })),
  compare('dossier.etat', 'L’état d’un dossier est celui que donne son journal rejoué.', ({ etat, registres }) => ({
    attendu: etat,
    // An earlier version may have saved it, in its own shape and with its own behaviour.
    trouve: registres.dossier && { ...mettreANiveau(registres.dossier.etat), revision: etat.revision },
  })),
  compare('dossier.resume', 'Ce que les listes montrent d’un dossier est tiré de cet état.', (vie) => ({
    attendu: resumeAttendu(vie),
    trouve: resumeTrouve(vie.registres),
  })),
  compare('dossier.attentes', '« À faire » est tiré de cet état : qui est attendu, de quoi, jusqu’à quand.', (vie) => ({
    attendu: attentesAttendues(vie),
    trouve: Object.fromEntries(
      vie.registres.attentes.map(({ de, aupres, cle, ...dite }) => [cleAttente({ de, aupres, cle }), dite]),
    ),
  })),
  compare('dossier.montant-verse', 'Le montant versé d’un dossier est la somme des exécutions.', (vie) => ({
    attendu: totalPaye(vie.etat),
    trouve: vie.registres.dossier?.resume.montantVerseCentimes,
  })),
  compare('paiements.ordres', 'À chaque ordre du journal répond un ordre de paiement, et un seul.', (vie) => ({
    attendu: ordresAttendus(vie),
    trouve: Object.fromEntries(vie.registres.paiements.map(({ paiement, ...ordre }) => [paiement, ordre])),
  })),
  compare('paiements.suivis', 'Le suivi des paiements est celui du journal, une ligne par événement.', (vie) => ({
    attendu: suivisAttendus(vie),
    trouve: Object.fromEntries(vie.registres.suivis.map(({ cle, ...suivi }) => [cle, suivi])),
  })),
  {
    nom: 'territoires.revendications',
    garantie: 'Les couples (spécialité, département) revendiqués sont ceux du journal, contestés ou non.',
    verify: (vie, juge) => {
      const { etat, registres } = vie;
      const tenus = etat.territoire === 'revendique' || etat.territoire === 'conteste';
      const attendus = tenus ? pairesDe(vie) : [];
      const difference = firstDifference(
        parPaire(attendus, () => true),
        parPaire(registres.territoires, () => true),
      );
      juge(difference === undefined, () => ({
        attendu: `${difference?.chemin} ${difference?.attendu === true ? 'revendiqué' : 'libre'}`,
        trouve: difference?.trouve === true ? 'revendiqué' : 'aucune revendication',
      }));
      if (!tenus) return;
      const conteste = registres.territoires.some((territoire) => territoire.conteste);
      juge(conteste === (etat.territoire === 'conteste'), () => ({
        attendu: etat.territoire === 'conteste' ? 'un territoire contesté' : 'un territoire sans conteste',
        trouve: conteste ? 'contesté' : 'sans conteste',
      }));
    },
  },
  {
    nom: 'finess.numero',
    garantie: 'Le numéro FINESS d’une ESS, et sa fermeture, sont ceux du journal.',
    verify: ({ etat, registres: { finess } }, juge) => {
      // Without the event, a number may have been reserved for an answer that came too late.
      if (etat.finess === null) return;
      const { numero, fermeLe } = etat.finess;
      juge(finess?.numero === numero && finess.fermeLe === fermeLe, () => ({
        attendu: dire(undefined, { numero, fermeLe }),
        trouve: dire(undefined, finess),
      }));
    },
  },
  {
    nom: 'contrats.conclus',
    garantie: 'Les contrats conclus, leur fin et leurs reconductions sont ceux du journal.',
    verify: ({ etat, registres }, juge) => {
      for (const contrat of CONTRATS) {
        const { concluLe, finiLe, fin, reconductions } = etat[contrat];
        const attendu = concluLe === null ? undefined : { concluLe, finiLe, fin, reconductions };
        const ligne = registres.contrats.find((autre) => autre.contrat === contrat);
        const trouve =
          ligne === undefined
            ? undefined
            : {
                concluLe: ligne.concluLe,
                finiLe: ligne.finiLe,
                fin: ligne.fin,
                reconductions: ligne.reconductions,
              };
        juge(firstDifference(attendu, trouve) === undefined, () => ({
          attendu: dire(contrat, attendu),
          trouve: dire(contrat, trouve),
        }));
      }
    },
  },
  {
    nom: 'contrats.territoire',
    garantie: 'Un contrat d’amorçage couvre les couples de son ESS, libérés quand elle les libère.',
    verify: (vie, juge) => {
      const libere = vie.etat.territoire === 'libere';
      const attendu = vie.etat.amorcage.concluLe === null ? {} : parPaire(pairesDe(vie), () => libere);
      // DEC-48: a pair that a modified territory left stays on record, freed.
      const couvertures = vie.registres.couvertures.filter(
        ({ specialite, departement, libereLe }) =>
          libereLe === null || Object.hasOwn(attendu, `${specialite}/${departement}`),
      );
      const trouve = parPaire(couvertures, ({ libereLe }) => libereLe !== null);
      const difference = firstDifference(attendu, trouve);
      const etatDe = (valeur: unknown) => (valeur === undefined ? 'rien' : valeur === true ? 'libéré' : 'couvert');
      juge(difference === undefined, () => ({
        attendu: `${difference?.chemin} : ${etatDe(difference?.attendu)}`,
        trouve: etatDe(difference?.trouve),
      }));
    },
  },
];
