import { type Check, NotRun } from '../report.js';
import { ended, type GamesKit, inLanes, sameIds, sit, until } from './kit.js';
import { type Answering } from './stub-wallet.js';

/** Rounds that somebody comes back to. */
const resumed = 30;

/** What is won arrives, once, and is what was shown. */
export const winChecks: readonly Check<GamesKit>[] = [
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
    id: 'R5',
    title: 'Whoever comes back sees the same outcome',
    async run(kit, findings) {
      // One that is drawn again is the same half of the time, or more often.
      await inLanes(resumed, async () => {
        const { seat, playerId } = await sit(kit);
        kit.wallet.script(playerId, 'win', { fault: '500' });
        const first = await kit.driver.play(seat);
        const later = await ended(kit, seat);
        findings.equal(later.roundId, first?.roundId, 'the round');
        findings.equal(later.payout, first?.payout, 'its payout');
      });
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
    id: 'R10',
    title: 'Prizes and jackpots are sent under one id until they are taken, and no more',
    async run(kit, findings) {
      if (!kit.driver.givePrizes) throw new NotRun('the driver knows no prizes');
      const { seat, playerId } = await sit(kit);
      const faults: Answering[] = [{ fault: 'closed after' }, { fault: '500' }, { fault: 'malformed' }];
      for (const operation of ['promo-win', 'jackpot-win']) kit.wallet.script(playerId, operation, ...faults);
      await kit.driver.givePrizes(seat);
      for (const operation of ['promo-win', 'jackpot-win']) {
        const sent = await until(kit, `${operation} is taken`, () => {
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
];
