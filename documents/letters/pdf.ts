/** The PDF of a letter: what its template lays out. */
import type { Courrier } from './courrier.ts';
import { destinataireDe, expediteurDe } from './authors.ts';
import type { Donnee } from './facts.ts';
import type { Expediteur, Presentation } from './modeles.types.ts';
import { dateLongue, enumerer, majuscule } from '../libelles.ts';
import { inlined } from '../inline.ts';
import { findTemplate, layOut, type Template } from '../templates.ts';
import { imprimable } from '../typography.ts';

const MODELE = 'letters/modeles/courrier.typ';

/** A4, tagged PDF/A-2a. Deterministic: the same letter, shown in the same way, gives the same bytes. */
export function pdfDuCourrier(
  courrier: Courrier,
  presentation: Presentation = {},
  template: Template = { modele: MODELE },
): Uint8Array {
  const { expediteur = expediteurDe(courrier) } = presentation;
  const logo = logoDe(expediteur);
  const donnees = donneesDuModele(courrier, presentation, logo?.chemin ?? null);
  const images = logo === null ? {} : { images: { [logo.chemin]: logo.contenu } };
  return layOut(template, { donnees, ...images }, Object.keys(donnees));
}

/** The template of that kind of letter in the administration's folder (`courrier-LettreIntentionRefusee.typ`, else `courrier.typ`), else ours. */
export const modeleDuCourrier = ({ evenement }: Courrier, modeles?: string): Promise<Template> =>
  findTemplate([`courrier-${evenement}.typ`, 'courrier.typ'], MODELE, modeles);

const SIGNATURES: readonly (readonly [debut: readonly number[], suffixe: string])[] = [
  [[0x89, 0x50, 0x4e, 0x47], 'png'],
  [[0xff, 0xd8, 0xff], 'jpg'],
];

function logoDe({ logo }: Expediteur): { readonly chemin: string; readonly contenu: Uint8Array } | null {
  if (logo === null) return null;
  const connu = SIGNATURES.find(([debut]) => debut.every((octet, rang) => logo[rang] === octet));
  return { chemin: `letters/modeles/logo.${connu?.[1] ?? 'svg'}`, contenu: logo };
}

/** What a template of letters may use. Every text is data: a sign of the template's language in it is only a sign. */
export function donneesDuModele(courrier: Courrier, presentation: Presentation, logo: string | null) {
  const { rang, regles, etabliLe } = courrier;
  const { expediteur = expediteurDe(courrier), beneficiaire, adresseDesRegles } = presentation;
  // A letter kept from before F8 may hold a title of several lines.
  const { ess, intitule, couverture, objet, donnees } = inlined(courrier);
  const destinataire = inlined(presentation.destinataire ?? destinataireDe(courrier));
  const [annee, mois, jour] = etabliLe.split('-').map(Number);
  const imprime = imprimable({
    titre: `${objet} — ${ess}`,
    auteur: expediteur.nom,
    pied: `Équipes de soins spécialisés · dossier ${ess} · courrier n° ${rang}`,
    projet: projetDe(courrier, expediteur),
    expediteur: { nom: expediteur.nom, coordonnees: coordonnees(expediteur) },
    destinataire,
    faitLe: `Le ${dateLongue(etabliLe)}`,
    references: [
      { libelle: 'Objet :', valeur: objet },
      { libelle: 'Référence :', valeur: `${ess}, courrier n° ${rang}` },
      ...(intitule === null ? [] : [{ libelle: 'Équipe :', valeur: intitule }]),
      ...(couverture === '' ? [] : [{ libelle: 'Périmètre :', valeur: couverture }]),
    ],
    appel: 'Madame, Monsieur,',
    paragraphes: [...courrier.phrases, ...mentions(courrier, expediteur)].map(paragraphe),
    enteteDonnees: ['Information', 'Valeur'],
    donnees: [...(donnees.length > 1 ? donnees : []), ...versLe(beneficiaire)],
    titreRecours: 'Voies et délais de recours',
    recours: courrier.recours.map(paragraphe),
    politesse: politesse(courrier),
    signature: signature(courrier, expediteur),
    titreSources: 'Textes appliqués',
    sources: courrier.sources.length === 0 ? '' : `${majuscule(courrier.sources.join(' ; '))}.`,
  });
  // Ids and addresses are written as they are: typography would change them.
  return {
    ...imprime,
    expediteur: {
      ...imprime.expediteur,
      logo: logo === null ? null : { chemin: `/${logo}`, alternative: `Logo : ${expediteur.nom}` },
    },
    date: [annee ?? 2025, mois ?? 1, jour ?? 1],
    regles,
    renvoi: { texte: 'Règles du service :', base: adresseDesRegles ?? null, regles },
  };
}

