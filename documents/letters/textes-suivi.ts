/** Letters of deadlines, follow-up, recovery and transition. */
import { joursEntre } from '../../domain/calendrier/calendrier.ts';
import { regle as regleDuCatalogue } from '../../domain/catalogue/index.ts';
import type { Evenement } from '../../domain/evenements.ts';
import { documentDemande } from '../closed-lists.ts';
import { attendus, echeance, effet as effetEnClair, enumerer, euros, jour, paiement, SILENCES } from '../libelles.ts';
import { calculDuRemboursement } from './arithmetic.ts';
import { RECOURS_SOMME, report } from './mentions.ts';
import type { Contexte, Modeles } from './modeles.types.ts';

/** DEC-61 — asked of the ARS. */
const AIDE_A_INTERROMPRE =
  "L'équipe ne peut plus être financée par l'agence régionale de santé : consignez la fin de votre aide dans le dossier (DEC-61).";

/** A criterion by its title; free text as it is. */
const critere = (id: string): string => {
  const titre = regleDuCatalogue(id)?.titre;
  return titre === undefined ? id : `« ${titre} » (${id})`;
};

type Recouvrement = Evenement<'RecouvrementPropose'>;

function objetDuRecouvrement({ montantCentimes, reduite, imputation }: Recouvrement): string {
  if (reduite !== true) return `recouvrement proposé : ${euros(montantCentimes)}`;
  return imputation === undefined
    ? `recouvrement ramené à ${euros(montantCentimes)}`
    : `remboursement imputé : reste dû ${euros(imputation.resteDuCentimes)}`;
}

function phrasesDuRecouvrement(recouvrement: Recouvrement, contexte: Contexte): readonly string[] {
  const { montantCentimes, dateLimite, origine, paiement: cle, reduite, aRendreCentimes, imputation } = recouvrement;
  const { destinataire, etat } = contexte;
  if (reduite === true && imputation !== undefined) return [];
  if (reduite === true)
    return [
      `La somme réclamée est ramenée à ${euros(montantCentimes)} : un versement qu'elle comptait n'est plus dû, ou est revenu (DEC-38).`,
      ...(aRendreCentimes === undefined
        ? []
        : [
            `${euros(aRendreCentimes)} ont été remboursés au-delà de cette somme et sont à rendre à l'association (DEC-63).`,
          ]),
    ];
  const suite =
    destinataire === 'caisse'
      ? 'Il vous revient de confirmer cette somme'
      : 'La caisse de rattachement confirme cette somme';
  if (origine === 'indu')
    return [
      `${euros(montantCentimes)} ont été versés au-delà de ce qui est dû${cle === undefined ? '' : `, au titre de ${paiement(cle)}`} (DEC-34). ${suite}, ou d'en modifier le montant avec un motif ; elle sera due deux mois après sa notification.`.replace(
        "somme, ou d'en modifier",
        destinataire === 'caisse' ? "somme, ou d'en modifier" : 'somme, ou en modifie',
      ),
    ];
  const effetLe = etat?.resiliationEffective?.finLe;
  const calcul =
    effetLe === undefined || effetLe === null || (origine !== 'amorcage' && origine !== 'dotation')
      ? undefined
      : calculDuRemboursement(etat, origine, effetLe, montantCentimes);
  return [
    `Un recouvrement de ${euros(montantCentimes)} est proposé. ${suite}${origine === 'amorcage' ? " : la totalité de la somme versée au titre de l'amorçage est due (RES-A-04)" : destinataire === 'caisse' ? ", ou d'en modifier le montant avec un motif (DEC-10)" : ', ou en modifie le montant avec un motif (DEC-10)'}.`,
    ...(calcul === undefined ? [] : [`Calcul : ${calcul}.`]),
    ...(dateLimite === undefined
      ? []
      : [
          `Le remboursement serait dû au plus tard ${jour(dateLimite)}.`,
          ...(effetLe === undefined || effetLe === null ? [] : report(contexte, 'remboursement', effetLe, dateLimite)),
        ]),
  ];
}

