/** A way to a server that a test can cut: what passes through it is not looked at. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Relais {
  /** `host:port`. */
  readonly address: string;
  /** From now on nobody passes, and who was passing is let down. */
  couper(): Promise<void>;
}

/** `vers`: `host:port` of the server. */
export async function ouvrirRelais(vers: string): Promise<Relais> {
  const [host = '', port = ''] = vers.split(':');
  const ouverts = new Set<Socket>();
  const suivre = (socket: Socket) => {
    ouverts.add(socket);
    // Let down on either side: the other one is closed with it.
    socket.on('error', () => undefined).once('close', () => ouverts.delete(socket));
  };
  const serveur = createServer((entrant) => {
    const sortant = connect(Number(port), host);
    for (const socket of [entrant, sortant]) suivre(socket);
    entrant.pipe(sortant).pipe(entrant);
    entrant.once('close', () => sortant.destroy());
    sortant.once('close', () => entrant.destroy());
  });
  await new Promise<void>((resolve) => serveur.listen(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${(serveur.address() as AddressInfo).port}`,
    couper: () =>
      new Promise((resolve) => {
        serveur.close(() => resolve());
        for (const socket of ouverts) socket.destroy();
      }),
  };
}
