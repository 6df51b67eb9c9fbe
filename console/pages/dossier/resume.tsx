/** `/dossiers/:ess`: the case in a page: where it stands, what has been decided, what I may do. */
import { Day, DayAgo, LastDay } from '../../parts/date.tsx';
import { Facts, type Fact } from '../../parts/facts.tsx';
import { Notice } from '../../parts/notice.tsx';
import { ApiProblem, answerOf } from '../../shell/api.ts';
import { withRight, type Page, type Schemas, type Visit } from '../../shell/page.ts';
import { REGIMES, PHASES, deadlineName, roleName, spaced } from '../../words/noms.ts';
import { inList } from '../dossiers/adresses.ts';
import { ActsAside } from './actes.tsx';
import { caseView, openCase, type Case } from './dossier.tsx';
import { FollowAside, followersOf } from './suivi.tsx';

const day = (civil: string | null = null) => (civil === null ? null : <Day civil={civil} />);

function identityFacts(dossier: Case, visit: Visit): readonly Fact[] {
  const label = (slug: string) => visit.contract.label(slug) ?? spaced(slug);
  const { effectifs } = dossier;
  return [
    ['Spécialités', dossier.specialites.map(label).join(', ')],
    ['Départements', dossier.departements.map((code) => visit.contract.departement(code)).join(', ')],
    ['Siège', visit.contract.departement(dossier.siege)],
    ['ARS qui décide', visit.contract.region(dossier.ars)],
    ['Caisse de rattachement', visit.contract.caisse(dossier.caisse)],
    ['Régime', REGIMES[dossier.regime]],
    ['Entrée dans la procédure', day(dossier.entreeLe)],
    ['Médecins présents', effectifs.medecinsPresents],
    ['dont libéraux', effectifs.liberaux],
    ['Engagés dans l’équipe', effectifs.engages],
    ['Association déclarée', day(dossier.associationLe)],
    ['Numéro FINESS', dossier.finess?.numero ?? null],
  ];
}

/** The dossiers of Démarche Numérique that it came from. */
function originFacts(origins: readonly Schemas['DossierDOrigine'][]): readonly Fact[] {
  return origins.map(({ nature, numero, page }) => [
    nature === 'lettre-intention' ? 'Lettre, dans Démarche Numérique' : 'Projet, dans Démarche Numérique',
    page === null ? (
      `n° ${numero}`
    ) : (
      <a href={page} rel="noreferrer">
        {`n° ${numero}`}
      </a>
    ),
  ]);
}

const SENSES: Readonly<Record<string, string>> = {
  validee: 'Validée',
  refusee: 'Refusée',
  valide: 'Validé',
  refuse: 'Refusé',
  accordee: 'Accordée',
  favorable: 'Favorable',
  defavorable: 'Défavorable',
};

const decided = (decision: { sens: string; mode: string; le: string } | null = null) =>
  decision === null ? null : (
    <>
      {`${SENSES[decision.sens] ?? spaced(decision.sens)}${decision.mode === 'tacite' ? ' (tacite)' : ''} le `}
      <Day civil={decision.le} />
    </>
  );

function decisionFacts({ li, derogation, projetSante, amorcage, dotation }: Case, today: string): readonly Fact[] {
  const given = (avis: { le: string; sens: string } | null = null) =>
    avis === null ? null : (
      <>
        {`${SENSES[avis.sens] ?? avis.sens}, le `}
        <Day civil={avis.le} />
      </>
    );
  return [
    ['Lettre d’intention déposée', li === null ? null : <DayAgo civil={li.deposeeLe} today={today} />],
    ['Complète', day(li?.piecesCompletesLe)],
    ['Pièces qui manquent', li === null ? null : li.piecesManquantes.map(spaced).join(', ')],
    ['Avis de la caisse', given(li?.avis)],
    ['Décision sur la lettre', decided(li?.decision)],
    [
      'Dérogation',
      derogation.requise
        ? derogation.sens === null
          ? 'requise, réponse attendue'
          : (SENSES[derogation.sens] ?? derogation.sens)
        : null,
    ],
    ['Contrat d’amorçage conclu', day(amorcage.concluLe)],
    ['Projet de santé reçu', day(projetSante.recuLe)],
    ['Avis sur le projet', given(projetSante.avis)],
    ['Décision sur le projet', decided(projetSante.decision)],
    ['Contrat de dotation conclu', day(dotation.concluLe)],
    ['Reconductions', dotation.reconductions === 0 ? null : dotation.reconductions],
  ];
}

