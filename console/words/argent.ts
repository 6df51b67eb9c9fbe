/** How the states of money look; their words are the contract's (`labelIn`). */

const ORDER_TAGS: Readonly<Record<string, string>> = {
  'a-payer': 'tag-warn',
  'en-lot': 'tag-warn',
  retenu: 'tag-bad',
  rejete: 'tag-bad',
  retourne: 'tag-bad',
  execute: 'tag-good',
};
export const orderTag = (etat: string): string => ORDER_TAGS[etat] ?? 'tag-plain';

const ISSUE_TAGS: Readonly<Record<string, string>> = {
  appliquee: 'tag-good',
  refusee: 'tag-bad',
  'sans-nouvelle': 'tag-warn',
};
export const issueTag = (issue: string): string => ISSUE_TAGS[issue] ?? 'tag-plain';
