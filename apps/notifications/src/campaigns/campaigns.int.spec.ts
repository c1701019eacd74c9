import { createCampaign, type Campaign, listMessages, readCampaign, unsubscribe } from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { until } from '@croupier/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { inboxOf } from '../../test/mail-server.js';
import { links, PostOffice } from '../../test/post-office.js';
import { service } from '../service.js';
import { unsubscribeToken } from '../unsubscribe/unsubscribe-token.js';

describe('campaigns', () => {
  let office: PostOffice;
  const willing = { marketingByEmail: true };

  beforeAll(async () => {
    office = await PostOffice.open();
  });

  afterAll(() => office.close());

  afterEach(() => {
    office.mailbox.mood = 'takes';
    office.regulars.length = 0;
  });

  const create = (over: object = {}): Promise<Campaign> =>
    office.stack.bus.ask(createCampaign, { campaignId: newId(), programmeId: 'opening-night', ...over });

  /** Waits until every mail of a campaign has ended. */
  const ended = ({ campaignId }: Campaign): Promise<Campaign> =>
    until('the campaign is over', async () => {
      const now = await office.stack.bus.ask(readCampaign, { campaignId });
      const waits = now.status === 'queueing' || now.outcomes.some(({ status }) => status === 'waiting');
      return waits ? undefined : now;
    });

  it('write to a segment, and say what became of it: who gets it is decided when it leaves', async () => {
    const [agreed, also, silent, limited] = [
      office.somebody(willing),
      office.somebody(willing),
      office.somebody(),
      office.somebody(willing),
    ];
    const unliked = office.somebody(willing);
    office.unranked.set(limited.playerId, 'limit_reached');
    office.unranked.set(unliked.playerId, undefined);
    office.regulars.push(...[agreed, also, silent, limited, unliked].map(({ playerId }) => playerId));
    const campaign = await ended(await create({ segment: 'regular' }));
    expect(campaign).toMatchObject({ status: 'queued', players: 5, version: 3, headline: 'Opening Night' });
    const outcomes = campaign.outcomes.map(({ status, reason = '', players }) => [status, reason, players]);
    expect(outcomes.sort()).toEqual([
      ['sent', '', 2],
      ['withheld', 'limit_reached', 1],
      ['withheld', 'no_consent', 1],
      ['withheld', 'not_ranked', 1],
    ]);
    const [mail] = await office.mails(agreed.email);
    for (const term of ['Opt in, then deposit', 'stake 5 times', 'expires 14 days'])
      expect(mail?.text).toContain(term);
    for (const { email, playerId } of [silent, limited, unliked]) {
      expect(inboxOf(office.mailbox, email)).toEqual([]);
      expect((await office.stack.bus.ask(listMessages, { playerId })).data).toEqual([]);
    }
  });

  it('write once to each player, whatever is repeated and whoever dies', async () => {
    const players = Array.from({ length: 5 }, () => office.somebody(willing));
    office.regulars.push(...players.map(({ playerId }) => playerId));
    const replica = await office.stack.replica(service, office.notifications, {
      ...office.mailbox.settings,
      ...links,
    });
    const request = { campaignId: newId(), segment: 'regular' };
    const [campaign] = await Promise.all([create(request), create(request), create(request)]);
    await office.sql(
      `UPDATE campaigns SET cursor = NULL, next_check_at = now() WHERE campaign_id = $1`,
      campaign.campaignId,
    );
    await replica.close();
    await ended(campaign);
    for (const { email } of players) expect(await office.mails(email)).toHaveLength(1);
    const other = create({ ...request, segment: undefined, playerId: players[0]?.playerId });
    await expect(other).rejects.toMatchObject({ code: 'idempotency_key_reused' });
  });

  it('offer no more than two things in seven days, also at once, and say why not', async () => {
    const { playerId, email } = office.somebody(willing);
    const campaigns = await Promise.all([1, 2, 3].map(() => create({ playerId })));
    const all = await Promise.all(campaigns.map(ended));
    const outcomes = all.flatMap((each) => each.outcomes.map(({ status, reason = '' }) => status + reason));
    expect(outcomes.sort()).toEqual(['sent', 'sent', 'withheldfrequency_cap']);
    expect(await office.mails(email, 2)).toHaveLength(2);
    await office.sql(
      `UPDATE messages SET shown_at = now() - interval '8 days', mail_ended_at = now() - interval '8 days'
        WHERE player_id = $1 AND mail_status = 'sent'`,
      playerId,
    );
    expect((await ended(await create({ playerId }))).outcomes).toMatchObject([{ status: 'sent' }]);
  });

  it('carry a link that takes consent back without signing in, for what waits, too', async () => {
    const { playerId, email } = office.somebody(willing);
    await ended(await create({ playerId }));
    const [mail] = await office.mails(email);
    const token = unsubscribeToken(playerId, links.UNSUBSCRIBE_KEY);
    const url = `https://play.example/v1/unsubscriptions/${token}`;
    expect(mail).toMatchObject({ unsubscribeUrl: url, text: expect.stringContaining(url) });
    office.mailbox.mood = 'is busy';
    const waiting = await create({ playerId });
    await until('an attempt was in vain', async () =>
      (await office.rows(playerId)).some((row) => row.mail_status === 'waiting' && row.mail_reason !== null),
    );
    await office.stack.bus.ask(unsubscribe, { token });
    await office.stack.bus.ask(unsubscribe, { token });
    office.mailbox.mood = 'takes';
    await office.hurry(playerId);
    expect((await ended(waiting)).outcomes).toEqual([
      { status: 'withheld', reason: 'no_consent', players: 1 },
    ]);
    expect(inboxOf(office.mailbox, email)).toHaveLength(1);
    const forged = unsubscribeToken(playerId, 'another key of thirty-two letters.');
    await expect(office.stack.bus.ask(unsubscribe, { token: forged })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('are refused for what is not published, for nobody and for no known segment', async () => {
    const { playerId } = office.somebody();
    const refused: [object, string][] = [
      [{ playerId, programmeId: 'closing-night' }, 'unknown_programme'],
      [{ segment: 'unheard-of' }, 'unknown_segment'],
      [{}, 'invalid_request'],
      [{ playerId, segment: 'regular' }, 'invalid_request'],
    ];
    for (const [over, code] of refused) await expect(create(over)).rejects.toMatchObject({ code });
  });
});
