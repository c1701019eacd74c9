const text = (description: string): object => ({ type: 'string', description });

/** Headers of the NATS message of a request. */
export const askHeaders = {
  type: 'object',
  description: 'Headers of the NATS message of a request.',
  properties: {
    'Croupier-Time-Left-Ms': text('How long the caller still waits, in ms: a duration, never a time of day.'),
    'Croupier-Sent-Ms': text('When it was sent, in ms of a clock of the caller that is never set.'),
    'Croupier-Actor': text('On whose behalf; a claim. Left out beside a proof, which names it.'),
    'Croupier-Actor-Proof': text(
      "The gateway's signed word for the actor: needed where x-actor is not service.",
    ),
    'Croupier-Idempotency-Key': text('The key of the caller, for logs.'),
    traceparent: text('W3C trace context.'),
  },
};

/** Headers of the NATS message of a fact. None is required: what is of the moment only has none. */
export const factHeaders = {
  type: 'object',
  description:
    'Headers of the NATS message of a fact: a CloudEvent in binary mode, and its place in the outbox. What is of the moment only has none.',
  properties: {
    'ce-id': { ...text('Its id, the same at every delivery.'), format: 'uuid' },
    'ce-type': text('Its subject.'),
    'ce-source': text('A slash and the service that tells it.'),
    'ce-time': { ...text('When it was written down.'), format: 'date-time' },
    'ce-specversion': { const: '1.0' },
    'Nats-Msg-Id': text('The id again, for the stream.'),
    'Croupier-Outbox-Through': text('Up to this id of the outbox the stream had all facts before this one.'),
    'Croupier-Outbox-Told': text('Above this id of the outbox none was told before this one.'),
    traceparent: text('W3C trace context of the work that led to it.'),
  },
};
