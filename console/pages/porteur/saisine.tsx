/** `/dossiers/:ess/saisine`: what may be contested, what that suspends, until when, what to join, and what was answered. */
import { Calcul } from '../../parts/calcul.tsx';
import { Day, LastDay } from '../../parts/date.tsx';
import { Facts } from '../../parts/facts.tsx';
import { FORM_TOKEN } from '../../shell/forms.ts';
import { ErrorSummary, type Errors } from '../../parts/formulaire.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Why } from '../../parts/regle.tsx';
import { answerOf } from '../../shell/api.ts';
import { redirect, withRight, type Answer, type Page, type Schemas, type Visit } from '../../shell/page.ts';
import { roleName } from '../../words/noms.ts';
import { ActButton } from '../acte/bouton.tsx';
import { SendFile, ownFiles, sendFile } from '../acte/fichiers.tsx';
import { caseView, openCase } from '../dossier/dossier.tsx';
import { inList } from '../dossiers/adresses.ts';
import { Sentences } from './regles.tsx';

type Contestable = Schemas['VoieDeSaisine'];

/** The act that contests. */
const ACT = 'saisir';
/** Rules that say what a saisine does, beside the one that opens it. */
const EFFECTS: Readonly<Record<Contestable['objet'], readonly string[]>> = {
  resiliation: ['DEC-05', 'DEC-22', 'DEC-36'],
  dissolution: ['DEC-22'],
};
const NAMES: Readonly<Record<Contestable['objet'], string>> = {
  resiliation: 'La résiliation',
  dissolution: 'La dissolution de l’association',
};
const CONTRACTS: Readonly<Record<Contestable['contrat'], string>> = {
  amorcage: 'contrat de crédit d’amorçage',
  dotation: 'contrat de dotation annuelle',
};
/** What is joined to a saisine, of all that may be sent to a case. */
const JOINED = 'justificatif';

function Answers({ saisie, today }: { readonly saisie: NonNullable<Contestable['saisie']>; readonly today: string }) {
  return (
    <Facts
      facts={(['caisse', 'ars'] as const).map((partie) => {
        const said = saisie.reponses[partie];
        return [
          `Réponse : ${roleName(partie)}`,
          said !== undefined ? (
            <>
              {said.sens === 'accepte' ? 'acceptée le ' : 'rejetée le '}
              <Day civil={said.le} />
            </>
          ) : saisie.reponseLe === null ? null : (
            <>
              {'attendue au plus tard le '}
              <LastDay civil={saisie.reponseLe} today={today} />
            </>
          ),
        ] as const;
      })}
    />
  );
}

function Situation({ given, today }: { readonly given: Contestable; readonly today: string }) {
  const { objet, contrat, notifieeLe, dernierJour, calcul, effetLe, saisie, pourquoi } = given;
  return (
    <>
      <Facts
        facts={[
          ['Ce qui vous est notifié', `${NAMES[objet]} (${CONTRACTS[contrat]})`],
          ['Lettre reçue le', <Day civil={notifieeLe} form="full" />],
          saisie === null
            ? ['Dernier jour pour saisir', <LastDay civil={dernierJour} today={today} form="full" />]
            : ['Saisine reçue le', <Day civil={saisie.recueLe} form="full" />],
          [
            'Effet de la résiliation',
            objet === 'dissolution' ? null : effetLe === null ? (
              'suspendu par votre saisine'
            ) : (
              <>
                {'à la fin du '}
                <Day civil={effetLe} form="full" />
              </>
            ),
          ],
        ]}
      />
      <Why {...pourquoi}>
        <Calcul calcul={calcul} />
      </Why>
      {saisie !== null && <Answers saisie={saisie} today={today} />}
    </>
  );
}

/** Papers that support it: sent to the case, where both authorities read them. */
async function Joined({ visit, ess, errors }: { visit: Visit; ess: string; errors: Errors }) {
  const sent = await ownFiles(visit, ess, JOINED);
  return (
    <>
      <h2>Ce qu’il faut joindre</h2>
      <p>
        Vos motifs, dans le formulaire. À l’appui, le courrier de saisine signé et vos justificatifs, si vous en avez :
        la caisse et l’ARS les lisent dans le dossier. Une date de réception antérieure au dépôt ici se prouve.
      </p>
      {sent.length > 0 && (
        <ul>
          {sent.map(([id, name]) => (
            <li>
              <a href={`/dossiers/${ess}/fichiers/${id}`}>{name}</a>
            </li>
          ))}
        </ul>
      )}
      <ErrorSummary errors={errors} />
      <form class="no-print" method="post" action={`/dossiers/${ess}/saisine`} enctype="multipart/form-data" novalidate>
        <input type="hidden" name={FORM_TOKEN} value={visit.session.formToken} />
        <SendFile visit={visit} form={visit.form} errors={errors} only={JOINED} />
      </form>
    </>
  );
}

async function page(visit: Visit, errors: Errors = {}): Promise<Answer> {
  const opened = await openCase(visit);
  const { ess, today } = opened;
  const { saisine } = await answerOf(visit.api.GET('/api/v1/ess/{ess}/etapes', { params: { path: { ess } } }));
  const act = await ActButton(visit, ess, ACT, 'Saisir la caisse et l’ARS');
  const mine = visit.me.role === 'porteur';
  const body =
    saisine === null ? (
      <>
        <p class="lead">Aucune résiliation ni dissolution n’est notifiée à l’équipe : il n’y a rien à contester.</p>
        {act}
      </>
    ) : (
      <>
        <Situation given={saisine} today={today} />
        {saisine.saisie === null && saisine.dernierJour < today && (
          <Notice level="warn" title="Le délai pour saisir la caisse et l’ARS est passé." />
        )}
        <h2>Ce que fait une saisine</h2>
        {await Sentences(visit, [saisine.pourquoi.regle, ...EFFECTS[saisine.objet]])}
        {mine && (await Joined({ visit, ess, errors }))}
        {mine && saisine.saisie === null && (
          <>
            <h2>Saisir</h2>
            <p>La page qui suit montre, avant tout envoi, ce que votre saisine change, à côté du silence.</p>
            {act}
          </>
        )}
      </>
    );
  return {
    ...caseView(visit, opened, '/etapes', body, false, 'Saisine'),
    ...(Object.keys(errors).length === 0 ? {} : { status: 400 }),
  };
}

async function join(visit: Visit): Promise<Answer> {
  const { ess = '' } = visit.path;
  const { errors } = await sendFile(visit, ess, 'fichiers');
  if (Object.keys(errors).length > 0) return page(visit, errors);
  return redirect(inList(`/dossiers/${ess}/saisine`, visit), 'La pièce est jointe au dossier.');
}

export const SAISINE: Page = {
  path: '/dossiers/:ess/saisine',
  open: withRight('lire-etapes'),
  get: (visit) => page(visit),
  post: join,
};
