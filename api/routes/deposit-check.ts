/** `POST /ess/verification`: what a deposit would open, before it is sent: what the form lacks, who decides, by when, the letters. Nothing is written. */
import { Router } from 'express';
import { ajouterMois, dateDe, fuseau } from '../../domain/calendrier/calendrier.ts';
import type { Commande } from '../../domain/commandes.ts';
import { etatInitial } from '../../domain/etat.ts';
import { instant } from '../../domain/valeurs.ts';
import { identityOf } from '../../identity/authenticate.ts';
import { jsonBody } from '../../runtime/http/body.ts';
import { onlyMethods } from '../../runtime/http/faults.ts';
import { readAct, requireSender } from '../commands/body-to-act.ts';
import { requireConnector } from '../commands/proofs.ts';
import type { ApiDeps } from '../ports.ts';
import { variantView } from '../views/variants.ts';

const COMMAND = 'deposer-lettre-intention';
/** The case that would be opened has no number yet. */
const NOBODY = 'ess-verification';
const MONTHS_AHEAD = 18;

export function depositCheckRoutes({ workshop, grace }: Pick<ApiDeps, 'workshop' | 'grace'>): Router {
  const router = Router();
  router
    .route('/ess/verification')
    .post(async (request, response) => {
      const identity = identityOf(request);
      requireSender(COMMAND, identity.role);
      const act = readAct(COMMAND, identity.role, jsonBody(request));
      requireConnector(identity, act);
      const {
        acteur,
        donnees,
        avertissements: lacks,
        fiche = {},
      } = act as typeof act & {
        readonly donnees: Commande<typeof COMMAND>['donnees'];
      };
      const maintenant = instant(Date.now());
      const etat = etatInitial(NOBODY, grace);
      const { silence, issues } = await workshop.run(identity, 'previsions', {
        etat,
        maintenant,
        hypotheses: [[{ commande: COMMAND, acteur, donnees }]],
        horizon: ajouterMois(dateDe(maintenant, fuseau(donnees.siege)), MONTHS_AHEAD),
        journal: [],
        envoi: true,
      });
      const [hypothese] = issues;
      if (hypothese === undefined) throw new Error('no deposit was played');
      const { intitule } = fiche;
      const seen = variantView(identity, {
        silence,
        hypothese,
        journal: [],
        intitule: typeof intitule === 'string' ? intitule : null,
      });
      const { ars, caisse } = hypothese.apresActes;
      response.json({ ars, caisse, ...seen, avertissements: [...lacks, ...seen.avertissements] });
    })
    .all(onlyMethods('POST, OPTIONS'));
  return router;
}
