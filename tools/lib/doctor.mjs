import path from 'node:path';
import { installationChecks } from './doctor-installation.mjs';
import { machineChecks } from './doctor-machine.mjs';
import { stateChecks } from './doctor-state.mjs';

/**
 * @typedef {object} Finding
 * @property {'ok' | 'warn' | 'fault'} status `fault`: npm start cannot work; `warn`: it works, with a surprise
 * @property {string} name what was looked at
 * @property {string} detail what was found
 * @property {string} [fix] what to do about it
 */

const USAGE = `Usage: npm run doctor [-- --json]

Looks for what keeps the platform from starting on this machine. Works before anything is installed.
Exit code 0 when there is no fault, else 1.
  --json   one JSON object: { ok, findings: [{ status, name, detail, fix? }] }
`;

/** Runs every check and prints the findings; returns the exit code. */
export async function doctor(root, args) {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(USAGE);
    return 0;
  }
  const unknown = args.filter((arg) => arg !== '--json');
  if (unknown.length > 0) {
    process.stderr.write(`✗ unknown option ${unknown[0]}\n${USAGE}`);
    return 1;
  }
  const home = path.resolve(process.env.CROUPIER_HOME ?? path.join(root, '.croupier'));
  const findings = [];
  for (const checks of [machineChecks, installationChecks, stateChecks])
    findings.push(...(await checks(root, home)));
  const ok = findings.every((finding) => finding.status !== 'fault');
  if (args.includes('--json')) {
    process.stdout.write(`${JSON.stringify({ ok, findings })}\n`);
    return ok ? 0 : 1;
  }
  const marks = { ok: '✓', warn: '!', fault: '✗' };
  const width = Math.max(...findings.map((finding) => finding.name.length));
  for (const { status, name, detail, fix } of findings) {
    process.stdout.write(`${marks[status]} ${name.padEnd(width)}  ${detail}\n`);
    if (fix) process.stdout.write(`  ${' '.repeat(width)}  fix: ${fix}\n`);
  }
  process.stdout.write(
    ok ? '\nNothing stands in the way of `npm start`.\n' : '\nMend the faults marked ✗ first.\n',
  );
  return ok ? 0 : 1;
}
