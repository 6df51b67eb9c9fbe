/** Where a partner's address may lead: read when it is given, checked again when the name is resolved. */
import { describe, expect, test } from 'vitest';
import { ForbiddenAddress, mayConnect, readPartnerAddress, readReach } from '../../runtime/public-address.ts';

const PRODUCTION = readReach({ NODE_ENV: 'production' });

/** By number: refused when read, and when a name leads there. */
const INTERDITES = [
  ['cette machine', '127.0.0.1'],
  ['cette machine', '127.255.255.254'],
  ['nulle part', '0.0.0.0'],
  ['privée', '10.1.2.3'],
  ['privée', '172.16.0.1'],
  ['privée', '172.31.255.255'],
  ['privée', '192.168.0.1'],
  ['métadonnées d’un hébergeur', '169.254.169.254'],
  ['partagée par un opérateur', '100.64.0.1'],
  ['réservée aux protocoles', '192.0.0.1'],
  ['documentation', '192.0.2.1'],
  ['documentation', '198.51.100.1'],
  ['documentation', '203.0.113.1'],
  ['relais 6to4', '192.88.99.1'],
  ['mesures', '198.18.0.1'],
  ['diffusion', '224.0.0.1'],
  ['réservée', '240.0.0.1'],
  ['diffusion', '255.255.255.255'],
  ['cette machine', '::1'],
  ['nulle part', '::'],
  ['IPv4 compatible, cette machine', '::7f00:1'],
  ['IPv4 compatible, privée', '::a00:1'],
  ['IPv4 compatible, métadonnées', '::a9fe:a9fe'],
  ['IPv4 compatible, publique', '::5db8:d822'],
  ['IPv4 en IPv6', '::ffff:7f00:1'],
  ['IPv4 en IPv6', '::ffff:a00:1'],
  ['IPv4 traduite (RFC 6145)', '::ffff:0:a00:1'],
  ['NAT64', '64:ff9b::a00:1'],
  ['NAT64 d’un réseau (RFC 8215)', '64:ff9b:1::a00:1'],
  ['6to4, privée', '2002:a00:1::1'],
  ['6to4, cette machine', '2002:7f00:1::'],
  ['Teredo', '2001:0:a00:1::1'],
  ['ISATAP', '2a01:e00::5efe:a00:1'],
  ['ISATAP, universelle', '2a01:e00::200:5efe:a00:1'],
  ['lien', 'fe80::1'],
  ['site, retirée', 'fec0::1'],
  ['unique locale', 'fc00::1'],
  ['unique locale', 'fd00::1'],
  ['diffusion', 'ff02::1'],
  ['rejet', '100::1'],
  ['documentation', '2001:db8::1'],
  ['documentation', '3fff::1'],
  ['mesures', '2001:2::1'],
  ['ORCHID', '2001:20::1'],
  ['routage par segments', '5f00::1'],
  ['jamais attribuée', '4000::1'],
  ['jamais attribuée', '::1:0:0:1'],
] as const;

describe('rien ne part vers une adresse', () => {
  test.each(INTERDITES)('%s : %s', (_, nombre) => {
    const url = nombre.includes(':') ? `https://[${nombre}]/` : `https://${nombre}/`;
    expect(() => readPartnerAddress(url, PRODUCTION)).toThrow(ForbiddenAddress);
    expect(mayConnect(nombre, new URL('https://partenaire.exemple.invalid/'), PRODUCTION)).toBe(false);
  });

  test.each(['93.184.216.34', '2a01:e0a::1', '2606:4700::1111', '::ffff:5db8:d822'])('publique, si : %s', (nombre) => {
    expect(mayConnect(nombre, new URL('https://partenaire.exemple.invalid/'), PRODUCTION)).toBe(true);
  });
});

test.each([
  'http://partenaire.exemple.invalid/',
  'ftp://partenaire.exemple.invalid/',
  'https:partenaire.exemple.invalid/',
  'https:\\\\partenaire.exemple.invalid/',
  'https://nom:mot@partenaire.exemple.invalid/',
  'http://127.0.0.1/',
  'https://127.1/',
  'https://2130706433/',
  'https://0x7f000001/',
  'https://0177.0.0.1/',
  'https://１２７.0.0.1/',
  'https://localhost/',
  'https://LOCALHOST./',
  'https://ess.localhost/',
  'n’importe quoi',
  '',
])('cette écriture est refusée : %s', (adresse) => {
  expect(() => readPartnerAddress(adresse, PRODUCTION)).toThrow(ForbiddenAddress);
});

