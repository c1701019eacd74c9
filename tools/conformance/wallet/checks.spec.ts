import { describe, expect, it } from '@jest/globals';
import { htmlOf, type Outcome, runChecks } from '../report.js';
import { type Bug } from '../test/bugs.js';
import { MemoryWallet } from '../test/memory-wallet.js';
import { type Size } from '../size.js';
import { walletChecks } from './checks.js';
import { WalletKit, type World } from './world.js';

const repeats = 5;
/** What the wallet in memory does by itself is done before it answers. */
const patienceMs = 500;

const sentAgain = 'calls of the run sent again, their connection closed as idle';

/** All that the full size does, a few times. */
const fullInSmall = (): Size => ({ races: 12, contributions: 30, moments: 3, rounds: 0 });

async function outcomesOf(
  bug?: Bug,
  change: (world: World) => World = (world) => world,
  { only, size }: { only?: string[]; size?: () => Size } = {},
): Promise<Outcome[]> {
  const wallet = new MemoryWallet(bug);
  const { credentials, world } = await wallet.open();
  const kit = new WalletKit(credentials, change(world), { repeats, patienceMs, ...(size && { size }) });
  try {
    return await runChecks(walletChecks, kit, only ? { only } : {});
  } finally {
    kit.client.close();
    await wallet.close();
  }
}

const failed = (outcomes: readonly Outcome[]): string[] =>
  outcomes.filter(({ result }) => result === 'failed').map(({ id }) => id);

describe('the checks of a wallet', () => {
  it('are W1 to W22, and a wallet without a fault passes them all', async () => {
    const outcomes = await outcomesOf();
    expect(outcomes.map(({ id, result, remarks }) => [id, result, remarks])).toEqual(
      Array.from({ length: 22 }, (_, index) => [`W${index + 1}`, 'passed', []]),
    );
    const times = ['p50', 'p95', 'p99'].flatMap((time) => [
      `${time} ms, one player`,
      `${time} ms, eight players`,
    ]);
    expect(outcomes[19]?.figures).toEqual(
      Object.fromEntries([...times, sentAgain].map((name) => [name, expect.any(Number)])),
    );
  }, 300_000);

  it.concurrent.each([
    ['W1', 'signs-loosely'],
    ['W2', 'loses-a-penny'],
    ['W2', 'counts-in-sixteen-bits'],
    ['W2', 'knows-no-maximum'],
    ['W3', 'debits-copies'],
    ['W4', 'knows-ids-alone'],
    ['W4', 'forgets-which-game'],
    ['W4', 'forgets-which-bet'],
    ['W5', 'forgets-tombstones-at-restart'],
    ['W5', 'keeps-tombstones-for-a-day'],
    ['W6', 'misses-bets-under-way'],
    ['W7', 'returns-what-is-named'],
    ['W7', 'returns-what-has-won'],
    ['W8', 'settles-in-sessions-only'],
    ['W8', 'settles-no-frozen-account'],
    ['W8', 'settles-games-that-are-on'],
    ['W9', 'pays-without-a-bet'],
    ['W10', 'overdraws'],
    ['W11', 'limits-wins'],
    ['W11', 'lets-wins-be-staked'],
    ['W12', 'pays-for-the-bet'],
    ['W12', 'takes-lists-back-if-all-are-known'],
    ['W13', 'takes-any-number'],
    ['W14', 'takes-any-currency'],
    ['W15', 'pays-promotions-twice'],
    ['W15', 'charges-contributions'],
    ['W15', 'rounds-contributions'],
    ['W15', 'counts-contributions-again'],
    ['W15', 'gives-free-rounds-without-end'],
    ['W16', 'loses-bets-at-restart'],
    ['W16', 'answers-before-it-writes'],
    ['W17', 'undoes-what-nobody-heard'],
    ['W18', 'cuts-ids'],
    ['W19', 'hides-tombstones'],
    ['W19', 'leaves-rounds-open'],
    ['W20', 'stumbles-under-load'],
    ['W20', 'loses-a-penny-under-load'],
    ['W21', 'takes-wins-back-twice'],
    ['W21', 'pays-what-was-taken-back'],
    ['W21', 'takes-back-what-is-not-there'],
    ['W21', 'takes-bets-for-wins'],
    ['W22', 'adjusts-any-game'],
    ['W22', 'adjusts-again'],
    ['W22', 'takes-more-than-there-is'],
    ['W22', 'knows-no-sign'],
  ] satisfies [string, Bug][])(
    '%s alone finds the wallet that %s',
    async (id, bug) => {
      expect(failed(await outcomesOf(bug))).toEqual([id]);
    },
    300_000,
  );

  it('does in full what it does once, or a few times, otherwise', async () => {
    const only = ['W6', 'W15', 'W16'];
    const outcomes = await outcomesOf(undefined, undefined, { only, size: fullInSmall });
    expect(outcomes.map(({ id, result, remarks }) => [id, result, remarks])).toEqual(
      only.map((id) => [id, 'passed', []]),
    );
    // The wallet is stopped and killed: each once with all kinds under way, and at three moments of four kinds.
    expect(outcomes.map(({ figures }) => figures)).toEqual([
      { races: 12 },
      { contributions: 30 },
      { 'ends under way': 2 * (1 + 4 * 3) },
    ]);
  }, 300_000);

  it('finds in full what is lost only where one kind of call is under way', async () => {
    const bug = 'loses-the-last-of-six-wins';
    expect(failed(await outcomesOf(bug, undefined, { only: ['W16'] }))).toEqual([]);
    const [outcome] = await outcomesOf(bug, undefined, { only: ['W16'], size: fullInSmall });
    expect(outcome?.result).toBe('failed');
    expect(outcome?.remarks.every((remark) => remark.includes('after wins were sent'))).toBe(true);
  }, 300_000);

  it('looks at what it can where means are missing for a part, and says which', async () => {
    const less = ({ freeze: _, switchGame: __, limitStakes: ___, ...world }: World): World => world;
    const outcomes = await outcomesOf(undefined, less);
    const rest = '; the rest was as it must be';
    expect(
      outcomes.flatMap(({ id, result, remarks }) => (result === 'passed' ? [] : [[id, ...remarks]])),
    ).toEqual([
      ['W8', `the world of this run has no freeze, no switchGame${rest}`],
      ['W11', `the world of this run has no limitStakes${rest}`],
    ]);
  }, 300_000);

  it('are not run where the operator gives no means, and the report says so', async () => {
    const outcomes = await outcomesOf(undefined, ({ player }) => ({ player }));
    const notRun = outcomes.filter(({ result }) => result === 'not run').map(({ id }) => id);
    expect(notRun).toEqual(['W8', 'W11', 'W15', 'W16', 'W18', 'W22']);
    const html = htmlOf({ side: 'wallet', target: '<one>', at: 'now', outcomes });
    expect(html).toContain('16 passed, 0 failed, 6 not run');
    expect(html).toContain('&lt;one&gt;');
  }, 300_000);
});
