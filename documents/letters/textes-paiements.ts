/** Letters of the payments. The caisse reads what it pays, to whom and why; the porteur, what they receive and when. */
import { contratDe } from '../../domain/paiements/verses.ts';
import type { ClePaiement } from '../../domain/valeurs.ts';
import { contrat, dateLongue, euros, jour, paiement } from '../libelles.ts';
import { calculDuPaiement } from './arithmetic.ts';
import type { Contexte, Modeles } from './modeles.types.ts';

const calcul = ({ etat }: Contexte, cle: string, montantCentimes: number): readonly string[] => {
  const dit = calculDuPaiement(etat, cle, montantCentimes);
  return dit === undefined ? [] : [`Calcul : ${dit}.`];
};

/** Why an order stops: the end of its contract, a project that cannot go on, or a rectification (DEC-34). */
function causeDInterruption({ etat }: Contexte, cle: ClePaiement, regle: string): string {
  if (regle === 'DEC-43') return 'le projet est arrêté, et aucun contrat ne peut plus suivre (DEC-43)';
  if (regle === 'FIN-05') return 'le projet de santé a été refusé, et le versement des aides prend fin (FIN-05)';
  if (regle === 'DEC-34') return "après rectification du dossier, cette somme n'est plus due (DEC-34)";
  const type = contratDe(cle);
  const fin = etat?.[type];
  const quand = fin === undefined || fin.finiLe === null ? '' : ` ${jour(fin.finiLe)}`;
  return fin?.fin === 'termine'
    ? `le ${contrat(type)} a pris fin${quand} (${regle})`
    : `la résiliation du ${contrat(type)} a pris effet${quand} (${regle})`;
}

const VERS_LA_CAISSE =
  'L’exécution, ou le rejet, est à déclarer dans le dossier avec sa référence. Le compte à créditer est celui que vous avez vérifié.';

