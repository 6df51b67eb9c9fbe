/** An event in a line: what happened, by whom, with what of it matters, and why. */
import type { ComponentChildren } from 'preact';
import type { Contract } from '../shell/contract.ts';
import { eventName } from '../words/evenements.ts';
import { longDate } from '../words/dates.ts';
import { inEuros } from '../words/money.ts';
import { deadlineName, paymentName, roleName, spaced } from '../words/noms.ts';
import { Calcul, type AmountWorking, type DateWorking } from './calcul.tsx';
import { Rectification, isRectified } from './rectification.tsx';
import { RuleLink } from './regle.tsx';

/** Of the journal, of a forecast, of a receipt: the fields that all have, and those of each. */
export interface AnyEvent {
  readonly evenement: string;
  readonly le: string;
  readonly acteur: string;
  readonly regle: string;
}

/** Lines of the API with the name of their event: the contract's union of all events leaves it out of its type. */
export const named = <Line,>(lines: readonly Line[]) => lines as unknown as readonly (Line & AnyEvent)[];

type Values = Readonly<Record<string, unknown>>;
const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

const SUBJECTS: Readonly<Record<string, string>> = {
  'lettre-intention': 'la lettre d’intention',
  'projet-sante': 'le projet de santé',
  territoire: 'le territoire',
};

const PARTIES: Readonly<Record<string, string>> = {
  association: 'l’association',
  ars: 'l’ARS',
  caisse: 'la caisse',
};

/** What is said of a field; nothing for those that say nothing to a reader. */
const SAID: Readonly<Record<string, (value: string, contract: Contract) => string>> = {
  mode: (mode) => (mode === 'tacite' ? 'tacite : le silence vaut accord' : mode === 'expresse' ? '' : mode),
  paiement: paymentName,
  montantCentimes: (cents) => inEuros(Number(cents)),
  contrat: (contrat) => `contrat ${contrat === 'amorcage' ? 'd’amorçage' : 'de dotation'}`,
  partie: (partie) => `par ${PARTIES[partie] ?? roleName(partie)}`,
  sur: (sur) => `sur ${SUBJECTS[sur] ?? spaced(sur).toLowerCase()}`,
  sens: (sens) => spaced(sens).toLowerCase(),
  nombre: (nombre) => `${nombre} médecin${Number(nombre) > 1 ? 's' : ''}`,
  numero: (numero) => `n° ${numero}`,
  activite: (activite) => spaced(activite).toLowerCase(),
  echeance: deadlineName,
  dateLimite: (le) => `au plus tard le ${longDate(le)}`,
  delai: (le) => (/^\d{4}-/.test(le) ? `réponse attendue le ${longDate(le)}` : ''),
  saisiLe: (le) => `saisi le ${longDate(le)}`,
  declareLe: (le) => `déclaré au ${longDate(le)}`,
  motifCloture: (motif) => spaced(motif).toLowerCase(),
  fondement: (fondement, contract) => contract.label(fondement) ?? spaced(fondement),
  reference: (reference) => `référence ${reference}`,
};

/** Codes of a list, in words: pieces asked, pieces found conform. */
function listed(value: unknown, contract: Contract): string {
  if (!Array.isArray(value)) return '';
  return value
    .map((one: unknown) => {
      const code = typeof one === 'string' ? one : text((one as Values | null)?.['code']);
      const state = (one as Values | null)?.['conforme'];
      const word = contract.label(code) ?? spaced(code);
      return typeof state === 'boolean' ? `${word} : ${state ? 'conforme' : 'non conforme'}` : word;
    })
    .join(' ; ');
}

/** « tacite : le silence vaut accord · au plus tard le 3 mars 2027 ». */
export function detailsOf(event: AnyEvent, contract: Contract): string {
  const values = event as unknown as Values;
  const known = Object.entries(SAID).flatMap(([name, say]) => {
    const value = text(values[name]);
    const words = value === '' ? '' : say(value, contract);
    return words === '' ? [] : [words];
  });
  const lists = ['piecesManquantes', 'pieces', 'documents'].flatMap((name) => {
    const words = listed(values[name], contract);
    return words === '' ? [] : [words];
  });
  return [...known, ...lists].join(' · ');
}

/** What it is called; of a refused act, its sentence. */
export function EventLine({
  event,
  contract,
  children,
}: {
  readonly event: AnyEvent;
  readonly contract: Contract;
  readonly children?: ComponentChildren;
}) {
  const values = event as unknown as Values;
  const details = detailsOf(event, contract);
  const criterion = text(values['critere']);
  const reason = text(values['motif']);
  const sentence = text(values['phrase']);
  const workings = (values['calculs'] ?? {}) as Readonly<Record<string, DateWorking | AmountWorking>>;
  return (
    <>
      <p>
        <strong>{eventName(event.evenement)}</strong>
        {details !== '' && ` – ${details}`}
        {criterion !== '' && (
          <>
            {' – critère '}
            <RuleLink id={criterion} />
          </>
        )}
      </p>
      {event.evenement === 'CommandeRefusee' && sentence !== '' && <p>{sentence}</p>}
      {Object.entries(workings).map(([name, calcul]) => (
        <details class="why">
          <summary>{name === 'dateLimite' ? 'Pourquoi cette date ?' : 'Pourquoi ce montant ?'}</summary>
          <Calcul calcul={calcul} />
        </details>
      ))}
      {isRectified(event) && <Rectification event={event} contract={contract} />}
      {reason !== '' && <p class="typed">{`« ${reason} »`}</p>}
      {children}
    </>
  );
}
