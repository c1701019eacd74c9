import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { default: Sequencer } = createRequire(import.meta.url)('@jest/test-sequencer');

/** Jest's own order, but specs that share a platform last: none that starts its own has another beside it. */
export default class extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const shares = ({ path }) => readFileSync(path, 'utf8').includes('Platform.shared(');
    return [...sorted.filter((test) => !shares(test)), ...sorted.filter(shares)];
  }
}
