import path from 'node:path';
import { print, tidy } from './tidy.js';

if (process.argv.includes('--help')) {
  process.stdout.write(
    'Usage: node tools/bootstrap.mjs tidy\n\nHouse rules no linter knows: sizes, names, app shape, subjects, settings, money, words.\n',
  );
} else {
  const findings = tidy(path.resolve(import.meta.dirname, '../../..'));
  for (const finding of findings) process.stdout.write(`${print(finding)}\n`);
  const faults = findings.filter((finding) => !finding.warning);
  process.stdout.write(`${faults.length === 0 ? '✓' : '✗'} tidy: ${faults.length} faults\n`);
  if (faults.length > 0) process.exitCode = 1;
}
