import { describe, expect, it } from '@jest/globals';
import { callerKeys, callKeys } from '../../test/call-keys.js';
import { readCallAnswer, type Told, type Verb, type Verdict, writeCall } from './calls.js';
import type { Dialect } from './dialect.js';
import { croupier } from './croupier.js';
import { hub88 } from './hub88.js';
import { softswiss } from './softswiss.js';

const told: Told = {
  ...{ operator: '7', freeRoundsId: 'f-1', playerId: 'p-1', currency: 'GBP', game: 'wheel', rounds: 5 },
  ...{ stake: 50, level: 2, prepaid: 'template-1', until: '2026-12-06T18:00:00.123Z' },
};

function written(dialect: Dialect, verb: Verb, of: Told = told): unknown {
  const form = dialect.calls[verb];
  const body = form && writeCall(form, { ...dialect, ...dialect.callAnswers }, of);
  return body === undefined ? undefined : JSON.parse(body);
}

describe('calls of ours to a studio', () => {
  it('in our own dialect name all there is, money as text', () => {
    expect(written(croupier, 'create-free-rounds')).toEqual({
      ...{ id: 'f-1', playerId: 'p-1', currency: 'GBP', game: 'wheel', rounds: 5, stake: '50' },
      until: '2026-12-06T18:00:00Z',
    });
    for (const verb of ['cancel-free-rounds', 'read-free-rounds'] as const)
      expect(written(croupier, verb)).toEqual({ id: 'f-1' });
    expect(written(croupier, 'list-free-rounds', { cursor: 'c' })).toEqual({ cursor: 'c' });
  });

  it('of the shape of Hub88 name a reward of ours, at a value in its own scale, by the template of the studio', () => {
    expect(written(hub88, 'create-free-rounds')).toEqual({
      ...{ operator_id: '7', reward_uuid: 'f-1', user: 'p-1', currency: 'GBP', game_code: 'wheel' },
      ...{ prepaid_uuid: 'template-1', bet_count: 5, bet_value: 50_000, end_time: '2026-12-06T18:00:00' },
    });
    const { prepaid: _, ...without } = told;
    expect(written(hub88, 'create-free-rounds', without)).toBeUndefined();
    expect(written(hub88, 'cancel-free-rounds')).toEqual({ operator_id: '7', reward_uuid: 'f-1' });
    expect(Object.keys(hub88.calls)).toEqual(['create-free-rounds', 'cancel-free-rounds']);
  });

  it('of the shape of SOFTSWISS name an issue of ours, at a level, and of the player the id alone', () => {
    expect(written(softswiss, 'create-free-rounds')).toEqual({
      ...{ casino_id: '7', issue_id: 'f-1', currency: 'GBP', games: ['wheel'], freespins_quantity: 5 },
      ...{ bet_level: 2, valid_until: '2026-12-06T18:00:00Z', user: { id: 'p-1' } },
    });
    expect(written(softswiss, 'cancel-free-rounds')).toEqual({ casino_id: '7', issue_id: 'f-1' });
    expect(Object.keys(softswiss.calls)).toEqual(['create-free-rounds', 'cancel-free-rounds']);
  });

  it.each([
    ['own', croupier],
    ['rsa', hub88],
    ['hmac', softswiss],
  ] as const)('of %s are signed as its studios sign', (name, dialect) => {
    const now = new Date('2026-11-29T12:00:00Z');
    const [path, body] = ['/studio/free-rounds/create', '{"id":"f-1"}'];
    const key = { id: '1', operator: '7', ...callKeys[name] };
    const header = dialect.sign({ path, body, attemptId: 'attempt-1', now }, key);
    const as = (bytes: string) => ({
      ...{ path, body: Buffer.from(bytes), headers: new Map([[header.name, header.value]]) },
    });
    expect(dialect.verify(as(body), callerKeys[name], now)).toBe(true);
    expect(dialect.verify(as(`${body} `), callerKeys[name], now)).toBe(false);
  });
});

function answered(
  { callAnswers, calls }: Dialect,
  http: number,
  text: string,
  verb: Verb = 'create-free-rounds',
) {
  return readCallAnswer(callAnswers, calls[verb] ?? {}, { http, text, id: 'f-1' });
}

