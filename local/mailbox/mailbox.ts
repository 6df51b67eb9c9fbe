/**
 * A mailbox for development: a real SMTP server on loopback that keeps every message as an `.eml` file, shows them on a
 * page (text, HTML) and gives their attachments. Nothing leaves the machine.
 */
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server as NetServer } from 'node:net';
import { join } from 'node:path';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { callsThisMachine } from '../../runtime/this-machine.ts';
import { listPage, messagePage, type Content, type Resume } from './pages.ts';

export interface LocalMailboxOptions {
  /** Default: a free port. */
  readonly smtpPort?: number;
  /** Default: a free port. */
  readonly httpPort?: number;
  readonly folder: string;
  readonly log: (line: string) => void;
}

export interface LocalMailbox {
  readonly smtpUrl: string;
  readonly pageUrl: string;
  close(): Promise<void>;
}

const HOST = '127.0.0.1';

/** What is text is escaped; the HTML of a message stands in a frame of its own, where nothing runs or loads. */
const PAGE = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'",
  'x-content-type-options': 'nosniff',
} as const;
const FRAME = { 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox" } as const;
const FILE = /^\d{15}-\d{6}\.eml$/;

/** Starts both servers; fails, naming the port, when one is taken. */
export async function startLocalMailbox(options: LocalMailboxOptions): Promise<LocalMailbox> {
  await mkdir(options.folder, { recursive: true, mode: 0o700 });
  const smtp = smtpServer(options.folder, options.log);
  const http = createServer((request, response) => {
    if (!callsThisMachine(request.headers.host)) {
      response.writeHead(421).end();
      return;
    }
    answer(options.folder, request.url ?? '/').then(
      ({ status, headers = {}, body }) => {
        response.writeHead(status, { ...PAGE, ...headers });
        response.end(body);
      },
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  const smtpPort = await listen(smtp.server, options.smtpPort ?? 0);
  const httpPort = await listen(http, options.httpPort ?? 0).catch(async (error: unknown) => {
    await closing(smtp);
    throw error;
  });
  return {
    smtpUrl: `smtp://${HOST}:${smtpPort}`,
    pageUrl: `http://${HOST}:${httpPort}/`,
    async close() {
      http.closeAllConnections();
      await Promise.all([closing(smtp), closing(http)]);
    },
  };
}

/** Messages kept, newest first. */
export async function readMessages(folder: string): Promise<(ParsedMail & { readonly file: string })[]> {
  const files = (await readdir(folder)).filter((name) => FILE.test(name)).sort((a, b) => (a < b ? 1 : -1));
  return Promise.all(
    files.map(async (file) => ({ ...(await simpleParser(await readFile(join(folder, file)))), file })),
  );
}

function smtpServer(folder: string, log: (line: string) => void): SMTPServer {
  let count = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    closeTimeout: 500, // those who keep a connection open between two messages are not waited for
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        count += 1;
        const name = `${String(Date.now()).padStart(15, '0')}-${String(count).padStart(6, '0')}.eml`;
        keep(folder, name, Buffer.concat(chunks)).then(() => done(), done);
      });
    },
  });
  server.on('error', (error) => log(`[mailbox] ${error.message}`));
  return server;
}

/** Written aside then renamed: a reader never sees half a message. */
async function keep(folder: string, name: string, content: Buffer): Promise<void> {
  await writeFile(join(folder, `${name}.part`), content, { mode: 0o600 });
  await rename(join(folder, `${name}.part`), join(folder, name));
}

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

const ABSENT = { status: 404, body: listPage([], 'Message introuvable.') } as const;

async function answer(folder: string, url: string): Promise<Answer> {
  // As written: resolved against an address, « // » would be a host.
  const [path = ''] = url.split('?');
  const messages = await readMessages(folder);
  if (path === '/') return { status: 200, body: listPage(messages.map((message) => resumeOf(message))) };
  const [, file = '', part = ''] = path.split('/', 3);
  const message = messages.find((one) => one.file === file);
  if (message === undefined || path.split('/').length > 3) return ABSENT;
  if (part === '') return { status: 200, body: messagePage(resumeOf(message), contentOf(message)) };
  if (part === 'html' && typeof message.html === 'string') return { status: 200, headers: FRAME, body: message.html };
  const attachment = message.attachments[Number(/^piece-([1-9]\d?)$/.exec(part)?.[1] ?? 0) - 1];
  if (attachment === undefined) return ABSENT;
  const headers = {
    'content-type': attachment.contentType,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(attachment.filename ?? part)}`,
  };
  return { status: 200, headers, body: attachment.content };
}

const contentOf = ({ text, html, attachments }: ParsedMail): Content => ({
  text: text ?? '',
  html: typeof html === 'string',
  attachments: attachments.map(({ filename, contentType, size }, rank) => ({
    name: filename ?? `piece-${rank + 1}`,
    type: contentType,
    size,
  })),
});

const resumeOf = (message: ParsedMail & { readonly file: string }): Resume => ({
  file: message.file,
  objet: message.subject ?? '(sans objet)',
  de: message.from?.text ?? '',
  a: [message.to ?? []]
    .flat()
    .map((to) => to.text)
    .join(', '),
  le: message.date,
});

function listen(server: NetServer, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const failed = (cause: Error) =>
      reject(new Error(`Port ${port} cannot be opened on ${HOST}: ${cause.message}`, { cause }));
    server.once('error', failed);
    server.listen(port, HOST, () => {
      server.off('error', failed);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

const closing = (server: { close(done: () => void): unknown }): Promise<void> =>
  new Promise((resolve) => server.close(() => resolve()));
