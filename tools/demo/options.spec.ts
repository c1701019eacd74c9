import { expect, it } from '@jest/globals';
import { parseDemoOptions } from './options.js';

it('reads the arguments', () => {
  expect(parseDemoOptions(['--base', 'http://127.0.0.1:3000', '--fast', '--json', 'report.json'])).toEqual({
    base: 'http://127.0.0.1:3000',
    fast: true,
    json: 'report.json',
    help: false,
  });
  expect(parseDemoOptions([])).toEqual({ base: undefined, fast: false, json: undefined, help: false });
});

it.each([[['--base', 'casino']], [['--base', 'ftp://casino']], [['--slow']], [['now']]])(
  'refuses %p',
  (args) => {
    expect(() => parseDemoOptions(args)).toThrow();
  },
);
