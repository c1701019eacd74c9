import {
  awardEnded,
  depositCredited,
  listMessages,
  markMessageRead,
  messageCreated,
  type MessagePage,
  playerReleased,
  playerVerified,
  services,
} from '@croupier/contracts';
import { type FactContract, newId } from '@croupier/kernel';
import { until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { inboxOf } from '../../test/mail-server.js';
import { occasions, pounds } from '../../test/occasions.js';
import { PostOffice } from '../../test/post-office.js';

describe('messages', () => {
  let office: PostOffice;

  beforeAll(async () => {
    office = await PostOffice.open();
  });

  afterAll(() => office.close());

  const read = (playerId: string, over: object = {}): Promise<MessagePage> =>
    office.stack.bus.ask(listMessages, { playerId, ...over });

  function listed(playerId: string, count: number): Promise<MessagePage> {
    return until(`${count} messages are listed`, async () => {
      const page = await read(playerId, { limit: 100 });
      return page.data.length >= count ? page : undefined;
    });
  }

  it('come of every fact that notifications hears, one in the lobby and one by mail', async () => {
    const { playerId, email } = office.somebody();
    const all = occasions(playerId);
    expect(new Set(all.map(([{ subject }]) => subject))).toEqual(
      new Set(services['notifications']?.consumes.map(({ subject }) => subject)),
    );
    for (const [fact, payload] of all) await office.publish(fact, payload);
    const { data, unread } = await listed(playerId, all.length);
    expect(data.map(({ kind }) => kind).sort()).toEqual(all.map(([, , kind]) => kind).sort());
    expect(unread).toBe(all.length);
    const mails = await office.mails(email, all.length);
    expect(mails.map(({ subject }) => subject).sort()).toEqual(data.map(({ title }) => title).sort());
    const deposit = data.find(({ kind }) => kind === 'deposit.credited');
    expect(deposit).toMatchObject({ purpose: 'service', title: 'Deposit of £20.00 received' });
    const mail = mails.find(({ subject }) => subject === deposit?.title);
    expect(mail?.text).toContain(`Hello Ada,\n\n${deposit?.text ?? '?'}`);
    expect(mail?.html).toContain(`<p>${deposit?.text ?? '?'}</p>`);
  });

  it('are one for each fact, however often each is delivered', async () => {
    const { playerId, email } = office.somebody();
    const all = occasions(playerId);
    const ids = all.map(() => newId());
    for (let round = 0; round < 3; round += 1)
      for (const [index, [fact, payload]] of all.entries()) await office.publish(fact, payload, ids[index]);
    const last = await office.publish(playerVerified as FactContract<never>, {
      playerId,
      outcome: 'passed',
      decidedAt: new Date().toISOString(),
    });
    await until('the last is noted', async () => {
      const noted = await office.sql('SELECT 1 FROM inbox WHERE event_id = $1', last);
      return noted.length > 0;
    });
    await office.mails(email, all.length + 1);
    expect(await office.rows(playerId)).toHaveLength(all.length + 1);
    expect((await read(playerId, { limit: 100 })).data).toHaveLength(all.length + 1);
    const own = inboxOf(office.mailbox, email);
    expect(own).toHaveLength(all.length + 1);
    expect(await office.sql('SELECT 1 FROM dead_letters')).toEqual([]);
    const told = await office.sql(
      `SELECT 1 FROM outbox WHERE subject = $1 AND payload->>'playerId' = $2`,
      messageCreated.subject,
      playerId,
    );
    expect(told).toHaveLength(all.length + 1);
  });

  it('are still one after the notes of what was heard were lost', async () => {
    const { playerId, email } = office.somebody();
    const [, , , [fact, payload] = []] = occasions(playerId);
    const id = await office.publish(fact as FactContract<never>, payload as object);
    await office.mails(email);
    await office.sql('DELETE FROM inbox WHERE event_id = $1', id);
    await office.publish(fact as FactContract<never>, payload as object, id);
    await until('it is noted again', async () => {
      const noted = await office.sql('SELECT 1 FROM inbox WHERE event_id = $1', id);
      return noted.length > 0;
    });
    expect(await office.rows(playerId)).toHaveLength(1);
  });

  it('are told as they arrive, without anything personal', async () => {
    const { playerId } = office.somebody();
    const heard: Record<string, unknown>[] = [];
    office.stack.broker.connection.subscribe(messageCreated.subject, {
      callback: (_, message) => void heard.push(message.json()),
    });
    await office.stack.broker.connection.flush();
    const [, , , [fact, payload] = []] = occasions(playerId);
    await office.publish(fact as FactContract<never>, payload as object);
    const told = await until('it is told', () => heard.find((one) => one['playerId'] === playerId));
    const { data } = await read(playerId);
    expect(told).toEqual({ playerId, ...data[0] });
    const everything = JSON.stringify([await office.rows(playerId), told]);
    expect(everything).not.toMatch(/Ada|example\.org/);
  });

  it('page from the newest to the oldest, and count what is unread', async () => {
    const { playerId } = office.somebody();
    for (let index = 0; index < 5; index += 1)
      await office.publish(...(occasions(playerId)[3]?.slice(0, 2) as [FactContract<never>, object]));
    const { data: all } = await listed(playerId, 5);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await read(playerId, { limit: 2, ...(cursor ? { cursor } : {}) });
      seen.push(...page.data.map(({ messageId }) => messageId));
      expect(page.unread).toBe(5);
      cursor = page.next;
    } while (cursor);
    expect(seen).toEqual(all.map(({ messageId }) => messageId));
    const times = all.map(({ createdAt }) => createdAt);
    expect(times).toEqual([...times].sort().reverse());
    await expect(read(playerId, { cursor: 'nonsense' })).rejects.toMatchObject({ field: 'cursor' });
  });

  it('are read once, by the player they are for', async () => {
    const { playerId } = office.somebody();
    const [, , , [fact, payload] = []] = occasions(playerId);
    await office.publish(fact as FactContract<never>, payload as object);
    const { data } = await listed(playerId, 1);
    const ref = { playerId, messageId: data[0]?.messageId ?? '' };
    const mark = (over: object = {}) => office.stack.bus.ask(markMessageRead, { ...ref, ...over });
    await expect(mark({ playerId: newId() })).rejects.toMatchObject({ code: 'not_found' });
    await expect(mark({ messageId: newId() })).rejects.toMatchObject({ code: 'not_found' });
    const [first] = await Promise.all([mark(), mark()]);
    expect(first.readAt).toEqual(expect.any(String));
    expect(await mark()).toEqual(first);
    expect(await read(playerId)).toEqual({ data: [first], unread: 0 });
  });

  it('can be added, but not reworded or taken away, by the service itself', async () => {
    const own = new DataSource({ type: 'postgres', url: office.notifications.database.url, poolSize: 1 });
    await own.initialize();
    for (const change of [`UPDATE messages SET text = ''`, `DELETE FROM messages`])
      await expect(own.query(change)).rejects.toMatchObject({ code: '42501' });
    await own.destroy();
  });

  it('say in the lobby alone that a restriction ended a bonus', async () => {
    const { playerId } = office.somebody();
    const award = { awardId: newId(), programmeId: 'opening-night', version: 1, kind: 'deposit_match' };
    const ended = { reason: 'restricted', forfeited: pounds(300), at: new Date().toISOString() };
    await office.publish(awardEnded as FactContract<never>, { playerId, ...award, ...ended });
    await listed(playerId, 1);
    expect(await office.mailIs(playerId, 'withheld')).toMatchObject({ kind: 'bonus.stopped' });
  });

  it('say in the lobby alone that a time-out is over', async () => {
    const { playerId, email } = office.somebody();
    const releasedAt = new Date().toISOString();
    const payload = { playerId, restrictionId: newId(), restriction: 'time_out', releasedAt };
    await office.publish(playerReleased as FactContract<never>, payload);
    const { data } = await listed(playerId, 1);
    expect(data[0]).toMatchObject({ kind: 'release.time_out' });
    expect(await office.mailIs(playerId, 'withheld')).toMatchObject({
      mail_reason: 'lobby_only',
      mail_attempts: 0,
    });
    expect(inboxOf(office.mailbox, email)).toEqual([]);
  });

  it('of a fact from long ago are shown but not mailed any more', async () => {
    const { playerId, email } = office.somebody();
    const [fact, payload] = occasions(playerId)[3] ?? [];
    const recordedAt = new Date(Date.now() - 73 * 3_600_000).toISOString();
    expect(fact).toBe(depositCredited);
    await office.publish(fact as FactContract<never>, { ...payload, recordedAt });
    await listed(playerId, 1);
    expect(await office.mailIs(playerId, 'expired')).toMatchObject({ mail_attempts: 1 });
    expect(inboxOf(office.mailbox, email)).toEqual([]);
  });
});
