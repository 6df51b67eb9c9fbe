/** Letters, contracts ready to sign, and incidents. A PDF is read by those whose letter it is. */
import { Router, type Response } from 'express';
import { z } from 'zod';
import { pdfDuContrat, type Parties } from '../../documents/contracts/contrats.ts';
import { modeleDuCourrier, pdfDuCourrier, presenter, type Courrier } from '../../documents/letters/index.ts';
import type { Etat } from '../../domain/etat.ts';
import { CONTRATS, type TypeContrat } from '../../domain/valeurs.ts';
import { onlyMethods } from '../../runtime/http/faults.ts';
import type { ApiDeps } from '../ports.ts';
import { Problem } from '../../runtime/http/problems.ts';
import { seesPeople } from '../../identity/rights.ts';
import type { LetterLine } from '../../records/outbox/courriers.ts';
import { reasonWithoutPeople } from '../../records/outbox/reasons.ts';
import { extentOf, knownCase, knownDossier, requireRight } from '../../identity/scope.ts';
import { essId } from '../contract/answers/values.ts';
import { parse } from '../http/validation.ts';

const reads = onlyMethods('GET, HEAD, OPTIONS');
const noParameter = z.strictObject({});
export const oneCase = z.strictObject({ ess: essId.exactOptional() });

const kindOf = (envoyeLe: Date | null, revenuLe: Date | null) => {
  if (revenuLe !== null) return 'courriel-revenu';
  return envoyeLe === null ? 'envoi-impossible' : 'adresse-refusee';
};

const outcomeOf = ({ derniereErreur, envoyeLe, revenuLe, ...line }: LetterLine): LetterLine => ({
  ...line,
  envoyeLe,
  revenuLe,
  derniereErreur: derniereErreur === null ? null : reasonWithoutPeople(kindOf(envoyeLe, revenuLe), derniereErreur),
});

function sendPdf(response: Response, nom: string, pdf: Uint8Array): void {
  response
    .set({ 'Content-Type': 'application/pdf', 'Content-Disposition': `inline; filename="${nom}"` })
    .send(Buffer.from(pdf));
}

export function documentRoutes({ records, modeles, autorites }: ApiDeps): Router {
  const router = Router();

  router
    .route('/ess/:ess/courriers')
    .get(async (request, response) => {
      parse(noParameter, request.query);
      const identity = requireRight(request, 'lister-courriers');
      const { role } = identity;
      const ess = await knownCase(records, identity, request.params.ess);
      // Those who see no people watch over all letters: their outcome, never their text, nor whom it concerns.
      const courriers = seesPeople(role)
        ? await records.listLetters(ess, role)
        : (await records.listLetters(ess, null)).map(outcomeOf);
      response.json({ ess, courriers });
    })
    .all(reads);

  router
    .route('/ess/:ess/courriers/:nom')
    .get(async (request, response) => {
      parse(noParameter, request.query);
      const identity = requireRight(request, 'lire-courrier');
      const { role } = identity;
      const ess = await knownCase(records, identity, request.params.ess);
      const rang = /^([1-9]\d{0,8})\.pdf$/.exec(request.params.nom)?.[1];
      const courrier = rang === undefined ? undefined : await records.readLetter(ess, Number(rang), role);
      if (courrier === undefined) throw new Problem('introuvable', 'Aucun courrier de ce numéro ne vous est adressé.');
      await records.recordAccess({
        ess,
        objet: 'courrier',
        cle: rang ?? '',
        acte: 'lecture',
        par: role,
        auteur: identity,
      });
      const lettre = courrier.courrier as Courrier;
      const declarations = <C>(evenement: string) => records.latestDeclared<C>(ess, evenement);
      const pdf =
        courrier.pdf ??
        pdfDuCourrier(
          lettre,
          await presenter(lettre, declarations, autorites),
          await modeleDuCourrier(lettre, modeles),
        );
      sendPdf(response, `${ess}-courrier-${rang}.pdf`, pdf);
    })
    .all(reads);

  router
    .route('/ess/:ess/contrats/:nom')
    .get(async (request, response) => {
      parse(noParameter, request.query);
      const identity = requireRight(request, 'lire-contrat');
      const { ess, etat } = await knownDossier(records, identity, request.params.ess);
      const contrat = CONTRATS.find((code) => `${code}.pdf` === request.params.nom);
      if (contrat === undefined)
        throw new Problem('introuvable', 'Les contrats sont « amorcage.pdf » et « dotation.pdf ».');
      requireReady(contrat, etat);
      const { role: par } = identity;
      await records.recordAccess({ ess, objet: 'contrat', cle: contrat, acte: 'lecture', par, auteur: identity });
      const declaree = await records.latestDeclared<Declaration>(ess, 'AssociationDeclaree');
      const pdf = await pdfDuContrat(contrat, etat, partiesOf(declaree), modeles);
      sendPdf(response, `${ess}-contrat-${contrat}.pdf`, pdf);
    })
    .all(reads);

  router
    .route('/incidents')
    .get(async (request, response) => {
      const identity = requireRight(request, 'lire-incidents');
      const { ess } = parse(oneCase, request.query, 'lister-incidents');
      const incidents = await records.openIncidents(ess, extentOf(identity));
      response.json({
        incidents: seesPeople(identity.role)
          ? incidents
          : incidents.map((incident) => ({
              ...incident,
              message: reasonWithoutPeople(incident.nature, incident.message),
            })),
      });
    })
    .all(reads);
  return router;
}

/** A contract is prepared once the decision it rests on is there (AMO-04, DOT-02). */
function requireReady(contrat: TypeContrat, { li, regime, projetSante }: Etat): void {
  if (contrat === 'amorcage') {
    if (regime === 'en-fonctionnement-conforme')
      throw new Problem('etat-incompatible', "Cette équipe n'a pas de crédit d'amorçage : elle est déjà conforme.", {
        regle: 'TRA-A',
      });
    if (li !== null && li.decision?.sens !== 'validee')
      throw new Problem(
        'etat-incompatible',
        "Le contrat de crédit d'amorçage se prépare une fois la lettre d'intention validée.",
        { regle: 'AMO-04' },
      );
    return;
  }
  if (projetSante.decision?.sens !== 'valide')
    throw new Problem(
      'etat-incompatible',
      'Le contrat de dotation annuelle se prépare une fois le projet de santé validé.',
      { regle: 'DOT-02' },
    );
}

interface Personne {
  readonly nom: string;
  readonly prenom?: string;
  readonly fonction?: string;
}
interface Declaration {
  readonly association?: {
    readonly nom: string;
    readonly adresse?: string;
    readonly president?: Personne;
    readonly representantLegal?: Personne;
  };
}

function partiesOf(declaration: Declaration | undefined): Parties {
  const { association } = declaration ?? {};
  if (association === undefined) return {};
  const qui = association.representantLegal ?? association.president;
  return {
    association: association.nom,
    ...(association.adresse === undefined ? {} : { adresseAssociation: association.adresse }),
    ...(qui === undefined
      ? {}
      : {
          representantAssociation: [qui.prenom, qui.nom, qui.fonction ?? 'présidence'].filter(Boolean).join(' '),
        }),
  };
}
