/**
 * The e-mails: one template per event of which people must be told, a plain sentence for the others. Every e-mail
 * names the rule it applies, its source, and whether it is written there or an interpretation.
 */
import { regle as regleDuCatalogue } from '../domain/catalogue/index.ts';
import type { Evenement, NomEvenement } from '../domain/evenements.ts';
import { AVIS_CONTRATS } from './avis-contrats.ts';
import { AVIS_INSTRUCTION } from './avis-instruction.ts';
import { dateLongue, enumerer, partie } from './avis-libelles.ts';
import type { Contexte, Modele, Modeles } from './avis-modeles.ts';
import { AVIS_SUIVI } from './avis-suivi.ts';

const REDIGES = { ...AVIS_INSTRUCTION, ...AVIS_CONTRATS, ...AVIS_SUIVI };
const MODELES: Modeles = REDIGES;

/** Events without a text of their own: what happened, in words. A new event does not compile without either. */
const AUTRES: Readonly<Record<Exclude<NomEvenement, keyof typeof REDIGES>, string>> = {
  TerritoireLibere: 'territoire libéré',
  EchangeConsigne: 'échange consigné',
  AvisCaisseRendu: 'avis de la caisse de rattachement rendu',
  AssociationDeclaree: "création de l'association déclarée",
  CoordonneesBancairesDeclarees: 'coordonnées bancaires déclarées',
  ActiviteDeclaree: 'activité déclarée',
  ListeNominativeDeposee: 'liste nominative des adhérents déposée',
  AdhesionsEnregistrees: 'adhésions enregistrées par la caisse',
  RapportActiviteDepose: "rapport d'activité déposé",
  RencontreConsignee: "rencontre avec l'équipe consignée",
  MiseEnConformiteEngagee: 'mise en conformité engagée',
  FinancementArsDeclare: "financement de l'agence régionale de santé déclaré",
  CommandeRefusee: 'acte refusé par le système',
};

/** Subject and body of the notice of an event to one addressee. */
export function redigerAvis(evenement: Evenement, contexte: Contexte): { objet: string; corps: string } {
  const modele = MODELES[evenement.evenement] as Modele | undefined;
  const { objet, phrases } = (modele ?? autreEvenement)(evenement, contexte);
  const corps = [
    'Madame, Monsieur,',
    ...phrases,
    ...(evenement.motif === undefined ? [] : [`Motif : ${evenement.motif}`]),
    ...(evenement.avertissements ?? []).map(({ regle, phrase }) => `À noter (${regle}) : ${phrase}`),
    fondementDe(evenement),
    signature(contexte),
  ];
  return { objet: `[ESS ${contexte.ess}] ${objet}`, corps: `${corps.join('\n\n')}\n` };
}

/** What has no text of its own is still told: what, when, by whom. */
const autreEvenement: Modele = (evenement) => {
  const fait = (AUTRES as Readonly<Record<string, string>>)[evenement.evenement] ?? evenement.evenement;
  return {
    objet: fait,
    phrases: [
      `Le fait suivant a été enregistré au dossier, à la date du ${dateLongue(evenement.le)} : ${fait}. Auteur de l'acte : ${partie(evenement.acteur)}.`,
    ],
  };
};

function fondementDe(evenement: Evenement): string {
  const regle = regleDuCatalogue(evenement.regle);
  if (regle === undefined) return `Règle appliquée : ${evenement.regle}.`;
  const nature = regle.nature === 'texte' ? 'texte' : "interprétation, en l'absence de disposition expresse";
  return `Règle appliquée : ${regle.id} (${regle.titre}). ${regle.phrase}\nNature : ${nature}. Source : ${regle.source}.`;
}

function signature({ ess, intitule, specialites, departements }: Contexte): string {
  const couverture = [
    ...(specialites.length > 0 ? [`spécialité : ${enumerer(specialites)}`] : []),
    ...(departements.length > 0 ? [`territoire : ${enumerer(departements)}`] : []),
  ];
  return [
    `Dossier ${ess}${intitule === null ? '' : ` (${intitule})`}${couverture.length > 0 ? ` ; ${couverture.join(' ; ')}` : ''}`,
    'Ce message est envoyé automatiquement par le système de suivi des équipes de soins spécialisés. Merci de ne pas y répondre.',
  ].join('\n');
}
