import {
  checkAccess,
  commonError,
  type Contact,
  inboxPrefix,
  readContact,
  services,
  streamOf,
} from '@croupier/contracts';
import { type AskContract, type FactContract, newId, ownerOf } from '@croupier/kernel';
import { AskServer, Broker } from '@croupier/messaging';
import { type ServiceUnderTest, TestStack, until } from '@croupier/testing';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { headers as newHeaders } from '@nats-io/transport-node';
import { service } from '../src/service.js';
import { inboxOf, type ReceivedMail } from './mail-server.js';
import { TestMailbox } from './test-mailbox.js';

const silent = { info: () => undefined, warn: () => undefined };
const unobserved = { answered: () => undefined, failed: () => undefined };

/** A player's mail as the table has it. */
export interface MailRow {
  kind: string;
  mail_status: string;
  mail_reason: string | null;
  mail_attempts: number;
  shown_at: Date | null;
}

type Stub = { broker: Broker };

/** Notifications on a broker of its own, with a mailbox, and with stubs of whom it asks. */
export class PostOffice {
  readonly mailbox = new TestMailbox();
  /** What profile answers, by player. */
  readonly contacts = new Map<string, Contact>();
  /** Whom safer-gambling lets nobody contact. */
  readonly restricted = new Set<string>();
  notifications: ServiceUnderTest;
  private readonly stubs = new Map<string, Stub>();

  private constructor(readonly stack: TestStack) {}

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
    office.notifications = await stack.start(service, office.mailbox.settings);
    return office;
  }

  profileIsBack(): Promise<void> {
    return this.serve(readContact, ({ playerId }) => {
      const contact = this.contacts.get(playerId);
      if (!contact) throw commonError('not_found');
      return contact;
    });
  }

  saferGamblingIsBack(): Promise<void> {
    return this.serve(checkAccess, ({ playerId, purpose }) => {
      const allowed = purpose === 'contact' && !this.restricted.has(playerId);
      return { allowed, reasons: allowed ? [] : ['self_exclusion'] };
    });
  }

  /** Takes a stubbed service off the broker, as if it were not running. */
  async silence(name: string): Promise<void> {
    await this.stubs.get(name)?.broker.close();
    this.stubs.delete(name);
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
    for (const name of this.stubs.keys()) await this.silence(name);
    await this.stack.close();
    await this.mailbox.close();
  }

  /** Answers an ask as its service would, under that service's name. */
  private async serve<Request extends object, Reply extends object>(
    ask: AskContract<Request, Reply>,
    answer: (request: Request) => Reply,
  ): Promise<void> {
    const name = ownerOf(ask.subject);
    const access = { user: name, password: 'test', inboxPrefix: inboxPrefix(name) };
    const broker = await Broker.open({ service: name, url: this.stack.nats.url, ...access }, silent);
    const server = new AskServer(broker, unobserved);
    server.serve(ask.subject, async (request) => answer(request as Request));
    await broker.connection.flush();
    this.stubs.set(name, { broker });
  }
}
