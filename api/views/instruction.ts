/** What is in instruction, and where a team is, as people read them. */
import { attente, silence } from '../../documents/attentes.ts';
import { majuscule } from '../../documents/libelles.ts';
import { attentes } from '../../domain/attentes/attentes.ts';
import { Journal } from '../../domain/calculs/situer.ts';
import { regle } from '../../domain/catalogue/index.ts';
import type { LigneJournal } from '../../domain/demandes.types.ts';
import type { Etat } from '../../domain/etat.ts';
import { dernierEvenement } from '../../domain/instruction/critere.ts';
import { instruction } from '../../domain/instruction/instruction.ts';
import { PARTIES } from '../../identity/rights.ts';
import type { Identity } from '../../identity/verifier.ts';
import { extentOf } from '../../identity/scope.ts';
import { etapes } from '../../domain/suivi/etapes.ts';
import { voieDeSaisine } from '../../domain/suivi/saisine.ts';
import type { Records } from '../ports.ts';
import { deadlineLine, explanation } from './dossier.ts';
import { explainedDate } from './workings.ts';

/** A rival within the extent of the reader, by its name; the others are only counted. */
async function rivalsOf(records: Pick<Records, 'readDossier'>, identity: Identity, { rivaux }: Etat) {
  const extent = extentOf(identity);
  const seen = await Promise.all(
    rivaux.map(async ({ ess, statut }) => {
      const found = await records.readDossier(ess, extent);
      return found === undefined
        ? []
        : [{ ess, statut, intitule: found.resume.intitule ?? null, deposeeLe: found.etat.li?.deposeeLe ?? null }];
    }),
  );
  const rivals = seen.flat();
  return { rivaux: rivals, rivauxAilleurs: rivaux.length - rivals.length };
}

/** What the caisse answered to the four questions, when it did. */
const evaluationOf = (journal: readonly LigneJournal[], sur: string) => {
  const rendu = dernierEvenement(
    { journal: journal.filter(({ evenement }) => 'sur' in evenement && evenement.sur === sur) },
    'AvisCaisseRendu',
  );
  return rendu === undefined ? null : { rang: rendu.rang, evaluation: rendu.evenement.evaluation ?? null };
};

export async function instructionView(
  records: Pick<Records, 'readDossier'>,
  identity: Identity,
  etat: Etat,
  journal: readonly LigneJournal[],
) {
  const lecture = { etat, journal };
  const found = instruction(lecture);
  const { ess, rang } = etat;
  if (found === null) return { ess, rang, instruction: null };
  const { sur, criteres, avis, decision, arret, fondements } = found;
  const given = evaluationOf(journal, sur);
  return {
    ess,
    rang,
    instruction: {
      sur,
      criteres: criteres.map(({ regle: id, ...reste }) => ({
        titre: regle(id)?.titre ?? id,
        ...reste,
        pourquoi: explanation(id),
      })),
      avis:
        avis === null
          ? null
          : { le: avis.le, sens: avis.sens, rang: given?.rang ?? null, evaluation: given?.evaluation ?? null },
      ...(await rivalsOf(records, identity, etat)),
      silence: decision === null ? null : deadlineLine(etat, decision, new Journal(journal)),
      arret: arret === null ? null : { phrase: arret.phrase, pourquoi: explanation(arret.regle) },
      fondements: fondements.map((code) => ({ code, libelle: regle(code)?.titre ?? null })),
    },
  };
}

/** What is awaited of each party, one line a thing. */
function awaitedOf(etat: Etat) {
  const groups = Map.groupBy(
    attentes(etat).filter(({ de }) => PARTIES.includes(de)),
    ({ cle, dernierJour }) => `${cle} ${dernierJour ?? ''}`,
  );
  return [...groups.values()]
    .flatMap(([first, ...others]) =>
      first === undefined ? [] : [{ ...first, de: [first, ...others].map(({ de }) => de) }],
    )
    .toSorted((a, b) => (a.dernierJour ?? '9999').localeCompare(b.dernierJour ?? '9999'))
    .map(({ cle, de, dernierJour, silence: effet, regle: id }) => ({
      cle,
      libelle: majuscule(attente(cle)),
      de: [...new Set(de)],
      dernierJour,
      silence: { effet: effet?.effet ?? null, phrase: silence(effet?.effet ?? null), le: effet?.le ?? null },
      pourquoi: explanation(id),
    }));
}

/** What may be contested, until when, with the working of that day. */
function contestable(etat: Etat, journal: readonly LigneJournal[]) {
  const voie = voieDeSaisine(etat);
  if (voie === null) return null;
  const { objet, contrat, notifieeLe, dernierJour, effet, saisie, regle: id } = voie;
  return {
    objet,
    contrat,
    notifieeLe,
    dernierJour: dernierJour.resultat,
    calcul: explainedDate(etat, dernierJour, new Journal(journal)),
    effetLe: effet?.resultat ?? null,
    saisie:
      saisie === null
        ? null
        : { recueLe: saisie.recueLe, reponses: saisie.reponses, reponseLe: saisie.reponse?.resultat ?? null },
    pourquoi: explanation(id),
  };
}

export const stepsView = (etat: Etat, journal: readonly LigneJournal[]) => ({
  ess: etat.ess,
  rang: etat.rang,
  saisine: contestable(etat, journal),
  etapes: etapes(etat).map(({ regle: id, ...etape }) => ({ ...etape, pourquoi: explanation(id) })),
  attendus: awaitedOf(etat),
});
