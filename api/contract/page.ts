/** The contract as a page: Swagger UI, served by us, with a French frame. */

/** Styles are set by the library on its elements; images are its own, in its style sheet. */
export const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

export const PAGE_SCRIPT = `window.addEventListener('load', () => {
  SwaggerUIBundle({
    url: '/api/v1/openapi.json',
    dom_id: '#contrat',
    deepLinking: true,
    docExpansion: 'none',
    defaultModelsExpandDepth: -1,
    displayRequestDuration: true,
    filter: true,
    tryItOutEnabled: true,
    persistAuthorization: true,
    validatorUrl: null,
    presets: [SwaggerUIBundle.presets.apis],
  });
});
`;

export const DOCUMENTATION_PAGE = `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>L’API des équipes de soins spécialisés</title>
<link rel="icon" href="/api/v1/documentation/favicon-32x32.png">
<link rel="stylesheet" href="/api/v1/documentation/swagger-ui.css">
</head>
<body>
<main id="contrat"></main>
<noscript><p>Cette page a besoin de JavaScript ; le contrat lui-même se lit dans <a href="/api/v1/openapi.json">openapi.json</a>.</p></noscript>
<script src="/api/v1/documentation/swagger-ui-bundle.js"></script>
<script src="/api/v1/documentation/page.js"></script>
</body>
</html>
`;
