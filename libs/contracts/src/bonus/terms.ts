import { TextField } from '../fields.js';

/** One term that decides whether an offer is worth taking, in plain English; shown next to the offer. */
export class SignificantTerm {
  @TextField({ description: 'Stable code of what it is about.', max: 40, example: 'wagering' })
  code: string;

  @TextField({ description: 'The term as the player reads it.', max: 9000 })
  text: string;
}
