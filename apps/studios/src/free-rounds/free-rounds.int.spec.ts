import {
  cancelStudioRounds,
  closeStudioIncident,
  type GiveStudioRounds,
  giveStudioRounds,
  listOwnStudioRounds,
  listPlayerStudioRounds,
  listStudioFreeRounds,
  listStudioIncidents,
  readStudioRounds,
  type StudioFreeRounds,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { until } from '@croupier/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { callerKeys } from '../../test/call-keys.js';
import { Casino, type Sitting } from '../../test/casino.js';
import { type CasinoCall, StudioServer } from '../../test/studio-server.js';
import { ed25519 } from '../dialects/signatures.js';

const ok = { status: 200, text: '{"status":"ok"}' };
const staffId = newId();

describe('free rounds at a studio, of our own dialect', () => {
  const server = new StudioServer();
  let casino: Casino;

  beforeAll(async () => {
    casino = await Casino.open({}, await server.open());
  });

  afterEach(() => {
    server.answer = () => ok;
  });

  afterAll(async () => {
    const faults = await casino.close();
    await server.close();
    expect(faults).toEqual([]);
  });

  type Over = Partial<GiveStudioRounds>;

  function gift(playerId: string, over: Over = {}): GiveStudioRounds {
    return { freeRoundsId: newId(), playerId, gameId: 'own.wheel', rounds: 2, days: 7, staffId, ...over };
  }

  async function give(request: GiveStudioRounds): Promise<StudioFreeRounds> {
    await casino.stack.bus.ask(giveStudioRounds, request);
    return read(request);
  }
  const cancel = ({ playerId, freeRoundsId }: GiveStudioRounds): Promise<StudioFreeRounds> =>
    casino.stack.bus.ask(cancelStudioRounds, { playerId, freeRoundsId, staffId, reason: 'given by mistake' });
  const callsOf = ({ freeRoundsId }: GiveStudioRounds): CasinoCall[] =>
    server.calls.filter(({ members }) => members['id'] === freeRoundsId);

  async function read({ playerId, freeRoundsId }: GiveStudioRounds): Promise<StudioFreeRounds> {
    const { data } = await casino.stack.bus.ask(listPlayerStudioRounds, { playerId });
    const found = data.find((one) => one.freeRoundsId === freeRoundsId);
    if (!found) throw new Error('they are not listed');
    return found;
  }

  /** Until they stand so; a call that waits for its next attempt is due now. */
  function standing(of: GiveStudioRounds, state: StudioFreeRounds['state']): Promise<StudioFreeRounds> {
    return until(`they are ${state}`, async () => {
      await casino.rows(
        `UPDATE studio_outbound_calls SET due_at = clock_timestamp() WHERE subject_id = $1 AND trouble IS NOT NULL
            AND due_at > clock_timestamp()`,
        [of.freeRoundsId],
      );
      const found = await read(of);
      return found.state === state ? found : undefined;
    });
  }

  /** While it is there, nothing that is written down can be taken up: as if the process stood still there. */
  async function held<Result>(work: () => Promise<Result>): Promise<Result> {
    await casino.rows(
      `CREATE FUNCTION stand_still() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         IF NEW.attempts > OLD.attempts THEN RAISE EXCEPTION 'held'; END IF; RETURN NEW; END $$`,
    );
    await casino.rows(
      `CREATE TRIGGER stand_still BEFORE UPDATE ON studio_outbound_calls FOR EACH ROW EXECUTE FUNCTION stand_still()`,
    );
    try {
      return await work();
    } finally {
      await casino.rows(`DROP FUNCTION stand_still CASCADE`);
    }
  }

  async function sitting(over: Over = {}): Promise<{ at: Sitting; given: GiveStudioRounds }> {
    const at = await casino.sitting(0, 'own.wheel');
    const given = gift(at.playerId, over);
    await give(given);
    await standing(given, 'issued');
    return { at, given };
  }

  const free = (at: Sitting, { freeRoundsId }: GiveStudioRounds, id: string = newId()) =>
    at.bet(id, 0, { round: id, game: 'wheel', freeRoundsId }).then(({ body }) => body.status);

  it('are written down and told in one signed call, and stand as the studio answers', async () => {
    const given = gift(newId(), { stakeMinor: 50 });
    let before: StudioFreeRounds | undefined;
    await held(async () => (before = await give(given)));
    expect(before).toMatchObject({
      ...{ freeRoundsId: given.freeRoundsId, playerId: given.playerId, gameId: 'own.wheel', rounds: 2 },
      ...{ stakeMinor: 50, state: 'wanted', toldBy: 'call', used: 0, givenBy: staffId },
      calls: [{ verb: 'create-free-rounds', state: 'waiting', attempts: 0 }],
    });
    const issued = await standing(given, 'issued');
    expect(issued.calls).toMatchObject([{ verb: 'create-free-rounds', state: 'done', attempts: 1 }]);
    expect(Object.keys(issued)).toEqual(expect.arrayContaining(['decidedAt', 'givenAt']));
    const [call, ...more] = callsOf(given);
    expect(more).toEqual([]);
    expect(call?.path).toBe('/free-rounds/create');
    expect(call?.members).toEqual({
      ...{ id: given.freeRoundsId, playerId: given.playerId, game: 'wheel', rounds: 2, currency: 'GBP' },
      ...{ stake: '50', until: `${issued.expiresAt.slice(0, 19)}Z` },
    });
    expect(ed25519(call as CasinoCall, callerKeys.own, new Date())).toBe(true);
  });

  it('are told again, signed anew, until there is a clear answer', async () => {
    const given = gift(newId());
    const unclear = [
      'closed',
      { status: 500, text: 'Oops' },
      { status: 200, text: '{"status":"ok"' },
    ] as const;
    let asked = 0;
    server.answer = () => unclear[asked++] ?? ok;
    await give(given);
    const [call] = (await standing(given, 'issued')).calls;
    const calls = callsOf(given);
    expect(call).toMatchObject({ state: 'done', attempts: calls.length });
    expect(calls.length).toBeGreaterThan(unclear.length);
    expect(new Set(calls.map(({ body }) => body.toString())).size).toBe(1);
    expect(new Set(calls.map(({ headers }) => headers.get('croupier-signature'))).size).toBe(calls.length);
  });

  it('are refused for a reason of the studio, and no bet is taken for them', async () => {
    const at = await casino.sitting(0, 'own.wheel');
    const given = gift(at.playerId);
    server.answer = () => ({ status: 422, text: '{"status":"unknown_player"}' });
    await give(given);
    const refused = await standing(given, 'refused');
    expect(refused).toMatchObject({ refusal: 'unknown_player', calls: [{ state: 'refused', attempts: 1 }] });
    expect(await free(at, given)).toBe('free_rounds_spent');
    await expect(cancel(given)).rejects.toMatchObject({ code: 'free_rounds_over' });
    expect(callsOf(given)).toHaveLength(1);
  });

  it('that were written down by a process that ended then are told by the next one', async () => {
    const given = gift(newId());
    await held(async () => {
      await give(given);
      await casino.stopStudios();
    });
    expect(callsOf(given)).toEqual([]);
    await casino.replica();
    await standing(given, 'issued');
    expect(callsOf(given)).toHaveLength(1);
    // Two processes share the work.
    const [other, several] = [await casino.replica(), Array.from({ length: 6 }, () => gift(newId()))];
    await Promise.all(several.map(give));
    for (const one of several) await standing(one, 'issued');
    expect(several.map((one) => callsOf(one).length)).toEqual(several.map(() => 1));
    await other.close();
  });

  it('of which nothing is heard are played all the same, and what a bet has proved stays', async () => {
    const at = await casino.sitting(0, 'own.wheel');
    const given = gift(at.playerId);
    server.answer = () => 'hang';
    await give(given);
    await until('the studio was told', () => (callsOf(given).length > 0 ? true : undefined));
    // The studio has them, and its player does not wait for our books.
    expect(await free(at, given)).toBe('ok');
    expect(await read(given)).toMatchObject({ state: 'issued', used: 1 });
    server.answer = () => ({ status: 422, text: '{"status":"unknown_player"}' });
    await until('there is a last word', async () => {
      await casino.rows(
        `UPDATE studio_outbound_calls SET due_at = clock_timestamp() WHERE subject_id = $1 AND due_at IS NOT NULL`,
        [given.freeRoundsId],
      );
      return (await read(given)).calls[0]?.state === 'refused' || undefined;
    });
    // What a bet has proved is not undone by a word that came later.
    expect(await read(given)).toMatchObject({ state: 'issued' });
    expect(await free(at, given)).toBe('ok');
  });

  it('given again, at once too, are given once; with anything else it is refused', async () => {
    const given = gift(newId(), { stakeMinor: 10 });
    const copies = await Promise.all(Array.from({ length: 8 }, () => give(given)));
    expect(new Set(copies.map(({ givenAt }) => givenAt)).size).toBe(1);
    await standing(given, 'issued');
    expect(callsOf(given)).toHaveLength(1);
    const others: Over[] = [
      { rounds: 3 },
      { gameId: 'own.coin' },
      { gameId: 'own-two.wheel' },
      { stakeMinor: 50 },
      { days: 8 },
    ];
    for (const over of [...others, { playerId: newId() }])
      await expect(give({ ...given, ...over })).rejects.toMatchObject({ code: 'idempotency_key_reused' });
    expect(callsOf(given)).toHaveLength(1);
  });

  it('of a player who asks to be left alone before the studio has heard of them are told of never', async () => {
    const given = gift(newId());
    await held(async () => {
      await give(given);
      casino.access.set(given.playerId, { allowed: false, reasons: ['self_exclusion'] });
    });
    expect(await standing(given, 'refused')).toMatchObject({ refusal: 'not_eligible' });
    expect(callsOf(given)).toEqual([]);
  });

  it('and those that the studio may have heard of are cancelled there', async () => {
    const given = gift(newId());
    server.answer = ({ path }) => (path.endsWith('create') ? { status: 500, text: 'Oops' } : ok);
    await give(given);
    await until('the studio was told', () => (callsOf(given).length > 0 ? true : undefined));
    casino.access.set(given.playerId, { allowed: false, reasons: ['self_exclusion'] });
    await standing(given, 'refused');
    await until(
      'it is cancelled there',
      async () => (await read(given)).calls[1]?.state === 'done' || undefined,
    );
    expect(callsOf(given).at(-1)?.path).toBe('/free-rounds/cancel');
  });

  it('are taken away from a player who asks to be left alone once the studio has confirmed them', async () => {
    const { at, given } = await sitting();
    const other = await sitting();
    expect(await free(at, given, 'before-break')).toBe('ok');
    casino.access.set(at.playerId, { allowed: false, reasons: ['time_out'] });
    await casino.rows(
      `UPDATE studio_free_rounds SET asked_at = asked_at - interval '61 seconds' WHERE free_rounds_id = ANY ($1)`,
      [[given, other.given].map(({ freeRoundsId }) => freeRoundsId)],
    );
    expect(await standing(given, 'refused')).toMatchObject({ refusal: 'not_eligible', used: 1 });
    await until(
      'it is cancelled there',
      async () => (await read(given)).calls[1]?.state === 'done' || undefined,
    );
    expect(callsOf(given).at(-1)?.path).toBe('/free-rounds/cancel');
    casino.access.delete(at.playerId);
    expect(await free(at, given)).toBe('free_rounds_spent');
    const win = await at.win(newId(), 'before-break', 70, { round: 'before-break', roundClosed: true });
    expect(win.body.status).toBe('ok');
    expect(await read(other.given)).toMatchObject({ state: 'issued' });
  });

  it('are not told of any more once their time is over', async () => {
    const given = gift(newId());
    server.answer = () => ({ status: 503, text: '{"status":"retry"}' });
    await give(given);
    await until('the studio was told', () => (callsOf(given).length > 0 ? true : undefined));
    await casino.rows(
      `UPDATE studio_free_rounds SET expires_at = clock_timestamp() WHERE free_rounds_id = $1`,
      [given.freeRoundsId],
    );
    await casino.rows(
      `UPDATE studio_outbound_calls SET valid_until = clock_timestamp(), due_at = clock_timestamp() WHERE subject_id = $1`,
      [given.freeRoundsId],
    );
    await until(
      'it is given up',
      async () => (await read(given)).calls[0]?.state === 'given_up' || undefined,
    );
    expect(await read(given)).toMatchObject({ state: 'lapsed' });
    expect((await read(given)).calls[0]?.trouble).toBe('retry');
    const told = callsOf(given).length;
    server.answer = () => ok;
    const later = gift(newId());
    await give(later);
    await standing(later, 'issued');
    expect(callsOf(given)).toHaveLength(told);
  });

  it('are offered to nobody who is to be left alone, nor while nobody says whether', async () => {
    const [excluded, unclear] = [newId(), newId()];
    casino.access.set(excluded, { allowed: false, reasons: ['self_exclusion'] });
    casino.access.set(unclear, 'silent');
    await expect(give(gift(excluded))).rejects.toMatchObject({ code: 'not_eligible' });
    await expect(give(gift(unclear))).rejects.toMatchObject({ kind: 'unavailable' });
    for (const playerId of [excluded, unclear])
      expect((await casino.stack.bus.ask(listPlayerStudioRounds, { playerId })).data).toEqual([]);
  });

  it('are played by nobody who may not play any more, and what was won before is paid', async () => {
    const { at, given } = await sitting();
    expect(await free(at, given, 'before-exclusion')).toBe('ok');
    casino.access.set(at.playerId, { allowed: false, reasons: ['self_exclusion'] });
    expect(await free(at, given)).toBe('blocked');
    casino.access.set(at.playerId, 'silent');
    expect(await free(at, given)).toBe('retry');
    // A repeat asks nobody.
    expect(await free(at, given, 'before-exclusion')).toBe('ok');
    casino.access.delete(at.playerId);
    expect(await read(given)).toMatchObject({ used: 1, state: 'issued' });
    casino.access.set(at.playerId, { allowed: false, reasons: ['self_exclusion'] });
    const win = await at.win(newId(), 'before-exclusion', 70, {
      round: 'before-exclusion',
      roundClosed: true,
    });
    expect(win.body.status).toBe('ok');
    expect(await at.money()).toEqual({ cash: 70, inPlay: 0 });
  });

  it.each([
    ['stakeMinor', { stakeMinor: 20 }, 'free_rounds_not_offered'],
    ['rounds', { rounds: '2' }, 'invalid_request'],
    ['days', { days: 0 }, 'invalid_request'],
    ['stakeMinor', { stakeMinor: '10' }, 'invalid_request'],
    ['freeRoundsId', { freeRoundsId: 'mine' }, 'invalid_request'],
    ['gameId', { gameId: 'own.no-such' }, 'unknown_studio_game'],
  ])('name %s where %j does not fit', async (field, over, code) => {
    const refused = give({ ...gift(newId()), ...over } as GiveStudioRounds);
    await expect(refused).rejects.toMatchObject({ code, field });
  });

  it('where nothing is known of the studio’s server are told by people, and stand at once', async () => {
    const given = gift(newId(), { gameId: 'own-two.wheel' });
    expect(await give(given)).toMatchObject({ state: 'issued', toldBy: 'people', calls: [] });
    expect(await cancel(given)).toMatchObject({ state: 'cancelled', calls: [] });
  });

  describe('that are cancelled', () => {
    it('take no bet from then on; the studio is told, and wins from before are paid', async () => {
      const { at, given } = await sitting();
      expect(await free(at, given, 'before')).toBe('ok');
      const cancelled = await cancel(given);
      expect(cancelled).toMatchObject({
        ...{ state: 'cancelled', used: 1, cancelled: { staffId, reason: 'given by mistake' } },
      });
      expect(await free(at, given)).toBe('free_rounds_spent');
      // A repeat of what was taken is what it was.
      expect(await free(at, given, 'before')).toBe('ok');
      const win = await at.win(newId(), 'before', 30, { round: 'before', roundClosed: true });
      expect(win.body.status).toBe('ok');
      expect(await at.money()).toEqual({ cash: 30, inPlay: 0 });
      await until(
        'the studio was told',
        async () => (await read(given)).calls[1]?.state === 'done' || undefined,
      );
      expect(callsOf(given).map(({ path, members }) => [path, members])).toEqual([
        ['/free-rounds/create', expect.anything()],
        ['/free-rounds/cancel', { id: given.freeRoundsId }],
      ]);
      const again = await casino.stack.bus.ask(cancelStudioRounds, {
        ...{
          playerId: given.playerId,
          freeRoundsId: given.freeRoundsId,
          staffId: newId(),
          reason: 'another reason',
        },
      });
      expect(again.cancelled).toEqual(cancelled.cancelled);
    });

    it('before the studio was told are told of never', async () => {
      const given = gift(newId());
      await held(async () => {
        await give(given);
        expect(await cancel(given)).toMatchObject({ calls: [{ state: 'withdrawn', attempts: 0 }] });
      });
      const later = gift(newId());
      await give(later);
      await standing(later, 'issued');
      expect(callsOf(given)).toEqual([]);
    });

    it('while the studio may have heard of them are cancelled there, and stay so whatever it says of them', async () => {
      const given = gift(newId());
      let confirm = (): void => undefined;
      const confirmed = new Promise<typeof ok>((resolve) => (confirm = () => resolve(ok)));
      server.answer = ({ path }) => (path.endsWith('create') ? confirmed : ok);
      await give(given);
      await until('the studio was told', () => (callsOf(given).length > 0 ? true : undefined));
      const { calls } = await cancel(given);
      expect(calls).toMatchObject([
        { verb: 'create-free-rounds', state: 'withdrawn' },
        { verb: 'cancel-free-rounds', state: 'waiting', attempts: 0 },
      ]);
      const [order] = await casino.rows<{ after: boolean }>(
        `SELECT c.due_at >= w.tried_at + interval '9.9 s' AS after FROM studio_outbound_calls c JOIN studio_outbound_calls w USING (subject_id)
          WHERE subject_id = $1 AND c.verb = 'cancel-free-rounds' AND w.verb = 'create-free-rounds'`,
        [given.freeRoundsId],
      );
      expect(order).toEqual({ after: true });
      await casino.rows(
        `UPDATE studio_outbound_calls SET due_at = clock_timestamp() WHERE subject_id = $1 AND due_at IS NOT NULL`,
        [given.freeRoundsId],
      );
      await until(
        'it is cancelled there',
        async () => (await read(given)).calls[1]?.state === 'done' || undefined,
      );
      confirm();
      const later = gift(newId());
      await give(later);
      await standing(later, 'issued');
      expect(await read(given)).toMatchObject({
        state: 'cancelled',
        calls: [{ state: 'withdrawn' }, { state: 'done' }],
      });
      expect(callsOf(given).map(({ path }) => path)).toEqual(['/free-rounds/create', '/free-rounds/cancel']);
    });

    it.each([
      ['refuses', 'refused', 'cancel_refused'],
      ['says nothing of until they are over', 'given_up', 'cancel_unanswered'],
    ] as const)('and that the studio %s want a person', async (_, state, reason) => {
      const { given } = await sitting();
      const isRefused = state === 'refused';
      server.answer = () => ({
        ...(isRefused
          ? { status: 422, text: '{"status":"no"}' }
          : { status: 503, text: '{"status":"retry"}' }),
      });
      const counted = () => casino.figure('casino_studio_incidents_total', { studio: 'own', reason });
      const before = await counted();
      const call = () => read(given).then(({ calls }) => calls[1]);
      await casino.rows(`ALTER TABLE studio_incidents RENAME TO elsewhere`);
      try {
        await cancel(given);
        await until('it was told', async () => (await call())?.trouble !== undefined || undefined);
        // What cannot be written down yet is not counted either.
        expect(await counted()).toBe(before);
      } finally {
        await casino.rows(`ALTER TABLE elsewhere RENAME TO studio_incidents`);
      }
      await casino.rows(
        `UPDATE studio_outbound_calls SET due_at = clock_timestamp(), valid_until = CASE WHEN $2 THEN valid_until ELSE clock_timestamp() END
          WHERE subject_id = $1 AND state = 'waiting'`,
        [given.freeRoundsId, isRefused],
      );
      await until('there is a last word', async () => (await call())?.state === state || undefined);
      await until('it is counted', async () => (await counted()) === before + 1 || undefined);
      const { data } = await casino.stack.bus.ask(listStudioIncidents, { studioId: 'own' });
      const found = data.filter(({ freeRoundsId }) => freeRoundsId === given.freeRoundsId);
      expect(found).toMatchObject([
        { reason, kind: 'cancel-free-rounds', playerId: given.playerId, times: 1 },
      ]);
      expect(Object.keys(found[0] ?? {})).not.toContain('transactionId');
      const { incidentId = '' } = found[0] ?? {};
      const closing = { incidentId, staffId, reason: 'cancelled there by telephone' };
      const closed = await casino.stack.bus.ask(closeStudioIncident, closing);
      expect(closed).toMatchObject({ incidentId, closed: { reason: closing.reason } });
    });

    it('as a bet comes have taken it or have not, and the books say which', async () => {
      const { at, given } = await sitting({ rounds: 100 });
      const bets = Array.from({ length: 6 }, () => free(at, given));
      const [said, cancelled] = await Promise.all([Promise.all(bets), cancel(given)]);
      expect(cancelled.state).toBe('cancelled');
      expect([...new Set([...said, 'ok', 'free_rounds_spent'])].sort()).toEqual(['free_rounds_spent', 'ok']);
      expect(await read(given)).toMatchObject({ used: said.filter((status) => status === 'ok').length });
      expect(await free(at, given)).toBe('free_rounds_spent');
    });

    it('by two at once are cancelled once, by one of them', async () => {
      const { given } = await sitting();
      const said = await Promise.all([cancel(given), cancel(given), cancel(given)]);
      expect(new Set(said.map(({ cancelled }) => cancelled?.cancelledAt)).size).toBe(1);
      await until(
        'the studio was told',
        async () => (await read(given)).calls[1]?.state === 'done' || undefined,
      );
      expect(callsOf(given)).toHaveLength(2);
    });

    it('cannot be if they are over or nobody’s', async () => {
      const { at, given } = await sitting({ rounds: 1 });
      await expect(cancel({ ...given, playerId: newId() })).rejects.toMatchObject({ code: 'not_found' });
      await expect(cancel(gift(newId()))).rejects.toMatchObject({ code: 'not_found', field: 'freeRoundsId' });
      await free(at, given);
      expect(await read(given)).toMatchObject({ state: 'used_up' });
      await expect(cancel(given)).rejects.toMatchObject({ code: 'free_rounds_over' });
    });
  });

  it('are listed for their player while there are some to play, what lapses first before the others', async () => {
    const { at, given } = await sitting({ days: 9 });
    const left = async () =>
      (await casino.stack.bus.ask(listOwnStudioRounds, { playerId: at.playerId })).data;
    const sooner = gift(at.playerId, { days: 3, gameId: 'own.coin' });
    await give(sooner);
    await standing(sooner, 'issued');
    server.answer = () => ({ status: 422, text: '{"status":"unknown_player"}' });
    const refused = gift(at.playerId);
    await give(refused);
    await standing(refused, 'refused');
    expect(await left()).toMatchObject([
      { freeRoundsId: sooner.freeRoundsId, gameId: 'own.coin', left: 2 },
      { freeRoundsId: given.freeRoundsId, gameId: 'own.wheel', left: 2 },
    ]);
    await free(at, given);
    expect((await left()).map((one) => one.left)).toEqual([2, 1]);
    casino.access.set(at.playerId, { allowed: false, reasons: ['time_out'] });
    expect(await left()).toEqual([]);
    casino.access.delete(at.playerId);
    await free(at, given);
    await cancel(sooner);
    expect(await left()).toEqual([]);
  });

  describe('for staff', () => {
    const told = { status: 200, text: '{"status":"ok","rounds":2,"used":1}' };

    it('are read as they stand here and as the studio tells them', async () => {
      const { given } = await sitting();
      const { playerId, freeRoundsId } = given;
      const both = () => casino.stack.bus.ask(readStudioRounds, { playerId, freeRoundsId });
      server.answer = () => told;
      const { freeRounds, ...said } = await both();
      expect(freeRounds).toEqual(await read(given));
      expect(said).toEqual({ telling: 'told', told: told.text });
      server.answer = () => ({ status: 422, text: '{"status":"unknown"}' });
      expect(await both()).toMatchObject({ telling: 'told', told: '{"refused":"unknown"}' });
      for (const broken of [
        'closed',
        { status: 200, text: '{' },
        { status: 200, text: `{"status":"ok","x":"${'y'.repeat(17_000)}"}` },
      ] as const) {
        server.answer = () => broken;
        expect((await both()).telling).toBe('silent');
      }
      expect(callsOf(given).at(-1)?.path).toBe('/free-rounds/read');
    });

    it('are listed by studio, beside its own list', async () => {
      const { given } = await sitting();
      server.answer = () => ({ status: 200, text: '{"status":"ok","data":[]}' });
      const books = await casino.stack.bus.ask(listStudioFreeRounds, { studioId: 'own' });
      expect(books).toMatchObject({ telling: 'told', told: '{"status":"ok","data":[]}' });
      expect(books.data[0]).toEqual(await read(given));
      expect(books.data.every(({ gameId }) => gameId.startsWith('own.'))).toBe(true);
      const of = (studioId: string) => casino.stack.bus.ask(listStudioFreeRounds, { studioId });
      expect((await of('own-two')).telling).toBe('not_offered');
      await expect(of('no-such')).rejects.toMatchObject({ code: 'unknown_studio' });
    });
  });
});
