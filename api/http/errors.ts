/** The errors of the ports and of the law, as problems. */
import type { NatureRefus } from '../../domain/refus.ts';
import { unknownCase } from '../../identity/scope.ts';
import { refused } from './metrics.ts';
import {
  CaseRefusal,
  EngineUnavailable,
  FinishedCase,
  LostCase,
  RecordsFull,
  RecordsUnavailable,
  UnknownCase,
} from '../ports.ts';
import { RETRY_SOON, commonProblem } from '../../runtime/http/faults.ts';
import { Problem, type ProblemType } from '../../runtime/http/problems.ts';

const OF_REFUSAL: Readonly<Record<NatureRefus | 'perime', ProblemType>> = {
  donnees: 'donnees-refusees',
  role: 'role-interdit',
  etat: 'etat-incompatible',
  regle: 'regle-non-respectee',
  perime: 'etat-modifie',
};

/** The problem that a refusal of the law is; counted. */
export function ofRefusal(nature: NatureRefus | 'perime', regle: string, phrase: string): Problem {
  refused.inc({ nature, regle });
  return new Problem(OF_REFUSAL[nature], phrase, { regle });
}

/** No room left on a disk: temporary folder or store of files. */
const DISK_FULL: readonly unknown[] = ['ENOSPC', 'EDQUOT'];

/** The problem that an error is. */
export function toProblem(error: unknown): Problem {
  if (error instanceof CaseRefusal) {
    const { nature, regle, phrase } = error.details;
    return ofRefusal(nature, regle, phrase);
  }
  if (error instanceof UnknownCase) return unknownCase();
  if (error instanceof FinishedCase)
    return new Problem('etat-incompatible', 'Le dossier de cette ESS est archivé : il ne reçoit plus aucun acte.');
  if (error instanceof LostCase)
    return new Problem(
      'service-indisponible',
      'Le moteur ne suit plus ce dossier, qui n’est pas archivé : rien n’a été enregistré. L’exploitant du service en est averti ; renvoyez la demande, avec la même clé Idempotency-Key, quand il l’aura repris.',
    );
  if (error instanceof EngineUnavailable)
    return new Problem(
      'service-indisponible',
      'Le moteur ne répond pas. La demande a peut-être été prise en compte : renvoyez-la avec la même clé Idempotency-Key, elle ne sera pas exécutée deux fois.',
      { headers: RETRY_SOON },
    );
  if (error instanceof RecordsFull)
    return new Problem(
      'service-indisponible',
      'Le disque de la base de données est plein : cette demande n’a pas été enregistrée. Prévenez l’exploitant, puis renvoyez-la avec la même clé Idempotency-Key.',
      { headers: RETRY_SOON },
    );
  if (error instanceof RecordsUnavailable)
    return new Problem(
      'service-indisponible',
      'La base de données ne répond pas. Renvoyez la demande dans un instant, avec la même clé Idempotency-Key s’il s’agit d’un acte : il ne sera pas exécuté deux fois.',
      {
        headers: RETRY_SOON,
      },
    );
  if (DISK_FULL.includes((error as { code?: unknown } | null)?.code))
    return new Problem(
      'service-indisponible',
      'Le disque du service est plein : rien n’a été conservé. Prévenez l’exploitant, puis renvoyez la même demande.',
      { headers: RETRY_SOON },
    );
  return commonProblem(error);
}
