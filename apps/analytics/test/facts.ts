import {
  balanceCorrected,
  awardCompleted,
  awardGranted,
  bonusConverted,
  bonusForfeited,
  bonusGranted,
  depositCredited,
  depositFailed,
  gameSessionOpened,
  limitChanged,
  playerRegistered,
  playerRestricted,
  playerVerified,
  roundCorrected,
  roundSettled,
  roundVoided,
  sessionOpened,
  stakePlaced,
  withdrawalCommitted,
  withdrawalHeld,
  withdrawalReleased,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';

/** A fact as its owner's relay would publish it. */
export interface ToldFact {
  subject: string;
  id: string;
  payload: Record<string, unknown>;
}

export const gbp = (amount: number): { amount: number; currency: 'GBP' } => ({ amount, currency: 'GBP' });

/** One player whose balances follow from what happens, with the versions of an account. */
export class TestPlayer {
  readonly playerId = newId();
  /** Rich from the start, so that chance can take in any order. */
  private readonly held = { cash: 1e9, bonus: 1e9, inPlay: 1e9, withdrawing: 1e9 };
  private version = 0;

  registered(at: string): ToldFact {
    return told(playerRegistered, { playerId: this.playerId, currency: 'GBP', registeredAt: at });
  }

  verified(at: string, outcome = 'passed'): ToldFact {
    return told(playerVerified, { playerId: this.playerId, outcome, decidedAt: at });
  }

  signedIn(at: string): ToldFact {
    return told(sessionOpened, { playerId: this.playerId, sessionId: newId(), openedAt: at });
  }

  launched(at: string, gameId: string): ToldFact {
    return told(gameSessionOpened, { playerId: this.playerId, gameSessionId: newId(), gameId, openedAt: at });
  }

  depositFailed(at: string, amount: number): ToldFact {
    const payment = { playerId: this.playerId, paymentId: newId(), amount: gbp(amount), method: 'card' };
    return told(depositFailed, { ...payment, reason: 'card_declined', at });
  }

  restricted(at: string): ToldFact {
    const about = { playerId: this.playerId, restrictionId: newId(), restriction: 'time_out' };
    return told(playerRestricted, { ...about, from: at, decidedAt: at });
  }

  limited(at: string): ToldFact {
    const limit = { playerId: this.playerId, kind: 'loss', period: 'day', step: 'set', amount: gbp(1000) };
    return told(limitChanged, { ...limit, changedAt: at });
  }

  /** A bonus that became active and was cleared, as bonus tells it; its money is told by the ledger. */
  awarded(at: string): ToldFact[] {
    const award = {
      playerId: this.playerId,
      awardId: newId(),
      programmeId: 'p',
      version: 1,
      kind: 'deposit_match',
      at,
    };
    const terms = { bonus: gbp(500), freeRounds: 0, required: gbp(2500), expiresAt: at };
    return [
      told(awardGranted, { ...award, ...terms }),
      told(awardCompleted, { ...award, converted: gbp(500) }),
    ];
  }

  deposited(at: string, amount: number): ToldFact {
    return this.moved(depositCredited, at, { cash: amount }, { depositId: newId(), amount: gbp(amount) });
  }

  played(
    at: string,
    bet: {
      gameId: string;
      stake: number;
      payout: number;
      free?: boolean;
      hash?: string;
      gameSessionId?: string;
      channel?: string;
      /** Of a round with decisions: with what it began. */
      begun?: number;
      /** Of one of craps, which began with the pass line alone: what came back of that. */
      begunPaid?: number;
    },
  ): ToldFact {
    const { gameId, stake, payout, free = false, hash = 'h1', gameSessionId = newId(), channel } = bet;
    const decided = decidedOf(bet);
    return this.moved(roundSettled, at, free ? { bonus: payout } : { cash: payout - stake }, {
      ...{ roundId: newId(), gameSessionId, gameId, stake: gbp(stake), payout: gbp(payout) },
      ...{ stakeFromBonus: gbp(0), payoutToBonus: gbp(free ? payout : 0), freeRound: free, startedAt: at },
      ...(free ? { awardId: newId() } : {}),
      outcome: {
        ...{ definitionHash: hash, draws: [1, 2, 3], ...decided },
        ...(channel === undefined ? {} : { channel }),
      },
    });
  }

  staked(at: string, gameId: string, stake: number): ToldFact {
    const round = { stakeId: newId(), roundId: newId(), gameSessionId: newId(), gameId, startedAt: at };
    const split = { stake: gbp(stake), stakeFromBonus: gbp(0) };
    return this.moved(stakePlaced, at, { cash: -stake, inPlay: stake }, { ...round, ...split });
  }

  voided(at: string, gameId: string, refund: number): ToldFact {
    const round = { roundId: newId(), gameId, reason: 'round_not_finished' };
    const back = { refund: gbp(refund), refundToBonus: gbp(0) };
    return this.moved(roundVoided, at, { cash: refund, inPlay: -refund }, { ...round, ...back });
  }

  /** A round that had been played with cash is void. */
  corrected(at: string, gameId: string, stake: number, payout: number): ToldFact {
    const round = {
      roundId: newId(),
      gameSessionId: newId(),
      gameId,
      approvalId: newId(),
      reason: 'game_fault',
    };
    return this.moved(
      roundCorrected,
      at,
      { cash: stake - payout },
      {
        ...{
          ...round,
          corrects: newId(),
          correctsVersion: 1,
          settledAt: at,
          startedAt: at,
          freeRound: false,
        },
        ...{ stake: gbp(stake), stakeFromBonus: gbp(0), payout: gbp(payout) },
        ...{ cashChange: gbp(stake - payout), bonusChange: gbp(0), bonusCost: gbp(0) },
      },
    );
  }

  /** What a round had paid, cash alone by now, was taken back; `forfeited` of it the house had already. */
  unpaid(at: string, gameId: string, payout: number, forfeited = 0): ToldFact {
    const round = { roundId: newId(), gameSessionId: newId(), gameId, startedAt: at, payout: gbp(payout) };
    const undone = { correction: 'reversal', reversed: 'settlement', reference: round.roundId };
    const change = { cashChange: gbp(forfeited - payout), bonusChange: gbp(0), bonusCost: gbp(-forfeited) };
    const why = { approvalId: newId(), reason: 'studio_reversal' };
    return this.moved(
      balanceCorrected,
      at,
      { cash: forfeited - payout },
      { ...round, ...undone, ...change, ...why },
    );
  }

  granted(at: string, amount: number): ToldFact {
    return this.moved(bonusGranted, at, { bonus: amount }, { awardId: newId(), amount: gbp(amount) });
  }

  converted(at: string, amount: number): ToldFact {
    const award = { awardId: newId(), amount: gbp(amount) };
    return this.moved(bonusConverted, at, { bonus: -amount, cash: amount }, award);
  }

  forfeited(at: string, amount: number): ToldFact {
    const award = { awardId: newId(), amount: gbp(amount), reason: 'expired' };
    return this.moved(bonusForfeited, at, { bonus: -amount }, award);
  }

  requested(at: string, amount: number): ToldFact {
    const withdrawal = { withdrawalId: newId(), amount: gbp(amount) };
    return this.moved(withdrawalHeld, at, { cash: -amount, withdrawing: amount }, withdrawal);
  }

  paid(at: string, amount: number): ToldFact {
    const withdrawal = { withdrawalId: newId(), amount: gbp(amount) };
    return this.moved(withdrawalCommitted, at, { withdrawing: -amount }, withdrawal);
  }

  released(at: string, amount: number): ToldFact {
    const withdrawal = { withdrawalId: newId(), amount: gbp(amount) };
    return this.moved(withdrawalReleased, at, { cash: amount, withdrawing: -amount }, withdrawal);
  }

  private moved(
    fact: { subject: string },
    at: string,
    change: Partial<typeof this.held>,
    rest: Record<string, unknown>,
  ): ToldFact {
    for (const [name, amount] of Object.entries(change)) this.held[name as keyof typeof this.held] += amount;
    this.version += 1;
    const { cash, bonus, inPlay, withdrawing } = this.held;
    const after = {
      balance: gbp(cash),
      bonus: gbp(bonus),
      inPlay: gbp(inPlay),
      withdrawing: gbp(withdrawing),
    };
    const about = { playerId: this.playerId, transactionId: newId(), version: this.version, recordedAt: at };
    return told(fact, { ...rest, ...about, ...after });
  }
}

function told(fact: { subject: string }, payload: Record<string, unknown>): ToldFact {
  return { subject: fact.subject, id: newId(), payload };
}

/** What an outcome tells of decisions. */
function decidedOf({ begun, begunPaid }: { begun?: number; begunPaid?: number }): object {
  if (begun === undefined) return {};
  const bet = { kind: begunPaid === undefined ? 'deal' : 'pass', numbers: [], amount: begun };
  if (begunPaid === undefined) return { actions: [], bets: [bet] };
  return { actions: [], bets: [bet], rolls: [{ settled: [{ ...bet, payout: begunPaid }] }] };
}
