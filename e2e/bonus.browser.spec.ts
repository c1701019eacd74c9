import { checkLedger } from '@croupier/testing';
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

/** Registered, verified, with money on the table. */
async function sitDown(look: Look, pounds: string): Promise<Guest> {
  const guest = new Guest(await Visit.open(gateway, look));
  guests.push(guest);
  await guest.register();
  await guest.verify();
  await guest.payIn(pounds);
  return guest;
}

/** Moves the clock of one player on. */
async function wind(guest: Guest, ms: number): Promise<void> {
  const playerId = await guest.playerId();
  must(await call(`${sandbox}/clock/advance`, 'POST', { body: { playerId, ms } }), 200);
}

function expectNothingWrong({ findings, visit }: Guest): void {
  expect(findings).toEqual([]);
  expect(visit.complaints).toEqual([]);
}

describe.each([
  ['on a desktop, by day', looks.day],
  ['on a phone, at night', looks.night],
])('bonuses %s', (_, look) => {
  let guest: Guest;

  it('are offered to whoever agreed to offers, with the reason', async () => {
    guest = await sitDown(look, '50');
    await guest.go('Games');
    await guest.at('Games');
    const { page } = guest;
    expect(await page.getByRole('region', { name: 'For you' }).count()).toBe(0);
    await guest.go('Account');
    await page.getByRole('switch', { name: 'Offers by e-mail' }).click();
    await page.getByRole('switch', { name: 'Offers by e-mail', checked: true }).waitFor();
    await guest.inspect('consents');
    await guest.go('Games');
    await page.getByRole('region', { name: 'For you' }).waitFor();
    await guest.inspect('offers');
    await guest.button('Terms, and take it: The Lamplight Tour').click();
    await page.getByRole('dialog').getByText('Withdrawals').waitFor();
    await guest.inspect('offer-terms');
  }, 120_000);

  it('are taken beside all of their terms', async () => {
    await guest.button('Take The Lamplight Tour').click();
    await guest.at('Bonuses');
    await guest.page.getByRole('link', { name: 'Play 20 free rounds' }).waitFor();
    await guest.inspect('bonus-free-rounds');
  }, 120_000);

  it('give rounds that cost the player nothing', async () => {
    const { page } = guest;
    await page.getByRole('link', { name: 'Play 20 free rounds' }).click();
    await guest.button('Free round at 10p').click();
    await page.getByText(/^19 free rounds left/).waitFor();
    await guest.spinButton.waitFor();
    await guest.inspect('slot-free-round');
    expect(await guest.balance()).toBe('£50.00');
  }, 120_000);

  it('can be given up, and the cash stays', async () => {
    const { page } = guest;
    await guest.go('Bonuses');
    await guest.button('Give up The Lamplight Tour').click();
    await guest.inspect('bonus-give-up');
    await page.getByRole('dialog').getByRole('button', { name: 'Give up' }).click();
    await page.getByText(/^You gave the bonus up\./).waitFor();
    expect(await guest.balance()).toBe('£50.00');
  }, 120_000);

  it('match a deposit and become cash when they are wagered', async () => {
    const { page } = guest;
    await guest.button('Take Opening Night').click();
    await page.getByRole('link', { name: 'Deposit for it' }).waitFor();
    await guest.inspect('bonus-claimed');
    await guest.payIn('10');
    await guest.go('Bonuses');
    await page.getByText('£0.00 of £25.00 wagered').waitFor();
    await page.getByRole('link', { name: /^Balance.*£5\.00 bonus/ }).waitFor();
    await page.goto('/lobby/games/lamplight-ledger');
    await page.getByRole('radio', { name: '£2', exact: true }).check();
    // Cash goes first and covers all of it, so the bonus cannot be lost on the way, whatever is drawn.
    for (let round = 0; round < 3; round += 1) await guest.spin();
    await guest.go('Bonuses');
    await page.getByText('£6.00 of £25.00 wagered').waitFor();
    await page.getByRole('cell', { name: 'Lamplight Ledger' }).waitFor();
    await guest.inspect('bonus-running');
    if (look.width < 600) {
      for (const width of [320, 390]) {
        await page.setViewportSize({ width, height: look.height });
        await guest.inspect(`bonus-running-${width}`);
      }
      await page.setViewportSize({ width: look.width, height: look.height });
    }
    await guest.go('Cashier');
    await page.getByText('Bonus money, to be wagered').waitFor();
    await guest.inspect('cashier-bonus');
    await page.goto('/lobby/games/lamplight-ledger');
    await page.getByRole('radio', { name: '£2', exact: true }).check();
    for (let round = 0; round < 10; round += 1) await guest.spin();
    await guest.go('Bonuses');
    await page.getByText(/£5\.00 became cash/).waitFor();
    await guest.inspect('bonus-cleared');
  }, 300_000);

  it('are shown no more once the consent is gone', async () => {
    const { page } = guest;
    await guest.go('Games');
    await page.getByRole('region', { name: 'For you' }).waitFor();
    await guest.inspect('offers-games');
    await page.getByRole('link', { name: 'Change that' }).click();
    await page.getByRole('switch', { name: 'Offers by e-mail' }).click();
    await page.getByRole('switch', { name: 'Offers by e-mail', checked: false }).waitFor();
    const answered = page.waitForResponse((response) => response.url().endsWith('/v1/offers'));
    await guest.go('Games');
    expect(await (await answered).json()).toMatchObject({ offers: [], reason: 'no_consent' });
    await page.getByRole('link', { name: 'Play Lamplight Ledger' }).waitFor();
    expect(await page.getByRole('region', { name: 'For you' }).count()).toBe(0);
    expectNothingWrong(guest);
  }, 120_000);
});

