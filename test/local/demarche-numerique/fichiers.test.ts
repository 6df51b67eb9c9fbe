/** Démarche Numérique as its double plays it: addresses good for an hour, virus scans, checksums, direct uploads. */
import { describe, expect, test } from 'vitest';
import { ROBOT } from '../../../local/demarche-numerique/ready-made/index.ts';
import * as agents from '../../../local/demarche-numerique/world/agent.ts';
import { keepFile, md5, type NewFile } from '../../../local/demarche-numerique/world/files.ts';
import type { Dossier } from '../../../local/demarche-numerique/world/model.ts';
import { essai } from './essai.ts';
import { LETTRE } from './lettre.ts';

const e = essai('2026-03-02T09:00:00');
const PDF = Buffer.from('%PDF-1.7 contenu\u0000\u00ff');
const LISTED = `champs(id: "${Buffer.from('Champ-1036').toString('base64')}") { ... on PieceJustificativeChamp { files { filename contentType checksum byteSizeBigInt virusScanResult url } } }`;

interface Listed {
  readonly checksum: string;
  readonly url: string;
  readonly virusScanResult: string;
}
const withFile = (file: Partial<NewFile> = {}): Dossier => {
  const { id } = keepFile(e.dn.world, { nom: 'lettre signée.pdf', type: 'application/pdf', contenu: PDF, ...file });
  return e.depose({ ...LETTRE, 1036: [id] });
};
const listed = async (dossier: Dossier) => (await e.dossier(dossier, LISTED)).champs[0].files as Listed[];

describe('un fichier', () => {
  test('se télécharge octet pour octet pendant une heure, puis plus', async () => {
    const [file] = await listed(withFile());
    expect(file).toMatchObject({
      filename: 'lettre signée.pdf',
      contentType: 'application/pdf',
      checksum: md5(PDF),
      byteSizeBigInt: String(PDF.length),
      virusScanResult: 'safe',
    });
    e.dn.advanceTo('2026-03-02T10:00:00');
    expect(Buffer.from(await (await fetch(file?.url ?? '')).arrayBuffer())).toEqual(PDF);
    e.dn.advanceTo('2026-03-02T10:00:01');
    expect((await fetch(file?.url ?? '')).status).toBe(404);
  });

  test('n’est pas à qui devine son adresse', async () => {
    const [file] = await listed(withFile());
    const [, id, end] = /fichiers\/(\d+)\/(\d+)\//.exec(file?.url ?? '') ?? [];
    const guessed = [
      `/fichiers/${id}/${Number(end) + 1}/x/lettre`,
      (file?.url ?? '').replace(String(end), String(Number(end) + 3_600_000)),
    ];
    for (const url of guessed) expect((await fetch(new URL(url, e.dn.pageUrl))).status).toBe(404);
  });

  test('dont l’analyse dure est listé « pending », puis « safe », sans que la date du dossier bouge', async () => {
    e.dn.world.dureeScan = 120_000;
    const dossier = withFile();
    expect((await listed(dossier))[0]?.virusScanResult).toBe('pending');
    e.dn.advanceTo('2026-03-02T09:02:00');
    expect((await listed(dossier))[0]?.virusScanResult).toBe('safe');
    expect(await e.dossier(dossier, 'dateDerniereModification')).toEqual({
      dateDerniereModification: '2026-03-02T09:00:00+01:00',
    });
  });

  test.each(['infected', 'integrity_error'] as const)('%s disparaît, avec son adresse', async (scan) => {
    e.dn.world.dureeScan = 120_000;
    const dossier = withFile({ scan });
    const [file] = await listed(dossier);
    e.dn.advanceTo('2026-03-02T09:02:00');
    expect(await listed(dossier)).toEqual([]);
    expect((await fetch(file?.url ?? '')).status).toBe(404);
  });

  test('peut annoncer une autre empreinte que la sienne', async () => {
    const [file] = await listed(withFile({ checksum: md5(Buffer.from('autre chose')) }));
    const content = Buffer.from(await (await fetch(file?.url ?? '')).arrayBuffer());
    expect(file?.checksum).not.toBe(md5(content));
  });

  test('fait par le service, le PDF du dossier n’a ni taille ni empreinte', async () => {
    expect(await e.dossier(e.depose(), 'pdf { checksum byteSizeBigInt }')).toEqual({
      pdf: { checksum: '', byteSizeBigInt: '0' },
    });
  });
});

describe('un envoi direct', () => {
  const announce = async (dossier: Dossier, checksum = md5(PDF)) => {
    const { number } = dossier;
    const input = {
      dossierId: Buffer.from(`Dossier-${number}`).toString('base64'),
      filename: 'décision.pdf',
      contentType: 'application/pdf',
      byteSize: PDF.length,
      checksum,
    };
    const { data } = await e.ask(
      'mutation($input: CreateDirectUploadInput!) { createDirectUpload(input: $input) { directUpload { url headers signedBlobId } } }',
      { input },
    );
    return data.createDirectUpload.directUpload as { url: string; headers: string; signedBlobId: string };
  };
  const put = ({ url, headers }: { url: string; headers: string }, body: Buffer<ArrayBuffer> = PDF) =>
    fetch(url, { method: 'PUT', headers: JSON.parse(headers) as Record<string, string>, body });
  const attach = (dossier: Dossier, attachment: string) =>
    e.act('dossierEnvoyerMessage', dossier, { body: 'Voici', attachment });

  test('annoncé, puis envoyé, s’attache à un message et se relit', async () => {
    const dossier = e.depose();
    const upload = await announce(dossier);
    expect((await put(upload)).status).toBe(204);
    expect(await attach(dossier, upload.signedBlobId)).toEqual({ errors: null });
    const { messages } = await e.dossier(dossier, 'messages { attachments { filename checksum } }');
    expect(messages.at(-1)).toEqual({ attachments: [{ filename: 'décision.pdf', checksum: md5(PDF) }] });
  });

  test('s’attache à une décision', async () => {
    const dossier = e.depose();
    agents.passerEnInstruction(e.dn.world, dossier, ROBOT);
    const upload = await announce(dossier);
    await put(upload);
    expect(
      await e.act('dossierAccepter', dossier, { motivation: 'Conforme', justificatif: upload.signedBlobId }),
    ).toEqual({ errors: null });
    expect(await e.dossier(dossier, 'motivationAttachment { filename }')).toEqual({
      motivationAttachment: { filename: 'décision.pdf' },
    });
  });

  test('jamais envoyé, inconnu, ou d’une autre empreinte que l’annoncée, ne s’attache pas', async () => {
    const dossier = e.depose();
    const sent = await announce(dossier, md5(Buffer.from('autre chose')));
    await put(sent);
    expect(await attach(dossier, (await announce(dossier)).signedBlobId)).toEqual({
      errors: [{ message: 'Le fichier n’a pas été correctement téléversé sur le serveur de stockage' }],
    });
    expect(await attach(dossier, 'inconnu')).toEqual({
      errors: [{ message: 'L’identifiant du fichier téléversé est invalide' }],
    });
    expect(await attach(dossier, sent.signedBlobId)).toEqual({
      errors: [{ message: 'Le hash du fichier téléversé est invalide' }],
    });
  });

  test('d’une autre taille que l’annoncée, ou ailleurs, est refusé par le stockage', async () => {
    const upload = await announce(e.depose());
    expect((await put(upload, Buffer.from('court'))).status).toBe(422);
    expect((await put({ ...upload, url: `${upload.url}x` })).status).toBe(404);
  });
});
