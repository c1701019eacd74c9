import { readFileSync } from 'node:fs';
import path from 'node:path';

const mark = ' -- argued: ';

/** Names of mutants that nothing can see, of `argued.txt`: each stands there with why. */
export function arguedNames(): Set<string> {
  const lines = readFileSync(path.resolve(import.meta.dirname, '../../../tools/mutants/argued.txt'), 'utf8');
  return new Set(
    lines
      .split('\n')
      .filter((line) => line.includes(mark))
      .map((line) => line.split(mark)[0] ?? ''),
  );
}
