/** Sending e-mail: an SMTP server named by its URL. */
import { createTransport } from 'nodemailer';

export interface Courriel {
  readonly messageId: string;
  readonly adresses: readonly string[];
  readonly objet: string;
  readonly corps: string;
  /** The same in HTML: readers choose. */
  readonly corpsHtml?: string | null;
  /** Address that ends this kind of message in one click (RFC 8058). */
  readonly desinscription?: string;
  /** A PDF to attach. */
  readonly piece?: { readonly nom: string; readonly contenu: Uint8Array };
}

export interface Mailer {
  /**
   * Resolves once the server has accepted the message for one address at least, with those it refused; fails when it
   * accepted none. A refused address must not make the others receive the message again and again.
   */
  send(courriel: Courriel): Promise<readonly string[]>;
  close(): void;
}

export interface MailerOptions {
  /** e.g. `smtps://user:password@host:465`; the environment's `SMTP_URL` when absent. */
  readonly smtpUrl?: string;
  /** Sender; the environment's `MAIL_FROM` when absent. */
  readonly from?: string;
}

const TIMEOUT_MS = 20_000;

/**
 * Connections are kept from one message to the next: opening one, with TLS and a password, costs several exchanges. A message
 * whose connection ends under it fails, as on a connection of its own: who sends it decides to send it again.
 */
const KEPT = { pool: true, maxConnections: 4, maxMessages: 100, maxRequeues: 0 } as const;

/** Fails when no SMTP server is named: a notice that goes nowhere must be seen, not lost. */
export function createMailer(options: MailerOptions = {}): Mailer {
  const url = options.smtpUrl ?? process.env['SMTP_URL'];
  if (url === undefined || url === '') throw new Error('No SMTP server: set SMTP_URL (e.g. smtp://127.0.0.1:2525).');
  const from =
    options.from ?? process.env['MAIL_FROM'] ?? 'Équipes de soins spécialisés <ne-pas-repondre@exemple.invalid>';
  const timeouts = { connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS };
  const transport = createTransport({ url, ...KEPT, ...timeouts }, { from });
  return {
    async send({ messageId, adresses, objet, corps, corpsHtml, desinscription, piece }) {
      // No automatic answer is wanted (RFC 3834).
      const headers = {
        'Auto-Submitted': 'auto-generated',
        'Content-Language': 'fr',
        ...(desinscription === undefined
          ? {}
          : {
              'List-Unsubscribe': `<${desinscription}>`,
              'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
            }),
      };
      const attachments =
        piece === undefined
          ? []
          : [{ filename: piece.nom, content: Buffer.from(piece.contenu), contentType: 'application/pdf' }];
      const words = { text: corps, ...(typeof corpsHtml !== 'string' ? {} : { html: corpsHtml }) };
      const message = { messageId, to: [...adresses], subject: objet, ...words, headers, attachments };
      const sent = await transport.sendMail(message);
      return sent.rejected;
    },
    close: () => transport.close(),
  };
}