export const AVIS_PAIEMENTS = {
  MontantDotationFixe: ({ le, paiement: cle, montantCentimes }) => ({
    objet: 'montant de dotation fixé, à approuver',
    phrases: [
      `La caisse de rattachement a fixé ${jour(le)} le montant de ${paiement(cle)} à ${euros(montantCentimes)} : il y a moins de dix médecins adhérents, et il vous revient de l'approuver (DEC-09).`,
    ],
  }),
  MontantDotationApprouve: ({ le, paiement: cle, montantCentimes }) => ({
    objet: 'montant de dotation approuvé',
    phrases: [
      `L'agence régionale de santé a approuvé ${jour(le)} le montant de ${paiement(cle)} : ${euros(montantCentimes)} (DEC-09).`,
    ],
  }),
  PaiementOrdonnance: ({ le, paiement: cle, montantCentimes, dateLimite, resiliationLe }, contexte) => ({
    objet:
      contexte.destinataire === 'caisse'
        ? `ordre de paiement : ${euros(montantCentimes)}`
        : `versement de ${euros(montantCentimes)} à venir`,
    phrases: [
      ...(contexte.destinataire === 'caisse'
        ? [
            `Vous avez à verser ${euros(montantCentimes)} à l'association, au titre de ${paiement(cle)}, au plus tard ${jour(dateLimite)}.`,
          ]
        : [
            `La caisse de rattachement doit verser ${euros(montantCentimes)} à votre association, au titre de ${paiement(cle)}, au plus tard ${jour(dateLimite)}.`,
            `L'ordre de paiement est du ${dateLongue(le)}.`,
          ]),
      ...calcul(contexte, cle, montantCentimes),
      ...(contexte.destinataire === 'caisse' ? [VERS_LA_CAISSE] : []),
      ...(resiliationLe === undefined
        ? []
        : [
            `Une résiliation de ce contrat est notifiée depuis ${jour(resiliationLe)} : le contrat court jusqu'à son effet, et ce qui est dû est payé (DEC-36).`,
          ]),
    ],
  }),
  PaiementReemis: ({ paiement: cle, montantCentimes, dateLimite, acteur }, contexte) => ({
    objet: `ordre de paiement émis à nouveau : ${euros(montantCentimes)}`,
    phrases: [
      `L'ordre de verser ${euros(montantCentimes)}, au titre de ${paiement(cle)}, est émis à nouveau ${acteur === 'systeme' ? 'après son interruption : cette somme est de nouveau due (DEC-34)' : 'après rejet ou retour'}.`,
      `Il remplace le précédent et ne s'y ajoute pas. Cette somme est due au plus tard ${jour(dateLimite)}.`,
      ...calcul(contexte, cle, montantCentimes),
    ],
  }),
  PaiementRetenu: ({ le, paiement: cle, montantCentimes }) => ({
    objet: `versement de ${euros(montantCentimes)} retenu`,
    phrases: [
      `La caisse de rattachement retient depuis ${jour(le)} le versement de ${euros(montantCentimes)}, au titre de ${paiement(cle)}, pendant la résiliation notifiée (DEC-36).`,
      'La retenue prend fin avec la résiliation, ou quand la caisse la lève ; le délai de paiement continue de courir.',
    ],
  }),
  PaiementLibere: ({ le, paiement: cle, montantCentimes }) => ({
    objet: `versement de ${euros(montantCentimes)} libéré`,
    phrases: [
      `Le versement de ${euros(montantCentimes)}, au titre de ${paiement(cle)}, n'est plus retenu depuis ${jour(le)} (DEC-36).`,
    ],
  }),
  PaiementRetourne: ({ le, paiement: cle, montantCentimes, executeLe, reference }, { destinataire }) => ({
    objet: `virement de ${euros(montantCentimes)} retourné`,
    phrases: [
      `Le virement de ${euros(montantCentimes)}, parti ${jour(executeLe)} au titre de ${paiement(cle)}${reference === undefined ? '' : ` (référence ${reference})`}, est revenu ${jour(le)} : cette somme n'est pas versée (DEC-38).`,
      destinataire === 'porteur'
        ? 'Vérifiez les coordonnées bancaires de votre association, et déclarez-les de nouveau si elles ont changé : le virement sera refait quand elles seront vérifiées (DEC-52).'
        : "Les coordonnées bancaires de l'association sont à vérifier, ou à déclarer de nouveau, avant une nouvelle émission (DEC-52).",
    ],
  }),
  CoordonneesBancairesDeclarees: ({ le, nouvelles }, { destinataire }) => ({
    objet: nouvelles === true ? 'nouvelles coordonnées bancaires déclarées' : 'coordonnées bancaires déclarées',
    phrases: [
      `${nouvelles === true ? 'De nouvelles coordonnées' : 'Les coordonnées'} bancaires de l'association ont été déclarées ${jour(le)}.`,
      ...(nouvelles !== true
        ? []
        : [
            destinataire === 'caisse'
              ? "Il vous revient de les vérifier avant tout paiement ; jusque-là, aucun ordre n'est exécuté (DEC-52)."
              : "La caisse de rattachement les vérifie avant tout paiement (DEC-52). Si votre association n'a rien déclaré, signalez-le sans attendre à la caisse.",
          ]),
    ],
  }),
  PaiementExecute: ({ le, paiement: cle, montantCentimes, reference }) => ({
    objet: `versement de ${euros(montantCentimes)} effectué`,
    phrases: [
      `La caisse de rattachement a versé ${euros(montantCentimes)} à votre association ${jour(le)}, au titre de ${paiement(cle)}${reference === undefined ? '' : ` (référence ${reference})`}.`,
    ],
  }),
  PaiementRejete: ({ le, paiement: cle, montantCentimes }, { destinataire }) => ({
    objet: `versement de ${euros(montantCentimes)} rejeté`,
    phrases: [
      `Le versement de ${euros(montantCentimes)}, au titre de ${paiement(cle)}, a été rejeté ${jour(le)}.`,
      `${destinataire === 'porteur' ? 'Vérifiez les coordonnées bancaires de votre association' : "Les coordonnées bancaires de l'association sont à vérifier"} avant une nouvelle émission.`,
    ],
  }),
  PaiementInterrompu: ({ le, paiement: cle, montantCentimes, regle }, contexte) => ({
    objet: `versement de ${euros(montantCentimes)} interrompu`,
    phrases: [
      `Le versement de ${euros(montantCentimes)}, au titre de ${paiement(cle)}, est interrompu depuis ${jour(le)} : ${causeDInterruption(contexte, cle, regle)}.`,
      contexte.destinataire === 'caisse'
        ? "L'ordre n'est plus à exécuter. Un virement déjà parti est à déclarer dans le dossier, à sa date (DEC-37)."
        : contexte.destinataire === 'porteur'
          ? "Cette somme n'est plus due à votre association ; si elle vous parvient, elle pourra vous être réclamée (DEC-37)."
          : "Cette somme n'est plus due à l'association.",
    ],
  }),
} satisfies Modeles;
