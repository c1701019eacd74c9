import { type Check, NotRun } from '../report.js';
import { ended, type GamesKit, isOk, sit } from './kit.js';

const path = 'sessions/end';

/** What a studio does when the casino says that a session has ended. */
export const sessionChecks: readonly Check<GamesKit>[] = [
  {
    id: 'R17',
    title: 'In a session that has ended no round begins; what has begun is settled, and other sessions go on',
    async run(kit, findings) {
      const { casino, driver, wallet } = kit;
      if (!casino) throw new NotRun('nothing is known by which the studio would be called');
      const { caller } = casino;
      const [over, other, playing] = [await sit(kit), await sit(kit), await sit(kit)];
      const of = ({ playerId }: { playerId: string }) => ({ id: wallet.sessionOf(playerId), playerId });
      const forged = await caller.call(path, of(other), 'forged');
      if (forged.http === 404) throw new NotRun('the studio takes no notice that a session has ended');
      findings.equal(forged.http, 401, 'HTTP of a notice signed by a stranger');
      const { http, body } = await caller.call(path, { playerId: over.playerId });
      findings.equal(`${http} ${String(body['field'])}`, '400 id', 'a notice without a session');
      for (const turn of ['', ', again'])
        isOk(findings, await caller.call(path, of(over)), `a notice that a session has ended${turn}`);
      isOk(findings, await caller.call(path, { ...of(over), id: 'unheard-of' }), 'one of an unknown session');
      findings.equal(await driver.play(over.seat), undefined, 'a round in a session that has ended');
      findings.equal(wallet.callsOf(over.playerId, 'bet').length, 0, 'bets in it');
      findings.expect((await driver.play(other.seat)) !== undefined, 'no round begins in another session');
      const unheard = { fault: 'closed before' } as const;
      wallet.script(playing.playerId, 'win', unheard, unheard);
      await driver.play(playing.seat);
      isOk(findings, await caller.call(path, of(playing)), 'a notice while a win has no answer');
      findings.equal((await ended(kit, playing.seat)).state, 'done', 'the round of that win');
      const wins = wallet.callsOf(playing.playerId, 'win').map(({ members }) => members['id']);
      // An answer that was missed besides makes one more.
      findings.expect(wins.length >= 3, `${wins.length} wins until one was taken`);
      findings.equal(new Set(wins).size, 1, 'different wins of it');
    },
  },
];
