import { newId } from '@croupier/kernel';
import { describe, expect, it } from '@jest/globals';
import { playerOf, unsubscribeToken } from './unsubscribe-token.js';

const key = 'a key of thirty-two letters, or so';

describe('the token of a link', () => {
  it('leads back to its player, and has the form of the contract', () => {
    for (let time = 0; time < 50; time += 1) {
      const playerId = newId();
      const token = unsubscribeToken(playerId, key);
      expect(token).toMatch(/^[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}$/);
      expect(playerOf(token, key)).toBe(playerId);
    }
  });

  it('is good for nobody else, and only with the key it was signed with', () => {
    const [token, other] = [unsubscribeToken(newId(), key), unsubscribeToken(newId(), key)];
    const [id = ''] = token.split('.');
    const [, signature = ''] = other.split('.');
    expect(playerOf(`${id}.${signature}`, key)).toBeUndefined();
    expect(playerOf(token, `${key}!`)).toBeUndefined();
    for (const broken of ['', '.', id, `${token}A`]) expect(playerOf(broken, key)).toBeUndefined();
  });
});
