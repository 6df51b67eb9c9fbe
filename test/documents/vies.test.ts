/** The letters of whole lives, as each reader receives them, with the case as it stood. */
import { readdir } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { pdfDuCourrier } from '../../documents/letters/index.ts';
import { donneesDuModele } from '../../documents/letters/pdf.ts';
import { EXPEDITEUR, corps, courriersDe, lettres } from './exemples.ts';
import { pagesDuPdf, poppler } from './lire-pdf.ts';

const VIES = [
  'S05-nominal-cinq-ans',
  'S09-resiliation-amorcage',
  'S10-saisine-rejetee',
  'S11-saisine-sans-reponse',
  'S12-resiliation-dotation',
  'S13-dix-huit-mois',
  'LI-criteres',
  'LI-correction-depot',
  'PS-refus-sans-nouveau-depot',
  'V14-denombrement-faux',
  'V15-troisieme-signature-mal-datee',
  'V27-dissolution',
];

describe('les courriers de vies entières', () => {
  test('l’amorçage à rembourser est réclamé au porteur avec sa cause, son calcul, sa limite et ses recours (RES-A-04)', async () => {
    const [somme] = await lettres('S10-saisine-rejetee', 'RecouvrementPropose', 'porteur');
    expect(somme?.objet).toBe('somme à rembourser : 40 000,00 €');
    expect(somme?.portee).toBe('decision');
    expect(somme && corps(somme)).toMatch(
      /Votre association doit rembourser 40 000,00 €.* a pris fin le 20 avril 2026[^]*Calcul : .*totalité[^]*dû au plus tard le 22 juin 2026/,
    );
    expect(somme?.recours.join()).toContain('tribunal administratif');
    const [effet] = await lettres('S10-saisine-rejetee', 'ResiliationEffective', 'porteur');
    expect(effet && corps(effet)).toContain('Somme due : 40 000,00 €');
    expect(effet && corps(effet)).not.toContain('arrête le montant');
  });

  test('une somme à récupérer sur la dotation montre son calcul, proposée puis arrêtée (DEC-10)', async () => {
    for (const nom of ['RecouvrementPropose', 'RecouvrementConfirme'] as const)
      for (const pour of ['porteur', 'ars'] as const) {
        const [somme] = await lettres('S12-resiliation-dotation', nom, pour);
        expect(somme && corps(somme)).toContain("65 000,00 € versés pour l'année 1 × 169 jours");
        expect(somme && corps(somme)).toContain('a pris fin le 30 juillet 2026');
      }
  });

  test('une somme arrêtée autrement que proposée dit les deux, et sa cause (REC-01)', async () => {
    const [somme] = await lettres('S13-dix-huit-mois', 'RecouvrementConfirme', 'porteur');
    expect(somme && corps(somme)).toContain('La somme proposée était de 40 000,00 €');
    expect(somme && corps(somme)).toContain('Cause : aucune activité de la mission socle');
  });

  test('le dernier remboursement ne dit pas « 0,00 € »', async () => {
    const rembourses = await lettres('S09-resiliation-amorcage', 'RemboursementConstate', 'porteur');
    expect(rembourses.map(corps).join()).toContain('Reste dû : 25 000,00 €');
    expect(rembourses.map(corps).join()).toContain('entièrement remboursée');
    expect(rembourses.map(corps).join()).not.toMatch(/Reste dû : 0,/);
  });

  test('la seconde réponse à une saisine en dit l’issue, la première qu’une autre est attendue (DEC-22)', async () => {
    const [premiere, seconde] = await lettres('S10-saisine-rejetee', 'SaisineTranchee', 'porteur');
    expect(premiere && corps(premiere)).toContain('la réponse de la caisse de rattachement est encore attendue');
    expect(seconde && corps(seconde)).toContain('la résiliation est maintenue, et prend effet le 20 avril 2026');
  });

  test('une saisine restée sans réponse : chacun lit que la résiliation reste suspendue (DEC-05)', async () => {
    for (const pour of ['porteur', 'ars', 'caisse'] as const) {
      const [depassee] = await lettres('S11-saisine-sans-reponse', 'EcheanceDepassee', pour);
      expect(depassee && corps(depassee)).toContain(
        'La résiliation reste suspendue : le silence ne vaut ni accord ni rejet',
      );
    }
  });

  test('la première phrase de chaque courrier, que le courriel dit seule en tête, n’en est qu’une', async () => {
    const vies = (await readdir(new URL('../regles/scenarios/', import.meta.url))).filter((nom) =>
      nom.endsWith('.json'),
    );
    const plusieurs = new Set<string>();
    for (const vie of vies)
      for (const { evenement, destinataire, phrases } of await courriersDe(vie.replace('.json', ''))) {
        const [tete = ''] = (phrases[0] ?? '').split('\n');
        if (/[a-z0-9»)]\. [A-ZÉÀ]/.test(tete)) plusieurs.add(`${evenement} (${destinataire}) : ${tete}`);
      }
    expect([...plusieurs]).toEqual([]);
  });

  test('la lettre de la caisse ne lui dit pas que « la caisse » arrête le montant', async () => {
    const [notifiee] = await lettres('S12-resiliation-dotation', 'ReceptionResiliationAccusee', 'caisse');
    expect(notifiee && corps(notifiee)).toContain("Il vous revient d'en arrêter le montant");
  });

  test('une résiliation avant tout versement ne réclame rien', async () => {
    for (const nom of ['ReceptionResiliationAccusee', 'ResiliationNotifiee', 'ResiliationEffective'] as const)
      for (const lettre of await lettres('RES-amorcage-sans-versement', nom, 'porteur')) {
        expect(corps(lettre)).not.toContain('0,00 €');
        if (nom === 'ResiliationEffective') expect(corps(lettre)).toContain("il n'y a rien à rembourser");
      }
    const [effet] = await lettres('RES-amorcage-sans-versement', 'ResiliationEffective', 'porteur');
    expect(effet?.objet).toContain("prise d'effet");
  });

  test('un transfert de siège nomme la caisse, et la demande d’un territoire parle à qui la fait (DEC-47, DEC-48)', async () => {
    const [transfere] = await lettres('V20-siege-transfere', 'SiegeTransfere', 'porteur');
    expect(transfere && corps(transfere)).toContain("La caisse primaire d'assurance maladie des Landes devient");
    const [demande] = await lettres('V21-territoire-rendu', 'ModificationTerritoireDemandee', 'porteur');
    expect(demande && corps(demande)).toContain('Territoire demandé : Dordogne (24) et Landes (40)');
  });

  test('un refus saisi après coup est nommé, avec sa date, et ce qu’il rend impossible (DEC-34)', async () => {
    const [rectifie] = await lettres('V10-refus-de-la-lettre-saisi-cinq-jours-apres', 'FaitRectifie', 'porteur');
    expect(rectifie && corps(rectifie)).toContain(
      "sous le numéro 10 : refus de la lettre d'intention, à la date du 15 mars 2026",
    );
    expect(rectifie && corps(rectifie)).toContain("numéro 8 (déclaration de l'association) n'est plus possible");
  });

  test('une rectification dit en mots l’acte corrigé, sa donnée et ses deux valeurs (DEC-33)', async () => {
    const [premiere, seconde] = await lettres('LI-correction-depot', 'FaitRectifie', 'porteur');
    expect(premiere && corps(premiere)).toMatch(
      /pour le fait suivant : dépôt de la lettre d'intention \(n° 1 du journal\)\.[^]*Donnée corrigée : date, désormais : 12 janvier 2026, au lieu de : 15 janvier 2026\./,
    );
    expect(seconde && corps(seconde)).toContain('désormais : 14 janvier 2026, au lieu de : 12 janvier 2026.');
    const [signature] = await lettres('V15-troisieme-signature-mal-datee', 'FaitRectifie', 'porteur');
    expect(signature && corps(signature)).toMatch(
      /le fait suivant : signature du contrat de dotation annuelle par la caisse de rattachement \(n° 42 du journal\)/,
    );
    const [compte] = await lettres('V14-denombrement-faux', 'FaitRectifie', 'porteur');
    expect(compte && corps(compte)).toContain('dénombrement des adhérents du');
  });

  test('un versement interrompu dit pourquoi, et à la caisse ce qu’elle ne doit plus faire', async () => {
    const interrompus = [
      ...(await courriersDe('V01-virement-pendant-le-preavis')),
      ...(await courriersDe('DEC-43-ordre-interrompu')),
      ...(await courriersDe('DEC-34-denombrement-baisse-avant-le-virement')),
    ].filter(({ evenement }) => evenement === 'PaiementInterrompu');
    expect(interrompus.length).toBeGreaterThan(2);
    for (const une of interrompus) {
      expect(corps(une)).toMatch(
        /est interrompu depuis le [^:]+ : (la résiliation|le contrat|le projet|après rectification)/,
      );
      expect(corps(une)).toContain(une.destinataire === 'caisse' ? "n'est plus à exécuter" : "n'est plus due");
    }
  });

  test('le délai d’une équipe en projet dit qui l’a fixé, et ce qu’en dit l’autre autorité (TRA-C, DEC-61)', async () => {
    const [seul, contraire] = await lettres('TRA-c-desaccord-sur-le-delai', 'DelaiProjetSanteFixe', 'porteur');
    expect(seul && corps(seul)).toMatch(/a fixé le [^]* est attendue ; jusque-là, c'est le délai maximal/);
    expect(contraire && corps(contraire)).toContain("Il n'est pas celui");
    const tous = await lettres('S17-transition-c', 'DelaiProjetSanteFixe', 'porteur');
    expect(tous.map(corps).join()).toContain("en sont d'accord");
  });

  test('un accusé de réception remplacé dit de nouveau quand le silence vaudra validation (CRPA R. 112-5)', async () => {
    const [rectifie] = await lettres('LI-correction-depot', 'FaitRectifie', 'porteur');
    expect(rectifie && corps(rectifie)).toContain(
      "Sans décision notifiée au plus tard le 12 mars 2026, la lettre d'intention sera réputée validée le 13 mars 2026.",
    );
  });

  test('le terme de l’amorçage ne pose pas de condition déjà remplie (AMO-16)', async () => {
    const [termine] = await lettres('S05-nominal-cinq-ans', 'ContratAmorcageTermine', 'porteur');
    expect(termine && corps(termine)).toContain('Le projet de santé est validé : vous pouvez signer');
    const [sansProjet] = await lettres('S11-saisine-sans-reponse', 'ContratAmorcageTermine', 'porteur');
    expect(sansProjet && corps(sansProjet)).toContain('Une fois le projet de santé validé, vous pouvez signer');
  });

  test('la validation du projet de santé date la fin de l’année de mise en place (MIS-02)', async () => {
    const [valide] = await lettres('S05-nominal-cinq-ans', 'ProjetSanteValide', 'porteur');
    expect(valide && corps(valide)).toContain('mission socle, soit au plus tard le 1er octobre 2026');
  });

  test.each(VIES)('%s : personne ne s’écrit à soi-même, et nul n’est dit deux fois', async (vie) => {
    const courriers = await courriersDe(vie);
    expect(courriers.length).toBeGreaterThan(5);
    for (const courrier of courriers) {
      expect(courrier.emetteur).not.toBe(courrier.destinataire);
      const { donnees } = courrier;
      expect(donnees.filter(({ libelle }) => libelle === 'Reçu le').map(({ valeur }) => valeur)).not.toContain(
        donnees[0]?.valeur,
      );
      // Each last day says what it is the last day of.
      expect(donnees.map(({ libelle }) => libelle)).not.toContain('Au plus tard le');
      for (const { valeur } of donnees) expect(valeur).toMatch(/^[\p{Lu}\d]/u);
    }
  });

  test('d’une décision, seul celui qu’elle vise lit qu’elle est notifiée par un téléservice (CRPA L. 212-2)', async () => {
    const lu = async (pour: 'porteur' | 'caisse') =>
      (await lettres('LI-criteres', 'LettreIntentionRefusee', pour)).flatMap((refus) =>
        donneesDuModele(refus, { expediteur: EXPEDITEUR }, null).paragraphes.map(({ texte }) => texte),
      );
    expect((await lu('porteur')).join()).toContain('téléservice');
    expect((await lu('caisse')).length).toBeGreaterThan(0);
    expect((await lu('caisse')).join()).not.toContain('téléservice');
  });

  test.skipIf(!poppler)('aucune page ne porte seule une signature ou des références', { timeout: 60_000 }, async () => {
    const [refus] = await lettres('LI-criteres', 'LettreIntentionRefusee', 'porteur');
    if (refus === undefined) throw new Error('no refusal in that life');
    const compte: number[] = [];
    for (let lignes = 0; lignes < 40; lignes += 2) {
      const phrases = [...refus.phrases, ...Array.from({ length: lignes }, (_, rang) => `Motif ${rang}.`)];
      const pages = await pagesDuPdf(pdfDuCourrier({ ...refus, phrases }, { expediteur: EXPEDITEUR }));
      compte.push(pages.length);
      const fin = pages.find((page) => page.includes('Textes appliqués'));
      for (const morceau of ['Veuillez agréer', 'Directrice adjointe', 'Prénom 01 Nom 01'])
        expect(fin).toContain(morceau);
    }
    expect(new Set(compte)).toEqual(new Set([1, 2]));
  });
});
