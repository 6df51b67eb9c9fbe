/** What `corriger` can put right of a résiliation: the dates of its receipts, and a timely saisine entered too late (DEC-19). */
import { enToutesLettres } from '../calendrier/calendrier.ts';
import type { Etat } from '../etat.ts';
import { PARTIES, type DateCivile } from '../valeurs.ts';
import { finSaisine } from '../resiliation/delais.ts';
import type { Correction } from './correction.ts';

/** What was done because the résiliation took effect; null when nothing was. */
function suitesDeLEffet({ resiliationEffective, recouvrements, paiements }: Etat): string | null {
  const contrat = resiliationEffective?.contrat ?? 'amorcage';
  const recouvrement = recouvrements[contrat];
  const intact = contrat === 'amorcage' ? 'notifie' : 'propose';
  if (recouvrement !== undefined && (recouvrement.statut !== intact || recouvrement.rembourseCentimes > 0))
    return 'le recouvrement est engagé';
  return Object.entries(paiements).some(([cle, { statut }]) => cle.startsWith(contrat) && statut === 'interrompu')
    ? 'un paiement est interrompu'
    : null;
}

/** The résiliation that took effect is suspended again by a saisine received in time; the authorities must answer it. */
function suspendreANouveau(etat: Etat, recueLe: DateCivile): Partial<Etat> {
  const effective = etat.resiliationEffective;
  if (effective === null) return {};
  const recouvrements = Object.fromEntries(
    Object.entries(etat.recouvrements).filter(([cle]) => cle !== effective.contrat),
  );
  return {
    [effective.contrat]: { ...etat[effective.contrat], finiLe: null, fin: null },
    phase: effective.contrat,
    recouvrements,
    resiliation: { ...effective, saisine: { recueLe, reponses: {} } },
    resiliationEffective: null,
  };
}

function saisineHorsDelai(etat: Etat, recueLe: DateCivile): string | null {
  const { resiliationEffective: effective } = etat;
  const recue = effective?.receptions.association;
  const derniere = effective === null ? null : finSaisine(effective, etat);
  if (effective?.origine !== 'caisse-ars' || recue === undefined || derniere === null || effective.saisine !== null)
    return "cette résiliation n'ouvrait pas, ou plus, de saisine";
  return recueLe < recue || recueLe > derniere
    ? `la saisine devait être reçue entre le ${enToutesLettres(recue)} et le ${enToutesLettres(derniere)}`
    : null;
}

export const CORRECTIONS_RESILIATION: Readonly<Record<string, Correction>> = {
  ...Object.fromEntries(
    PARTIES.map((partie) => [
      `reception-resiliation-${partie}`,
      {
        nature: 'date',
        lire: ({ resiliation }) => resiliation?.receptions[partie] ?? null,
        ecrire: (etat, valeur: DateCivile) =>
          etat.resiliation === null
            ? {}
            : {
                resiliation: { ...etat.resiliation, receptions: { ...etat.resiliation.receptions, [partie]: valeur } },
              },
        empeche: ({ resiliation }, valeur: DateCivile) =>
          resiliation !== null && valeur < resiliation.demandeeLe
            ? `la résiliation est du ${enToutesLettres(resiliation.demandeeLe)}`
            : null,
      } satisfies Correction,
    ]),
  ),
  saisine: {
    nature: 'date',
    lire: ({ resiliationEffective, amorcage, dotation }) =>
      resiliationEffective === null ? null : (dotation.finiLe ?? amorcage.finiLe),
    ecrire: suspendreANouveau,
    empeche: (etat, recueLe: DateCivile) => {
      const suite = suitesDeLEffet(etat);
      return suite === null
        ? saisineHorsDelai(etat, recueLe)
        : `la résiliation a produit ses effets (${suite}) : un accord des trois parties est nécessaire, hors de cette procédure`;
    },
  },
};
