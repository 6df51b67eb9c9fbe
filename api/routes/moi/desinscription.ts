/**
 * The link at the foot of a digest: no token, its secret can do nothing else. A mail filter that opens it changes nothing; the
 * button does, and so does the one-click header of mail readers (RFC 8058).
 */
import { Router } from 'express';
import { z } from 'zod';
import { onlyMethods } from '../../../runtime/http/faults.ts';
import { Problem } from '../../../runtime/http/problems.ts';
import { htmlPage } from '../../contract/html-page.ts';
import type { ApiDeps } from '../../ports.ts';

const ASK = htmlPage(
  'Récapitulatif de la semaine',
  `<h1>Ne plus recevoir le récapitulatif</h1>
<p>Vous ne recevrez plus chaque semaine la liste de ce qui vous attend. Les courriers de vos dossiers, eux, continuent d’arriver.</p>
<form method="post"><button style="font:inherit;padding:.6rem 1.2rem">Ne plus le recevoir</button></form>`,
);
const DONE = htmlPage(
  'Récapitulatif de la semaine',
  '<h1>C’est fait</h1><p>Le récapitulatif ne vous sera plus envoyé. Vous pouvez le demander à nouveau dans vos préférences.</p>',
);

const noDigest = () =>
  new Problem('introuvable', 'Ce lien ne mène à aucun récapitulatif : il a peut-être déjà été retiré.');

/** Of the form that the links of our mails have. */
function secretOf(text: string): string {
  const secret = z.uuid().safeParse(text);
  if (!secret.success) throw noDigest();
  return secret.data;
}

export function unsubscriptionRoutes({ records }: Pick<ApiDeps, 'records'>): Router {
  const router = Router();
  router
    .route('/recapitulatifs/:secret')
    .get((request, response) => {
      secretOf(request.params.secret);
      response.type('html').send(ASK);
    })
    .post(async (request, response) => {
      if (!(await records.personal.endDigest(secretOf(request.params.secret)))) throw noDigest();
      response.type('html').send(DONE);
    })
    .all(onlyMethods('GET, HEAD, POST, OPTIONS'));
  return router;
}
