/** `/caisse/compte`: the account that pays; `/caisse/beneficiaires/:ess`: whether a team's is its own. DEC-13. */
import { Facts } from '../../parts/facts.tsx';
import { Fields, FormPage, errorsFrom, type Errors } from '../../parts/formulaire.tsx';
import { Notice } from '../../parts/notice.tsx';
import { ApiProblem, answerOf } from '../../shell/api.ts';
import { redirect, type Answer, type Page, type Visit } from '../../shell/page.ts';
import { caisseView, inCaisse, ofCaisse, reads, type Caisse } from './caisse.tsx';
import { hiddenCaisse } from './lots.tsx';

const PART = '/caisse/compte';

/** The account given; nothing when none was. */
async function known(visit: Visit, caisse: Caisse) {
  try {
    const { compte } = await answerOf(
      visit.api.GET('/api/v1/caisses/{caisse}/compte', { params: { path: { caisse } } }),
    );
    return compte;
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return undefined;
    throw error;
  }
}

async function account(visit: Visit, caisse: Caisse, errors: Errors = {}): Promise<Answer> {
  const compte = await known(visit, caisse);
  const adresse = compte?.adresse;
  const value = (given: string | undefined) => (given === undefined ? {} : { value: given });
  return caisseView({
    visit,
    caisse,
    part: PART,
    body: (
      <>
        {compte === undefined && (
          <Notice level="warn" title="Cette caisse n’a pas encore de compte : aucun lot ne se compose sans lui." />
        )}
        <FormPage visit={visit} action={PART} submit="Enregistrer le compte" errors={errors}>
          {hiddenCaisse(caisse)}
          <Fields
            form={visit.form}
            errors={errors}
            fields={[
              { name: 'titulaire', label: 'Titulaire', required: true, maxLength: 140, ...value(compte?.titulaire) },
              { name: 'iban', label: 'IBAN', required: true, ...value(compte?.iban) },
              { name: 'bic', label: 'BIC', ...value(compte?.bic) },
              { name: 'adresse.rue', label: 'Rue', maxLength: 70, ...value(adresse?.rue) },
              { name: 'adresse.codePostal', label: 'Code postal', maxLength: 16, ...value(adresse?.codePostal) },
              { name: 'adresse.ville', label: 'Ville', maxLength: 35, ...value(adresse?.ville) },
            ]}
          />
        </FormPage>
      </>
    ),
  });
}

async function give(visit: Visit, caisse: Caisse): Promise<Answer> {
  const { form } = visit;
  const optional = (name: string) => (form.one(name) === '' ? {} : { [name.split('.').at(-1) ?? '']: form.one(name) });
  const place = { ...optional('adresse.rue'), ...optional('adresse.codePostal') };
  const ville = form.one('adresse.ville');
  const hasAddress = ville !== '' || Object.keys(place).length > 0;
  try {
    await answerOf(
      visit.api.PUT('/api/v1/caisses/{caisse}/compte', {
        params: { path: { caisse } },
        body: {
          titulaire: form.one('titulaire'),
          iban: form.one('iban'),
          ...optional('bic'),
          ...(hasAddress ? { adresse: { ...place, ville, pays: 'FR' as const } } : {}),
        },
      }),
    );
    return redirect(inCaisse(PART, caisse), 'Le compte qui paie est enregistré.');
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 400) return account(visit, caisse, errorsFrom(error.problem));
    throw error;
  }
}

const RESULTS: readonly (readonly [string, string])[] = [
  ['concorde', 'Le nom est celui du compte'],
  ['proche', 'Le nom est proche'],
  ['different', 'Le nom est celui de quelqu’un d’autre'],
  ['impossible', 'La banque ne peut pas répondre'],
];
const DECISIONS: readonly (readonly [string, string])[] = [
  ['payer', 'Payer ce compte'],
  ['ne-pas-payer', 'Ne pas payer ce compte'],
];

