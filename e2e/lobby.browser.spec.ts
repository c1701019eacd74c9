import { checkLedger, until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Look, looks, Visit } from './support/browser.js';
import { Guest } from './support/guest.js';
import { Platform } from './support/platform.js';
import { call, must } from './support/player.js';

const dayMs = 24 * 3_600_000;

let platform: Platform;
let gateway: string;
let sandbox: string;
const guests: Guest[] = [];

beforeAll(async () => {
  platform = await Platform.start();
  ({ gateway, sandbox } = await platform.run());
}, 180_000);

afterAll(async () => {
  for (const { visit } of guests) await visit.close();
  await platform?.stop();
}, 60_000);

async function arrive(look: Look): Promise<Guest> {
  const guest = new Guest(await Visit.open(gateway, look));
  guests.push(guest);
  return guest;
}

/** Registered, verified, with money on the table. */
async function sitDown(look: Look, pounds = '50'): Promise<Guest> {
  const guest = await arrive(look);
  await guest.register();
  await guest.verify();
  await guest.payIn(pounds);
  return guest;
}

function expectNothingWrong({ findings, visit }: Guest): void {
  expect(findings).toEqual([]);
  expect(visit.complaints).toEqual([]);
}

describe.each([
  ['on a desktop, at night', looks.desktop, 3],
  ['on a phone, by day', looks.phone, 2],
])('an evening %s', (_, look, rounds) => {
  let guest: Guest;

  it('begins at a floor that is open to look at', async () => {
    guest = await arrive(look);
    await guest.page.goto('/');
    await guest.page.getByRole('heading', { name: 'Lamplight Ledger' }).waitFor();
    await guest.inspect('floor');
    await guest.page.goto('/lobby/sign-in');
    await guest.at('Welcome back');
    await guest.inspect('sign-in');
  }, 120_000);

  it('opens an account with the code from the mailbox, and verifies it', async () => {
    await guest.register();
    await guest.verify();
  }, 120_000);

  it('is asked for a deposit limit before it pays in, and may have one or none', async () => {
    expect(await guest.atCashier()).toBe(true);
    await guest.inspect('deposit-prompt');
    if (look === looks.phone) return guest.declineDepositLimit();
    const { page } = guest;
    await guest.button('Set my deposit limit').click();
    await page.getByText('Enter an amount in one of the fields').waitFor();
    await page.getByRole('group', { name: 'Your deposit limit' }).getByLabel('A month').fill('137.41');
    await guest.button('Set my deposit limit').click();
    await page.getByText('Thank you. You can deposit now.').waitFor();
  }, 120_000);

  it("pays in on the provider's page and comes back", async () => {
    await guest.payIn('50');
    await guest.inspect('return');
    expect(await guest.balance()).toBe('£50.00');
  }, 120_000);

  it('plays the slot; every balance on show is the ledger’s', async () => {
    await guest.page.getByRole('link', { name: 'To the games' }).click();
    await guest.at('Games');
    await guest.inspect('lobby');
    await guest.page.getByRole('link', { name: 'Play Lamplight Ledger' }).click();
    await guest.spinButton.waitFor();
    for (let round = 0; round < rounds; round += 1) await guest.spin();
    await guest.inspect('slot');
    const shown = await guest.balance();
    await guest.go('Cashier');
    await guest.at('Cashier');
    const newest = guest.page.locator('table tbody tr').first();
    await newest.waitFor();
    expect(await newest.locator('td').last().innerText()).toBe(shown);
    await guest.inspect('cashier');
  }, 180_000);

  it('plays roulette by mouse and by arrow keys', async () => {
    const { page } = guest;
    await page.goto('/lobby/games/saltmarsh-roulette');
    await page.getByRole('button', { name: 'Number, 17', exact: true }).click();
    // On a narrow screen the layout stands upright, and the numbers run down.
    const along = look.width < 600 ? 'ArrowDown' : 'ArrowRight';
    await page.getByRole('button', { name: /^Number, 17, / }).press(along);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Split, 17 20, / }).waitFor();
    await page.getByRole('button', { name: /^1st 12/ }).click();
    await guest.inspect('roulette-bets');
    await guest.spinButton.click();
    await guest.button('Same again').waitFor({ timeout: 60_000 });
    await guest.inspect('roulette');
  }, 180_000);

  it('reads what the house wrote', async () => {
    await guest.go('Messages');
    await guest.at('Messages');
    const letter = guest.page.locator('details.letter').last();
    await letter.locator('summary').click();
    await guest.inspect('messages');
  }, 120_000);

  it('looks a round up, draw by draw', async () => {
    await guest.go('History');
    await guest.inspect('history');
    await guest.page.locator('tbody a').first().click();
    await guest.at('Round');
    await guest.page.getByText('Fingerprint of the definition').waitFor();
    await guest.inspect('round');
  }, 120_000);

  it('withdraws, and hears why not when it is too much', async () => {
    await guest.go('Cashier');
    const form = guest.page.locator('form', { has: guest.button(/^Withdraw/) });
    await form.getByLabel('Amount').fill('9000');
    await form.getByRole('button', { name: /^Withdraw/ }).click();
    await guest.page.getByText('Your balance does not cover this.').waitFor();
    await form.getByLabel('Amount').fill('20');
    await form.getByRole('button', { name: /^Withdraw/ }).click();
    await guest.page.getByText('£20.00 is on its way to you.').waitFor();
    await guest.inspect('withdrawn');
  }, 120_000);

  it('sets its preferences and leaves', async () => {
    await guest.go('Account');
    await guest.at('Account');
    await guest.page.getByLabel('Minutes between two checks').fill('30');
    await guest.page
      .locator('form', { has: guest.page.getByLabel('Minutes between') })
      .getByRole('button')
      .click();
    await guest.page.getByText('Saved.').waitFor();
    // It shows what the platform has stored, so it moves when that has answered.
    await guest.page.getByRole('switch', { name: 'Offers by e-mail' }).click();
    await guest.page.getByRole('switch', { name: 'Offers by e-mail', checked: true }).waitFor();
    await guest.inspect('account');
    await guest.button('Sign out').click();
    await guest.page.getByRole('link', { name: 'Join', exact: true }).waitFor();
    expectNothingWrong(guest);
  }, 120_000);
});

