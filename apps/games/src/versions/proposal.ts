import { commonError, gamesError } from '@croupier/contracts';
import {
  canonicalHash,
  canonicalJson,
  type Counter,
  CountingUnavailableError,
  type Engine,
  engineOf,
  isHigher,
} from '@croupier/game-maths';
import type { DefinitionVersion } from '@croupier/runtime';
import { figuresOnPaper } from '../catalogue/figures.js';
import { type Game, gameFrom, jackpotOfGame, sheetInstead, summaryOf } from '../catalogue/game.js';
import { uncertified } from '../catalogue/table-game.js';

/** A game as its version is kept. */
export function versionOf(game: Game, sheet: unknown): DefinitionVersion {
  const { definition, hash } = game;
  const { ratio: returnToPlayer } = summaryOf(game).returnToPlayer;
  return { version: definition.version, hash, definition, sheet, returnToPlayer };
}

/**
 * The game that a proposal makes of the one that is live: parsed, its return counted and in its band, its texts those of its
 * maths, with a higher version and otherwise the same game. The odds of a game with decisions come from its certified sheet.
 * @throws DomainError `definition_refused`, whose detail names every fault by its path; `service_unavailable` while it ends
 */
export async function certifiedChange(
  live: Game,
  proposed: { gameId: string; json: Record<string, unknown>; sheet: unknown },
  counter: Counter,
): Promise<Game> {
  const { gameId, json, sheet } = proposed;
  const game = await refusing(() => parsed(live, { json, sheet }, counter));
  const { definition } = game;
  const faults: string[] = [];
  if (definition.id !== gameId) faults.push(`id: is ${definition.id}, and the game is ${gameId}`);
  if (!isHigher(definition.version, live.definition.version))
    faults.push(
      `version: is ${definition.version}; give a higher one than ${live.definition.version}, which is live`,
    );
  if (canonicalJson(jackpotOfGame(game) ?? null) !== canonicalJson(jackpotOfGame(live) ?? null))
    faults.push('jackpot: is another; players’ money is in it, so it stays as it is');
  if (faults.length === 0 && game.kind === 'slot')
    faults.push(...(await refusing(() => uncertified(game, { counter, paper: sheetInstead(game, sheet) }))));
  if (faults.length > 0) throw refusedFor(faults.join('\n'));
  return game;
}

async function parsed(
  live: Game,
  { json, sheet }: { json: Record<string, unknown>; sheet: unknown },
  counter: Counter,
): Promise<Game> {
  const { kind = 'slot', id } = json;
  if (kind !== live.kind) throw new Error(`kind: is ${String(kind)}, and the game is a ${live.kind}`);
  const isCounted = live.play !== 'decisions';
  // A slot is counted whenever there is room for it.
  const needsSheet = !isCounted || kind === 'slot';
  if (!isCounted && !isOnPaper(json, sheet))
    throw new Error('sheet: is missing, or of another definition; certify it and send its sheet');
  return gameFrom(`${String(id)}.json`, JSON.stringify(json), {
    counter,
    ...(needsSheet ? { paper: sheet } : {}),
  });
}

/** Whether a sheet is of this very definition. */
function isOnPaper(json: unknown, sheet: unknown): boolean {
  const engine: Engine = engineOf(json);
  return figuresOnPaper(sheet, canonicalHash(engine.parse(json))) !== undefined;
}

async function refusing<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CountingUnavailableError)
      throw commonError('service_unavailable', {
        detail: 'it could not be counted; ask again',
        cause: error,
      });
    throw refusedFor(error instanceof Error ? error.message : String(error));
  }
}

function refusedFor(detail: string): Error {
  return gamesError('definition_refused', { field: 'definition', detail });
}
