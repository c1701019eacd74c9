import { parseArgs } from 'node:util';
import { withDatabase } from '@croupier/embedded';
import { services } from '@croupier/contracts';
import { type Environment, environmentOf } from '@croupier/runtime';
import { explain } from '../launch/fault.js';
import { histories, noHistories } from './histories.js';
import { rebuildBonus } from './rebuild-bonus.js';
import { rebuildHistory } from './rebuild-history.js';
import { rebuild, RebuildFault, type RebuildReport, reportInWords } from './rebuild.js';

const usage = `Usage: npm run rebuild -- APP [--json]

Makes what a service has derived again from the facts it heard; says what of it changed, which nothing should.
The platform may run meanwhile: what is told is added afterwards.
  analytics  its figures, from the events it keeps, in one transaction on its database
  bonus      the progress of every award, from the facts it keeps, by the running service
  games      the history of rounds, from the streams; as the owner of the database (OWNER_DATABASE_URL)
  profile    the history of players' accounts, likewise
  --json   write the report as JSON
  --help   this text
`;

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const [app] = positionals;
  if (values.help) {
    process.stdout.write(usage);
  } else if (app === undefined || positionals.length > 1) {
    process.stderr.write(usage);
    process.exitCode = 1;
  } else {
    const report = await rebuilt(app);
    process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : reportInWords(report));
  }
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}

function rebuilt(app: string): Promise<RebuildReport> {
  const environment = environmentOf(app);
  const DATABASE_URL = environment['DATABASE_URL'];
  const history = histories[app];
  if (!history && services[app] && !['analytics', 'bonus'].includes(app))
    throw new RebuildFault(
      `${app} keeps nothing that is made of facts alone: ${noHistories[app] ?? 'it hears none that it writes down'}`,
      'npm run rebuild -- --help names those that do',
    );
  if (!DATABASE_URL)
    throw new RebuildFault(
      `the database of ${app} is not known here`,
      'start the platform (npm start), or set DATABASE_URL to that of the service',
    );
  if (!history && app !== 'bonus') return rebuild(DATABASE_URL);
  const broker = brokerOf(app, environment);
  if (!history) return rebuildBonus({ DATABASE_URL, ...broker });
  return rebuildHistory(history, { service: app, OWNER_DATABASE_URL: ownerUrl(DATABASE_URL), ...broker });
}

function brokerOf(
  app: string,
  environment: Environment,
): Record<'NATS_URL' | 'NATS_USER' | 'NATS_PASSWORD', string> {
  const { NATS_URL, NATS_USER, NATS_PASSWORD } = environment;
  if (!NATS_URL || !NATS_USER || !NATS_PASSWORD)
    throw new RebuildFault(
      `the broker of ${app} is not known here`,
      'start the platform (npm start), or set NATS_URL, NATS_USER and NATS_PASSWORD to those of the service',
    );
  return { NATS_URL, NATS_USER, NATS_PASSWORD };
}

/** A history may be changed by nobody but the owner of the database, who is known to our own platform's tools. */
function ownerUrl(databaseUrl: string): string {
  const { OWNER_DATABASE_URL: owner, POSTGRES_URL: server } = environmentOf('tools');
  if (owner) return owner;
  if (server) return withDatabase(server, new URL(databaseUrl).pathname.slice(1));
  throw new RebuildFault('the owner of the database is not known here', 'set OWNER_DATABASE_URL');
}
