import {
  checkAccess,
  commonError,
  type Contact,
  listOffers,
  listProgrammes,
  listSegmentMembers,
  listSegments,
  type OfferList,
  type Programme,
  readContact,
  services,
  streamOf,
  updateSettings,
} from '@croupier/contracts';
import { type FactContract, newId, ownerOf } from '@croupier/kernel';
import { Neighbours, type ServiceUnderTest, TestStack, until } from '@croupier/testing';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { headers as newHeaders } from '@nats-io/transport-node';
import { depositMatch } from '../../bonus/test/programmes.js';
import { service } from '../src/service.js';
import { inboxOf, type ReceivedMail } from './mail-server.js';
import { TestMailbox } from './test-mailbox.js';

/** A player's mail as the table has it. */
export interface MailRow {
  kind: string;
  mail_status: string;
  mail_reason: string | null;
  mail_attempts: number;
  shown_at: Date | null;
}

export const links = {
  PUBLIC_URL: 'https://play.example',
  UNSUBSCRIBE_KEY: 'a key for the links of offer mails',
};

const openingNight = {
  ...{ programmeId: 'opening-night', version: 3, status: 'published', definitionHash: 'a'.repeat(64) },
  definition: {
    ...depositMatch({ programmeId: 'opening-night', title: 'Opening Night' }),
    summary: 'Opt in, then deposit: we add half of it.',
  },
  terms: [
    { code: 'wagering', text: 'You must stake 5 times the bonus.' },
    { code: 'expiry', text: 'The bonus expires 14 days after you get it.' },
  ],
  ...{ faults: [], awards: 0, committed: { amount: 0, currency: 'GBP' } },
} satisfies Programme as Programme;

/** Notifications on a broker of its own, with a mailbox, and with stubs of whom it asks. */
export class PostOffice {
  readonly mailbox = new TestMailbox();
  /** What profile answers, by player. */
  readonly contacts = new Map<string, Contact>();
  /** Whom safer-gambling lets nobody contact. */
  readonly restricted = new Set<string>();
  notifications: ServiceUnderTest;
  /** Programmes that analytics does not rank for whoever is named here, and why it ranks none. */
  readonly unranked = new Map<string, OfferList['reason']>();
  /** Who is in the segment `regular`. */
  readonly regulars: string[] = [];
  readonly neighbours: Neighbours;

  private constructor(readonly stack: TestStack) {
    this.neighbours = new Neighbours(stack);
  }

  static async open(): Promise<PostOffice> {
    const stack = await TestStack.open();
    const office = new PostOffice(stack);
    await office.mailbox.open();
    const manager = await jetstreamManager(stack.broker.connection);
    const heard = services['notifications']?.consumes.map(({ subject }) => ownerOf(subject));
    for (const owner of new Set(heard))
      await manager.streams.add({ name: streamOf(owner), subjects: [`evt.${owner}.>`] });
    await office.profileIsBack();
    await office.saferGamblingIsBack();
    await office.houseIsOpen();
    office.notifications = await stack.start(service, { ...office.mailbox.settings, ...links });
    return office;
  }

  async profileIsBack(): Promise<void> {
    const contactOf = (playerId: string): Contact => {
      const contact = this.contacts.get(playerId);
      if (!contact) throw commonError('not_found');
      return contact;
    };
    await this.neighbours.answer(readContact, ({ playerId }) => contactOf(playerId));
    await this.neighbours.answer(updateSettings, ({ playerId, marketingByEmail = false }) => {
      this.contacts.set(playerId, { ...contactOf(playerId), marketingByEmail });
      return { marketingByEmail, marketingBySms: false, realityCheckMinutes: 60 };
    });
  }

  /** Bonus has one programme, `opening-night`; analytics has the segment `regular`, two members a page. */
  private async houseIsOpen(): Promise<void> {
    await this.neighbours.answer(listProgrammes, { data: [openingNight] });
    const regular = { id: 'regular', name: 'Regulars', rule: [], withholdsOffers: false, players: 3 };
    await this.neighbours.answer(listSegments, { version: '1', segments: [regular] });
    await this.neighbours.answer(listSegmentMembers, ({ after }) => {
      const from = after === undefined ? 0 : this.regulars.indexOf(after) + 1;
      const [data, more] = [this.regulars.slice(from, from + 2), this.regulars.length > from + 2];
      const next = data.at(-1);
      return { data, ...(more && next !== undefined ? { next } : {}) };
    });
    await this.neighbours.answer(listOffers, ({ playerId }): OfferList => {
      const offer = { kind: 'programme' as const, reference: 'opening-night', title: 'Opening Night' };
      const offers = this.unranked.has(playerId) ? [] : [{ ...offer, why: 'It is open.', figures: {} }];
      const reason = this.unranked.get(playerId);
      return { receiptId: newId(), rulesVersion: '1', offers, ...(reason ? { reason } : {}) };
    });
  }

  saferGamblingIsBack(): Promise<void> {
    return this.neighbours.answer(checkAccess, ({ playerId, purpose }) => {
      const allowed = purpose === 'contact' && !this.restricted.has(playerId);
      return { allowed, reasons: allowed ? [] : ['self_exclusion'] };
    });
  }

  /** Takes a stubbed service off the broker, as if it were not running. */
  async silence(name: string): Promise<void> {
    await this.neighbours.silence(name);
  }

  /** A player whom profile knows. */
  somebody(over: Partial<Contact> = {}): { playerId: string; email: string } {
    const playerId = newId();
    const email = `${playerId}@example.org`;
    this.contacts.set(playerId, { email, givenName: 'Ada', marketingByEmail: false, ...over });
    return { playerId, email };
  }

  /** Publishes as the owner's relay would; each call is a delivery of its own. */
  async publish(fact: FactContract<never>, payload: object, id: string = newId()): Promise<string> {
    const headers = newHeaders();
    headers.set('ce-id', id);
    const body = JSON.stringify(payload);
    await jetstream(this.stack.broker.connection).publish(fact.subject, body, { msgID: newId(), headers });
    return id;
  }

  rows(playerId: string): Promise<MailRow[]> {
    return this.sql('SELECT * FROM messages WHERE player_id = $1 ORDER BY message_id', playerId);
  }

  async sql<Row>(text: string, ...values: unknown[]): Promise<Row[]> {
    return this.notifications.database.admin.query(text, values);
  }

  /** Waits until so many mails reached an address, and gives them. */
  mails(email: string, count = 1): Promise<ReceivedMail[]> {
    return until(`${count} mails arrive`, () => {
      const inbox = inboxOf(this.mailbox, email);
      return inbox.length >= count ? inbox : undefined;
    });
  }

  /** Waits until the mail of a player's only message is so, and gives its row. */
  mailIs(playerId: string, status: string): Promise<MailRow> {
    return until(`the mail is ${status}`, async () =>
      (await this.rows(playerId)).find(({ mail_status }) => mail_status === status),
    );
  }

  /** Makes what waits due now, as if the time had passed. */
  async hurry(playerId: string): Promise<void> {
    await this.sql(
      `UPDATE messages SET mail_due_at = now() WHERE player_id = $1 AND mail_status = 'waiting'`,
      playerId,
    );
  }

  async close(): Promise<void> {
    await this.neighbours.close();
    await this.stack.close();
    await this.mailbox.close();
  }
}
