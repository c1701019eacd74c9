import type { DefinitionFault } from '../definition-error.js';
import { Faults, show } from '../faults.js';
import { checkPublished } from '../published-checks.js';
import { checkHead, checkStakes } from '../table-limits.js';
import { type RouletteBetKind, spotsOf, zerosAmong } from './layout.js';

const members = [
  'kind',
  'id',
  'version',
  'name',
  'wheel',
  'pays',
  'zero',
  'chips',
  'limits',
  'rules',
  'rtp',
  'minimumCycleMs?',
];
const highestPay = 1000;

/** Every fault of a roulette definition, in the order of its members; none if it can be played. */
export function checkRoulette(json: unknown): DefinitionFault[] {
  const faults = new Faults();
  if (json === undefined) faults.add('$', 'is absent; give the definition as an object');
  const root = faults.object('$', json, members);
  if (root === undefined) return faults.found;
  checkHead(faults, root, 'roulette');
  const kinds = checkWheel(faults, root['wheel']);
  const highestPay = checkPays(faults, root['pays'], kinds);
  const { zero } = root;
  if (zero !== undefined && zero !== 'lose' && zero !== 'la-partage') {
    faults.add('zero', `is ${show(zero)}; give "lose" or "la-partage"`);
  }
  // Half of an even-money bet comes back under la partage.
  const divisor = zero === 'la-partage' ? 2 : 1;
  checkStakes(faults, root, { bets: [...kinds], highestPay, divisor });
  checkPublished(faults, root['rules'], root['rtp']);
  return faults.found;
}

/** @returns the kinds of bet of the wheel's layout. */
function checkWheel(faults: Faults, json: unknown): ReadonlySet<RouletteBetKind> {
  const wheel = faults.list('wheel', json, { from: 37, to: 39 }) ?? [];
  const seen = new Set<number>();
  for (const [index, entry] of wheel.entries()) {
    const pocket = faults.integer(`wheel[${index}]`, entry, { from: 0, to: wheel.length - 1 });
    if (pocket !== undefined && seen.has(pocket)) {
      faults.add(`wheel[${index}]`, `is ${pocket} again; list each pocket once`);
    }
    if (pocket !== undefined) seen.add(pocket);
  }
  return new Set(spotsOf(zerosAmong(seen)).map(({ kind }) => kind));
}

/** @returns the highest pay. */
function checkPays(faults: Faults, json: unknown, kinds: ReadonlySet<RouletteBetKind>): number {
  const pays = faults.object('pays', json, [...kinds]) ?? {};
  const values = Object.entries(pays).map(([kind, value]) =>
    faults.integer(`pays.${kind}`, value, { from: 1, to: highestPay }),
  );
  return Math.max(1, ...values.filter((value) => value !== undefined));
}
