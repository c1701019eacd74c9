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
  const offered = stake === undefined || stakes === undefined || stakes.includes(stake);
  if (!offered || (game.kind === 'slot' && (stake ?? 0) > slotCap)) return 'stakeMinor';
  const mostDays = dialect.calls['create-free-rounds']?.mostDays;
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
