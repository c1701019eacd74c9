import type { Round } from '@croupier/contracts';

/**
 * The last rounds this process played, for a player who reads one before it is projected. Bounded by number; what
 * falls out is in the table by then.
 */
export class RecentRounds {
  private readonly rounds = new Map<string, { playerId: string; round: Round }>();

  constructor(private readonly maximum: number = 512) {}

  add(playerId: string, round: Round): void {
    this.rounds.set(round.roundId, { playerId, round });
    if (this.rounds.size <= this.maximum) return;
    for (const oldest of this.rounds.keys()) {
      this.rounds.delete(oldest);
      break;
    }
  }

  find(playerId: string, roundId: string): Round | undefined {
    const found = this.rounds.get(roundId);
    return found?.playerId === playerId ? found.round : undefined;
  }
}
