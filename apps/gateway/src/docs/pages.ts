import { type ErrorRow } from '@croupier/kernel';

/** The look of every plain page. */
export const style = `
  body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: #1a1a1a; background: #fff; }
  section { border-top: 1px solid #ccc; padding: .5rem 0; } :target { background: #fff6d6; }
  code { font-size: 1.05em; } h2 { font-size: 1.1rem; margin: .5rem 0; } dt { font-weight: 600; } dd { margin: 0 0 .4rem; }
  @media (prefers-color-scheme: dark) { body { color: #eee; background: #16181c; } :target { background: #3a3315; } a { color: #9cf; } }`;

/** Where the JSON Schemas of definitions are, under the public address. */
export const schemasAt = '/docs/schemas';

/** The page of Swagger UI; everything it needs is served from here. */
export const swaggerPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Croupier player API</title>
<link rel="icon" href="/docs/assets/favicon-32x32.png"><link rel="stylesheet" href="/docs/assets/swagger-ui.css">
</head>
<body>
<p style="margin:1rem;font-family:sans-serif"><a href="/docs/errors">Errors</a> · <a href="/docs/openapi.json">OpenAPI</a> · <a href="/docs/asyncapi.json">AsyncAPI of /v1/stream</a> · <a href="/docs/backoffice.json">OpenAPI of the back office</a> · <a href="${schemasAt}/game.schema.json">JSON Schema of games</a></p>
<div id="ui"></div>
<script src="/docs/assets/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script>
</body>
</html>`;

export const swaggerStart = `SwaggerUIBundle({ url: '/docs/openapi.json', dom_id: '#ui', deepLinking: true, tryItOutEnabled: true, persistAuthorization: false });`;

/** What the pages of the documentation may load and do, and nothing else may: the UI styles its elements inline. */
export const docsPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The error catalogue as a page; `type` of a problem points to the anchor of its code. */
export function errorsPage(
  catalogue: Readonly<Record<string, ErrorRow>>,
  statusOf: (code: string, row: ErrorRow) => number,
): string {
  const sections = Object.entries(catalogue)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([code, row]) => `<section id="${code}"><h2><code>${code}</code></h2><dl>
<dt>Status</dt><dd>${statusOf(code, row)}</dd>
<dt>What happened</dt><dd>${escaped(row.message)}</dd>
<dt>What to do</dt><dd>${escaped(row.remedy)}</dd>
<dt>May the same request pass later?</dt><dd>${row.retry ? 'Yes' : 'No'}</dd></dl></section>`,
    );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Errors</title><style>${style}</style></head>
<body><h1>Errors</h1><p>Every refusal has a stable code. Branch on the code, never on a text. <a href="/docs">API documentation</a></p>
${sections.join('\n')}</body></html>`;
}

/** Text as it may stand between tags. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
