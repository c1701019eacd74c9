import { describe, expect, it } from '@jest/globals';
import { amountScripts, cards, inGroups, scriptOf, verdictOf } from './script.js';

describe('the script of an amount', () => {
  it.each([
    [1013, { copies: 3 }],
    [500_014, { webhookDelayMs: 3000 }],
    [16, { noWebhook: true }],
    [99_921, { webhookExtra: 100 }],
  ])('%d is decided by its last two digits', (amount, script) => {
    expect(scriptOf(amount)).toMatchObject(script);
  });

  it('leaves other amounts alone', () => {
    for (const amount of [1, 1300, 1612, 2022, 100]) expect(scriptOf(amount).meaning).toBe('nothing unusual');
  });

  it('covers .13 to .21 without a gap', () => {
    expect(Object.keys(amountScripts).map(Number)).toEqual([13, 14, 15, 16, 17, 18, 19, 20, 21]);
  });
});

describe('the verdict on a card', () => {
  it('reads numbers with and without spaces', () => {
    expect(verdictOf('4242 4242 4242 4242')).toBe('captured');
    expect(verdictOf('4000000000003220')).toBe('challenged');
    expect(verdictOf('4000-0000-0000-0002')).toEqual({ failed: 'card_declined' });
  });

  it.each(['', '4242', '4111111111111111', 'toString', '__proto__'])('knows no card %p', (number) => {
    expect(verdictOf(number)).toBeUndefined();
  });

  it('writes numbers in groups of four', () => {
    expect(Object.keys(cards).map(inGroups)).toContain('4000 0000 0000 9995');
  });
});
