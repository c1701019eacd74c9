import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  type CountName,
  type CountOrder,
  CounterHere,
  CountingUnavailableError,
  DefinitionKindError,
  OnlySampledError,
  SlotCountingError,
  SlotDefinitionError,
  UncountedError,
} from '@croupier/game-maths';
import { until } from '@croupier/testing';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { frame, smallGameJson, smallSymbols } from '../../game-maths/test/small-game.js';
import { SeparateCounter } from './separate-counter.js';

const elsewhere = 'count it elsewhere';
const built = path.resolve(import.meta.dirname, '../../../dist/libs/counting/src/index.js');
const shipped = (id: string): unknown =>
  JSON.parse(
    readFileSync(path.resolve(import.meta.dirname, `../../../apps/games/definitions/${id}.json`), 'utf8'),
  );

/** Every combination of it is played: near the bound, some minutes. */
const slow = (stops = 24) => ({
  ...smallGameJson(),
  ...{ lines: [], ways: { credits: 2 }, cascades: { ladder: [1], maximum: 5 } },
  reels: Array.from({ length: 6 }, (_, reel) =>
    Array.from({ length: stops }, (_stop, at) => ['ace', 'jack', 'ten', 'wild', 'bell'][(at + reel) % 5]),
  ),
});

/** Twenty coins of many values: their sums take some hundred MiB. */
const large = {
  ...frame,
  ...{ rows: 4, lines: [[0, 0, 0, 0, 0]], pays: { ace: { 3: 1 } }, stakes: { GBP: [1] } },
  symbols: [...smallSymbols, { id: 'coin', name: 'Coin', kind: 'coin' }],
  reels: Array.from({ length: 5 }, () => [
    'ace',
    'jack',
    'ten',
    'wild',
    'bell',
    'coin',
    'coin',
    'coin',
    'coin',
  ]),
  holdAndRespin: {
    ...{ count: 6, respins: 3, blankWeight: 180, full: 5000 },
    values: [20, 40, 60, 80, 100, 200, 300, 400, 500, 1000, 2000, 4000, 10_000, 20_000].map(
      (multiple, at) => ({ multiple, weight: 20 - at }),
    ),
  },
};

