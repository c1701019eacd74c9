import { normaliseEmail } from './email.js';

const minimumCharacters = 10;

/** Passwords of ten characters and more that guessing programs try first, and their usual endings. */
const common = new Set([
  ...['0123456789', '1234567890', '0987654321', '9876543210', '12345678910', '123456789a', '1234512345'],
  ...['qwertyuiop', '1q2w3e4r5t', 'q1w2e3r4t5', '1qaz2wsx3edc', 'qazwsxedcrfv', 'asdfghjkl;', 'zxcvbnm123'],
  ...['abcdefghij', 'abcdefghijk', 'abc1234567', 'a123456789', 'qwerty1234', 'qwerty12345', 'qwerty123456'],
  ...['password12', 'password123', 'password1234', 'password1!', 'p@ssw0rd123', 'passw0rd123', 'mypassword'],
  ...['letmein123', 'letmein1234', 'welcome123', 'welcome1234', 'changeme123', 'iloveyou12', 'iloveyou123'],
  ...['football123', 'liverpool1', 'manchester', 'arsenal123', 'chelsea123', 'superman123', 'princess123'],
  ...['administrator', 'croupier123', 'casino1234', 'blackjack21', 'jackpot123', 'sunshine123', 'monkey1234'],
]);

/**
 * What is wrong with a new password, as a sentence without the password in it; undefined if nothing is.
 * No rules about kinds of characters: they make passwords worse (NIST SP 800-63B).
 */
export function passwordFault(password: string, email: string): string | undefined {
  const folded = password.normalize('NFKC').trim().toLowerCase();
  const characters = [...folded];
  if (characters.length < minimumCharacters) return `it has fewer than ${minimumCharacters} characters`;
  if (new Set(characters).size === 1) return 'it is one character repeated';
  const address = normaliseEmail(email);
  if (folded === address || folded === address.slice(0, address.lastIndexOf('@')))
    return 'it is the e-mail address';
  if (common.has(folded)) return 'it is a common password';
  return undefined;
}
