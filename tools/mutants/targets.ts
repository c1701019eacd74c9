/** A source that is broken, and what is asked whether it sees that. */
export interface Target {
  name: string;
  /** From the root of the repository. */
  file: string;
  /** Specs that start nothing. */
  pure: readonly string[];
  /** Whether the model runs through it: evenings are played before any spec with servers is run. */
  played: boolean;
  /** Specs with servers of their own, the likeliest to see a mistake and the quickest first. */
  started: readonly string[];
}

const wallet = 'apps/wallet/src';
const ints = (...names: string[]): string[] => names.map((name) => `${wallet}/${name}.int.spec.ts`);

const rules = ints('ledger/guards', 'ledger/frozen', 'ledger/entries', 'ledger/worked', 'ledger/neighbours');
const features = ints('awards/awards', 'rounds/settle-round', 'stakes/stakes', 'controls/windows');
const long = ints('accounts/currencies', 'ledger/properties', 'stakes/tricky', 'ledger/batches');
const limits = ints('controls/windows', 'controls/controls', 'accounts/currencies');

function target(name: string, over: Omit<Target, 'name' | 'file'>): Target {
  return { name, file: `${wallet}/ledger/${name}`, ...over };
}

const calls = [...rules, ...features, ...ints('ledger/group-commit', 'batches/batches'), ...long];

export const targets: readonly Target[] = [
  target('post.sql', {
    ...{ pure: [], played: true },
    started: [...rules, ...features, ...ints('controls/controls', 'batches/batches'), ...long],
  }),
  target('controls.sql', { pure: [], played: true, started: [...limits, ...ints('ledger/properties')] }),
  target('windows.sql', { pure: [], played: true, started: [...limits, ...ints('ledger/guards')] }),
  target('posting.ts', {
    ...{ pure: [`${wallet}/ledger/posting.spec.ts`], played: true },
    started: [...rules, ...features, ...ints('batches/batches')],
  }),
  target('post-call.ts', { pure: [], played: true, started: calls }),
  target('group-commit.ts', {
    ...{ pure: [`${wallet}/ledger/group-commit.spec.ts`], played: false },
    started: ints('ledger/group-commit', 'ledger/neighbours', 'controls/controls'),
  }),
  target('ledger.service.ts', { pure: [], played: true, started: calls }),
];
