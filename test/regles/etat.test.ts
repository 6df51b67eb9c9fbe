/** A case before its first act. */
import { expect, it } from 'vitest';
import { etatInitial } from '../../domain/etat.ts';

it('un dossier qui n’a rien reçu ne dit rien de personne', () => {
  const etat = etatInitial('ess-33-a');
  expect(etat).toMatchObject({
    ess: 'ess-33-a',
    rang: 0,
    regime: 'droit-commun',
    phase: 'lettre-intention',
    specialites: [],
    departements: [],
    siege: '',
    effectifs: { medecinsPresents: null, liberaux: null, engages: null },
    derogation: { requise: false, sens: null, le: null, objet: null, unicite: null },
    li: null,
    resiliations: {},
    finess: null,
    entreeLe: null,
  });
  expect(etat).not.toHaveProperty('delaisDeRappel');
  expect(etatInitial('ess-33-a', 3, { 'paiement-': [5] })).toMatchObject({
    grace: 3,
    delaisDeRappel: { 'paiement-': [5] },
  });
});
