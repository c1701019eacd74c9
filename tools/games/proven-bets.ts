import {
  type BetRequest,
  type DiceDefinition,
  type KenoDefinition,
  type RandomSource,
  type RouletteDefinition,
  type SicBoDefinition,
  sicBoSpots,
  spotsOf,
  targetsOf,
  zerosOf,
} from '@croupier/game-maths';
import type { TableGame } from '../../apps/games/src/catalogue/table-game.js';

type Spot = Omit<BetRequest<string>, 'amount'>;

/** One to four bets anywhere on the layout of a table at which nothing is decided; some may lie on the same spot. */
export function betsAnywhere(game: TableGame, choices: RandomSource): BetRequest<string>[] {
  return Array.from({ length: 1 + choices.below(4) }, () => {
    const spot = spotOf(game, choices);
    const { minimum = 0, maximum = 0 } = game.definition.limits.GBP?.bets[spot.kind] ?? {};
    // Four bets on one spot stay within its limits, and as many as these within those of a round.
    const most = Math.min(20, Math.max(1, Math.floor(maximum / (4 * minimum))));
    return { ...spot, amount: minimum * (1 + choices.below(most)) };
  });
}

function spotOf({ kind, definition }: TableGame, choices: RandomSource): Spot {
  const one = <Item>(items: readonly Item[]): Item => items[choices.below(items.length)] as Item;
  switch (kind) {
    case 'roulette':
      return one(spotsOf(zerosOf(definition as unknown as RouletteDefinition)));
    case 'sic-bo':
      return one(sicBoSpots(definition as unknown as SicBoDefinition));
    case 'dice': {
      const targets = targetsOf(definition as unknown as DiceDefinition);
      return { kind: one(['under', 'over']), numbers: [one(targets)] };
    }
    case 'keno': {
      const { pool, returns } = definition as unknown as KenoDefinition;
      const spots = Number(one(Object.keys(returns)));
      const numbers = new Set<number>();
      while (numbers.size < spots) numbers.add(1 + choices.below(pool));
      return { kind: `spots-${spots}`, numbers: [...numbers] };
    }
    case 'baccarat':
      return { kind: one(Object.keys(definition.limits.GBP?.bets ?? {})), numbers: [] };
  }
}
