import { streamOf } from '@croupier/contracts';
import {
  AckPolicy,
  type Consumer,
  DeliverPolicy,
  jetstream,
  JetStreamApiError,
  jetstreamManager,
  type JetStreamManager,
} from '@nats-io/jetstream';
import { type Broker } from './broker.js';
import { type Held, heldOf } from './held-fact.js';

const timeoutMs = 5000;
const batch = 500;
const batchWaitMs = 2000;
const forgottenAfterNs = 60_000_000_000;
const streamMissing = 10_059;
const consumerMissing = 10_014;

/**
 * Tells the facts of one stream again from its beginning, in their order, beside the service's own consumer and without
 * a word to it. One of a service at a time: a second one ends the first.
 */
export class FactReplay {
  private consumer: Consumer | undefined;
  private heard = 0;

  private constructor(
    private readonly manager: JetStreamManager,
    private readonly stream: string,
    private readonly name: string,
  ) {}

  /**
   * @param broker signed in as the service that hears the facts
   * @param source the service that tells them
   */
  static async open(broker: Broker, source: string, subjects: readonly string[]): Promise<FactReplay> {
    const manager = await jetstreamManager(broker.connection, { checkAPI: false, timeout: timeoutMs });
    const replay = new FactReplay(manager, streamOf(source), `${broker.options.service}-rebuild`);
    await replay.begin(broker, subjects);
    return replay;
  }

  /**
   * Hands out what the stream has by now and was not handed out yet, a batch at a time.
   * @throws Error if the broker lost its place in the stream
   */
  async catchUp(handle: (facts: readonly Held[]) => Promise<void>): Promise<void> {
    if (!this.consumer) return;
    let { num_pending: left } = await this.consumer.info();
    while (left > 0) {
      const messages = await this.consumer.fetch({
        max_messages: Math.min(left, batch),
        expires: batchWaitMs,
      });
      const facts: Held[] = [];
      for await (const message of messages) {
        this.heard += 1;
        // Nothing is acknowledged, so nothing that was lost on its way comes again.
        if (message.info.deliverySequence !== this.heard)
          throw new Error(`facts of ${this.stream} were lost on their way`);
        left = message.info.pending;
        facts.push(heldOf(message));
      }
      if (facts.length === 0) throw new Error(`${this.stream} has ${left} more facts and does not tell them`);
      await handle(facts);
    }
  }

  async close(): Promise<void> {
    await this.forget();
  }

  private async begin(broker: Broker, subjects: readonly string[]): Promise<void> {
    await this.forget();
    try {
      await this.manager.consumers.add(this.stream, {
        durable_name: this.name,
        ack_policy: AckPolicy.None,
        deliver_policy: DeliverPolicy.All,
        filter_subjects: [...subjects].sort(),
        inactive_threshold: forgottenAfterNs,
        mem_storage: true,
      });
    } catch (error) {
      if (isRefused(error, streamMissing)) return;
      throw error;
    }
    const client = jetstream(broker.connection, { timeout: timeoutMs });
    this.consumer = await client.consumers.get(this.stream, this.name);
  }

  private async forget(): Promise<void> {
    try {
      await this.manager.consumers.delete(this.stream, this.name);
    } catch (error) {
      if (!isRefused(error, streamMissing) && !isRefused(error, consumerMissing)) throw error;
    }
  }
}

function isRefused(error: unknown, code: number): boolean {
  return error instanceof JetStreamApiError && error.code === code;
}