/** A sentence followed by « - » lines is a list. */
function paragraphe(phrase: string): { readonly texte: string; readonly liste: readonly string[] } {
  const [texte = '', ...liste] = phrase.split('\n');
  return { texte, liste: liste.map((ligne) => ligne.replace(/^- /, '')) };
}

const coordonnees = ({ service, adresse, telephone, courriel }: Expediteur): readonly string[] => [
  ...(service === null ? [] : [service]),
  ...adresse,
  ...(telephone === null ? [] : [`Téléphone : ${telephone}`]),
  ...(courriel === null ? [] : [`Courriel : ${courriel}`]),
];

const versLe = (beneficiaire: Presentation['beneficiaire']): readonly Donnee[] =>
  beneficiaire === undefined
    ? []
    : [
        { libelle: 'Bénéficiaire', valeur: inlined(beneficiaire.nom) },
        ...(beneficiaire.compte === null ? [] : [{ libelle: 'Compte à créditer', valeur: beneficiaire.compte }]),
      ];

/** What an acknowledgement and a decision say of who holds the case and who decided. */
function mentions({ portee, evenement, destinataire }: Courrier, expediteur: Expediteur): readonly string[] {
  if (portee === 'accuse') {
    const { nom, service, adresse, telephone, courriel } = expediteur;
    const joindre = [
      ...(telephone === null ? [] : [`téléphone ${telephone}`]),
      ...(courriel === null ? [] : [`courriel ${courriel}`]),
    ];
    return [
      `Service chargé du dossier : ${[nom, ...(service === null ? [] : [service]), ...adresse, ...joindre].join(', ')} (code des relations entre le public et l'administration, article R. 112-5).`,
    ];
  }
  // The others are told of a decision: it is notified to the porteur alone.
  if (destinataire !== 'porteur') return [];
  // The end of a contract is notified by registered letter (RES-A-02, RES-D-02): what this tells was signed there.
  if (portee === 'decision' && evenement !== 'ResiliationNotifiee' && expediteur.signataire !== null)
    return [
      "Cette décision, notifiée par un téléservice, porte les prénom, nom et qualité de son auteur et le service auquel il appartient ; elle est dispensée de signature (code des relations entre le public et l'administration, article L. 212-2).",
    ];
  return [];
}

/** Nothing leaves as if it were signed while its author is not known. */
function projetDe({ emetteur }: Courrier, { manquants }: Expediteur) {
  if (emetteur === 'service' || manquants.length === 0) return null;
  return {
    titre: 'Projet.',
    phrase: `Ce courrier n'est pas signé et ne vaut pas notification : les réglages de son auteur ne disent pas encore ${enumerer(manquants.map((manque) => `« ${manque} »`))}.`,
  };
}

const politesse = ({ emetteur }: Courrier): string =>
  emetteur === 'service'
    ? 'Message établi automatiquement par le service de suivi ; les actes se font dans le dossier.'
    : "Veuillez agréer, Madame, Monsieur, l'expression de ma considération distinguée.";

function signature({ emetteur }: Courrier, { signataire }: Expediteur): readonly string[] {
  if (emetteur === 'service' || signataire === null) return [];
  const { prenom, nom, qualite, delegation } = signataire;
  return [...(delegation === null ? [] : [majuscule(delegation)]), majuscule(qualite), `${prenom} ${nom}`];
}
