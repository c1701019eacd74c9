import { type ServiceUnderTest, TestStack } from '@croupier/testing';
import { service as profileService } from '../../profile/src/service.js';
import { TestBureau } from '../../profile/test/bureau.js';
import { service } from '../src/service.js';
import { TestMailbox } from './mailbox.js';
import { TestProtection } from './protection.js';
import { identitySettings } from './settings.js';

/** Identity and profile on one broker, with a mailbox and a bureau outside. */
export class Scene {
  private constructor(
    readonly stack: TestStack,
    readonly mailbox: TestMailbox,
    readonly protection: TestProtection,
    private readonly bureau: TestBureau,
    readonly identity: ServiceUnderTest,
    readonly profile: ServiceUnderTest,
    readonly settings: Record<string, string>,
  ) {}

  static async open(): Promise<Scene> {
    const [stack, mailbox, bureau] = await Promise.all([
      TestStack.open(),
      TestMailbox.open(),
      TestBureau.open(),
    ]);
    const settings = identitySettings(mailbox);
    const profile = await stack.start(profileService, bureau.settings);
    const protection = await TestProtection.open(stack);
    const identity = await stack.start(service, settings);
    return new Scene(stack, mailbox, protection, bureau, identity, profile, settings);
  }

  /** Rows of identity's database, as superuser. */
  sql(text: string, ...values: unknown[]): Promise<Record<string, unknown>[]> {
    return this.identity.database.admin.query(text, values);
  }

  /** Number of rows of `from …` in a service's database. */
  async count(of: 'identity' | 'profile', from: string, ...values: unknown[]): Promise<number> {
    const rows: unknown = await this[of].database.admin.query(
      `SELECT count(*)::int AS n FROM ${from}`,
      values,
    );
    return (rows as [{ n: number }])[0].n;
  }

  async close(): Promise<void> {
    await this.protection.goAway();
    await this.stack.close();
    await Promise.all([this.mailbox.close(), this.bureau.close()]);
  }
}
