import { declareFact } from '../declare.js';
import { ChoiceField, IdField, InstantField, IntegerField, MoneyAmount, PartField } from '../fields.js';
import { type AwardEndReason, awardEndReasons } from './awards.js';
import { type ProgrammeKind, programmeKinds, ProgrammeVersionRef } from './programmes.js';

/** What every fact about an award carries. */
export class AwardFact extends ProgrammeVersionRef {
  @IdField({ description: 'The player.' })
  playerId: string;

  @IdField({ description: 'The award.' })
  awardId: string;

  @ChoiceField({ description: 'What it gives.', of: programmeKinds, example: 'deposit_match' })
  kind: ProgrammeKind;

  @InstantField({ description: 'When it happened.' })
  at: string;
}

export class AwardGranted extends AwardFact {
  @PartField({ description: 'Bonus money; zero for free rounds.', of: () => MoneyAmount })
  bonus: MoneyAmount;

  @IntegerField({ description: 'Free rounds; zero for a deposit match.' })
  freeRounds: number;

  @PartField({ description: 'What has to be wagered, as far as it is known.', of: () => MoneyAmount })
  required: MoneyAmount;

  @InstantField({ description: "When it expires, on the player's clock." })
  expiresAt: string;
}

export const awardGranted = declareFact({
  subject: 'evt.bonus.award.granted.v1',
  summary: 'A bonus is active.',
  payload: AwardGranted,
  aggregate: 'playerId',
});

export class AwardExpiring extends AwardFact {
  @PartField({ description: 'What is left to wager.', of: () => MoneyAmount })
  remaining: MoneyAmount;

  @InstantField({ description: "When it expires, on the player's clock." })
  expiresAt: string;
}

export const awardExpiring = declareFact({
  subject: 'evt.bonus.award.expiring.v1',
  summary: 'A bonus that is not cleared expires soon; told once.',
  payload: AwardExpiring,
  aggregate: 'playerId',
});

export class AwardCompleted extends AwardFact {
  @PartField({ description: 'Bonus money that became cash.', of: () => MoneyAmount })
  converted: MoneyAmount;
}

export const awardCompleted = declareFact({
  subject: 'evt.bonus.award.completed.v1',
  summary: 'A wagering requirement was met and the bonus became cash.',
  payload: AwardCompleted,
  aggregate: 'playerId',
});

export class AwardEnded extends AwardFact {
  @ChoiceField({ description: 'Why.', of: awardEndReasons, example: 'expired' })
  reason: AwardEndReason;

  @PartField({ description: 'Bonus money that went back to the house.', of: () => MoneyAmount })
  forfeited: MoneyAmount;
}

export const awardEnded = declareFact({
  subject: 'evt.bonus.award.ended.v1',
  summary: 'An award is over without conversion, or was never granted.',
  payload: AwardEnded,
  aggregate: 'playerId',
});