describe('the answer of a studio', () => {
  const done = (body: string): Verdict => ({ kind: 'done', body });
  const refused = (reason: string, word = reason): Verdict => ({ kind: 'refused', word, reason });

  it.each([
    ['ours: ok', croupier, 200, '{"status":"ok"}', done('{"status":"ok"}')],
    ['ours: a refusal', croupier, 422, '{"status":"not_offered"}', refused('not_offered')],
    [
      'ours: what is malformed',
      croupier,
      400,
      '{"status":"malformed","field":"until"}',
      refused('malformed: until', 'malformed'),
    ],
    ['ours: a conflict', croupier, 409, '{"status":"conflict"}', refused('conflict')],
    ['ours: a refusal that says success', croupier, 200, '{"status":"not_offered"}', refused('not_offered')],
    [
      'Hub88: the reward',
      hub88,
      200,
      '{"reward_uuid":"f-1","user":"p"}',
      done('{"reward_uuid":"f-1","user":"p"}'),
    ],
    ['Hub88: an error', hub88, 200, '{"status":"RS_ERROR_INVALID_GAME"}', refused('RS_ERROR_INVALID_GAME')],
    [
      'Hub88: an error by HTTP',
      hub88,
      400,
      '{"status":"RS_ERROR_WRONG_TYPES"}',
      refused('RS_ERROR_WRONG_TYPES'),
    ],
    ['Hub88: a word of success', hub88, 200, '{"status":"RS_OK"}', done('{"status":"RS_OK"}')],
    [
      'Hub88: an error with the reward in it',
      hub88,
      200,
      '{"reward_uuid":"f-1","status":"RS_ERROR_INVALID_GAME"}',
      refused('RS_ERROR_INVALID_GAME'),
    ],
    [
      'Hub88: a reward that failed',
      hub88,
      200,
      '{"reward_uuid":"f-1","status":"FRS_FAILED"}',
      refused('FRS_FAILED'),
    ],
    [
      'Hub88: a reward as it is',
      hub88,
      200,
      '{"reward_uuid":"f-1","status":"FRS_ACTIVE"}',
      done('{"reward_uuid":"f-1","status":"FRS_ACTIVE"}'),
    ],
    [
      'ours: a refusal in no line',
      croupier,
      422,
      '{"status":"x\\u0000y","field":"a\\nb"}',
      refused('x y: a b', 'x y'),
    ],
    ['ours: a refusal without a word', croupier, 422, '{"status":""}', refused('no reason')],
    ['SOFTSWISS: nothing at all', softswiss, 200, '', done('')],
    ['SOFTSWISS: an empty object', softswiss, 201, '{}', done('{}')],
    [
      'SOFTSWISS: a refusal',
      softswiss,
      400,
      '{"code":601,"message":"not in this game"}',
      refused('601: not in this game', '601'),
    ],
  ])('%s is the last word', (_, dialect, http, text, verdict) => {
    expect(answered(dialect, http, text)).toEqual(verdict);
  });

  it.each([
    ['ours: an empty success', croupier, 200, ''],
    ['ours: broken JSON', croupier, 200, '{"status":"ok"'],
    ['ours: a list', croupier, 200, '[]'],
    ['ours: no status', croupier, 200, '{}'],
    ['ours: a status that is no word', croupier, 422, '{"status":{"ok":true}}'],
    ['ours: retry', croupier, 503, '{"status":"retry"}'],
    ['ours: retry as a refusal', croupier, 422, '{"status":"retry"}'],
    ['ours: a signature it does not know', croupier, 401, '{"status":"bad_signature"}'],
    ['ours: an error page', croupier, 502, '<html>Bad gateway</html>'],
    ['ours: no such page', croupier, 404, '{"status":"not_found"}'],
    ['ours: too many calls', croupier, 429, '{"status":"slow_down"}'],
    ['ours: elsewhere', croupier, 302, '{"status":"ok"}'],
    ['Hub88: no reward in it', hub88, 200, '{}'],
    ['Hub88: nothing', hub88, 200, ''],
    ['Hub88: another reward that is cancelled', hub88, 200, '{"status":"FRS_CANCELLED"}'],
    ['ours: success that is none', croupier, 422, '{"status":"ok"}'],
    ['Hub88: another reward', hub88, 200, '{"reward_uuid":"f-2","status":"FRS_ACTIVE"}'],
    ['Hub88: not now', hub88, 200, '{"status":"RS_ERROR_TIMEOUT"}'],
    ['SOFTSWISS: an error of the server', softswiss, 500, '{"code":500,"message":"Unknown error"}'],
    ['SOFTSWISS: not synchronised yet', softswiss, 400, '{"code":606,"message":"not synced"}'],
    ['SOFTSWISS: a signature it does not know', softswiss, 403, '{"code":403,"message":"Forbidden"}'],
    ['SOFTSWISS: an error without its form', softswiss, 400, 'Bad request'],
    ['SOFTSWISS: an error without a code', softswiss, 400, '{"message":"?"}'],
  ])('%s says nothing', (_, dialect, http, text) => {
    expect(answered(dialect, http, text).kind).toBe('unknown');
  });

  it('to a call that cancels needs no id in it', () => {
    for (const text of ['{"status":"RS_OK"}', '{"status":"FRS_CANCELLED"}', '{}'])
      expect(answered(hub88, 200, text, 'cancel-free-rounds').kind).toBe('done');
    expect(answered(hub88, 200, '{"status":"RS_ERROR_UNKNOWN_REWARD"}', 'cancel-free-rounds').kind).toBe(
      'refused',
    );
  });
});
