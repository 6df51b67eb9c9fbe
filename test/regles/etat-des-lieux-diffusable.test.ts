/** SUI-03 — on which teams, and on which people, each published figure is judged to rest. */
import { describe, expect, it } from 'vitest';
import type { ChiffresEss } from '../../domain/etat-des-lieux/chiffres-annuels.ts';
import { etatDesLieux } from '../../domain/etat-des-lieux/etat-des-lieux.ts';
import { AIN, equipe, indicateurs, rendue } from './equipes.ts';

describe('diffusables', () => {
  const cinq = (propre: Partial<ChiffresEss>) => Array.from({ length: 5 }, () => equipe(propre));
  const masque = (equipes: readonly ChiffresEss[], niveau = 'national') =>
    etatDesLieux(equipes, 'diffusables').lignes.find((ligne) => ligne.niveau === niveau)?.masque;

  it('ce qui tient à cinq équipes se dit, ce qui tient à quatre se tait et se nomme, l’existence se dit toujours', () => {
    const equipes = [
      ...cinq({ entree: true, verseCentimes: 1 }).slice(1),
      equipe({ entree: true, rembourseCentimes: 5 }),
    ];
    const [ligne] = etatDesLieux(equipes, 'diffusables').lignes;
    expect(ligne).toMatchObject({ ess: 5, entrees: 5, verseCentimes: null, rembourseCentimes: null, clotures: 0 });
    expect(ligne?.masque).toEqual(['verseCentimes', 'rembourseCentimes']);
  });

  it.each([
    ['entrees', { entree: true }],
    ['clotures', { cloture: true }],
    ['operationnelles', { operationnelle: true }],
    ['socleComplet', { socleComplet: true }],
    ['rapports', { rapport: true }],
    ['verseCentimes', { verseCentimes: 1 }],
    ['rembourseCentimes', { rembourseCentimes: 1 }],
    ['delaiLettreIntention', { lettreIntention: [rendue(true, true, 61)] }],
    ['lettreIntention', { lettreIntention: [rendue(true, true, null)] }],
    ['delaiProjetSante', { projetSante: [rendue(true, true, 61)] }],
    ['projetSante', { projetSante: [rendue(true, true, null)] }],
    ['cible30', { cible30: false }],
    ['cible50', { cible50: false }],
    ['delaiRendezVousJours', indicateurs({ delaiRendezVousJours: 3 })],
    ['delaiTeleexpertiseJours', indicateurs({ delaiTeleexpertiseJours: 3 })],
  ] as const)('%s : d’une équipe se tait, de cinq se dit', (nom, propre) => {
    expect(masque([...cinq({}), equipe(propre)])).toContain(nom);
    expect(masque(cinq(propre))).not.toContain(nom);
    expect(masque(cinq({}))).not.toContain(nom);
  });

  it.each([
    ['adherents', { adherents: 2 }, { adherents: 3 }],
    ['soignants', indicateurs({ soignantsAdressant: 2 }), indicateurs({ soignantsAdressant: 3 })],
    ['patientsPrisEnCharge', indicateurs({ patientsPrisEnCharge: 2 }), indicateurs({ patientsPrisEnCharge: 3 })],
    ['demandesTeleexpertise', indicateurs({ demandesTeleexpertise: 2 }), indicateurs({ demandesTeleexpertise: 3 })],
    ['consultationsAvancees', indicateurs({ consultationsAvancees: 2 }), indicateurs({ consultationsAvancees: 3 })],
    [
      'medecinsConsultationsAvancees',
      indicateurs({ medecinsConsultationsAvancees: 2 }),
      indicateurs({ medecinsConsultationsAvancees: 3 }),
    ],
  ] as const)('%s : dix personnes se taisent, quinze se disent', (nom, peu, assez) => {
    expect(masque(cinq(peu))).toContain(nom);
    expect(masque(cinq(assez))).not.toContain(nom);
  });

  it('les soignants : ni les médecins traitants, ni ceux qui n’en sont pas, s’ils sont trop peu', () => {
    const adressent = (tous: number, traitants: number) =>
      masque(cinq(indicateurs({ soignantsAdressant: tous, medecinsTraitantsAdressant: traitants })));
    expect(adressent(10, 1)).toContain('soignants');
    expect(adressent(10, 9)).toContain('soignants');
    expect(adressent(10, 5)).not.toContain('soignants');
    expect(adressent(3, 9)).not.toContain('soignants');
  });

  it('les phases : des équipes closes ne s’y comptent pas', () => {
    expect(masque([...cinq({ phase: 'close' }), equipe()])).toContain('phases');
    expect(masque([...cinq({}), equipe({ phase: 'close' })])).not.toContain('phases');
  });

  it('chaque ligne a les siens', () => {
    const equipes = [...cinq({ entree: true }), ...cinq({ ...AIN, entree: true }), equipe({ ...AIN, cloture: true })];
    const lignes = etatDesLieux(equipes, 'diffusables').lignes;
    const qui = (nom: 'entrees' | 'clotures') =>
      lignes.filter(({ masque }) => masque.includes(nom)).map(({ niveau, region }) => [niveau, region]);
    expect(qui('entrees')).toEqual([]);
    expect(qui('clotures')).toEqual([
      ['national', null],
      ['region', 'auvergne-rhone-alpes'],
      ['departement', 'auvergne-rhone-alpes'],
      ['specialite', null],
    ]);
  });
});
