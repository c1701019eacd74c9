import { parseArgs } from 'node:util';
import { LaunchFault } from './fault.js';

/** What was asked for on the command line of `npm start`. */
export interface StartOptions {
  /** Apps to start; empty means all. */
  apps: string[];
  /** Only PostgreSQL and NATS, with every database migrated. */
  infra: boolean;
  /** All apps in one process. */
  single: boolean;
  /** One JSON line on standard output at readiness, everything else on standard error. */
  json: boolean;
  /** Every log line of the apps on the terminal. */
  verbose: boolean;
  /** Processes per app where it is not one. */
  replicas: Map<string, number>;
  help: boolean;
}

export const START_USAGE = `Usage: npm start [-- APP… options]

Starts PostgreSQL, NATS and the apps (all, or those named), and keeps them running until Ctrl-C.
  --infra            only PostgreSQL and NATS, with every database migrated
  --single           all apps in one process, for small machines
  --replicas APP=N   N processes of an app; a list, or repeated (--replicas games=2,gateway=2)
  --verbose          show every log line; by default warnings and errors only
  --json             print one JSON line when ready: { gateway, docs, sandbox, console, apps: [{ name, pid, url }] }
  --help             this text
Beside it, in another terminal: npm run ps, npm run demo, nest start APP --watch.
CROUPIER_HOME names the folder with data, secrets and logs (default: .croupier in the clone).
A variable APP_NAME, such as GAMES_LOG_LEVEL=debug, sets NAME for that app alone.
`;

export const MOST_REPLICAS = 16;

/** Reads `APP=N`, a list or several. @throws LaunchFault naming the part that is wrong */
export function parseReplicas(values: string[], known: readonly string[]): Map<string, number> {
  const replicas = new Map<string, number>();
  for (const part of values.flatMap((value) => value.split(','))) {
    const [app = '', count = ''] = part.split('=');
    const number = Number(count);
    if (!known.includes(app)) throw unknownApp(app, known);
    if (!Number.isInteger(number) || number < 1 || number > MOST_REPLICAS) {
      throw new LaunchFault(
        `--replicas ${part}: the number must be 1 to ${MOST_REPLICAS}`,
        'write for example --replicas games=2',
      );
    }
    replicas.set(app, number);
  }
  return replicas;
}

function unknownApp(name: string, known: readonly string[]): LaunchFault {
  return new LaunchFault(`there is no app "${name}"`, `choose from: ${known.join(', ')}`);
}

/** Reads the arguments after `start`. @throws LaunchFault naming the argument that is wrong. */
export function parseStartOptions(args: string[], known: readonly string[]): StartOptions {
  let parsed;
  try {
    parsed = parseArgs({
      args,
      allowPositionals: true,
      options: {
        infra: { type: 'boolean', default: false },
        single: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        verbose: { type: 'boolean', default: false },
        replicas: { type: 'string', multiple: true, default: [] },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw new LaunchFault((error as Error).message, 'see npm start -- --help');
  }
  const { values, positionals } = parsed;
  const strange = positionals.find((name) => !known.includes(name));
  if (strange !== undefined) throw unknownApp(strange, known);
  const replicas = parseReplicas(values.replicas, known);
  const contradictory =
    (values.single && replicas.size > 0 && '--single and --replicas') ||
    (values.infra && (positionals.length > 0 || values.single || replicas.size > 0) && '--infra and apps');
  if (contradictory) throw new LaunchFault(`${contradictory} cannot be combined`, 'leave one of them out');
  return { ...values, apps: [...new Set(positionals)], replicas };
}
