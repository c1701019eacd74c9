import { describe, expect, it } from '@jest/globals';
import { TraceStore } from './trace-store.js';

const id = (number: number, digits: number): string => number.toString(16).padStart(digits, '0');
const span = (trace: number, number: number, more: object = {}): object => ({
  ...{ traceId: id(trace, 32), spanId: id(number, 16), parentSpanId: '', name: 'GET /', kind: 2 },
  ...{ startTimeUnixNano: '1700000000000500000', endTimeUnixNano: '1700000000002500000', attributes: [] },
  ...more,
});
const request = (service: string, ...spans: object[]): object => ({
  resourceSpans: [
    {
      resource: { attributes: [{ key: 'service.name', value: { stringValue: service } }] },
      scopeSpans: [{ spans }],
    },
  ],
});

describe('the store of traces', () => {
  it('keeps what a service sends, to the µs', () => {
    const store = new TraceStore();
    const attributes = [
      { key: 'croupier.code', value: { stringValue: 'ok' } },
      { key: 'http.response.status_code', value: { intValue: 201 } },
    ];
    store.take(request('gateway', span(1, 1, { attributes })));
    store.take(request('games', span(1, 2, { parentSpanId: id(1, 16), kind: 3, status: { code: 2 } })));
    expect(store.find(id(1, 32))).toMatchObject([
      { service: 'gateway', kind: 'server', startedAt: 1_700_000_000_000.5, endedAt: 1_700_000_000_002.5 },
      { service: 'games', kind: 'client', failed: true },
    ]);
    expect(store.latest(10)).toEqual([
      {
        ...{ traceId: id(1, 32), name: 'GET /', startedAt: 1_700_000_000_000.5, durationMs: 2, spans: 2 },
        ...{ services: ['gateway', 'games'], code: 'ok', failed: true },
      },
    ]);
  });

  it.each([
    ['no object', 'text'],
    ['no list', { resourceSpans: {} }],
    ['no id', request('a', span(1, 1, { traceId: '<b>' }))],
    ['no time', request('a', span(1, 1, { startTimeUnixNano: 'now' }))],
  ])('refuses %s', (_, body) => {
    expect(() => new TraceStore().take(body)).toThrow();
  });

  it('forgets the oldest first, and lets no trace push the others out', () => {
    const store = new TraceStore();
    store.take(request('a', span(1, 1)));
    for (let number = 0; number < 2000; number += 1) store.take(request('a', span(2, number)));
    expect(store.find(id(2, 32))).toHaveLength(500);
    expect(store.find(id(1, 32))).toHaveLength(1);
    for (let trace = 3; trace < 1003; trace += 1) store.take(request('a', span(trace, trace)));
    expect(store.find(id(1, 32))).toBeUndefined();
    expect(store.latest(5000)).toHaveLength(1000);
  });

  it('cuts what is long', () => {
    const store = new TraceStore();
    const attributes = Array.from({ length: 50 }, (_, index) => ({
      key: `key-${index}`,
      value: { stringValue: 'x'.repeat(10_000) },
    }));
    store.take(request('a', span(1, 1, { attributes })));
    const kept = store.find(id(1, 32))?.[0]?.attributes ?? {};
    expect(Object.keys(kept)).toHaveLength(16);
    expect(kept['key-0']).toHaveLength(2000);
  });
});
