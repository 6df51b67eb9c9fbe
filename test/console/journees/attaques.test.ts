/** The console's door, attacked: headers, cookies, sign-in, forms of elsewhere, addresses, bodies. Without a browser. */
import { request as demandeBrute } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PAGES, PUBLIC_PAGES } from '../../../console/pages/index.ts';
import { ouvrirConsole, type ConsoleOuverte } from '../ouvrir.ts';
import { visiteur, type Reponse, type Visiteur } from '../visiteur.ts';
import { adresses, equipeDe } from '../visites.ts';

const ARS = 'ars-nouvelle-aquitaine';
let console_: ConsoleOuverte;
let agent: Visiteur;
const lignes: string[] = [];

beforeAll(async () => {
  console_ = await ouvrirConsole({ journal: (ligne) => lignes.push(ligne) });
  agent = visiteur(console_);
  await agent.connecter(ARS);
});
afterAll(() => console_.fermer());

/** What a page of ours is, even when it refuses: French, framed, and nothing of the machine. */
function expectPage({ status, headers, texte }: Reponse, statuts: readonly number[]): void {
  expect(statuts, texte.slice(0, 300)).toContain(status);
  expect(headers.get('content-type')).toMatch(/^text\/(html|plain); charset=utf-8$/);
  expect(texte).not.toMatch(/Cannot (GET|POST|PUT)|at .*\.tsx?:\d+|node_modules|Error:/);
  if (headers.get('content-type')?.startsWith('text/html') === true) expect(texte).toContain('<html lang="fr"');
}

describe('chaque réponse', () => {
  const CHEMINS = ['/', '/connexion', '/sante', '/rien', '/dossiers', '/connexion/retour', '/connexion/inconnu'];

  test('interdit le cadre, le script d’ailleurs, la devinette de type et le cache ; ne nomme aucun programme', async () => {
    const vus: string[] = [];
    for (const qui of [visiteur(console_), agent])
      for (const chemin of [...CHEMINS, ...PUBLIC_PAGES.map(({ path }) => path)]) {
        const { headers } = await qui.demander(chemin);
        const politique = headers.get('content-security-policy') ?? '';
        expect(politique, chemin).toContain("default-src 'none'");
        expect(politique, chemin).toContain("frame-ancestors 'none'");
        expect(politique, chemin).not.toMatch(/unsafe-|\*|data:/);
        expect(headers.get('x-frame-options')?.toUpperCase(), chemin).toBe('DENY');
        expect(headers.get('x-content-type-options'), chemin).toBe('nosniff');
        expect(headers.get('cross-origin-opener-policy'), chemin).toBe('same-origin');
        expect(headers.get('referrer-policy'), chemin).toBe('same-origin');
        expect(headers.get('cache-control'), chemin).toBe('no-store');
        expect(headers.get('x-powered-by'), chemin).toBeNull();
        expect(headers.get('server'), chemin).toBeNull();
        expect(headers.get('access-control-allow-origin'), chemin).toBeNull();
        vus.push(chemin);
      }
    expect(vus.length).toBeGreaterThan(15);
  });

  test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND'])('%s n’est d’aucune page', async (method) => {
    for (const chemin of ['/', '/dossiers', '/deconnexion', '/rien'])
      expectPage(await agent.demander(chemin, { method, headers: { 'sec-fetch-site': 'same-origin' } }), [405]);
  });

  test('un formulaire vers une adresse qui n’en reçoit pas est une page introuvable, en français', async () => {
    const jeton = await agent.jeton();
    for (const chemin of ['/rien', '/dossiers', '/regles', '/connexion', '/sante'])
      expectPage(await agent.poster(chemin, { _jeton: jeton }), [404]);
    expectPage(await visiteur(console_).poster('/rien', { a: 'b' }), [401]);
  });
});

