import { type FactContract } from '@croupier/kernel';
import { until } from '@croupier/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { inboxOf } from '../../test/mail-server.js';
import { occasions } from '../../test/occasions.js';
import { links, PostOffice } from '../../test/post-office.js';
import { TestSmtp } from '../../test/test-smtp.js';
import { service } from '../service.js';

describe('mails', () => {
  let office: PostOffice;

  beforeAll(async () => {
    office = await PostOffice.open();
  });

  afterAll(() => office.close());

  afterEach(() => {
    office.mailbox.mood = 'takes';
  });

  async function deposit(playerId: string): Promise<void> {
    const [fact, payload] = occasions(playerId)[3] ?? [];
    await office.publish(fact as FactContract<never>, payload as object);
  }

  function waiting(playerId: string, attempts: number): Promise<unknown> {
    return until(`attempt ${attempts} failed`, async () => {
      const [row] = await office.rows(playerId);
      return row && row.mail_attempts >= attempts && row.mail_reason !== null ? row : undefined;
    });
  }

  it('wait while the mailbox is down, and leave once when it is back', async () => {
    const { playerId, email } = office.somebody();
    await office.mailbox.close();
    await deposit(playerId);
    await waiting(playerId, 2);
    expect((await office.rows(playerId))[0]).toMatchObject({
      mail_status: 'waiting',
      mail_reason: 'service_unavailable',
    });
    await office.mailbox.open();
    await office.mails(email);
    expect(await office.mailIs(playerId, 'sent')).toMatchObject({ mail_reason: null });
    expect(office.mailbox.received.filter(({ to }) => to === email)).toHaveLength(1);
  });

  it('wait while profile is away, because nobody else knows the address', async () => {
    const { playerId, email } = office.somebody();
    await office.silence('profile');
    await deposit(playerId);
    await waiting(playerId, 1);
    await office.profileIsBack();
    await office.mails(email);
    await office.mailIs(playerId, 'sent');
  });

  it('go to the address the player has when they leave, not to an earlier one', async () => {
    const { playerId, email } = office.somebody();
    office.mailbox.mood = 'is busy';
    await deposit(playerId);
    await waiting(playerId, 1);
    const moved = `new-${email}`;
    office.contacts.set(playerId, { email: moved, givenName: 'Ada', marketingByEmail: false });
    office.mailbox.mood = 'takes';
    await office.mails(moved);
    expect(inboxOf(office.mailbox, email)).toEqual([]);
  });

  it('are one to their reader when the answer to the first attempt was lost', async () => {
    const { playerId, email } = office.somebody();
    office.mailbox.mood = 'breaks off';
    await deposit(playerId);
    await waiting(playerId, 1);
    office.mailbox.mood = 'takes';
    await office.mailIs(playerId, 'sent');
    const attempts = office.mailbox.received.filter(({ to }) => to === email);
    expect(attempts.length).toBeGreaterThanOrEqual(2);
    expect(new Set(attempts.map(({ messageId }) => messageId)).size).toBe(1);
  });

  it('are recognised when the process died after the mail left and before it was noted', async () => {
    const { playerId, email } = office.somebody();
    const { admin } = office.notifications.database;
    const [{ role }] = (await admin.query('SELECT current_database() AS role')) as [{ role: string }];
    office.mailbox.mood = 'hangs';
    await deposit(playerId);
    await until('an attempt is under way', async () => (await office.rows(playerId))[0]?.mail_attempts === 1);
    // From here on nothing can be noted: to the table it is as if the process were gone.
    await admin.query(`REVOKE UPDATE (mail_status) ON messages FROM "${role}"`);
    office.mailbox.mood = 'takes';
    await office.hurry(playerId);
    await office.mails(email);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect((await office.rows(playerId))[0]).toMatchObject({ mail_status: 'waiting' });
    await admin.query(`GRANT UPDATE (mail_status) ON messages TO "${role}"`);
    await office.hurry(playerId);
    await office.mailIs(playerId, 'sent');
    expect(inboxOf(office.mailbox, email)).toHaveLength(1);
    expect(office.mailbox.received.filter(({ to }) => to === email).length).toBeGreaterThanOrEqual(2);
  });

  it('end when the recipient is refused for good, or is known to nobody', async () => {
    const { playerId } = office.somebody();
    office.mailbox.mood = 'refuses';
    await deposit(playerId);
    expect(await office.mailIs(playerId, 'refused')).toMatchObject({ mail_reason: '400', mail_attempts: 1 });
    const gone = office.somebody();
    office.contacts.delete(gone.playerId);
    await deposit(gone.playerId);
    expect(await office.mailIs(gone.playerId, 'withheld')).toMatchObject({ mail_reason: 'unknown_player' });
  });

  it('are not sent any more when they waited for days, and say what they waited for', async () => {
    const { playerId, email } = office.somebody();
    office.mailbox.mood = 'is busy';
    await deposit(playerId);
    await waiting(playerId, 1);
    await office.sql(`UPDATE messages SET mail_expires_at = now() WHERE player_id = $1`, playerId);
    office.mailbox.mood = 'takes';
    await office.hurry(playerId);
    expect(await office.mailIs(playerId, 'expired')).toMatchObject({ mail_reason: 'service_unavailable' });
    expect(inboxOf(office.mailbox, email)).toEqual([]);
  });

  it('are shared by replicas, each mail sent by one of them', async () => {
    const second = await office.stack.replica(service, office.notifications, {
      ...office.mailbox.settings,
      ...links,
    });
    const players = Array.from({ length: 40 }, () => office.somebody());
    for (const { playerId } of players) await deposit(playerId);
    for (const { playerId } of players) await office.mailIs(playerId, 'sent');
    for (const { email } of players)
      expect(office.mailbox.received.filter(({ to }) => to === email)).toHaveLength(1);
    await second.close();
  });

  it('leave by SMTP where that is configured', async () => {
    const smtp = new TestSmtp();
    await smtp.open();
    const other = await office.stack.start(service, { ...smtp.settings, ...links });
    const { playerId, email } = office.somebody();
    await other.database.admin.query(
      `INSERT INTO messages (player_id, message_id, origin_id, kind, purpose, title, text, created_at, shown_at,
         mail_due_at, mail_expires_at)
       VALUES ($1, $1, $1, 'deposit.credited', 'service', 'Deposit of £20.00 received', 'It came.', now(), now(),
         now(), now() + interval '1 day')`,
      [playerId],
    );
    const [mail] = await until('it arrives', () => {
      const inbox = inboxOf(smtp, email);
      return inbox.length > 0 ? inbox : undefined;
    });
    expect(mail).toMatchObject({ subject: 'Deposit of £20.00 received' });
    expect(mail?.messageId).toMatch(/^<[0-9a-f]{32}@croupier\.example>$/);
    await other.close();
    await smtp.close();
  });
});
