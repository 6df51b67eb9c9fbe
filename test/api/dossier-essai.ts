// A stand-in for the case, for cases.test.ts: it accepts, refuses and ends as told, and decides nothing.
import {
  ApplicationFailure,
  allHandlersFinished,
  condition,
  defineQuery,
  defineUpdate,
  setHandler,
} from '@temporalio/workflow';
import type { ArgumentsEss, DetailsRefus, Message, Recu } from '../../workflows/messages.ts';

const refuse = (phrase: string): never => {
  const details: DetailsRefus = { nature: 'regle', regle: 'LI-08', phrase };
  throw ApplicationFailure.create({ type: 'Refus', message: phrase, nonRetryable: true, details: [details] });
};

export async function ess(args: ArgumentsEss): Promise<void> {
  let rang = 0;
  let over = false;
  const decalage = args.origine === undefined ? 0 : args.origine - Date.now();
  const accept = (): Recu => ({ rang: ++rang, nombre: 0 });
  setHandler(defineUpdate<Recu, [Message]>('deposer-lettre-intention'), accept);
  setHandler(defineUpdate<Recu, [Message]>('resilier'), () => refuse('Refus du traitement.'));
  setHandler(defineUpdate<Recu, [Message]>('saisir'), accept, {
    validator: (_message: Message) => void refuse('Refus à l’entrée.'),
  });
  setHandler(defineUpdate<Recu, [Message]>('renoncer'), () => {
    over = true;
    return accept();
  });
  setHandler(defineQuery<unknown>('etat'), () => ({
    etat: { rang },
    maintenant: Date.now() + decalage,
    decalage,
    enCours: [],
  }));
  await condition(() => over && allHandlersFinished());
}
