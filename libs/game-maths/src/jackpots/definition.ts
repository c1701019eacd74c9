import { type Currency, currencies } from '@croupier/kernel';
import { type Faults, kebab, show } from '../faults.js';

/** Falls in the round whose own draw says so, with odds in proportion to the stake. */
export interface OddsTrigger {
  readonly kind: 'odds';
  /** A round wins with a probability of its stake in minor units over this: 2 to 2^32. */
  readonly oneIn: number;
}

/** Falls in the round that takes it to a hidden amount, drawn when the pot was begun. */
export interface MustDropTrigger {
  readonly kind: 'must-drop';
  /** The most that the hidden amount can be, in minor units; the least is one above the seed, and all are equally likely. */
  readonly by: number;
}

/** A progressive jackpot as a game says it. Games that share a pot say the same of it, word for word. */
export interface JackpotDefinition {
  /** Kebab case; the pot's name in the ledger. */
  readonly id: string;
  /** As shown to players. */
  readonly name: string;
  /** Of the pot, and of all stakes of the game. */
  readonly currency: Currency;
  /** With what the house begins the pot, in minor units. */
  readonly seed: number;
  /** What of every stake goes into the pot, in millionths: 10000 is 1 %. */
  readonly contributionPpm: number;
  readonly trigger: OddsTrigger | MustDropTrigger;
}

/** So many largest contributions lie between the seed and the highest hidden amount, so that a round hardly ever brings two falls. */
const leastSteps = 100;

/** Notes every fault of the member `jackpot`. `stakes` are those of the game, checked elsewhere. */
export function checkJackpot(faults: Faults, json: unknown, stakes: unknown): void {
  const pot = faults.object('jackpot', json, [
    'id',
    'name',
    'currency',
    'seed',
    'contributionPpm',
    'trigger',
  ]);
  if (pot === undefined) return;
  const id = faults.text('jackpot.id', pot['id'], kebab);
  if (id !== undefined && id.length > 40) faults.add('jackpot.id', 'has more than 40 characters; shorten it');
  faults.text('jackpot.name', pot['name']);
  const { currency } = pot;
  if (!currencies.includes(currency as Currency)) {
    faults.add('jackpot.currency', `is ${show(currency)}; give one of ${currencies.join(', ')}`);
  }
  const others = Object.keys((stakes ?? {}) as object).filter((code) => code !== currency);
  if (others.length > 0) {
    faults.add(
      'jackpot.currency',
      `is ${show(currency)}, but stakes are offered in ${others.join()}, too; a pot has one currency`,
    );
  }
  const seed = faults.integer('jackpot.seed', pot['seed'], { from: 1, to: 1_000_000_000 });
  const ppm = faults.integer('jackpot.contributionPpm', pot['contributionPpm'], { from: 1, to: 500_000 });
  const most = Math.max(0, ...Object.values((stakes ?? {}) as Record<string, number[]>).flat());
  checkTrigger(faults, pot['trigger'], {
    seed: seed ?? 1,
    largest: Math.ceil((most * (ppm ?? 0)) / 1e6),
    most,
  });
}

function checkTrigger(
  faults: Faults,
  json: unknown,
  { seed, largest, most }: { seed: number; largest: number; most: number },
): void {
  const path = 'jackpot.trigger';
  const kind = (json as { kind?: unknown } | undefined)?.kind;
  if (kind === 'odds') {
    const trigger = faults.object(path, json, ['kind', 'oneIn']);
    faults.integer(`${path}.oneIn`, trigger?.['oneIn'], { from: Math.max(2, most), to: 2 ** 32 });
  } else if (kind === 'must-drop') {
    const trigger = faults.object(path, json, ['kind', 'by']);
    const from = seed + Math.max(1, leastSteps * largest);
    faults.integer(`${path}.by`, trigger?.['by'], { from, to: 2 ** 31 });
  } else if (json !== undefined) {
    faults.add(`${path}.kind`, `is ${show(kind)}; give odds or must-drop`);
  }
}
