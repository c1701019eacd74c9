import { Clock } from '@croupier/kernel';
import { type Log } from '@croupier/observability';
import { LOG } from '@croupier/runtime';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DecisionRounds } from './decision-rounds.service.js';
import { actionsOf, type DecisionRow, rulesKey } from './decision-row.js';
import { situationAfter } from './played-decisions.js';
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

  /** One look at all rounds in play. `graceMs`: how long what was begun is left to whoever began it. */
  async sweep(graceMs: number = defaultGraceMs): Promise<void> {
    const ahead = [...this.clock.ahead().keys()];
    for (const row of await this.rounds.due({ now: this.clock.now(), graceMs, ahead })) {
      try {
        await this.end(row);
      } catch (error) {
        this.log.warn({ roundId: row.round_id, error: String(error) }, 'a round in play was left for later');
      }
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
    else if (now.state === 'open') now = await this.byRules(now);
    if (now) await this.steps.settle(now);
  }

  /** Decides as the rules do until the round has ended, if its time is over on the player's clock. */
  private async byRules(row: DecisionRow): Promise<DecisionRow | undefined> {
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
}
