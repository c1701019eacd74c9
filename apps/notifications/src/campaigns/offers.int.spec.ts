import { createCampaign, listMessages, messageCreated } from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { until } from '@croupier/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { inboxOf } from '../../test/mail-server.js';
import { restriction } from '../../test/occasions.js';
import { PostOffice } from '../../test/post-office.js';

describe('offers', () => {
  let office: PostOffice;

  beforeAll(async () => {
    office = await PostOffice.open();
  });

  afterAll(() => office.close());

  afterEach(() => {
    office.mailbox.mood = 'takes';
    office.restricted.clear();
  });

  const willing = { marketingByEmail: true };

  async function send(playerId: string, over: object = {}): Promise<string> {
    const campaignId = newId();
    const offer = { campaignId, programmeId: 'opening-night', playerId, ...over };
    await office.stack.bus.ask(createCampaign, offer);
    return campaignId;
  }

  async function nothingReached({ playerId, email }: { playerId: string; email: string }): Promise<void> {
    expect(inboxOf(office.mailbox, email)).toEqual([]);
    expect(await office.stack.bus.ask(listMessages, { playerId })).toEqual({ data: [], unread: 0 });
    const told = `SELECT 1 FROM outbox WHERE subject = $1 AND payload->>'playerId' = $2`;
    expect(await office.sql(told, messageCreated.subject, playerId)).toEqual([]);
  }

  function tried(playerId: string): Promise<unknown> {
    return until('an attempt was in vain', async () => {
      const [row] = await office.rows(playerId);
      return row && row.mail_reason !== null ? row : undefined;
    });
  }

  it('reach who agreed and may be written to: in the lobby and by mail, once however often they are sent', async () => {
    const { playerId, email } = office.somebody(willing);
    const campaignId = await send(playerId);
    await send(playerId, { campaignId });
    const [mail] = await office.mails(email);
    expect(mail).toMatchObject({ subject: 'Opening Night' });
    expect(mail?.text).toContain('You must stake 5 times the bonus.');
    expect(mail?.text).toContain('take that back');
    await office.mailIs(playerId, 'sent');
    await send(playerId, { campaignId });
    const { data } = await office.stack.bus.ask(listMessages, { playerId });
    expect(data).toEqual([expect.objectContaining({ kind: 'offer.made', purpose: 'marketing' })]);
    expect(office.mailbox.received.filter(({ to }) => to === email)).toHaveLength(1);
  });

  it('do not reach who never agreed, and are kept with the reason', async () => {
    const player = office.somebody();
    await send(player.playerId);
    expect(await office.mailIs(player.playerId, 'withheld')).toMatchObject({ mail_reason: 'no_consent' });
    await nothingReached(player);
  });

  it('do not reach who took consent back while they waited', async () => {
    const player = office.somebody(willing);
    await office.silence('profile');
    await send(player.playerId);
    await tried(player.playerId);
    const { email } = player;
    office.contacts.set(player.playerId, { email, givenName: 'Ada', marketingByEmail: false });
    await office.profileIsBack();
    expect(await office.mailIs(player.playerId, 'withheld')).toMatchObject({ mail_reason: 'no_consent' });
    await nothingReached(player);
  });

  it('do not reach who was excluded while they waited, whatever was agreed', async () => {
    const player = office.somebody(willing);
    await office.silence('profile');
    await send(player.playerId);
    await tried(player.playerId);
    office.restricted.add(player.playerId);
    await office.profileIsBack();
    expect(await office.mailIs(player.playerId, 'withheld')).toMatchObject({ mail_reason: 'restricted' });
    await nothingReached(player);
  });

  it('wait while nobody can say whether the player is excluded, and are asked about anew each time', async () => {
    const player = office.somebody(willing);
    await office.silence('safer-gambling');
    await send(player.playerId);
    await tried(player.playerId);
    await nothingReached(player);
    await office.saferGamblingIsBack();
    await office.mails(player.email);
    await office.mailIs(player.playerId, 'sent');
  });

  it('are asked about again when the mail is tried again', async () => {
    const { playerId, email } = office.somebody(willing);
    office.mailbox.mood = 'is busy';
    await send(playerId);
    await tried(playerId);
    office.restricted.add(playerId);
    office.mailbox.mood = 'takes';
    expect(await office.mailIs(playerId, 'withheld')).toMatchObject({ mail_reason: 'restricted' });
    expect(inboxOf(office.mailbox, email)).toEqual([]);
  });

  it('disappear from the lobby when the player is excluded, and those that wait are never sent', async () => {
    const player = office.somebody(willing);
    await send(player.playerId);
    await office.mailIs(player.playerId, 'sent');
    office.mailbox.mood = 'is busy';
    await send(player.playerId);
    await until('the second is shown and waits', async () => {
      const { data } = await office.stack.bus.ask(listMessages, { playerId: player.playerId });
      return data.length === 2;
    });
    const [fact, payload] = restriction(player.playerId);
    await office.publish(fact, payload);
    expect(await office.mailIs(player.playerId, 'withheld')).toMatchObject({ mail_reason: 'restricted' });
    const { data } = await office.stack.bus.ask(listMessages, { playerId: player.playerId });
    expect(data.map(({ kind }) => kind)).toEqual(['restriction.self_exclusion']);
    office.mailbox.mood = 'takes';
    await until('the confirmation is mailed', () => inboxOf(office.mailbox, player.email).length === 2);
    expect(inboxOf(office.mailbox, player.email).map(({ subject }) => subject)).toEqual([
      'Opening Night',
      'You are excluded from play',
    ]);
  });

  it('are not sent once they are over', async () => {
    const player = office.somebody(willing);
    await office.silence('profile');
    await send(player.playerId);
    await tried(player.playerId);
    await office.sql('UPDATE messages SET mail_expires_at = now() WHERE player_id = $1', player.playerId);
    await office.profileIsBack();
    await office.mailIs(player.playerId, 'expired');
    await nothingReached(player);
  });
});