describe('un cookie', () => {
  test('de session est illisible des scripts, d’un autre site, et change à chaque connexion', async () => {
    const autre = visiteur(console_);
    autre.cookies.set('ess-session', 'plante-avant-la-connexion');
    const arrivee = await autre.connecter(ARS);
    const [pose = ''] = arrivee.headers.getSetCookie().filter((un) => un.startsWith('ess-session='));
    expect(pose).toMatch(/; HttpOnly/i);
    expect(pose).toMatch(/; SameSite=Lax/i);
    expect(pose).toMatch(/; Path=\//i);
    expect(pose).not.toMatch(/Domain=|Expires=|Max-Age=/i);
    const premier = autre.cookies.get('ess-session');
    expect(premier).not.toBe('plante-avant-la-connexion');
    await autre.connecter(ARS);
    expect(autre.cookies.get('ess-session')).not.toBe(premier);
    const avec = await agent.demander('/dossiers', { cookie: `ess-session=${premier}` });
    expect([avec.status, avec.headers.get('location')]).toEqual([303, '/connexion?suite=%2Fdossiers']);
  });

  test.each([
    ['vide', 'ess-session='],
    ['tronqué', 'ess-session=abc'],
    ['de mille caractères', `ess-session=${'x'.repeat(1000)}`],
    ['d’une autre forme', 'ess-session=%00%ff; ess-dit=%'],
    ['de deux valeurs', 'ess-session=a; ess-session=b'],
    ['d’un prototype', '__proto__=1; ess-session=__proto__'],
  ])('%s n’ouvre rien et ne casse rien', async (_nom, cookie) => {
    const { status, headers } = await agent.demander('/dossiers', { cookie });
    expect([status, headers.get('location')]).toEqual([303, '/connexion?suite=%2Fdossiers']);
    expectPage(await agent.demander('/', { cookie }), [200, 303]);
    expectPage(await agent.poster('/deconnexion', { _jeton: 'x' }, { cookie }), [303]);
  });

  test('scellé pour un usage n’en a pas d’autre, et altéré d’un caractère ne dit plus rien', async () => {
    const autre = visiteur(console_);
    await autre.demander('/connexion/local?compte=national');
    const scelle = autre.cookies.get('ess-connexion') ?? '';
    expect(scelle).not.toBe('');
    const session = agent.cookies.get('ess-session') ?? '';
    const { status, texte } = await agent.demander('/dossiers', {
      cookie: `ess-session=${session}; ess-dit=${scelle}`,
    });
    expect(status).toBe(200);
    expect(texte).not.toMatch(/verifier|nonce|\[object/);
    const altere = `${scelle.slice(0, 30)}${scelle[30] === 'A' ? 'B' : 'A'}${scelle.slice(31)}`;
    for (const connexion of [altere, scelle.slice(0, -4), 'x', ''])
      expectPage(
        await autre.demander('/connexion/retour?code=a&state=b', { cookie: `ess-connexion=${connexion}` }),
        [400],
      );
  });
});

describe('se connecter', () => {
  test('un retour sans connexion commencée, d’une autre, ou refusé, ne connecte personne', async () => {
    for (const retour of ['', '?code=a', '?code=a&state=b', '?error=access_denied&state=b', '?code=a&code=b&state=c'])
      for (const commence of [false, true]) {
        const autre = visiteur(console_);
        if (commence) await autre.demander('/connexion/local?compte=national');
        const reponse = await autre.demander(`/connexion/retour${retour}`);
        expectPage(reponse, [400]);
        expect(autre.cookies.has('ess-session')).toBe(false);
        expect(reponse.texte).toContain('Vous n’êtes pas connecté.');
      }
  });

  test('le retour d’une victime, mené par qui attaque, ne la connecte pas sous un autre nom', async () => {
    const attaquant = visiteur(console_);
    let adresse = `${console_.url}/connexion/local?compte=national`;
    for (let etapes = 0; !adresse.startsWith(`${console_.url}/connexion/retour`) && etapes < 12; etapes += 1) {
      let reponse = await attaquant.demander(adresse);
      if (reponse.status === 200)
        reponse = await attaquant.poster(adresse, { compte: 'national', code: console_.provider.code });
      adresse = new URL(reponse.headers.get('location') ?? '', adresse).href;
    }
    const victime = visiteur(console_);
    await victime.demander('/connexion/local?compte=porteur-01');
    expectPage(await victime.demander(adresse), [400]);
    expect(victime.cookies.has('ess-session')).toBe(false);
    // The same code, come back twice: the second time gives nothing.
    expect((await attaquant.demander(adresse)).status).toBe(303);
    expectPage(await attaquant.demander(adresse), [400]);
  });

  test.each([
    '//ailleurs.example',
    '/\\ailleurs.example',
    'https://ailleurs.example/',
    'javascript:alert(1)',
    '/%2F/ailleurs.example',
    '/\tailleurs',
    '/\r\nSet-Cookie: a=b',
    '\u0000/dossiers',
  ])('« suite=%j » ne mène jamais ailleurs', async (suite) => {
    const autre = visiteur(console_);
    const arrivee = await autre.connecter(ARS, suite);
    expect(arrivee.status).toBe(303);
    const menee = new URL(arrivee.headers.get('location') ?? 'x:', console_.url);
    expect(menee.origin).toBe(console_.url);
    expect(arrivee.headers.getSetCookie().some((un) => un.startsWith('a='))).toBe(false);
  });

  test('se déconnecter demande le jeton de la session ; ensuite le cookie n’ouvre plus rien', async () => {
    const autre = visiteur(console_);
    await autre.connecter(ARS);
    const jeton = await autre.jeton();
    const cookie = `ess-session=${autre.cookies.get('ess-session')}`;
    await autre.poster('/deconnexion', {}, { cookie });
    await autre.poster('/deconnexion', { _jeton: await agent.jeton() }, { cookie });
    expect((await autre.demander('/dossiers', { cookie })).status).toBe(200);
    expect((await autre.poster('/deconnexion', { _jeton: jeton }, { cookie })).status).toBe(200);
    expect((await autre.demander('/dossiers', { cookie })).status).toBe(303);
  });
});

describe('un formulaire', () => {
  const chemin = () => `/dossiers/${equipeDe(console_, 'endocrinologie')}/actes/consigner-echange`;

  test.each([
    ['d’un autre site', { 'sec-fetch-site': 'cross-site' }],
    ['d’un sous-domaine', { 'sec-fetch-site': 'same-site' }],
    ['d’un autre site, d’un navigateur ancien', { origin: 'https://ailleurs.example' }],
    ['d’un cadre sans origine', { origin: 'null' }],
    ['du même nom à un autre port', { origin: 'http://127.0.0.1:1' }],
  ])('%s est refusé, jeton compris', async (_qui, headers) => {
    const jeton = await agent.jeton();
    expectPage(await agent.poster(chemin(), { _jeton: jeton, etape: 'envoi' }, { headers }), [403]);
  });

  test('sans jeton, d’un autre, répété ou d’une autre forme, n’est pas de cette session : sa saisie est gardée', async () => {
    const autre = visiteur(console_);
    await autre.connecter(ARS);
    const etranger = await autre.jeton();
    const mien = await agent.jeton();
    const formes: readonly string[] = [
      '',
      `_jeton=${etranger}`,
      `_jeton=${mien}&_jeton=${mien}`,
      `_jeton[]=${mien}`,
      `_jeton=${mien}x`,
    ];
    for (const forme of formes) {
      const reponse = await agent.poster(chemin(), {}, { body: `${forme}&sujet=Mot+gard%C3%A9` });
      expectPage(reponse, [403]);
      expect(reponse.texte, forme).toContain('Retrouver ma saisie');
    }
  });

  test('dans l’adresse plutôt que dans le corps ne fait rien', async () => {
    const jeton = await agent.jeton();
    expectPage(await agent.poster(`${chemin()}?_jeton=${jeton}&etape=envoi`, {}), [403]);
    expectPage(
      await agent.demander(`${chemin()}?_jeton=${jeton}&etape=envoi`, {
        headers: { 'x-http-method-override': 'POST' },
      }),
      [200],
    );
  });

  test.each([
    ['de deux mégaoctets', () => ({ body: `a=${'x'.repeat(2_000_000)}` }), [413]],
    [
      'de vingt mille champs',
      () => ({ body: Array.from({ length: 20_000 }, (_, rang) => `c${rang}=1`).join('&') }),
      [413],
    ],
    ['aux pourcents cassés', () => ({ body: 'a=%&b=%E0%A4%A&%=%' }), [403]],
    [
      'd’un autre jeu de caractères',
      () => ({ body: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-7' } }),
      [415],
    ],
    ['compressé sans l’être', () => ({ body: 'a=b', headers: { 'content-encoding': 'gzip' } }), [400]],
    ['d’un codage inconnu', () => ({ body: 'a=b', headers: { 'content-encoding': 'br2' } }), [415]],
    ['en JSON', () => ({ body: '{"_jeton":"x"}', headers: { 'content-type': 'application/json' } }), [403]],
    [
      'aux fichiers de trente mégaoctets',
      () => ({
        body: `--a\r\nContent-Disposition: form-data; name="f"; filename="f.pdf"\r\n\r\n${'x'.repeat(30 * 1024 * 1024)}\r\n--a--\r\n`,
        headers: { 'content-type': 'multipart/form-data; boundary=a' },
      }),
      [413],
    ],
    ['à parties sans frontière', () => ({ body: 'x', headers: { 'content-type': 'multipart/form-data' } }), [400]],
    [
      'à parties tronquées',
      () => ({
        body: '--a\r\nContent-Disposition: form-data; name="x"\r\n\r\n1',
        headers: { 'content-type': 'multipart/form-data; boundary=a' },
      }),
      [400],
    ],
    [
      'à parties nommées comme un prototype',
      () => ({
        body: '--a\r\nContent-Disposition: form-data; name="__proto__"\r\n\r\n1\r\n--a\r\nContent-Disposition: form-data; name="__proto__"\r\n\r\n2\r\n--a--\r\n',
        headers: { 'content-type': 'multipart/form-data; boundary=a' },
      }),
      [403],
    ],
  ] as const)('%s est refusé d’une phrase en français, sans faute au journal', async (_nom, envoi, statuts) => {
    lignes.length = 0;
    const reponse = await agent.poster(chemin(), {}, envoi());
    expectPage(reponse, statuts);
    expect(reponse.headers.get('content-type')).toContain('text/html');
    expect(lignes.filter((ligne) => /"level":"error"|failure/.test(ligne))).toEqual([]);
  });
});

describe('une adresse', () => {
  test.each([
    '/%',
    '/%E0%A4%A',
    '/dossiers/%00',
    '/dossiers/..%2F..%2Fmoi',
    '/dossiers/%2e%2e/journal',
    '/dossiers/ess-33-%F0%9F%98%80',
    '/dossiers/ess-33-1%27%20or%201=1--/journal',
    `/dossiers/${'x'.repeat(6000)}`,
    '/dossiers?tri=__proto__&region[]=a&region[$gt]=1',
    '/dossiers?page=-1&par=1e9&apres=%00',
    '/dossiers?q=%ED%A0%80',
    '/regles/__proto__',
    '/regles/constructor',
    '/caisse/compte?caisse=__proto__',
    '/etat-des-lieux?annee=0000&vue=constructor',
    '/dossiers?saisie=%27',
    '/style.css/../../package.json',
    '/connexion/__proto__',
    '/connexion/constructor',
    '/connexion?suite[]=a&suite=b',
  ])('%s : une page, jamais une faute', async (chemin) => {
    lignes.length = 0;
    for (const qui of [agent, visiteur(console_)])
      expectPage(await qui.demander(chemin), [200, 303, 400, 404, 414, 422]);
    expect(lignes.filter((ligne) => /"level":"error"|failure/.test(ligne))).toEqual([]);
  });

  test('chaque page, avec une chaîne hostile partout où elle lit, n’en fait ni faute ni balise', async () => {
    const hostile = `"><svg/onload=alert(1)>'`;
    const parametres = new URLSearchParams(
      [
        'q',
        'suite',
        'tri',
        'region',
        'caisse',
        'annee',
        'vue',
        'le',
        'liste',
        'saisie',
        'specialite',
        'phase',
        'page',
        'apres',
        'filtre',
        'specialites',
        'champ',
        'rang',
        'pourquoi',
        'nom',
        'depuis',
        'jours',
        'avant',
        'statut',
        'code',
      ].map((nom) => [nom, hostile]),
    );
    lignes.length = 0;
    const fautes: string[] = [];
    for (const compte of [ARS, 'caisse-gironde', 'porteur-01', 'national', 'exploitant']) {
      const qui = visiteur(console_);
      await qui.connecter(compte);
      const vraies = adresses(console_);
      const chemins = [...vraies, ...PAGES.map(({ path }) => path.replaceAll(/:[a-z]+/g, encodeURIComponent(hostile)))];
      for (const chemin of new Set(chemins)) {
        const { status, texte } = await qui.demander(
          `${chemin}${chemin.includes('?') ? '&' : '?'}${parametres.toString()}`,
        );
        if (status >= 500) fautes.push(`${compte} ${chemin} : ${status}`);
        if (texte.includes('<svg/onload')) fautes.push(`${compte} ${chemin} : balise`);
      }
    }
    expect(fautes).toEqual([]);
    expect(lignes.filter((ligne) => /"level":"error"|failure/.test(ligne))).toEqual([]);
  });
});

test('deux longueurs, ou une longueur et des morceaux : la demande est refusée et la connexion fermée', async () => {
  const { hostname, port } = new URL(console_.url);
  const reponse = await new Promise<number>((resolve, reject) => {
    const demande = demandeBrute(
      {
        hostname,
        port,
        method: 'POST',
        path: '/deconnexion',
        headers: { 'content-length': '3', 'transfer-encoding': 'chunked' },
      },
      (recue) => {
        recue.resume();
        resolve(recue.statusCode ?? 0);
      },
    );
    demande.on('error', reject);
    demande.end('a=b');
  });
  expect(reponse).toBe(400);
});
