import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { natsProgram } from './binaries.js';
import { EmbeddedFailure } from './failure.js';
import { RANK } from './guard.js';
import { natsConfig, type NatsConfig, type NatsTls, type NatsUser } from './nats-config.js';
import { freePort } from './ports.js';
import { lastLines, ServerProcess, type ServerExit } from './server-process.js';

/** How a NATS server is to be started. */
export interface NatsOptions {
  /** Belongs to this server alone; holds the configuration (0600), `jetstream/` and, unless told otherwise, the log. */
  directory: string;
  users: NatsUser[];
  /** Fixed ports of 127.0.0.1; without them free ones are drawn. */
  port?: number;
  monitorPort?: number;
  serverName?: string;
  /** Bytes. Default 1 MiB. */
  maxPayload?: number;
  /** Without it nothing is encrypted. */
  tls?: NatsTls;
  /** Default `<directory>/nats.log`. */
  logFile?: string;
  /** How long a start, recovery of the streams included, may take, in milliseconds. Default 30 000. */
  startTimeoutMs?: number;
}

/** A NATS server that answers, JetStream included. */
export interface RunningNats {
  pid: number;
  port: number;
  /** Port of the HTTP monitoring pages (/varz, /jsz, …) on 127.0.0.1. */
  monitorPort: number;
  /** `nats://127.0.0.1:<port>`, without credentials. */
  url: string;
  /** For example `2.14.0`. */
  version: string;
  exited: Promise<ServerExit>;
  /** Orderly stop. Killed after 5 s. */
  stop(): Promise<void>;
  /** SIGKILL, as a crash. */
  kill(): Promise<void>;
}

const STOP_GRACE_MS = 5_000;
const PORT_TAKEN = /address already in use/i;

async function isHealthy(monitorPort: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${monitorPort}/healthz`, {
      signal: AbortSignal.timeout(1_000),
    });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}

function writeConfig(file: string, config: NatsConfig): void {
  // Removed first: an existing file would keep its old mode.
  rmSync(file, { force: true });
  writeFileSync(file, natsConfig(config), { mode: 0o600 });
}

function failure(server: ServerProcess, logFile: string): EmbeddedFailure {
  const said = server.spawnError?.message ?? server.output();
  if (PORT_TAKEN.test(said)) {
    return new EmbeddedFailure(`a port NATS needs is taken:\n${lastLines(said, 3)}`, {
      fix: 'stop what uses it, or let a free port be chosen',
      logFile,
      code: 'port-taken',
    });
  }
  return new EmbeddedFailure(`NATS did not start:\n${lastLines(said, 8)}`, {
    fix: 'read the log; `npm run doctor` looks for the usual causes',
    logFile,
  });
}

/** Starts a NATS server with JetStream on `options.directory` and waits until it is healthy. */
export async function startNats(options: NatsOptions): Promise<RunningNats> {
  const directory = path.resolve(options.directory);
  const logFile = path.resolve(options.logFile ?? path.join(directory, 'nats.log'));
  const configFile = path.join(directory, 'nats.conf');
  const program = natsProgram();
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await freePort());
    const monitorPort = options.monitorPort ?? (await freePort());
    writeConfig(configFile, {
      ...options,
      port,
      monitorPort,
      storeDirectory: path.join(directory, 'jetstream'),
    });
    const server = new ServerProcess({
      program,
      args: ['--config', configFile],
      logFile,
      stopSignal: 'SIGTERM',
      rank: RANK.broker,
    });
    // Another server may answer on the monitoring port while ours fails to bind it: both signs are asked for.
    const ready = async (): Promise<boolean> =>
      server.output().includes('Server is ready') && (await isHealthy(monitorPort));
    if (await server.waitUntil(ready, options.startTimeoutMs ?? 30_000)) {
      return {
        pid: server.pid,
        port,
        monitorPort,
        url: `nats://127.0.0.1:${port}`,
        version: /Version:\s+(\S+)/.exec(server.output())?.[1] ?? 'unknown',
        exited: server.exited,
        stop: () => server.stop(STOP_GRACE_MS),
        kill: () => server.kill(),
      };
    }
    await server.stop(STOP_GRACE_MS);
    const error = failure(server, logFile);
    const mayChoose = options.port === undefined || options.monitorPort === undefined;
    if (error.code !== 'port-taken' || !mayChoose || attempt >= 5) throw error;
  }
}
