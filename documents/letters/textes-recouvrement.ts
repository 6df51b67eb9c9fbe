/** Letters of money to recover: why, how much and by which calculation, by when, what came back, what is left. */
import { report, RECOURS_SOMME } from './mentions.ts';
import { calculDuRemboursement } from './arithmetic.ts';
import type { Evenement } from '../../domain/evenements.ts';
import type { Etat } from '../../domain/etat.ts';
import type { DateCivile, OrigineRecouvrement } from '../../domain/valeurs.ts';
import { contrat, enumerer, euros, jour, paiement } from '../libelles.ts';
import type { Contexte, Modeles } from './modeles.types.ts';

type Recouvrement = Evenement<'RecouvrementPropose'>;

/** RES-A-04 — the amorçage is due by the contract itself: the porteur is told to pay, not that a sum is proposed. */
const dueDeDroit = ({ origine, aConfirmer }: Recouvrement): boolean => origine === 'amorcage' && aConfirmer !== true;

/** The day on which the contract ended by a résiliation, or with the association. */
const finDuContrat = (etat: Etat | undefined, origine: OrigineRecouvrement | undefined): DateCivile | undefined =>
  etat === undefined || (origine !== 'amorcage' && origine !== 'dotation')
    ? undefined
    : (etat[origine].finiLe ?? undefined);

/** Why the sum is claimed, in fact and in law. */
function cause(etat: Etat | undefined, origine: OrigineRecouvrement | undefined): string | undefined {
  if (origine === 'dix-huit-mois')
    return "aucune activité de la mission socle n'était déployée dix-huit mois après le dépôt de la lettre d'intention (REC-01)";
  const fin = finDuContrat(etat, origine);
  if (fin === undefined || (origine !== 'amorcage' && origine !== 'dotation')) return undefined;
  return `le ${contrat(origine)} a pris fin ${jour(fin)} (${origine === 'amorcage' ? 'RES-A-04' : 'RES-D-05'})`;
}

function calcul(
  etat: Etat | undefined,
  origine: OrigineRecouvrement | undefined,
  montantCentimes: number,
): readonly string[] {
  const fin = finDuContrat(etat, origine);
  if (fin === undefined || (origine !== 'amorcage' && origine !== 'dotation')) return [];
  const dit = calculDuRemboursement(etat, origine, fin, montantCentimes);
  return dit === undefined ? [] : [`Calcul : ${dit}.`];
}

function objetDuRecouvrement(recouvrement: Recouvrement): string {
  const { montantCentimes, reduite, imputation } = recouvrement;
  if (reduite !== true)
    return `${dueDeDroit(recouvrement) ? 'somme à rembourser' : 'recouvrement proposé'} : ${euros(montantCentimes)}`;
  return imputation === undefined
    ? `recouvrement ramené à ${euros(montantCentimes)}`
    : `remboursement imputé : reste dû ${euros(imputation.resteDuCentimes)}`;
}

function phrasesDuRecouvrement(recouvrement: Recouvrement, contexte: Contexte): readonly string[] {
  const { montantCentimes, dateLimite, origine, paiement: cle, reduite, aRendreCentimes, imputation } = recouvrement;
  const { destinataire, etat } = contexte;
  const somme = euros(montantCentimes);
  if (reduite === true && imputation !== undefined) return [];
  if (reduite === true)
    return [
      `La somme réclamée est ramenée à ${somme} : un versement qu'elle comptait n'est plus dû, ou est revenu (DEC-38).`,
      ...(aRendreCentimes === undefined
        ? []
        : [
            `${euros(aRendreCentimes)} ont été remboursés au-delà de cette somme et sont à rendre à l'association (DEC-63).`,
          ]),
    ];
  const suite =
    destinataire === 'caisse'
      ? "Il vous revient de confirmer cette somme, ou d'en modifier le montant avec un motif"
      : 'La caisse de rattachement confirme cette somme, ou en modifie le montant avec un motif';
  if (origine === 'indu')
    return [
      `${somme} ont été versés au-delà de ce qui est dû${cle === undefined ? '' : `, au titre de ${paiement(cle)}`} (DEC-34).`,
      `${suite} ; elle sera due deux mois après sa notification.`,
    ];
  const raison = cause(etat, origine);
  const du = dueDeDroit(recouvrement);
  const limite =
    dateLimite === undefined
      ? []
      : [
          `${du ? 'Le remboursement est dû' : 'Le remboursement serait dû'} au plus tard ${jour(dateLimite)}.`,
          ...reportDepuisLaFin(contexte, origine, dateLimite),
        ];
  if (du)
    return [
      `${destinataire === 'porteur' ? 'Votre association doit' : "L'association doit"} rembourser ${somme} à la caisse de rattachement${raison === undefined ? ' (RES-A-04)' : ` : ${raison}`}.`,
      ...calcul(etat, origine, montantCentimes),
      ...limite,
      PAR_VERSEMENTS,
    ];
  return [
    `Un recouvrement de ${somme} est proposé${raison === undefined ? '' : ` : ${raison}`}.`,
    ...calcul(etat, origine, montantCentimes),
    `${suite} (DEC-10).`,
    ...limite,
  ];
}

