/** The log of a process: one JSON object a line on standard output. Whoever writes in it names no one. */
import pino from 'pino';

export type Log = pino.Logger;

export const createLog = (
  processus: 'api' | 'worker' | 'codec' | 'console' | 'demarches',
  destination?: pino.DestinationStream,
): Log =>
  pino(
    {
      base: { processus, pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      messageKey: 'message',
      formatters: { level: (label) => ({ niveau: label }) },
    },
    destination ?? pino.destination({ fd: 1, sync: true }),
  );
