import path from 'node:path';
import { databaseUrl } from '@croupier/embedded';
import type { Secrets } from './secrets.js';

/** What the values of one app's environment are made of. */
export interface EnvironmentParts {
  app: string;
  /** Folder of what is kept. */
  home: string;
  /** This process's own HTTP port. */
  port: number;
  gatewayPort: number;
  sandboxPort: number;
  postgresPort: number;
  natsUrl: string;
  /** Of the operations page, which takes traces; undefined where there is none. */
  consolePort?: number | undefined;
  secrets: Secrets;
}

type Variables = Readonly<Record<string, string | undefined>>;

/** Where a web client of a developer runs: the preset of its dev server and of its preview. */
const WEB_CLIENTS = [5173, 5174, 4173].flatMap((port) => [
  `http://localhost:${port}`,
  `http://127.0.0.1:${port}`,
]);

/** Names whose value a person may set for all apps at once, as in `LOG_LEVEL=debug npm start`. */
const TUNABLE = new Set([
  'LOG_LEVEL',
  'LOG_FORMAT',
  'CORS_ORIGINS',
  'DATABASE_POOL',
  'OTEL_EXPORTER_OTLP_ENDPOINT',
]);

/** A database, its roles and the app are called alike; SQL has no hyphens. */
export function databaseName(app: string): string {
  return app.replaceAll('-', '_');
}

/** `safer-gambling`, `LOG_LEVEL` → `SAFER_GAMBLING_LOG_LEVEL`. */
export function ownName(app: string, name: string): string {
  return `${app.toUpperCase().replaceAll('-', '_')}_${name}`;
}

/** Where the sandbox's studio is, as a browser sees it and as a service does. */
export function studioUrls(seen: string, inside: string): string {
  return JSON.stringify({ 'sandbox-studio': { page: `${seen}/studio/play`, server: `${inside}/studio/` } });
}

/** Every value the launcher can provide, by name. */
export function catalogue(parts: EnvironmentParts): Record<string, string> {
  const { app, secrets } = parts;
  const gateway = `http://127.0.0.1:${parts.gatewayPort}`;
  const sandbox = `http://127.0.0.1:${parts.sandboxPort}`;
  const name = databaseName(app);
  return {
    DATABASE_URL: databaseUrl({
      port: parts.postgresPort,
      user: name,
      password: secrets.databases[app]?.app ?? '',
      database: name,
    }),
    NATS_URL: parts.natsUrl,
    NATS_USER: app,
    NATS_PASSWORD: secrets.nats[app] ?? '',
    HOST: '127.0.0.1',
    PORT: String(parts.port),
    SANDBOX: 'true',
    LOG_LEVEL: 'info',
    LOG_FORMAT: 'json',
    PUBLIC_URL: gateway,
    SANDBOX_URL: sandbox,
    PSP_URL: `${sandbox}/psp`,
    KYC_URL: `${sandbox}/kyc`,
    MAIL_URL: `${sandbox}/mailbox`,
    EXCLUSION_URL: `${sandbox}/exclusion`,
    STUDIO_WALLET_URL: `${gateway}/studios/sandbox-studio`,
    STUDIO_URLS: studioUrls(sandbox, sandbox),
    PSP_WEBHOOK_URL: `${gateway}/webhooks/sandbox-psp`,
    CORS_ORIGINS: [gateway, ...WEB_CLIENTS].join(','),
    LEDGER_CHECKPOINTS_FILE: path.join(parts.home, 'ledger', 'checkpoints.jsonl'),
    ...(parts.consolePort && { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${parts.consolePort}` }),
    ...secrets.values,
  };
}

/**
 * The variables of one app: of the names its configuration declares, those that somebody can provide. The caller's
 * `<APP>_<NAME>` wins; a plain name of the caller counts where the launcher has no value of its own, or for names
 * a person may tune. What nobody provides is left out: the app itself reports a missing setting.
 */
export function environmentOfApp(
  names: readonly string[],
  parts: EnvironmentParts,
  caller: Variables,
): Record<string, string> {
  const values = catalogue(parts);
  const environment: Record<string, string> = {};
  for (const name of names) {
    const common = TUNABLE.has(name) ? (caller[name] ?? values[name]) : (values[name] ?? caller[name]);
    const value = caller[ownName(parts.app, name)] ?? common;
    if (value !== undefined) environment[name] = value;
  }
  return environment;
}

/** What every process needs of the caller's environment; the rest stays out of the apps. */
const INHERITED = [
  'PATH',
  'HOME',
  'USER',
  'LANG',
  'TMPDIR',
  'NODE_OPTIONS',
  'NODE_EXTRA_CA_CERTS',
  'NODE_COMPILE_CACHE',
];

/**
 * For glibc: blocks of a megabyte and more go back to the system when they are freed. Without it each password hash
 * (19 MiB) leaves its memory with the process, because the threshold grows with what was freed.
 */
const allocator = { MALLOC_MMAP_THRESHOLD_: '1048576', MALLOC_ARENA_MAX: '2' };

/** The process environment an app starts from. */
export function baseEnvironment(caller: Variables): Record<string, string> {
  const base: Record<string, string> = { TZ: 'UTC', NODE_ENV: 'development', ...allocator };
  for (const [name, value] of Object.entries(caller)) {
    if (value !== undefined && (INHERITED.includes(name) || name.startsWith('OTEL_'))) base[name] = value;
  }
  return base;
}
