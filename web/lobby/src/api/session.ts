import type { Tokens, TokenStore } from '@croupier/sdk';
import { useSyncExternalStore } from 'react';

const key = 'croupier.session';
const sinceKey = 'croupier.since';

/**
 * The tokens of this browser, shared by its pages: one page may renew them while the others wait, because a refresh
 * token is good once and one used twice ends the session.
 */
class BrowserTokens implements TokenStore {
  private readonly listeners = new Set<() => void>();
  private text: string | null;
  private tokens: Tokens | undefined;

  constructor() {
    this.text = localStorage.getItem(key);
    this.tokens = parsed(this.text);
    addEventListener('storage', (event) => {
      if (event.key === key || event.key === null) this.tell();
    });
  }

  read(): Tokens | undefined {
    const text = localStorage.getItem(key);
    if (text !== this.text) {
      this.text = text;
      this.tokens = parsed(text);
    }
    return this.tokens;
  }

  write(tokens: Tokens | undefined): void {
    if (tokens === undefined) {
      localStorage.removeItem(key);
      localStorage.removeItem(sinceKey);
    } else {
      if (this.read()?.sessionId !== tokens.sessionId)
        localStorage.setItem(sinceKey, new Date().toISOString());
      localStorage.setItem(key, JSON.stringify(tokens));
    }
    this.tell();
  }

  alone<Result>(work: () => Promise<Result>): Promise<Result> {
    // Absent where the page is not served securely; then only pages side by side could meet.
    if (!('locks' in navigator)) return work();
    return navigator.locks.request('croupier.renew', work) as Promise<Result>;
  }

  /** When this visit began, by this browser's clock. */
  since(): Date {
    return new Date(localStorage.getItem(sinceKey) ?? Date.now());
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private tell(): void {
    this.read();
    for (const listener of this.listeners) listener();
  }
}

function parsed(text: string | null): Tokens | undefined {
  try {
    return text === null ? undefined : (JSON.parse(text) as Tokens);
  } catch {
    return undefined;
  }
}

export const tokens = new BrowserTokens();

/** The signed-in player's id, or undefined. */
export function usePlayerId(): string | undefined {
  return useSyncExternalStore(tokens.subscribe, () => tokens.read()?.playerId);
}
