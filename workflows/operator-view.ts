/** What an operator sees in the Temporal Web UI: search attributes, and the details of the case in Markdown. */
import { defineSearchAttributeKey, type SearchAttributeUpdatePair } from '@temporalio/common';
import { dateDe, enToutesLettres, fuseau, minuit } from '../domain/calendrier/calendrier.ts';
import { echeances } from '../domain/echeances.ts';
import type { Etat } from '../domain/etat.ts';
import { piecesManquantes } from '../domain/paiements/pieces.ts';
import { nomCaisse } from '../domain/creation/caisses.ts';
import type { DateCivile, Instant } from '../domain/valeurs.ts';
import type { ATTRIBUTS, Liens } from './messages.ts';
import { paiementsAttendus } from '../domain/paiements/attendus.ts';
import { CLOTURES, PHASES, PROJETS, echeance, paiement, piece } from '../domain/mots.ts';
import { EFFETS, PAIEMENTS, REGIMES, attendus, nomEquipe } from './words.ts';
import { totalPaye } from '../domain/paiements/verses.ts';
import { statutProjetSante } from '../domain/projet-sante/delais.ts';

type Attribut = keyof typeof ATTRIBUTS;
const CLES = {
  phase: defineSearchAttributeKey('EssPhase' satisfies Attribut, 'KEYWORD'),
  regime: defineSearchAttributeKey('EssRegime' satisfies Attribut, 'KEYWORD'),
  region: defineSearchAttributeKey('EssRegion' satisfies Attribut, 'KEYWORD'),
  departements: defineSearchAttributeKey('EssDepartements' satisfies Attribut, 'KEYWORD_LIST'),
  specialites: defineSearchAttributeKey('EssSpecialites' satisfies Attribut, 'KEYWORD_LIST'),
  prochaine: defineSearchAttributeKey('EssProchaineEcheance' satisfies Attribut, 'DATETIME'),
  echeance: defineSearchAttributeKey('EssEcheance' satisfies Attribut, 'KEYWORD'),
  verse: defineSearchAttributeKey('EssMontantVerse' satisfies Attribut, 'INT'),
  tacite: defineSearchAttributeKey('EssDecisionTacite' satisfies Attribut, 'DATETIME'),
  incident: defineSearchAttributeKey('EssIncident' satisfies Attribut, 'KEYWORD_LIST'),
};

/** Deadlines of the law: reminders of them are no deadline. */
const deDroit = (etat: Etat) => echeances(etat).filter(({ effet }) => effet !== 'rappel');

/** Typed search attributes of the case. No personal data: they are readable by whoever can list workflows. */
export function attributs(etat: Etat): SearchAttributeUpdatePair[] {
  const dues = deDroit(etat);
  const [prochaine] = dues;
  const tacite = dues.find(({ effet }) => effet === 'validation-tacite');
  const minuitLe = (le: DateCivile) => new Date(minuit(le, fuseau(etat.siege)));
  return [
    { key: CLES.phase, value: etat.phase },
    { key: CLES.regime, value: etat.regime },
    { key: CLES.region, value: etat.ars },
    { key: CLES.departements, value: [...etat.departements] },
    { key: CLES.specialites, value: [...etat.specialites] },
    { key: CLES.verse, value: totalPaye(etat) },
    { key: CLES.prochaine, value: prochaine === undefined ? null : minuitLe(prochaine.expire) },
    { key: CLES.echeance, value: prochaine?.cle ?? null },
    { key: CLES.tacite, value: tacite === undefined ? null : minuitLe(tacite.effetLe) },
    { key: CLES.incident, value: operationsEnIncident(etat) },
  ];
}

/** « 40 000,00 € » */
function euros(centimes: number): string {
  const [entiers = '', decimales] = (centimes / 100).toFixed(2).split('.');
  return `${entiers.replace(/\B(?=(\d{3})+$)/g, ' ')},${decimales} €`;
}

/** `consigner`, `notifier`, `ordonner-paiement`…: what fails, without the ordinals that tell one from another. */
function operationsEnIncident({ ess, incidents }: Etat): string[] | null {
  const noms = Object.keys(incidents).map((cle) => cle.slice(ess.length + 1).split('/')[0] ?? cle);
  return noms.length === 0 ? null : [...new Set(noms)].toSorted();
}

