import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type InfiniteQueryObserverOptions } from '@tanstack/react-query';

declare global {
  /** As in a browser, for the modules of a page that are read here. */
  function addEventListener(type: 'storage', listener: (event: { key: string | null }) => void): void;
}

function refused(status: number, code: string): Response {
  const headers = { 'content-type': 'application/problem+json' };
  return Response.json({ code, status }, { status, headers });
}
const away = (): Response => refused(503, 'service_unavailable');
const there = (): Response => Response.json({ data: [], awards: [], offers: [] });

/** What the house says now, and which paths were asked for. */
let answer = away;
const asked: string[] = [];

// What the modules of a page find in a browser.
Object.assign(globalThis, {
  window: globalThis,
  addEventListener: () => undefined,
  localStorage: { getItem: () => null, setItem: () => undefined, removeItem: () => undefined },
  Request: class extends Request {
    constructor(path: string, init: RequestInit) {
      super(new URL(path, 'http://lobby.test'), init);
    }
  },
  fetch: (asking: Request | string) => {
    asked.push(typeof asking === 'string' ? asking : new URL(asking.url).pathname);
    return Promise.resolve(answer());
  },
});
const { InfiniteQueryObserver, QueryObserver } = await import('@tanstack/react-query');
const { queries, readAgainMs } = await import('./client.js');
const { house } = await import('./house.js');
const { forgetOffers, isOfProtection } = await import('./on-offer.js');
const { reads } = await import('./reads.js');

type Read = Exclude<(typeof reads)[keyof typeof reads], (id: string) => unknown>;
const all = Object.entries({ ...reads, house }).map(([name, read]) => ({
  name,
  read: (typeof read === 'function' ? read('one') : read) as Read,
}));

const leaving: (() => void)[] = [];

/** As a part of a page has it read that is on show. */
function shown(read: Read) {
  const observer =
    'getNextPageParam' in read
      ? new InfiniteQueryObserver(queries, read as unknown as InfiniteQueryObserverOptions)
      : new QueryObserver(queries, read as never);
  leaving.push(observer.subscribe(() => undefined));
  return () => observer.getCurrentResult();
}

/** Goes on until a read was given up, however often it is tried at once. */
async function givenUp(result: () => { isError: boolean }): Promise<void> {
  for (let second = 0; second < 60 && !result().isError; second += 1)
    await jest.advanceTimersByTimeAsync(1_000);
  expect(result()).toMatchObject({ isError: true, data: undefined });
  asked.length = 0;
}

beforeEach(() => {
  asked.length = 0;
  jest.useFakeTimers();
});

afterEach(() => {
  for (const leave of leaving.splice(0)) leave();
  queries.clear();
  jest.useRealTimers();
});

describe('what a page reads', () => {
  it.each(all)('$name is read again, without a hand, when a part that was away is back', async ({ read }) => {
    answer = away;
    const result = shown(read);
    await givenUp(result);
    answer = there;
    await jest.advanceTimersByTimeAsync(readAgainMs);
    expect(asked).toHaveLength(1);
    expect(result()).toMatchObject({ isSuccess: true });
  });

  it('is left at a refusal that will be the same in a moment', async () => {
    answer = () => refused(403, 'forbidden');
    await givenUp(shown(reads.limits as Read));
    await jest.advanceTimersByTimeAsync(60_000);
    expect(asked).toEqual([]);
  });
});

describe('what was on offer', () => {
  const offering = [reads.offers, reads.bonuses, reads.studioRounds] as unknown as Read[];

  it('is on show no more, before the house has said what is, once something of it changes', async () => {
    answer = there;
    const results = offering.map(shown);
    await jest.advanceTimersByTimeAsync(1);
    expect(results.map((result) => result().isSuccess)).toEqual([true, true, true]);
    asked.length = 0;
    answer = away;
    forgetOffers();
    expect(results.map((result) => result().data)).toEqual([undefined, undefined, undefined]);
    await jest.advanceTimersByTimeAsync(1);
    expect(asked.sort()).toEqual(['/v1/bonuses', '/v1/offers', '/v1/studio-rounds']);
    expect(results.map((result) => result().data)).toEqual([undefined, undefined, undefined]);
    answer = there;
    await jest.advanceTimersByTimeAsync(readAgainMs);
    expect(results.map((result) => result().isSuccess)).toEqual([true, true, true]);
  });

  it('may change with what the house writes of breaks and limits, and with nothing else it writes', () => {
    const kinds = ['restriction.time_out', 'release.staff_block', 'limit.lowered', 'deposit.credited'];
    expect(kinds.filter((kind) => isOfProtection({ kind }))).toEqual(kinds.slice(0, 3));
  });

  it('is asked for again while it is looked at: a letter may take a consent back', async () => {
    answer = there;
    shown(reads.offers as unknown as Read);
    await jest.advanceTimersByTimeAsync(60_001);
    expect(asked.filter((path) => path === '/v1/offers').length).toBeGreaterThan(1);
  });
});