describe('a counter in a process of its own', () => {
  let counter: SeparateCounter;
  const opened = (terms: Partial<SeparateCounter['terms']> = {}): SeparateCounter =>
    (counter = new SeparateCounter({ elsewhere, ...terms }));
  afterEach(() => counter.onModuleDestroy());

  const isRunning = (pid: number): boolean => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  const counting = () => until('something is counted', () => Promise.resolve(counter.pid));
  const slot = (definition: unknown, withinMs?: number) =>
    counter.count('slot', { definition, andReturn: true }, withinMs === undefined ? {} : { withinMs });

  it.each<[CountName, string, Partial<CountOrder<'slot'> & CountOrder<'figures'> & CountOrder<'bounds'>>]>([
    ['slot', 'lamplight-ledger', { andReturn: true }],
    ['slot', 'russet-orchard', { andReturn: false }],
    ['figures', 'saltmarsh-roulette', { certify: true }],
    ['figures', 'russet-orchard', { certify: true }],
    ['figures', 'kestrel-draw', { certify: false }],
    ['bounds', 'tideway-lanterns', { isDecided: false }],
    ['bounds', 'kestrel-draw', { isDecided: true }],
    ['bounds', 'mill-lane-blackjack', { isDecided: false }],
  ])('counts the same as here: %s of %s', async (name, id, asked) => {
    const order = { definition: shipped(id), ...asked } as CountOrder<CountName>;
    expect(await opened().count(name, order)).toEqual(await new CounterHere().count(name, order));
  });

  it('refuses as it is refused here, by class and members', async () => {
    opened();
    const rowless = slot({ ...smallGameJson(), rows: 0 });
    await expect(rowless).rejects.toBeInstanceOf(SlotDefinitionError);
    await expect(rowless).rejects.toMatchObject({ faults: [{ path: 'rows' }] });
    await expect(slot(slow(40))).rejects.toBeInstanceOf(OnlySampledError);
    await expect(
      counter.count('figures', { definition: { kind: 'whist' }, certify: false }),
    ).rejects.toBeInstanceOf(DefinitionKindError);
    counter.terms.mostBytes = 1000;
    const cramped = slot(shipped('lamplight-ledger'));
    await expect(cramped).rejects.toBeInstanceOf(SlotCountingError);
    await expect(cramped).rejects.toMatchObject({
      ...{ name: 'SlotDefinitionError', message: expect.stringContaining(elsewhere) as unknown },
      faults: [
        { path: '$', message: expect.stringMatching(/are counted exactly; give .* elsewhere$/) as unknown },
      ],
    });
    delete counter.terms.mostBytes;
    expect(await slot(shipped('lamplight-ledger'))).toHaveProperty('returns');
  });

  it('goes on with all else meanwhile, and counts one at a time, in the order of the asking', async () => {
    opened();
    const events: string[] = [];
    const noted = async (name: string, count: Promise<unknown>): Promise<void> => {
      await count;
      events.push(name);
    };
    const long = noted('long', slot(slow(12)));
    const short = noted('short', slot(smallGameJson()));
    const shorter = noted(
      'shorter',
      counter.count('figures', { definition: shipped('tideline-dice'), certify: false }),
    );
    await counting();
    for (let turn = 0; turn < 3; turn += 1) await new Promise(setImmediate);
    events.push('the loop has turned');
    await Promise.all([long, short, shorter]);
    expect(events).toEqual(['the loop has turned', 'long', 'short', 'shorter']);
  });

  it('counts once what is asked for twice', async () => {
    opened({ longMs: Infinity });
    const both = await Promise.all([slot(smallGameJson()), slot(smallGameJson())]);
    expect(both[0]).toBe(both[1]);
    expect(await slot(smallGameJson())).not.toBe(both[0]);
  });

  it('keeps what took long to be counted for who asks again, in the same way', async () => {
    opened({ longMs: 0 });
    const answer = await slot(smallGameJson());
    expect(await slot(smallGameJson())).toBe(answer);
    expect(await slot(smallGameJson(), 60_000)).not.toBe(answer);
    const refused = await slot(slow(40)).catch((error: unknown) => error);
    await expect(slot(slow(40))).rejects.toBe(refused);
  });

  it('gives up at the deadline, and has another process count what comes after', async () => {
    opened({ deadlineMs: 1 });
    const late = slot(slow());
    const { pid } = counter;
    if (pid === undefined) throw new Error('it is counted at once');
    await expect(late).rejects.toBeInstanceOf(UncountedError);
    await expect(late).rejects.toMatchObject({
      ...{
        lacking: 'time',
        faults: [{ path: '$', message: expect.stringContaining(`; ${elsewhere}`) as unknown }],
      },
    });
    await until('that process has ended', () => Promise.resolve(!isRunning(pid)));
    delete counter.terms.deadlineMs;
    expect(await slot(smallGameJson())).toHaveProperty('returns');
  });

  it('gives up sooner where there is another way, and goes on with what waits', async () => {
    opened();
    const late = slot(slow(), 1);
    const next = slot(smallGameJson());
    await expect(late).rejects.toMatchObject({ lacking: 'time' });
    expect(await next).toHaveProperty('returns');
  });

  it('ends alone where its memory is full, and has another process count the next', async () => {
    opened({ heapMiB: 64, mostBytes: Number.MAX_SAFE_INTEGER });
    const full = slot(large);
    await expect(full).rejects.toBeInstanceOf(UncountedError);
    await expect(full).rejects.toMatchObject({
      ...{
        lacking: 'memory',
        faults: [{ path: '$', message: expect.stringContaining(`; ${elsewhere}`) as unknown }],
      },
    });
    expect(await slot(smallGameJson())).toHaveProperty('returns');
  });

  it('refuses by name what has no room in that memory, before it is full', async () => {
    opened({ heapMiB: 64 });
    await expect(slot(large)).rejects.toBeInstanceOf(SlotCountingError);
  });

  it('counts first what is urgent, and turns away what would wait for too long', async () => {
    opened();
    const order: string[] = [];
    const noted = (name: string, definition: unknown, isUrgent = false): Promise<unknown> =>
      counter
        .count('slot', { definition, andReturn: true }, { isUrgent })
        .then(() => order.push(name))
        .catch((error: unknown) => error);
    const version = (at: number) => ({ ...smallGameJson(), version: `1.0.${at}` });
    const all = [
      noted('first', slow(9)),
      ...Array.from({ length: 20 }, (_, at) => noted('waits', version(at))),
    ];
    const refused = noted('too many', version(20));
    all.push(noted('urgent', version(21), true));
    expect(await refused).toBeInstanceOf(CountingUnavailableError);
    await Promise.all(all);
    expect(order.slice(0, 3)).toEqual(['first', 'urgent', 'waits']);
    expect(order).toHaveLength(22);
  });

  it('says that it cannot count now where a process cannot be had, and counts when it can', async () => {
    opened();
    const start = jest.spyOn(counter as unknown as { start(): unknown }, 'start');
    start.mockImplementation(() => {
      throw new Error('ENOMEM');
    });
    const both = await Promise.allSettled([slot(smallGameJson()), slot(slow())]);
    for (const count of both)
      expect(count).toMatchObject({ reason: expect.any(CountingUnavailableError) as unknown });
    start.mockRestore();
    expect(await slot(smallGameJson())).toHaveProperty('returns');
  });

  it('takes one that the system ends for one without memory', async () => {
    opened();
    const killed = slot(slow());
    process.kill(await counting(), 'SIGKILL');
    await expect(killed).rejects.toMatchObject({ lacking: 'memory' });
  });

  const onLinux = process.platform === 'linux' ? it : it.skip;
  onLinux('knows no setting of its service', async () => {
    opened();
    const count = slot(slow());
    const environment = readFileSync(`/proc/${await counting()}/environ`, 'utf8');
    expect(environment.split('\0').map((line) => line.split('=')[0])).toEqual(
      expect.not.arrayContaining(['PATH', 'HOME', 'TEST_POSTGRES_URL', 'NODE_OPTIONS']),
    );
    await counter.onModuleDestroy();
    await expect(count).rejects.toBeInstanceOf(CountingUnavailableError);
  });

  it('ends with a service that is killed while it counts', async () => {
    const program = `
      const { SeparateCounter } = await import(${JSON.stringify(built)});
      const counter = new SeparateCounter({ elsewhere: 'elsewhere' });
      void counter.count('slot', { definition: ${JSON.stringify(slow())}, andReturn: true });
      process.stdout.write(String(counter.pid));`;
    const service = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: 'pipe' });
    const [said] = (await once(service.stdout, 'data')) as [Buffer];
    const pid = Number(String(said));
    expect(isRunning(pid)).toBe(true);
    service.kill('SIGKILL');
    await until('it has ended', () => Promise.resolve(!isRunning(pid) || undefined));
  });

  it('ends with its service, and so does what is asked for', async () => {
    opened();
    const counts = [slot(slow()), slot(smallGameJson())];
    const pid = await counting();
    const refused = counts.map((count) => expect(count).rejects.toBeInstanceOf(CountingUnavailableError));
    await counter.onModuleDestroy();
    expect(isRunning(pid)).toBe(false);
    await Promise.all(refused);
    await expect(slot(smallGameJson())).rejects.toBeInstanceOf(CountingUnavailableError);
    expect(counter.pid).toBeUndefined();
  });
});
