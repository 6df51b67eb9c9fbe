/** A client that writes only while the démarche is in hand: Démarche Numérique does twice what two connectors ask. */
import { Kind, OperationTypeNode, type DocumentNode } from 'graphql';
import type { DnClient } from './client.ts';

const writes = ({ definitions }: DocumentNode): boolean =>
  definitions.some((one) => one.kind === Kind.OPERATION_DEFINITION && one.operation === OperationTypeNode.MUTATION);

/** `held` throws when it is not any more: nothing is then sent. */
export const writingWhile = (held: () => Promise<void>, client: DnClient): DnClient => ({
  ...client,
  async ask(document, variables, numero) {
    if (writes(document)) await held();
    return client.ask(document, variables, numero);
  },
});
