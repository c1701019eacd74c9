import { studioGameKinds } from '@croupier/contracts';
import type { Dialect } from '../dialects/dialect.js';
import { dialects } from '../dialects/dialects.js';
import type { Keys } from '../dialects/signatures.js';
import type { CallKey } from '../dialects/signing.js';

/** One game of a studio, as its definition has it. */
export interface Game {
  /** The studio's own name of it. */
  code: string;
  name: string;
  kind: (typeof studioGameKinds)[number];
  /** What a free round of it can be, where the studio has said so. */
  freeRounds?: {
    /** What one can be played at, in minor units, by its levels; anything if it is absent. */
    stakes?: number[];
    /** The studio's template of them, where its dialect has such. */
    prepaid?: string;
  };
}

/** A studio whose games we offer. */
export interface Studio {
  id: string;
  name: string;
  dialect: Dialect;
  games: Game[];
  /** Where its game pages are, as a browser sees it: the launch adds its parameters. */
  page: string;
  /** Where its server is, as we see it, with a slash at its end; without one it is never looked at. */
  server?: string;
  keys: Keys;
  /** Opens its feed of transactions, with which ours are compared. */
  feedKey?: string;
  /** What our calls to it are signed by; without one it is told of nothing. */
  callKey?: CallKey;
  /** It takes notices that a session has ended. */
  sessionEnds?: true;
}

/** What differs from place to place: addresses and keys, by studio. */
export interface Settings {
  urls: Readonly<Record<string, { page?: string; server?: string }>>;
  keys: Readonly<Record<string, Readonly<Record<string, string>>>>;
  feedKeys: Readonly<Record<string, string>>;
  callKeys: Readonly<Record<string, Partial<CallKey>>>;
}

const idForm = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const idOfTemplate = /^[A-Za-z0-9._-]{1,80}$/;

/**
 * A studio of a definition file; undefined where this place has no address or keys for it: it is not offered here.
 * @throws Error that names what is wrong with the definition
 */
export function studioFrom(file: string, text: string, settings: Settings): Studio | undefined {
  const json = JSON.parse(text) as Partial<Record<'id' | 'name' | 'dialect', string>> & {
    games?: Game[];
    sessionEnds?: boolean;
  };
  const { id, name, games, sessionEnds = false } = json;
  const dialect = dialects[json.dialect ?? ''];
  if (!id || !idForm.test(id) || file !== `${id}.json`) throw new Error(`must be called after its id`);
  if (!name || name.length > 80) throw new Error('has no name of up to 80 characters');
  if (!dialect) throw new Error(`speaks none of ${Object.keys(dialects).join(', ')}`);
  if (!games?.length || !games.every(isGame)) throw new Error('has a game without code, name or kind');
  if (!games.every(isGivable)) throw new Error('has a game whose freeRounds are of another form');
  if (typeof sessionEnds !== 'boolean') throw new Error('has a sessionEnds that is neither true nor false');
  if (sessionEnds && !dialect.calls['end-session'])
    throw new Error('has a dialect without a message for the end of a session');
  const { page, server } = settings.urls[id] ?? {};
  const keys = new Map(Object.entries(settings.keys[id] ?? {}));
  if (page === undefined || keys.size === 0) return undefined;
  const feedKey = settings.feedKeys[id];
  const { id: keyId = '1', key, operator = 'croupier' } = settings.callKeys[id] ?? {};
  const callKey = key === undefined ? undefined : { id: keyId, key, operator };
  if (callKey && !signs(dialect, callKey))
    throw new Error('has a key of ours that signs nothing in its dialect');
  return {
    ...{ id, name, dialect, games, page, keys },
    ...(server === undefined ? {} : { server }),
    ...(feedKey === undefined ? {} : { feedKey }),
    ...(callKey ? { callKey } : {}),
    ...(sessionEnds ? { sessionEnds } : {}),
  };
}

function isGame({ code, name, kind }: Partial<Game>): boolean {
  return (
    idForm.test(code ?? '') &&
    (name ?? '') !== '' &&
    (studioGameKinds as readonly (string | undefined)[]).includes(kind)
  );
}

function signs({ sign }: Dialect, key: CallKey): boolean {
  try {
    return sign({ path: '/', body: '{}', attemptId: 'at-start', now: new Date(0) }, key).value !== '';
  } catch {
    return false;
  }
}

function isGivable({ freeRounds }: Game): boolean {
  if (freeRounds === undefined) return true;
  const { stakes = [1], prepaid } = freeRounds;
  if (!Array.isArray(stakes) || stakes.length === 0) return false;
  const rises = stakes.every(
    (stake, level) => Number.isSafeInteger(stake) && stake > (stakes[level - 1] ?? 0),
  );
  return rises && (prepaid === undefined || idOfTemplate.test(prepaid));
}

/** As players, ledger and figures know a game: `sandbox-studio.tide-coin`. */
export function gameIdOf(studio: Pick<Studio, 'id'>, game: Pick<Game, 'code'>): string {
  return `${studio.id}.${game.code}`;
}

/** The studio's own name of a game, of the one that players know it by. */
export function gameCodeOf(studio: Pick<Studio, 'id'>, gameId: string): string {
  return gameId.slice(studio.id.length + 1);
}
