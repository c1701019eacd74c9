import { inboxPrefix } from '@croupier/contracts';
import { type AskContract, ownerOf } from '@croupier/kernel';
import { type AskServer, Broker } from '@croupier/messaging';
import { stubServer } from './actors.js';
import { type TestStack } from './test-stack.js';

type Answer<Request, Reply> = Reply | ((request: Request) => Reply | Promise<Reply>);

const silent = { info: () => undefined, warn: () => undefined };

/** Services beside the one under test that answer what a test says, each as its own broker user. */
export class Neighbours {
  private readonly stubs = new Map<string, { broker: Broker; server: AskServer }>();
  private readonly answers = new Map<string, object>();

  constructor(private readonly stack: TestStack) {}

  /** From now on this ask is answered so; a function may throw a refusal. */
  async answer<Request extends object, Reply extends object>(
    { subject }: AskContract<Request, Reply>,
    answer: Answer<Request, Reply>,
  ): Promise<void> {
    const known = this.answers.has(subject);
    this.answers.set(subject, answer);
    if (known) return;
    const { broker, server } = await this.stub(ownerOf(subject));
    server.serve(subject, async (request) => {
      const current = this.answers.get(subject) ?? {};
      return typeof current === 'function'
        ? (current as (of: unknown) => object | Promise<object>)(request)
        : current;
    });
    await broker.connection.flush();
  }

  /** Takes a service off the broker, as if it were not running. */
  async silence(name: string): Promise<void> {
    const stub = this.stubs.get(name);
    this.stubs.delete(name);
    for (const subject of this.answers.keys()) if (ownerOf(subject) === name) this.answers.delete(subject);
    await stub?.broker.close();
  }

  async close(): Promise<void> {
    for (const { broker } of this.stubs.values()) await broker.close();
  }

  private async stub(name: string): Promise<{ broker: Broker; server: AskServer }> {
    const known = this.stubs.get(name);
    if (known) return known;
    const user = { service: name, user: name, password: 'test', inboxPrefix: inboxPrefix(name) };
    const broker = await Broker.open({ url: this.stack.nats.url, ...user }, silent);
    const stub = { broker, server: stubServer(broker) };
    this.stubs.set(name, stub);
    return stub;
  }
}
