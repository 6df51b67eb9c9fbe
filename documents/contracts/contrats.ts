/** Contracts ready to sign, in three copies (AMO-01, DOT-01): our own wording, or the administration's template. */
import type { Content } from 'pdfmake/interfaces.js';
import type { Etat } from '../../domain/etat.ts';
import { nomCaisse } from '../../domain/creation/caisses.ts';
import { clause, PREMIERS_TEXTES } from '../../domain/droit.ts';
import { bareme } from '../../domain/paiements/montants.ts';
import { REGIONS } from '../../domain/creation/regions.ts';
import type { DateCivile, TypeContrat } from '../../domain/valeurs.ts';
import { readTemplate, fillTemplate } from './template.ts';
import { departement, specialite } from '../places.ts';
import { inlined } from '../inline.ts';
import { contrat as libelleContrat, dateLongue, enumerer, euros } from '../libelles.ts';
import { composePdf, typographie } from '../pdf.ts';
import { limiteDepot } from '../../domain/projet-sante/delais.ts';

/** Who signs, when known; a name that is absent is left blank on the paper. Never in the workflow: personal data. */
export interface Parties {
  readonly association?: string;
  readonly adresseAssociation?: string;
  readonly representantAssociation?: string;
  readonly representantArs?: string;
  readonly representantCaisse?: string;
}

const EXEMPLAIRES = ["l'association", "l'agence régionale de santé", 'la caisse de rattachement'];

/** One PDF with the three copies. `modeles`: folder of the administration's own templates. Same case, same bytes. */
export async function pdfDuContrat(
  contrat: TypeContrat,
  etat: Etat,
  parties: Parties,
  modeles?: string,
): Promise<Uint8Array> {
  const valeurs = inlined(valeursDe(etat, parties));
  const lignes = await readTemplate(`contrat-${contrat}.md`, Object.keys(valeurs), modeles);
  const exemplaires = EXEMPLAIRES.map((pour, rang): Content => ({
    stack: [
      { text: typographie(`Exemplaire ${rang + 1} sur 3, pour ${pour}`), style: 'discret', alignment: 'right' },
      ...fillTemplate(lignes, valeurs),
      signatures(),
    ],
    ...(rang === 0 ? {} : { pageBreak: 'before' as const }),
  }));
  return composePdf({
    titre: `${libelleContrat(contrat)}, ${etat.ess}`,
    pied: typographie(`Dossier ${etat.ess} · ${libelleContrat(contrat)}`),
    le: etat.dernierLe ?? ('2025-01-01' as DateCivile),
    contenu: exemplaires,
    exemplaires: EXEMPLAIRES.length,
  });
}

function valeursDe(etat: Etat, parties: Parties): Readonly<Record<string, string | null>> {
  const jour = (date: DateCivile | null | undefined) => (date === null || date === undefined ? null : dateLongue(date));
  const le = etat.dernierLe ?? PREMIERS_TEXTES;
  const tranche = clause(etat, 'trancheAmorcage', { signeLe: etat.amorcage.concluLe, ouvertLe: le });
  const { dotationPlancher, dotationPlafond } = bareme(etat, { signeLe: etat.dotation.concluLe, ouvertLe: le });
  const { li, projetSante: ps, siege, finess } = etat;
  return {
    region: REGIONS.find(({ code }) => code === etat.ars)?.nom ?? null,
    siege: departement(siege),
    caisse: nomCaisse(etat.caisse),
    territoire: enumerer(etat.departements.map(departement)),
    specialites: enumerer(etat.specialites.map(specialite)),
    finess: finess?.numero ?? null,
    association: parties.association ?? null,
    adresse_association: parties.adresseAssociation ?? null,
    representant_association: parties.representantAssociation ?? null,
    representant_ars: parties.representantArs ?? null,
    representant_caisse: parties.representantCaisse ?? null,
    depot_lettre_intention: jour(li?.deposeeLe),
    validation_lettre_intention: jour(li?.decision?.le),
    limite_projet_sante: jour(limiteDepot(etat)),
    depot_projet_sante: jour(ps.premierDepot),
    validation_projet_sante: jour(ps.decision?.le),
    montant_total: euros(2 * tranche),
    montant_moitie: euros(tranche),
    dotation_minimale: euros(dotationPlancher),
    dotation_maximale: euros(dotationPlafond),
  };
}

const SIGNATAIRES = [
  "Le directeur général de l'agence régionale de santé",
  'Le directeur de la caisse de rattachement',
  "Le président de l'association",
];
const signatures = (): Content => ({
  unbreakable: true,
  margin: [0, 18, 0, 0],
  stack: [
    { text: 'Fait en trois exemplaires, à ……………………, le ……………………', margin: [0, 0, 0, 12] },
    { columns: SIGNATAIRES.map((qui) => ({ text: typographie(qui), fontSize: 9.5 })), columnGap: 14 },
    {
      columns: SIGNATAIRES.map(() => ({ text: typographie('Date et signature :\n\n\n\n'), fontSize: 9.5 })),
      columnGap: 14,
      margin: [0, 8, 0, 0],
    },
  ],
});
