import { newId } from '@croupier/kernel';
import { checkLedger, until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Locator, type Page } from 'playwright-core';
import { looks } from './support/browser.js';
import { Guest } from './support/guest.js';
import { pence, tablesForHands } from './support/live-table.js';
import { Platform } from './support/platform.js';
import { Admin } from './support/staff.js';
import { must } from '../tools/rolling/player.js';

/** Its last two digits have the studio lose the first two answers to what it pays. */
const stake = 117;

/** Pence of `20.00 GBP`. */
function amountOf(text: string): number {
  return pence(text.replace(' GBP', ''));
}

/** The page has no scripts: how a round goes on is seen by whoever looks again. */
async function lookedAgain(page: Page, over: Locator): Promise<void> {
  await until(
    'the round is over',
    async () => {
      if ((await over.count()) > 0) return true;
      await page.reload();
      return false;
    },
    120_000,
  );
}

let platform: Platform;
let guest: Guest;

beforeAll(async () => {
  platform = await Platform.shared(tablesForHands);
  guest = await Guest.seated(await platform.run(), looks.phone, 2_000);
}, 300_000);

afterAll(() => guest?.visit.close());

describe('a game of another studio', () => {
  it('is opened from the floor, played on the studio’s page, and what it left is in the lobby', async () => {
    const { page } = guest;
    await guest.go('Games');
    const game = page.getByRole('region', { name: 'From other studios' });
    await game.getByRole('button', { name: 'Play Tide Coin' }).click();
    await guest.at('Tide Coin');
    expect(new URL(page.url()).origin).toBe((await platform.run()).sandbox);
    const balance = page.locator('#balance');
    expect(amountOf(await balance.innerText())).toBe(2_000);
    await guest.inspect('studio-game');
    await page.getByLabel('Stake in pence').fill(String(stake));
    await guest.button('Heads').click();
    const over = page.locator('#outcome', { hasText: / back\.$/ });
    await lookedAgain(page, over);
    const said = await over.innerText();
    const [, side, paid = ''] = /^It landed on (heads|tails|its edge): (\S+) .*back\.$/.exec(said) ?? [];
    expect(side).toBeDefined();
    const back = side === 'heads' ? 2 * stake : 0;
    expect(paid === 'nothing' ? 0 : amountOf(paid)).toBe(back);
    expect(amountOf(await balance.innerText())).toBe(2_000 - stake + back);
    await guest.inspect('studio-game-played');
    await page.getByRole('link', { name: 'Back to the casino' }).click();
    await guest.at('Games');
    expect(pence(await guest.balance())).toBe(2_000 - stake + back);
    await guest.go('Cashier');
    const newest = page.locator('table tbody tr').first();
    await newest.waitFor();
    expect(pence(await newest.locator('td').last().innerText())).toBe(2_000 - stake + back);
    guest.expectNothingWrong();
  }, 300_000);

  it('has free rounds that staff give: the lobby and the studio’s page say how many, and they stake nothing', async () => {
    const { page } = guest;
    const worth = 20;
    const admin = await Admin.signIn(platform);
    const gift = { freeRoundsId: newId(), gameId: 'sandbox-studio.tide-coin', rounds: 1, days: 1 };
    const way = `players/${await guest.playerId()}/studio-rounds`;
    must(await admin.call('POST', way, { body: { ...gift, stakeMinor: worth } }), 204);
    await until('the studio has confirmed them', async () => {
      const { body } = await admin.call('GET', way);
      return (body['data'] as { state: string }[])[0]?.state === 'issued';
    });
    await guest.go('Games');
    await page.reload();
    const left = page.getByText('One free round left');
    await left.waitFor();
    await guest.inspect('studio-game-free');
    const before = pence(await guest.balance());
    await guest.button('Play Tide Coin').click();
    await guest.at('Tide Coin');
    expect(await page.locator('#free-rounds').innerText()).toMatch(/^Free rounds left: 1\. .* 0\.20 GBP/);
    await guest.inspect('studio-free-round');
    await guest.button('Tails, for free').click();
    const over = page.locator('#outcome', { hasText: / back\.$/ });
    await lookedAgain(page, over);
    const back = (await over.innerText()).startsWith('It landed on tails') ? 2 * worth : 0;
    expect(amountOf(await page.locator('#balance').innerText())).toBe(before + back);
    expect(await page.locator('#free-rounds').count()).toBe(0);
    await page.getByRole('link', { name: 'Back to the casino' }).click();
    await guest.at('Games');
    await guest.button('Play Tide Coin').waitFor();
    expect(await left.count()).toBe(0);
    const { body } = await admin.call('GET', way);
    expect(body['data']).toMatchObject([{ state: 'used_up', used: 1, toldBy: 'call' }]);
    guest.expectNothingWrong();
  }, 300_000);
});

it('left the ledger whole', async () => {
  const wallet = await platform.database('wallet');
  expect(await checkLedger(wallet)).toEqual([]);
  await wallet.destroy();
});
