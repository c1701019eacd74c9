import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Check, type Findings, NotRun } from '../report.js';
import { ended, type GamesKit, inLanes, realClock, rich, sit } from './kit.js';
import type { Heard } from './stub-wallet.js';

/** Longer than the longest cycle of RTS 14: whatever plays on by itself has done so by then. */
const usualQuietMs = 6000;
/** How long before the end of a cycle a round is asked for that must be refused, and after it for one that must not, in ms. */
const earlyMs = 400;
const lateMs = 50;

/** Rounds whose calls are kept whole at a time. */
const batch = 1000;

/** Ids, luck, play for nothing, and the speed of play. */
export const playChecks: readonly Check<GamesKit>[] = [
  {
    id: 'R7',
    title: 'No id is used twice',
    async run(kit, findings) {
      const rounds = kit.rounds ?? kit.repeats;
      const ids = new IdsHeard();
      for (let left = rounds; left > 0; left -= batch) {
        const from = kit.wallet.heard.length;
        await inLanes(Math.min(batch, left), async () => kit.driver.play((await sit(kit)).seat));
        // A million rounds are millions of calls: what is kept of one is what it was.
        for (const call of kit.wallet.heard.splice(from)) ids.add(call);
      }
      findings.equal(ids.usedAgain, 0, `ids used again, of ${ids.count}`);
      findings.figure('rounds', rounds);
    },
  },
  {
    id: 'R11',
    title: 'The outcome depends on no balance',
    async run(kit, findings) {
      const draws = kit.draws ?? 10 * kit.repeats;
      const winsAt = async (cash: number): Promise<number> => {
        const rounds = await inLanes(draws, async () => {
          const { seat } = await sit(kit, cash);
          await kit.driver.play(seat);
          return ended(kit, seat);
        });
        return rounds.filter(({ payout }) => (payout ?? 0) > 0).length;
      };
      const [poor, wealthy] = [await winsAt(1000), await winsAt(rich)];
      const least = leastSeen(poor + wealthy, draws);
      findings.figure('rounds each', draws);
      if (least >= draws) throw new NotRun(`in ${draws} rounds each nothing could be seen`);
      findings.figure('wins in 100 that would be seen', Math.ceil((100 * least) / draws));
      findings.expect(
        Math.abs(poor - wealthy) <= least,
        `${poor} wins with little money, ${wealthy} with much`,
      );
    },
  },
  {
    id: 'R12',
    title: 'Play for nothing calls no wallet',
    async run(kit, findings) {
      if (!kit.driver.openDemo) throw new NotRun('the driver opens no game for play money');
      const before = kit.wallet.heard.length;
      const seat = await kit.driver.openDemo();
      await kit.driver.play(seat);
      findings.equal((await ended(kit, seat)).state, 'done', 'the round');
      findings.equal(kit.wallet.heard.length, before, 'calls');
    },
  },
  {
    id: 'R13',
    title:
      'Speed of play: the server starts no second round within the cycle, and none that was not asked for',
    async run(kit, findings) {
      const { driver, quietMs = usualQuietMs } = kit;
      const { seat, playerId } = await sit(kit);
      const played = await Promise.all(Array.from({ length: 5 }, () => driver.play(seat)));
      findings.equal(
        played.filter((round) => round !== undefined).length,
        1,
        'rounds started of five asked for at once',
      );
      findings.equal(kit.wallet.callsOf(playerId, 'bet').length, 1, 'bets');
      findings.equal(await driver.play(seat), undefined, 'a round right after the first');
      const many = driver.playMany && (await sit(kit)).seat;
      if (many !== undefined) await driver.playMany?.(many);
      await Promise.all([pause(quietMs), keepsItsCycle(kit, findings)]);
      findings.equal((await driver.rounds(seat)).length, 1, 'rounds of a player who asked for no other');
      if (many !== undefined)
        findings.expect((await driver.rounds(many)).length <= 1, 'one order starts several rounds');
      if (driver.cycleMs === undefined)
        throw new NotRun('the driver does not say how long a cycle is; the rest was as it must be');
    },
  },
];

/** Which id was for which call. */
class IdsHeard {
  usedAgain = 0;
  private readonly calls = new Map<string, string>();

  get count(): number {
    return this.calls.size;
  }

  /** One that is sent again is the same call, to the letter. */
  add({ operation, members }: Heard): void {
    const { id } = members;
    if (typeof id !== 'string') return;
    const digest = createHash('sha256')
      .update(JSON.stringify([operation, members]))
      .digest('base64url');
    const call = digest.slice(0, 12);
    const before = this.calls.get(id);
    if (before === undefined) this.calls.set(id, call);
    else if (before !== call) this.usedAgain += 1;
  }
}

/** A round is refused until the cycle is over, and not for longer. It starts between being asked for and being answered. */
async function keepsItsCycle(kit: GamesKit, findings: Findings): Promise<void> {
  const { driver, clock = realClock } = kit;
  const { cycleMs } = driver;
  if (cycleMs === undefined) return;
  const { seat } = await sit(kit);
  const askedAt = clock.now();
  await driver.play(seat);
  const answeredAt = clock.now();
  await clock.pause(Math.max(0, askedAt + cycleMs - earlyMs - clock.now()));
  const early = await driver.play(seat);
  // One that is heard of later than that may have begun when it was time.
  const inTime = clock.now() < askedAt + cycleMs;
  findings.expect(
    !inTime || !early,
    `a round is started ${earlyMs} ms before a cycle of ${cycleMs} ms is over`,
  );
  if (early) return;
  await clock.pause(Math.max(0, answeredAt + cycleMs + lateMs - clock.now()));
  findings.expect(
    (await driver.play(seat)) !== undefined,
    `no round is started after a cycle of ${cycleMs} ms`,
  );
  findings.figure('ms of a cycle', cycleMs);
}

/**
 * The least difference of two numbers of wins that is one: six deviations, by which a fair game is accused once in
 * hundreds of millions of runs. In 2000 rounds each of a game that wins half of them these are 10 wins in 100.
 */
function leastSeen(wins: number, draws: number): number {
  const share = wins / (2 * draws);
  return 6 * Math.sqrt(2 * draws * share * (1 - share));
}