describe('a player who wants to stop', () => {
  let guest: Guest;

  it('is shown the clock by their own interval, and has to answer', async () => {
    guest = await sitDown(looks.desktop, '40');
    const { page } = guest;
    await page.getByRole('link', { name: 'To the games' }).click();
    // As if this visit had begun two hours ago.
    await page.evaluate(
      `localStorage.setItem('croupier.since', new Date(Date.now() - 7200000).toISOString())`,
    );
    await page.getByRole('dialog', { name: 'A look at the clock' }).waitFor();
    await guest.inspect('reality-check');
    await page.keyboard.press('Escape');
    await guest.button('Take a break').click();
    await guest.at('Safer play');
  }, 120_000);

  it('sets a limit that bites at once', async () => {
    const { page } = guest;
    const group = page.getByRole('group', { name: 'Stakes' });
    await group.getByLabel('A day').fill('0.50');
    await guest.button('Save the limits').click();
    await page.getByText('£0.00 used, £0.50 left.').waitFor();
    await guest.inspect('safer-play');
    await page.goto('/lobby/games/lamplight-ledger');
    await guest.spinButton.click();
    await page.getByText('That would pass your stake limit.').waitFor();
    await guest.inspect('limit-bites');
    expect(await guest.balance()).toBe('£40.00');
  }, 120_000);

  it('excludes themselves in two clicks and a word, and is signed out everywhere', async () => {
    const { page } = guest;
    await page.getByRole('link', { name: 'Safer play' }).click();
    await guest.button('Exclude myself').click();
    await guest.inspect('exclusion');
    await page.getByRole('switch').click();
    await guest.button('Exclude me now').click();
    await guest.at('You have excluded yourself');
    await guest.inspect('farewell');
    await page.getByRole('link', { name: 'Join', exact: true }).waitFor();
    expectNothingWrong(guest);
  }, 120_000);
});

describe('the page', () => {
  it('is played by keyboard alone, and tells the result in words', async () => {
    const guest = await sitDown(looks.night, '20');
    const { page } = guest;
    await page.goto('/lobby/games/lamplight-ledger');
    await guest.spinButton.waitFor();
    await page.getByRole('radio', { name: '£1', exact: true }).focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.getByRole('radio', { name: '£2', exact: true }).isChecked()).toBe(true);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await guest.button('Spinning …').waitFor();
    await guest.spinButton.waitFor();
    expect(await page.locator('[aria-live]').innerText()).toMatch(/No win|back|You win|free spins/);
    await guest.inspect('slot-still');
    expectNothingWrong(guest);
  }, 180_000);

  it('asks every six months whether the limits still suit', async () => {
    const guest = guests.at(-1) as Guest;
    const { page } = guest;
    const body = { playerId: await guest.playerId(), ms: 200 * dayMs };
    must(await call(`${sandbox}/clock/advance`, 'POST', { body }), 200);
    expect(await guest.atCashier()).toBe(false);
    await page.getByText('It is six months since').waitFor();
    await guest.inspect('review');
    await page.getByRole('link', { name: 'See my limits' }).click();
    await guest.at('Safer play');
    await guest.button('Keep them as they are').click();
    await page.getByText('They stay as they are.').waitFor();
    expectNothingWrong(guest);
  }, 120_000);

  it('survives a dropped connection, and knows the balance again', async () => {
    const guest = await sitDown(looks.day, '30');
    await platform.kill('gateway');
    await guest.page.getByText('The live connection dropped.').waitFor();
    await until('the platform is whole again', () => platform.allReady(), 30_000);
    await guest.page
      .getByText('The live connection dropped.')
      .waitFor({ state: 'detached', timeout: 40_000 });
    await guest.page.goto('/lobby/games/lamplight-ledger');
    await guest.spinButton.waitFor();
    await guest.spin();
    await guest.go('Account');
    await guest.at('Account');
    expectNothingWrong(guest);
  }, 240_000);

  it('left the ledger whole', async () => {
    const wallet = await platform.database('wallet');
    expect(await checkLedger(wallet)).toEqual([]);
    await wallet.destroy();
  }, 60_000);
});