describe('un port', () => {
  test.each(['', ':443'])('par défaut ou 443 est admis : «%s»', (port) => {
    expect(readPartnerAddress(`https://partenaire.exemple.invalid${port}/ess`, PRODUCTION).port).toBe('');
  });
  test.each([0, 1, 22, 25, 80, 5432, 7233, 8443, 65_535])('autre est refusé : %i', (port) => {
    const lire = () => readPartnerAddress(`https://partenaire.exemple.invalid:${port}/`, PRODUCTION);
    expect(lire).toThrow(ForbiddenAddress);
    expect(lire).toThrow(/port 443/);
    expect(mayConnect('93.184.216.34', new URL(`https://partenaire.exemple.invalid:${port}/`), PRODUCTION)).toBe(false);
  });
});

test.each([
  ['retour à la ligne', 'https://partenaire.exemple.invalid/\r\nx'],
  ['retour à la ligne, dans le nom', 'https://partenaire\n.exemple.invalid/'],
  ['retour à la ligne, à la fin', 'https://partenaire.exemple.invalid/\n'],
  ['tabulation', 'https://partenaire.exemple.invalid/\tx'],
  ['espace', 'https://partenaire.exemple.invalid/a b'],
  ['espace, devant', ' https://partenaire.exemple.invalid/'],
  ['caractère nul', 'https://partenaire.exemple.invalid/\u0000'],
  ['sens d’écriture', 'https://partenaire.exemple.invalid/\u202egpj'],
  ['largeur nulle', 'https://parte\u200bnaire.exemple.invalid/'],
  ['césure invisible', 'https://parte\u00adnaire.exemple.invalid/'],
  ['moitié de caractère', 'https://partenaire.exemple.invalid/\ud800'],
  ['fin de ligne d’Unicode', 'https://partenaire.exemple.invalid/\u2028'],
])('un caractère qui ne se voit pas est refusé, par une phrase : %s', (_, adresse) => {
  expect(() => readPartnerAddress(adresse)).toThrow(
    /^Une adresse sans espace, retour à la ligne ni caractère invisible/,
  );
});

describe('les réseaux privés des partenaires', () => {
  const reach = readReach({
    NODE_ENV: 'production',
    ESS_RESEAUX_PARTENAIRES: '10.20.0.0/16, fd12::/16:8443,10.30.0.0/24:9443',
  });
  test('nommés, ils sont permis ; les autres restent fermés', () => {
    expect(readPartnerAddress('https://10.20.3.4/', reach).hostname).toBe('10.20.3.4');
    expect(readPartnerAddress('https://[fd12::1]/', reach).hostname).toBe('[fd12::1]');
    expect(() => readPartnerAddress('https://10.21.0.1/', reach)).toThrow(ForbiddenAddress);
    expect(() => readPartnerAddress('http://10.20.3.4/', reach)).toThrow(/https/);
  });

  test('chacun a ses ports ; un autre réseau ni l’Internet n’en profitent', () => {
    expect(readPartnerAddress('https://[fd12::1]:8443/', reach).port).toBe('8443');
    expect(() => readPartnerAddress('https://10.20.3.4:8443/', reach)).toThrow(ForbiddenAddress);
    expect(() => readPartnerAddress('https://10.30.0.4:8443/', reach)).toThrow(ForbiddenAddress);
    expect(() => readPartnerAddress('https://10.20.3.4:7233/', reach)).toThrow(/port 443/);
    // A name may lead to that network: known once it is resolved.
    const url = readPartnerAddress('https://partenaire.exemple.invalid:9443/', reach);
    expect(['10.30.0.4', '10.20.3.4', '93.184.216.34'].map((nombre) => mayConnect(nombre, url, reach))).toEqual([
      true,
      false,
      false,
    ]);
  });

  test.each(['10.20.0.0', '10.20.0.0/33', '10.20.0.0/16:0', '10.20.0.0/16:70000', '10.20.0.0/16:x', 'ess'])(
    'un réglage inexact empêche de démarrer : %s',
    (reglage) => {
      expect(() => readReach({ ESS_RESEAUX_PARTENAIRES: reglage })).toThrow(/ESS_RESEAUX_PARTENAIRES/);
    },
  );
});
