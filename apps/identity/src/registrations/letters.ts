/** A mail in plain text. */
export interface Letter {
  subject: string;
  text: string;
}

/** Carries the code, on a line of its own. */
export function codeLetter(code: string): Letter {
  return {
    subject: 'Confirm your e-mail address',
    text: [
      'Welcome. Enter this code to open your account:',
      '',
      `Your code: ${code}`,
      '',
      'It is valid for 24 hours; only the newest code counts.',
      'If this was not you, do nothing: without the code no account is opened.',
    ].join('\n'),
  };
}

/** For somebody who is excluded, with us or at the national scheme: it says neither which, nor how we know. */
export function excludedLetter(): Letter {
  return {
    subject: 'We cannot open an account for you',
    text: [
      'You asked for an account. You have excluded yourself from gambling, with us or through the national',
      'self-exclusion scheme, so we may not open one.',
      'Nothing of what you entered was kept.',
      '',
      'Whoever you excluded yourself with can tell you how long it lasts. For support, free and at any hour: the National',
      'Gambling Helpline, 0808 8020 133.',
    ].join('\n'),
  };
}

/** For an address that has an account: whoever registered learns nothing, the owner learns of it. */
export function accountExistsLetter(): Letter {
  return {
    subject: 'You have an account already',
    text: [
      'Somebody has just tried to open an account with this e-mail address, which has one already.',
      '',
      'If it was you, sign in with your password.',
      'If it was not you, do nothing: your account is as it was.',
    ].join('\n'),
  };
}
