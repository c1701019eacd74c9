import { type Currency } from '@croupier/kernel';
import { describe, expect, it } from '@jest/globals';
import { enGb } from './en-gb.js';
import { formats, type MessageKind, money, moment, type Values } from './placeholders.js';
import { letterOf, wordingOf } from './render.js';

const samples: Values = {
  amount: { amount: 2000, currency: 'GBP' },
  balance: { amount: 4550, currency: 'GBP' },
  method: 'card',
  reason: 'card_declined',
  headline: '20 free rounds',
  conditions: 'Wager 5 times within 7 days.',
  until: '2026-11-30T12:00:00.000Z',
  limit: 'deposit',
  limited: 'loss',
  period: 'week',
  bonus: { amount: 1000, currency: 'GBP' },
  required: { amount: 5000, currency: 'GBP' },
  remaining: { amount: 1500, currency: 'GBP' },
  converted: { amount: 700, currency: 'GBP' },
  forfeited: { amount: 300, currency: 'GBP' },
  freeRounds: 20,
  endReason: 'expired',
};
const kinds = Object.keys(enGb.messages) as MessageKind[];

/** The words of any kind, with a sample for each placeholder it names. */
function sampleOf(kind: MessageKind): { title: string; text: string } {
  const { title, text } = enGb.messages[kind];
  const named = [...`${title} ${text}`.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as keyof Values);
  const values = Object.fromEntries(named.map((name) => [name, samples[name]]));
  return wordingOf(kind as 'withdrawal.failed', values as never);
}

describe('the catalogue', () => {
  it.each(kinds)('%s is whole when its placeholders are filled in, and fits the contract', (kind) => {
    const { title, text } = sampleOf(kind);
    expect(`${title} ${text}`).not.toMatch(/[{}]|undefined|NaN/);
    expect(title.length).toBeLessThanOrEqual(200);
    expect(text.length).toBeLessThanOrEqual(4000);
  });

  it('knows the form of every placeholder', () => {
    const named = [...JSON.stringify(enGb.messages).matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect([...new Set(named)].sort()).toEqual(Object.keys(formats).sort());
  });
});

describe('wordingOf', () => {
  it('says a deposit in pounds', () => {
    expect(
      wordingOf('deposit.credited', {
        amount: { amount: 123_450, currency: 'GBP' },
        balance: { amount: 5, currency: 'GBP' },
      }),
    ).toEqual({
      title: 'Deposit of £1,234.50 received',
      text: 'We added £1,234.50 to your balance, which is now £0.05.',
    });
  });

  it('says a limit as a person would', () => {
    const values = { limited: 'loss', amount: samples.amount, period: 'week', limit: 'loss' } as const;
    expect(wordingOf('limit.set', values)).toEqual({
      title: 'Your loss limit is in force',
      text: 'You can lose no more than £20.00 a week. This holds from now on.',
    });
  });

  it('says that no end is known', () => {
    expect(wordingOf('restriction.time_out', { until: undefined }).text).toContain('until further notice.');
    expect(wordingOf('restriction.time_out', { until: samples.until }).text).toContain(
      'until 30 November 2026 at 12:00.',
    );
  });

  it('counts free rounds', () => {
    const { until } = samples;
    expect(wordingOf('bonus.free_rounds_granted', { freeRounds: 1, until }).title).toBe('1 free round added');
    expect(wordingOf('bonus.free_rounds_granted', { freeRounds: 20, until }).title).toBe(
      '20 free rounds added',
    );
  });

  it('does not show a code it has no words for', () => {
    const { amount } = samples;
    const { text } = wordingOf('withdrawal.failed', { amount, method: 'bank', reason: 'x<script>' });
    expect(text).toContain('Reason: the payment provider gave none.');
    expect(wordingOf('deposit.failed', { amount, method: 'card', reason: 'toString' }).text).toContain(
      'gave none',
    );
  });
});

describe('money', () => {
  it.each<[number, Currency, string]>([
    [0, 'GBP', '£0.00'],
    [-350, 'GBP', '-£3.50'],
    [9_007_199_254_740_991, 'GBP', '£90,071,992,547,409.91'],
    [1250, 'JPY', 'JP¥1,250'],
    [1250, 'BHD', 'BHD\u00a01.250'],
    [1, 'XBT', 'XBT\u00a00.00000001'],
  ])('%s %s is %s, exactly', (amount, currency, shown) => {
    expect(money({ amount, currency })).toBe(shown);
  });
});

describe('moment', () => {
  it('is London time, in winter and in summer', () => {
    expect(moment('2026-11-23T21:03:00.000Z')).toBe('23 November 2026 at 21:03');
    expect(moment('2026-07-23T21:03:00.000Z')).toBe('23 July 2026 at 22:03');
  });
});

describe('letterOf', () => {
  it('greets by name, in plain text and in markup that a name cannot break', () => {
    const wording = { title: 'A & B', text: 'First.\n\nSecond <b>.' };
    const { subject, text, html } = letterOf(wording, 'service', '<i>Ada\r\nBcc: x@y.z</i>');
    expect(subject).toBe('A & B');
    expect(text).toMatch(/^Hello <i>Ada Bcc: x@y\.z<\/i>,\n\nFirst\.\n\nSecond <b>\.\n\n-- \n/);
    expect(html).toContain('<p>Hello &lt;i&gt;Ada Bcc: x@y.z&lt;/i&gt;,</p>\n<p>First.</p>');
    expect(html).toContain('<p>Second &lt;b&gt;.</p>');
    expect(html).toContain('<title>A &amp; B</title>');
  });

  it('says in every offer how to have no more of them, and in every mail where help is', () => {
    const wording = { title: 'T', text: 'X.' };
    const offer = letterOf(wording, 'marketing', 'Ada');
    expect(offer.text).toContain('take that back');
    expect(offer.html).toContain('take that back');
    expect(letterOf(wording, 'service', 'Ada').text).not.toContain('take that back');
    for (const purpose of ['service', 'marketing'] as const)
      expect(letterOf(wording, purpose, 'Ada').text).toContain('0808 8020 133');
  });
});
