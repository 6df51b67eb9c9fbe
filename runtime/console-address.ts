/** Where the console has its pages: for what leads to them from elsewhere (mails, agenda, receipts). `base`: without its last slash. */

export const casePage = (base: string, ess: string): string => `${base}/dossiers/${encodeURIComponent(ess)}`;

export const invitationPage = (base: string, secret: string): string =>
  `${base}/invitations/${encodeURIComponent(secret)}`;
