import { type BrokerPermissions } from '@croupier/contracts';
import { largestPayload } from '@croupier/embedded';
import { studioUrls } from '../launch/environment.js';

/** Where the parts of the platform are, seen from a container. */
export interface Places {
  /** Host and port of PostgreSQL. */
  postgres: string;
  /** `nats://host:port`, several separated by commas. */
  nats: string;
  /** Base URL of the gateway as a person's browser and the payment provider see it. */
  publicUrl: string;
  /** Base URL of the sandbox as a browser sees it. */
  sandboxPublicUrl: string;
  /** Base URL of the sandbox as the services see it. */
  sandboxUrl: string;
  /** Base URL of the gateway as the sandbox sees it. */
  gatewayUrl: string;
}

/** The port on which every app listens in its container. */
export const containerPort = 8080;

/** Every value a containerised app may ask for, by the name of its setting. */
export function containerValues(
  app: string,
  places: Places,
  password: string,
  nats: string,
): Record<string, string> {
  const name = app.replaceAll('-', '_');
  return {
    DATABASE_URL: `postgres://${name}:${password}@${places.postgres}/${name}`,
    NATS_URL: places.nats,
    NATS_USER: app,
    NATS_PASSWORD: nats,
    NATS_STREAM_REPLICAS: String(places.nats.split(',').length),
    HOST: '0.0.0.0',
    PORT: String(containerPort),
    SANDBOX: 'true',
    SHUTDOWN_DELAY_MS: '3000',
    PUBLIC_URL: places.publicUrl,
    SANDBOX_URL: app === 'sandbox' || app === 'gateway' ? places.sandboxPublicUrl : places.sandboxUrl,
    PSP_URL: `${places.sandboxUrl}/psp`,
    KYC_URL: `${places.sandboxUrl}/kyc`,
    MAIL_URL: `${places.sandboxUrl}/mailbox`,
    EXCLUSION_URL: `${places.sandboxUrl}/exclusion`,
    PSP_WEBHOOK_URL: `${places.gatewayUrl}/webhooks/sandbox-psp`,
    STUDIO_WALLET_URL: `${places.gatewayUrl}/studios/sandbox-studio`,
    STUDIO_URLS: studioUrls(places.sandboxPublicUrl, places.sandboxUrl),
    CORS_ORIGINS: places.publicUrl,
  };
}

/** One user of the broker and what it may say and hear. */
export interface BrokerUser {
  user: string;
  password: string;
  permissions?: BrokerPermissions;
}

/**
 * The text of the configuration of a NATS cluster's node; the server's format includes JSON. Without `node` it fits
 * every one of them, and the server is told its name by `--name`; a node leaves a route to itself alone.
 */
export function clusterConfig(
  nodes: readonly string[],
  users: readonly BrokerUser[],
  routePassword: string,
  node?: string,
): string {
  const cluster = {
    name: 'croupier',
    host: '0.0.0.0',
    port: 6222,
    authorization: { user: 'route', password: routePassword },
    routes: nodes
      .filter((other) => other !== node)
      .map((other) => `nats://route:${routePassword}@${other}:6222`),
  };
  return `${JSON.stringify(
    {
      ...(node === undefined ? {} : { server_name: node }),
      host: '0.0.0.0',
      port: 4222,
      http: '0.0.0.0:8222',
      max_payload: largestPayload,
      jetstream: { store_dir: '/data' },
      // Alone in a cluster a server would wait for a majority for ever.
      ...(nodes.length > 1 ? { cluster } : {}),
      authorization: {
        users: users.map(({ user, password, permissions }) => ({
          user,
          password,
          ...(permissions
            ? {
                permissions: {
                  publish: permissions.publish,
                  subscribe: permissions.subscribe,
                  ...(permissions.allowResponses && { allow_responses: { max: 32, expires: '1m' } }),
                },
              }
            : {}),
        })),
      },
    },
    null,
    2,
  )}\n`;
}
