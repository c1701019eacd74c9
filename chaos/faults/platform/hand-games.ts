import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type RoundAction, type TableStake } from '@croupier/contracts';
import { type Seeded } from '../random.js';

const root = path.resolve(import.meta.dirname, '../../../..');
const definitions = path.join(root, 'apps/games/definitions');
const others = path.join(root, 'libs/game-maths/test/definitions');

/** Of a game what a guest has to know to play it. */
export interface HandGame {
  id: string;
  /** The bets of a round, which sum to 2.00; left out where it is played by the stake alone. */
  bets?: (random: Seeded) => TableStake[];
  /** No catalogue of ours ships it. */
  isOther?: true;
}

const bet = (kind: string, amount: number, numbers?: number[]): TableStake => ({
  kind,
  amount,
  ...(numbers ? { numbers } : {}),
});
const chips = (random: Seeded): TableStake[] => [bet('straight', 100, [random.below(37)]), bet('red', 100)];

/** Every game that is shipped, and others of the tests, so that there are some of each kind. */
export const handGames: readonly HandGame[] = [
  { id: 'mill-lane-blackjack' },
  { id: 'kestrel-draw' },
  { id: 'drift-three', isOther: true },
  { id: 'high-heath-war', isOther: true },
  { id: 'quayside-craps', isOther: true },
  // Some leave the moment to the game: then nothing that they do counts.
  {
    id: 'cliff-kite',
    isOther: true,
    bets: (random) => [bet('crash', 200, random.below(2) === 0 ? [random.pick([110, 120])] : undefined)],
  },
  { id: 'tideline-dice', bets: (random) => [bet('under', 200, [100 * random.between(10, 90)])] },
  { id: 'saltmarsh-roulette', bets: chips },
  { id: 'boardwalk-roulette', isOther: true, bets: chips },
  { id: 'salon-roulette', isOther: true, bets: chips },
  { id: 'heron-baccarat', bets: () => [bet('banker', 100), bet('tie', 100)] },
  { id: 'harbour-keno', isOther: true, bets: () => [bet('spots-3', 200, [7, 21, 64])] },
  { id: 'lantern-sic-bo', isOther: true, bets: () => [bet('small', 100), bet('total', 100, [10])] },
  { id: 'lamplight-ledger' },
  { id: 'russet-orchard' },
  { id: 'tideway-lanterns' },
  // Played for a jackpot.
  { id: 'tideway-beacons' },
  { id: 'ebb-cascade', isOther: true },
  { id: 'marram-picks', isOther: true },
];

/** A decision of those that are offered, with what belongs to it. */
export function decisionAmong(
  kinds: readonly string[],
  outcome: Record<string, unknown>,
  random: Seeded,
): RoundAction {
  // Else the bets are changed as often as that is allowed before the dice are thrown once.
  const kind = kinds.includes('roll') && random.below(3) > 0 ? 'roll' : random.pick(kinds);
  if (kind === 'hold') return { kind, positions: [0, 1, 2, 3, 4].filter(() => random.below(2) === 1) };
  if (kind === 'bet') return { kind, bets: [random.pick([bet('field', 10), bet('place', 60, [6])])] };
  if (kind !== 'take-down') return { kind };
  const { lying = [] } = outcome as { lying?: readonly TableStake[] };
  return { kind, bets: lying.filter(({ kind: lies }) => lies === 'place') };
}

/** @returns a folder with the definitions of all of these games */
export async function definitionsFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'croupier-definitions-'));
  await cp(definitions, folder, { recursive: true });
  for (const { id, isOther } of handGames)
    if (isOther) await cp(path.join(others, `${id}.json`), path.join(folder, `${id}.json`));
  return folder;
}
