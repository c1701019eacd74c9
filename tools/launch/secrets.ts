import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { type Home, readJson, writeJson } from './home.js';

/** Everything secret of one home, generated once. */
export interface Secrets {
  /** Passwords of each app's two database roles. */
  databases: Record<string, { owner: string; app: string }>;
  /** Passwords of the broker's users, `admin` among them. */
  nats: Record<string, string>;
  /** Values handed to apps under these names. */
  values: Record<string, string>;
}

const password = (): string => randomBytes(24).toString('base64url');
/** 160 random bits as authenticator apps take them. */
const factor = (): string =>
  Array.from(randomBytes(32), (byte) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[byte & 31]).join('');
const signingKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');

const publicKeyOf = (signing = ''): string =>
  createPublicKey(createPrivateKey({ key: Buffer.from(signing, 'base64'), format: 'der', type: 'pkcs8' }))
    .export({ format: 'der', type: 'spki' })
    .toString('base64');

/** How each value is made, of those above it if need be. A name added later is added at the next start. */
const MAKERS: Record<string, (made: Record<string, string>) => string> = {
  PSP_API_KEY: password,
  PSP_WEBHOOK_SECRET: password,
  KYC_API_KEY: password,
  MAIL_API_KEY: password,
  EXCLUSION_API_KEY: password,
  PASSWORD_PEPPER: () => randomBytes(32).toString('base64url'),
  EMAIL_INDEX_KEY: () => randomBytes(32).toString('base64url'),
  UNSUBSCRIBE_KEY: () => randomBytes(32).toString('base64url'),
  PERSON_INDEX_KEY: () => randomBytes(32).toString('base64url'),
  SEED_KEY: () => randomBytes(32).toString('base64url'),
  STAFF_FACTOR_KEY: () => randomBytes(32).toString('base64url'),
  FIRST_ADMIN_PASSWORD: password,
  FIRST_ADMIN_FACTOR_SECRET: factor,
  CURSOR_KEY: () => randomBytes(32).toString('base64url'),
  TOKEN_SIGNING_KEY: signingKey,
  LEDGER_SEAL_KEY: signingKey,
  ACTOR_SIGNING_KEY: signingKey,
  STUDIO_SIGNING_KEY: signingKey,
  STUDIO_KEYS: ({ STUDIO_SIGNING_KEY }) =>
    JSON.stringify({ 'sandbox-studio': { 1: publicKeyOf(STUDIO_SIGNING_KEY) } }),
  STUDIO_FEED_KEY: password,
  STUDIO_FEED_KEYS: ({ STUDIO_FEED_KEY = '' }) => JSON.stringify({ 'sandbox-studio': STUDIO_FEED_KEY }),
  STUDIO_CALL_KEYS: () => JSON.stringify({ 'sandbox-studio': { id: '1', key: signingKey() } }),
  STUDIO_CALLER_KEY: ({ STUDIO_CALL_KEYS = '{}' }) => {
    const keys = JSON.parse(STUDIO_CALL_KEYS) as Record<string, { key: string } | undefined>;
    return publicKeyOf(keys['sandbox-studio']?.key);
  },
  ACTOR_PUBLIC_KEYS: ({ ACTOR_SIGNING_KEY }) => publicKeyOf(ACTOR_SIGNING_KEY),
};

/** Names of the values that are made for every home. */
export const madeValues: readonly string[] = Object.keys(MAKERS);

/**
 * Adds what is missing for these apps; what is there stays as it is.
 * @param foreign services that have a user of the broker and nothing else of ours
 */
export function completeSecrets(
  present: Partial<Secrets>,
  apps: readonly string[],
  foreign: readonly string[] = [],
): Secrets {
  const secrets: Secrets = {
    databases: { ...present.databases },
    nats: { ...present.nats },
    values: { ...present.values },
  };
  for (const app of apps) secrets.databases[app] ??= { owner: password(), app: password() };
  for (const user of ['admin', ...apps, ...foreign]) secrets.nats[user] ??= password();
  for (const [name, make] of Object.entries(MAKERS)) secrets.values[name] ??= make(secrets.values);
  return secrets;
}

/** The secrets of a home, generated at the first start. */
export function loadSecrets(home: Home, apps: readonly string[], foreign: readonly string[] = []): Secrets {
  const file = home.file('secrets.json');
  const present = readJson<Partial<Secrets>>(file) ?? {};
  const secrets = completeSecrets(present, apps, foreign);
  if (JSON.stringify(present) !== JSON.stringify(secrets)) writeJson(file, secrets);
  return secrets;
}

/** Who can sign in at the back office first, and invites the others. */
export interface FirstAdmin {
  name: string;
  password: string;
  /** Secret of the second factor, in base32. */
  factor: string;
}

/** The first admin of a home, as identity made it from the secrets. */
export function firstAdminOf(home: Home): FirstAdmin | undefined {
  const values = readJson<Partial<Secrets>>(home.file('secrets.json'))?.values;
  const { FIRST_ADMIN_PASSWORD: password, FIRST_ADMIN_FACTOR_SECRET: factor } = values ?? {};
  return password && factor ? { name: 'admin', password, factor } : undefined;
}