/** DEC-34 — what was repaid on a ground that is gone. */
const imputees = ({ imputation }: Recouvrement): readonly string[] =>
  imputation === undefined
    ? []
    : [
        `${euros(imputation.montantCentimes)} déjà remboursés au titre d'une somme qui n'est plus réclamée sont imputés sur celle-ci (DEC-34). Reste dû : ${euros(imputation.resteDuCentimes)}.`,
      ];

export const AVIS_SUIVI = {
  EcheanceDepassee: ({ echeance: cle, dateLimite, attendu, regle }, { destinataire }) => ({
    objet: `échéance dépassée : ${echeance(cle)}`,
    phrases: [
      `L'échéance « ${echeance(cle)} » a expiré ${jour(dateLimite)} sans que l'acte attendu soit enregistré.`,
      ...(attendu.length === 0 ? [] : [`L'acte est attendu ${enumerer(attendus(attendu, destinataire))}.`]),
      ...(destinataire === 'ars' && cle === 'depot-projet-sante' && regle === 'TRA-B'
        ? [AIDE_A_INTERROMPRE]
        : destinataire === 'ars' && cle === 'depot-projet-sante' && attendu.includes('ars')
          ? [
              'Vous pouvez fixer une prolongation, jusqu’à six mois après la validation de la lettre d’intention (DEC-53).',
            ]
          : []),
    ],
  }),
  RappelEmis: ({ echeance: cle, dateLimite, jours, silence, le }, { etabliLe = le }) => {
    // The letter counts from its own day: a reminder that leaves late says how long is left, not how long was.
    const restent = Math.min(jours, joursEntre(etabliLe, dateLimite));
    return {
      objet: `rappel : ${echeance(cle)}, ${restent <= 0 ? "aujourd'hui" : restent === 1 ? 'demain' : `dans ${restent} jours`}`,
      phrases: [
        `L'échéance « ${echeance(cle)} » expire ${jour(dateLimite)}${restent <= 0 ? ", aujourd'hui" : restent === 1 ? ', demain' : `, dans ${restent} jours`}. Un acte est attendu de vous d'ici là.`,
        `Si rien n'est fait : ${SILENCES[silence]}.`,
      ],
    };
  },
  DocumentsDemandes: ({ le, documents, dateLimite }) => ({
    objet: 'documents complémentaires demandés',
    phrases: [
      `La caisse de rattachement vous a demandé ${jour(le)} des documents complémentaires (DOT-09)${documents.length > 0 ? ` :\n${documents.map((code) => `- ${documentDemande(code)}`).join('\n')}` : '.'}`,
      ...(dateLimite === undefined ? [] : [`Ils sont attendus au plus tard ${jour(dateLimite)}.`]),
    ],
  }),
  CriteresControles: ({ le, resultat, criteresNonRemplis }) => ({
    objet: `contrôle annuel des critères : ${resultat === 'conforme' ? 'conforme' : 'non conforme'}`,
    phrases: [
      `La caisse de rattachement a contrôlé ${jour(le)} les critères conditionnels à la création (SUI-01).`,
      ...(criteresNonRemplis.length > 0
        ? [`Critères non remplis : ${enumerer(criteresNonRemplis.map(critere))}.`]
        : []),
    ],
  }),
  RecouvrementPropose: (evenement, contexte) => ({
    objet: objetDuRecouvrement(evenement),
    phrases: [...phrasesDuRecouvrement(evenement, contexte), ...imputees(evenement)],
  }),
  RecouvrementConfirme: ({ montantCentimes, dateLimite }, { destinataire }) => ({
    objet: `somme à rembourser : ${euros(montantCentimes)}`,
    portee: 'decision',
    phrases: [
      `La caisse de rattachement a arrêté à ${euros(montantCentimes)} la somme ${destinataire === 'porteur' ? 'que votre association doit rembourser' : 'à rembourser'}. Elle est due au plus tard ${jour(dateLimite)} (REC-02).`,
      "Elle peut être remboursée en plusieurs versements jusqu'à cette date ; la caisse constate chacun d'eux et le reste dû.",
    ],
    recours: destinataire === 'porteur' ? RECOURS_SOMME : [],
  }),
  RemboursementConstate: ({ le, montantCentimes, resteDuCentimes, aRendreCentimes }) => ({
    objet: `remboursement de ${euros(montantCentimes)} constaté`,
    phrases: [
      `La caisse de rattachement a reçu ${euros(montantCentimes)} ${jour(le)}. Reste dû : ${euros(resteDuCentimes)}.`,
      ...(aRendreCentimes === undefined
        ? []
        : [`${euros(aRendreCentimes)} dépassent la somme due et sont à rendre à l'association (DEC-63).`]),
    ],
  }),
  RecouvrementEchu: ({ montantCentimes }) => ({
    objet: 'remboursement en retard',
    phrases: [`Le délai de remboursement de ${euros(montantCentimes)} a expiré sans que la somme soit soldée.`],
  }),
  RecouvrementClos: ({ le, issue }) => ({
    objet: 'recouvrement clos',
    phrases: [
      `Le recouvrement a été clos ${jour(le)} : ${issue === 'rembourse' ? 'somme remboursée' : issue === 'remise' ? 'remise accordée' : 'rien à rembourser'}.`,
    ],
  }),
  ProcedureDixHuitMoisOuverte: ({ le, montantCentimes, paiements }) => ({
    objet: 'procédure de récupération ouverte',
    phrases: [
      `Aucune activité de la mission socle n'était déployée dix-huit mois après le dépôt de la lettre d'intention : une procédure de récupération est ouverte depuis ${jour(le)} (REC-01).`,
      `Sommes versées à ce jour : ${euros(montantCentimes)}${paiements.length > 0 ? ` (${enumerer(paiements.map(paiement))})` : ''}. La caisse de rattachement fixe le montant à rembourser ; rien n'est prélevé automatiquement.`,
    ],
  }),
  ConformiteConstatee: ({ le, conforme }) => ({
    objet: conforme ? 'conformité au cahier des charges constatée' : 'non-conformité au cahier des charges constatée',
    phrases: [
      `L'agence régionale de santé a constaté ${jour(le)} que l'équipe ${conforme ? 'respecte' : 'ne respecte pas'} le cahier des charges national.`,
    ],
  }),
  ChevauchementSignale: ({ jours, montantCentimes }) => ({
    objet: 'chevauchement de financements',
    phrases: [
      `Le financement de l'agence régionale de santé et la dotation se chevauchent sur ${jours} jours ; ${euros(montantCentimes)} pourraient être récupérés par l'agence (TRA-03).`,
    ],
  }),
  ComplementAccorde: ({ le, montantCentimes }) => ({
    objet: `complément de ${euros(montantCentimes)} accordé`,
    phrases: [`La caisse de rattachement a accordé ${jour(le)} un complément de ${euros(montantCentimes)} (TRA-C).`],
  }),
  AideInterrompue: ({ le, cause, acteur }, { destinataire }) => ({
    objet: acteur === 'ars' ? "fin de l'aide de l'agence régionale de santé" : 'aide interrompue',
    phrases: [
      `L'aide est interrompue depuis ${jour(le)} : ${cause === 'projet-sante-valide' ? "le projet de santé est validé et le financement conventionnel prend le relais de celui de l'agence régionale de santé" : cause === 'projet-sante-non-depose' ? "le projet de santé actualisé n'a pas été déposé dans le délai" : "l'équipe n'a pas été mise en conformité"}.`,
      ...(destinataire === 'ars' && acteur !== 'ars' && cause === 'non-conforme' ? [AIDE_A_INTERROMPRE] : []),
    ],
  }),
  IncidentOuvert: ({ effet }) => ({
    objet: 'incident technique',
    phrases: [
      `Une opération du dossier échoue de façon répétée et continue d'être tentée : ${effetEnClair(effet)} (« ${effet} »).`,
    ],
  }),
  IncidentLeve: ({ effet }) => ({
    objet: 'incident technique levé',
    phrases: [`L'opération suivante a abouti : ${effetEnClair(effet)} (« ${effet} »).`],
  }),
} satisfies Modeles;
