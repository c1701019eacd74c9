import { until } from '@croupier/testing';
import { type Locator } from 'playwright-core';
import { type Guest } from './guest.js';

/**
 * Tables that turn faster than in production, with windows that are long enough for hands: the rest of a round takes
 * only as long as it takes to see it, and one that cannot be finished is not waited for long.
 */
export const tablesForHands = {
  TABLE_BETTING_MS: '15000',
  TABLE_SPINNING_MS: '3000',
  TABLE_PAUSE_MS: '4000',
  TABLE_VOID_AFTER_MS: '15000',
};
/** Seconds of a window in which whatever hands have to do is done. */
const enoughSeconds = 9;

/** A guest at a live table: waits for what the table says, never for a time. */
export class AtTable {
  /** The last round this guest waited for. */
  private round = 0;

  constructor(readonly guest: Guest) {}

  get stage(): Locator {
    return this.guest.page.locator('.live-stage');
  }

  /** What a screen reader is told. */
  get said(): Locator {
    return this.guest.page.locator('#live-said');
  }

  get placeButton(): Locator {
    return this.guest.button(/^Place /);
  }

  /** A picture of the whole page, as on a screen that is long enough: what sticks to its edge lies there. */
  async inspect(name: string): Promise<void> {
    const { page } = this.guest;
    const size = page.viewportSize();
    const height = await page.evaluate<number>('document.documentElement.scrollHeight');
    if (size) await page.setViewportSize({ ...size, height });
    await this.guest.inspect(name);
    if (size) await page.setViewportSize(size);
  }

  /** From the floor to the table. */
  async join(name: string): Promise<void> {
    await this.guest.page.goto('/lobby/');
    await this.guest.page.getByRole('link', { name: `Join ${name}` }).click();
    await this.guest.at(name);
    await this.stage.waitFor();
  }

  async sitDown(): Promise<void> {
    await this.guest.button('Take a seat').click();
    await this.placeButton.waitFor();
  }

  /** Waits for a round they were not in yet, with enough of its window left. @returns its number */
  async fresh(): Promise<number> {
    this.round = await until(
      'a round takes bets',
      async () => {
        const [left, text] = await this.guest.page.evaluate<[string | undefined, string | undefined]>(
          `[document.querySelector('.live-status .countdown-seconds')?.textContent,
            document.querySelector('.live-status .small')?.textContent]`,
        );
        if (Number.parseInt(left ?? '0', 10) < enoughSeconds) return undefined;
        const round = Number(/Round (\d+)/.exec(text ?? '')?.[1]);
        return round > this.round ? round : undefined;
      },
      120_000,
    );
    return this.round;
  }

  async lay(spot: string | RegExp): Promise<void> {
    await this.guest.page.getByRole('button', { name: spot, exact: true }).click();
  }

  /** Places what lies on the layout; it is in the round when this returns. */
  async place(inRound: string): Promise<void> {
    await this.placeButton.click();
    await this.guest.page.getByText(`${inRound} of yours is in this round.`).waitFor();
  }

  /** The line of how a round ended, once it is shown. */
  async ending(round: number): Promise<string> {
    const line = this.guest.page.locator('.ending p', { hasText: new RegExp(`^Round ${round}:`) });
    await line.filter({ hasNotText: 'being settled' }).waitFor({ timeout: 120_000 });
    return line.innerText();
  }

  /** Everything a screen reader is told from now on. */
  async listen(): Promise<readonly string[]> {
    const heard: string[] = [];
    await this.guest.page.exposeFunction('heard', (text: string) => void heard.push(text));
    await this.guest.page.evaluate(`new MutationObserver(() =>
      window.heard(document.querySelector('#live-said').textContent)
    ).observe(document.querySelector('#live-said'), { subtree: true, childList: true, characterData: true })`);
    return heard;
  }

  /** Watches the balance on show: each of its changes, and how the table stood then. */
  async watchBalance(): Promise<() => Promise<[balance: string, stage: string][]>> {
    await this.guest.page.evaluate(`{
      const seen = (window.seenBalances = []);
      let last = document.querySelector('.balance strong')?.textContent;
      new MutationObserver(() => {
        const balance = document.querySelector('.balance strong')?.textContent;
        if (balance === last) return;
        last = balance;
        seen.push([balance, document.querySelector('.live-stage')?.textContent]);
      }).observe(document.body, { subtree: true, childList: true, characterData: true });
    }`);
    return () => this.guest.page.evaluate<[string, string][]>('window.seenBalances');
  }
}

/** A balance on show, in pence. */
export function pence(balance: string): number {
  return Math.round(Number(balance.replace(/[£,]/g, '')) * 100);
}

/** An amount of pence as a page shows one that may be lost. */
export function signed(amount: number): string {
  const sign = amount > 0 ? '+' : amount < 0 ? '-' : '';
  return `${sign}£${(Math.abs(amount) / 100).toFixed(2)}`;
}

/** What a line of an ending says that was paid, in pence. */
export function paidIn(line: string): number {
  const [, pounds = '0', pence = '0'] = /(?:win £|\s£)([\d,]+)\.(\d\d)(?:\.| back)/.exec(line) ?? [];
  return line.includes('did not win') ? 0 : Number(pounds.replace(',', '')) * 100 + Number(pence);
}
