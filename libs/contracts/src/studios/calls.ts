import { declareAsk } from '../declare.js';
import { IntegerField, ListField, TextField } from '../fields.js';

export class StudioHeader {
  @TextField({ description: 'Its name, in lower case.', max: 80, example: 'croupier-signature' })
  name: string;

  @TextField({ description: 'Its value.', min: 0, max: 2000 })
  value: string;
}

/** A studio's call exactly as it arrived: its signature is over the raw bytes. */
export class ReceiveStudioCall {
  @TextField({
    description: 'The studio, from the path.',
    max: 40,
    pattern: /^[a-z0-9-]+$/,
    example: 'sandbox-studio',
  })
  studioId: string;

  @TextField({ description: 'What is called, the path below the studio.', max: 81, example: 'bet' })
  operation: string;

  @ListField({
    description: 'The headers that a dialect may sign by.',
    of: () => StudioHeader,
    max: 20,
  })
  headers: StudioHeader[];

  @TextField({ description: 'The body, base64 of the raw bytes.', min: 0, max: 100_000 })
  body: string;
}

/** What the studio is answered, in its own dialect. */
export class StudioAnswer {
  @IntegerField({ description: 'The HTTP status.', min: 200, max: 599, example: 200 })
  status: number;

  @TextField({ description: 'The body: JSON.', max: 500_000 })
  body: string;
}

export const receiveStudioCall = declareAsk({
  subject: 'rpc.studios.receive-studio-call.v1',
  summary: 'Verify, carry out and answer a call of a studio in its dialect.',
  request: ReceiveStudioCall,
  reply: StudioAnswer,
  deadlineMs: 2000,
  idempotent: true,
  priority: 'vital',
  actor: 'service',
  errors: ['unknown_studio'],
});
