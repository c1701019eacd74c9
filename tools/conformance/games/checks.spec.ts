import { describe, expect, it } from '@jest/globals';
import { type Outcome, runChecks } from '../report.js';
import { type GameBug } from '../test/game-bugs.js';
import { MemoryGame } from '../test/memory-game.js';
import { gamesChecks } from './checks.js';
import type { Driver } from './driver.js';
import { StubWallet } from './stub-wallet.js';

/** More ids than `uses-ids-again` has. */
const repeats = 60;
/** So many that the 35 wins in 100 by which `favours-the-poor` differs are eleven deviations, of which six are enough. */
const manyDraws = 500;
/** Too few for R11 to say anything: what the others find does not hang on it. */
const fewDraws = 12;

async function outcomesOf(
  bug?: GameBug,
  {
    change = (driver) => driver,
    draws = 100,
    drawn,
    ...more
  }: {
    change?: (driver: Driver) => Driver;
    draws?: number;
    drawn?: () => number;
    rounds?: number;
    only?: string[];
  } = {},
): Promise<Outcome[]> {
  // Its time goes on where it is waited for, so that no run is slower for it, nor too slow.
  let now = 0;
  const clock = { now: () => now, pause: async (ms: number) => void (now += ms) };
  const game = new MemoryGame(bug, clock.now, drawn);
  const wallet = new StubWallet(game.publicKey);
  game.connect(`${await wallet.listen()}/studios/one`);
  const driver = change(game.driver());
  const { rounds = repeats, ...options } = more;
  const casino = { caller: game.caller, game: 'coin' };
  const kit = { wallet, driver, casino, repeats, draws, rounds, patienceMs: 5_000, quietMs: 200, clock };
  try {
    return await runChecks(gamesChecks, kit, options);
  } finally {
    await wallet.close();
  }
}

const failed = (outcomes: readonly Outcome[]): string[] =>
  outcomes.filter(({ result }) => result === 'failed').map(({ id }) => id);

describe('the checks of a game server', () => {
  it('are R1 to R17, and a server without a fault passes them all', async () => {
    const outcomes = await outcomesOf();
    expect(outcomes.map(({ id, result, remarks }) => [id, result, remarks])).toEqual(
      Array.from({ length: 17 }, (_, index) => [`R${index + 1}`, 'passed', []]),
    );
  }, 300_000);

  it.concurrent.each([
    ['R1', 'keeps-unclear-bets'],
    ['R1', 'takes-back-under-new-ids'],
    ['R1', 'takes-back-once'],
    ['R2', 'takes-refused-bets-back'],
    ['R2', 'insists-on-refused-bets'],
    ['R3', 'forgets-wins-at-restart'],
    ['R3', 'gives-wins-up'],
    ['R4', 'shows-before-the-bet'],
    ['R5', 'draws-again-when-looked-at'],
    ['R6', 'signs-once'],
    ['R6', 'has-an-old-clock'],
    ['R7', 'uses-ids-again'],
    ['R8', 'ends-twice'],
    ['R8', 'never-ends'],
    ['R8', 'ends-otherwise-when-unheard'],
    ['R8', 'leaves-open-what-was-unheard'],
    ['R9', 'drops-the-feature'],
    ['R9', 'keeps-unclear-raises'],
    ['R10', 'sends-prizes-under-new-ids'],
    ['R10', 'sends-taken-prizes-again'],
    ['R11', 'favours-the-poor'],
    ['R12', 'stakes-in-demo'],
    ['R13', 'plays-as-fast-as-asked'],
    ['R13', 'plays-a-little-too-soon'],
    ['R13', 'plays-one-round-a-seat'],
    ['R13', 'plays-later-what-was-too-soon'],
    ['R13', 'takes-orders-for-many'],
    ['R14', 'creates-free-rounds-again'],
    ['R14', 'takes-anything-under-an-id'],
    ['R14', 'stakes-in-free-rounds'],
    ['R15', 'plays-cancelled-free-rounds'],
    ['R15', 'creates-what-was-cancelled-first'],
    ['R15', 'refuses-to-cancel-what-is-unknown'],
    ['R16', 'takes-forged-calls'],
    ['R16', 'guesses-what-was-meant'],
    ['R17', 'plays-on-in-ended-sessions'],
    ['R17', 'ends-every-session'],
    ['R17', 'takes-forged-ends'],
    ['R17', 'knows-no-such-session'],
    ['R17', 'drops-rounds-of-ended-sessions'],
  ] satisfies [string, GameBug][])(
    '%s alone finds the server that %s',
    async (id, bug) => {
      const draws = id === 'R11' ? manyDraws : fewDraws;
      expect(failed(await outcomesOf(bug, { draws }))).toEqual([id]);
    },
    300_000,
  );

  it('compare the ids of as many rounds as they are told', async () => {
    const only = ['R7'];
    const [few] = await outcomesOf('uses-ids-again-much-later', { only, rounds: 20 });
    expect(few).toMatchObject({ result: 'passed', figures: { rounds: 20 } });
    // Past what is kept whole at a time.
    const [many] = await outcomesOf('uses-ids-again-much-later', { only, rounds: 1200 });
    expect(many).toMatchObject({ result: 'failed', figures: { rounds: 1200 } });
  }, 300_000);

  it('are not run where the driver has no means, and where too few rounds would show nothing', async () => {
    const change = ({ open, play, rounds }: Driver): Driver => ({ open, play, rounds });
    // Of few rounds that all win or lose much could be seen: every second one wins.
    let rounds = 0;
    const drawn = (): number => ((rounds += 1) % 2 === 0 ? 0 : 999);
    const outcomes = await outcomesOf(undefined, { change, draws: fewDraws, drawn });
    const notRun = outcomes.filter(({ result }) => result === 'not run').map(({ id }) => id);
    expect(notRun).toEqual(['R3', 'R9', 'R10', 'R11', 'R12', 'R13', 'R14', 'R15', 'R16']);
    expect(outcomes.find(({ id }) => id === 'R11')?.remarks).toEqual([
      `in ${fewDraws} rounds each nothing could be seen`,
    ]);
  }, 300_000);
});
