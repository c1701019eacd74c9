import { type Broker } from '@croupier/messaging';

/** What a subscriber has heard so far. */
export interface Told<Payload> {
  /** Each fact once, in the order in which the first of its copies came. */
  facts(): Payload[];
  stop(): void;
}

/**
 * Hears the facts of a subject as they are told, each once: what the stream does not acknowledge in time is told to it
 * again under the same id, of which it keeps one and a plain subscriber hears both.
 */
export async function toldOnce<Payload>(broker: Broker, subject: string): Promise<Told<Payload>> {
  const byId = new Map<unknown, Payload>();
  const subscription = broker.connection.subscribe(subject, {
    callback: (_error, message) => {
      const named = message.headers?.get('Nats-Msg-Id') ?? '';
      // What goes past the streams has no id, and no copies.
      const id = named === '' ? message : named;
      if (!byId.has(id)) byId.set(id, message.json<Payload>());
    },
  });
  await broker.connection.flush();
  return { facts: () => [...byId.values()], stop: () => subscription.unsubscribe() };
}
