/** Incidents: an effect that keeps failing is told, tried again at will, and a notice set aside. Nothing of the law. */
import { exigerMotif, fait, type Decisions, type Evolutions } from '../chapitre.ts';
import type { Etat } from '../etat.ts';
import { exiger } from '../refus.ts';

/** Keys under which an incident is open: the journal of a case, its notices; an effect on money or a question, its own. */
export const cleJournal = (ess: string): string => `${ess}/consigner`;
/** The journal, played again, does not give the state of the case (DEC-33). */
export const cleRejeu = (ess: string): string => `${ess}/rejeu`;
export const cleAvis = (ess: string): string => `${ess}/notifier`;

/** Refuses unless an incident is open under this key; says which ones are. */
function exigerIncident({ incidents }: Etat, cle: string): void {
  const ouverts = Object.keys(incidents);
  const suite = ouverts.length === 0 ? '' : ` Incidents ouverts : ${ouverts.join(', ')}.`;
  exiger(Object.hasOwn(incidents, cle), 'ACTEUR', `Aucun effet de ce nom n'est en attente.${suite}`, 'etat');
}

/** `ESS/notifier/ordinal`, alone or with an addressee (`…/porteur`), of an event that has happened. */
function designeUnAvis({ ess, rang }: Etat, effet: string): boolean {
  const [, numero] = new RegExp(`^${cleAvis(ess)}/([1-9]\\d{0,8})(?:/[a-z]+)?$`).exec(effet) ?? [];
  return numero !== undefined && Number(numero) <= rang;
}

export const decisionsIncidents: Decisions<'relancer-effet' | 'ecarter-effet'> = {
  'relancer-effet': (etat, commande) => {
    const { effet } = commande.donnees;
    exigerIncident(etat, effet);
    return [fait(commande, 'EffetRelance', 'INCIDENT', { effet })];
  },

  'ecarter-effet': (etat, commande) => {
    const { effet } = commande.donnees;
    exiger(
      designeUnAvis(etat, effet),
      'INCIDENT',
      `« ${effet} » n'est pas un avis de ce dossier (attendu : ${cleAvis(etat.ess)}/numéro de l'événement). Seul un avis s'écarte : jamais un paiement, jamais un effet de droit.`,
    );
    exigerIncident(etat, cleAvis(etat.ess));
    exigerMotif(commande, 'INCIDENT', "L'avis écarté");
    return [fait(commande, 'EffetEcarte', 'INCIDENT', { effet })];
  },
};

const inchange = () => ({});

export const evolutionsIncidents: Evolutions<
  'CommandeRefusee' | 'IncidentOuvert' | 'IncidentLeve' | 'EffetRelance' | 'EffetEcarte'
> = {
  CommandeRefusee: inchange,
  IncidentOuvert: (etat, { effet, le }) => ({ incidents: { ...etat.incidents, [effet]: etat.incidents[effet] ?? le } }),
  IncidentLeve: (etat, { effet }) => ({
    incidents: Object.fromEntries(Object.entries(etat.incidents).filter(([cle]) => cle !== effet)),
  }),
  EffetRelance: inchange,
  EffetEcarte: inchange,
};
