import { type LoggerService } from '@nestjs/common';
import { type Logger as PinoLogger, pino } from 'pino';

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

export function createLog(options: LogOptions): Log {
  return pino({
    level: options.level,
    base: { service: options.service, pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: secrets.flatMap((name) => [name, `*.${name}`]), censor: '[redacted]' },
    ...(options.format === 'pretty'
      ? { transport: { target: 'pino-pretty', options: { singleLine: true } } }
      : {}),
  });
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
