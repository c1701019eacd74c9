import { gamesError, type Round } from '@croupier/contracts';
import type { DomainError } from '@croupier/kernel';
import { Broker } from '@croupier/messaging';
import { type Log, Metrics } from '@croupier/observability';
import { LOG } from '@croupier/runtime';
import { Inject, Injectable } from '@nestjs/common';
import { type SlotGame } from '../catalogue/slot-game.js';
import { type TableGame } from '../catalogue/table-game.js';
import { type DrawnRound } from './sealed-outcome.js';

/** Of a message; the rest is for what goes with a record: the round's bets and money, and its definition where it is proven. */
const share = 0.75;

/**
 * Lets no round be staked on whose record could not be told to anybody. A definition whose longest round fits needs no look at its
 * rounds; there are others, of a version that is older than the bound, or at a broker that takes less than ours.
 */
@Injectable()
export class RecordLimits {
  private readonly refused: ReturnType<Metrics['counter']>;

  constructor(
    private readonly broker: Broker,
    metrics: Metrics,
    @Inject(LOG) private readonly log: Log,
  ) {
    this.refused = metrics.counter(
      'casino_games_rounds_too_large_total',
      'Rounds that were drawn, and void before their stake was taken: their record is larger than a message.',
      ['game'],
    );
  }

  /** How many rounds of a list go into one answer, from its beginning: one at least, and what is left is read by the cursor. */
  fitting(rounds: readonly Round[]): number {
    const { largestMessage } = this.broker;
    let left = largestMessage * share;
    const beyond = rounds.findIndex(
      ({ outcome }) => (left -= Buffer.byteLength(JSON.stringify(outcome))) < 0,
    );
    return beyond < 0 ? rounds.length : Math.max(1, beyond);
  }

  /** Why a round that was drawn is void before anything is staked: `round_too_large`. */
  refusalOf(
    game: SlotGame | TableGame,
    { roundId, outcome }: Pick<DrawnRound, 'outcome'> & { roundId: string },
  ): DomainError | undefined {
    const { largestMessage } = this.broker;
    const most = Math.floor(largestMessage * share);
    // Without a broker nothing is staked either.
    if (largestMessage === 0 || game.kind !== 'slot' || game.longestRecord <= most) return undefined;
    const bytes = Buffer.byteLength(JSON.stringify(outcome));
    if (bytes <= most) return undefined;
    const { id: gameId, version } = game.definition;
    this.refused.inc({ game: gameId });
    this.log.error(
      { gameId, version, roundId, bytes, most },
      'a round is larger than its record may be, and void',
    );
    return gamesError('round_too_large', { detail: `Its record has ${bytes} bytes, of at most ${most}.` });
  }
}
