/** Partners that answer as none should, on real sockets: each is what it does of a connection, and what must come of it. */
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** A status, or the word of the register. */
export type Issue = number | 'delai-depasse' | 'connexion-rompue';
export type Conduite = (socket: Duplex) => void;

const cent = 'HTTP/1.1 100 Continue\r\n\r\n';
const indices = 'HTTP/1.1 103 Early Hints\r\nlink: </a>; rel=preload\r\n\r\n';

/** Writes for as long as the other side takes it. */
function verser(socket: Duplex, morceau: string): void {
  const encore = () => {
    while (!socket.destroyed && socket.write(morceau));
  };
  socket.on('drain', encore);
  encore();
}

/** A part now, the next ones slowly, until the other side is gone. */
function goutter(socket: Duplex, debut: string, goutte: string): void {
  socket.write(debut);
  const timer = setInterval(() => socket.write(goutte), 20);
  socket.on('close', () => clearInterval(timer));
}

/** RST, in place of FIN. Of TLS, that of the connection underneath. */
function rompre(socket: Duplex): void {
  const { _parent: dessous } = socket as Duplex & { readonly _parent?: Socket };
  ((dessous ?? socket) as Socket).resetAndDestroy();
}

/** What happens once the request is there. */
const apresLaDemande: readonly (readonly [string, Conduite, Issue])[] = [
  [
    'change de protocole (101)',
    (s) => s.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n'),
    101,
  ],
  [
    'change de protocole, puis rompt',
    (s) => s.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n', () => rompre(s)),
    101,
  ],
  [
    'change de protocole, et le parle sans fin',
    (s) =>
      verser(s, `HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n${'x'.repeat(65_536)}`),
    101,
  ],
  ['se tait', () => undefined, 'delai-depasse'],
  ['ferme sans répondre', (s) => s.end(), 'connexion-rompue'],
  ['rompt sans répondre', rompre, 'connexion-rompue'],
  ['ferme au milieu du statut', (s) => s.end('HTTP/1.1 2'), 'connexion-rompue'],
  ['rompt au milieu du statut', (s) => s.write('HTTP/1.1 2', () => rompre(s)), 'connexion-rompue'],
  ['ferme au milieu des en-têtes', (s) => s.end('HTTP/1.1 200 OK\r\nx: 1\r\n'), 'connexion-rompue'],
  ['rompt au milieu des en-têtes', (s) => s.write('HTTP/1.1 200 OK\r\nx: 1\r\n', () => rompre(s)), 'connexion-rompue'],
  ['s’arrête au milieu des en-têtes', (s) => s.write('HTTP/1.1 200 OK\r\nx: 1\r\n'), 'delai-depasse'],
  [
    'a des en-têtes sans fin',
    (s) => (s.write('HTTP/1.1 200 OK\r\n'), verser(s, 'x: 1\r\n'.repeat(1000))),
    'connexion-rompue',
  ],
  [
    'a un en-tête sans fin',
    (s) => (s.write('HTTP/1.1 200 OK\r\nx: '), verser(s, 'x'.repeat(65_536))),
    'connexion-rompue',
  ],
  ['a un statut sans fin', (s) => (s.write('HTTP/1.1 200 '), verser(s, 'x'.repeat(65_536))), 'connexion-rompue'],
  ['répond octet après octet', (s) => goutter(s, 'HTTP/1.1 200 OK\r\n', 'x'), 'delai-depasse'],
  ['fait continuer sans fin (100)', (s) => verser(s, cent.repeat(100)), 'connexion-rompue'],
  ['fait continuer, et rien d’autre', (s) => s.write(cent), 'delai-depasse'],
  [
    'fait patienter goutte à goutte (102)',
    (s) => goutter(s, '', 'HTTP/1.1 102 Processing\r\n\r\n'),
    'connexion-rompue',
  ],
  ['donne des indices sans fin (103)', (s) => verser(s, indices.repeat(100)), 'connexion-rompue'],
  ['ne parle pas HTTP', (s) => s.write('220 courrier ESMTP\r\n'), 'connexion-rompue'],
  [
    'annonce deux longueurs',
    (s) => s.write('HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n'),
    'connexion-rompue',
  ],
  [
    'annonce une longueur négative',
    (s) => s.write('HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n'),
    'connexion-rompue',
  ],
  ['a un statut à deux chiffres', (s) => s.write('HTTP/1.1 20 OK\r\n\r\n'), 'connexion-rompue'],
  // The status is all that is asked: what comes after it is neither read nor waited for.
  ['a un corps sans fin', (s) => (s.write('HTTP/1.1 200 OK\r\n\r\n'), verser(s, 'x'.repeat(65_536))), 200],
  ['a un corps qui ne vient pas', (s) => s.write('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n'), 200],
  ['rompt au milieu du corps', (s) => s.write('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nx', () => rompre(s)), 200],
  ['a des morceaux illisibles', (s) => s.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'), 200],
  ['répond encore et encore', (s) => verser(s, 'HTTP/1.1 204 No Content\r\n\r\n'.repeat(100)), 204],
  ['renvoie ailleurs', (s) => s.write('HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\n\r\n'), 302],
];

/** Reads what comes, then does so, once. */
const apres =
  (conduite: Conduite): Conduite =>
  (socket) => {
    socket.once('data', () => conduite(socket));
  };

/** Over a connection in clear, or over TLS once it is there. */
export const HOSTILES: readonly (readonly [string, Conduite, Issue])[] = [
  ...apresLaDemande.map(([nom, conduite, issue]) => [nom, apres(conduite), issue] as const),
  ['ferme aussitôt', (s) => s.end(), 'connexion-rompue'],
  ['rompt aussitôt', rompre, 'connexion-rompue'],
  ['ne lit rien', (s) => s.pause(), 'delai-depasse'],
];

/** A server of TLS that is none: what it does of the connection below. */
export const HOSTILES_TLS: readonly (readonly [string, Conduite, Issue])[] = [
  ['se tait', (s) => s.resume(), 'delai-depasse'],
  ['ne lit rien', (s) => s.pause(), 'delai-depasse'],
  ['rompt la poignée de main', apres(rompre), 'connexion-rompue'],
  ['ferme pendant la poignée de main', apres((s) => s.end()), 'connexion-rompue'],
  // The beginning of a handshake record of 16 KB.
  ['fait durer la poignée de main', apres((s) => goutter(s, '\x16\x03\x03\x40\x00', '\x02')), 'delai-depasse'],
  ['répond en clair', apres((s) => s.write('HTTP/1.1 204 No Content\r\n\r\n')), 'connexion-rompue'],
];
