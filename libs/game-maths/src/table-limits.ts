import { type Currency, currencies, isCurrency } from '@croupier/kernel';
import { checkCycle, legalCycleMs } from './cycle.js';
import { type Faults, kebab, type JsonObject, show } from './faults.js';

/** What one bet may be, in minor units. */
export interface BetLimits {
  readonly minimum: number;
  readonly maximum: number;
}

/** What may be staked at a table in one currency, in minor units. */
export interface TableLimits<Bet extends string> {
  /** Every bet is a multiple of it. */
  readonly step: number;
  /** Most that one player may stake in a round, over all bets. */
  readonly roundMaximum: number;
  readonly bets: Readonly<Partial<Record<Bet, BetLimits>>>;
}

/** Chips a client may offer, in minor units, ascending. */
export type Chips = Readonly<Partial<Record<Currency, readonly number[]>>>;

export type LimitsByCurrency<Bet extends string> = Readonly<Partial<Record<Currency, TableLimits<Bet>>>>;

/** What the limits of a table have to fit. */
export interface Stakes {
  /** Every bet that the table offers. */
  readonly bets: readonly string[];
  /** The most that a bet wins, to one: keeps payouts in the safe range. */
  readonly highestPay: number;
  /** The step is a multiple of it, so that every payout is a whole number of minor units. */
  readonly divisor: number;
}

const versionForm = { pattern: /^\d+\.\d+\.\d+$/, remedy: 'write it as major.minor.patch, as in 1.0.0' };

/** The members by which every definition of a table begins, `kind`, `id`, `version`, `name`, and its `minimumCycleMs`. */
export function checkHead(faults: Faults, root: JsonObject, kind: string): void {
  if (root['kind'] !== undefined && root['kind'] !== kind) {
    faults.add('kind', `is ${show(root['kind'])}; give "${kind}"`);
  }
  faults.text('id', root['id'], kebab);
  faults.text('version', root['version'], versionForm);
  faults.text('name', root['name']);
  checkCycle(faults, root, legalCycleMs.other);
}

/** The members `limits` and `chips`. */
export function checkStakes(faults: Faults, root: JsonObject, stakes: Stakes): void {
  checkChips(faults, root['chips'], checkLimits(faults, root['limits'], stakes));
}

/** That the least bet of a kind, and a raise as high, fit into a round: otherwise nobody could make it. */
export function checkRoomToRaise(faults: Faults, { limits }: JsonObject, bet: string): void {
  for (const [currency, value] of Object.entries((limits ?? {}) as Partial<LimitsByCurrency<string>>)) {
    const [most, least] = [value?.roundMaximum, value?.bets?.[bet]?.minimum];
    if (typeof most !== 'number' || typeof least !== 'number' || 2 * least <= most) continue;
    const message = `is ${most}; give at least ${2 * least}, the least ${bet} with its raise`;
    faults.add(`limits.${currency}.roundMaximum`, message);
  }
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
    const most = Math.floor(Number.MAX_SAFE_INTEGER / (1 + stakes.highestPay));
    const step = faults.integer(`${path}.step`, limits?.['step'], { from: 1, to: 1_000_000 });
    faults.integer(`${path}.roundMaximum`, limits?.['roundMaximum'], { from: step ?? 1, to: most });
    if (step === undefined) continue;
    steps.set(currency, step);
    if (step % stakes.divisor !== 0) {
      const remedy = `give a multiple of ${stakes.divisor}, so that every payout is a whole number of minor units`;
      faults.add(`${path}.step`, `is ${step}; ${remedy}`);
    }
    checkBetLimits(faults, { path: `${path}.bets`, json: limits?.['bets'], step, bets: stakes.bets });
  }
  return steps;
}

function checkBetLimits(
  faults: Faults,
  { path, json, step, bets }: { path: string; json: unknown; step: number; bets: readonly string[] },
): void {
  for (const [bet, value] of Object.entries(faults.object(path, json, bets) ?? {})) {
    const limits = faults.object(`${path}.${bet}`, value, ['minimum', 'maximum']);
    const range = { from: step, to: Number.MAX_SAFE_INTEGER };
    const minimum = faults.integer(`${path}.${bet}.minimum`, limits?.['minimum'], range);
    const maximum = faults.integer(`${path}.${bet}.maximum`, limits?.['maximum'], range);
    for (const [member, amount] of Object.entries({ minimum, maximum })) {
      if (amount !== undefined && amount % step !== 0) {
        faults.add(`${path}.${bet}.${member}`, `is ${amount}; give a multiple of the step, ${step}`);
      }
    }
    if (minimum !== undefined && maximum !== undefined && minimum > maximum) {
      faults.add(`${path}.${bet}`, 'has its minimum above its maximum; swap them');
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
