/** The territory, one team a specialty, and its rivals: ELI-02, DEC-15, DEC-56, DEC-57. */
import type { Etat, Rival } from '../etat.ts';
import { plusTard } from '../calendrier/calendrier.ts';
import type { Avertissement, DateCivile } from '../valeurs.ts';
import type { Demande, Reponse } from '../demandes.types.ts';
import { automatique, type Evolutions } from '../chapitre.ts';
import { couvert } from '../fin/delais.ts';
import { sansAmorcage } from '../projet-sante/delais.ts';
import { apresRegard } from './autre-ess.ts';

/** DEC-15 — date from which the territory is claimed, or null. */
function revendicationLe(etat: Etat): DateCivile | null {
  switch (etat.regime) {
    case 'droit-commun':
      return etat.li?.decision?.sens === 'validee' ? etat.li.decision.le : null;
    case 'en-fonctionnement-conforme':
      return etat.transition.conformite === true ? etat.transition.conformiteLe : null;
    default:
      // A conflict known from the start is claimed as contested: it holds the contract, and the end of the conflict is told.
      return etat.amorcage.concluLe ?? (etat.conflits.length > 0 ? etat.entreeLe : projetValideSansAmorcage(etat));
  }
}

/** DEC-61 — without an amorçage contract, the validated PS is what the dotation will rest on. */
const projetValideSansAmorcage = (etat: Etat): DateCivile | null =>
  sansAmorcage(etat) && etat.projetSante.decision?.sens === 'valide' ? etat.projetSante.decision.le : null;

/** DEC-56 — the ARS can still refuse: it is told of rivals. */
const enInstruction = ({ li, phase, renonceeLe }: Etat): boolean =>
  li !== null && li.decision === null && phase === 'lettre-intention' && renonceeLe === null;

export function* demandesTerritoire(etat: Etat): Iterable<Demande> {
  const { ess, specialites, departements } = etat;
  const derogation = etat.derogation.unicite?.sens === 'accordee';
  const commun = { ess, specialites, departements, derogation };
  const { modificationTerritoire: demandee, aRevendiquer } = etat;
  if (demandee !== null)
    yield {
      type: 'signaler-conflits',
      cle: `${ess}/signaler-conflits/modification/${demandee.rang}`,
      ess,
      le: demandee.le,
      specialites: demandee.specialites,
      departements: demandee.departements,
      derogation,
    };
  if (aRevendiquer !== null)
    yield {
      type: 'revendiquer-territoire',
      cle: `${ess}/revendiquer-territoire/modification/${aRevendiquer.rang}`,
      ...commun,
      le: aRevendiquer.le,
    };
  const le = revendicationLe(etat);
  if (le === null && etat.entreeLe !== null)
    yield { type: 'signaler-conflits', cle: `${ess}/signaler-conflits`, le: etat.entreeLe, ...commun, ...vu(etat) };
  if (le === null) return;
  if (etat.territoire === 'libre')
    yield { type: 'revendiquer-territoire', cle: `${ess}/revendiquer-territoire`, le, ...commun };
  // DEC-35: what had freed it was taken back. Another may hold it by now: the claim is then contested.
  if (etat.territoire === 'libere' && couvert(etat, etat.dernierLe ?? le))
    yield {
      type: 'revendiquer-territoire',
      cle: `${ess}/revendiquer-territoire/retour/${etat.liberations}`,
      ...commun,
      le: etat.dernierLe ?? le,
    };
  if (etat.territoire === 'conteste' && derogation && etat.derogation.unicite !== null)
    yield {
      type: 'revendiquer-territoire',
      cle: `${ess}/revendiquer-territoire/derogation`,
      ...commun,
      le: etat.derogation.unicite.le,
    };
}

/** What the same letter is recognised by (DEC-56). */
const vu = ({ siege, effectifs }: Etat) => ({ siege, effectifs });

/**
 * DEC-56 — another case on this territory, `par`, has changed: while it can still refuse, the ARS is told where all stand.
 * DEC-15 — the claim to make again when another ESS frees its territory (`par`, its id; `le`, the date of its
 * `TerritoireLibere`); null when this case contests nothing. Not among `demandes`: it is the release that raises it.
 */
export function reexamen(etat: Etat, par: string, le: DateCivile): Demande | null {
  const { ess, specialites, departements, territoire: statut, phase } = etat;
  if (enInstruction(etat))
    return {
      type: 'signaler-conflits',
      cle: `${ess}/signaler-conflits/${par}`,
      le: plusTard(le, etat.entreeLe ?? le),
      ess,
      specialites,
      departements,
      derogation: etat.derogation.unicite?.sens === 'accordee',
      ...vu(etat),
    };
  return phase === 'close' || statut !== 'conteste'
    ? null
    : {
        type: 'revendiquer-territoire',
        cle: `${ess}/revendiquer-territoire/liberation/${par}`,
        le,
        ess,
        specialites,
        departements,
        derogation: false,
      };
}

