/**
 * `POST /simulations`: « et si… », from a real ESS's state: acts, a rectification, or several hypotheses side by side, each
 * beside silence. Reads only: nothing is written, nobody is told.
 */
import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { modeleDuCourrier, pdfDuCourrier, presenter, type Courrier } from '../../documents/letters/index.ts';
import { Journal } from '../../domain/calculs/situer.ts';
import type { Commande } from '../../domain/commandes.ts';
import { ROLES } from '../../domain/valeurs.ts';
import { knownDossier, requireRight } from '../../identity/scope.ts';
import { jsonBody } from '../../runtime/http/body.ts';
import { onlyMethods } from '../../runtime/http/faults.ts';
import { Problem, invalidFields } from '../../runtime/http/problems.ts';
import { readAct } from '../commands/body-to-act.ts';
import { isCommand } from '../commands/chapters/all.ts';
import { civilDate } from '../commands/schemas/fields.ts';
import { essId } from '../contract/answers/values.ts';
import { parse } from '../http/validation.ts';
import type { ApiDeps } from '../ports.ts';
import { forecast, forecastLine } from '../views/forecast.ts';
import { withinExtent } from '../views/other-cases.ts';
import {
  ASSUMPTIONS,
  hasNoAccount,
  lettersOfSilence,
  lettersOfVariant,
  mayRead,
  variantView,
} from '../views/variants.ts';

const MOST_ACTS = 50;
const MOST_VARIANTS = 4;
/** The name of the hypothesis that `actes` is. */
const ONLY = 'hypothese';

const act = z.looseObject({ commande: z.string(), acteur: z.enum(ROLES) });
const acts = z.array(act).max(MOST_ACTS, { error: `Au plus ${MOST_ACTS} actes par simulation.` });
const name = z.string().min(1).max(60, { error: 'Un nom de 60 caractères au plus est attendu.' });

export const simulationBody = z.strictObject({
  ess: essId,
  actes: acts.default([]),
  variantes: z
    .array(z.strictObject({ nom: name, actes: acts.min(1, { error: 'Indiquez au moins un acte.' }) }))
    .max(MOST_VARIANTS, { error: `Au plus ${MOST_VARIANTS} hypothèses à la fois.` })
    .default([]),
  jusquAu: civilDate.exactOptional(),
  courrier: z
    .strictObject({
      variante: name.default(ONLY),
      destinataire: z.enum(['porteur', 'ars', 'caisse']),
      rang: z.int().min(1).max(999_999_999),
    })
    .exactOptional(),
});

type Body = z.output<typeof simulationBody>;

/** The acts of a hypothesis, read as commands are; `place`: where they stand in the body. */
const commandsOf = (actes: Body['actes'], place: string): readonly Commande[] =>
  actes.map(({ commande, acteur, ...fields }, index): Commande => {
    if (!isCommand(commande))
      throw invalidFields([
        {
          champ: `${place}.${index}.commande`,
          regle: 'SAISIE',
          message: `Aucune commande ne s’appelle « ${commande} ».`,
        },
      ]);
    return { commande, acteur, donnees: readAct(commande, acteur, fields).donnees };
  });

/** The hypotheses of a body, each under its name. */
function hypothesesOf({
  actes,
  variantes,
}: Body): readonly { readonly nom: string; readonly actes: readonly Commande[] }[] {
  const named = [
    ...(actes.length === 0 ? [] : [{ nom: ONLY, actes: commandsOf(actes, 'actes') }]),
    ...variantes.map((une, index) => ({ nom: une.nom, actes: commandsOf(une.actes, `variantes.${index}.actes`) })),
  ];
  const twice = named.findIndex(({ nom }, index) => named.findIndex((autre) => autre.nom === nom) !== index);
  if (twice !== -1)
    throw invalidFields([
      {
        champ: `variantes.${twice - (named.length - variantes.length)}.nom`,
        regle: 'API-02',
        message: 'Deux hypothèses portent ce nom : donnez le sien à chacune.',
      },
    ]);
  return named;
}

export function simulationRoutes({ cases, records, workshop, autorites, modeles }: ApiDeps): Router {
  const router = Router();

  async function sendLetter(response: Response, ess: string, courrier: Courrier | undefined): Promise<void> {
    if (courrier === undefined)
      throw invalidFields([
        {
          champ: 'courrier',
          regle: 'API-02',
          message:
            'Cette hypothèse n’envoie aucun courrier de ce rang à ce destinataire, ou il ne vous serait pas adressé : la réponse en JSON les liste.',
        },
      ]);
    const declarations = <C>(nom: string) => records.latestDeclared<C>(ess, nom);
    const presentation = await presenter(courrier, declarations, autorites);
    const pdf = pdfDuCourrier(courrier, presentation, await modeleDuCourrier(courrier, modeles));
    response
      .set({
        'Content-Type': 'application/pdf',
        'Content-Disposition': `inline; filename="${ess}-projet-${courrier.rang}.pdf"`,
      })
      .send(Buffer.from(pdf));
  }

  const simulate = async (request: Request, response: Response): Promise<void> => {
    const identity = requireRight(request, 'simuler');
    const body = parse(simulationBody, jsonBody(request), 'simuler');
    const { ess, jusquAu, courrier: asked } = body;
    const { etat, rang, resume } = await knownDossier(records, identity, ess);
    const hypotheses = hypothesesOf(body);
    const acts = hypotheses.map(({ actes }) => actes);
    const { silence, issues, journal, ...until } = await forecast({ cases, records, workshop }, identity, etat, acts, {
      jusquAu,
    });
    const { intitule } = resume;
    const sansCompte = await hasNoAccount(records, ess);
    const seen = hypotheses.flatMap(({ nom }, index) => {
      const hypothese = issues[index];
      return hypothese === undefined ? [] : [{ nom, silence, hypothese, journal, intitule, sansCompte }];
    });
    if (request.accepts(['application/json', 'application/pdf']) === 'application/pdf') {
      if (asked === undefined)
        throw new Problem('champs-invalides', 'Pour un PDF, dites lequel dans « courrier ».', { regle: 'API-02' });
      const chosen = seen.find(({ nom }) => nom === asked.variante);
      const letters =
        chosen === undefined ? [] : lettersOfVariant(chosen).filter((un) => mayRead(identity, chosen.hypothese, un));
      const letter = letters.find((un) => un.destinataire === asked.destinataire && un.rang === asked.rang);
      await sendLetter(response, ess, letter);
      return;
    }
    const facts = new Journal(journal);
    const lines = (suites: typeof silence.suites) => suites.map((suite) => forecastLine(etat, suite, facts));
    const [only] = seen;
    const answer = {
      ess,
      rang,
      ...until,
      suites: lines(only?.nom === ONLY ? only.hypothese.suites : silence.suites),
      silence: {
        suites: lines(silence.suites),
        courriers: lettersOfSilence(identity, { silence, journal, intitule }),
      },
      suppositions: ASSUMPTIONS,
      variantes: seen.map((one) => ({
        nom: one.nom,
        ...variantView(identity, one),
        suites: lines(one.hypothese.suites),
      })),
    };
    response.json(await withinExtent(records, identity, answer));
  };

  router.route('/simulations').post(simulate).all(onlyMethods('POST, OPTIONS'));
  return router;
}
