import { describe, expect, it } from '@jest/globals';
import { type Sample } from './exposition.js';
import { Figures } from './figures.js';
import { increase, quantileMs } from './quantile.js';

describe('quantileMs', () => {
  const buckets = new Map([
    [0.01, 50],
    [0.1, 90],
    [1, 99],
    [Infinity, 100],
  ]);

  it('spreads those of a bucket evenly', () => {
    expect(quantileMs(buckets, 0.25)).toBeCloseTo(5);
    expect(quantileMs(buckets, 0.5)).toBeCloseTo(10);
    expect(quantileMs(buckets, 0.7)).toBeCloseTo(55);
    expect(quantileMs(buckets, 0.99)).toBeCloseTo(1000);
  });

  it('knows of the last bucket where it begins, and of nothing nothing', () => {
    expect(quantileMs(buckets, 0.999)).toBe(1000);
    expect(quantileMs(new Map([[Infinity, 0]]), 0.5)).toBeUndefined();
    expect(quantileMs(new Map(), 0.5)).toBeUndefined();
  });
});

it('takes a counter that is lower than before for one that began anew', () => {
  expect([increase(undefined, 5), increase(3, 5), increase(5, 5), increase(50, 2)]).toEqual([5, 2, 0, 2]);
});

describe('figures of a service', () => {
  const asks = (ok: number, internal: number): Sample[] => {
    const subject = 'rpc.wallet.read.v1';
    const bucket = (le: string, value: number): Sample => ({
      name: 'casino_messaging_ask_duration_seconds_bucket',
      labels: { subject, le },
      value,
    });
    return [
      { name: 'casino_messaging_asks_total', labels: { subject, code: 'ok' }, value: ok },
      { name: 'casino_messaging_asks_total', labels: { subject, code: 'internal' }, value: internal },
      ...[bucket('0.01', ok), bucket('+Inf', ok + internal)],
    ];
  };
  const read = (figures: Figures, at: number, processes: Record<string, Sample[]>): void => {
    figures.begin(at);
    for (const [name, samples] of Object.entries(processes)) figures.take(name, samples);
    figures.end();
  };

  it('counts from when it first saw a process, over all of them, and faults apart', () => {
    const figures = new Figures();
    read(figures, 0, { a: asks(1000, 7), b: asks(10, 0) });
    expect(figures.whole).toMatchObject({ perSecond: 0, faultsPerSecond: 0 });
    read(figures, 2000, { a: asks(1006, 9), b: asks(12, 0) });
    expect(figures.whole).toMatchObject({ perSecond: 5, faultsPerSecond: 1 });
    expect(figures.parts.map(({ name }) => name)).toEqual(['rpc.wallet.read.v1']);
    expect(figures.whole.p50Ms).toBeLessThan(10);
    expect(figures.whole.p99Ms).toBe(10);
  });

  it('goes on when a process was started again', () => {
    const figures = new Figures();
    read(figures, 0, { a: asks(1000, 0) });
    read(figures, 1000, { 'a again': asks(3, 0) });
    read(figures, 2000, { 'a again': asks(5, 0) });
    expect(figures.whole.perSecond).toBe(1);
  });

  it('forgets after a minute, and keeps its line for five', () => {
    const figures = new Figures();
    read(figures, 0, { a: asks(0, 0) });
    read(figures, 10_000, { a: asks(100, 0) });
    read(figures, 71_000, { a: asks(100, 0) });
    expect(figures.whole.perSecond).toBe(0);
    expect(figures.history.map(({ perSecond }) => perSecond)).toEqual([0, 10, 0]);
    read(figures, 320_000, { a: asks(100, 0) });
    expect(figures.history).toHaveLength(2);
  });

  it('counts requests by route, without what machines ask', () => {
    const figures = new Figures();
    const requests = (route: string, status: string, value: number): Sample => ({
      name: 'casino_http_request_duration_seconds_bucket',
      labels: { method: 'GET', route, status, le: '+Inf' },
      value,
    });
    read(figures, 0, { a: [requests('/v1/games', '200', 0), requests('/metrics', '200', 0)] });
    const now = [
      requests('/v1/games', '200', 4),
      requests('/v1/games', '503', 2),
      requests('/metrics', '200', 9),
    ];
    read(figures, 1000, { a: now });
    expect(figures.parts).toMatchObject([{ name: 'GET /v1/games', perSecond: 6, faultsPerSecond: 2 }]);
  });
});
