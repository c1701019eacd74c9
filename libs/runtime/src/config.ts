import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { plainToInstance, Transform, Type } from 'class-transformer';
import {
  getMetadataStorage,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUrl,
  Matches,
  Max,
  Min,
  validateSync,
} from 'class-validator';
import { type LogLevel } from '@croupier/observability';
import { brokerAddressFault, brokerFileFault, databaseTlsFault, Holds } from './config-rules.js';

type ConfigClass<Config extends ServiceConfig = ServiceConfig> = new () => Config;

/** Reads `true` and `false`; anything else stays as it is and is refused. */
export function Flag(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) =>
    value === 'true' ? true : value === 'false' ? false : value,
  );
}

/** The settings of every service. A member's name is the name of its environment variable. */
export class ServiceConfig {
  /** Address of the broker: `nats://host:port`, or `tls://` where it must be encrypted; several separated by commas. */
  @Matches(/^(nats|tls):\/\/[^\s,]+(,\1:\/\/[^\s,]+)*$/, {
    message: '$property must be addresses that all begin with nats://, or all with tls://',
  })
  @Holds(brokerAddressFault)
  NATS_URL: string;

  @IsOptional()
  @IsString()
  NATS_USER?: string;

  @IsOptional()
  @IsString()
  NATS_PASSWORD?: string;

  /** File in PEM: who signed the certificate of the broker, if it is none of the known authorities. */
  @IsOptional()
  @Holds(brokerFileFault)
  NATS_TLS_CA_FILE?: string;

  /** File in PEM: the certificate of this service, where the broker asks for one. */
  @IsOptional()
  @Holds((file, config: ServiceConfig) =>
    config.NATS_TLS_KEY_FILE ? brokerFileFault(file, config) : 'it needs NATS_TLS_KEY_FILE',
  )
  NATS_TLS_CERT_FILE?: string;

  /** File in PEM: the key of NATS_TLS_CERT_FILE. */
  @IsOptional()
  @Holds((file, config: ServiceConfig) =>
    config.NATS_TLS_CERT_FILE ? brokerFileFault(file, config) : 'it needs NATS_TLS_CERT_FILE',
  )
  NATS_TLS_KEY_FILE?: string;

  /** Public keys of the gateway, separated by commas: a proof of who acts must be signed with one of them. */
  @Matches(/^[A-Za-z0-9+/]{59}=(\s*,\s*[A-Za-z0-9+/]{59}=)*$/, {
    message: '$property must be Ed25519 public keys, SPKI DER in base64, separated by commas',
  })
  ACTOR_PUBLIC_KEYS: string;

  /** Nodes of the broker that keep a copy of this service's facts: 3 in a cluster of three. */
  @IsIn([1, 3, 5])
  @Type(() => Number)
  NATS_STREAM_REPLICAS: number = 1;

  /** Interface of the HTTP port: health and metrics, and the API where the service has one. */
  @IsString()
  HOST: string = '127.0.0.1';

  /** 0 takes any free port. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(65_535)
  PORT: number = 0;

  /** True lets the world outside be simulated and a player's clock be moved. Refused in production. */
  @Flag()
  @IsBoolean()
  SANDBOX: boolean = false;

  @IsIn(['trace', 'debug', 'info', 'warn', 'error', 'silent'])
  LOG_LEVEL: LogLevel = 'info';

  @IsIn(['json', 'pretty'])
  LOG_FORMAT: 'json' | 'pretty' = 'json';

  /** Where traces are sent, as OTLP over HTTP; `/v1/traces` is added. Without one nothing is recorded. */
  @IsOptional()
  @IsUrl({ require_tld: false, protocols: ['http', 'https'], require_protocol: true })
  OTEL_EXPORTER_OTLP_ENDPOINT?: string;

  /** The same, as a whole address; the other is not looked at then. */
  @IsOptional()
  @IsUrl({ require_tld: false, protocols: ['http', 'https'], require_protocol: true })
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT?: string;

