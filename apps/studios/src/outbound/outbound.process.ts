import { type Log } from '@croupier/observability';
import { TransactionRunner } from '@croupier/persistence';
import { DueLoop, LOG } from '@croupier/runtime';
import { Inject, Injectable } from '@nestjs/common';
import { Studios } from '../studios/studios.service.js';
import { OutboundService } from './outbound.service.js';
import { leaseSeconds, outboundColumns, type OutboundRow, waitAfter } from './outgoing.js';
import { StudioClient } from './studio.client.js';

const answerWithinMs = 5000;
/** Calls under way to one studio, about: one that is silent holds back none but its own. */
const mostAtOnce = 10;

/**
 * Sends calls to studios until there is a last word, with growing waits, over any number of restarts, and no longer than they
 * are valid. Each attempt is counted before it is sent.
 */
@Injectable()
export class OutboundProcess extends DueLoop<OutboundRow> {
  /** By studio. */
  private readonly underWay = new Map<string, Set<Promise<void>>>();

  constructor(
    private readonly studios: Studios,
    private readonly transactions: TransactionRunner,
    private readonly outbound: OutboundService,
    private readonly client: StudioClient,
    @Inject(LOG) log: Log,
  ) {
    super('calls to studios', log);
  }

  override async onModuleDestroy(): Promise<void> {
    await super.onModuleDestroy();
    await Promise.all([...this.underWay.values()].flatMap((calls) => [...calls]));
  }

  protected async claim(limit: number): Promise<OutboundRow[]> {
    const [rows] = await this.transactions.read(
      (database) =>
        database.query(
          `UPDATE studio_outbound_calls
              SET due_at = clock_timestamp() + make_interval(secs => ${leaseSeconds}),
                  attempts = attempts + CASE WHEN valid_until > clock_timestamp() THEN 1 ELSE 0 END,
                  tried_at = CASE WHEN valid_until > clock_timestamp() THEN clock_timestamp() ELSE tried_at END
            WHERE call_id IN (SELECT call_id FROM studio_outbound_calls WHERE due_at <= clock_timestamp() AND studio_id <> ALL ($2)
                               ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED) RETURNING ${outboundColumns}`,
          [
            limit,
            [...this.underWay].flatMap(([studioId, calls]) => (calls.size < mostAtOnce ? [] : [studioId])),
          ],
        ) as Promise<[OutboundRow[], number]>,
    );
    return rows;
  }

  /** Nobody waits for the answer here: other studios have theirs to be told. */
  protected advance(row: OutboundRow): Promise<void> {
    const calls = this.underWay.get(row.studio_id) ?? new Set<Promise<void>>();
    this.underWay.set(row.studio_id, calls);
    const call = this.attempt(row)
      .catch((error: unknown) => this.failed(row, error))
      .finally(() => {
        calls.delete(call);
        if (calls.size === mostAtOnce - 1) this.nudge();
      });
    calls.add(call);
    return Promise.resolve();
  }

  private async attempt(row: OutboundRow): Promise<void> {
    if (row.lapsed) {
      await this.end(row, 'given_up');
      this.log.warn(
        { studio: row.studio_id, call: row.call_id, verb: row.verb },
        'a studio was not told in time',
      );
      return;
    }
    const objection = await this.outbound.objectionTo(row);
    if (objection !== undefined) {
      await this.end(row, 'refused', objection);
      return;
    }
    if (!(await this.transactions.read((database) => this.outbound.isDue(database, row)))) return;
    const studio = this.studios.find(row.studio_id);
    const verdict = studio
      ? await this.client.call(studio, row.verb, row.told, answerWithinMs)
      : { kind: 'unknown' as const, why: 'the studio is not offered here' };
    if (verdict.kind === 'unknown') return this.later(row, verdict.why);
    if (verdict.kind === 'refused' && row.age < (studio?.dialect.calls[row.verb]?.settleSeconds ?? 0))
      return this.later(row, verdict.reason);
    const refusal = verdict.kind === 'refused' ? verdict.reason : null;
    await this.end(row, verdict.kind, refusal);
    if (verdict.kind === 'refused')
      this.log.warn(
        { studio: row.studio_id, call: row.call_id, verb: row.verb, refusal: verdict.word },
        'a studio refuses a call of ours',
      );
  }

  private async end(...of: [OutboundRow, 'done' | 'refused' | 'given_up', (string | null)?]): Promise<void> {
    const after = await this.transactions.run((manager) => this.outbound.end(manager, ...of));
    after?.();
  }

  /** What could not be carried out or written down is tried again as what had no answer. */
  private async failed(row: OutboundRow, error: unknown): Promise<void> {
    this.log.warn({ studio: row.studio_id, call: row.call_id, err: error }, 'a call to a studio waits');
    try {
      await this.later(row, 'not carried out here');
    } catch (cause) {
      this.log.error({ call: row.call_id, err: cause }, 'a call to a studio fails');
    }
  }

  protected idOf({ call_id: callId }: OutboundRow): string {
    return callId;
  }

  /** At the end of its validity at the latest, so that it is given up then. */
  private async later(row: OutboundRow, trouble: string): Promise<void> {
    this.log.info(
      { studio: row.studio_id, call: row.call_id, verb: row.verb, trouble },
      'a studio says nothing yet',
    );
    await this.transactions.read((database) =>
      database.query(
        `UPDATE studio_outbound_calls
            SET trouble = $2, due_at = least(clock_timestamp() + make_interval(secs => $3), valid_until)
          WHERE call_id = $1 AND state = 'waiting' AND attempts = $4`,
        [row.call_id, trouble.slice(0, 200), waitAfter(row.attempts), row.attempts],
      ),
    );
  }
}
