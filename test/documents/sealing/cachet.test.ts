/**
 * The seal, verified by others than us: poppler's pdfsig, openssl for the certificate chain and the time-stamp, veraPDF
 * where it is.
 */
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fromBER } from 'asn1js';
import { ContentInfo, SignedData } from 'pkijs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSeal } from '../../../documents/sealing/open.ts';
import { sealPdf } from '../../../documents/sealing/seal.ts';
import { conformite, verapdf } from '../lire-pdf.ts';
import { PASSWORD, openWorkshop, type Workshop } from './authorities-by-openssl.ts';

const lancer = promisify(execFile);
const present = (programme: string, ...options: string[]) =>
  lancer(programme, options).then(
    () => true,
    () => false,
  );
const outils = (await present('pdfsig', '-v')) && (await present('openssl', 'version'));
if (!outils)
  console.warn('pdfsig (Debian: poppler-utils) or openssl is not on this machine: seals are not verified here');

const SANS_CACHET = join(import.meta.dirname, 'a-2a.pdf');
const AU = { reason: 'Courrier n° 3 du dossier ess-1', now: new Date() };

/** The CMS of the last signature, and the bytes that it covers. */
function signatureDe(pdf: Uint8Array): { cms: Buffer; couverts: Buffer; info: SignedData } {
  const texte = Buffer.from(pdf).toString('latin1');
  const [, contenu = ''] = [...texte.matchAll(/\/Contents\s*<([0-9A-Fa-f]+)>/g)].at(-1) ?? [];
  const plages = [...texte.matchAll(/\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)/g)].at(-1) ?? [];
  const [a = 0, b = 0, c = 0, d = 0] = plages.slice(1).map(Number);
  const { result, offset } = fromBER(new Uint8Array(Buffer.from(contenu, 'hex')));
  const cms = Buffer.from(contenu, 'hex').subarray(0, offset);
  const couverts = Buffer.concat([Buffer.from(pdf).subarray(a, a + b), Buffer.from(pdf).subarray(c, c + d)]);
  return { cms, couverts, info: new SignedData({ schema: new ContentInfo({ schema: result }).content }) };
}

