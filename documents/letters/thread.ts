/** The thread that lays letters out: nobody waits for a letter, so it leaves the processor to what answers people. */
import { setPriority } from 'node:os';
import { isMainThread } from 'node:worker_threads';

const EN_DERNIER = 10;
// On Linux a priority is a thread's own; elsewhere it would be the whole process's.
if (!isMainThread && process.platform === 'linux') setPriority(EN_DERNIER);

export { pdfDuCourrier } from './pdf.ts';
