/** Hypotheses that people ask about, each as acts of the parties. Whether they are possible, and what they do, is the law's to say. */
import type { Case } from '../dossier/dossier.tsx';

export interface Hypothesis {
  readonly name: string;
  readonly label: string;
  /** Acts, in order, of the day that is asked. */
  readonly acts: readonly (Readonly<Record<string, unknown>> & {
    readonly commande: string;
    readonly acteur: 'porteur' | 'ars' | 'caisse';
  })[];
}

/** Stands for reasons that nobody has written yet. */
const motif = 'Hypothèse.';
const SIGNERS = ['porteur', 'ars', 'caisse'] as const;
const signed = (contrat: 'amorcage' | 'dotation') =>
  SIGNERS.map((acteur) => ({ commande: `signer-contrat-${contrat}`, acteur, motif }));

/** Those that speak of where the case is, the nearest first. */
export function hypothesesOf({ phase, li, projetSante, amorcage, dotation }: Case): readonly Hypothesis[] {
  const closed = phase === 'close';
  const inInstruction = projetSante.recuLe !== null && projetSante.decision === null;
  const all: readonly (Hypothesis & { readonly when: boolean })[] = [
    {
      name: 'lettre-validee',
      label: 'L’ARS valide la lettre d’intention',
      when: li !== null && li.decision === null,
      acts: [{ commande: 'valider-lettre-intention', acteur: 'ars', motif }],
    },
    {
      name: 'lettre-refusee',
      label: 'L’ARS refuse la lettre d’intention',
      when: li !== null && li.decision === null,
      acts: [{ commande: 'refuser-lettre-intention', acteur: 'ars', motif, critere: 'ELI-11' }],
    },
    {
      name: 'association',
      label: 'L’équipe déclare l’association',
      when: phase === 'creation',
      acts: [{ commande: 'declarer-association', acteur: 'porteur' }],
    },
    {
      name: 'amorcage-signe',
      label: 'Les trois parties signent le contrat d’amorçage',
      when: amorcage.concluLe === null && phase !== 'lettre-intention',
      acts: signed('amorcage'),
    },
    {
      name: 'projet-depose',
      label: 'L’équipe dépose le projet de santé',
      when: phase !== 'lettre-intention' && projetSante.recuLe === null,
      acts: [{ commande: 'deposer-projet-sante', acteur: 'porteur', indicateursQualitatifs: 1 }],
    },
    {
      name: 'projet-valide',
      label: 'L’ARS valide le projet de santé',
      when: inInstruction,
      acts: [{ commande: 'valider-projet-sante', acteur: 'ars', motif }],
    },
    {
      name: 'projet-refuse',
      label: 'L’ARS refuse le projet de santé',
      when: inInstruction,
      acts: [{ commande: 'refuser-projet-sante', acteur: 'ars', motif, fondement: 'cahier-des-charges' }],
    },
    {
      name: 'dotation-signee',
      label: 'Les trois parties signent le contrat de dotation',
      when: projetSante.decision !== null && dotation.concluLe === null,
      acts: signed('dotation'),
    },
    {
      name: 'resiliation',
      label: 'L’équipe résilie le contrat',
      when: amorcage.concluLe !== null || dotation.concluLe !== null,
      acts: [{ commande: 'resilier', acteur: 'porteur', motif }],
    },
    {
      name: 'renonciation',
      label: 'L’équipe renonce au projet',
      when: !closed,
      acts: [{ commande: 'renoncer', acteur: 'porteur', motif }],
    },
  ];
  return all.filter(({ when }) => when && !closed).map(({ when: _when, ...hypothesis }) => hypothesis);
}
