import { TextField } from '@croupier/contracts';

/** The body of an action that needs nothing but a reason. */
export class ReasonBody {
  @TextField({
    description: 'Why, for the audit trail. No names, no addresses.',
    min: 5,
    max: 500,
    example: 'asked for by telephone',
  })
  reason: string;
}
