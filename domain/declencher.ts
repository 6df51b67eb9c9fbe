/** What a deadline does by itself when it is reached (§13.5: nothing more than this is ever automatic). */
import { reconduction } from './contrats/actes.ts';
import { automatique } from './decision.ts';
import type { Echeance } from './echeances.types.ts';
import type { Etat } from './etat.ts';
import type { Evenement } from './evenements.ts';
import { finSignatureAmorcage } from './lettre-intention/actes.ts';
import { totalPaye } from './paiements/actes.ts';
import { limiteRemboursement, totalRembourse } from './recouvrement/actes.ts';
import { centimes, type ClePaiement } from './valeurs.ts';

/** The events of a deadline; none for an anniversary, whose count is a question (`demandes.ts`). */
export function declencher(
  etat: Etat,
  { cle, expire, effetLe, effet, regle, attendu, rappel }: Echeance,
): readonly Evenement[] {
  switch (effet) {
    case 'validation-tacite':
      return cle === 'decision-lettre-intention'
        ? [
            automatique(effetLe, 'LettreIntentionValidee', regle, {
              mode: 'tacite',
              dateLimite: finSignatureAmorcage(effetLe, etat.siege),
            }),
          ]
        : [automatique(effetLe, 'ProjetSanteValide', regle, { mode: 'tacite' })];
    case 'alerte':
      return [automatique(effetLe, 'EcheanceDepassee', regle, { echeance: cle, dateLimite: expire, attendu })];
    case 'fin-de-contrat':
      return [automatique(effetLe, 'ContratAmorcageTermine', regle, { contrat: 'amorcage', cause: 'duree' })];
    case 'resiliation':
      return etat.resiliation === null
        ? []
        : [
            automatique(
              effetLe,
              'ResiliationEffective',
              etat.resiliation.contrat === 'amorcage' ? 'RES-A-04' : 'RES-D-05',
              {
                contrat: etat.resiliation.contrat,
                dateLimite: limiteRemboursement(effetLe, etat.siege),
              },
            ),
          ];
    case 'reconduction': {
      const periode = etat.dotation.reconductions + 2;
      const suivante = etat.dotation.concluLe === null ? expire : reconduction(etat.dotation.concluLe, periode);
      return [
        automatique(effetLe, 'ContratDotationReconduit', regle, { contrat: 'dotation', periode, dateLimite: suivante }),
      ];
    }
    case 'procedure': {
      const payes = Object.entries(etat.paiements).filter(([, { statut }]) => statut === 'execute');
      const montantCentimes = centimes(totalPaye(etat) - totalRembourse(etat));
      return [
        automatique(effetLe, 'ProcedureDixHuitMoisOuverte', regle, {
          montantCentimes,
          paiements: payes.map(([paiement]) => paiement as ClePaiement),
        }),
        automatique(effetLe, 'RecouvrementPropose', 'DEC-10', {
          recouvrement: 'dix-huit-mois',
          origine: 'dix-huit-mois',
          montantCentimes,
        }),
      ];
    }
    case 'impaye': {
      const recouvrement =
        cle === 'remboursement-dix-huit-mois'
          ? 'dix-huit-mois'
          : etat.recouvrements['amorcage'] === undefined
            ? 'dotation'
            : 'amorcage';
      const { montantCentimes = centimes(0), rembourseCentimes = centimes(0) } = etat.recouvrements[recouvrement] ?? {};
      return [
        automatique(effetLe, 'RecouvrementEchu', regle, {
          recouvrement,
          montantCentimes: centimes(montantCentimes - rembourseCentimes),
        }),
      ];
    }
    case 'rappel': {
      if (rappel === undefined) return [];
      const { expire: dateLimite, jours, effet: silence } = rappel;
      const echeance = cle.slice('rappel-'.length);
      return [automatique(effetLe, 'RappelEmis', regle, { echeance, dateLimite, attendu, jours, silence })];
    }
    case 'denombrement':
      return [];
  }
}
