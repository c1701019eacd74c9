import { createPlayer, findPlayers, type FindPlayers } from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { type ServiceUnderTest, TestStack } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestBureau } from '../../test/bureau.js';
import { somebody } from '../../test/people.js';
import { service } from '../service.js';

describe('finding players', () => {
  let stack: TestStack;
  let bureau: TestBureau;
  let profile: ServiceUnderTest;
  const ada = somebody();
  const rene = somebody({ givenName: 'René', familyName: 'De La Öster', email: 'Rene@Example.org' });
  const unconfirmed = somebody({ email: 'later@example.org', familyName: 'Later' });

  beforeAll(async () => {
    [stack, bureau] = await Promise.all([TestStack.open(), TestBureau.open()]);
    profile = await stack.start(service, bureau.settings);
    for (const person of [ada, rene, unconfirmed]) await stack.bus.ask(createPlayer, person);
    await profile.database.admin.query(`UPDATE players SET confirmed_at = now() WHERE player_id = ANY($1)`, [
      [ada.playerId, rene.playerId],
    ]);
  });

  afterAll(async () => {
    await stack.close();
    await bureau.close();
  });

  const found = async (by: FindPlayers): Promise<string[]> =>
    (await stack.bus.ask(findPlayers, by)).data.map(({ playerId }) => playerId);

  it('finds by id, by the whole e-mail address and by name, whatever the capitals', async () => {
    expect(await found({ playerId: ada.playerId })).toEqual([ada.playerId]);
    expect(await found({ email: 'ADA@example.org' })).toEqual([ada.playerId]);
    for (const name of ['byron', 'Ada Byron', '  ADA   BYRON '])
      expect(await found({ name })).toEqual([ada.playerId]);
    for (const name of ['de la öster', 'RENÉ DE LA ÖSTER'])
      expect(await found({ name })).toEqual([rene.playerId]);
    expect(await stack.bus.ask(findPlayers, { playerId: ada.playerId })).toEqual({
      data: [
        {
          ...{ playerId: ada.playerId, email: 'ada@example.org', givenName: 'Ada', familyName: 'Byron' },
          ...{ dateOfBirth: '1990-04-12', verification: 'unverified' },
        },
      ],
    });
  });

  it('finds nothing by a part, a pattern, a stranger or an account that is not confirmed', async () => {
    for (const by of [
      { name: 'byr' },
      { name: 'ada' },
      { name: '%' },
      { email: 'a@example.org' },
      { playerId: newId() },
      { name: 'Later' },
      { playerId: unconfirmed.playerId },
    ])
      expect(await found(by)).toEqual([]);
  });

  it('wants exactly one thing to search by', async () => {
    for (const by of [{}, { name: 'Byron', email: 'ada@example.org' }])
      await expect(found(by)).rejects.toMatchObject({ code: 'invalid_request' });
  });
});
