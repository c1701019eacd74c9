import { describe, expect, it } from '@jest/globals';
import { junitOf } from './junit.js';
import type { Outcome } from './report.js';

const outcome = (over: Partial<Outcome>): Outcome => ({
  ...{ id: 'W1', title: 'Signature', result: 'passed', remarks: [], notes: [], figures: {}, ms: 1500 },
  ...over,
});
const report = (outcomes: Outcome[], target = 'http://one') =>
  junitOf({ side: 'wallet', target, at: '2026-11-29T06:00:00.000Z', outcomes });

describe('the report as results of tests', () => {
  it('has a case for each check, with what it found or why it was not run', () => {
    const text = report([
      outcome({ figures: { races: 5 }, notes: ['left out: time'] }),
      outcome({ id: 'W2', result: 'failed', remarks: ['one', 'two'] }),
      outcome({ id: 'W3', result: 'not run', remarks: ['no means'] }),
    ]);
    expect(text).toContain('tests="3" failures="1" errors="0" skipped="1" time="4.500"');
    const head = (id: string): string =>
      `<testcase classname="conformance.wallet" name="${id} Signature" time="1.500">`;
    expect(text).toContain(`${head('W1')}<system-out>left out: time&#10;races: 5</system-out></testcase>`);
    expect(text).toContain(`${head('W2')}<failure message="one">one&#10;two</failure></testcase>`);
    expect(text).toContain(`${head('W3')}<skipped message="no means"/></testcase>`);
  });

  it('writes whatever a server has said as XML can have it', () => {
    const text = report(
      [outcome({ result: 'failed', remarks: ['<a b="c"> & \u0000\u001b'] })],
      'http://x?a&b',
    );
    expect(text).toContain('value="http://x?a&amp;b"');
    expect(text).toContain('&lt;a b=&quot;c&quot;&gt; &amp; \ufffd\ufffd');
    expect(text).not.toContain('\u0000');
  });
});
