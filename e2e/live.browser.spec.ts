import { checkLedger, until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { looks } from './support/browser.js';
import { Guest } from './support/guest.js';
import { AtTable, paidIn, pence, signed, tablesForHands } from './support/live-table.js';
import { Platform } from './support/platform.js';
import { together } from './support/together.js';

const name = 'Harbour Table';
const tableId = 'harbour-table';

let platform: Platform;
let gateway: string;
let ada: AtTable;
let ben: AtTable;
/** The number of the round in which Ada laid the same again, after she had been too late. */
let laidAgain = 0;

beforeAll(async () => {
  platform = await Platform.shared(tablesForHands);
  const run = await platform.run();
  ({ gateway } = run);
  [ada, ben] = await Promise.all([
    Guest.seated(run, looks.desktop, 5_000).then((guest) => new AtTable(guest)),
    Guest.seated(run, looks.phone, 5_000).then((guest) => new AtTable(guest)),
  ]);
}, 300_000);

afterAll(async () => {
  for (const at of [ada, ben]) await at?.guest.visit.close();
});

interface ShownRound {
  tableId: string;
  roundId: string;
  number: number;
  phase: string;
  betsCloseAt: string;
}

/** The rounds that are on, by what the house says of its tables. */
async function shownRounds(): Promise<ShownRound[]> {
  const answer = await fetch(`${gateway}/v1/tables`);
  const { data } = (await answer.json()) as { data: { round?: ShownRound }[] };
  return data.flatMap(({ round }) => round ?? []);
}

/** Whether a round is past its bets. */
async function isClosed(roundId: string): Promise<boolean> {
  return !(await shownRounds()).some((round) => round.roundId === roundId && round.phase === 'betting');
}

/** A picture of what each of them sees, at the same time: a round does not wait for two one after the other. */
async function inspectBoth(what: string): Promise<void> {
  await together([ada, ben], (at) => at.inspect(what));
}

/** Whether these beginnings were said in this order, whatever was said between. */
function saidInOrder(heard: readonly string[], beginnings: readonly string[]): boolean {
  let at = 0;
  for (const text of heard) if (text.startsWith(beginnings[at] ?? '\0')) at += 1;
  return at === beginnings.length;
}

describe('a live table', () => {
  it('is found on the floor, and watched before a seat is taken', async () => {
    await ada.guest.page.goto('/lobby/');
    await ada.guest.page.getByRole('heading', { name: 'Live tables' }).waitFor();
    await ada.inspect('floor-live');
    await ada.join(name);
    await ada.guest.button('Take a seat').waitFor();
    await ada.inspect('live-watching');
    await ada.sitDown();
    await ben.join(name);
    await ben.sitDown();
  }, 300_000);

  it('takes bets by mouse, touch and arrow keys, and shows everybody’s where they lie', async () => {
    const heard = await ben.listen();
    const round = await ada.fresh();
    await ada.lay('Number, 17');
    await ada.guest.page.getByRole('button', { name: /^Number, 17, / }).press('ArrowRight');
    await ada.guest.page.keyboard.press('Enter');
    await ada.guest.page.getByRole('button', { name: 'Split, 17 20, £1', exact: true }).waitFor();
    await ada.lay(/^Red/);
    await ada.guest.button('Take back').click();
    await ada.lay(/^Red/);
    await ada.place('£3.00');
    expect(await ada.guest.balance()).toBe('£47.00');
    await ada.guest.page.getByRole('button', { name: 'Number, 17, £1 in the round', exact: true }).waitFor();
    await ben.guest.page.locator('[data-spot="straight:17"] .chip.others[data-amount="£1"]').waitFor();
    await ben.lay(/^Black/);
    await ben.lay('Number, 17');
    await ben.place('£2.00');
    await ada.guest.page.getByText('2 players, £5.00 in this round.').waitFor();
    // Waited for from here on: pictures take their time, and the next round does not wait for them.
    const endings = Promise.all([ada.ending(round), ben.ending(round)]);
    endings.catch(() => undefined);
    const seen = await ada.watchBalance();
    await ada.lay('Number, 0');
    await inspectBoth('live-bets');
    await ada.guest.page
      .getByText('£1.00 was not placed in time. Nothing was staked.')
      .waitFor({ timeout: 90_000 });
    await ada.stage.getByText('The wheel turns').waitFor({ timeout: 90_000 });
    await inspectBoth('live-spin');
    const [ending, his] = await endings;
    const balance = 4_700 + paidIn(ending);
    await until(
      'the balance is what the round came to',
      async () => pence(await ada.guest.balance()) === balance,
    );
    const net = signed(balance - 5_000);
    const stands = async () => (await ada.guest.standing()).net === net;
    await until('where the player stands is what the ledger says', stands);
    // What the wheel comes to is not in the balance before it is on the wheel.
    for (const [, stage] of await seen())
      expect(['Settling the bets', 'The round is over', 'Place your bets']).toContain(stage);
    expect(ending).toMatch(
      /The ball fell on \d+ (red|black|green)\. (You win|Your £3\.00 did not win|£\d+\.\d\d back)/,
    );
    await inspectBoth('live-result');
    // It is the platform's figure, not one of this page.
    await ada.guest.page.reload();
    await until('it is the same to a page that was away', stands);
    // The same, to ears.
    const [, fell = ''] = /(The ball fell on \d+ \w+\.)/.exec(his) ?? [];
    const order = ['No more bets', 'The wheel turns', fell, 'Bets are open.'];
    await until('all of it was said', () => saidInOrder(heard, order), 60_000);
    // A page that stood still for its picture passes it over, once.
    const hurry = ['10 seconds left to bet.', 'No more bets'];
    await until('how long is left was said', () => saidInOrder(heard, hurry), 90_000);
  }, 480_000);

  it('refuses bets that come too late, with a sentence and the stake untouched', async () => {
    const { page } = ada.guest;
    await ada.fresh();
    const before = await ada.guest.balance();
    await page.route('**/v1/tables/*/bets', async (route) => {
      const { roundId } = route.request().postDataJSON() as { roundId: string };
      await until('the round takes no more bets', () => isClosed(roundId), 90_000);
      await route.continue();
    });
    await ada.lay('Number, 8');
    await ada.placeButton.click();
    await page.getByText('No more bets: these came too late').waitFor({ timeout: 90_000 });
    await ada.inspect('live-late');
    await page.unroute('**/v1/tables/*/bets');
    laidAgain = await ada.fresh();
    expect(await ada.guest.balance()).toBe(before);
    await ada.guest.button('Same again').click();
    await ada.place('£1.00');
  }, 480_000);

  it('tells that the connection dropped, and how the round ended meanwhile', async () => {
    const { page } = ada.guest;
    // The bets that were placed again are in the round.
    const ended = ada.ending(laidAgain);
    ended.catch(() => undefined);
    await platform.kill('gateway');
    await page.getByText('The live connection dropped. We are').waitFor();
    await ada.inspect('live-dropped');
    await until('the platform is whole again', () => platform.allReady(), 60_000);
    await page
      .getByText('The live connection dropped. We are')
      .waitFor({ state: 'detached', timeout: 60_000 });
    await ended;
  }, 480_000);

  it('goes on with the same round when the one who runs it is killed', async () => {
    const round = await ben.fresh();
    await ben.lay(/^Black/);
    await ben.place('£1.00');
    const before = pence(await ben.guest.balance());
    await platform.kill('live');
    const ending = await ben.ending(round);
    expect(ending).toMatch(/The ball fell on/);
    await until(
      'the balance is what the round came to',
      async () => pence(await ben.guest.balance()) === before + paidIn(ending),
    );
  }, 480_000);

  it('is at the table again, and gets the stakes back when a round cannot be finished', async () => {
    const { page } = ada.guest;
    const number = await ada.fresh();
    const before = await ada.guest.balance();
    await ada.lay('Number, 30');
    await ada.place('£1.00');
    const shown = (await shownRounds()).find((round) => round.tableId === tableId && round.number === number);
    const overdueAt = Date.parse(shown?.betsCloseAt ?? '') + Number(tablesForHands.TABLE_VOID_AFTER_MS);
    const [{ pid } = { pid: 0 }] = await platform.processesOf('live');
    process.kill(pid, 'SIGSTOP');
    try {
      await ada.stage.getByText('The table is out of sight.').waitFor({ timeout: 60_000 });
      await ada.inspect('live-away');
      await until('the round is long overdue', () => Date.now() > overdueAt, 60_000);
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    await page
      .locator('.ending')
      .getByText('Your £1.00 went back to your balance.')
      .waitFor({ timeout: 60_000 });
    await ada.inspect('live-void');
    await until('the stake is back', async () => (await ada.guest.balance()) === before);
  }, 480_000);

  it('fits the narrowest phone and the widest desk, by day and by night', async () => {
    const { page } = ben.guest;
    for (const [width, colorScheme] of [
      [320, 'dark'],
      [390, 'light'],
      [1600, 'light'],
    ] as const) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      await ben.inspect(`live-${width}-${colorScheme}`);
    }
  }, 480_000);

  it('left nothing wrong on the page, and the ledger whole', async () => {
    for (const { guest } of [ada, ben]) guest.expectNothingWrong();
    const wallet = await platform.database('wallet');
    expect(await checkLedger(wallet)).toEqual([]);
    await wallet.destroy();
  });
});
