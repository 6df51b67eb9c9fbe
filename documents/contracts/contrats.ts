/** Contracts ready to sign, in three copies (AMO-01, DOT-01): our own wording, or the administration's template. */
import type { Etat } from '../../domain/etat.ts';
import { nomCaisse } from '../../domain/creation/caisses.ts';
import { clause, PREMIERS_TEXTES } from '../../domain/droit.ts';
import { bareme } from '../../domain/paiements/montants.ts';
import { REGIONS } from '../../domain/creation/regions.ts';
import type { DateCivile, TypeContrat } from '../../domain/valeurs.ts';
import { avecArticle, nomOfficiel } from '../authorities/names.ts';
import { departement, specialite } from '../places.ts';
import { inlined } from '../inline.ts';
import { contrat as libelleContrat, dateLongue, enumerer, euros } from '../libelles.ts';
import { findTemplate, layOut, type Template } from '../templates.ts';
import { imprimable } from '../typography.ts';
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
  return contratEnPdf(await modeleDuContrat(contrat, modeles), contrat, etat, parties);
}

const fichierDe = (contrat: TypeContrat): string => `contrat-${contrat}.typ`;

/** The template of a contract. */
export const modeleDuContrat = (contrat: TypeContrat, modeles?: string): Promise<Template> =>
  findTemplate([fichierDe(contrat)], `contracts/modeles/${fichierDe(contrat)}`, modeles);

/** The contract by that template. Fails with `InvalidTemplate` when an administration's own names an unknown field. */
export function contratEnPdf(template: Template, contrat: TypeContrat, etat: Etat, parties: Parties): Uint8Array {
  const valeurs = inlined(valeursDe(etat, parties));
  const [annee, mois, jour] = (etat.dernierLe ?? PREMIERS_TEXTES).split('-').map(Number);
  const titre = `${libelleContrat(contrat)}, ${etat.ess}`;
  const donnees = imprimable({
    titre: titre.charAt(0).toUpperCase() + titre.slice(1),
    auteur: valeurs['region'] ?? '',
    pied: `Dossier ${etat.ess} · ${libelleContrat(contrat)}`,
    exemplaires: EXEMPLAIRES.map((pour, rang) => `Exemplaire ${rang + 1} sur ${EXEMPLAIRES.length}, pour ${pour}`),
    fait: 'Fait en trois exemplaires, à ……………………, le ……………………',
    signataires: SIGNATAIRES,
    dateEtSignature: 'Date et signature :',
    champs: Object.fromEntries(Object.entries(valeurs).map(([champ, valeur]) => [champ, valeur ?? BLANC])),
  });
  return layOut(template, { donnees: { ...donnees, date: [annee, mois, jour] } }, Object.keys(valeurs));
}

/** What is not known yet is left to be filled in by hand. */
const BLANC = '………………………………';

function valeursDe(etat: Etat, parties: Parties): Readonly<Record<string, string | null>> {
  const jour = (date: DateCivile | null | undefined) => (date === null || date === undefined ? null : dateLongue(date));
  const le = etat.dernierLe ?? PREMIERS_TEXTES;
  const tranche = clause(etat, 'trancheAmorcage', { signeLe: etat.amorcage.concluLe, ouvertLe: le });
  const { dotationPlancher, dotationPlafond } = bareme(etat, { signeLe: etat.dotation.concluLe, ouvertLe: le });
  const { li, projetSante: ps, siege, finess } = etat;
  return {
    region: REGIONS.find(({ code }) => code === etat.ars)?.nom ?? null,
    agence: etat.ars === '' ? null : avecArticle(nomOfficiel({ role: 'ars', code: etat.ars })),
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