const reportDepuisLaFin = (contexte: Contexte, origine: OrigineRecouvrement, dateLimite: DateCivile) => {
  const fin = finDuContrat(contexte.etat, origine);
  return fin === undefined ? [] : report(contexte, 'remboursement', fin, dateLimite);
};

const PAR_VERSEMENTS =
  "Cette somme peut être remboursée en plusieurs versements jusqu'à cette date ; la caisse constate chacun d'eux et le reste dû.";

/** DEC-34 — what was repaid on a ground that is gone. */
const imputees = ({ imputation }: Recouvrement): readonly string[] =>
  imputation === undefined
    ? []
    : [
        `${euros(imputation.montantCentimes)} déjà remboursés au titre d'une somme qui n'est plus réclamée sont imputés sur celle-ci (DEC-34). Reste dû : ${euros(imputation.resteDuCentimes)}.`,
      ];

const ISSUES = { rembourse: 'somme remboursée', remise: 'remise accordée', 'rien-du': 'rien à rembourser' } as const;

export const AVIS_RECOUVREMENT = {
  RecouvrementPropose: (evenement, contexte) => ({
    objet: objetDuRecouvrement(evenement),
    phrases: [...phrasesDuRecouvrement(evenement, contexte), ...imputees(evenement)],
    ...(dueDeDroit(evenement) && evenement.reduite !== true ? { portee: 'decision' as const } : {}),
    recours:
      dueDeDroit(evenement) && evenement.reduite !== true && contexte.destinataire === 'porteur' ? RECOURS_SOMME : [],
  }),
  RecouvrementConfirme: ({ recouvrement, montantCentimes, dateLimite }, { destinataire, etat }) => {
    const { origine, duCentimes = montantCentimes } = etat?.recouvrements[recouvrement] ?? {};
    const raison = cause(etat, origine);
    return {
      objet: `somme à rembourser : ${euros(montantCentimes)}`,
      portee: 'decision',
      phrases: [
        `La caisse de rattachement a arrêté à ${euros(montantCentimes)} la somme ${destinataire === 'porteur' ? 'que votre association doit rembourser' : 'à rembourser'}.`,
        `Elle est due au plus tard ${jour(dateLimite)} (REC-02).`,
        ...(raison === undefined ? [] : [`Cause : ${raison}.`]),
        ...(recouvrement.startsWith('indu-')
          ? [
              `Cause : versement au-delà de ce qui est dû, au titre de ${paiement(recouvrement.slice('indu-'.length))} (DEC-34).`,
            ]
          : []),
        ...calcul(etat, origine, duCentimes),
        ...(duCentimes === montantCentimes ? [] : [`La somme proposée était de ${euros(duCentimes)} (DEC-10).`]),
        PAR_VERSEMENTS,
      ],
      recours: destinataire === 'porteur' ? RECOURS_SOMME : [],
    };
  },
  RemboursementConstate: ({ le, montantCentimes, resteDuCentimes, aRendreCentimes }) => ({
    objet: `remboursement de ${euros(montantCentimes)} constaté`,
    phrases: [
      `La caisse de rattachement a reçu ${euros(montantCentimes)} ${jour(le)}.`,
      `${resteDuCentimes === 0 ? 'La somme due est entièrement remboursée.' : `Reste dû : ${euros(resteDuCentimes)}.`}`,
      ...(aRendreCentimes === undefined
        ? []
        : [`${euros(aRendreCentimes)} dépassent la somme due et sont à rendre à l'association (DEC-63).`]),
    ],
  }),
  RecouvrementEchu: ({ recouvrement, montantCentimes }, { etat }) => {
    const limite = etat?.recouvrements[recouvrement]?.dateLimite ?? undefined;
    return {
      objet: `remboursement en retard : reste dû ${euros(montantCentimes)}`,
      phrases: [
        `Le délai de remboursement a expiré${limite === undefined ? '' : ` ${jour(limite)}`} sans que la somme soit soldée.`,
        `Reste dû : ${euros(montantCentimes)}.`,
      ],
    };
  },
  RecouvrementClos: ({ le, issue }) => ({
    objet: `recouvrement clos : ${ISSUES[issue]}`,
    phrases: [`Le recouvrement a été clos ${jour(le)} : ${ISSUES[issue]}.`],
  }),
  ProcedureDixHuitMoisOuverte: ({ le, montantCentimes, paiements }, { destinataire }) => ({
    objet: 'procédure de récupération ouverte',
    phrases: [
      `Aucune activité de la mission socle n'était déployée dix-huit mois après le dépôt de la lettre d'intention : une procédure de récupération est ouverte depuis ${jour(le)} (REC-01).`,
      `Sommes versées à ce jour : ${euros(montantCentimes)}${paiements.length > 0 ? ` (${enumerer(paiements.map(paiement))})` : ''}. ${destinataire === 'caisse' ? 'Il vous revient de fixer le montant à rembourser' : 'La caisse de rattachement fixe le montant à rembourser'} ; rien n'est prélevé automatiquement.`,
    ],
  }),
} satisfies Modeles;
