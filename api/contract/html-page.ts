/** The frame of the small French pages that the API serves. `title`, `body`: HTML already. */
export const htmlPage = (title: string, body: string): string => `<!doctype html>
<html lang="fr">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<style>body{font:1.1rem/1.6 system-ui,sans-serif;max-width:42rem;margin:3rem auto;padding:0 1rem}</style></head>
<body><main>${body}</main></body>
</html>
`;