/** What must not be missed. */
function Warnings({
  dossier,
  today,
  visit,
}: {
  readonly dossier: Case;
  readonly today: string;
  readonly visit: Visit;
}) {
  const { territoire, rectification, aConfirmer, ribAVerifier, miseEnDemeure, closeLe } = dossier;
  const dates = Object.keys(aConfirmer).length;
  const agreed = dossier.resiliations['caisse-ars'];
  const notified = agreed !== undefined && agreed.fin === null && agreed.receptions.association !== undefined;
  return (
    <>
      {closeLe !== null && (
        <Notice level="info" title="La procédure est close.">
          Depuis le <Day civil={closeLe} />.
        </Notice>
      )}
      {territoire === 'conteste' && (
        <Notice level="warn" title="Le territoire est contesté.">
          Une autre équipe revendique, ou tient, une part de ce territoire.
        </Notice>
      )}
      {rectification !== null && (
        <Notice level="warn" title="Une rectification attend l’accord de l’autre autorité.">
          {`Proposée par ${roleName(rectification.proposeePar)} ; réponse attendue : `}
          <LastDay civil={rectification.dateLimite} today={today} />
        </Notice>
      )}
      {dates > 0 && (
        <Notice level="warn" title={`${dates} date${dates > 1 ? 's' : ''} à confirmer.`}>
          Une date antérieure à sa saisie a été déclarée ; l’ARS ou la caisse la confirme ou la conteste.
        </Notice>
      )}
      {ribAVerifier && (
        <Notice level="warn" title="De nouvelles coordonnées bancaires sont à vérifier par la caisse.">
          {visit.me.droits.includes('lire-comptes') && (
            <a href={inList(`/dossiers/${dossier.ess}/coordonnees-bancaires`, visit)}>Ce que cela fait aux paiements</a>
          )}
        </Notice>
      )}
      {notified && (
        <Notice level="warn" title="Une résiliation est notifiée à l’équipe.">
          {visit.me.droits.includes('lire-etapes') && (
            <a href={inList(`/dossiers/${dossier.ess}/saisine`, visit)}>Saisine : jusqu’à quand, et où elle en est</a>
          )}
        </Notice>
      )}
      {miseEnDemeure !== null && (
        <Notice level="warn" title="Une mise en demeure court.">
          Réponse attendue : <LastDay civil={miseEnDemeure.dateLimite} today={today} />
        </Notice>
      )}
    </>
  );
}

async function summary(visit: Visit) {
  const ess = visit.path['ess'] ?? '';
  const [opened, origins, followers, acts] = await Promise.all([
    openCase(visit),
    answerOf(visit.api.GET('/api/v1/ess/{ess}/demarches', { params: { path: { ess } } })),
    followersOf(visit, ess),
    answerOf(visit.api.GET('/api/v1/ess/{ess}/actes', { params: { path: { ess } } })).catch((error: unknown) => {
      // The case is read without the engine, which alone judges acts: a banner says so.
      if (error instanceof ApiProblem && error.status === 503) return undefined;
      throw error;
    }),
  ]);
  const { dossier, today } = opened;
  const late = Object.keys(dossier.incidents);
  return caseView(
    visit,
    opened,
    '',
    <div class="columns">
      <div>
        <Warnings dossier={dossier} today={today} visit={visit} />
        <h2>L’équipe</h2>
        <Facts facts={[...identityFacts(dossier, visit), ...originFacts(origins.dossiers)]} />
        <h2>{`Où elle en est : ${PHASES[dossier.phase].toLowerCase()}`}</h2>
        <Facts facts={decisionFacts(dossier, today)} />
        {late.length > 0 && (
          <>
            <h2>Incidents ouverts</h2>
            <ul>
              {late.map((key) => (
                <li>
                  <code>{key}</code>
                </li>
              ))}
            </ul>
          </>
        )}
        {dossier.prochaineEcheance && (
          <p class="after">
            {`Prochaine échéance : ${deadlineName(dossier.prochaineEcheance.cle).toLowerCase()}, `}
            <LastDay civil={dossier.prochaineEcheance.expire} today={today} form="full" />.{' '}
            <a href={`/dossiers/${opened.ess}/echeancier`}>Ce qui arrivera si personne n’agit</a>
          </p>
        )}
      </div>
      <div>
        {acts !== undefined && <ActsAside acts={acts.actes} opened={opened} visit={visit} />}
        {followers !== undefined && <FollowAside visit={visit} ess={ess} followers={followers} />}
      </div>
    </div>,
  );
}

export const RESUME: Page = { path: '/dossiers/:ess', open: withRight('lire-dossier'), get: summary };
