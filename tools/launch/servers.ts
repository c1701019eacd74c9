import { EmbeddedFailure, type NatsUser, type RunningNats, type RunningPostgres } from '@croupier/embedded';
import { startNats, startPostgres } from '@croupier/embedded';
import { exitWords } from './app-process.js';
import { explain } from './fault.js';
import type { Home } from './home.js';
import type { Ports } from './ports.js';
import { Supervisor } from './supervisor.js';
import type { Terminal } from './terminal.js';

/** What the servers of a home need beside their options. */
export interface ServerContext {
  home: Home;
  ports: Ports;
  terminal: Terminal;
  /** Called whenever pid or port of a server changed. */
  changed: () => void;
}

/** Runs `start` on the remembered ports; draws new ones if somebody took one in between. */
async function withPorts<T>(
  context: ServerContext,
  names: string[],
  start: (ports: number[]) => Promise<T>,
): Promise<{ running: T; ports: number[] }> {
  let ports = await Promise.all(names.map((name) => context.ports.take(name)));
  for (let attempt = 1; ; attempt += 1) {
    try {
      return { running: await start(ports), ports };
    } catch (error) {
      if (!(error instanceof EmbeddedFailure) || error.code !== 'port-taken' || attempt >= 5) throw error;
      ports = await Promise.all(names.map((name) => context.ports.replace(name)));
    }
  }
}

/** A supervisor for a server: the first start may choose its ports, every later one keeps them. */
function supervise<R extends RunningPostgres | RunningNats>(
  context: ServerContext,
  label: string,
  names: string[],
  start: (ports: number[]) => Promise<R>,
): Supervisor<R> {
  let settled: number[] | undefined;
  let downAt: number | undefined;
  return new Supervisor<R>(
    async () => {
      if (settled !== undefined) return start(settled);
      const { running, ports } = await withPorts(context, names, start);
      settled = ports;
      return running;
    },
    {
      up: () => {
        if (downAt !== undefined) {
          context.terminal.notice(
            `${label} is back after ${((performance.now() - downAt) / 1000).toFixed(1)} s`,
          );
        }
        downAt = undefined;
        context.changed();
      },
      down: (exit) => {
        downAt = performance.now();
        context.terminal.notice(`${label} ${exitWords(exit)}, starting it again`);
      },
      failed: (error) => context.terminal.line(explain(error)),
    },
  );
}

/** PostgreSQL, durable, on the home's data. */
export function supervisePostgres(context: ServerContext): Supervisor<RunningPostgres> {
  const { home, terminal } = context;
  const told = new Set<string>();
  return supervise(context, 'PostgreSQL', ['postgres'], ([port = 0]) =>
    startPostgres({
      directory: home.file('pg'),
      port,
      logFile: home.log('postgres'),
      notice: (line) => {
        if (!told.has(line)) terminal.notice(line);
        told.add(line);
      },
    }),
  );
}

/** NATS with one user per app. */
export function superviseNats(context: ServerContext, users: NatsUser[]): Supervisor<RunningNats> {
  const { home } = context;
  return supervise(context, 'NATS', ['nats', 'nats-monitor'], ([port = 0, monitorPort = 0]) =>
    startNats({ directory: home.file('nats'), port, monitorPort, users, logFile: home.log('nats') }),
  );
}
