/** What goes wrong with the service itself, each cause by its name: the sentence says what there is to do. */
export const CAUSES = {
  'jeton-inconnu':
    'Le jeton n’est pas reconnu (inconnu ou révoqué) : l’administrateur de la démarche doit en créer un autre.',
  'jeton-expire': 'Le jeton a expiré : l’administrateur de la démarche doit en créer un autre (365 jours au plus).',
  'jeton-absent': 'Le fichier du jeton est absent, vide ou illisible.',
  'reseau-interdit': 'Le jeton n’accepte pas l’adresse d’où part la demande : ajoutez-la à ses réseaux autorisés.',
  'hors-portee': 'Le jeton est reconnu, mais ne porte pas sur cette démarche ou ce dossier.',
  'lecture-seule': 'Le jeton est en lecture seule : rien ne peut être écrit avec lui.',
  introuvable: 'La démarche ou le dossier n’existe pas, ou plus, pour Démarche Numérique.',
  'trop-d-appels': 'Trop d’appels à la minute : Démarche Numérique demande d’attendre.',
  'demande-refusee': 'Démarche Numérique ne comprend pas la demande : son schéma a pu changer.',
  'reponse-partielle': 'La réponse est incomplète : elle n’est pas prise en compte.',
  panne: 'Démarche Numérique est en panne.',
  delai: 'Démarche Numérique n’a pas répondu à temps.',
  injoignable: 'Démarche Numérique est injoignable.',
  illisible: 'La réponse n’est pas celle de l’API de Démarche Numérique.',
} as const;

export type Cause = keyof typeof CAUSES;