async function payee(visit: Visit, caisse: Caisse, errors: Errors = {}): Promise<Answer> {
  const ess = visit.path['ess'] ?? '';
  const said = await answerOf(
    visit.api.GET('/api/v1/caisses/{caisse}/verifications/{ess}', { params: { path: { caisse, ess } } }),
  );
  const words = (list: typeof RESULTS, value: string | null) => list.find(([code]) => code === value)?.[1] ?? null;
  const decidable = said.retenu || said.decision !== null;
  const at = `/caisse/beneficiaires/${ess}`;
  const ofDecision = visit.form.one('decision') !== '' || visit.form.one('motif') !== '';
  return caisseView({
    visit,
    caisse,
    part: '/caisse/paiements',
    title: 'Vérification du bénéficiaire',
    body: (
      <>
        {said.retenu && <Notice level="warn" title="Les paiements de ce compte attendent une décision." />}
        <Facts
          facts={[
            ['Équipe', <a href={`/dossiers/${ess}/argent`}>{ess}</a>],
            ['Titulaire déclaré', said.titulaire ?? 'aucun compte n’est déclaré'],
            ['Réponse de la banque', words(RESULTS, said.resultat) ?? 'pas encore demandée'],
            ['Titulaire que donne la banque', said.nomDuCompte],
            ['Décision', words(DECISIONS, said.decision)],
          ]}
        />
        <h2>Consigner la réponse de la banque</h2>
        <FormPage visit={visit} action={at} submit="Consigner" errors={ofDecision ? {} : errors}>
          {hiddenCaisse(caisse)}
          <Fields
            form={visit.form}
            errors={ofDecision ? {} : errors}
            fields={[
              { name: 'resultat', label: 'La banque répond', kind: 'select', required: true, choices: RESULTS },
              { name: 'nomDuCompte', label: 'Titulaire que donne la banque', maxLength: 140 },
            ]}
          />
        </FormPage>
        {decidable && (
          <>
            <h2>Décider</h2>
            <FormPage visit={visit} action={`${at}/decision`} submit="Décider" errors={ofDecision ? errors : {}}>
              {hiddenCaisse(caisse)}
              <Fields
                form={visit.form}
                errors={ofDecision ? errors : {}}
                fields={[
                  { name: 'decision', label: 'Décision', kind: 'select', required: true, choices: DECISIONS },
                  { name: 'motif', label: 'Pourquoi', kind: 'area', required: true, maxLength: 500 },
                ]}
              />
            </FormPage>
          </>
        )}
      </>
    ),
  });
}

/** Of an association that has declared no account, there is nothing to check: it is said. */
async function payeeOrNone(visit: Visit, caisse: Caisse): Promise<Answer> {
  try {
    return await payee(visit, caisse);
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status !== 409) throw error;
    return caisseView({
      visit,
      caisse,
      part: '/caisse/paiements',
      title: 'Vérification du bénéficiaire',
      body: <Notice level="info" title={error.problem.detail} />,
    });
  }
}

const consign =
  (what: 'resultat' | 'decision') =>
  async (visit: Visit, caisse: Caisse): Promise<Answer> => {
    const ess = visit.path['ess'] ?? '';
    const { form, api } = visit;
    const params = { path: { caisse, ess } };
    const name = form.one('nomDuCompte');
    try {
      await answerOf(
        what === 'resultat'
          ? api.POST('/api/v1/caisses/{caisse}/verifications/{ess}', {
              params,
              body: { resultat: form.one('resultat') as 'concorde', ...(name === '' ? {} : { nomDuCompte: name }) },
            })
          : api.POST('/api/v1/caisses/{caisse}/verifications/{ess}/decision', {
              params,
              body: { decision: form.one('decision') as 'payer', motif: form.one('motif') },
            }),
      );
      return redirect(
        inCaisse(`/caisse/beneficiaires/${ess}`, caisse),
        what === 'resultat' ? 'La réponse de la banque est consignée.' : 'La décision est consignée.',
      );
    } catch (error) {
      if (error instanceof ApiProblem && [400, 409, 422].includes(error.status))
        return payee(visit, caisse, errorsFrom(error.problem));
      throw error;
    }
  };

export const COMPTES: readonly Page[] = [
  {
    path: PART,
    open: reads('tenir-compte-caisse'),
    get: ofCaisse((visit, caisse) => account(visit, caisse)),
    post: ofCaisse(give),
  },
  {
    path: '/caisse/beneficiaires/:ess',
    open: reads('tenir-lots'),
    get: ofCaisse(payeeOrNone),
    post: ofCaisse(consign('resultat')),
  },
  { path: '/caisse/beneficiaires/:ess/decision', open: reads('tenir-lots'), post: ofCaisse(consign('decision')) },
];
