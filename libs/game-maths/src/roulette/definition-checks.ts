import { currencies, isCurrency } from '@croupier/kernel';
import type { DefinitionFault } from '../definition-error.js';
import { Faults, kebab, type JsonObject, show } from '../faults.js';
import { checkPublished } from '../published-checks.js';
import { doubleZero, type RouletteBetKind, spotsOf } from './layout.js';

const versionForm = { pattern: /^\d+\.\d+\.\d+$/, remedy: 'write it as major.minor.patch, as in 1.0.0' };
const members = ['kind', 'id', 'version', 'name', 'wheel', 'pays', 'zero', 'chips', 'limits', 'rules', 'rtp'];
const highestPay = 1000;

/** Every fault of a roulette definition, in the order of its members; none if it can be played. */
export function checkRoulette(json: unknown): DefinitionFault[] {
  const faults = new Faults();
  if (json === undefined) faults.add('$', 'is absent; give the definition as an object');
  const root = faults.object('$', json, members);
  if (root === undefined) return faults.found;
  if (root['kind'] !== undefined && root['kind'] !== 'roulette') {
    faults.add('kind', `is ${show(root['kind'])}; give "roulette"`);
  }
  faults.text('id', root['id'], kebab);
  faults.text('version', root['version'], versionForm);
  faults.text('name', root['name']);
  const kinds = checkWheel(faults, root['wheel']);
  const pay = checkPays(faults, root['pays'], kinds);
  const { zero } = root;
  if (zero !== undefined && zero !== 'lose' && zero !== 'la-partage') {
    faults.add('zero', `is ${show(zero)}; give "lose" or "la-partage"`);
  }
  const stakes = { halves: zero === 'la-partage', kinds, pay };
  const steps = checkLimits(faults, root['limits'], stakes);
  checkChips(faults, root['chips'], steps);
  checkPublished(faults, root['rules'], root['rtp']);
  return faults.found;
}

/** @returns the kinds of bet of the wheel's layout. */
function checkWheel(faults: Faults, json: unknown): ReadonlySet<RouletteBetKind> {
  const wheel = faults.list('wheel', json, { from: 37, to: 38 }) ?? [];
  const seen = new Set<unknown>();
  for (const [index, entry] of wheel.entries()) {
    const pocket = faults.integer(`wheel[${index}]`, entry, { from: 0, to: wheel.length - 1 });
    if (pocket !== undefined && seen.has(pocket)) {
      faults.add(`wheel[${index}]`, `is ${pocket} again; list each pocket once`);
    }
    seen.add(pocket);
  }
  return new Set(spotsOf(seen.has(doubleZero) ? 2 : 1).map(({ kind }) => kind));
}

/** @returns the highest pay. */
function checkPays(faults: Faults, json: unknown, kinds: ReadonlySet<RouletteBetKind>): number {
  const pays = faults.object('pays', json, [...kinds]) ?? {};
  const values = Object.entries(pays).map(([kind, value]) =>
    faults.integer(`pays.${kind}`, value, { from: 1, to: highestPay }),
  );
  return Math.max(1, ...values.filter((value) => value !== undefined));
}

interface Stakes {
  /** Half of an even-money bet may come back, which must be a whole number of minor units. */
  halves: boolean;
  kinds: ReadonlySet<RouletteBetKind>;
  pay: number;
}

/** @returns the step of each currency. */
function checkLimits(faults: Faults, json: unknown, stakes: Stakes): ReadonlyMap<string, number> {
  const steps = new Map<string, number>();
  const byCurrency = Object.entries(faults.map('limits', json) ?? {});
  if (json !== undefined && byCurrency.length === 0) faults.add('limits', 'are empty; offer a currency');
  for (const [currency, value] of byCurrency) {
    const path = `limits.${currency}`;
    if (!isCurrency(currency))
      faults.add(path, `is not a known currency; use one of ${currencies.join(', ')}`);
    const limits = faults.object(path, value, ['step', 'roundMaximum', 'bets']);
    const most = Math.floor(Number.MAX_SAFE_INTEGER / (1 + stakes.pay));
    const step = faults.integer(`${path}.step`, limits?.['step'], { from: 1, to: 1_000_000 });
    faults.integer(`${path}.roundMaximum`, limits?.['roundMaximum'], { from: step ?? 1, to: most });
    if (step === undefined) continue;
    steps.set(currency, step);
    if (stakes.halves && step % 2 !== 0) {
      faults.add(`${path}.step`, `is ${step}, of which la partage returns no whole half; give an even step`);
    }
    checkBetLimits(faults, { path: `${path}.bets`, json: limits?.['bets'], step, stakes });
  }
  return steps;
}

function checkBetLimits(
  faults: Faults,
  { path, json, step, stakes }: { path: string; json: unknown; step: number; stakes: Stakes },
): void {
  const bets: JsonObject = faults.object(path, json, [...stakes.kinds]) ?? {};
  for (const [kind, value] of Object.entries(bets)) {
    const limits = faults.object(`${path}.${kind}`, value, ['minimum', 'maximum']);
    const range = { from: step, to: Number.MAX_SAFE_INTEGER };
    const minimum = faults.integer(`${path}.${kind}.minimum`, limits?.['minimum'], range);
    const maximum = faults.integer(`${path}.${kind}.maximum`, limits?.['maximum'], range);
    for (const [member, amount] of Object.entries({ minimum, maximum })) {
      if (amount !== undefined && amount % step !== 0) {
        faults.add(`${path}.${kind}.${member}`, `is ${amount}; give a multiple of the step, ${step}`);
      }
    }
    if (minimum !== undefined && maximum !== undefined && minimum > maximum) {
      faults.add(`${path}.${kind}`, 'has its minimum above its maximum; swap them');
    }
  }
}

function checkChips(faults: Faults, json: unknown, steps: ReadonlyMap<string, number>): void {
  const byCurrency = faults.object('chips', json, [...steps.keys()]) ?? {};
  for (const [currency, value] of Object.entries(byCurrency)) {
    let before = 0;
    for (const [index, entry] of (
      faults.list(`chips.${currency}`, value, { from: 1, to: 20 }) ?? []
    ).entries()) {
      const at = `chips.${currency}[${index}]`;
      const chip = faults.integer(at, entry, { from: 1, to: Number.MAX_SAFE_INTEGER });
      if (chip === undefined) continue;
      if (chip % (steps.get(currency) ?? 1) !== 0) faults.add(at, `is ${chip}; give a multiple of the step`);
      if (chip <= before)
        faults.add(at, `is ${chip}, not above ${before}; list the chips in ascending order`);
      before = chip;
    }
  }
}
