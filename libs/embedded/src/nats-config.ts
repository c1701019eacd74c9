/** What one user of the broker may do. A part that is left out is unrestricted; an empty list forbids all. */
export interface NatsUser {
  user: string;
  password: string;
  publish?: { allow: string[] };
  subscribe?: { allow: string[] };
  /** Whether it may answer requests it received, whatever the reply subject. */
  allowResponses?: boolean;
}

/** Files in PEM with which the server proves who it is; with an authority it asks its clients for the same. */
export interface NatsTls {
  certFile: string;
  keyFile: string;
  caFile?: string;
}

/** Everything the server's configuration file says. */
export interface NatsConfig {
  port: number;
  monitorPort: number;
  /** JetStream's store. */
  storeDirectory: string;
  users: NatsUser[];
  serverName?: string;
  /** Bytes. Default 8 MiB. */
  maxPayload?: number;
  /** Without it nothing is encrypted. */
  tls?: NatsTls;
}

/** An empty `allow` list means "everything" to the server, so it is written as a denial. */
function subjects(rule: { allow: string[] }): Record<string, string[]> {
  return rule.allow.length > 0 ? { allow: rule.allow } : { deny: ['>'] };
}

function permissions(user: NatsUser): Record<string, unknown> | undefined {
  if (user.publish === undefined && user.subscribe === undefined) return undefined;
  return {
    ...(user.publish && { publish: subjects(user.publish) }),
    ...(user.subscribe && { subscribe: subjects(user.subscribe) }),
    // A reply may be sent as long as a request may run; more than one covers streamed answers of the services API.
    ...(user.allowResponses && { allow_responses: { max: 32, expires: '1m' } }),
  };
}

/**
 * Bytes of a message, as far as the server's makers go. A round goes in one: hundreds of free spins, each with its window, its draws
 * and its wins, are more than the usual mebibyte, and a round that cannot be sent cannot be paid.
 */
export const largestPayload = 8 * 1024 * 1024;

/** Of its 2 s nothing may be left on a machine on which a whole platform starts at once. */
const loginSeconds = 10;

/** The text of a nats-server configuration; the server's format includes JSON. */
export function natsConfig(config: NatsConfig): string {
  const text = {
    server_name: config.serverName ?? 'croupier',
    host: '127.0.0.1',
    port: config.port,
    http: `127.0.0.1:${config.monitorPort}`,
    max_payload: config.maxPayload ?? largestPayload,
    ...(config.tls && {
      tls: {
        cert_file: config.tls.certFile,
        key_file: config.tls.keyFile,
        ...(config.tls.caFile && { ca_file: config.tls.caFile, verify: true }),
      },
    }),
    jetstream: { store_dir: config.storeDirectory },
    authorization: {
      timeout: loginSeconds,
      users: config.users.map((user) => ({
        user: user.user,
        password: user.password,
        ...(permissions(user) && { permissions: permissions(user) }),
      })),
    },
  };
  return `${JSON.stringify(text, null, 2)}\n`;
}
