/** A source that is broken, and what is asked whether it sees that. */
export interface Target {
  name: string;
  /** From the root of the repository. */
  file: string;
  /** Specs that start nothing. */
  pure: readonly string[];
  /** Whether the model runs through it: evenings are played before any spec with servers is run. */
  played: boolean;
  /** Specs with servers of their own, in groups that are run one after the other: what is quick to start comes first. */
  started: readonly (readonly string[])[];
}

const wallet = 'apps/wallet/src';
const ints = (...names: string[]): string[] => names.map((name) => `${wallet}/${name}.int.spec.ts`);

/** On a database alone; the others start a wallet and a broker. */
const rules = ints(
  'ledger/undone',
  'ledger/frozen',
  'ledger/neighbours',
  'ledger/entries',
  'ledger/guards',
  'ledger/worked',
);
const features = ints(
  ...['controls/windows', 'stakes/tricky', 'awards/awards', 'rounds/settle-round', 'stakes/stakes'],
  ...['accounts/currencies', 'controls/controls', 'batches/batches'],
);
const drawn = ints('ledger/properties', 'ledger/batches');
const inForce = ints('ledger/limits', 'ledger/windows', 'ledger/locks');
const limits = ints('controls/windows', 'controls/controls', 'accounts/currencies');
const pots = ints('jackpots/jackpots');
const commits = ints('ledger/group-commit', 'controls/controls');

function target(name: string, pure: readonly string[], over: Omit<Target, 'name' | 'file' | 'pure'>): Target {
  const file = `${wallet}/ledger/${name}`;
  return { name, file, pure: pure.map((spec) => `${wallet}/ledger/${spec}.spec.ts`), ...over };
}

export const targets: readonly Target[] = [
  target('post.sql', [], { played: true, started: [rules, features, pots, drawn] }),
  target('jackpots.sql', [], { played: true, started: [pots] }),
  target('controls.sql', [], { played: true, started: [inForce, limits, drawn] }),
  target('windows.sql', [], { played: true, started: [inForce, limits] }),
  target('posting.ts', ['posting'], { played: true, started: [features] }),
  target('post-call.ts', ['post-call'], { played: true, started: [rules, features] }),
  target('group-commit.ts', ['group-commit'], { played: false, started: [commits] }),
  target('ledger.service.ts', ['ledger'], { played: true, started: [features] }),
];
