import { foreignServices, services } from '@croupier/contracts';
import { madeValues } from '../launch/secrets.js';
import { containerPort, containerValues, type Places } from '../provision/containers.js';

/** The overlays: all on a small cluster with the sandbox, and production. */
export type Overlay = 'small' | 'large';

/** What the cluster has to know of an app; all of it follows from its declaration and its configuration class. */
export interface DeployedApp {
  name: string;
  /** Names of the settings it reads. */
  settings: readonly string[];
  /** Those of them that are secret. */
  secrets: readonly string[];
  /** Secrets nobody makes for it: a person may, and the app itself says if it cannot do without. */
  optional: readonly string[];
  /** Whether it has a database of its own. */
  database: boolean;
  /** Whether it calls somebody outside of the platform. */
  outside: boolean;
}

/** The namespace of everything. */
export const namespace = 'croupier';

/** Host of the database server; CloudNativePG calls the service of a cluster's primary so. */
export const databaseHost = 'croupier-db-rw';

export const overlays: readonly Overlay[] = ['small', 'large'];

// Public keys are no secret, but are made with one and handed out like one.
const secret =
  /(_KEY|_SECRET|_PEPPER|_TOKEN|PASSWORD)$|^DATABASE_URL$|^SMTP_URL$|^(ACTOR_PUBLIC|STUDIO|STUDIO_FEED|STUDIO_CALL)_KEYS$/;
const made = new Set([...madeValues, 'DATABASE_URL', 'NATS_PASSWORD']);
const insideUrl = /^(NATS|DATABASE|PUBLIC|SANDBOX)_/;

/** The same in every cluster, so part of the base. */
export const fixedSettings: Readonly<Record<string, string>> = {
  HOST: '0.0.0.0',
  PORT: String(containerPort),
  LOG_FORMAT: 'json',
  // Longer than it takes until no load balancer sends anything more.
  SHUTDOWN_DELAY_MS: '5000',
};

/** Services that are none of our apps and have a user of the broker there; an example has none in production. */
export function foreignIn(overlay: Overlay): string[] {
  return foreignServices.filter(
    (name) => overlay === 'small' || !services[name]?.foreign?.startsWith('examples/'),
  );
}

export function describeApp(name: string, settings: readonly string[]): DeployedApp {
  const secrets = settings.filter((key) => secret.test(key));
  return {
    name,
    settings,
    secrets,
    optional: secrets.filter((key) => !made.has(key)),
    database: settings.includes('DATABASE_URL'),
    outside: name !== 'sandbox' && settings.some((key) => /_URLS?$/.test(key) && !insideUrl.test(key)),
  };
}

/** Names of the broker's nodes, as they find each other. */
export function brokerNodes(overlay: Overlay): string[] {
  return Array.from({ length: overlay === 'large' ? 3 : 1 }, (_, index) => `nats-${index}.nats`);
}

function placesIn(overlay: Overlay): Places {
  const small = overlay === 'small';
  return {
    postgres: `${databaseHost}:5432`,
    nats: brokerNodes(overlay)
      .map((node) => `nats://${node}:4222`)
      .join(','),
    publicUrl: small ? 'http://127.0.0.1:8080' : 'https://play.example.org',
    sandboxPublicUrl: 'http://127.0.0.1:8081',
    sandboxUrl: 'http://sandbox:8080',
    gatewayUrl: 'http://gateway:8080',
  };
}

/** Every value an overlay has for an app, secrets with the passwords given. */
export function valuesOf(
  app: string,
  overlay: Overlay,
  passwords: { database: string; nats: string } = { database: '', nats: '' },
): Record<string, string> {
  return containerValues(app, placesIn(overlay), passwords.database, passwords.nats);
}

/** The plain settings of an app in an overlay. An outside address in production is the operator's to fill in. */
export function settingsIn(overlay: Overlay, app: DeployedApp): Record<string, string> {
  const values = valuesOf(app.name, overlay);
  const plain = app.settings.filter(
    (key) =>
      values[key] !== undefined &&
      !app.secrets.includes(key) &&
      !(key in fixedSettings) &&
      key !== 'NATS_USER',
  );
  const settings = Object.fromEntries(plain.map((key) => [key, values[key] ?? '']));
  if (overlay === 'small') return settings;
  delete settings['SANDBOX_URL'];
  // Which studios there are is the operator's to say.
  delete settings['STUDIO_URLS'];
  for (const key of Object.keys(settings)) {
    if (app.outside && key.endsWith('_URL') && !insideUrl.test(key)) {
      settings[key] = `https://${key.toLowerCase().replace('_url', '').replaceAll('_', '-')}.example.org`;
    }
  }
  // The ingress is the one proxy of ours.
  if (app.settings.includes('PROXY_HOPS')) settings['PROXY_HOPS'] = '1';
  return { ...settings, SANDBOX: 'false', NODE_ENV: 'production' };
}
