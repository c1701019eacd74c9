import { DefinitionKindError } from './definition-error.js';
import type { Engine, PublishedDefinition } from './engine.js';
import { baccaratEngine } from './baccarat/engine.js';
import { blackjackEngine } from './blackjack/engine.js';
import { casinoWarEngine } from './casino-war/engine.js';
import { crapsEngine } from './craps/engine.js';
import { crashEngine } from './crash/engine.js';
import { diceEngine } from './dice/engine.js';
import { kenoEngine } from './keno/engine.js';
import { rouletteEngine } from './roulette/engine.js';
import { sicBoEngine } from './sic-bo/engine.js';
import { slotEngine } from './slots/engine.js';
import { threeCardEngine } from './three-card-poker/engine.js';
import { videoPokerEngine } from './video-poker/engine.js';

const engines: readonly Engine[] = [
  baccaratEngine,
  blackjackEngine,
  casinoWarEngine,
  crapsEngine,
  crashEngine,
  diceEngine,
  kenoEngine,
  rouletteEngine,
  sicBoEngine,
  slotEngine,
  threeCardEngine,
  videoPokerEngine,
];

/** The kinds of games there are, as definitions name them. */
export const gameKinds: readonly string[] = engines.map(({ kind }) => kind);

/** A definition that is played already, as its engine reads it. @throws DefinitionError, DefinitionKindError */
export function parsePlayed(json: unknown): PublishedDefinition {
  const engine = engineOf(json);
  return engine.parsePlayed ? engine.parsePlayed(json) : engine.parse(json);
}

/** The engine that a definition asks for by its member `kind`; one without is a slot. @throws DefinitionKindError */
export function engineOf(json: unknown): Engine<PublishedDefinition> {
  const kind = (json as { kind?: unknown } | null | undefined)?.kind ?? 'slot';
  const engine = engines.find((candidate) => candidate.kind === kind);
  if (!engine) throw new DefinitionKindError(kind, gameKinds);
  return engine;
}
