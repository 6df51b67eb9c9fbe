/** What the contract says of one operation: what goes in, what comes out, what can go wrong. Data; `document.ts` writes it out. */
import type { z } from 'zod';
import type { ProblemType } from '../../runtime/http/problems.ts';

export const SUBJECTS = {
  Dossiers: 'Ouvrir un dossier, le lire, savoir ce qui l’attend.',
  Commandes: 'Agir sur un dossier : une adresse par acte. Une réponse positive veut dire que l’acte est au journal.',
  Papiers: 'Fichiers, fiches, courriers et contrats d’un dossier.',
  Adhésions: 'Les médecins adhérents d’une équipe.',
  Caisses: 'Ce qu’une caisse doit payer, ses lots de virements, ses rapprochements.',
  Calendriers: 'Les échéances, pour un agenda.',
  Abonnements: 'Les systèmes partenaires prévenus de ce qui se passe (webhooks).',
  'Démarche Numérique': 'Le lien avec la plateforme où arrivent les lettres d’intention et les projets de santé.',
  Identités: 'Qui agit : son rôle, ses mandats, ses délégations.',
  Moi: 'Ce que vous gardez pour vous : brouillons, vues, lectures, préférences.',
  Service: 'Les règles, l’état du service, le contrat lui-même.',
} as const;
export type Subject = keyof typeof SUBJECTS;

/** Path parameters → their names in the contract: the same name means the same thing everywhere (`parameters.ts`). */
export interface Example {
  readonly titre: string;
  readonly valeur: unknown;
}

export interface Content {
  /** Media type → shape; `binaire`: bytes, whose shape is their own. */
  readonly [type: string]: z.ZodType | 'binaire';
}

export interface Answer {
  readonly description: string;
  readonly contenu?: Content;
  /** Headers of ours that the answer always bears. */
  readonly entetes?: readonly ('ETag' | 'Idempotency-Key' | 'Location')[];
}

export interface Operation {
  readonly id: string;
  readonly sujet: Subject;
  /** One line. */
  readonly titre: string;
  /** Markdown; what one needs to know beyond the line. */
  readonly texte?: string;
  /** Roles that may; absent: whoever has a role. `[]`: no token is asked. */
  readonly roles?: readonly string[];
  readonly parametres?: z.ZodObject;
  readonly entetes?: readonly ('Idempotency-Key' | 'If-Match' | 'X-Horloge-Origine' | 'X-Grace-Jours' | 'X-Droit')[];
  readonly corps?: { readonly contenu: Content; readonly exemples: Readonly<Record<string, Example>> };
  readonly reponses: Readonly<Record<number, Answer>>;
  /** Beyond those that follow from the rest (`problems-of.ts`). */
  readonly problemes?: readonly ProblemType[];
}

/** `POST /api/v1/ess`: as the router knows it, parameters in braces. */
export type Place = `${'GET' | 'POST' | 'PUT' | 'DELETE'} /${string}`;
export type Operations = Readonly<Record<Place, Operation>>;
