import {
  type CheckAccess,
  checkAccess,
  type CheckRegistration,
  checkRegistration,
  inboxPrefix,
  saferGamblingError,
} from '@croupier/contracts';
import { Broker } from '@croupier/messaging';
import { stubServer, type TestStack } from '@croupier/testing';

const silent = { info: () => undefined, warn: () => undefined };

/** Safer-gambling as identity knows it; it can be without the scheme, and be away altogether. */
export class TestProtection {
  readonly asked: (CheckAccess | CheckRegistration)[] = [];
  /** E-mail addresses the scheme names. */
  readonly excluded = new Set<string>();
  schemeAnswers = true;
  private broker: Broker | undefined;

  private constructor(private readonly stack: TestStack) {}

  static async open(stack: TestStack): Promise<TestProtection> {
    const protection = new TestProtection(stack);
    await protection.comeBack();
    return protection;
  }

  async goAway(): Promise<void> {
    await this.broker?.close();
    this.broker = undefined;
  }

  async comeBack(): Promise<void> {
    if (this.broker) return;
    const service = 'safer-gambling';
    const options = { service, user: service, password: 'test', inboxPrefix: inboxPrefix(service) };
    this.broker = await Broker.open({ ...options, url: this.stack.nats.url }, silent);
    const asks = stubServer(this.broker);
    asks.serve(checkAccess.subject, async (body) => {
      this.note(body as CheckAccess);
      return { allowed: true, reasons: [] };
    });
    asks.serve(checkRegistration.subject, async (body) => {
      this.note(body as CheckRegistration);
      return { excluded: this.excluded.has((body as CheckRegistration).email) };
    });
    await this.broker.connection.flush();
  }

  private note(body: CheckAccess | CheckRegistration): void {
    this.asked.push(body);
    if (!this.schemeAnswers) throw saferGamblingError('exclusion_scheme_unavailable');
  }
}
