import { Clock } from '@croupier/kernel';
import { type Log } from '@croupier/observability';
import { LOG } from '@croupier/runtime';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DecisionRounds, dueAtOnce } from './decision-rounds.service.js';
import { type DecisionRow } from './decision-row.js';
import { RuleDecisions } from './rule-decisions.service.js';
import { Steps } from './steps.service.js';

const everyMs = 1000;
/** More than twice what any request may last (2 s), so that nobody is still at work on the round; with the look of every second a round that was left behind is over in less than ten. */
const defaultGraceMs = 5000;

/**
 * Ends what nobody else will: steps and settlements that a process left behind, and rounds whose player did not come back, for
 * whom the rules decide. Every replica looks; the version of a row lets one of them act.
 */
@Injectable()
export class DecisionsProcess implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> | undefined;
  private stopped = false;

  constructor(
    private readonly rounds: DecisionRounds,
    private readonly steps: Steps,
    private readonly rules: RuleDecisions,
    private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.next();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.round;
  }

  /** One look at all rounds in play, however many are over: more of them at once where as many came as are asked for. `graceMs`: how long what was begun is left to whoever began it. */
  async sweep(graceMs: number = defaultGraceMs): Promise<void> {
    const seen: string[] = [];
    let due: DecisionRow[];
    do {
      const ahead = [...this.clock.ahead().keys()];
      due = await this.rounds.due({ now: this.clock.now(), graceMs, ahead, seen });
      // Each is another player's; the ledger takes what is asked together in one commit.
      const left = await Promise.all(due.map((row) => this.endOrLeave(row)));
      await this.rounds.setBack(left.flat());
      // One that cannot be ended keeps no other waiting.
      seen.push(...due.map(({ round_id: roundId }) => roundId));
    } while (due.length === dueAtOnce && !this.stopped);
  }

  /** @returns the row if it could not be ended */
  private async endOrLeave(row: DecisionRow): Promise<DecisionRow[]> {
    try {
      await this.end(row);
      return [];
    } catch (error) {
      this.log.warn({ roundId: row.round_id, error: String(error) }, 'a round in play was left for later');
      return [row];
    }
  }

  private next(): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.round = this.sweep()
        .catch((error: unknown) => this.log.warn({ error: String(error) }, 'no look at the rounds in play'))
        .finally(() => this.next());
    }, everyMs).unref();
  }

  private async end(row: DecisionRow): Promise<void> {
    let now: DecisionRow | undefined = row;
    if (now.pending) now = await this.steps.undo(now, now.pending);
    else if (now.state === 'open') now = await this.rules.decide(now);
    if (now) await this.steps.settle(now);
  }
}
