import { randomBytes } from 'node:crypto';
import {
  listSessions,
  refreshSession,
  type RegisterPlayer,
  type SessionTokens,
  signIn,
  signOut,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { type TestStack } from '@croupier/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { password, refusal, settle, somebody } from '../../test/people.js';
import { Scene } from '../../test/scene.js';

describe('sessions', () => {
  let scene: Scene;
  let stack: TestStack;
  let person: RegisterPlayer;
  let playerId: string;
  const patient = { deadlineMs: 30_000 };

  beforeAll(async () => {
    scene = await Scene.open();
    ({ stack } = scene);
  });

  afterAll(() => scene.close());

  beforeEach(async () => {
    person = somebody();
    playerId = await settle(stack.bus, scene.mailbox, person);
  });

  const enter = (over: object = {}): Promise<SessionTokens> =>
    stack.bus.ask(signIn, { email: person.email, password, ...over }, patient);

  const refresh = ({ refreshToken }: { refreshToken: string }): Promise<SessionTokens> =>
    stack.bus.ask(refreshSession, { refreshToken }, patient);

  async function closings(sessionId: string): Promise<unknown[]> {
    const rows = await scene.sql(
      `SELECT payload ->> 'reason' AS reason FROM outbox
        WHERE subject = 'evt.identity.session.closed.v1' AND payload ->> 'sessionId' = $1`,
      sessionId,
    );
    return rows.map(({ reason }) => reason);
  }

  /** Moves what the database remembers of a session's tokens into the past. */
  async function age(sessionId: string, seconds: number): Promise<void> {
    const by = `make_interval(secs => ${seconds})`;
    await scene.sql(
      `UPDATE sessions SET opened_at = opened_at - ${by}, last_used_at = last_used_at - ${by} WHERE session_id = $1`,
      sessionId,
    );
    await scene.sql(`UPDATE refresh_tokens SET spent_at = spent_at - ${by} WHERE session_id = $1`, sessionId);
  }

  describe('refresh', () => {
    it('gives new tokens of the same session, and the database holds no token', async () => {
      const first = await enter();
      const second = await refresh(first);
      expect(second).toMatchObject({ playerId, sessionId: first.sessionId });
      expect(second.refreshToken).not.toBe(first.refreshToken);
      const rows = JSON.stringify(await scene.sql(`SELECT * FROM refresh_tokens`));
      for (const { refreshToken } of [first, second])
        expect(rows).not.toContain(refreshToken.split('.')[2] as string);
      await refresh(second);
    });

    it('has one winner when a token is used 10 times at once, and the session lives on', async () => {
      let newest = await enter();
      // The first round opens connections one after another; the later ones meet on the row.
      for (let round = 0; round < 4; round += 1) {
        const token = newest;
        const answers = await Promise.allSettled(Array.from({ length: 10 }, () => refresh(token)));
        const winners = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
        const losers = answers.filter(({ status }) => status === 'rejected');
        expect(winners).toHaveLength(1);
        for (const loser of losers) expect(loser).toMatchObject({ reason: { code: 'refresh_refused' } });
        newest = winners[0] as SessionTokens;
      }
      expect(await closings(newest.sessionId)).toEqual([]);
    });

    it('forgives an immediate repeat', async () => {
      const first = await enter();
      const second = await refresh(first);
      expect((await refusal(refresh(first))).code).toBe('refresh_refused');
      await refresh(second);
    });

    it('ends the session when a spent token comes back after the grace', async () => {
      const first = await enter();
      const second = await refresh(first);
      await age(first.sessionId, 10);
      expect((await refusal(refresh(first))).code).toBe('refresh_refused');
      expect(await closings(first.sessionId)).toEqual(['token_reused']);
      expect((await refusal(refresh(second))).code).toBe('refresh_refused');
      expect(await closings(first.sessionId)).toEqual(['token_reused']);
    });

    it('ends the session at once when the successor was used too', async () => {
      const first = await enter();
      const third = await refresh(await refresh(first));
      await refusal(refresh(first));
      expect(await closings(first.sessionId)).toEqual(['token_reused']);
      await refusal(refresh(third));
    });

    it('leaves other sessions of the player alone', async () => {
      const [phone, laptop] = [await enter(), await enter()];
      await refresh(await refresh(phone));
      await refusal(refresh(phone));
      await refresh(laptop);
    });

    it('refuses after 30 idle minutes and after 12 hours, and tells that the session expired', async () => {
      const idle = await enter();
      await age(idle.sessionId, 30 * 60);
      expect((await refusal(refresh(idle))).code).toBe('refresh_refused');
      expect(await closings(idle.sessionId)).toEqual(['expired']);
      const long = await enter();
      await age(long.sessionId, 12 * 60 * 60);
      await scene.sql(`UPDATE sessions SET last_used_at = now() WHERE session_id = $1`, long.sessionId);
      expect((await refusal(refresh(long))).code).toBe('refresh_refused');
      expect(await closings(long.sessionId)).toEqual(['expired']);
    });

    it('refuses what was never given out, without harm to the session it names', async () => {
      const tokens = await enter();
      const forged = `r1.${tokens.sessionId}.${randomBytes(32).toString('base64url')}`;
      for (const refreshToken of [forged, `r1.${newId()}.${'a'.repeat(43)}`, 'r1.x.y', 'nonsense', '🎲'])
        expect((await refusal(refresh({ refreshToken }))).code).toBe('refresh_refused');
      await refresh(tokens);
    });
  });

  describe('sign-out', () => {
    it('ends the session and tells it once', async () => {
      const tokens = await enter();
      const request = { playerId, sessionId: tokens.sessionId };
      await Promise.all([1, 2, 3].map(() => stack.bus.ask(signOut, request)));
      await stack.bus.ask(signOut, request);
      expect((await refusal(refresh(tokens))).code).toBe('refresh_refused');
      expect(await closings(tokens.sessionId)).toEqual(['signed_out']);
    });

    it("does not end another player's session", async () => {
      const tokens = await enter();
      await stack.bus.ask(signOut, { playerId: newId(), sessionId: tokens.sessionId });
      await refresh(tokens);
    });
  });

  it('are listed for staff, newest first, with their ends', async () => {
    const [first, second] = [await enter(), await enter()];
    await stack.bus.ask(signOut, { playerId, sessionId: first.sessionId });
    const page = await stack.bus.ask(listSessions, { playerId, limit: 1 });
    expect(page.data.map(({ sessionId }) => sessionId)).toEqual([second.sessionId]);
    const older = await stack.bus.ask(listSessions, { playerId, cursor: page.next as string });
    expect(older.data).toMatchObject([{ sessionId: first.sessionId, closeReason: 'signed_out' }]);
    expect((await stack.bus.ask(listSessions, { playerId: newId() })).data).toEqual([]);
  });

  it('closes and forgets old sessions when somebody signs in', async () => {
    const [idle, closed] = [await enter(), await enter()];
    await age(idle.sessionId, 31 * 60);
    await stack.bus.ask(signOut, { playerId, sessionId: closed.sessionId });
    await scene.sql(
      `UPDATE sessions SET closed_at = closed_at - interval '25 hours' WHERE closed_at IS NOT NULL`,
    );
    await enter();
    expect(await closings(idle.sessionId)).toEqual(['expired']);
    expect(await scene.sql(`SELECT 1 FROM refresh_tokens WHERE session_id = $1`, closed.sessionId)).toEqual(
      [],
    );
    expect((await refusal(refresh(closed))).code).toBe('refresh_refused');
  });

  it('does not let its database role change who an account belongs to', async () => {
    const role = new DataSource({ type: 'postgres', url: scene.identity.database.url, poolSize: 1 });
    await role.initialize();
    for (const statement of [
      `UPDATE credentials SET email_index = 'x'`,
      `DELETE FROM credentials`,
      `UPDATE sessions SET player_id = gen_random_uuid()`,
      `UPDATE registrations SET decoy = false`,
      `DELETE FROM refresh_tokens`,
    ])
      await expect(role.query(statement)).rejects.toThrow('permission denied');
    await role.destroy();
  });
});