function lignesIncidents({ incidents }: Etat, cause: (cle: string) => string | undefined): string[] {
  return Object.entries(incidents).map(([cle, depuis]) => {
    const connue = cause(cle);
    return `- **${cle}** — échoue depuis le ${enToutesLettres(depuis)}${connue === undefined ? '' : ` : ${connue.slice(0, 200)}`}`;
  });
}

const ATTENTE = { attendue: 'attendue', deposee: 'déposée, à vérifier', 'non-conforme': 'non conforme' } as const;

function lignesEcheances(etat: Etat): string[] {
  return deDroit(etat).map(
    ({ cle, expire, effet, regle, attendu }) =>
      `- **${enToutesLettres(expire)}** — ${echeance(cle)} (${regle}) : ${EFFETS[effet]}${attendu.length === 0 ? '' : ` ; on attend ${attendus(attendu)}`}`,
  );
}

function lignesPaiements(etat: Etat): string[] {
  const faits = Object.entries(etat.paiements).map(
    ([cle, { montantCentimes, statut, executeLe, dateLimite }]) =>
      `- **${paiement(cle)}** — ${euros(montantCentimes)} : ${PAIEMENTS[statut]}, ${executeLe === null ? `au plus tard le ${enToutesLettres(dateLimite)}` : `le ${enToutesLettres(executeLe)}`}`,
  );
  const attendus = paiementsAttendus(etat)
    .filter(({ cle }) => etat.paiements[cle] === undefined)
    .map(({ cle, montantCentimes, dateLimite }) => {
      const manquantes = piecesManquantes(etat, cle).map(({ code, statut }) => `${piece(code)} (${ATTENTE[statut]})`);
      const montant = montantCentimes === null ? 'montant à fixer' : euros(montantCentimes);
      return `- **${paiement(cle)}** — ${montant} : en attente${manquantes.length === 0 ? '' : ` de ${manquantes.join(', ')}`}, au plus tard le ${enToutesLettres(dateLimite)}`;
    });
  return [...faits, ...attendus];
}

export interface Affichage {
  readonly maintenant: Instant;
  readonly decalage: number;
  readonly liens: Liens;
  readonly incidents: { cause(cle: string): string | undefined };
}

/** Phase, deadlines with dates and rules, payments, who is awaited. Lists: the Web UI draws tables without spacing. */
export function details(etat: Etat, { maintenant, decalage, liens, incidents }: Affichage): string {
  const cloture = etat.motifCloture === null ? '' : ` (${CLOTURES[etat.motifCloture]})`;
  const dues = lignesEcheances(etat);
  const argent = lignesPaiements(etat);
  const souci = lignesIncidents(etat, (cle) => incidents.cause(cle));
  const adresses = [
    ...(liens.console === undefined ? [] : [`[Dossier dans la console](${liens.console}/dossiers/${etat.ess})`]),
    ...(liens.api === undefined
      ? []
      : [
          `[État](${liens.api}/api/v1/ess/${etat.ess})`,
          `[Journal](${liens.api}/api/v1/ess/${etat.ess}/journal)`,
          `[Courriers](${liens.api}/api/v1/ess/${etat.ess}/courriers)`,
        ]),
  ];
  return [
    `### ${nomEquipe(etat.specialites, etat.departements)} — phase : ${PHASES[etat.phase]}${cloture}`,
    [
      etat.ess,
      `régime : ${REGIMES[etat.regime]}`,
      `siège ${etat.siege}`,
      nomCaisse(etat.caisse),
      `projet de santé : ${PROJETS[statutProjetSante(etat)]}`,
      `FINESS ${etat.finess?.numero ?? '—'}`,
    ].join(' · '),
    ...(decalage === 0
      ? []
      : [
          `> **Démonstration** : l'horloge de ce dossier est décalée ; on y est le ${enToutesLettres(dateDe(maintenant, fuseau(etat.siege)))}.`,
        ]),
    ...(souci.length === 0 ? [] : ['#### Incidents — l’opération est recommencée sans fin', souci.join('\n')]),
    ...(dues.length === 0 ? [] : ['#### Échéances (dernier jour)', dues.join('\n')]),
    ...(argent.length === 0 ? [] : [`#### Paiements — versé : ${euros(totalPaye(etat))}`, argent.join('\n')]),
    ...(adresses.length === 0 ? [] : [adresses.join(' · ')]),
  ].join('\n\n');
}
