/** The accounts of the local provider: one for each organisation and role, none of them a person. */
import { CODES_CAISSES } from '../../domain/creation/caisses.ts';
import { SLUGS_REGIONS } from '../../domain/creation/regions.ts';
import type { IdentitySettings } from '../../identity/settings.ts';

/** The API, as its tokens name it. */
export const AUDIENCE = 'urn:ess:api';

export interface Account {
  /** Also the name of the client that stands for it. */
  readonly id: string;
  /** As ProConnect names an organisation; of nobody: no company number starts with so many zeros. */
  readonly siret: string;
}

const siret = (rank: number): string => String(rank).padStart(14, '0');

const PORTEURS = ['porteur-01', 'porteur-02', 'porteur-03'];

/** Brings what a deposit platform has stamped (DEC-29): what a scenario says so is sent by it. */
export const CONNECTEUR = 'connecteur';

/** Of two roles, between which it chooses (`X-Role`). */
export const DEUX_ROLES = 'pilote-et-exploitant';

/** Of the same organisation as the ARS of Nouvelle-Aquitaine: one may delegate to it. */
export const COLLEGUE = 'collegue-nouvelle-aquitaine';

const ORGANISATIONS: readonly Account[] = [
  ...SLUGS_REGIONS.map((slug) => `ars-${slug}`),
  ...CODES_CAISSES.map((code) => `caisse-${code}`),
  ...PORTEURS,
  'national',
  'exploitant',
  CONNECTEUR,
  DEUX_ROLES,
].map((id, index) => ({ id, siret: siret(index + 1) }));

/** `ars-<region>`, `caisse-<code>`, `porteur-01`…, `national`, `exploitant`, `connecteur`, `pilote-et-exploitant`, `collegue-nouvelle-aquitaine`. */
export const ACCOUNTS: readonly Account[] = [
  ...ORGANISATIONS,
  ...ORGANISATIONS.filter(({ id }) => id === 'ars-nouvelle-aquitaine').map((other) => ({ ...other, id: COLLEGUE })),
];

/** Others of the organisation of that account: `<id>-1`, `<id>-2`… Throws when there is no such account. */
export function colleaguesOf(id: string, count: number): readonly Account[] {
  const one = ACCOUNTS.find((account) => account.id === id);
  if (one === undefined) throw new Error(`No account «${id}» in the local directory.`);
  return Array.from({ length: count }, (_, rank) => ({ ...one, id: `${id}-${rank + 1}` }));
}

const siretOf = (id: string): string => ACCOUNTS.find((account) => account.id === id)?.siret ?? '';

/** What the claims of these accounts make of them, in the words of ESS_IDENTITES. */
export const settingsFor = (issuer: string): IdentitySettings => ({
  fournisseurs: [
    {
      emetteur: issuer,
      audience: AUDIENCE,
      algorithmes: ['ES256'],
      types: ['at+jwt'],
      dureeMaximaleHeures: 24,
      organisation: 'siret',
      attributions: [
        ...SLUGS_REGIONS.map((slug) => ({
          si: { siret: [siretOf(`ars-${slug}`)] },
          role: 'ars' as const,
          regions: [slug],
        })),
        ...CODES_CAISSES.map((code) => ({
          si: { siret: [siretOf(`caisse-${code}`)] },
          role: 'caisse' as const,
          caisses: [code],
        })),
        { si: { siret: PORTEURS.map(siretOf) }, role: 'porteur' as const },
        { si: { siret: [siretOf(CONNECTEUR)] }, role: 'porteur' as const, connecteur: true },
        { si: { siret: [siretOf('national'), siretOf(DEUX_ROLES)] }, role: 'national' as const },
        { si: { siret: [siretOf('exploitant'), siretOf(DEUX_ROLES)] }, role: 'exploitant' as const },
      ],
    },
  ],
});

/** The account of a role on a territory: what a scenario's actor signs in as. */
export function accountOf(role: string, { region, caisse }: { region: string; caisse: string }): string {
  if (role === 'ars') return `ars-${region}`;
  if (role === 'caisse') return `caisse-${caisse}`;
  return role === 'porteur' ? 'porteur-01' : role;
}
