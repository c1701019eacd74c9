import { parseArgs } from 'node:util';
import { environmentOf } from '@croupier/runtime';
import { explain } from '../launch/fault.js';
import { type BonusEnvironment, rebuildBonus } from './rebuild-bonus.js';
import { rebuild, RebuildFault, reportInWords } from './rebuild.js';

const usage = `Usage: npm run rebuild -- APP [--json]

Makes what a service has derived again from the facts it keeps; says what of it changed, which nothing should.
The platform may run meanwhile: what is told is added afterwards.
  analytics  its figures, in one transaction on its database
  bonus      the progress of every award, by the running service
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
    const url = environmentOf(app)['DATABASE_URL'];
    if (!url) {
      throw new RebuildFault(
        `the database of ${app} is not known here`,
        'start the platform (npm start), or set DATABASE_URL to that of the service',
      );
    }
    const report = app === 'bonus' ? await rebuildBonus(bonusEnvironment(url)) : await rebuild(url);
    process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : reportInWords(report));
  }
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}

function bonusEnvironment(DATABASE_URL: string): BonusEnvironment {
  const { NATS_URL, NATS_USER, NATS_PASSWORD } = environmentOf('bonus');
  if (!NATS_URL || !NATS_USER || !NATS_PASSWORD)
    throw new RebuildFault(
      'the broker of bonus is not known here',
      'start the platform (npm start), or set NATS_URL, NATS_USER and NATS_PASSWORD to those of the service',
    );
  return { DATABASE_URL, NATS_URL, NATS_USER, NATS_PASSWORD };
}
