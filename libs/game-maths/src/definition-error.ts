/** One fault of a definition: where it is, and what to do about it. */
export interface DefinitionFault {
  /** Path of the member, such as `reels[2][14]`; `$` is the definition itself. */
  readonly path: string;
  /** What is wrong and the remedy, in one sentence. */
  readonly message: string;
}

/** A game definition that cannot be played, with every fault that was found in it. */
export abstract class DefinitionError extends Error {
  constructor(
    engine: string,
    readonly faults: readonly DefinitionFault[],
  ) {
    super(
      `${engine} definition refused, ${faults.length} fault${faults.length === 1 ? '' : 's'}:\n` +
        faults.map(({ path, message }) => `- ${path}: ${message}`).join('\n'),
    );
  }
}

export class SlotDefinitionError extends DefinitionError {
  override readonly name = 'SlotDefinitionError';

  constructor(faults: readonly DefinitionFault[]) {
    super('slot', faults);
  }
}

export class RouletteDefinitionError extends DefinitionError {
  override readonly name = 'RouletteDefinitionError';

  constructor(faults: readonly DefinitionFault[]) {
    super('roulette', faults);
  }
}

/** A definition of one of the other engines; the message names the engine. */
export class GameDefinitionError extends DefinitionError {
  override readonly name = 'GameDefinitionError';
}

/** A definition of a kind that no engine plays. */
export class DefinitionKindError extends DefinitionError {
  override readonly name = 'DefinitionKindError';

  constructor(kind: unknown, kinds: readonly string[]) {
    super('game', [{ path: 'kind', message: `is ${JSON.stringify(kind)}; give one of ${kinds.join(', ')}` }]);
  }
}
