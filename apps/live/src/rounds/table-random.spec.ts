import { Entropy, RandomSourceError } from '@croupier/game-maths';
import { Lifecycle } from '@croupier/runtime';
import { describe, expect, it } from '@jest/globals';
import { type LeasesService } from '../tables/leases.service.js';
import { RoundsProcess } from './rounds.process.js';
import { TableRandom } from './table-random.service.js';

const stuck = (): Entropy => new Entropy((size) => new Uint8Array(size));

describe('what tables are drawn from', () => {
  it('is tested before anybody is served', () => {
    expect(() => new TableRandom(stuck(), new Lifecycle()).onModuleInit()).toThrow(RandomSourceError);
  });

  it('is read anew for every round', () => {
    const read: number[] = [];
    const entropy = new Entropy((size) => {
      read.push(size);
      return Uint8Array.from({ length: size }, (_, index) => index + read.length);
    });
    const random = new TableRandom(entropy, new Lifecycle());
    expect([1, 2, 3].map(() => random.ofRound().below(37))).toEqual([1, 2, 3]);
    expect(read).toEqual([32, 32, 32]);
  });

  it('takes its process out of service once it has failed', () => {
    const lifecycle = new Lifecycle();
    lifecycle.accept();
    const random = new TableRandom(stuck(), lifecycle);
    expect(() => random.ofRound().below(37)).toThrow(RandomSourceError);
    expect(lifecycle.accepting).toBe(false);
    expect(lifecycle.unfitFor).toContain('the source of entropy failed');
  });
});

it('the process that runs tables lets them go once it is unfit, and takes none again', async () => {
  const lifecycle = new Lifecycle();
  const asked: string[] = [];
  const leases = {
    owner: 'this one',
    hold: async () => {
      asked.push('hold');
      return { tableId: 'a-table', owner: 'this one', epoch: 1 };
    },
    release: async () => void asked.push('release'),
  };
  const round = { round_id: 'a', phase: 'spinning', next_phase_at: null };
  const parts: object = {
    ...{
      stopped: false,
      wakers: new Set(),
      loops: [],
      left: new Set(),
      lifecycle,
      leases: leases as unknown as LeasesService,
    },
    config: { TABLE_LEASE_MS: 30 },
    catalogue: { find: () => undefined, all: () => [] },
    rounds: { latest: async () => new Map([['a-table', round]]) },
    phases: {
      reveal: async () => {
        asked.push('step');
        if (asked.length < 4) return;
        lifecycle.unfit('its generator failed');
        throw new RandomSourceError('its generator failed');
      },
    },
    transactions: { run: async () => [{ table_id: 'a-table' }] },
    log: { info: () => undefined, warn: () => undefined },
  };
  const process = Object.assign(Object.create(RoundsProcess.prototype) as RoundsProcess, parts);
  process.onApplicationBootstrap();
  const { loops } = process as unknown as { loops: Promise<void>[] };
  await loops[0];
  await Promise.all(loops);
  expect(asked).toEqual(['hold', 'step', 'hold', 'step', 'release']);
});
