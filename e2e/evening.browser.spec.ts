import { checkLedger, until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { looks } from './support/browser.js';
import { Guest } from './support/guest.js';
import { AtTable, paidIn, pence, signed, tablesForHands } from './support/live-table.js';
import { Platform } from './support/platform.js';
import { together } from './support/together.js';

let platform: Platform;
let desk: Guest;
let phone: Guest;
/** What the free rounds had won when they were given up, in pence. */
const freeWinnings = new Map<Guest, number>();

beforeAll(async () => {
  platform = await Platform.shared(tablesForHands);
  const { gateway } = await platform.run();
  [desk, phone] = await Promise.all([
    Guest.arrive(gateway, looks.desktop),
    Guest.arrive(gateway, looks.phone),
  ]);
}, 300_000);

afterAll(async () => {
  for (const guest of [desk, phone]) await guest?.visit.close();
});

/** A step that both take, each at their own pace. */
function both(title: string, step: (guest: Guest) => Promise<void>): void {
  it(title, () => together([desk, phone], step), 300_000);
}

/** One evening from the door to the farewell, of two players side by side: most of it is waiting for the wheel. */
describe('an evening, on a desktop by night and on a phone by day', () => {
  both('begins at a floor that is open to look at', async (guest) => {
    await guest.page.goto('/');
    await guest.page.getByRole('heading', { name: 'Lamplight Ledger' }).waitFor();
    await guest.page.getByRole('link', { name: 'Join Harbour Table' }).waitFor();
    expect(await guest.page.getByRole('link', { name: /^Try / }).count()).toBe(0);
    await guest.inspect('floor');
  });

  both('opens an account with the code from the mailbox, verifies it, and signs in again', async (guest) => {
    await guest.register();
    await guest.verify();
    await guest.signOut();
    await guest.page.getByRole('link', { name: 'Sign in' }).click();
    await guest.at('Welcome back');
    await guest.inspect('sign-in');
    await guest.signIn();
  });

  both('tries a game for play money, once it is verified and before any money is there', async (guest) => {
    const { page } = guest;
    await guest.go('Games');
    await page.getByRole('link', { name: 'Try it for free: Lamplight Ledger' }).click();
    await page.getByText('You are trying this game with play money.').waitFor();
    await guest.spin();
    const meters = await page.locator('.meters').innerText();
    expect(meters).toContain('Play money');
    expect(meters).not.toContain('Balance');
    await guest.inspect('demo');
    expect(await guest.balance()).toBe('£0.00');
    expect(await page.getByRole('link', { name: 'See this round in detail' }).count()).toBe(0);
  });

  both('is asked for a deposit limit before it pays in, and may have one or none', async (guest) => {
    expect(await guest.atCashier()).toBe(true);
    await guest.inspect('deposit-prompt');
    if (guest === phone) return guest.declineDepositLimit();
    const { page } = guest;
    await guest.button('Set my deposit limit').click();
    await page.getByText('Enter an amount in one of the fields').waitFor();
    await page.getByRole('group', { name: 'Your deposit limit' }).getByLabel('A month').fill('137.41');
    await guest.button('Set my deposit limit').click();
    await page.getByText('Thank you. You can deposit now.').waitFor();
  });

  both("pays in on the provider's page and comes back", async (guest) => {
    await guest.payIn('50');
    await guest.inspect('return');
    expect(await guest.balance()).toBe('£50.00');
  });

  both('plays the slot; every balance on show is the ledger’s', async (guest) => {
    await guest.page.getByRole('link', { name: 'To the games' }).click();
    await guest.at('Games');
    await guest.inspect('lobby');
    await guest.page.getByRole('link', { name: 'Play Lamplight Ledger' }).click();
    await guest.spinButton.waitFor();
    for (let round = 0; round < 3; round += 1) await guest.spin();
    await guest.inspect('slot');
    const shown = await guest.balance();
    // Nothing was played before: what the balance has more or less than what was paid in is the session's (RTS 2E, RTS 13C).
    const { net, time } = await guest.standing();
    expect(net).toBe(signed(pence(shown) - 5_000));
    expect(time).toMatch(/^0:\d\d:\d\d$/);
    await guest.go('Cashier');
    await guest.at('Cashier');
    const newest = guest.page.locator('table tbody tr').first();
    await newest.waitFor();
    expect(await newest.locator('td').last().innerText()).toBe(shown);
    await guest.inspect('cashier');
  });

  both('is offered something once it agreed to offers, with the reason', async (guest) => {
    const { page } = guest;
    await guest.go('Games');
    await guest.at('Games');
    expect(await page.getByRole('region', { name: 'For you' }).count()).toBe(0);
    await guest.go('Account');
    await guest.at('Account');
    await page.getByLabel('Minutes between two checks').fill('30');
    await page
      .locator('form', { has: page.getByLabel('Minutes between') })
      .getByRole('button')
      .click();
    await page.getByText('Saved.').waitFor();
    // It shows what the platform has stored, so it moves when that has answered.
    await page.getByRole('switch', { name: 'Offers by e-mail' }).click();
    await page.getByRole('switch', { name: 'Offers by e-mail', checked: true }).waitFor();
    await guest.inspect('account');
    await guest.go('Games');
    const offers = page.getByRole('region', { name: 'For you' });
    await offers.getByText('You have not played it in the last 90 days.').first().waitFor();
    await guest.inspect('offers');
  });

  both('follows an offer, then plays the roulette by mouse and by arrow keys', async (guest) => {
    const { page } = guest;
    const offered = page.getByRole('region', { name: 'For you' }).getByRole('link', { name: /^Play / });
    const name = await offered.first().getAttribute('aria-label');
    // By its name: which is the first may be another at the next look.
    await page
      .getByRole('region', { name: 'For you' })
      .getByLabel(name ?? '', { exact: true })
      .click();
    await guest.at(name?.replace('Play ', '') ?? '');
    await guest.go('Games');
    // On the floor; it may be among the offers above, too.
    await page.getByRole('link', { name: 'Play Saltmarsh Roulette' }).last().click();
    await guest.at('Saltmarsh Roulette');
    await page.getByRole('button', { name: 'Number, 17', exact: true }).click();
    // On a narrow screen the layout stands upright, and the numbers run down.
    await page
      .getByRole('button', { name: /^Number, 17, / })
      .press(guest === phone ? 'ArrowDown' : 'ArrowRight');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Split, 17 20, / }).waitFor();
    await page.getByRole('button', { name: /^1st 12/ }).click();
    await guest.inspect('roulette-bets');
    await guest.spinButton.click();
    await guest.button('Same again').waitFor({ timeout: 60_000 });
    await guest.inspect('roulette');
  });

  both('takes free rounds beside all of their terms, plays one, and gives the rest up', async (guest) => {
    const { page } = guest;
    const cash = await guest.balance();
    await guest.go('Games');
    await guest.button('Terms, and take it: The Lamplight Tour').click();
    await page.getByRole('dialog').getByText('Withdrawals').waitFor();
    await guest.inspect('offer-terms');
    await guest.button('Take The Lamplight Tour').click();
    await guest.at('Bonuses');
    await page.getByRole('link', { name: 'Play 20 free rounds' }).waitFor();
    await guest.inspect('bonus-free-rounds');
    await page.getByRole('link', { name: 'Play 20 free rounds' }).click();
    await guest.button('Free round at 10p').click();
    await page.getByText(/^19 free rounds left/).waitFor();
    await guest.spinButton.waitFor();
    await guest.inspect('slot-free-round');
    await guest.go('Bonuses');
    // What a round won is there with the round, and that by moments.
    await page.getByRole('link', { name: 'Play 19 free rounds' }).waitFor();
    const winnings = page.locator('.award dl div', { hasText: 'Won with them' }).locator('dd');
    freeWinnings.set(guest, pence(await winnings.innerText()));
    await guest.button('Give up The Lamplight Tour').click();
    await guest.inspect('bonus-give-up');
    await page.getByRole('dialog').getByRole('button', { name: 'Give up' }).click();
    await page.getByText(/^You gave the bonus up\./).waitFor();
    expect(await guest.balance()).toBe(cash);
  });

  both('has a deposit matched, and clears the bonus by play', async (guest) => {
    const { page } = guest;
    await guest.button('Take Opening Night').click();
    await page.getByRole('link', { name: 'Deposit for it' }).waitFor();
    await guest.inspect('bonus-claimed');
    await guest.payIn('10');
    await guest.go('Bonuses');
    await page.getByText('£0.00 of £25.00 wagered').waitFor();
    await page.getByRole('link', { name: /^Balance.*£5\.00 bonus/ }).waitFor();
    // Reels that stand still are as fast as the law allows.
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto('/lobby/games/lamplight-ledger');
    await page.getByRole('radio', { name: '£2', exact: true }).check();
    // Cash goes first and covers all of it, so the bonus cannot be lost on the way, whatever is drawn.
    await guest.spin();
    await guest.go('Bonuses');
    await page.getByText('£2.00 of £25.00 wagered').waitFor();
    await page.getByRole('cell', { name: 'Lamplight Ledger' }).waitFor();
    await guest.inspect('bonus-running');
    if (guest === phone) await guest.inspectNarrow('bonus-running');
    await guest.go('Cashier');
    await page.getByText('Bonus money, to be wagered').waitFor();
    await guest.inspect('cashier-bonus');
    // The page keeps the pace of the law; the rounds between its first and its last are played without it.
    await guest.playElsewhere(await platform.run(), { rounds: 11, stake: 200 });
    await page.goto('/lobby/games/lamplight-ledger');
    await page.getByRole('radio', { name: '£2', exact: true }).check();
    await guest.spin();
    await guest.go('Bonuses');
    await page.getByText(/£5\.00 became cash/).waitFor();
    await guest.inspect('bonus-cleared');
    await page.emulateMedia({ reducedMotion: 'no-preference' });
  });

  both('is shown no offers any more once it takes the consent back', async (guest) => {
    const { page } = guest;
    await guest.go('Games');
    await page.getByRole('region', { name: 'For you' }).waitFor();
    await page.getByRole('link', { name: 'Change that' }).click();
    await page.getByRole('switch', { name: 'Offers by e-mail' }).click();
    await page.getByRole('switch', { name: 'Offers by e-mail', checked: false }).waitFor();
    const answered = page.waitForResponse((response) => response.url().endsWith('/v1/offers'));
    await guest.go('Games');
    expect(await (await answered).json()).toMatchObject({ offers: [], reason: 'no_consent' });
    await page.getByRole('link', { name: 'Play Lamplight Ledger' }).waitFor();
    expect(await page.getByRole('region', { name: 'For you' }).count()).toBe(0);
  });

  both('is shown the clock at a live table, and has to answer while the round goes on', async (guest) => {
    const { page } = guest;
    const table = new AtTable(guest);
    await table.join('Harbour Table');
    await table.sitDown();
    const round = await table.fresh();
    const before = pence(await guest.balance());
    await table.lay(/^Red/);
    await table.place('£1.00');
    // Waited for from here on: pictures may outlast the round.
    const ended = table.ending(round);
    // Told below; until then a walk that ends before it has a reason of its own.
    ended.catch(() => undefined);
    await guest.forgetTime();
    const dialog = page.getByRole('dialog');
    // All that was won or lost: not what was paid in, nor the bonus that became cash; but also what was given up.
    const net = before - 6_000 - 500 + (freeWinnings.get(guest) ?? 0);
    await dialog.getByText(signed(net), { exact: true }).waitFor();
    await guest.inspect('live-reality-check');
    await page.keyboard.press('Escape');
    await table.stage.getByText('The wheel turns').waitFor({ state: 'attached', timeout: 60_000 });
    await dialog.getByRole('button', { name: 'Go on playing' }).click();
    await dialog.waitFor({ state: 'detached' });
    const ending = await ended;
    const balance = before - 100 + paidIn(ending);
    await until(
      'the balance is what the round came to',
      async () => pence(await guest.balance()) === balance,
    );
  });

  both('reads what the house wrote', async (guest) => {
    await guest.go('Messages');
    await guest.at('Messages');
    await guest.page.locator('details.letter').last().locator('summary').click();
    await guest.inspect('messages');
  });

  both('looks a round up, draw by draw', async (guest) => {
    await guest.go('History');
    await guest.inspect('history');
    await guest.page.locator('tbody a').first().click();
    await guest.at('Round');
    await guest.page.getByText('Fingerprint of the definition').waitFor();
    await guest.inspect('round');
  });

  both('withdraws, and hears why not when it is too much', async (guest) => {
    await guest.go('Cashier');
    const form = guest.page.locator('form', { has: guest.button(/^Withdraw/) });
    await form.getByLabel('Amount').fill('9000');
    await form.getByRole('button', { name: /^Withdraw/ }).click();
    await guest.page.getByText('Your balance does not cover this.').waitFor();
    await form.getByLabel('Amount').fill('20');
    await form.getByRole('button', { name: /^Withdraw/ }).click();
    await guest.page.getByText('£20.00 is on its way to you.').waitFor();
    await guest.inspect('withdrawn');
  });

  both(
    'thinks of a pause at the next look at the clock, and sets a limit that bites at once',
    async (guest) => {
      const { page } = guest;
      await guest.forgetTime();
      await guest.inspect('reality-check');
      await guest.button('Take a break').click();
      await guest.at('Safer play');
      await page.getByRole('group', { name: 'Stake limit' }).getByLabel('A day').fill('0.50');
      await guest.button('Save the limits').click();
      await page.getByText(/^£\d+\.\d\d used, £0\.00 left\.$/).waitFor();
      await guest.inspect('safer-play');
      await page.goto('/lobby/games/lamplight-ledger');
      const before = await guest.balance();
      await guest.spinButton.click();
      await page.getByText('That would pass your stake limit.').waitFor();
      await guest.inspect('limit-bites');
      expect(await guest.balance()).toBe(before);
      // Over an open game the platform hears the answer, too: it takes rounds for another interval.
      await guest.forgetTime();
      const told = page.waitForResponse((response) => response.url().endsWith('/reality-check'));
      await guest.button('Go on playing').click();
      expect((await told).status()).toBe(200);
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    },
  );

  both(
    'ends when they exclude themselves in two clicks and a word, and are signed out everywhere',
    async (guest) => {
      const { page } = guest;
      await page.getByRole('link', { name: 'Safer play' }).click();
      await guest.button('Exclude myself').click();
      await guest.inspect('exclusion');
      await page.getByRole('switch').click();
      await guest.button('Exclude me now').click();
      await guest.at('You have excluded yourself');
      await guest.inspect('farewell');
      await page.getByRole('link', { name: 'Join', exact: true }).waitFor();
    },
  );

  it('left nothing wrong on any page, and the ledger whole', async () => {
    for (const guest of [desk, phone]) guest.expectNothingWrong();
    const wallet = await platform.database('wallet');
    expect(await checkLedger(wallet)).toEqual([]);
    await wallet.destroy();
  });
});
