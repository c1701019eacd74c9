import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { passwordFault } from './password-policy.js';

describe('passwordFault', () => {
  const email = 'ada.lovelace@example.org';

  it.each(['correct horse battery', 'Tr0ub4dor&3x', '日本語のパスワードは長い', 'ada.lovelace@example.com'])(
    'takes %s',
    (password) => {
      expect(passwordFault(password, email)).toBeUndefined();
    },
  );

  it.each([
    ['ninechars', 'fewer than 10'],
    ['   short    ', 'fewer than 10'],
    ['🎲🎲🎲🎲🎲', 'fewer than 10'],
    ['aaaaaaaaaaaa', 'repeated'],
    ['AAAAAaaaaaaa', 'repeated'],
    ['🎲🎲🎲🎲🎲🎲🎲🎲🎲🎲', 'repeated'],
    ['ada.lovelace@example.org', 'e-mail'],
    ['ADA.Lovelace@Example.ORG', 'e-mail'],
    ['Ada.Lovelace', 'e-mail'],
    ['password123', 'common'],
    ['PassWord123', 'common'],
    ['1234567890', 'common'],
    ['ｐａｓｓｗｏｒｄ123', 'common'],
  ])('refuses %s', (password, reason) => {
    expect(passwordFault(password, email)).toContain(reason);
  });

  it('never repeats the password in its answer', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 3, maxLength: 20 }), (text) => {
        const password = `<${text}>`;
        expect(passwordFault(password, `${text}@example.org`) ?? '').not.toContain(password);
      }),
    );
  });
});