/** A question that a change of another case raises again, and that still stands. */
export const reexaminee = (etat: Etat, { type }: Demande): boolean =>
  (type === 'revendiquer-territoire' && etat.territoire === 'conteste') ||
  (type === 'signaler-conflits' && enInstruction(etat));

/** Those whose place is not said hold a claim. */
const rivauxDe = (autres: readonly string[], rivaux: readonly Rival[] = []): readonly Rival[] =>
  [
    ...rivaux,
    ...autres
      .filter((autre) => !rivaux.some(({ ess }) => ess === autre))
      .map((ess): Rival => ({ ess, statut: 'validee' })),
  ].toSorted((a, b) => (a.ess < b.ess ? -1 : 1));

const memes = (uns: unknown, autres: unknown): boolean => JSON.stringify(uns) === JSON.stringify(autres);

/** DEC-56 — another is in instruction, holds part of the territory (ELI-02), or was financed there (DEC-57). */
export const conflitsSignales: Reponse<'signaler-conflits'> = (
  etat,
  { le, cle },
  { autres, financees = [], rivaux: places, identiques = [], dejaFinances = [] },
) => {
  if (etat.modificationTerritoire !== null && cle.endsWith(`/modification/${etat.modificationTerritoire.rang}`))
    return autres.length === 0
      ? []
      : [automatique(le, 'ConflitTerritoireSignale', 'DEC-48', { autres, modification: true, financees })];
  const rivaux = rivauxDe(autres, places);
  if (memes(rivaux, etat.rivaux) && memes(dejaFinances, etat.dejaFinances)) return [];
  // Not by its id: a reader may be told that there is another without being told which.
  const avertissements: readonly Avertissement[] =
    identiques.length === 0
      ? []
      : [
          {
            regle: 'DEC-56',
            phrase:
              "Cette lettre d'intention semble avoir été déposée deux fois : un autre dossier en instruction a les mêmes spécialités, territoire, siège et effectifs.",
          },
        ];
  return [
    {
      ...automatique(le, 'ConflitTerritoireSignale', rivaux.some(tient) || rivaux.length === 0 ? 'ELI-02' : 'DEC-56', {
        autres: rivaux.map(({ ess }) => ess),
        ...(places === undefined ? {} : { rivaux }),
        ...(identiques.length === 0 ? {} : { identiques }),
        ...(dejaFinances.length === 0 ? {} : { dejaFinances }),
      }),
      ...(avertissements.length === 0 ? {} : { avertissements }),
    },
  ];
};

/** It holds a claim: it makes the contract wait (DEC-15). */
const tient = ({ statut }: Rival): boolean => statut !== 'en-instruction';

export const territoireRevendique: Reponse<'revendiquer-territoire'> = (
  etat,
  { le },
  { conteste, autres, dejaFinances = [] },
) => {
  // Nothing new: those that contested it still do, alone or with others that came later.
  if (
    etat.aRevendiquer === null &&
    conteste &&
    etat.territoire === 'conteste' &&
    etat.conflits.every((autre) => autres.includes(autre)) &&
    memes(dejaFinances, etat.dejaFinances)
  )
    return [];
  const nouveau = conteste && autres.some((autre) => !etat.conflits.includes(autre));
  return [
    ...(nouveau ? [automatique(le, 'ConflitTerritoireSignale', 'DEC-15', { autres })] : []),
    automatique(le, 'TerritoireRevendique', 'DEC-15', {
      conteste,
      autres,
      ...(dejaFinances.length === 0 ? {} : { dejaFinances }),
    }),
  ];
};

export const evolutionsTerritoire: Evolutions<
  'TerritoireRevendique' | 'TerritoireLibere' | 'ConflitTerritoireSignale'
> = {
  TerritoireRevendique: (etat, { conteste, autres, dejaFinances = [] }) => ({
    territoire: conteste ? 'conteste' : 'revendique',
    conflits: conteste ? autres : [],
    aRevendiquer: null,
    ...apresRegard(etat, dejaFinances),
  }),
  TerritoireLibere: (etat) => ({ territoire: 'libere', liberations: etat.liberations + 1, aRevendiquer: null }),
  ConflitTerritoireSignale: (etat, { autres, modification, financees = [], rivaux, dejaFinances }) => {
    const { modificationTerritoire: demandee } = etat;
    if (modification === true)
      return demandee === null ? {} : { modificationTerritoire: { ...demandee, autres, financees } };
    const connus = rivauxDe(autres, rivaux);
    return {
      rivaux: connus,
      conflits: connus.filter(tient).map(({ ess }) => ess),
      ...(dejaFinances === undefined ? {} : apresRegard(etat, dejaFinances)),
    };
  },
};
