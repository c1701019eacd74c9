import { type Check, type Findings, NotRun } from '../report.js';
import { ended, type GamesKit, openRound, sameIds, sit, until } from './kit.js';
import { type Answering, type Heard } from './stub-wallet.js';

const unclear: readonly Answering[] = [
  { fault: '500' },
  { fault: '502' },
  { fault: 'malformed' },
  { fault: 'wrong type' },
  { fault: 'closed before' },
  { fault: 'closed after' },
  { status: 'retry' },
];

/** A further stake without a clear answer is taken back, and the round goes on. */
async function unclearRaise(kit: GamesKit, findings: Findings): Promise<void> {
  const { seat, playerId, round } = await openRound(kit);
  kit.wallet.script(playerId, 'bet', { fault: '500' });
  kit.wallet.script(playerId, 'rollback', { fault: 'closed before' });
  await kit.driver.raise?.(seat, round.roundId);
  await until(kit, 'the further stake is taken back', async () =>
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

/** Whichever message ends the round: it is not known to have been ended until that one is taken. */
async function unheardEnd(kit: GamesKit, findings: Findings): Promise<void> {
  const faults: Answering[] = [{ fault: 'closed before' }, { fault: 'closed after' }];
  const { seat, playerId } = await sit(kit);
  for (const operation of ['win', 'end-round']) kit.wallet.script(playerId, operation, ...faults);
  await kit.driver.play(seat);
  findings.equal((await ended(kit, seat)).state, 'done', 'the round whose end was not answered');
  const ends = endsOf(kit, playerId);
  findings.equal(ends.length, faults.length + 1, 'ends until one was taken');
  const different = new Set(ends.map(({ operation, members }) => JSON.stringify([operation, members])));
  findings.equal(different.size, 1, 'different ends of a round whose end was not answered');
}

function endsOf({ wallet }: GamesKit, playerId: string): Heard[] {
  return wallet
    .callsOf(playerId)
    .filter(({ operation, members }) => operation === 'end-round' || members['roundClosed'] === true);
}

/** What becomes of a stake, and of a further one in the same round. */
export const stakeChecks: readonly Check<GamesKit>[] = [
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
    id: 'R4',
    title: 'No outcome is shown before the bet is confirmed',
    async run(kit, findings) {
      const { seat, playerId } = await sit(kit);
      kit.wallet.script(playerId, 'bet', { delayMs: 600 });
      const played = kit.driver.play(seat);
      await until(kit, 'the bet arrives', () => kit.wallet.callsOf(playerId, 'bet')[0]);
      for (const { payout, state } of await kit.driver.rounds(seat))
        findings.expect(payout === null, `an outcome is shown of a round that is ${state}`);
      await played;
      findings.expect((await ended(kit, seat)).payout !== null, 'no outcome is shown afterwards');
    },
  },
  {
    id: 'R8',
    title: 'A round is ended once; an end that nobody answered is sent again as it was, until it is taken',
    async run(kit, findings) {
      const { seat, playerId } = await sit(kit);
      await kit.driver.play(seat);
      await ended(kit, seat);
      const ends = endsOf(kit, playerId);
      findings.equal(ends.length, 1, 'calls that end the round');
      findings.equal(
        ends[0]?.members['round'],
        kit.wallet.callsOf(playerId, 'bet')[0]?.members['round'],
        'the round',
      );
      await unheardEnd(kit, findings);
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
];
