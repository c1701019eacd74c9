import { checkLedger } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { looks } from './support/browser.js';
import { Guest } from './support/guest.js';
import { tablesForHands } from './support/live-table.js';
import { Platform } from './support/platform.js';
import { call, must } from '../tools/rolling/player.js';

const dayMs = 24 * 3_600_000;
/** What a page is told while a part is away. */
const away = {
  status: 503,
  contentType: 'application/problem+json',
  body: '{"code":"service_unavailable","status":503}',
};

let platform: Platform;
let sandbox: string;
let keyboardPlayer: Guest;
let boundedPlayer: Guest;

beforeAll(async () => {
  platform = await Platform.shared(tablesForHands);
  const run = await platform.run();
  ({ sandbox } = run);
  [keyboardPlayer, boundedPlayer] = await Promise.all([
    Guest.seated(run, looks.night, 2_000),
    Guest.seated(run, looks.day, 2_000),
  ]);
}, 300_000);

afterAll(async () => {
  for (const guest of [keyboardPlayer, boundedPlayer]) await guest?.visit.close();
});

/** Moves the clock of one player on. */
async function wind(guest: Guest, ms: number): Promise<void> {
  const playerId = await guest.playerId();
  must(await call(`${sandbox}/clock/advance`, 'POST', { body: { playerId, ms } }), 200);
}

describe('a player with a keyboard and no other hand', () => {
  it('plays the slot, and hears the result in words', async () => {
    const guest = keyboardPlayer;
    const { page } = guest;
    await page.goto('/lobby/games/lamplight-ledger');
    await guest.spinButton.waitFor();
    await page.getByRole('radio', { name: '£1', exact: true }).focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.getByRole('radio', { name: '£2', exact: true }).isChecked()).toBe(true);
    await page.keyboard.press('Tab');
    await guest.played(() => page.keyboard.press('Enter'));
    await guest.spinButton.waitFor();
    expect(await page.locator('[aria-live]').innerText()).toMatch(/No win|back|You win|free spins/);
    await guest.inspect('slot-still');
  }, 300_000);

  it('is asked by the platform to look at the clock, though no settings can be read, which are once they can', async () => {
    const guest = keyboardPlayer;
    const { page } = guest;
    const games = await platform.database('games');
    await games.query(`UPDATE game_sessions SET reality_check_at = clock_timestamp() WHERE player_id = $1`, [
      await guest.playerId(),
    ]);
    await games.destroy();
    await page.route('**/v1/me/settings', (route) => route.fulfill(away));
    await page.goto('/lobby/games/lamplight-ledger');
    const dialog = page.getByRole('dialog', { name: 'A look at the clock' });
    await dialog.waitFor();
    const told = page.waitForResponse((response) => response.url().endsWith('/reality-check'));
    await dialog.getByRole('button', { name: 'Go on playing' }).click();
    expect((await told).status()).toBe(200);
    await dialog.waitFor({ state: 'detached' });
    await guest.spin();
    const read = page.waitForResponse(
      (response) => response.url().endsWith('/v1/me/settings') && response.ok(),
    );
    await page.unroute('**/v1/me/settings');
    await read;
  }, 300_000);

  it('is asked every six months whether the limits still suit', async () => {
    const guest = keyboardPlayer;
    const { page } = guest;
    await wind(guest, 200 * dayMs);
    expect(await guest.atCashier()).toBe(false);
    await page.getByText('It is six months since').waitFor();
    await guest.inspect('review');
    await page.getByRole('link', { name: 'See my limits' }).click();
    await guest.at('Safer play');
    await guest.button('Keep them as they are').click();
    await page.getByText('They stay as they are.').waitFor();
    guest.expectNothingWrong();
  }, 300_000);
});

describe('a player who keeps play in bounds', () => {
  it.each([
    ['the home page', '/lobby/'],
    ['the page where money is paid in', '/lobby/cashier'],
    ['a game', '/lobby/games/lamplight-ledger'],
  ])(
    'is at the limits by one click from %s, the deposit limit before all others (RTS 12B-4, RTS 12C)',
    async (_, from) => {
      const { page } = boundedPlayer;
      await page.goto(from);
      // The one click.
      await page.getByRole('link', { name: 'Safer play' }).click();
      await boundedPlayer.button('Save the limits').waitFor();
      const groups = page.locator('#limits').getByRole('group');
      const names = await groups.locator('legend').allTextContents();
      expect(names).toEqual(['Deposit limit', 'Loss limit', 'Stake limit']);
      const boxes = [];
      for (const group of await groups.all()) boxes.push(await group.boundingBox());
      const [first, ...others] = boxes;
      for (const box of others) {
        // On a level with it or below it, and no larger.
        expect(box?.y ?? 0).toBeGreaterThanOrEqual(first?.y ?? Number.POSITIVE_INFINITY);
        expect(box?.width ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual((first?.width ?? 0) + 1);
      }
      // As many ways to set one as of any other kind, none of them behind another press.
      for (const group of await groups.all())
        expect(await group.getByRole('textbox').filter({ visible: true }).count()).toBe(3);
    },
  );

  it('raises a limit a day later, by their own word', async () => {
    const guest = boundedPlayer;
    const { page } = guest;
    await page.getByRole('link', { name: 'Safer play' }).click();
    const group = page.getByRole('group', { name: 'Stake limit' });
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
  }, 300_000);

  it('takes a break that cannot be cut short, and finds the tables closed', async () => {
    const guest = boundedPlayer;
    const { page } = guest;
    const elsewhere = await page.context().newPage();
    await elsewhere.goto('/lobby/bonuses');
    await elsewhere
      .getByRole('button', { name: /^Take / })
      .first()
      .waitFor();
    await guest.button('Take this break').click();
    await guest.inspect('time-out-sure');
    await guest.button('Begin my break').click();
    await page.getByText('You are taking a break').waitFor();
    await guest.inspect('time-out');
    await elsewhere.getByText('There is nothing on offer for you at the moment.').waitFor();
    await elsewhere.close();
    // What was read at the slot before the break is not on offer now, and not shown while nobody can say what is.
    await page.route('**/v1/bonuses', (route) => route.fulfill(away), { times: 5 });
    await guest.go('Bonuses');
    await page.getByText('There is nothing on offer for you at the moment.').waitFor();
    await guest.inspect('bonuses-none');
    await page.goto('/lobby/games/lamplight-ledger');
    await page.getByRole('alert').or(guest.spinButton).first().waitFor();
    if (await guest.spinButton.isVisible()) await guest.spinButton.click();
    await page.getByRole('alert').waitFor();
    await guest.inspect('time-out-slot');
    expect(await guest.balance()).toBe('£20.00');
    guest.expectNothingWrong();
  }, 300_000);
});

it('left the ledger whole', async () => {
  const wallet = await platform.database('wallet');
  expect(await checkLedger(wallet)).toEqual([]);
  await wallet.destroy();
});
