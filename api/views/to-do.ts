/** « À faire » as readers get it: each line in words, the groups with their counts, when there is nothing. */
import { dateLongue } from '../../documents/libelles.ts';
import { attente, delai, silence } from '../../documents/attentes.ts';
import type { DateCivile } from '../../domain/valeurs.ts';
import { GROUPES, type Groupe, type LigneAFaire } from '../../records/journal/a-faire.ts';
import type { Suivi } from '../../records/registers/suivis.ts';
import { COMMANDS } from '../commands/chapters/all.ts';
import type { Counts } from '../ports.ts';
import { explanation } from './dossier.ts';

const NOMS: Readonly<Record<Groupe, string>> = {
  'en-retard': 'En retard',
  'aujourd-hui': 'Aujourd’hui',
  '7-jours': 'Dans les 7 jours',
  '30-jours': 'Dans les 30 jours',
  'plus-tard': 'Plus tard',
};

/** How a follower is told to a colleague: never by the identifier of their provider. */
export const followerLine = ({ sujet, comme, nom, depuis }: Suivi, lecteur: string) => ({
  comme,
  nom,
  depuis: depuis.toISOString(),
  moi: sujet === lecteur,
});

export function toDoLine(
  { cle, actes, connus, dernierJour, jours, groupe, silence: effet, silenceLe, regle, depuis, ...dossier }: LigneAFaire,
  suivis: readonly Suivi[],
  lecteur: string,
) {
  const { ess, intitule, specialites, departements, siege, phase } = dossier;
  return {
    ess,
    intitule,
    specialites,
    departements,
    siege,
    phase,
    cle,
    libelle: attente(cle),
    actes: actes.map((commande) => ({ commande, libelle: COMMANDS[commande].titre })),
    connus,
    dernierJour,
    jours,
    delai: delai(jours),
    groupe,
    silence: { effet, phrase: silence(effet), le: silenceLe },
    pourquoi: explanation(regle),
    depuis,
    suiviPar: suivis.map((suivi) => followerLine(suivi, lecteur)),
  };
}

export const groupsOf = (counts: Counts) =>
  GROUPES.map((groupe) => ({ groupe, libelle: NOMS[groupe], nombre: counts[groupe].nombre }));

/** Said when the page asked holds nothing: until when, as far as the reader's cases tell. */
export function nothingBefore(prochaine: DateCivile | null): string {
  return prochaine === null ? 'Rien à faire.' : `Rien à faire avant le ${dateLongue(prochaine)}.`;
}
