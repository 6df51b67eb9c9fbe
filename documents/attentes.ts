/** How what is awaited reads: the thing itself, the days left, what silence gives. */
import type { EffetEcheance } from '../domain/valeurs.ts';
import { activite, echeance, effet, objetEnClair, SILENCES } from './libelles.ts';
import { ACTIVITES } from '../domain/valeurs.ts';

const LIBELLES: Readonly<Record<string, string>> = {
  'avis-lettre-intention': "avis de la caisse sur la lettre d'intention",
  'avis-projet-sante': 'avis de la caisse sur le projet de santé',
  'avis-territoire': 'avis de la caisse sur la modification du territoire',
  'decision-territoire': 'décision sur la modification du territoire',
  'confirmation-siege': 'confirmation du nouveau siège',
  'confirmation-dissolution': "confirmation de la dissolution de l'association",
  'confirmation-reprise': 'confirmation du dossier repris',
  'attestation-autre-ess': "attestation qu'il s'agit d'une autre équipe",
  'constat-conformite': 'constat de la conformité',
  'engagement-conformite': 'engagement de mise en conformité',
  'delai-projet-sante': 'délai du projet de santé, à fixer par les deux autorités',
  'accuse-projet-sante': 'accusé de réception du projet de santé',
  'signature-contrat-dotation': 'signature du contrat de dotation annuelle',
  'verification-pieces': 'vérification des pièces déposées',
  'retrait-resiliation': "accord sur le retrait demandé par l'équipe",
  'retrait-accord': 'retrait de la résiliation, demandé par une autorité',
  'accord-resiliation': 'accord sur la résiliation proposée',
  abandon: "constat de l'abandon",
};

/** « avis de la caisse sur la lettre d'intention », by the key of what is awaited. */
export function attente(cle: string): string {
  const connue = Object.hasOwn(LIBELLES, cle) ? LIBELLES[cle] : undefined;
  if (connue !== undefined) return connue;
  const [, sorte, reste = ''] = /^(impaye|confirmation|incident|constat|montant)-(.+)$/.exec(cle) ?? [];
  if (cle.startsWith('confirmation-date')) return echeance('confirmation-date');
  if (sorte === 'impaye') return `impayé : ${objetEnClair(reste)}`;
  if (sorte === 'confirmation') return `confirmation du recouvrement : ${objetEnClair(reste)}`;
  if (sorte === 'montant') return `montant à fixer, moins de dix adhérents : ${objetEnClair(reste)}`;
  if (sorte === 'incident') return `effet en panne : ${effet(reste)}`;
  const constatee = sorte === 'constat' ? ACTIVITES.find((une) => une === reste) : undefined;
  if (constatee !== undefined) return `constat : ${activite(constatee)}`;
  return cle.endsWith('-rib') ? `${echeance(cle.slice(0, -'-rib'.length))} : coordonnées bancaires` : echeance(cle);
}

const jours = (nombre: number): string => `${nombre} jour${nombre > 1 ? 's' : ''}`;

/** « demain », « dans 12 jours », « en retard de 3 jours »; the last day itself is not late. */
export function delai(restants: number | null): string {
  if (restants === null) return 'sans date limite';
  if (restants === 0) return 'aujourd’hui';
  if (restants === 1) return 'demain';
  return restants < 0 ? `en retard de ${jours(-restants)}` : `dans ${jours(restants)}`;
}

/** What happens by itself; null: nothing does, or it has happened. */
export const silence = (quoi: EffetEcheance | null): string =>
  quoi === null ? 'rien ne se produit de soi-même : l’acte reste attendu' : SILENCES[quoi];
