import { checkLedger } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { provenSpin } from '../libs/game-maths/test/proven-round.js';
import { looks } from './support/browser.js';
import { Guest } from './support/guest.js';
import { pence, signed, tablesForHands } from './support/live-table.js';
import { Platform } from './support/platform.js';
import { together } from './support/together.js';

let platform: Platform;
let guests: Guest[] = [];

beforeAll(async () => {
  platform = await Platform.shared(tablesForHands);
  const run = await platform.run();
  guests = await Promise.all([looks.desktop, looks.night].map((look) => Guest.seated(run, look, 2_000)));
}, 300_000);

afterAll(async () => {
  for (const { visit } of guests) await visit.close();
});

/** A game that both play, each at their own pace. */
function both(title: string, play: (guest: Guest) => Promise<void>): void {
  it(title, () => together(guests, play), 300_000);
}

/** The page that derives rounds again: of this one the seed is not shown yet, another's holds, with nobody to ask. */
async function derivesByThemselves(guest: Guest): Promise<void> {
  const { page } = guest;
  await guest.button('Check this round yourself').click();
  await guest.at('Check a round');
  await guest.button('Derive the round').click();
  await page.getByText('the server has not shown its seed yet').waitFor();
  const proof = provenSpin();
  await page.context().setOffline(true);
  await page.getByLabel('The proof as a file').setInputFiles({
    ...{ name: 'proof.json', mimeType: 'application/json' },
    buffer: Buffer.from(JSON.stringify(proof)),
  });
  await guest.button('Derive the round').click();
  await page.getByText('Everything holds').waitFor();
  await guest.inspect('verify-round');
  const forged = { ...proof, payout: { amount: proof.payout.amount + 1 } };
  await page.getByLabel(/^The proof: /).fill(JSON.stringify(forged));
  await guest.button('Derive the round').click();
  await page.getByText(`was ${forged.payout.amount} and had to be ${proof.payout.amount}`).waitFor();
  await guest.inspect('verify-round-forged');
  await page.context().setOffline(false);
}

describe('the tables, on a desktop and on a phone by night', () => {
  both('deal a coup of baccarat, and show it in the history card by card', async (guest) => {
    const { page } = guest;
    await page.goto('/lobby/games/heron-baccarat');
    await guest.button('Deal').waitFor();
    await page.getByRole('button', { name: /^Banker 19 to 20/ }).click();
    await page.getByRole('button', { name: /^Tie/ }).click();
    await guest.inspect('baccarat-bets');
    await guest.button('Deal').click();
    await guest.button('Same again').waitFor({ timeout: 60_000 });
    expect(await page.locator('[aria-live]').innerText()).toMatch(/player \d, banker \d/);
    await guest.inspect('baccarat');
    await page.getByRole('link', { name: 'See this round in detail' }).click({ timeout: 30_000 });
    await page.getByRole('cell', { name: '£1.00' }).first().waitFor();
    await page.getByText(/was staked on Heron Baccarat, version \d/).waitFor();
    await page.getByText('All of it was derived again just now').waitFor();
    await guest.inspect('baccarat-round');
    await derivesByThemselves(guest);
  });

  both('roll one number of ten thousand', async (guest) => {
    const { page } = guest;
    await page.goto('/lobby/games/tideline-dice');
    await guest.button('Roll').waitFor();
    await page.getByRole('radio', { name: 'the highest' }).check();
    await page.getByRole('slider').press('ArrowRight');
    await guest.button('Roll').click();
    await page.getByText(/\d+ was drawn\./).waitFor({ timeout: 60_000 });
    await guest.inspect('dice');
  });

  both('hold two cards of video poker and draw the others', async (guest) => {
    const { page } = guest;
    await page.goto('/lobby/games/kestrel-draw');
    await guest.button('Deal').click({ timeout: 30_000 });
    const cards = page.getByRole('group', { name: 'Your cards' }).getByRole('button');
    await cards.nth(4).waitFor();
    await cards.nth(0).click();
    await cards.nth(4).click();
    await guest.inspect('video-poker');
    await guest.button('Draw').click();
    await guest.button('Deal').waitFor({ timeout: 30_000 });
    expect(await page.locator('[aria-live]').innerText()).toMatch(/No win|back|You win/);
    await guest.inspect('video-poker-drawn');
    await page.getByRole('link', { name: 'See this round in detail' }).click();
    await page.getByText('Hold 1, 5').waitFor();
  });

  both('keep a hand of blackjack until the player comes back', async (guest) => {
    const { page } = guest;
    await page.goto('/lobby/games/mill-lane-blackjack');
    const before = pence(await guest.balance());
    const decision = page.getByRole('group', { name: 'Your decision' });
    const over = page.getByText(/^The dealer has \d+\./);
    // A blackjack ends the round with its deal; the next one seldom does. How the last one ended may still stand there.
    for (let dealt: { open?: object } = {}; !dealt.open;) {
      const [answer] = await Promise.all([
        page.waitForResponse(
          (response) => response.request().method() === 'POST' && response.url().endsWith('/rounds'),
        ),
        guest.button('Deal').click({ timeout: 30_000 }),
      ]);
      dealt = (await answer.json()) as typeof dealt;
    }
    await decision.waitFor();
    await guest.inspect('blackjack');
    await page.goto('/lobby/games/lamplight-ledger');
    await page.getByRole('link', { name: 'Go on with it' }).click();
    const ready = decision.getByRole('button', { name: /^(Stand|Go on)/, disabled: false });
    for (let step: { open?: object } = { open: {} }; step.open;) {
      const [answer] = await Promise.all([
        page.waitForResponse(
          (response) => response.request().method() === 'POST' && response.url().endsWith('/actions'),
        ),
        ready.click(),
      ]);
      step = (await answer.json()) as typeof step;
    }
    await over.waitFor();
    await guest.inspect('blackjack-over');
    // The session went on in another visit of the page, with the stake of the waiting round in it.
    const won = pence(await guest.balance()) - before;
    expect((await guest.standing()).net).toBe(signed(won));
    guest.expectNothingWrong();
  });
});

it('left the ledger whole', async () => {
  const wallet = await platform.database('wallet');
  expect(await checkLedger(wallet)).toEqual([]);
  await wallet.destroy();
});
