import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { standStill, until } from '@croupier/testing';
import { type Page } from 'playwright-core';
import { looks, Visit } from './support/browser.js';
import { DocsPage } from './support/docs-page.js';
import { ownGame, shippedAndOwn } from './support/own-game.js';
import { Platform } from './support/platform.js';
import { Player } from '../tools/rolling/player.js';

let platform: Platform;
let games: string;
let visit: Visit;
let page: Page;
const findings: string[] = [];

beforeAll(async () => {
  games = await shippedAndOwn();
  platform = await Platform.start([], { GAME_DEFINITIONS_DIR: games });
  const { url } = (await platform.run()).console;
  visit = await Visit.open(url, looks.desktop);
  ({ page } = visit);
}, 300_000);

afterAll(async () => {
  await visit?.close();
  await platform?.stop();
  await rm(games, { recursive: true, force: true });
});

const inspect = async (name: string): Promise<void> => {
  findings.push(...(await visit.inspect(name)));
};
const rowOf = (service: string) => page.locator(`tr[data-service="${service}"]`);

it('finds all services well, with their release', async () => {
  await page.goto('/');
  const { apps } = await platform.run();
  await page.getByText(`${apps.length} of ${apps.length} services well`).waitFor();
  for (const { app } of apps) expect(await rowOf(app).innerText()).toMatch(/well\s+0\.1\.0/);
}, 300_000);

it('lets somebody play a definition of their own by hand in the documents of the API, as docs/games.md says', async () => {
  const { gateway, sandbox } = await platform.run();
  const player = new Player(gateway, sandbox);
  await player.register();
  await player.verify();
  await player.credited(await player.payIn(2000));
  const browser = await Visit.open(gateway, looks.desktop);
  try {
    const docs = await DocsPage.open(browser.page);
    const { email, password } = player;
    const signedIn = await docs.execute('Account', 'signIn', { body: { email, password } });
    expect(signedIn.status).toBe(201);
    const launch = () => docs.execute('Games', 'openGameSession', { parameters: { id: ownGame } });
    expect(await launch()).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
    await docs.authorise(String(signedIn.body['accessToken']));
    const launched = await launch();
    expect(launched).toMatchObject({ status: 201, body: { gameId: ownGame } });
    const spin = () =>
      docs.execute('Games', 'playRound', {
        parameters: { id: String(launched.body['gameSessionId']), 'Idempotency-Key': 'my-first-spin' },
        body: { stake: { amount: 100, currency: 'GBP' } },
      });
    const played = await spin();
    expect(played).toMatchObject({ status: 201, body: { gameId: ownGame, stake: { amount: 100 } } });
    const { payout } = played.body as { payout: { amount: number } };
    expect(await player.cash()).toBe(2000 - 100 + payout.amount);
    expect((await spin()).body['roundId']).toBe(played.body['roundId']);
    expect(browser.complaints).toEqual([]);
  } finally {
    await browser.close();
  }
}, 300_000);

it('shows the trace of a bet, from the request to who heard of it', async () => {
  const { gateway, sandbox } = await platform.run();
  const player = new Player(gateway, sandbox);
  await player.sitDown();
  // To come by the money took more requests than are recorded in a second.
  await sleep(1_100);
  const traceId = String((await player.play(100)).headers.get('x-trace-id'));
  await page.getByLabel('Trace').fill(traceId);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'POST /v1/game-sessions/:id/rounds' }).waitFor();
  const rows = page.locator('.waterfall tbody tr');
  // The last to hear of it sends its spans a moment after the first.
  await until('those who hear of it have sent theirs', async () => {
    const all = (await rows.allInnerTexts()).join('\n');
    const hearers = ['analytics', 'bonus', 'profile'].every((service) => all.includes(service));
    return (
      hearers &&
      /wallet\s+tells wallet round settled/.test(all) &&
      /games\s+hears wallet round settled/.test(all)
    );
  });
  const spans = await rows.allInnerTexts();
  expect(spans[0]).toMatch(/gateway\s+answers POST/);
  expect(spans.some((text) => /wallet\s+answers wallet settle-round/.test(text))).toBe(true);
  expect(spans.some((text) => /wallet\s+tells wallet round settled/.test(text))).toBe(true);
  expect(spans.some((text) => /games\s+hears wallet round settled/.test(text))).toBe(true);
  await page.locator('.waterfall summary').first().click();
  await page.locator('.waterfall pre').first().waitFor();
  await inspect('operations-statement');
  await page.locator('.waterfall summary').first().click();
  await inspect('operations-trace');
}, 300_000);

it('counts what is asked, and leads to a service by keyboard', async () => {
  await page.getByRole('link', { name: 'What runs', exact: true }).click();
  await until(
    'the wallet was asked',
    async () => !/well\s+0\.1\.0\s+1\s+0\s/.test(await rowOf('wallet').innerText()),
  );
  await inspect('operations');
  await page.locator('.node', { hasText: 'wallet' }).focus();
  await inspect('operations-wallet-ways');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /^wallet/ }).waitFor();
  await page.getByRole('rowheader', { name: 'wallet settle-round' }).waitFor();
  await inspect('operations-service');
  await page.getByRole('link', { name: 'Traces', exact: true }).click();
  await page.getByRole('link', { name: 'POST /v1/game-sessions/:id/rounds' }).first().waitFor();
  await inspect('operations-traces');
}, 300_000);

it('shows the breaker for a service that stands still, what waits and why, and that it closes again', async () => {
  const { gateway, sandbox } = await platform.run();
  const player = new Player(gateway, sandbox);
  await player.register();
  const ask = () => player.call('GET', '/v1/payment-methods');
  const [{ pid = 0 } = {}] = await platform.processesOf('payments');
  await page.getByRole('link', { name: 'What runs', exact: true }).click();
  await standStill(pid);
  try {
    await Promise.all(Array.from({ length: 25 }, ask));
    await rowOf('gateway').getByText('payments open').waitFor();
    await rowOf('payments').getByText('does not answer').waitFor();
    await inspect('operations-breaker');
    await rowOf('gateway').getByRole('link', { name: 'gateway' }).click();
    await page.getByText('breaker for payments').waitFor();
    await page.getByText('a service does not answer').waitFor();
    await page.getByText('outcome_unknown').first().waitFor();
    await inspect('operations-breaker-gateway');
  } finally {
    process.kill(pid, 'SIGCONT');
  }
  await page.getByRole('link', { name: 'What runs', exact: true }).click();
  await rowOf('payments').locator('.badge.well').waitFor();
  await until('its breaker is closed', async () => {
    await ask();
    return !(await rowOf('gateway').innerText()).includes('payments');
  });
}, 300_000);

it('sees a service die and come back', async () => {
  await page.getByRole('link', { name: 'What runs', exact: true }).click();
  await rowOf('live').waitFor();
  await platform.withoutRestarts(async () => {
    await platform.kill('live');
    await rowOf('live').getByText('does not answer').waitFor();
    await inspect('operations-down');
  });
  await rowOf('live').getByText('started again').waitFor();
  await rowOf('live').locator('.badge.well').waitFor();
}, 300_000);

it('reads on a phone, too, and is at fault nowhere', async () => {
  await page.setViewportSize({ width: 360, height: 740 });
  await inspect('operations-phone');
  expect(findings).toEqual([]);
  expect(visit.complaints).toEqual([]);
}, 300_000);
