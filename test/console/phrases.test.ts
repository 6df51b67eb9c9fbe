/** What is to be corrected is said under the name that the form gives to the field, never under the API's. */
import { describe, expect, test } from 'vitest';
import { errorsFrom, sentenceFor } from '../../console/parts/formulaire.tsx';
import { fieldsOf, type NamedField } from '../../console/parts/champs/forme.ts';
import { inLabels, labelIn } from '../../console/parts/champs/noms.ts';
import { keyFor } from '../../console/pages/acte/cle.tsx';
import { openApiDocument } from '../../api/contract/document.ts';
import { contractOf } from '../../console/shell/contract.ts';
import { formOf } from '../../console/shell/forms.ts';

const contrat = contractOf(JSON.parse(JSON.stringify(openApiDocument())) as never);
const champsDe = (commande: string): readonly NamedField[] =>
  fieldsOf(contrat.act(commande)?.schema ?? {}, (value) => contrat.label(value));

const probleme = (champ: string, message: string) =>
  ({
    type: '/problemes/champs-invalides',
    title: '',
    status: 400,
    detail: '',
    erreurs: [{ champ, message, regle: 'X' }],
  }) as never;

describe('une erreur de l’API', () => {
  test.each([
    ['participants[0].nom', '', 'participants.0.nom'],
    ['actes.0.participants[1].nom', 'actes.0.', 'participants.1.nom'],
    ['actes[0].motif', 'actes.0.', 'motif'],
    ['motif', 'actes.0.', 'motif'],
  ])('%s tombe sur le champ du formulaire', (champ, devant, attendu) => {
    expect(errorsFrom(probleme(champ, 'Ce texte est vide.'), devant)).toEqual({ [attendu]: 'Ce texte est vide.' });
  });

  test.each([
    ['deposer-lettre-intention', 'promoteurs.1.nom', 'Promoteurs du projet, ligne 2, nom'],
    ['deposer-lettre-intention', 'specialites.0', 'Spécialités de l’équipe, ligne 1'],
    ['deposer-lettre-intention', 'motif', 'Pourquoi'],
    [
      'declarer-association',
      'association.president.courriel',
      /^L’association qui porte l’équipe, .*, adresse de courriel$/,
    ],
  ])('%s : %s se dit « %s »', (commande, chemin, attendu) => {
    const dit = labelIn(champsDe(commande), chemin);
    expect(dit).toEqual(typeof attendu === 'string' ? attendu : expect.stringMatching(attendu));
  });

  test('se lit à la suite du nom, sans majuscule de trop', () => {
    const nom = () => 'Adresse de courriel';
    expect(sentenceFor('courriel', 'Ce champ est obligatoire.', nom)).toBe(
      'Adresse de courriel : ce champ est obligatoire.',
    );
    expect(sentenceFor('iban', 'IBAN inexact.', nom)).toBe('Adresse de courriel : IBAN inexact.');
    expect(sentenceFor('', 'Le dossier a changé.', nom)).toBe('Le dossier a changé.');
  });

  test('nomme un autre champ comme le formulaire', () => {
    const champs = champsDe('declarer-association');
    expect(inLabels('C’est un numéro RNA : il se donne dans « rna ».', champs)).toBe(
      'C’est un numéro RNA : il se donne dans « Numéro au répertoire national des associations ».',
    );
    expect(inLabels('Écrivez « W332001234 » ou « autre chose ».', champs)).toBe(
      'Écrivez « W332001234 » ou « autre chose ».',
    );
  });
});

describe('la clé d’un acte', () => {
  test('reste la même pour le même formulaire renvoyé, et change avec ce qu’il dit', () => {
    const premiere = keyFor(formOf({}), { le: '2026-11-30' });
    expect(premiere).toMatch(/^[!-~]{1,200}$/);
    expect(keyFor(formOf({ cle: premiere }), { le: '2026-11-30' })).toBe(premiere);
    expect(keyFor(formOf({ cle: premiere }), { le: '2026-11-29' })).not.toBe(premiere);
  });
});
