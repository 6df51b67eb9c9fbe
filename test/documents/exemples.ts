/** Letters of whole lives, as each reader receives them with the case as it stood, and an author whose settings are whole. */
import { readScenario } from '../../cli/scenario-file.ts';
import { composerCourrier, type Courrier, type Expediteur } from '../../documents/letters/index.ts';
import { effets } from '../../domain/effets.ts';
import { etatInitial } from '../../domain/etat.ts';
import type { Evenement, NomEvenement } from '../../domain/evenements.ts';
import { evoluer } from '../../domain/evoluer.ts';
import { simuler } from '../../domain/simulation/simulateur.ts';

export const EXPEDITEUR: Expediteur = {
  nom: 'Agence régionale de santé Nouvelle-Aquitaine',
  service: 'Pôle des soins de ville',
  adresse: ['1 rue de l’Exemple', '33000 Bordeaux'],
  telephone: '05 00 00 00 00',
  courriel: 'ess@exemple.invalid',
  logo: null,
  signataire: {
    prenom: 'Prénom 01',
    nom: 'Nom 01',
    qualite: 'Directrice adjointe',
    delegation: 'Par délégation du directeur général',
  },
  manquants: [],
};

/** The events of a scenario of test/regles/scenarios, by its name. */
export async function evenementsDe(vie: string): Promise<readonly Evenement[]> {
  const scenario = await readScenario(new URL(`../regles/scenarios/${vie}.json`, import.meta.url).pathname);
  const lignes = simuler(scenario).filter(({ evenement }) => evenement !== 'CommandeRefusee');
  // A line of the simulator leaves out the number that only the registry knows.
  return (lignes as unknown as readonly Evenement[]).map((dite) =>
    dite.evenement === 'FinessAttribue' ? { ...dite, numero: '330900001' } : dite,
  );
}

/** Every letter of that life, in the order of its events. */
export async function courriersDe(vie: string): Promise<readonly Courrier[]> {
  const evenements = await evenementsDe(vie);
  let etat = etatInitial('ess-33-1');
  return evenements.flatMap((evenement) => {
    etat = evoluer(etat, evenement);
    const { ess, rang, siege, ars, caisse, specialites, departements } = etat;
    const cas = { ess, rang, siege, region: ars, caisse, intitule: null, specialites, departements, etat };
    return effets(evenement, etat).flatMap((effet) =>
      effet.type === 'notifier'
        ? effet.destinataires.flatMap((destinataire) =>
            destinataire === 'systeme'
              ? []
              : [composerCourrier(evenement, { ...cas, ...faitRectifie(evenement, evenements), destinataire })],
          )
        : [],
    );
  });
}

/** As the journal gives it: in these lives, its ordinal is its place. */
function faitRectifie(evenement: Evenement, journal: readonly Evenement[]): { readonly faitRectifie?: Evenement } {
  if (evenement.evenement !== 'FaitRectifie' && evenement.evenement !== 'RectificationProposee') return {};
  const fait = journal[evenement.rang - 1];
  return fait === undefined ? {} : { faitRectifie: fait };
}

/** The letters of that kind to that reader, in their order. */
export const lettres = async (
  vie: string,
  nom: NomEvenement,
  pour: Courrier['destinataire'],
): Promise<readonly Courrier[]> =>
  (await courriersDe(vie)).filter(({ evenement, destinataire }) => evenement === nom && destinataire === pour);
/** Its sentences. */
export const corps = ({ phrases }: Courrier): string => phrases.join('\n');
