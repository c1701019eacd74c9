import { facts } from '@croupier/contracts';
import { type DeliveryInfo, type JsMsg } from '@nats-io/jetstream';
import { type Errand } from './lanes.js';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const aggregates = new Map(facts.map(({ subject, aggregate }) => [subject, aggregate]));

/** Something that is known to go wrong again, and to be worth no more than so many attempts. */
export class Hopeless extends Error {
  constructor(
    message: string,
    readonly attempts: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** How a fact came, and whom to tell what became of it. */
export interface Delivery extends Pick<JsMsg, 'subject' | 'headers' | 'data' | 'working'> {
  info: Pick<DeliveryInfo, 'deliveryCount' | 'stream' | 'streamSequence'>;
  ack(): void;
  nak(): void;
  term(reason: string): void;
}

/** A fact that was taken and is not ended yet. */
export interface Held extends Errand {
  readonly id: string;
  /** Its latest delivery: the one to acknowledge. */
  message: Delivery;
  readonly payload?: unknown;
  /** Why it cannot be read. */
  readonly fault?: Hopeless;
  /** How often this process tried it and failed. */
  failures: number;
}

export function heldOf(message: Delivery): Held {
  const content = read(message);
  return {
    id: message.headers?.get('ce-id') || placeOf(message),
    message,
    ...content,
    failures: 0,
    lane: laneOf(message.subject, content.payload),
    // One that was begun before may have killed who began it: none of its neighbours shall be blamed for that.
    alone: message.info.deliveryCount > 1,
  };
}

/** One that came without an id is known by its place in the stream. */
function placeOf({ info: { stream, streamSequence } }: Delivery): string {
  return `${stream}/${streamSequence}`;
}

/** Whose facts are heard in order; what nobody can read is nobody's. */
function laneOf(subject: string, payload: unknown): string {
  const member = aggregates.get(subject);
  if (!member || typeof payload !== 'object' || payload === null) return '';
  const whose = (payload as Record<string, unknown>)[member];
  return typeof whose === 'string' ? whose : '';
}

/** With a fault if nobody can know it by its id, or read it. */
function read(message: Delivery): { payload?: unknown; fault?: Hopeless } {
  if (!uuid.test(message.headers?.get('ce-id') ?? ''))
    return { fault: new Hopeless('it has no ce-id that is a UUID', 0) };
  try {
    return { payload: JSON.parse(Buffer.from(message.data).toString()) };
  } catch (cause) {
    return { fault: new Hopeless('it is not JSON', 0, { cause }) };
  }
}