  /** Share of the requests from outside whose trace is recorded, 0 to 1. */
  @Type(() => Number)
  @Min(0)
  @Max(1)
  OTEL_TRACES_SAMPLER_ARG: number = 1;

  /** Requests at most whose traces this process begins in a second. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(10_000)
  TRACES_PER_SECOND: number = 10;

  /** How long a service that stops says "not ready" before it stops taking work, in ms. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(60_000)
  SHUTDOWN_DELAY_MS: number = 0;
}

/** The settings of the service that lets people in, and vouches for them to all others. */
export class EntranceConfig extends ServiceConfig {
  /** Private key that signs who acts: Ed25519, PKCS #8 DER in base64. Its public key is one of ACTOR_PUBLIC_KEYS. */
  @Matches(/^[A-Za-z0-9+/]{64}$/, { message: '$property must be an Ed25519 key, PKCS #8 DER in base64' })
  ACTOR_SIGNING_KEY: string;
}

/** The settings of a service with a database. */
export class DatabaseConfig extends ServiceConfig {
  /** The service's own database, as its own role; encrypted with `?sslmode=verify-full&sslrootcert=FILE`. */
  @Matches(/^postgres(ql)?:\/\/[^\s]+$/)
  @Holds(databaseTlsFault)
  DATABASE_URL: string;

  /** Connections of this process at most; the reader of the outbox keeps one for itself. */
  @Type(() => Number)
  @IsInt()
  @Min(2)
  @Max(100)
  DATABASE_POOL: number = 8;
}

/** What to do when PostgreSQL and NATS are not there. */
export const howToGetServers =
  'Start PostgreSQL and NATS with `npm start -- --infra`, or set DATABASE_URL and NATS_URL to your own.';

/** A configuration that cannot work; the message lists every fault. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Names of the environment variables a configuration class reads. */
export function configKeys(config: ConfigClass): string[] {
  const metadata = getMetadataStorage().getTargetValidationMetadatas(config, '', false, false);
  return [...new Set(metadata.map((row) => row.propertyName))].sort();
}

/** Builds and checks a configuration. @throws ConfigError with every fault, not the first alone. */
export function readConfig<Config extends ServiceConfig>(
  service: string,
  config: ConfigClass<Config>,
  environment: Environment,
): Config {
  const given = configKeys(config).flatMap((key) => {
    const value = environment[key];
    return value === undefined || value === '' ? [] : [[key, value]];
  });
  const built = plainToInstance(config, Object.fromEntries(given), { exposeDefaultValues: true });
  const faults = validateSync(built, { forbidUnknownValues: false }).map(({ property, constraints }) => {
    const state = environment[property] === undefined ? 'is not set' : 'is set to something unusable';
    return `  ${property} ${state}: ${Object.values(constraints ?? {}).join('; ')}`;
  });
  if (environment['NODE_ENV'] === 'production' && built.SANDBOX) {
    faults.push(
      '  SANDBOX is true in production: real players must never meet simulated money or moved clocks',
    );
  }
  if (faults.length === 0) return built;
  const serversMissing = !environment['NATS_URL'];
  const hint = serversMissing ? `\n${howToGetServers}` : '';
  throw new ConfigError(`${service} cannot start with this configuration:\n${faults.join('\n')}${hint}`);
}

/**
 * The environment of a service: the process's own, and below it what the running platform wrote down for this
 * service, so that `nest start wallet` finds the servers that `npm start` has up.
 */
export function environmentOf(service: string, own: Environment = process.env): Environment {
  if (own['NODE_ENV'] === 'production') return own;
  const home = own['CROUPIER_HOME'] ?? path.resolve('.croupier');
  try {
    const written = JSON.parse(
      readFileSync(path.join(home, 'env', `${service}.json`), 'utf8'),
    ) as Environment;
    return { ...written, ...own };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return own;
    throw new ConfigError(`${home}/env/${service}.json cannot be read: ${String(error)}`);
  }
}
