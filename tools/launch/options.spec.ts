import { describe, expect, it } from '@jest/globals';
import { parseStartOptions } from './options.js';

const known = ['gateway', 'wallet', 'games'];

describe('parseStartOptions', () => {
  it('starts everything without arguments', () => {
    expect(parseStartOptions([], known)).toEqual({
      ...{ apps: [], infra: false, single: false, json: false, verbose: false, help: false },
      replicas: new Map(),
    });
  });

  it('takes apps once each, and replicas in both spellings', () => {
    const options = parseStartOptions(
      ['wallet', 'games', 'wallet', '--replicas', 'games=2,wallet=3', '--json'],
      known,
    );
    expect(options.apps).toEqual(['wallet', 'games']);
    expect([...options.replicas]).toEqual([
      ['games', 2],
      ['wallet', 3],
    ]);
    expect(options.json).toBe(true);
  });

  it.each([
    [['walet'], /no app "walet"/],
    [['--replicas', 'walet=2'], /no app "walet"/],
    [['--replicas', 'games=0'], /must be 1 to/],
    [['--replicas', 'games=two'], /must be 1 to/],
    [['--sinlge'], /--sinlge/],
    [['--single', '--replicas', 'games=2'], /cannot be combined/],
    [['--infra', 'games'], /cannot be combined/],
  ])('refuses %j', (args, message) => {
    expect(() => parseStartOptions(args, known)).toThrow(message);
  });
});
