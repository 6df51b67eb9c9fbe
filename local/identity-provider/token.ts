/** A token of a client with a secret, from any provider of OAuth 2.0. */

/** RFC 6749, §4.4. Throws a sentence when the provider does not know the account. */
export async function requestToken(issuer: string, account: string, secret: string): Promise<string> {
  const answer = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${account}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  const { access_token: token, error } = (await answer.json()) as { access_token?: string; error?: string };
  if (token === undefined)
    throw new Error(`The identity provider gives no token to «${account}»: ${error ?? answer.status}.`);
  return token;
}
