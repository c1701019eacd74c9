import { parseArgs } from 'node:util';
import { environmentOf } from '@croupier/runtime';
import { explain } from '../launch/fault.js';
import { rebuild, RebuildFault, reportInWords } from './rebuild.js';

const usage = `Usage: npm run rebuild -- APP [--json]

Empties the projections of a service and makes them again from the events it keeps; says which of them changed.
The platform may run meanwhile: what is told is added afterwards. APP is analytics today.
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
    const report = await rebuild(url);
    process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : reportInWords(report));
  }
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}
