import { ownerOf } from '@croupier/kernel';
import {
  AckPolicy,
  type ConsumerInfo,
  DeliverPolicy,
  JetStreamApiError,
  type JetStreamManager,
} from '@nats-io/jetstream';

const consumerExists = 10_148;

/** What a service's consumer of a stream is like; all else is the same for all of them. */
export interface ConsumerWanted {
  /** What it hears. */
  subjects: readonly string[];
  /** After so many ms without a word what was taken comes again. */
  ackWaitMs: number;
  /** Messages that may be taken and not ended. */
  most: number;
}

/**
 * Makes a service's consumer of a stream, or brings it up to date: one that is there keeps its place in the stream,
 * whatever else this version wants otherwise.
 */
export async function declareConsumer(
  manager: JetStreamManager,
  stream: string,
  durable: string,
  { subjects, ackWaitMs, most }: ConsumerWanted,
): Promise<ConsumerInfo> {
  const config = {
    ack_policy: AckPolicy.Explicit,
    ack_wait: ackWaitMs * 1_000_000,
    deliver_policy: DeliverPolicy.All,
    filter_subjects: [...subjects].sort(),
    max_deliver: -1,
    max_ack_pending: most,
  };
  try {
    return await manager.consumers.add(stream, { ...config, durable_name: durable });
  } catch (error) {
    if (!(error instanceof JetStreamApiError && error.code === consumerExists)) throw error;
    return manager.consumers.update(stream, durable, config);
  }
}

/** Groups subjects by the service whose stream carries them. */
export function bySource(subjects: Iterable<string>): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const subject of subjects) {
    const source = ownerOf(subject);
    groups.set(source, [...(groups.get(source) ?? []), subject]);
  }
  return groups;
}
