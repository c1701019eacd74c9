import { Clock, DomainError } from '@croupier/kernel';
import { Injectable } from '@nestjs/common';
import { DecisionRounds } from './decision-rounds.service.js';
import { actionsOf, type DecisionRow, rulesKey } from './decision-row.js';
import { situationAfter } from './played-decisions.js';
import { Steps } from './steps.service.js';

/** What the rules decide for players who do nothing. */
@Injectable()
export class RuleDecisions {
  constructor(
    private readonly rounds: DecisionRounds,
    private readonly steps: Steps,
    private readonly clock: Clock,
  ) {}

  /**
   * Decides as the rules do until the round has ended. @returns undefined while its time is not over on the player's clock
   * @throws DomainError `round_moved_on` if somebody else decided
   */
  async decide(row: DecisionRow): Promise<DecisionRow | undefined> {
    if (row.decide_by.getTime() > this.clock.nowFor(row.player_id).getTime()) return undefined;
    const rules = await this.steps.rulesOf(row);
    let now = row;
    while (now.state === 'open') {
      const { state } = situationAfter(now, rules, actionsOf(now.trail));
      const action = { ...rules.table.byDefault(rules.definition, state), byDefault: true as const };
      const receipt = now.trail.at(-1)?.receipt;
      if (!receipt) return undefined;
      now = await this.steps.take(now, { key: rulesKey, action, amount: 0 }, receipt);
    }
    return now;
  }

  /** Whoever looks at a round whose time is over sees its end. What cannot be ended now is shown as it was, and ended later. */
  async endIfOver(playerId: string, roundId: string): Promise<void> {
    await this.tryEnding(await this.rounds.find(playerId, roundId));
  }

  /** A round whose time is over keeps nothing else of its player waiting. */
  async endWaiting(playerId: string): Promise<void> {
    await this.tryEnding(await this.rounds.inPlay(playerId));
  }

  private async tryEnding(row: DecisionRow | undefined): Promise<void> {
    if (row?.state !== 'open' || row.pending) return;
    try {
      const ended = await this.decide(row);
      if (ended) await this.steps.settle(ended);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
  }
}
