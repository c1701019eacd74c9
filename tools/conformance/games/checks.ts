import { type Check, type Findings, NotRun } from '../report.js';
import { type Driver, type ShownRound } from './driver.js';
import { type Answering, type Heard, type StubWallet } from './stub-wallet.js';

/** What the checks of a game server work with. */
export interface GamesKit {
  wallet: StubWallet;
  driver: Driver;
  /** How often whatever is a matter of luck is tried. */
  repeats: number;
}

const patienceMs = 60_000;
const rich = 1_000_000;

async function until<Value>(
  what: string,
  look: () => Promise<Value | undefined> | Value | undefined,
): Promise<Value> {
  const end = performance.now() + patienceMs;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > end) throw new Error(`it never happened that ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function sit({ wallet, driver }: GamesKit, cash = rich): Promise<{ seat: string; playerId: string }> {
  const { token, playerId } = wallet.launch(cash);
  return { seat: await driver.open(token), playerId };
}

const over = new Set(['done', 'refused', 'undone']);

/** The seat's one round, once it is over. */
function ended({ driver }: GamesKit, seat: string): Promise<ShownRound> {
  return until('the round is over', async () =>
    (await driver.rounds(seat)).find(({ state }) => over.has(state)),
  );
}

function sameIds(findings: Findings, calls: readonly Heard[], what: string): void {
  findings.equal(new Set(calls.map(({ members }) => members['id'])).size, 1, `ids of one logical ${what}`);
}

/** A seat whose round has won and is open; a game that wins one time in a hundred shows one nearly always. */
async function openRound(kit: GamesKit): Promise<{ seat: string; playerId: string; round: ShownRound }> {
  for (let tries = 0; tries < 1000; tries += 1) {
    const at = await sit(kit);
    const round = await kit.driver.playOpen?.(at.seat);
    if (round?.state === 'open') return { ...at, round };
  }
  throw new NotRun('no round of a thousand stayed open');
}

/** A further stake without a clear answer is taken back, and the round goes on. */
async function unclearRaise(kit: GamesKit, findings: Findings): Promise<void> {
  const { seat, playerId, round } = await openRound(kit);
  kit.wallet.script(playerId, 'bet', { fault: '500' });
  kit.wallet.script(playerId, 'rollback', { fault: 'closed before' });
  await kit.driver.raise?.(seat, round.roundId);
  await until('the further stake is taken back', async () =>
    (await kit.driver.rounds(seat)).find(({ state }) => state === 'open'),
  );
  const rollbacks = kit.wallet.callsOf(playerId, 'rollback');
  findings.equal(
    rollbacks.length,
    2,
    'rollbacks until one was taken, of a further stake without a clear answer',
  );
  sameIds(findings, rollbacks, 'rollback');
  findings.equal(
    rollbacks[0]?.members['betId'],
    kit.wallet.callsOf(playerId, 'bet').at(-1)?.members['id'],
    'the stake that is taken back',
  );
  findings.equal((await kit.driver.take?.(seat, round.roundId))?.payout, round.payout, 'what the round pays');
  const wins = kit.wallet.callsOf(playerId, 'win');
  findings.equal(wins.length, 1, 'wins of the round');
}

const unclear: readonly Answering[] = [
  { fault: '500' },
  { fault: '502' },
  { fault: 'malformed' },
  { fault: 'wrong type' },
  { fault: 'closed before' },
  { fault: 'closed after' },
  { status: 'retry' },
];

/** R1 to R13. */
export const gamesChecks: readonly Check<GamesKit>[] = [
  {
    id: 'R1',
    title: 'A bet without a clear answer: one rollback of it, sent until it is taken',
    async run(kit, findings) {
      const lose = async (answer: Answering): Promise<void> => {
        const what = JSON.stringify(answer);
        const { seat, playerId } = await sit(kit);
        kit.wallet.script(playerId, 'bet', answer);
        kit.wallet.script(playerId, 'rollback', { fault: '500' }, { fault: 'closed after' });
        await kit.driver.play(seat);
        const round = await ended(kit, seat);
        findings.equal(round.state, 'undone', `the round after ${what}`);
        findings.equal(round.payout, null, `the outcome that is shown after ${what}`);
        const rollbacks = kit.wallet.callsOf(playerId, 'rollback');
        findings.equal(rollbacks.length, 3, `rollbacks until one was taken, after ${what}`);
        sameIds(findings, rollbacks, 'rollback');
        const [bet] = kit.wallet.callsOf(playerId, 'bet');
        findings.equal(rollbacks[0]?.members['betId'], bet?.members['id'], 'the bet that is taken back');
        findings.equal(kit.wallet.callsOf(playerId, 'win').length, 0, `wins after ${what}`);
      };
      await Promise.all(unclear.map(lose));
    },
  },
  {
    id: 'R2',
    title: 'A bet that is refused is told to the player, and neither taken back nor sent again',
    async run(kit, findings) {
      const refuse = async (status: string): Promise<void> => {
        const { seat, playerId } = await sit(kit);
        kit.wallet.script(playerId, 'bet', { status });
        await kit.driver.play(seat);
        const { state, payout } = await ended(kit, seat);
        findings.equal(state, 'refused', `the round after ${status}`);
        findings.equal(payout, null, `the outcome that is shown after ${status}`);
        findings.equal(kit.wallet.callsOf(playerId).length, 1, `calls after ${status}, the bet among them`);
      };
      await Promise.all(['insufficient', 'limit', 'blocked', 'bad_token'].map(refuse));
    },
  },
  {
    id: 'R3',
    title: 'A win whose answer is lost is sent until it is taken, over a restart too',
    async run(kit, findings) {
      const { seat, playerId } = await sit(kit);
      kit.wallet.script(
        playerId,
        'win',
        { fault: 'closed before' },
        { fault: '502' },
        { fault: 'malformed' },
      );
      await kit.driver.play(seat);
      if (kit.driver.restart) await kit.driver.restart();
      const round = await ended(kit, seat);
      findings.equal(round.state, 'done', 'the round');
      const wins = kit.wallet.callsOf(playerId, 'win');
      findings.equal(wins.length, 4, 'wins until one was taken');
      sameIds(findings, wins, 'win');
      findings.equal(new Set(wins.map(({ members }) => members['amount'])).size, 1, 'amounts of one win');
      if (!kit.driver.restart)
        throw new NotRun('the driver cannot restart the server; the rest was as it must be');
    },
  },
  {
    id: 'R4',
    title: 'No outcome is shown before the bet is confirmed',
    async run(kit, findings) {
      const { seat, playerId } = await sit(kit);
      kit.wallet.script(playerId, 'bet', { delayMs: 600 });
      const played = kit.driver.play(seat);
      await until('the bet arrives', () => kit.wallet.callsOf(playerId, 'bet')[0]);
      for (const { payout, state } of await kit.driver.rounds(seat))
        findings.expect(payout === null, `an outcome is shown of a round that is ${state}`);
      await played;
      findings.expect((await ended(kit, seat)).payout !== null, 'no outcome is shown afterwards');
    },
  },
  {
    id: 'R5',
    title: 'Whoever comes back sees the same outcome',
    async run(kit, findings) {
      const { seat, playerId } = await sit(kit);
      kit.wallet.script(playerId, 'win', { fault: '500' });
      const first = await kit.driver.play(seat);
      const later = await ended(kit, seat);
      findings.equal(later.roundId, first?.roundId, 'the round');
      findings.equal(later.payout, first?.payout, 'its payout');
    },
  },
  {
    id: 'R6',
    title: 'Every attempt is signed anew, with an id and a time of its own',
    async run(kit, findings) {
      const { seat, playerId } = await sit(kit);
      kit.wallet.script(playerId, 'win', { fault: '500' }, { fault: '500' });
      await kit.driver.play(seat);
      await ended(kit, seat);
      const calls = kit.wallet.callsOf(playerId);
      findings.expect(calls.length >= 4, `only ${calls.length} attempts`);
      findings.equal(new Set(calls.map(({ attempt }) => attempt)).size, calls.length, 'ids of attempts');
      for (const call of calls) {
        findings.expect(call.signed, `${call.operation} is not signed by the agreed key`);
        findings.expect(
          Math.abs(call.seconds - Date.now() / 1000) < 300,
          `${call.operation} has an old time`,
        );
      }
    },
  },
  {
    id: 'R7',
    title: 'No id is used twice',
    async run(kit, findings) {
      const from = kit.wallet.heard.length;
      await Promise.all(
        Array.from({ length: kit.repeats }, async () => kit.driver.play((await sit(kit)).seat)),
      );
      const named = kit.wallet.heard.slice(from).filter(({ members: { id } }) => id !== undefined);
      const ids = new Set(named.map(({ members }) => members['id']));
      // One that is sent again is the same call, to the letter.
      const calls = new Set(named.map(({ operation, members }) => JSON.stringify([operation, members])));
      findings.equal(ids.size, calls.size, 'different ids');
      findings.figure('rounds', kit.repeats);
    },
  },
  {
    id: 'R8',
    title: 'A round is ended once',
    async run(kit, findings) {
      const { seat, playerId } = await sit(kit);
      await kit.driver.play(seat);
      await ended(kit, seat);
      const ends = kit.wallet
        .callsOf(playerId)
        .filter(({ operation, members }) => operation === 'end-round' || members['roundClosed'] === true);
      findings.equal(ends.length, 1, 'calls that end the round');
      findings.equal(
        ends[0]?.members['round'],
        kit.wallet.callsOf(playerId, 'bet')[0]?.members['round'],
        'the round',
      );
    },
  },
  {
    id: 'R9',
    title: 'Too little money in the middle of a feature keeps the feature',
    async run(kit, findings) {
      const { driver, wallet } = kit;
      if (!driver.raise || !driver.take) throw new NotRun('the driver knows no game in which more is staked');
      const refused = await openRound(kit);
      wallet.script(refused.playerId, 'bet', { status: 'insufficient' });
      const kept = await driver.raise(refused.seat, refused.round.roundId);
      findings.equal(kept.state, 'open', 'the round after a further stake that is refused');
      findings.equal(kept.payout, refused.round.payout, 'what it has won');
      findings.equal(wallet.callsOf(refused.playerId, 'rollback').length, 0, 'rollbacks of what was refused');
      const raised = await driver.raise(refused.seat, refused.round.roundId);
      findings.expect(raised.state !== 'open', 'a further stake that is taken leaves the round as it was');
      findings.equal((await ended(kit, refused.seat)).state, 'done', 'the round after it');
      const bets = wallet.callsOf(refused.playerId, 'bet');
      findings.equal(new Set(bets.map(({ members }) => members['round'])).size, 1, 'rounds of these stakes');
      findings.equal(new Set(bets.map(({ members }) => members['id'])).size, 3, 'ids of these stakes');
      await unclearRaise(kit, findings);
    },
  },
  {
    id: 'R10',
    title: 'Prizes and jackpots are sent under one id until they are taken, and no more',
    async run(kit, findings) {
      if (!kit.driver.givePrizes) throw new NotRun('the driver knows no prizes');
      const { seat, playerId } = await sit(kit);
      const faults: Answering[] = [{ fault: 'closed after' }, { fault: '500' }, { fault: 'malformed' }];
      for (const operation of ['promo-win', 'jackpot-win']) kit.wallet.script(playerId, operation, ...faults);
      await kit.driver.givePrizes(seat);
      for (const operation of ['promo-win', 'jackpot-win']) {
        const sent = await until(`${operation} is taken`, () => {
          const calls = kit.wallet.callsOf(playerId, operation);
          return calls.length > faults.length ? calls : undefined;
        });
        sameIds(findings, sent, operation);
        findings.equal(
          new Set(sent.map(({ members }) => members['amount'])).size,
          1,
          `amounts of one ${operation}`,
        );
      }
      const [jackpot] = kit.wallet.callsOf(playerId, 'jackpot-win');
      findings.expect(typeof jackpot?.members['jackpotId'] === 'string', 'a jackpot that is not named');
      await ended(kit, seat);
      for (const operation of ['promo-win', 'jackpot-win'])
        findings.equal(
          kit.wallet.callsOf(playerId, operation).length,
          faults.length + 1,
          `calls of ${operation}, the last of which was taken`,
        );
    },
  },
  {
    id: 'R11',
    title: 'The outcome depends on no balance',
    async run(kit, findings) {
      const winsAt = async (cash: number): Promise<number> => {
        const rounds = await Promise.all(
          Array.from({ length: kit.repeats }, async () => {
            const { seat } = await sit(kit, cash);
            await kit.driver.play(seat);
            return ended(kit, seat);
          }),
        );
        return rounds.filter(({ payout }) => (payout ?? 0) > 0).length;
      };
      const [poor, wealthy] = [await winsAt(1000), await winsAt(rich)];
      const share = (poor + wealthy) / (2 * kit.repeats);
      const spread = Math.sqrt(2 * kit.repeats * share * (1 - share));
      // Six deviations: a fair game is accused once in hundreds of millions of runs.
      findings.expect(
        Math.abs(poor - wealthy) <= 6 * spread,
        `${poor} wins with little money, ${wealthy} with much`,
      );
      findings.figure('rounds each', kit.repeats);
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
    title: 'Speed of play: the server starts no second round at once, whatever the browser asks for',
    async run(kit, findings) {
      const { seat, playerId } = await sit(kit);
      const played = await Promise.all(Array.from({ length: 5 }, () => kit.driver.play(seat)));
      findings.equal(
        played.filter((round) => round !== undefined).length,
        1,
        'rounds started of five asked for at once',
      );
      findings.equal(kit.wallet.callsOf(playerId, 'bet').length, 1, 'bets');
      findings.equal(await kit.driver.play(seat), undefined, 'a round right after the first');
    },
  },
];
