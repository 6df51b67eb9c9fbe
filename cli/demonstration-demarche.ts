/** The letter of intent that the demonstration deposits in the double of Démarche Numérique, as somebody would on its page. */
import { nomDepartement } from '../documents/places.ts';
import { NUMERO_LETTRE } from '../local/demarche-numerique/ready-made/index.ts';
import type { LocalDemarcheNumerique } from '../local/demarche-numerique/server.ts';
import { deposer } from '../local/demarche-numerique/world/applicant.ts';
import { keepFile } from '../local/demarche-numerique/world/files.ts';
import { profil } from '../local/demarche-numerique/world/world.ts';

/** A PDF of one empty page, so that what is sent is what it says to be. */
const LETTRE = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
trailer<</Root 1 0 R>>
%%EOF
`;

/** Its number. */
export function deposerLettre(
  { world }: LocalDemarcheNumerique,
  { siege = '35', specialite = 'Rhumatologie' } = {},
): number {
  const { id } = keepFile(world, {
    nom: 'lettre-intention.pdf',
    type: 'application/pdf',
    contenu: Buffer.from(LETTRE),
  });
  return deposer(world, {
    demarche: NUMERO_LETTRE,
    usager: profil('User', 1, 'porteur@exemple.invalid'),
    demandeur: { nom: 'Médecin 01', prenom: 'Prénom 01' },
    valeurs: {
      1001: `ESS ${specialite.toLowerCase()}, ${nomDepartement(siege) ?? siege} (démonstration)`,
      1002: specialite,
      1029: [{ 1038: 'Médecin 01', 1040: 'Rhumatologue' }, { 1038: 'Médecin 02' }],
      1005: 'Médecin 01',
      1006: 'Prénom 01',
      1007: 'Rhumatologue',
      1008: 'porteur@exemple.invalid',
      1010: 'Délais d’accès à un avis de rhumatologie supérieurs à quatre mois dans le département.',
      1011: 'false',
      1014: 'false',
      1019: 'Départemental',
      1020: [`${siege} - ${nomDepartement(siege) ?? ''}`],
      1021: siege,
      1022: '60',
      1023: '48',
      1024: '26',
      1026: 'CPTS du territoire\nCentre hospitalier universitaire',
      1028: 'Conseil d’administration composé de rhumatologues libéraux en exercice.',
      1030: 'true',
      1031: 'Télé-expertise sous 72 heures',
      1032: [{ 1033: 'Médecin 01', 1034: 'Prénom 01' }],
      1036: [id],
    },
  }).number;
}
