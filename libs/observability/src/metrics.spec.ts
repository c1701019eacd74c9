import { beforeEach, describe, expect, it } from '@jest/globals';
import { Metrics } from './metrics.js';

describe('figures', () => {
  let metrics: Metrics;
  let answers: boolean;

  beforeEach(() => {
    metrics = new Metrics('games');
    answers = true;
  });

  const read = async <Value>(value: Value): Promise<Value> => {
    if (!answers) throw new Error('no answer');
    return value;
  };
  const scraped = async (name: string): Promise<string[]> =>
    (await metrics.registry.metrics()).split('\n').filter((line) => line.startsWith(name));

  it('are read when they are asked for, and left out while they cannot be read', async () => {
    metrics.gauge('casino_depth_count', 'Depth.', () => read(3));
    expect(await scraped('casino_depth_count')).toEqual(['casino_depth_count{service="games"} 3']);
    answers = false;
    expect(await scraped('casino_depth_count')).toEqual([]);
    expect(await scraped('nodejs_version_info')).toHaveLength(1);
    answers = true;
    expect(await scraped('casino_depth_count')).toHaveLength(1);
  });

  it('by a label forget what is not there any more', async () => {
    let values = new Map([
      ['a', 1],
      ['b', 2],
    ]);
    metrics.gaugeBy('casino_lag_count', 'Lag.', 'stream', () => read(values));
    expect(await scraped('casino_lag_count')).toEqual([
      'casino_lag_count{stream="a",service="games"} 1',
      'casino_lag_count{stream="b",service="games"} 2',
    ]);
    values = new Map([['b', 5]]);
    expect(await scraped('casino_lag_count')).toEqual(['casino_lag_count{stream="b",service="games"} 5']);
    answers = false;
    expect(await scraped('casino_lag_count')).toEqual([]);
  });

  it('count what happens', async () => {
    const counter = metrics.counter('casino_things_total', 'Things.', ['kind']);
    counter.inc({ kind: 'x' }, 2);
    counter.inc({ kind: 'x' });
    expect(await scraped('casino_things_total')).toEqual(['casino_things_total{kind="x",service="games"} 3']);
  });
});
