import {
  clockMoved,
  createPlayer,
  type Eligibility,
  readEligibility,
  readProfile,
  type Verification,
  verifyPlayer,
} from '@croupier/contracts';
import { birthday, dateAt, newId, startOf } from '@croupier/kernel';
import { type ServiceUnderTest, TestStack, until } from '@croupier/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { kycKey, TestBureau } from '../../test/bureau.js';
import { somebody } from '../../test/people.js';
import { service } from '../service.js';

/** Less than a slow bureau takes, and far more than the service waits for one. */
const slowMs = 10_000;
const dayMs = 24 * 60 * 60 * 1000;

/** In London: whatever begins there meanwhile, it is not that day. */
const inTwoDays = (): string => dateAt(new Date(startOf(dateAt(new Date())).getTime() + 2.5 * dayMs));

describe('verification', () => {
  let stack: TestStack;
  let bureau: TestBureau;
  let profile: ServiceUnderTest;
  let playerId: string;

  beforeAll(async () => {
    [stack, bureau] = await Promise.all([TestStack.open(), TestBureau.open()]);
    profile = await stack.start(service, { ...bureau.settings, SANDBOX: 'true' });
  });

  afterAll(async () => {
    await stack.close();
    await bureau.close();
  });

  beforeEach(async () => {
    bureau.reset();
    playerId = await create();
  });

  async function create(over: object = {}): Promise<string> {
    const player = somebody(over);
    await stack.bus.ask(createPlayer, player);
    return player.playerId;
  }

  const verify = (id = playerId): Promise<Verification> =>
    stack.bus.ask(verifyPlayer, { playerId: id }, { deadlineMs: slowMs });

  const eligibility = (id = playerId): Promise<Eligibility> =>
    stack.bus.ask(readEligibility, { playerId: id });

  async function told(id = playerId): Promise<unknown[]> {
    const rows = (await profile.database.admin.query(
      `SELECT payload ->> 'outcome' AS outcome FROM outbox
        WHERE subject = 'evt.profile.player.verified.v1' AND payload ->> 'playerId' = $1 ORDER BY id`,
      [id],
    )) as { outcome: string }[];
    return rows.map(({ outcome }) => outcome);
  }

  async function evidence(id = playerId): Promise<unknown[]> {
    const rows = (await profile.database.admin.query(
      `SELECT outcome FROM verification_checks WHERE player_id = $1 ORDER BY ended_at, check_id`,
      [id],
    )) as { outcome: string }[];
    return rows.map(({ outcome }) => outcome);
  }

  it('passes who the bureau passes, once and for all', async () => {
    const passed = await verify();
    expect(passed).toEqual({ status: 'passed', reasons: [], decidedAt: expect.any(String) });
    expect(bureau.checks[0]).toMatchObject({
      givenName: 'Ada',
      dateOfBirth: '1990-04-12',
      authorization: `Bearer ${kycKey}`,
    });
    bureau.answer = { outcome: 'fail', reasons: ['deceased'] };
    expect(await verify()).toEqual(passed);
    expect(bureau.checks).toHaveLength(1);
    expect(await told()).toEqual(['passed']);
    expect(await evidence()).toEqual(['pass']);
    expect((await stack.bus.ask(readProfile, { playerId })).verification).toEqual(passed);
    expect((await eligibility()).verified).toBe(true);
  });

  it.each([
    ['refer', 'referred'],
    ['fail', 'failed'],
  ])('keeps the reasons of %s, and lets the player try again', async (outcome, status) => {
    bureau.answer = { outcome, reasons: ['address_mismatch'] };
    expect(await verify()).toMatchObject({ status, reasons: ['address_mismatch'] });
    expect((await eligibility()).verified).toBe(false);
    await verify();
    expect(await told()).toEqual([status]);
    bureau.answer = { outcome: 'pass', reasons: [] };
    expect(await verify()).toMatchObject({ status: 'passed', reasons: [] });
    expect(await told()).toEqual([status, 'passed']);
    expect(await evidence()).toEqual([outcome, outcome, 'pass']);
  });

  it.each([
    ['is slow', { delayMs: 2 * slowMs }],
    ['answers 500', { status: 500 }],
    ['answers what is not JSON', { answer: '<html>' }],
    ['answers an unknown outcome', { answer: { outcome: 'PASS', reasons: [] } }],
    ['answers null', { answer: 'null' }],
    ['answers reasons that are no texts', { answer: { outcome: 'pass', reasons: [{ a: 1 }] } }],
  ])('leaves the player pending when the bureau %s, and tells nothing', async (_, fault) => {
    Object.assign(bureau, fault);
    expect(await verify()).toEqual({ status: 'pending', reasons: ['bureau_unavailable'] });
    expect(await told()).toEqual([]);
    expect(await evidence()).toEqual(['no_answer']);
    expect((await eligibility()).verified).toBe(false);
    bureau.reset();
    expect(await verify()).toMatchObject({ status: 'passed' });
    expect(await told()).toEqual(['passed']);
  });

  it('does not lose an earlier decision to a bureau that is away', async () => {
    bureau.answer = { outcome: 'refer', reasons: ['document_needed'] };
    const referred = await verify();
    bureau.status = 503;
    expect(await verify()).toEqual(referred);
  });

  it('makes one decision of 8 requests at once, and gives it to all of them', async () => {
    bureau.delayMs = 300;
    const answers = await Promise.all(Array.from({ length: 8 }, () => verify()));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set(['passed']));
    expect(bureau.checks).toHaveLength(1);
    expect(await told()).toEqual(['passed']);
    expect(await evidence()).toEqual(['pass']);
  });

  it('takes over a check whose process died, and only then', async () => {
    const claim = `UPDATE players SET check_id = $2, check_started_at = now() - make_interval(secs => $3)
                    WHERE player_id = $1`;
    await profile.database.admin.query(claim, [playerId, newId(), 0]);
    expect(await verify()).toMatchObject({ status: 'unverified' });
    expect(bureau.checks).toHaveLength(0);
    await profile.database.admin.query(claim, [playerId, newId(), 3]);
    expect(await verify()).toMatchObject({ status: 'passed' });
  });

  it('keeps a late answer as evidence and nothing else when the check was taken over', async () => {
    let release = (): void => undefined;
    bureau.held = new Promise((resolve) => (release = resolve));
    const late = verify();
    await until('the bureau is asked', () => bureau.checks.length === 1);
    await profile.database.admin.query(
      `UPDATE players SET check_id = $2, check_started_at = now() WHERE player_id = $1`,
      [playerId, newId()],
    );
    release();
    expect((await late).status).toBe('pending');
    expect(await told()).toEqual([]);
    expect(await evidence()).toEqual(['pass']);
  });

  it('fails who is under 18 without asking the bureau, until the birthday', async () => {
    const young = await create({ dateOfBirth: birthday(inTwoDays(), -18) });
    expect(await verify(young)).toMatchObject({ status: 'failed', reasons: ['under_age'] });
    expect(bureau.checks).toHaveLength(0);
    expect(await told(young)).toEqual(['failed']);
    expect((await eligibility(young)).verified).toBe(false);
    await move(young, 3 * dayMs);
    expect(await verify(young)).toMatchObject({ status: 'passed' });
    expect(await eligibility(young)).toMatchObject({ verified: true, ageBand: '18-24' });
  });

  it('is not eligible under 18 even if the row says passed', async () => {
    const young = await create({ dateOfBirth: birthday(inTwoDays(), -17) });
    await profile.database.admin.query(
      `UPDATE players SET verification_status = 'passed', verification_decided_at = now() WHERE player_id = $1`,
      [young],
    );
    expect((await eligibility(young)).verified).toBe(false);
  });

  it('puts the player in the upper band at London midnight of the 25th birthday', async () => {
    const dateOfBirth = birthday(inTwoDays(), -25);
    const player = await create({ dateOfBirth });
    const bandEnd = startOf(birthday(dateOfBirth, 25));
    expect(await eligibility(player)).toEqual({
      verified: false,
      ageBand: '18-24',
      ageBandUntil: bandEnd.toISOString(),
      realityCheckMinutes: 60,
    });
    await move(player, bandEnd.getTime() - Date.now() + 100);
    expect(await eligibility(player)).toMatchObject({ verified: false, ageBand: '25+' });
    expect((await eligibility(await create({ dateOfBirth }))).ageBand).toBe('18-24');
  });

  async function move(id: string, shiftMs: number): Promise<void> {
    await stack.broker.connection.request(
      clockMoved.subject,
      JSON.stringify({ playerId: id, shiftMs: Math.ceil(shiftMs) }),
      { timeout: 30_000 },
    );
  }

  it('does not know who was never created', async () => {
    await expect(verify(newId())).rejects.toMatchObject({ code: 'not_found' });
    await expect(eligibility(newId())).rejects.toMatchObject({ code: 'not_found' });
  });
});