describe('a player who keeps play in bounds', () => {
  let guest: Guest;

  it('raises a limit a day later, by their own word', async () => {
    guest = await sitDown(looks.day, '20');
    const { page } = guest;
    await page.getByRole('link', { name: 'Safer play' }).click();
    const group = page.getByRole('group', { name: 'Stakes' });
    await group.getByLabel('A day').fill('10');
    await guest.button('Save the limits').click();
    await page.getByText('£0.00 used, £10.00 left.').waitFor();
    await group.getByLabel('A day').fill('30');
    await guest.button('Save the limits').click();
    await page.getByText(/you asked for £30\.00/).waitFor();
    await guest.button('Confirm the change').click();
    await page.getByRole('alert').waitFor();
    await guest.inspect('limit-waits');
    await wind(guest, dayMs + 60_000);
    await guest.button('Confirm the change').click();
    await page.getByText('£0.00 used, £30.00 left.').waitFor();
    await guest.inspect('limit-raised');
  }, 120_000);

  it('takes a break that cannot be cut short, and finds the tables closed', async () => {
    const { page } = guest;
    await guest.button('Take this break').click();
    await guest.inspect('time-out-sure');
    await guest.button('Begin my break').click();
    await page.getByText('You are taking a break').waitFor();
    await guest.inspect('time-out');
    await guest.go('Bonuses');
    await page.getByText('There is nothing on offer for you at the moment.').waitFor();
    await guest.inspect('bonuses-none');
    await page.goto('/lobby/games/lamplight-ledger');
    await page.getByRole('alert').or(guest.spinButton).first().waitFor();
    if (await guest.spinButton.isVisible()) await guest.spinButton.click();
    await page.getByRole('alert').waitFor();
    await guest.inspect('time-out-slot');
    expect(await guest.balance()).toBe('£20.00');
    expectNothingWrong(guest);
  }, 120_000);
});

it('left the ledger whole', async () => {
  const wallet = await platform.database('wallet');
  expect(await checkLedger(wallet)).toEqual([]);
  await wallet.destroy();
}, 60_000);
