import type { PlayedRound, Round } from '@croupier/contracts';

/** Of the answer to a round what stays true of it: not what the player had, and when the next one could start. */
export function roundOf(played: PlayedRound): Round {
  const {
    balance: _balance,
    bonus: _bonus,
    version: _version,
    nextRoundAt: _next,
    netPosition: _net,
    elapsedMs: _elapsed,
    ...round
  } = played;
  return round;
}
