import { PlayerRef } from '../common.js';
import { FlagField } from '../fields.js';

export const DryRunField = (): PropertyDecorator =>
  FlagField({
    description:
      'Only say what would be done, by the same code: nothing is recorded, and the receipt names what is not.',
    optional: true,
  });

/** What every command that moves money of a player has. */
export class MoneyCommand extends PlayerRef {
  @DryRunField()
  dryRun?: boolean;
}
