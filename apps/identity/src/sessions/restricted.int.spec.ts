import {
  type PlayerRestricted,
  playerRestricted,
  refreshSession,
  type RegisterPlayer,
  type RestrictionKind,
  type SessionTokens,
  signIn,
  streamOf,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { until } from '@croupier/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { headers as newHeaders } from '@nats-io/transport-node';
import { password, settle, somebody } from '../../test/people.js';
import { Scene } from '../../test/scene.js';

describe('a player who is restricted', () => {
  let scene: Scene;
  let person: RegisterPlayer;
  let playerId: string;

  beforeAll(async () => {
    scene = await Scene.open();
    const manager = await jetstreamManager(scene.stack.broker.connection);
    await manager.streams.add({ name: streamOf('safer-gambling'), subjects: ['evt.safer-gambling.>'] });
  });

  afterAll(() => scene.close());

  beforeEach(async () => {
    person = somebody();
    playerId = await settle(scene.stack.bus, scene.mailbox, person);
  });

  const enter = (): Promise<SessionTokens> =>
    scene.stack.bus.ask(signIn, { email: person.email, password }, { deadlineMs: 30_000 });

  /** Tells a restriction as safer-gambling's relay would. @returns the fact's id. */
  async function restrict(restriction: RestrictionKind, decidedAt: Date): Promise<string> {
    const id = newId();
    const moment = decidedAt.toISOString();
    const payload: PlayerRestricted = {
      playerId,
      restrictionId: newId(),
      restriction,
      from: moment,
      decidedAt: moment,
    };
    const headers = newHeaders();
    headers.set('ce-id', id);
    const { connection } = scene.stack.broker;
    await jetstream(connection).publish(playerRestricted.subject, JSON.stringify(payload), { headers });
    return id;
  }

  const heard = (id: string): Promise<boolean> =>
    until(
      'the fact was worked on',
      async () => (await scene.count('identity', 'inbox WHERE event_id = $1', id)) > 0,
    );

  const reasons = async (): Promise<unknown[]> => {
    const rows = await scene.sql(
      `SELECT payload ->> 'reason' AS reason FROM outbox
        WHERE subject = 'evt.identity.session.closed.v1' AND payload ->> 'playerId' = $1`,
      playerId,
    );
    return rows.map(({ reason }) => reason);
  };

  it.each(['self_exclusion', 'scheme_exclusion', 'staff_block'] as const)(
    'by %s loses every session, and may open another',
    async (restriction) => {
      const open = [await enter(), await enter()];
      await heard(await restrict(restriction, new Date()));
      expect(await reasons()).toEqual(['restricted', 'restricted']);
      for (const { refreshToken } of open) {
        const refreshed = scene.stack.bus.ask(refreshSession, { refreshToken });
        await expect(refreshed).rejects.toMatchObject({ code: 'refresh_refused' });
      }
      await enter();
    },
  );

  it('keeps the sessions of a time-out, and one opened after the decision', async () => {
    const decidedAt = new Date();
    await new Promise((resolve) => setTimeout(resolve, 5));
    await enter();
    await heard(await restrict('time_out', new Date()));
    await heard(await restrict('scheme_exclusion', decidedAt));
    expect(await reasons()).toEqual([]);
  });
});
