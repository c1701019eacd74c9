import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  draftProgramme,
  endProgramme,
  listProgrammes,
  type Programme,
  type ProgrammeDefinition,
  publishProgramme,
} from '@croupier/contracts';
import { type DomainError, newId } from '@croupier/kernel';
import { ConfigError } from '@croupier/runtime';
import { Neighbours, type ServiceUnderTest, TestStack } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openCatalogue } from '../../test/catalogue.js';
import { depositMatch, freeRounds, gbp } from '../../test/programmes.js';
import { service } from '../service.js';

describe('programmes', () => {
  let stack: TestStack;
  let bonus: ServiceUnderTest;
  let neighbours: Neighbours;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'croupier-programmes-'));
    await cp(path.resolve(import.meta.dirname, '../../definitions'), folder, { recursive: true });
    stack = await TestStack.open();
    neighbours = new Neighbours(stack);
    await openCatalogue(neighbours);
    bonus = await stack.start(service, { BONUS_PROGRAMMES_DIR: folder });
  });

  afterAll(async () => {
    await neighbours.close();
    await stack.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** A programme nobody else in this suite uses. */
  function definition(over: Partial<ProgrammeDefinition> = {}): ProgrammeDefinition {
    return depositMatch({ programmeId: `p-${newId()}`, ...over });
  }

  const draft = (of: ProgrammeDefinition): Promise<Programme> =>
    stack.bus.ask(draftProgramme, { definition: of });

  it('brings in what comes with the release, published, with its terms', async () => {
    const { data } = await stack.bus.ask(listProgrammes, { status: 'published' });
    const brought = data.filter(({ programmeId }) => !programmeId.startsWith('p-'));
    expect(brought.map(({ programmeId, version, faults }) => [programmeId, version, faults])).toEqual([
      ['lamplight-tour', 4, []],
      ['opening-night', 4, []],
    ]);
    expect(brought[0]?.terms.map(({ code }) => code)).toContain('wagering');
    expect(brought[0]).toMatchObject({ awards: 0, committed: { amount: 0, currency: 'GBP' } });
  });

  it('drafts, replaces the draft, publishes, and then opens the next version', async () => {
    const first = definition({ wageringHundredths: 2000 });
    const drafted = await draft(first);
    expect(drafted).toMatchObject({ version: 1, status: 'draft' });
    expect(drafted.faults.map(({ code }) => code)).toEqual(['wagering_above_cap']);
    const mended = { ...first, wageringHundredths: 400 };
    const redrafted = await draft(mended);
    expect(redrafted).toMatchObject({ version: 1, status: 'draft', faults: [] });
    const { programmeId, version } = redrafted;
    const published = await stack.bus.ask(publishProgramme, { programmeId, version });
    expect(published).toMatchObject({ version: 1, status: 'published' });
    expect(await stack.bus.ask(publishProgramme, { programmeId, version })).toEqual(published);
    expect(await draft(mended)).toEqual(published);
    const next = await draft({ ...mended, expiresAfterDays: 3 });
    expect(next).toMatchObject({ version: 2, status: 'draft' });
    await stack.bus.ask(publishProgramme, { programmeId, version: 2 });
    const { data } = await stack.bus.ask(listProgrammes, {});
    const versions = data.filter((each) => each.programmeId === programmeId);
    expect(versions.map((each) => [each.version, each.status])).toEqual([
      [2, 'published'],
      [1, 'ended'],
    ]);
    await expect(stack.bus.ask(publishProgramme, { programmeId, version: 1 })).rejects.toMatchObject({
      code: 'programme_published',
    });
  });

  it('refuses to publish what breaks a rule, with every fault by its member', async () => {
    const { programmeId, version } = await draft(
      definition({ wageringHundredths: 1001, products: ['casino', 'betting'], summary: '' }),
    );
    const refused = stack.bus.ask(publishProgramme, { programmeId, version });
    await expect(refused).rejects.toMatchObject({
      code: 'programme_not_publishable',
      errors: expect.arrayContaining([
        expect.objectContaining({ field: 'wageringHundredths', code: 'wagering_above_cap' }),
        expect.objectContaining({ field: 'products', code: 'mixed_products' }),
        expect.objectContaining({ field: 'summary', code: 'missing' }),
      ]),
    });
  });

  it('refuses games that cannot be played and stakes they do not have, naming the member', async () => {
    const rounds = { gameId: 'lamplight-ledger', rounds: 5, stake: gbp(25) };
    const gameWeights = ['half-game', 'no-such-game'].map((gameId) => ({ gameId, basisPoints: 10_000 }));
    const refusalOf = async (of: Partial<ProgrammeDefinition>): Promise<DomainError> => {
      const { programmeId, version } = await draft(freeRounds({ programmeId: `p-${newId()}`, ...of }));
      const refused: unknown = await stack.bus
        .ask(publishProgramme, { programmeId, version })
        .catch((error: unknown) => error);
      return refused as DomainError;
    };
    expect(await refusalOf({ freeRounds: rounds, gameWeights })).toMatchObject({
      code: 'programme_not_publishable',
      errors: [
        { field: 'gameWeights.1.gameId', code: 'unknown_game' },
        { field: 'freeRounds.stake', code: 'unknown_stake' },
      ],
    });
    expect(
      await refusalOf({ freeRounds: { ...rounds, gameId: 'test-table', stake: gbp(100) } }),
    ).toMatchObject({
      field: 'freeRounds.gameId',
      errors: [{ code: 'unknown_game' }],
    });
    await neighbours.silence('live');
    expect(await refusalOf({ gameWeights })).toMatchObject({ code: 'service_unavailable' });
    await openCatalogue(neighbours);
  });

  it('publishes what was approved, not what became of it', async () => {
    const first = definition();
    const { programmeId, version, definitionHash } = await draft(first);
    await draft({ ...first, expiresAfterDays: 2 });
    const refused = stack.bus.ask(publishProgramme, { programmeId, version, definitionHash });
    await expect(refused).rejects.toMatchObject({
      code: 'programme_not_publishable',
      field: 'definitionHash',
    });
  });

  it('keeps a published version as it is, also against its own service', async () => {
    const { programmeId, version } = await draft(definition());
    await stack.bus.ask(publishProgramme, { programmeId, version });
    const change = bonus.database.admin.query(
      `UPDATE programmes SET definition = definition || '{"wageringHundredths": 0}' WHERE programme_id = $1`,
      [programmeId],
    );
    await expect(change).rejects.toThrow(/stays as it is/);
  });

  it('ends a programme once, and knows no other', async () => {
    const { programmeId, version } = await draft(definition());
    await expect(stack.bus.ask(endProgramme, { programmeId })).rejects.toMatchObject({
      code: 'unknown_programme',
    });
    await stack.bus.ask(publishProgramme, { programmeId, version });
    const ended = await stack.bus.ask(endProgramme, { programmeId });
    expect(ended.status).toBe('ended');
    expect(await stack.bus.ask(endProgramme, { programmeId })).toEqual(ended);
    const unknown = stack.bus.ask(publishProgramme, { programmeId, version: 7 });
    await expect(unknown).rejects.toMatchObject({ code: 'unknown_programme' });
  });

  it('gives ten drafts at once one version', async () => {
    const first = definition();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => draft({ ...first, expiresAfterDays: index + 1 })),
    );
    expect(new Set(answers.map(({ version }) => version))).toEqual(new Set([1]));
  });

  it('does not start with programmes that break a rule, and names every one of them', async () => {
    const broken = await mkdtemp(path.join(folder, 'broken-'));
    await writeFile(path.join(broken, 'torn.json'), '{');
    const file = { version: 1, publish: true, definition: depositMatch({ wageringHundredths: 3500 }) };
    await writeFile(path.join(broken, 'test-match.json'), JSON.stringify(file));
    const refused = stack.start(service, { BONUS_PROGRAMMES_DIR: broken });
    await expect(refused).rejects.toThrow(ConfigError);
    await expect(refused).rejects.toThrow(/test-match\.json: wageringHundredths [^]*torn\.json/);
  });

  it('does not start with another definition under a version that was published', async () => {
    const changed = await mkdtemp(path.join(folder, 'changed-'));
    const file = { version: 4, publish: true, definition: depositMatch({ programmeId: 'opening-night' }) };
    await writeFile(path.join(changed, 'opening-night.json'), JSON.stringify(file));
    const refused = stack.replica(service, bonus, { BONUS_PROGRAMMES_DIR: changed });
    await expect(refused).rejects.toThrow(
      /opening-night\.json: version 4 was published with another definition/,
    );
  });
});
