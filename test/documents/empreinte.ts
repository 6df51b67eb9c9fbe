/** A program: lays out a page for each text it is given, one after the other, and prints the digest of the last. */
import { createHash } from 'node:crypto';
import { composePdf } from '../../documents/pdf.ts';
import { date } from '../records/exemples.ts';

let pdf = new Uint8Array();
for (const text of process.argv.slice(2))
  pdf = new Uint8Array(await composePdf({ titre: text, pied: '', le: date('2026-01-15'), contenu: [{ text }] }));
console.log(createHash('sha256').update(pdf).digest('hex'));
