import type { Log } from '@croupier/observability';
import type { TransactionRunner } from '@croupier/persistence';
import { describe, expect, it } from '@jest/globals';
import type { Verdict } from '../dialects/calls.js';
import type { Studios } from '../studios/studios.service.js';
import { OutboundProcess } from './outbound.process.js';
import type { OutboundService } from './outbound.service.js';
import type { OutboundRow } from './outgoing.js';
import type { StudioClient } from './studio.client.js';

const row = (callId: string, studioId: string): OutboundRow => ({
  ...{ call_id: callId, studio_id: studioId, verb: 'create-free-rounds', subject_id: callId, told: {} },
  ...{ state: 'waiting', refusal: null, attempts: 1, trouble: null, tried_at: null, ended_at: null },
  ...{ lapsed: false, age: 1 },
});

describe('calls to studios', () => {
  it('of one that is silent hold back none of another, and no more of its own than are waited for at once', async () => {
    const waiting = [
      ...Array.from({ length: 10 }, (_, index) => row(`silent-${index}`, 'silent')),
      ...[row('silent-late', 'silent'), row('other', 'other')],
    ];
    const sent: string[] = [];
    const ended: string[] = [];
    let answer: (verdict: Verdict) => void = () => undefined;
    const silence = new Promise<Verdict>((resolve) => (answer = resolve));
    const find = (id: string): object => ({ id, dialect: { calls: {} } });
    const transactions = {
      /** One at a time, as if each came a moment after the other. */
      read: (work: (database: { query: (sql: string, values: [number, string[]]) => unknown }) => unknown) =>
        Promise.resolve(
          work({
            query: (_sql, [, busy]) => {
              const at = waiting.findIndex(({ studio_id: id }) => !busy.includes(id));
              return [at < 0 ? [] : waiting.splice(at, 1), 0];
            },
          }),
        ),
      run: (work: (manager: object) => unknown) => Promise.resolve(work({})),
    };
    const end = (_manager: object, { call_id: id }: OutboundRow): Promise<void> =>
      Promise.resolve(void ended.push(id));
    const client = {
      call: ({ id }: { id: string }): Promise<Verdict> => {
        sent.push(id);
        return id === 'silent' ? silence : Promise.resolve({ kind: 'done', body: '' });
      },
    };
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const process = new OutboundProcess(
      { find } as unknown as Studios,
      transactions as unknown as TransactionRunner,
      {
        end,
        objectionTo: () => Promise.resolve(undefined),
        isDue: () => Promise.resolve(true),
      } as unknown as OutboundService,
      client as unknown as StudioClient,
      log as unknown as Log,
    );
    const ticks = async (until: () => boolean): Promise<void> => {
      while (!until()) {
        process.nudge();
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    process.onApplicationBootstrap();
    await ticks(() => ended.includes('other'));
    expect(sent.filter((id) => id === 'silent')).toHaveLength(10);
    expect(waiting.map(({ call_id: id }) => id)).toEqual(['silent-late']);
    answer({ kind: 'done', body: '' });
    await ticks(() => ended.length === 12);
    await process.onModuleDestroy();
    expect(sent).toHaveLength(12);
  });
});
