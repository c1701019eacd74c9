import path from 'node:path';
import { RANK } from '@croupier/embedded';
import { AppRunner, type RunnerContext } from './app-runner.js';
import { baseEnvironment } from './environment.js';
import type { Secrets } from './secrets.js';

/** The process, the port and the broker's user of the operations page. */
export const CONSOLE = 'console';

/** What the page needs of the platform. */
export interface ConsoleParts {
  port: number;
  natsUrl: string;
  secrets: Secrets;
}

/** The operations page: a small process of its own, so that nothing it is sent can take the launcher along. */
export function consolePage({ port, natsUrl, secrets }: ConsoleParts, context: RunnerContext): AppRunner {
  const environment = {
    ...baseEnvironment(process.env),
    ...{ CONSOLE_PORT: String(port), CROUPIER_HOME: context.home.directory },
    ...{ NATS_URL: natsUrl, NATS_USER: CONSOLE, NATS_PASSWORD: secrets.nats[CONSOLE] ?? '' },
  };
  const program = path.join(import.meta.dirname, '../console/main.js');
  // After the apps, which send it their last spans.
  const spec = { program, args: [], environment, cwd: context.home.root, rank: RANK.broker };
  return new AppRunner(CONSOLE, [{ name: CONSOLE, app: CONSOLE, port }], spec, context);
}
