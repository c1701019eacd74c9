import {
  commitWithdrawal,
  convertBonus,
  creditDeposit,
  forfeitBonus,
  grantBonus,
  grantFreeRounds,
  holdWithdrawal,
  placeStake,
  releaseWithdrawal,
  settleRound,
  settleStakes,
  voidStakes,
} from '@croupier/contracts';
import { type AskContract, newId } from '@croupier/kernel';
import { type Seeded } from '../random.js';

/** A command as a caller sends it, and sends it again. */
export interface Sent {
  /** What its transaction is known by. */
  externalId: string;
  contract: AskContract<object, object>;
  request: object;
  /** Set where another command bears the same id, so that books by ids cannot tell them apart. */
  shared?: boolean;
  /** Sorts out the answers of commands that carry several parts: what became of the one it is about. */
  codeOf?: (reply: object) => string;
}

export const gbp = (amount: number): { amount: number; currency: 'GBP' } => ({ amount, currency: 'GBP' });
/** One moment for all: rounds that are sent together arrive in any order, and none may start before the last one. */
export const startedAt = new Date().toISOString();
export const session = '01a20a46-f71b-7904-908a-daa2e0b5fc68';

/** A command as the ask of `contract` takes it. */
export function sent(externalId: string, contract: unknown, request: object): Sent {
  return { externalId, contract: contract as AskContract<object, object>, request };
}

export function deposit(playerId: string, amount: number, depositId: string = newId()): Sent {
  return sent(depositId, creditDeposit, { playerId, depositId, provider: 'psp', amount: gbp(amount) });
}

export function round(playerId: string, stake: number, payout: number, roundId: string = newId()): Sent {
  return sent(roundId, settleRound, {
    ...{
      playerId,
      roundId,
      gameSessionId: session,
      gameId: 'a-game',
      stake: gbp(stake),
      payout: gbp(payout),
    },
    ...{ startedAt, minimumCycleMs: 0, outcome: { stops: [1, 2, 3] } },
  });
}

export function stake(playerId: string, amount: number, roundId: string, stakeId: string = newId()): Sent {
  return sent(stakeId, placeStake, {
    ...{ playerId, stakeId, roundId, gameSessionId: session, gameId: 'a-table', stake: gbp(amount) },
    startedAt,
  });
}

export function hold(playerId: string, amount: number, withdrawalId: string = newId()): Sent {
  return sent(withdrawalId, holdWithdrawal, { playerId, withdrawalId, amount: gbp(amount) });
}

export function release(playerId: string, withdrawalId: string): Sent {
  return {
    ...sent(withdrawalId, releaseWithdrawal, { playerId, withdrawalId, provider: 'psp' }),
    shared: true,
  };
}

export function commit(playerId: string, withdrawalId: string): Sent {
  return {
    ...sent(withdrawalId, commitWithdrawal, { playerId, withdrawalId, provider: 'psp' }),
    shared: true,
  };
}

export function grant(playerId: string, amount: number, awardId: string): Sent {
  return sent(awardId, grantBonus, { playerId, awardId, amount: gbp(amount), maximumStake: gbp(100) });
}

export function grantRounds(playerId: string, awardId: string): Sent {
  const terms = { gameId: 'a-game', rounds: 3, stake: gbp(10), maximumStake: gbp(100) };
  return sent(awardId, grantFreeRounds, { playerId, awardId, ...terms });
}

export function convert(playerId: string, awardId: string): Sent {
  return { ...sent(awardId, convertBonus, { playerId, awardId }), shared: true };
}

export function forfeit(playerId: string, awardId: string): Sent {
  return { ...sent(awardId, forfeitBonus, { playerId, awardId, reason: 'player' }), shared: true };
}

interface Ends {
  results: { code: string }[];
}

/** What became of the parts: of the first that was refused, if one was. */
export const worstCode = (reply: object): string => {
  const codes = (reply as Ends).results.map(({ code }) => code);
  return codes.find((code) => !carriedOut.has(code)) ?? (codes.length > 0 ? 'done' : 'none');
};
const carriedOut = new Set(['done', 'replayed', 'noted']);

/** Ends several players' parts of rounds in one commit. */
export function settleAll(parts: readonly { playerId: string; roundId: string; payout: number }[]): Sent {
  const settlements = parts.map(({ payout, ...part }) => ({
    ...part,
    payout: gbp(payout),
    outcome: { pocket: 7 },
  }));
  return { ...sent(parts[0]?.roundId ?? '', settleStakes, { settlements }), codeOf: worstCode };
}

export function giveBack(playerId: string, roundId: string): Sent {
  return giveAllBack([{ playerId, roundId }]);
}

export function giveAllBack(parts: readonly { playerId: string; roundId: string }[]): Sent {
  const voids = parts.map((part) => ({ ...part, currency: 'GBP', reason: 'test' }));
  return { ...sent(parts[0]?.roundId ?? '', voidStakes, { voids }), codeOf: worstCode };
}

/** What a casino's evening is made of, drawn with a seed; a round that is staked is ended by a later command. */
export class Mix {
  private readonly open: { playerId: string; roundId: string }[] = [];

  constructor(
    private readonly random: Seeded,
    private readonly players: readonly string[],
  ) {}

  next(): Sent {
    const playerId = this.random.pick(this.players);
    const draw = this.random.below(100);
    const part = draw < 20 ? this.open.shift() : undefined;
    if (part) {
      const { playerId: player, roundId } = part;
      return draw < 15
        ? settleAll([{ playerId: player, roundId, payout: this.random.below(40) }])
        : giveBack(player, roundId);
    }
    if (draw < 40) {
      const roundId = newId();
      this.open.push({ playerId, roundId });
      return stake(playerId, this.random.between(1, 20), roundId);
    }
    if (draw < 48) return deposit(playerId, this.random.between(1, 500));
    if (draw < 52) return hold(playerId, this.random.between(1, 50));
    return round(playerId, this.random.between(1, 20), this.random.below(40));
  }
}
