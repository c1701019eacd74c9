import {
  cycleOf,
  definitionHash,
  type ExactReturn,
  exactReturn,
  isReturnAsDeclared,
  jackpotFaults,
  parseSlotDefinition,
  type SlotDefinition,
} from '@croupier/game-maths';

/** A slot on offer: the definition that is played, its name by content, and what it exactly returns. */
export interface SlotGame {
  readonly kind: 'slot';
  readonly play: 'spin';
  readonly definition: SlotDefinition;
  readonly hash: string;
  readonly exact: ExactReturn;
  readonly minimumCycleMs: number;
}

export const slotBasis =
  'Theoretical: summed exactly over every combination of reel stops and every course of the features of the ' +
  'definition named by definitionHash, without sampling; an average over very many rounds, whatever the player does.';

/** @throws Error that names every fault of the form, or a return outside the declared band. */
export function slotGameFrom(json: unknown): SlotGame {
  const definition = parseSlotDefinition(json);
  const exact = exactReturn(definition);
  if (!isReturnAsDeclared(definition, exact.fraction)) {
    const { minimum, maximum } = definition.rtp;
    throw new Error(`returns ${exact.rtp} exactly, which is outside the declared ${minimum} to ${maximum}`);
  }
  const untold = jackpotFaults(definition).map(({ path, message }) => `${path} ${message}`);
  if (untold.length > 0) throw new Error(untold.join('\n'));
  return {
    kind: 'slot',
    play: 'spin',
    definition,
    hash: definitionHash(definition),
    exact,
    minimumCycleMs: cycleOf(definition),
  };
}
