import type { Told } from '../dialects/calls.js';
import { type Game, type Studio } from '../studios/studio.js';

/** Most of a round of a slot, in pence, for players whose age is not known to be 25 or over (SI 2025/215). */
const slotCap = 200;
const gbp = 'GBP' as const;

/** What is to be given. */
interface Gift {
  freeRoundsId: string;
  playerId: string;
  rounds: number;
  days: number;
  stakeMinor?: number | undefined;
}

/** What each round is played at, in pence; undefined where the studio decides. */
export function stakeOf({ freeRounds }: Game, { stakeMinor }: Pick<Gift, 'stakeMinor'>): number | undefined {
  return stakeMinor ?? freeRounds?.stakes?.[0];
}

/** The member of a gift that the studio does not give of this game; undefined if it gives it. */
export function misfitOf(
  { dialect }: Pick<Studio, 'dialect'>,
  game: Game,
  gift: Pick<Gift, 'days' | 'stakeMinor'>,
): 'stakeMinor' | 'days' | undefined {
  const stake = stakeOf(game, gift);
  const { stakes } = game.freeRounds ?? {};
  const form = dialect.calls['create-free-rounds'];
  const offered = stake === undefined || stakes === undefined || stakes.includes(stake);
  // By level alone a stake can be told only where the levels are known.
  const said = stake === undefined || stakes !== undefined || form?.members.level === undefined;
  const legal = game.kind !== 'slot' || (stake !== undefined && stake <= slotCap);
  if (!offered || !said || !legal) return 'stakeMinor';
  const mostDays = form?.mostDays;
  return mostDays !== undefined && gift.days > mostDays ? 'days' : undefined;
}

/** What the studio is told of a gift, besides until when it is good. */
export function toldOf(
  game: Game,
  gift: Pick<Gift, 'freeRoundsId' | 'playerId' | 'rounds' | 'stakeMinor'>,
): Told {
  const stake = stakeOf(game, gift);
  const level = stake === undefined ? -1 : (game.freeRounds?.stakes?.indexOf(stake) ?? -1);
  const { prepaid } = game.freeRounds ?? {};
  return {
    ...{ freeRoundsId: gift.freeRoundsId, playerId: gift.playerId, game: game.code, rounds: gift.rounds },
    currency: gbp,
    ...(stake === undefined ? {} : { stake }),
    ...(level < 0 ? {} : { level: level + 1 }),
    ...(prepaid === undefined ? {} : { prepaid }),
  };
}