describe.skipIf(!outils)('un PDF scellé par le cachet d’une organisation', () => {
  let atelier: Workshop;
  let sans: Buffer;
  beforeAll(async () => {
    atelier = await openWorkshop();
    sans = await readFile(SANS_CACHET);
  });
  afterAll(() => atelier.remove());
  const garder = async (nom: string, contenu: Uint8Array) => {
    await writeFile(join(atelier.folder, nom), contenu);
    return join(atelier.folder, nom);
  };

  test('pdfsig le trouve valide, de bout en bout, au format PAdES ; ce qui était écrit reste tel quel', async () => {
    const scelle = await sealPdf(sans, await openSeal(atelier.p12, PASSWORD), AU);
    const { stdout } = await lancer('pdfsig', ['-nocert', await garder('scelle.pdf', scelle)]);
    expect(stdout).toContain('Signature is Valid.');
    expect(stdout).toContain('Total document signed');
    expect(stdout).toContain('ETSI.CAdES.detached');
    expect(stdout).toContain('Cachet d’essai');
    expect(Buffer.from(scelle).subarray(0, sans.length).equals(sans)).toBe(true);
  });

  test('changé d’un octet après le cachet, il ne l’est plus', async () => {
    const scelle = Buffer.from(await sealPdf(sans, await openSeal(atelier.p12, PASSWORD), AU));
    const titre = scelle.indexOf('Essai');
    expect(titre).toBeGreaterThan(0);
    scelle.write('Faux!', titre, 'latin1');
    const { stdout } = await lancer('pdfsig', ['-nocert', await garder('change.pdf', scelle)]);
    expect(stdout).not.toContain('Signature is Valid.');
  });

  test('openssl vérifie la signature et sa chaîne ; les attributs sont ceux de PAdES B-B, sans signing-time', async () => {
    const { cms, couverts, info } = signatureDe(await sealPdf(sans, await openSeal(atelier.p12, PASSWORD), AU));
    await garder('cms.der', cms);
    await garder('couverts', couverts);
    await atelier.openssl(
      ...['cms', '-verify', '-binary', '-inform', 'DER', '-in', 'cms.der', '-content', 'couverts'],
      ...['-CAfile', 'ca.pem', '-purpose', 'any', '-out', 'lu'],
    );
    const types = info.signerInfos[0]?.signedAttrs?.attributes.map(({ type }) => type) ?? [];
    expect(types).toContain('1.2.840.113549.1.9.3'); // content-type
    expect(types).toContain('1.2.840.113549.1.9.4'); // message-digest
    expect(types).toContain('1.2.840.113549.1.9.16.2.47'); // signing-certificate-v2
    expect(types).not.toContain('1.2.840.113549.1.9.5'); // signing-time: EN 319 142-1, 6.3
  });

  test('daté par un service d’horodatage, le jeton est celui de cette signature, selon openssl', async () => {
    const tsa = await atelier.startTsa();
    const scelle = await sealPdf(sans, await openSeal(atelier.p12, PASSWORD, tsa.url), AU);
    await tsa.close();
    const [signataire] = signatureDe(scelle).info.signerInfos;
    const [jeton] = signataire?.unsignedAttrs?.attributes ?? [];
    expect(jeton?.type).toBe('1.2.840.113549.1.9.16.2.14');
    const valeur = jeton?.values[0] as { toBER(): ArrayBuffer };
    await garder('jeton.der', new Uint8Array(valeur.toBER()));
    await garder('signature.bin', new Uint8Array(signataire?.signature.getValue() ?? new ArrayBuffer()));
    const verification = ['ts', '-verify', '-token_in', '-in', 'jeton.der', '-data', 'signature.bin'];
    expect(await atelier.openssl(...verification, '-CAfile', 'ca.pem')).toContain('OK');
    const { stdout } = await lancer('pdfsig', ['-nocert', await garder('date.pdf', scelle)]);
    expect(stdout).toContain('Signature is Valid.');
  });

  test('un service qui date autre chose, ou qui ne répond pas, ne donne pas de PDF scellé', async () => {
    const vrai = await atelier.startTsa();
    const ailleurs = await sealPdf(sans, await openSeal(atelier.p12, PASSWORD, vrai.url), AU);
    await vrai.close();
    expect(ailleurs.length).toBeGreaterThan(sans.length);
    const derniere = await readFile(join(atelier.folder, 'reply.tsr'));
    const faux = await atelier.startTsa(() => derniere);
    const cachet = await openSeal(atelier.p12, PASSWORD, faux.url);
    const plusTard = { ...AU, now: new Date(AU.now.getTime() + 1000) };
    await expect(sealPdf(sans, cachet, plusTard)).rejects.toThrow('answered for something else than this signature');
    await faux.close();
    await expect(sealPdf(sans, cachet, AU)).rejects.toThrow('TSA request failed');
  });

  test('une clé sur courbe elliptique scelle aussi', async () => {
    await atelier.openssl('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', 'ec.key');
    const demande = ['-config', 'openssl.cnf', '-key', 'ec.key', '-subj', '/CN=Cachet', '-extensions', 'seal'];
    await atelier.openssl('req', '-x509', ...demande, '-out', 'ec.pem');
    const cle = ['-inkey', 'ec.key', '-in', 'ec.pem', '-out', 'ec.p12', '-passout', `pass:${PASSWORD}`];
    await atelier.openssl('pkcs12', '-export', ...cle);
    const cachet = await openSeal(await readFile(join(atelier.folder, 'ec.p12')), PASSWORD);
    const { stdout } = await lancer('pdfsig', ['-nocert', await garder('ec.pdf', await sealPdf(sans, cachet, AU))]);
    expect(stdout).toContain('Signature is Valid.');
  });

  test('un certificat échu ne scelle plus rien', async () => {
    const cachet = await openSeal(atelier.p12, PASSWORD);
    await expect(sealPdf(sans, cachet, { ...AU, now: new Date('2040-01-01T00:00:00Z') })).rejects.toThrow(
      'is over since',
    );
  });

  test('un mot de passe inexact, ou un fichier qui n’est pas PKCS#12, est dit', async () => {
    await expect(openSeal(atelier.p12, 'autre')).rejects.toThrow('mot de passe inexact');
    await expect(openSeal(Buffer.from('rien'), PASSWORD)).rejects.toThrow('fichier sans clé ni certificat');
  });

  test.skipIf(!verapdf)('il reste PDF/A-2a, daté ou non, selon veraPDF', { timeout: 120_000 }, async () => {
    const tsa = await atelier.startTsa();
    const date = await sealPdf(sans, await openSeal(atelier.p12, PASSWORD, tsa.url), AU);
    await tsa.close();
    const archive = await sealPdf(sans, await openSeal(atelier.p12, PASSWORD), AU);
    expect(await conformite({ archive, date })).toEqual({ archive: 'PASS', date: 'PASS' });
  });
});
