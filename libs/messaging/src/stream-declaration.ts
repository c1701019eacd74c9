import { JetStreamApiError, RetentionPolicy, StorageType, type StreamConfig } from '@nats-io/jetstream';

/** Raised by one with every change of `declaration`: a stream of an older revision is changed once, at the next start. */
export const streamRevision = 1;

const revisionKey = 'croupier-revision';

/** What the stream of a service's facts is like. */
export type StreamDeclaration = Pick<
  StreamConfig,
  'name' | 'subjects' | 'storage' | 'retention' | 'num_replicas' | 'duplicate_window' | 'metadata'
>;

/** @param replicas nodes of the broker that keep it */
export function declaration(name: string, service: string, replicas: number): StreamDeclaration {
  return {
    name,
    subjects: [`evt.${service}.>`],
    storage: StorageType.File,
    retention: RetentionPolicy.Limits,
    num_replicas: replicas,
    duplicate_window: 120 * 1_000_000_000,
    metadata: { [revisionKey]: String(streamRevision) },
  };
}

/** 0 for a stream from before there were revisions. */
export function revisionOf({ metadata }: Pick<StreamConfig, 'metadata'>): number {
  return Number(metadata?.[revisionKey] ?? 0);
}

/** In words that name the stream, if the broker says that it cannot be changed so; else the error itself. */
export function refusalOf(error: unknown, { name }: StreamDeclaration): unknown {
  if (!(error instanceof JetStreamApiError)) return error;
  return new Error(
    `stream ${name} cannot become what revision ${streamRevision} declares: ${error.message}. ` +
      'It is left as it is and nothing is told: declare what it can become, or let it be made anew and told again',
    { cause: error },
  );
}
