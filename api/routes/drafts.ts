/**
 * `POST /ess/{id}/courriers/projet`: the letter of an act, before the act. The law judges it as it would the act itself;
 * nothing is written, nobody is told. What it gives is what would leave: to be read again, and signed by hand.
 */
import { Router } from 'express';
import { z } from 'zod';
import {
  composerCourrier,
  modeleDuCourrier,
  pdfDuCourrier,
  presenter,
  type Contexte,
  type Courrier,
} from '../../documents/letters/index.ts';
import { dateDe, fuseau } from '../../domain/calendrier/calendrier.ts';
import type { Commande, NomCommande } from '../../domain/commandes.ts';
import { effets } from '../../domain/effets.ts';
import type { Etat } from '../../domain/etat.ts';
import type { Evenement } from '../../domain/evenements.ts';
import { evoluer } from '../../domain/evoluer.ts';
import { Refus } from '../../domain/refus.ts';
import { surJournal } from '../../domain/rectification/sur-journal.ts';
import type { Instant } from '../../domain/valeurs.ts';
import { knownDossier, requireCompetence, requireRight } from '../../identity/scope.ts';
import { jsonBody } from '../../runtime/http/body.ts';
import { onlyMethods } from '../../runtime/http/faults.ts';
import { Problem, invalidFields } from '../../runtime/http/problems.ts';
import { readAct, requireSender } from '../commands/body-to-act.ts';
import { isCommand, isProven } from '../commands/chapters/all.ts';
import { ofRefusal } from '../http/errors.ts';
import { parse } from '../http/validation.ts';
import type { ApiDeps } from '../ports.ts';
import { clockOf } from '../views/forecast.ts';

export const draftBody = z.strictObject({
  commande: z.string(),
  /** The body of the command, as it would be sent. */
  acte: z.record(z.string(), z.unknown()),
  destinataire: z.enum(['porteur', 'ars', 'caisse']).default('porteur'),
});

type Destinataire = z.output<typeof draftBody>['destinataire'];

/** The event that the act would make and that is written to this role, with the case as it would then be. */
function written(
  etat: Etat,
  evenements: readonly Evenement[],
  destinataire: Destinataire,
): { readonly evenement: Evenement; readonly apres: Etat } {
  let apres = etat;
  for (const evenement of evenements) {
    apres = evoluer(apres, evenement);
    const told = effets(evenement, apres).some(
      (effet) => effet.type === 'notifier' && effet.destinataires.includes(destinataire),
    );
    if (told) return { evenement, apres };
  }
  throw new Problem('etat-incompatible', `Cet acte n’écrit à aucun destinataire « ${destinataire} ».`, {
    regle: 'ACTEUR',
  });
}

/** What the law makes of the act; throws its refusal. A rectification plays the case again: it has no letter before it. */
function decide(law: ApiDeps['law'], etat: Etat, acte: Commande, maintenant: Instant): readonly Evenement[] {
  if (surJournal(etat, acte, maintenant))
    throw new Problem('etat-incompatible', 'Le courrier d’une rectification ne se prépare pas avant elle.', {
      regle: 'DEC-34',
    });
  const decision = law.decider(etat, acte, maintenant);
  if (decision instanceof Refus) throw ofRefusal(decision.nature, decision.regle, decision.message);
  return decision;
}

/** What proves that a letter was received does not exist before it leaves: the usual one is supposed. */
const proofToCome = (commande: NomCommande) => (isProven(commande) ? { preuve: { nature: 'avis-reception' } } : {});

export function draftRoutes({ cases, records, law, autorites, modeles }: ApiDeps): Router {
  const router = Router();

  /** The reason of a résiliation stands in its proposal, which the notification does not repeat. */
  async function reasonOf({ evenement }: Evenement, { ess, rang }: Etat): Promise<Pick<Contexte, 'motifResiliation'>> {
    if (evenement !== 'ResiliationNotifiee') return {};
    const journal = await records.readJournal(ess, { apresRang: 0, limite: rang });
    const proposed = journal.findLast((ligne) => ligne.evenement.evenement === 'ResiliationProposee');
    const motif = proposed?.evenement.motif;
    return motif === undefined ? {} : { motifResiliation: motif };
  }

  router
    .route('/ess/:ess/courriers/projet')
    .post(async (request, response) => {
      const identity = requireRight(request, 'preparer-courrier');
      const { commande, acte, destinataire } = parse(draftBody, jsonBody(request), 'preparer-courrier');
      if (!isCommand(commande))
        throw invalidFields([
          { champ: 'commande', regle: 'SAISIE', message: `Aucune commande ne s’appelle « ${commande} ».` },
        ]);
      const { ess, etat, resume } = await knownDossier(records, identity, request.params.ess);
      requireSender(commande, identity.role);
      const act = readAct(commande, identity.role, { ...proofToCome(commande), ...acte });
      const sent: Commande = { commande, acteur: act.acteur, donnees: act.donnees };
      requireCompetence(identity, etat, sent);
      const maintenant = await clockOf(cases, ess);
      const { evenement, apres } = written(etat, decide(law, etat, sent, maintenant), destinataire);
      const courrier: Courrier = composerCourrier(evenement, {
        ...{ ess, rang: apres.rang, siege: apres.siege, region: apres.ars, caisse: apres.caisse },
        ...{ specialites: apres.specialites, departements: apres.departements, intitule: resume.intitule },
        etabliLe: dateDe(maintenant, fuseau(apres.siege)),
        destinataire,
        etat: apres,
        ...(apres.droit === undefined ? {} : { droit: apres.droit }),
        ...(await reasonOf(evenement, apres)),
      });
      const declarations = <C>(nom: string) => records.latestDeclared<C>(ess, nom);
      const presentation = await presenter(courrier, declarations, autorites);
      const pdf = pdfDuCourrier(courrier, presentation, await modeleDuCourrier(courrier, modeles));
      response
        .set({
          'Content-Type': 'application/pdf',
          'Content-Disposition': `inline; filename="${ess}-projet-${commande}.pdf"`,
        })
        .send(Buffer.from(pdf));
    })
    .all(onlyMethods('POST, OPTIONS'));
  return router;
}
