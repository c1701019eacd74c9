import { type LoggerService } from '@nestjs/common';
import { type DestinationStream, type Logger as PinoLogger, pino } from 'pino';
import { errorFacts, errorLine } from './error-facts.js';

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** The log of one service: one JSON object a line, never a secret or personal data. */
export type Log = PinoLogger;

export interface LogOptions {
  service: string;
  level: LogLevel;
  /** `pretty` is for a person at a terminal. */
  format: 'json' | 'pretty';
}

const secrets = [
  'password',
  'email',
  'authorization',
  'accessToken',
  'refreshToken',
  'dateOfBirth',
  'address',
];

/** Lines wait at most so long, in ms, for others to be written with; those of a process that is killed are lost. */
const flushMs = 100;
const flushBytes = 8192;

/** `destination` is standard output unless a test listens. */
export function createLog(options: LogOptions, destination?: DestinationStream): Log {
  const settings = {
    level: options.level,
    base: { service: options.service, pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: secrets.flatMap((name) => [name, `*.${name}`]), censor: '[redacted]' },
    serializers: {
      err: (error: unknown) => errorFacts(error),
      ...{ error: errorLine, reason: errorLine, cause: errorLine },
    },
  };
  if (options.format === 'pretty' && !destination)
    return pino({ ...settings, transport: { target: 'pino-pretty', options: { singleLine: true } } });
  return pino(
    settings,
    destination ?? pino.destination({ dest: 1, sync: false, minLength: flushBytes, periodicFlush: flushMs }),
  );
}

/** Nest's own messages, in the service's log; its start-up chatter is for debugging. */
export class NestLog implements LoggerService {
  constructor(private readonly log_: Log) {}

  log(message: unknown, ...context: unknown[]): void {
    this.log_.debug({ context: context.at(-1) }, String(message));
  }

  error(message: unknown, ...rest: unknown[]): void {
    const error = message instanceof Error ? message : undefined;
    this.log_.error(
      { err: error, stack: error ? undefined : rest[0], context: rest.at(-1) },
      String(message),
    );
  }

  warn(message: unknown, ...context: unknown[]): void {
    this.log_.warn({ context: context.at(-1) }, String(message));
  }

  debug(message: unknown, ...context: unknown[]): void {
    this.log_.trace({ context: context.at(-1) }, String(message));
  }

  verbose(message: unknown, ...context: unknown[]): void {
    this.log_.trace({ context: context.at(-1) }, String(message));
  }
}
